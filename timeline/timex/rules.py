"""What the rules of every language share: what a rule returns, and how numbers are read.

A rule reads the tokens from an index on, and returns what stands there and where it ends, or None.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from timeline.dates import PartialDate
from timeline.timex.semantics import CalendarUnit, EitherOrder, PartOfYear, Stated, Value, Weekday, has_day
from timeline.timex.tokens import Tokens


class Match(NamedTuple):
    """What was read, and the index of the token behind it."""

    value: Value
    end: int


class Number(NamedTuple):
    """A number that was read, and the index of the token behind it."""

    value: int
    end: int


Rule = Callable[[Tokens, int], Match | None]


def first_match(rules: Iterable[Rule], tokens: Tokens, index: int) -> Match | None:
    """Return what the first of *rules* that reads anything at *index* reads."""
    for rule in rules:
        match = rule(tokens, index)
        if match:
            return match
    return None


def month_in(month: int, year: int | CalendarUnit) -> Value:
    """Return *month* of a year that is known, or of one that counts from another: "May", "last year"."""
    return Stated(PartialDate(year, month)) if isinstance(year, int) else PartOfYear(month, year=year)


_IN_NUMBERS = frozenset("$ € £ # . , : / - @ _ + %".split())


def number_at(tokens: Tokens, index: int, shortest: int, longest: int) -> int | None:
    """Return the number at *index* when it has so many digits, else None."""
    word = tokens.words[index]
    return int(word) if shortest <= len(word) <= longest and word.isdecimal() else None


def in_number(tokens: Tokens, index: int) -> bool:
    """Return whether the digits at *index* continue a number, a price or a name before them."""
    return tokens.glued(index) and (tokens.words[index - 1] in _IN_NUMBERS or tokens.is_word(index - 1))


def goes_on(tokens: Tokens, index: int) -> bool:
    """Return whether a number continues at *index*: "2,000", "3.5", "6:30", "20%"."""
    if not tokens.glued(index):
        return False
    return tokens.words[index] == "%" or (
        tokens.words[index] in (".", ",", ":", "/")
        and tokens.glued(index + 1)
        and tokens.words[index + 1].isdecimal()
    )


def year_at(tokens: Tokens, index: int) -> Number | None:
    """Read a year of four digits, whatever stands before it."""
    year = number_at(tokens, index, 4, 4)
    if year is None or not 1000 <= year <= 2999 or goes_on(tokens, index + 1):
        return None
    glued = tokens.glued(index + 1)
    if glued and (
        tokens.is_word(index + 1) or (tokens.words[index + 1] == "-" and _phone_like(tokens, index + 2))
    ):
        return None
    return Number(year, index + 1)


def _phone_like(tokens: Tokens, index: int) -> bool:
    return tokens.glued(index) and tokens.words[index].isdecimal() and len(tokens.words[index]) not in (2, 4)


def comparable(first: Value, last: Value) -> bool:
    """Return whether two values can be the ends of one range: both days, both months, or both years."""
    if isinstance(first, Weekday) != isinstance(last, Weekday):
        return False
    dates = Stated | EitherOrder | PartOfYear | Weekday
    return isinstance(first, dates) and isinstance(last, dates) and has_day(first) == has_day(last)
