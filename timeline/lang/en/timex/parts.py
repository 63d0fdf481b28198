"""The parts that dates are put together from: days of the month, months, eras."""

from timeline.lang.en.lexicon import MONTHS
from timeline.lang.en.timex.words import COUNTED, ORDINAL_ENDINGS, ORDINALS, SHORT_MONTHS, VERB_MONTHS
from timeline.timex.rules import Number, goes_on, number_at
from timeline.timex.tokens import Tokens

ERAS = {"bc": True, "bce": True, "ad": False, "ce": False}


def day_at(tokens: Tokens, index: int) -> Number | None:
    """Read a day of the month: "3", "3rd", "03", and "third" where "of" follows."""
    if tokens.words[index + 1] == "of" and tokens.words[index] in ORDINALS:
        return Number(ORDINALS[tokens.words[index]], index + 1)
    day = number_at(tokens, index, 1, 2)
    if day is None or not 1 <= day <= 31:
        return None
    end = index + 1
    if tokens.words[end] in ORDINAL_ENDINGS and tokens.glued(end):
        return Number(day, end + 1)
    glued_year = tokens.words[end] == "," and number_at(tokens, end + 1, 4, 4)
    if (goes_on(tokens, end) and not glued_year) or tokens.words[end] in COUNTED:
        return None
    return None if tokens.is_word(end) and tokens.glued(end) else Number(day, end)


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
    """Return whether the name of a month can be another word, so that it needs a capital and more."""
    return word in SHORT_MONTHS or word in VERB_MONTHS
