"""The parts that dates are put together from: days of the month, months, years, eras.

Each rule reads the tokens from an index on, and returns what stands there and where it ends, or None.
"""

from typing import NamedTuple

from timeline.english import COUNTED, MONTHS, ORDINAL_ENDINGS, ORDINALS, SHORT_MONTHS, VERB_MONTHS
from timeline.timex.tokens import Tokens
from timeline.timex.values import Value


class Match(NamedTuple):
    """What was read, and the index of the token behind it."""

    value: Value
    end: int


class Number(NamedTuple):
    """A number that was read, and the index of the token behind it."""

    value: int
    end: int


ERAS = {"bc": True, "bce": True, "ad": False, "ce": False}
_IN_NUMBERS = frozenset("$ € £ # . , : / - @ _ + %".split())


def figures(tokens: Tokens, index: int, shortest: int, longest: int) -> int | None:
    """Return the number at *index* when it has so many digits, else None."""
    word = tokens.words[index]
    return int(word) if shortest <= len(word) <= longest and word.isdecimal() else None


def in_number(tokens: Tokens, index: int) -> bool:
    """Tell whether the figures at *index* go on from a number, a price or a name before them."""
    return tokens.glued(index) and (tokens.words[index - 1] in _IN_NUMBERS or tokens.is_word(index - 1))


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Tell whether a number goes on at *index*: "2,000", "3.5", "6:30", "20%"."""
    if not tokens.glued(index):
        return False
    return tokens.words[index] == "%" or (
        tokens.words[index] in (".", ",", ":", "/") and tokens.glued(index + 1) and tokens.words[index + 1].isdecimal()
    )


def day_at(tokens: Tokens, index: int) -> Number | None:
    """Read a day of the month: "3", "3rd", "03", and "third" where "of" follows."""
    if tokens.words[index + 1] == "of" and tokens.words[index] in ORDINALS:
        return Number(ORDINALS[tokens.words[index]], index + 1)
    day = figures(tokens, index, 1, 2)
    if day is None or not 1 <= day <= 31:
        return None
    end = index + 1
    if tokens.words[end] in ORDINAL_ENDINGS and tokens.glued(end):
        return Number(day, end + 1)
    glued_year = tokens.words[end] == "," and figures(tokens, end + 1, 4, 4)
    if (_goes_on(tokens, end) and not glued_year) or tokens.words[end] in COUNTED:
        return None
    return None if tokens.is_word(end) and tokens.glued(end) else Number(day, end)


def year_at(tokens: Tokens, index: int) -> Number | None:
    """Read a year of four figures, whatever stands before it."""
    year = figures(tokens, index, 4, 4)
    if year is None or not 1000 <= year <= 2999 or _goes_on(tokens, index + 1):
        return None
    glued = tokens.glued(index + 1)
    if glued and (tokens.is_word(index + 1) or (tokens.words[index + 1] == "-" and _phone_like(tokens, index + 2))):
        return None
    return Number(year, index + 1)


def _phone_like(tokens: Tokens, index: int) -> bool:
    return tokens.glued(index) and tokens.words[index].isdecimal() and len(tokens.words[index]) not in (2, 4)


def era_at(tokens: Tokens, index: int) -> tuple[bool, int] | None:
    """Read an era: whether it is before our own, and where it ends: "BC", "B.C.", "AD"."""
    word = tokens.words[index]
    if word in ERAS and tokens.written[index].isupper():
        return ERAS[word], index + 1
    if tokens.words[index + 1] != "." or tokens.words[index + 3] != ".":
        return None
    letters = word + tokens.words[index + 2]
    return (ERAS[letters], index + 4) if letters in ERAS and tokens.written[index].isupper() else None


def month_at(tokens: Tokens, index: int) -> Number | None:
    """Read the name of a month, with the full stop of a short form."""
    word = tokens.words[index]
    month = MONTHS.get(word)
    if month is None or (may_be_no_month(word) and not tokens.capitalised(index)):
        return None
    stopped = word in SHORT_MONTHS and tokens.words[index + 1] == "." and tokens.glued(index + 1)
    return Number(month, index + 2 if stopped else index + 1)


def may_be_no_month(word: str) -> bool:
    """Tell whether the name of a month can be another word, so that it needs a capital and more."""
    return word in SHORT_MONTHS or word in VERB_MONTHS
