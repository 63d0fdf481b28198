"""Dates with a month: "30 September 2015", "Oct 3rd", "October last year", "2015-10-20", "7/8/07"."""

from functools import lru_cache
from typing import NamedTuple

from timeline.dates import PartialDate
from timeline.lang.en.lexicon import WEEKDAYS
from timeline.lang.en.timex.clock import clock_at
from timeline.lang.en.timex.parts import day_at, era_at, may_be_no_month, month_at
from timeline.lang.en.timex.words import (
    COUNTED,
    FUNCTION_WORDS,
    HONORIFICS,
    MONTH_PREPOSITIONS,
    NAMES_OF_PEOPLE,
    NUMERIC_DAYS,
)
from timeline.timex.numeric import date_of, joined_numbers
from timeline.timex.rules import Match, Number, in_number, month_in, number_at, year_at
from timeline.timex.semantics import CalendarUnit, PartOfYear, Range, Stated, Unit, Value
from timeline.timex.tokens import Tokens

_DAY_LINKS = frozenset("- to and through until or".split())
_YEAR_SHIFTS = {"last": -1, "this": 0, "next": 1}


class YearBehind(NamedTuple):
    """The year behind a day or a month, stated or relative, and the index of the token behind it."""

    value: int | CalendarUnit
    end: int


def written_date(tokens: Tokens, index: int, weekday: int | None = None) -> Match | None:
    """Read a date that begins with a day or a month, or in figures."""
    if tokens.words[index][:1].isdecimal():
        return numeric_or_named_date(tokens, index) or day_first(tokens, index, weekday)
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


def _dated(
    month: int, days: tuple[int, int | None], year: YearBehind | None, end: int, weekday: int | None
) -> Match | None:
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
def _one_day(month: int, day: int, year: int | CalendarUnit | None, weekday: int | None) -> Value:
    if isinstance(year, int):
        return Stated(PartialDate(year, month, day))
    PartialDate(2000, month, day)
    return PartOfYear(month, day, weekday, year=year)


def year_behind(tokens: Tokens, index: int) -> YearBehind | None:
    """Read the year behind a day or a month: ", 2015", "of last year", "this year", "44 BC"."""
    start = index + 1 if tokens.words[index] in (",", "of", "-") else index
    if tokens.words[start].isdecimal():
        return _numeric_year(tokens, index, start)
    if (
        tokens.words[index] != ","
        and tokens.words[start + 1] == "year"
        and tokens.words[start] in _YEAR_SHIFTS
    ):
        return YearBehind(CalendarUnit(Unit.YEAR, _YEAR_SHIFTS[tokens.words[start]]), start + 2)
    if tokens.words[index] == "of" and tokens.words[start : start + 2] in (["that", "year"], ["the", "same"]):
        return YearBehind(
            CalendarUnit(Unit.YEAR, 0, "previous"), start + (2 if tokens.words[start] == "that" else 3)
        )
    return None


def _numeric_year(tokens: Tokens, index: int, start: int) -> YearBehind | None:
    year = year_at(tokens, start)
    if year and not (tokens.words[index] == "," and tokens.words[year.end] in COUNTED):
        return YearBehind(year.value, year.end)
    ancient = number_at(tokens, start, 1, 4)
    era = era_at(tokens, start + 1) if ancient else None
    if ancient and era:
        return YearBehind(1 - ancient if era[0] else ancient, era[1])
    return None


def _is_count(tokens: Tokens, index: int, end: int) -> bool:
    """Return whether the figures between a month and *end* count something: "In May 30 rebels died"."""
    if tokens.words[index - 1] not in ("in", "since", "during"):
        return False
    plural = (
        tokens.is_word(end) and tokens.words[end].endswith("s") and tokens.words[end] not in FUNCTION_WORDS
    )
    return plural and not tokens.capitalised(end)


def _month_of_year(tokens: Tokens, index: int, month: Number) -> Match | None:
    year = year_behind(tokens, month.end)
    if year is not None:
        return Match(month_in(month.value, year.value), year.end)
    return Match(PartOfYear(month.value), month.end) if _alone(tokens, index, month.end) else None


def _alone(tokens: Tokens, index: int, end: int) -> bool:
    """Return whether the name of a month with neither day nor year means the month."""
    word, before = tokens.words[index], tokens.words[index - 1]
    possessive = tokens.words[end] == "'"
    if (
        word in NAMES_OF_PEOPLE
        and tokens.capitalised(end)
        and tokens.is_word(end)
        and tokens.words[end] not in WEEKDAYS
    ):
        return False
    if not may_be_no_month(word):
        return before not in HONORIFICS
    if before in MONTH_PREPOSITIONS:
        return not possessive
    adjective = (
        tokens.is_word(end) and tokens.words[end] not in FUNCTION_WORDS and not tokens.capitalised(end)
    )
    return before in ("the", "a", "its", "their") and adjective


def numeric_or_named_date(tokens: Tokens, index: int) -> Match | None:
    """Read a date in figures with the time of day behind it, and "9/11"."""
    mark, parts = joined_numbers(tokens, index)
    if not parts:
        return None
    if mark == "/" and tuple(parts) in NUMERIC_DAYS:
        return Match(Stated(PartialDate(*NUMERIC_DAYS[parts[0], parts[1]])), index + 3)
    match = date_of(tokens, index, mark, parts)
    closed = match is not None and match.end == index + 5  # three figures, and no time joined to them
    time = clock_at(tokens, index + 5) if closed and len(parts[0]) == 4 else None
    return Match(match.value, time) if match and time else match
