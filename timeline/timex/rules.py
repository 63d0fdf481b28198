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


class YearBehind(NamedTuple):
    """The year behind a day or a month, stated or relative, and the index of the token behind it."""

    value: int | CalendarUnit
    end: int


Rule = Callable[[Tokens, int], Match | None]


def first_match(rules: Iterable[Rule], tokens: Tokens, index: int) -> Match | None:
    """Return what the first of *rules* that reads anything at *index* reads."""
    for rule in rules:
        match = rule(tokens, index)
        if match:
            return match
    return None


def point(tokens: Tokens, index: int) -> Match | None:
    """Read one time expression that begins at *index*, without what may make it the start of a range."""
    return first_match(_rules_at(tokens, index), tokens, index)


def _rules_at(tokens: Tokens, index: int) -> tuple[Rule, ...]:
    """Return the rules that may read what begins at *index*."""
    word, grammar = tokens.words[index], tokens.grammar
    if word.isdecimal():
        return _number_rules(tokens, index)
    if word in grammar.continuations:
        behind = tokens.words[index + 1]
        if behind not in grammar.continuations[word] and not behind.isdecimal():
            return ()
    return grammar.rules.get(word, ())


def _number_rules(tokens: Tokens, index: int) -> tuple[Rule, ...]:
    """Return the rules that the tokens beside a number leave open: most numbers are no dates."""
    digits, behind, grammar = tokens.words[index], tokens.words[index + 1], tokens.grammar
    if len(digits) > 6:
        return ()
    if in_number(tokens, index):
        return grammar.rules_in_names if behind in tokens.terms.ordinal_endings else ()
    if len(digits) == 4:
        return grammar.year_rules.get(behind, grammar.year_rules[""])
    if behind == "." and not tokens.words[index + 2].isdecimal():
        return grammar.ordinal_rules
    return grammar.number_rules.get(behind, ())


def noun_at(tokens: Tokens, index: int) -> bool:
    """Return whether the token at *index* may be a noun, by its first letter."""
    return not tokens.terms.nouns_capitalised or tokens.capitalised(index)


def is_plural(tokens: Tokens, index: int) -> bool:
    """Return whether the token at *index* looks like a noun in the plural."""
    terms, word = tokens.terms, tokens.words[index]
    plural = bool(terms.plural_ending) and word.endswith(terms.plural_ending)
    return plural and tokens.is_word(index) and word not in terms.function_words


def compounded(tokens: Tokens, index: int) -> bool:
    """Return whether a hyphen at *index* makes a compound with the noun before it: "Mai-Demo"."""
    return tokens.terms.nouns_capitalised and tokens.words[index] == "-" and tokens.glued(index)


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
