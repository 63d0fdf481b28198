"""German years and what holds several of them, or a part.

"2014", "44 v. Chr.", "neunziger Jahre", "19. Jahrhundert".
"""

from timeline.dates import DateInterval, PartialDate
from timeline.lang.de.lexicon import MONTHS
from timeline.lang.de.timex.dates import ordinal_at, year_behind
from timeline.lang.de.timex.words import (
    COUNTED,
    DECADE_NAMES,
    JOINED_DECADES,
    NO_YEAR_BEFORE,
    ORDINALS,
    SEASON_PREPOSITIONS,
    SEASONS,
    YEAR_PREPOSITIONS,
)
from timeline.timex.rules import Match, Number, in_number, number_at, year_at
from timeline.timex.semantics import PartOfYear, Stated
from timeline.timex.tokens import Tokens

_CENTURY_WORDS = frozenset("jahrhundert jahrhunderts jahrhunderten jh".split())
_QUARTERS = {"quartal": 4, "quartals": 4, "viertel": 4, "halbjahr": 2, "halbjahres": 2, "jahreshälfte": 2}


# --- years


def year_alone(tokens: Tokens, index: int) -> Match | None:
    """Read a year that stands for itself: "2011", "2011-15", "2010/11", "44 v. Chr."."""
    if in_number(tokens, index) or tokens.words[index - 1].isdecimal():
        return None
    return (
        decade(tokens, index)
        or with_era(tokens, index)
        or _short_range(tokens, index)
        or _bare_year(tokens, index)
    )


def second_year(tokens: Tokens, index: int) -> Match | None:
    """Read a year where the one before it shows that it is one."""
    if not tokens.words[index].isdecimal():
        return None
    found = decade(tokens, index) or with_era(tokens, index)
    year = None if found else year_at(tokens, index)
    return (
        Match(Stated(PartialDate(year.value)), year.end)
        if year and tokens.words[year.end] not in COUNTED
        else found
    )


def named_year(tokens: Tokens, index: int) -> Match | None:
    """Read "Jahr 2014", "Jahre 1815", "Jahren 2011 bis 2015"."""
    era = with_era(tokens, index + 1)
    year = year_at(tokens, index + 1)
    return (
        Match(era.value, era.end)
        if era
        else Match(Stated(PartialDate(year.value)), year.end)
        if year
        else None
    )


def with_era(tokens: Tokens, index: int) -> Match | None:
    """Read "44 v. Chr.", "79 nach Christus"."""
    era = _era_at(tokens, index + 1)
    year = number_at(tokens, index, 1, 4) if era else None
    if not era or not year:
        return None
    return Match(Stated(PartialDate(1 - year if era[0] else year)), era[1])


def _era_at(tokens: Tokens, index: int) -> tuple[bool, int] | None:
    """Read an era: whether it is before our own, and where it ends."""
    word = tokens.words[index]
    if word in ("vor", "nach") and tokens.words[index + 1] in ("christus", "christi"):
        return word == "vor", index + 2
    end = index + 1 + (tokens.words[index + 1] == ".")
    if word not in ("v", "n") or tokens.words[end] != "chr":
        return None
    return word == "v", end + 1 + (tokens.words[end + 1] == "." and tokens.glued(end + 1))


def _short_range(tokens: Tokens, index: int) -> Match | None:
    """Read "2011-15", "2010/11"."""
    mark, year, second = (
        tokens.words[index + 1],
        number_at(tokens, index, 4, 4),
        number_at(tokens, index + 2, 2, 2),
    )
    if mark not in ("-", "/") or year is None or second is None or not 1000 <= year <= 2999:
        return None
    last = year - year % 100 + second
    joined = tokens.glued(index + 1) and tokens.glued(index + 2)
    goes_on = tokens.glued(index + 3) and (tokens.words[index + 3] in "-/" or tokens.is_word(index + 3))
    if not joined or goes_on or last <= year or (mark == "/" and last != year + 1):
        return None
    return Match(Stated(DateInterval(PartialDate(year), PartialDate(last))), index + 3)


def _bare_year(tokens: Tokens, index: int) -> Match | None:
    year = year_at(tokens, index)
    return (
        Match(Stated(PartialDate(year.value)), year.end)
        if year and _means_year(tokens, index, year)
        else None
    )


def _means_year(tokens: Tokens, index: int, year: Number) -> bool:
    """Return by the words beside it whether a number of four figures is a year."""
    before, behind = tokens.words[index - 1], tokens.words[year.end]
    if (
        behind in COUNTED
        or before in MONTHS
        or before in NO_YEAR_BEFORE
        or (before == "." and tokens.words[index - 2] in NO_YEAR_BEFORE)
    ):
        return False
    noun = tokens.is_word(year.end) and tokens.capitalised(year.end)
    if before in YEAR_PREPOSITIONS:
        return 1000 <= year.value <= 2100 and not (noun and year.value < 1900)
    return 1900 <= year.value <= 2050 and not (noun and year.value % 100 == 0)


