"""Years and what holds several of them.

"2011", "2011-15", "44 BC", "the 1990s", "19th century", "Q3 2015".
"""

from functools import cache

from timeline.dates import DateInterval, PartialDate
from timeline.lang.en.timex.parts import ERAS, era_at
from timeline.lang.en.timex.words import (
    COUNTED,
    DECADE_NAMES,
    FUNCTION_WORDS,
    MODIFIERS,
    NAMED_GATHERINGS,
    NO_YEAR_BEFORE,
    ORDINAL_ENDINGS,
    ORDINALS,
    PEOPLE,
    SEASONS,
    YEAR_DETERMINERS,
    YEAR_PREPOSITIONS,
)
from timeline.timex.rules import Match, Number, in_number, number_at, year_at
from timeline.timex.semantics import Stated
from timeline.timex.tokens import Tokens

_GOES_ON = frozenset(("s", "'", "-", "/", "b", "a", "c", *ERAS))
"""What may stand behind the figures of a year and belong to it."""


def year_alone(tokens: Tokens, index: int) -> Match | None:
    """Read a year that stands for itself: "2011", "2011-15", "2010/11", "44 BC", "AD 79", "1990s"."""
    if in_number(tokens, index) or tokens.words[index - 1].isdecimal():
        return None
    longer = None
    if tokens.words[index + 1] in _GOES_ON:
        longer = decade(tokens, index) or _with_era(tokens, index) or _short_range(tokens, index)
    return longer or _bare_year(tokens, index)


def second_year(tokens: Tokens, index: int) -> Match | None:
    """Read a year where the one before it shows that it is one."""
    if not (tokens.words[index].isdecimal() or tokens.words[index] in DECADE_NAMES):
        return None
    found = decade(tokens, index) or _with_era(tokens, index)
    year = None if found else year_at(tokens, index)
    return Match(_stated(year.value), year.end) if year else found


def decade(tokens: Tokens, index: int) -> Match | None:
    """Read "1990s", "1990's", "'90s", "nineties"."""
    word = tokens.words[index]
    if word in DECADE_NAMES:
        return Match(_stated(1900 + DECADE_NAMES[word], 1), index + 1)
    if not word.isdecimal() or len(word) not in (2, 4) or word[-1] != "0":
        return None
    end = index + 1
    if tokens.words[end] == "'" and tokens.glued(end) and len(word) == 4:
        end += 1
    if tokens.words[end] != "s" or not tokens.glued(end):
        return None
    if len(word) == 2 and tokens.words[index - 1] != "'" and not _behind_the(tokens, index):
        return None
    year = int(word) if len(word) == 4 else 1900 + int(word)
    return Match(_stated(year, 1), end + 1) if year >= 1000 else None


def _behind_the(tokens: Tokens, index: int) -> bool:
    """Return whether "the late", "the mid-" stands before *index*."""
    before = index - 1 - (tokens.words[index - 1] == "-")
    return tokens.words[before] in MODIFIERS and tokens.words[before - 1] == "the"


@cache
def _stated(year: int, unspecified: int = 0) -> Stated:
    """Return the year, decade or century: texts name the same ones again and again."""
    return Stated(PartialDate(year, unspecified=unspecified))


def _with_era(tokens: Tokens, index: int) -> Match | None:
    era = era_at(tokens, index + 1)
    year = number_at(tokens, index, 1, 4) if era else None
    if year and era:
        return Match(_stated(1 - year if era[0] else year), era[1])
    return None


def era_first(tokens: Tokens, index: int) -> Match | None:
    """Read "AD 79"."""
    era = era_at(tokens, index)
    year = number_at(tokens, era[1], 1, 4) if era and not era[0] else None
    return Match(_stated(year), era[1] + 1) if era and year else None


def _short_range(tokens: Tokens, index: int) -> Match | None:
    """Read "2011-15", "2010/11"."""
    mark = tokens.words[index + 1]
    if mark not in ("-", "/"):
        return None
    year, second = number_at(tokens, index, 4, 4), number_at(tokens, index + 2, 2, 2)
    if year is None or second is None or not 1000 <= year <= 2999:
        return None
    last = year - year % 100 + second
    closed = (
        tokens.glued(index + 1)
        and tokens.glued(index + 2)
        and not (tokens.glued(index + 3) and tokens.words[index + 3] in "-/")
    )
    if not closed or last <= year or (mark == "/" and last != year + 1):
        return None
    return Match(Stated(DateInterval(PartialDate(year), PartialDate(last))), index + 3)


def _bare_year(tokens: Tokens, index: int) -> Match | None:
    year = year_at(tokens, index)
    if year is None or not _means_year(tokens, index, year):
        return None
    return Match(_stated(year.value), year.end)


def _means_year(tokens: Tokens, index: int, year: Number) -> bool:
    """Return by the words beside it whether a number of four figures is a year."""
    before, behind = tokens.words[index - 1], tokens.words[year.end]
    determined = before in YEAR_DETERMINERS
    if behind in COUNTED or before in NO_YEAR_BEFORE:
        return determined and before not in NO_YEAR_BEFORE and behind not in PEOPLE
    plural = tokens.is_word(year.end) and behind.endswith("s") and behind not in FUNCTION_WORDS
    if plural and not determined and (year.value < 1900 or year.value % 100 == 0):
        return False
    if before in YEAR_PREPOSITIONS or before in SEASONS:
        return 1000 <= year.value <= 2100
    if not 1900 <= year.value <= 2050:
        return False
    return not tokens.capitalised(index - 1) or before in NAMED_GATHERINGS or before in FUNCTION_WORDS


def century(tokens: Tokens, index: int) -> Match | None:
    """Read "19th century", "nineteenth century", "5th century BC"."""
    number: int | None = ORDINALS.get(tokens.words[index])
    end = index + 1
    if number is None:
        number = number_at(tokens, index, 1, 2)
        if number is None or tokens.words[end] not in ORDINAL_ENDINGS:
            return None
        end += 1
    if tokens.words[end] == "-":
        end += 1
    if tokens.words[end] != "century" or not 1 <= number <= 30:
        return None
    era = era_at(tokens, end + 1)
    if era and era[0]:
        return Match(
            Stated(DateInterval(PartialDate(1 - 100 * number), PartialDate(100 - 100 * number))), era[1]
        )
    return Match(_stated(100 * (number - 1), 2), era[1] if era else end + 1)


def quarter(tokens: Tokens, index: int) -> Match | None:
    """Read "Q3 2015", "third quarter of 2015", "first half of 2015"."""
    word, behind = tokens.words[index], tokens.words[index + 1]
    if not (behind in ("quarter", "half") if word != "q" else behind.isdecimal() and tokens.glued(index + 1)):
        return None
    number = ORDINALS.get(word) or number_at(tokens, index + 1, 1, 1)
    parts = 2 if behind == "half" else 4
    start = index + 2 + (tokens.words[index + 2] == "of")
    year = year_at(tokens, start)
    if not number or number > parts or year is None:
        return None
    months = 12 // parts
    ends = PartialDate(year.value, months * (number - 1) + 1), PartialDate(year.value, months * number)
    return Match(Stated(DateInterval(*ends)), year.end)
