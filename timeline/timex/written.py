"""Dates with a month: "30 September 2015", "Oct 3rd", "October last year", "2015-10-20", "7/8/07"."""

from functools import lru_cache
from typing import NamedTuple

from timeline.dates import PartialDate
from timeline.english import COUNTED, FIGURE_DAYS, FUNCTION_WORDS, HONORIFICS, MONTH_PREPOSITIONS, NAMES_OF_PEOPLE, WEEKDAYS
from timeline.timex.clock import clock_at
from timeline.timex.parts import Match, Number, day_at, era_at, figures, in_number, may_be_no_month, month_at, year_at
from timeline.timex.tokens import Tokens
from timeline.timex.values import Calendar, EitherOrder, PartOfYear, Range, Stated, Unit, Value

_NEXT_CENTURY = 70
"""Years of two figures below it are of the 21st century."""
_DAY_LINKS = frozenset("- to and through until or".split())
_YEAR_SHIFTS = {"last": -1, "this": 0, "next": 1}


class Year(NamedTuple):
    """The year behind a day or a month, stated or relative, and the index of the token behind it."""

    value: int | Calendar
    end: int


def written_date(tokens: Tokens, index: int, weekday: int | None = None) -> Match | None:
    """Read a date that begins with a day or a month, or in figures."""
    if tokens.words[index][:1].isdecimal():
        return in_figures(tokens, index) or day_first(tokens, index, weekday)
    return month_first(tokens, index, weekday)


def month_first(tokens: Tokens, index: int, weekday: int | None = None) -> Match | None:
    """Read "Sept. 30", "October 3rd, 2015", "May 3-5", "October 2015", "October last year", "in October"."""
    month = month_at(tokens, index)
    if month is None:
        return None
    day = day_at(tokens, month.end) if tokens.words[month.end].isdecimal() else None
    if day is None or _is_count(tokens, index, day.end):
        return _month_of_year(tokens, index, month)
    last = _last_day(tokens, day)
    if last and month_at(tokens, last.end):
        last = None
    end = last.end if last else day.end
    year = year_behind(tokens, end)
    return _dated(month.value, (day.value, last.value if last else None), year, end, weekday)


def day_first(tokens: Tokens, index: int, weekday: int | None = None) -> Match | None:
    """Read "30 September 2015", "30th of Sept", "3-5 May", "3 to 5 May"."""
    if in_number(tokens, index):
        return None
    day = day_at(tokens, index)
    if day is None:
        return None
    month = month_at(tokens, day.end + (tokens.words[day.end] in ("of", "-")))
    last = None
    if month is None:
        last = _last_day(tokens, day)
        month = month_at(tokens, last.end + (tokens.words[last.end] == "of")) if last else None
    if month is None:
        return None
    year = year_behind(tokens, month.end)
    return _dated(month.value, (day.value, last.value if last else None), year, month.end, weekday)


def _last_day(tokens: Tokens, first: Number) -> Number | None:
    """Read the second day of "3-5", "3 and 5", "3 to 5"."""
    if tokens.words[first.end] not in _DAY_LINKS:
        return None
    last = day_at(tokens, first.end + 1)
    return last if last and last.value > first.value else None


def _dated(month: int, days: tuple[int, int | None], year: Year | None, end: int, weekday: int | None) -> Match | None:
    """Put the parts of a date together; None for a date that no calendar has."""
    when = year.value if year else None
    end = year.end if year else end
    try:
        ends = [_one_day(month, day, when, weekday) for day in days if day is not None]
    except ValueError:
        return None
    if len(ends) == 1:
        return Match(ends[0], end)
    return Match(Range(ends[0], ends[1]), end)


@lru_cache(maxsize=10_000)
def _one_day(month: int, day: int, year: int | Calendar | None, weekday: int | None) -> Value:
    if isinstance(year, int):
        return Stated(PartialDate(year, month, day))
    PartialDate(2000, month, day)
    return PartOfYear(month, day, weekday, year=year)


def year_behind(tokens: Tokens, index: int) -> Year | None:
    """Read the year behind a day or a month: ", 2015", "of last year", "this year", "44 BC"."""
    start = index + 1 if tokens.words[index] in (",", "of", "-") else index
    if tokens.words[start].isdecimal():
        return _year_in_figures(tokens, index, start)
    if tokens.words[index] != "," and tokens.words[start + 1] == "year" and tokens.words[start] in _YEAR_SHIFTS:
        return Year(Calendar(Unit.YEAR, _YEAR_SHIFTS[tokens.words[start]]), start + 2)
    if tokens.words[index] == "of" and tokens.words[start : start + 2] in (["that", "year"], ["the", "same"]):
        return Year(Calendar(Unit.YEAR, 0, "previous"), start + (2 if tokens.words[start] == "that" else 3))
    return None


def _year_in_figures(tokens: Tokens, index: int, start: int) -> Year | None:
    year = year_at(tokens, start)
    if year and not (tokens.words[index] == "," and tokens.words[year.end] in COUNTED):
        return Year(year.value, year.end)
    ancient = figures(tokens, start, 1, 4)
    era = era_at(tokens, start + 1) if ancient else None
    if ancient and era:
        return Year(1 - ancient if era[0] else ancient, era[1])
    return None