# --- decades and centuries


def decade(tokens: Tokens, index: int) -> Match | None:
    """Read "1990er Jahre", "90er-Jahren", "1990er", "neunziger Jahre", "Neunzigerjahren"."""
    word, end = tokens.words[index], index + 1
    if word in JOINED_DECADES:
        return Match(Stated(PartialDate(1900 + JOINED_DECADES[word], unspecified=1)), end)
    if word in DECADE_NAMES:
        behind = _behind_years(tokens, end)
        return (
            Match(Stated(PartialDate(1900 + DECADE_NAMES[word], unspecified=1)), behind) if behind else None
        )
    if len(word) not in (2, 4) or word[-1:] != "0" or not word.isdecimal() or not tokens.glued(end):
        return None
    joined = tokens.words[end] in ("erjahre", "erjahren")
    if tokens.words[end] != "er" and not joined:
        return None
    behind = end + 1 if joined else _behind_years(tokens, end + 1)
    if behind is None and (len(word) == 2 or (tokens.is_word(end + 1) and tokens.capitalised(end + 1))):
        return None
    year = int(word) if len(word) == 4 else 1900 + int(word)
    return (
        Match(Stated(PartialDate(year, unspecified=1)), behind or end + 1) if 1000 <= year <= 2999 else None
    )


def _behind_years(tokens: Tokens, index: int) -> int | None:
    """Return the index behind "Jahre" or "-Jahren"."""
    start = index + (tokens.words[index] == "-")
    return start + 1 if tokens.words[start] in ("jahre", "jahren") else None


def century(tokens: Tokens, index: int) -> Match | None:
    """Read "19. Jahrhundert", "neunzehnten Jahrhunderts", "5. Jh. v. Chr."."""
    found = _ordinal(tokens, index, 30)
    if found is None or tokens.words[found.end] not in _CENTURY_WORDS:
        return None
    end = found.end + 1
    end += tokens.words[found.end] == "jh" and tokens.words[end] == "." and tokens.glued(end)
    era = _era_at(tokens, end)
    number = found.value
    if era and era[0]:
        return Match(
            Stated(DateInterval(PartialDate(1 - 100 * number), PartialDate(100 - 100 * number))), era[1]
        )
    return Match(Stated(PartialDate(100 * (number - 1), unspecified=2)), era[1] if era else end)


def _ordinal(tokens: Tokens, index: int, highest: int) -> Number | None:
    word = tokens.words[index]
    return Number(ORDINALS[word], index + 1) if word in ORDINALS else ordinal_at(tokens, index, highest)


def quarter(tokens: Tokens, index: int) -> Match | None:
    """Read "drittes Quartal 2015", "3. Quartal 2015", "ersten Halbjahr 2015", "Q3 2015"."""
    if tokens.words[index] == "q":
        number = number_at(tokens, index + 1, 1, 1) if tokens.glued(index + 1) else None
        found, parts, end = (Number(number, index + 2), 4, index + 2) if number else (None, 4, index)
    else:
        found = _ordinal(tokens, index, 4)
        parts = _QUARTERS.get(tokens.words[found.end], 0) if found else 0
        end = found.end + 1 if found else index
    start = end + (tokens.words[end] == "des") + (tokens.words[end : end + 2] == ["des", "jahres"])
    year = year_at(tokens, start)
    if found is None or year is None or found.value > parts:
        return None
    months = 12 // parts
    ends = (
        PartialDate(year.value, months * (found.value - 1) + 1),
        PartialDate(year.value, months * found.value),
    )
    return Match(Stated(DateInterval(*ends)), year.end)


# --- seasons


def season(tokens: Tokens, index: int) -> Match | None:
    """Read "Sommer 2014", "Winter 2014/15", "Herbst vergangenen Jahres", and "im Herbst"."""
    if not tokens.capitalised(index):
        return None
    number = SEASONS[tokens.words[index]]
    both = _short_range(tokens, index + 1)
    if both and isinstance(both.value, Stated):
        return Match(Stated(PartialDate(both.value.date.first.year, number)), both.end)
    year = year_behind(tokens, index + 1)
    if year:
        when = year.value
        return Match(
            Stated(PartialDate(when, number)) if isinstance(when, int) else PartOfYear(number, year=when),
            year.end,
        )
    joined = tokens.words[index + 1] == "-" and tokens.glued(index + 1)
    return (
        Match(PartOfYear(number), index + 1)
        if tokens.words[index - 1] in SEASON_PREPOSITIONS and not joined
        else None
    )