def _is_count(tokens: Tokens, index: int, end: int) -> bool:
    """Tell whether the figures between a month and *end* count something: "In May 30 rebels died"."""
    if tokens.words[index - 1] not in ("in", "since", "during"):
        return False
    plural = tokens.is_word(end) and tokens.words[end].endswith("s") and tokens.words[end] not in FUNCTION_WORDS
    return plural and not tokens.capitalised(end)


def _month_of_year(tokens: Tokens, index: int, month: Number) -> Match | None:
    year = year_behind(tokens, month.end)
    if year is not None:
        when = year.value
        value: Value = Stated(PartialDate(when, month.value)) if isinstance(when, int) else PartOfYear(month.value, year=when)
        return Match(value, year.end)
    return Match(PartOfYear(month.value), month.end) if _alone(tokens, index, month.end) else None


def _alone(tokens: Tokens, index: int, end: int) -> bool:
    """Tell whether the name of a month with neither day nor year means the month."""
    word, before = tokens.words[index], tokens.words[index - 1]
    possessive = tokens.words[end] == "'"
    if word in NAMES_OF_PEOPLE and tokens.capitalised(end) and tokens.is_word(end) and tokens.words[end] not in WEEKDAYS:
        return False
    if not may_be_no_month(word):
        return before not in HONORIFICS
    if before in MONTH_PREPOSITIONS:
        return not possessive
    adjective = tokens.is_word(end) and tokens.words[end] not in FUNCTION_WORDS and not tokens.capitalised(end)
    return before in ("the", "a", "its", "their") and adjective


def in_figures(tokens: Tokens, index: int) -> Match | None:
    """Read "2015-10-20", "2015-09", "20.10.2015", "7/8/07", "2015-10-20T18:00:00Z", "9/11"."""
    mark = tokens.words[index + 1]
    parts = _joined_figures(tokens, index, mark) if mark in ("-", "/", ".") and not in_number(tokens, index) else []
    end = index + 2 * len(parts) - 1
    if mark == "/" and tuple(parts) in FIGURE_DAYS:
        return Match(Stated(PartialDate(*FIGURE_DAYS[parts[0], parts[1]])), end)
    try:
        return _year_first(tokens, parts, mark, end) or _year_last(parts, mark, end)
    except ValueError:
        return None


def _joined_figures(tokens: Tokens, index: int, mark: str) -> list[str]:
    """Return the two or three numbers that *mark* joins without a gap, an empty list for fewer or more."""
    parts = [tokens.words[index]]
    end = index + 1
    while tokens.words[end] == mark and tokens.glued(end) and tokens.glued(end + 1) and tokens.words[end + 1].isdecimal():
        parts.append(tokens.words[end + 1])
        end += 2
        if len(parts) > 3:
            return []
    return parts if len(parts) > 1 else []


def _year_first(tokens: Tokens, parts: list[str], mark: str, end: int) -> Match | None:
    lengths = [len(part) for part in parts]
    if lengths[:2] != [4, 2] or lengths[2:] not in ([], [1], [2]) or not "1000" <= parts[0] <= "2999":
        return None
    year, month, *days = map(int, parts)
    if days:
        stamped = tokens.words[end] == "t" and tokens.glued(end)
        behind = _behind_time(tokens, end + 1) if stamped else clock_at(tokens, end)
        return Match(Stated(PartialDate(year, month, days[0])), behind or end)
    # "2011-15" and "2010/11" are years; "2015-09" can only be a month.
    return Match(Stated(PartialDate(year, month)), end) if mark == "-" and month <= year % 100 else None


def _behind_time(tokens: Tokens, index: int) -> int:
    """Return the end of the figures, colons and zone of an ISO time that begins at *index*."""
    end = index
    while (
        end < index + 11
        and tokens.glued(end)
        and (tokens.words[end].isdecimal() or tokens.words[end] in (":", ".", "z", "+", "-"))
    ):
        end += 1
    return end - 1 if tokens.words[end - 1] in (":", ".", "-", "+") else end


def _year_last(parts: list[str], mark: str, end: int) -> Match | None:
    """Read three numbers of which the year is last; dots mean that the day is first, slashes rather the month."""
    lengths = [len(part) for part in parts]
    if len(parts) != 3 or max(lengths[:2]) > 2 or not (lengths[2] == 4 or (lengths[2] == 2 and mark == "/")):
        return None
    first, second, year = map(int, parts)
    if lengths[2] == 2:
        year += 2000 if year < _NEXT_CENTURY else 1900
    if not 1000 <= year <= 2999:
        return None
    if mark == "." or first > 12 or first == second:
        return Match(Stated(PartialDate(year, second, first)), end)
    if second > 12:
        return Match(Stated(PartialDate(year, first, second)), end)
    return Match(EitherOrder(PartialDate(year, first, second), PartialDate(year, second, first)), end)
