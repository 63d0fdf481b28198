"""German dates with a day or a month.

"20. Oktober 2015", "20.10.", "Dienstagabend", "Mai vergangenen Jahres", "Karfreitag".
"""

from typing import NamedTuple

from timeline.dates import PartialDate
from timeline.lang.de.lexicon import MONTHS, WEEKDAYS
from timeline.lang.de.timex.clock import clock_at, with_time_of_day
from timeline.lang.de.timex.words import (
    COUNTED,
    DAY_PREPOSITIONS,
    FEAST_PREPOSITIONS,
    FIXED_DAYS,
    HONORIFICS,
    LOOSE_DAYS,
    MONTH_PREPOSITIONS,
    MOVABLE_DAYS,
    NAMES_OF_PEOPLE,
    NICKNAMES,
    PAPERS,
    PREVIOUS_SHIFTS,
    REPEATED,
    SHIFTS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS_WITH_PART,
)
from timeline.timex.numeric import full_year, numeric_date
from timeline.timex.rules import Match, Number, in_number, month_in, number_at, year_at
from timeline.timex.semantics import (
    CalendarUnit,
    EitherOrder,
    MovableDay,
    Offset,
    PartOfYear,
    Range,
    Stated,
    TimeOfDay,
    Unit,
    Value,
    Weekday,
    Which,
    Yearly,
    has_day,
)
from timeline.timex.tokens import Tokens

_DAY_LINKS = frozenset("- / und bis oder".split())
_CLEAR_SHORT_MONTHS = frozenset("sept okt nov dez feb".split())
"""Short forms that are no other word."""
_FEASTS: dict[str, list[list[str]]] = {}
for _name in sorted((name.split() for name in (*FIXED_DAYS, *MOVABLE_DAYS)), key=len, reverse=True):
    _FEASTS.setdefault(_name[0], []).append(_name)
"""The names of days by their first word, the longest first."""


class YearBehind(NamedTuple):
    """The year behind a day or a month, stated or relative, and the index of the token behind it."""

    value: int | CalendarUnit
    end: int


# --- parts


def ordinal_at(tokens: Tokens, index: int, highest: int) -> Number | None:
    """Read figures with the full stop that makes an ordinal of them: "3."."""
    number = number_at(tokens, index, 1, 2)
    stopped = tokens.words[index + 1] == "." and tokens.glued(index + 1)
    return Number(number, index + 2) if number and stopped and number <= highest else None


def month_at(tokens: Tokens, index: int) -> Number | None:
    """Read the name of a month, with the full stop of a short form."""
    word = tokens.words[index]
    month = MONTHS.get(word)
    if month is None or not tokens.capitalised(index):
        return None
    stopped = word in SHORT_MONTHS and tokens.words[index + 1] == "." and tokens.glued(index + 1)
    return Number(month, index + 2 if stopped else index + 1)


def year_behind(tokens: Tokens, index: int) -> YearBehind | None:
    """Read the year behind a day or a month.

    "2015", "vergangenen Jahres", "des Vorjahres", "desselben Jahres".
    """
    if tokens.words[index].isdecimal():
        year = year_at(tokens, index)
        return YearBehind(year.value, year.end) if year and tokens.words[year.end] not in COUNTED else None
    start = index + (tokens.words[index] == "des")
    word, behind = tokens.words[start], tokens.words[start + 1]
    if word == "vorjahres":
        return YearBehind(CalendarUnit(Unit.YEAR, -1), start + 1)
    if behind not in ("jahres", "jahrs"):
        return None
    if word in SHIFTS:
        return YearBehind(CalendarUnit(Unit.YEAR, SHIFTS[word]), start + 2)
    return (
        YearBehind(CalendarUnit(Unit.YEAR, PREVIOUS_SHIFTS[word], "previous"), start + 2)
        if word in PREVIOUS_SHIFTS
        else None
    )


# --- days and months


def day_date(tokens: Tokens, index: int, weekday: int | None = None) -> Match | None:
    """Read "20. Oktober 2015", "3. bis 5. Mai", "3./4. Mai", "20.10.2015", "20.10.15", "20.10."."""
    if in_number(tokens, index):
        return None
    date = _day_and_month(tokens, index, weekday) or _numeric_date(tokens, index)
    date = date or _numeric_day_and_month(tokens, index, weekday)
    return Match(date.value, with_time_of_day(tokens, date.end)) if date and has_day(date.value) else date


def _day_and_month(tokens: Tokens, index: int, weekday: int | None) -> Match | None:
    first = ordinal_at(tokens, index, 31)
    if first is None:
        return None
    last, month = None, month_at(tokens, first.end)
    if month is None and tokens.words[first.end] in _DAY_LINKS:
        second = first.end + 1
        last = ordinal_at(tokens, second + (tokens.words[second] in ("zum", "den", "dem", "der")), 31)
        month = month_at(tokens, last.end) if last and last.value > first.value else None
    if month is None:
        return None
    year = year_behind(tokens, month.end)
    ends = [
        _one_day(month.value, day.value, year.value if year else None, weekday)
        for day in (first, last)
        if day
    ]
    if not all(ends):
        return None
    end = year.end if year else month.end
    match [value for value in ends if value]:
        case [day]:
            return Match(day, end)
        case [start, finish]:
            return Match(Range(start, finish), end)
    return None


def _one_day(month: int, day: int, year: int | CalendarUnit | None, weekday: int | None) -> Value | None:
    """Return a day; None where no calendar has it."""
    try:
        if isinstance(year, int):
            return Stated(PartialDate(year, month, day))
        PartialDate(2000, month, day)
    except ValueError:
        return None
    return PartOfYear(month, day, weekday, year=year)


def _numeric_date(tokens: Tokens, index: int) -> Match | None:
    """Read a date in figures, with the day first where both orders are dates: "3/4/2015" is 3 April."""
    match = numeric_date(tokens, index)
    if match and isinstance(match.value, EitherOrder):
        return Match(Stated(match.value.day_first), match.end)
    return match


def _numeric_day_and_month(tokens: Tokens, index: int, weekday: int | None) -> Match | None:
    """Read "20.10.15", "20. 10. 2015", and, behind a preposition or a day of the week, "20.10."."""
    day = ordinal_at(tokens, index, 31)
    month = ordinal_at(tokens, day.end, 12) if day else None
    if day is None or month is None:
        return None
    written = tokens.words[month.end]
    short = len(written) == 2 and written.isdecimal() and tokens.glued(month.end)
    if short and not (tokens.words[month.end + 1] in (".", ",") and tokens.words[month.end + 2].isdecimal()):
        year: YearBehind | None = YearBehind(full_year(written), month.end + 1)
    else:
        year = None if short else year_behind(tokens, month.end)
    preceded = tokens.words[index - 1] in DAY_PREPOSITIONS or weekday is not None
    value = (
        _one_day(month.value, day.value, year.value if year else None, weekday) if year or preceded else None
    )
    return Match(value, year.end if year else month.end) if value else None


def month_first(tokens: Tokens, index: int) -> Match | None:
    """Read "Oktober 2015", "Oktober vergangenen Jahres", and behind a preposition "Oktober"."""
    month = month_at(tokens, index)
    if month is None or (tokens.words[index - 1] == "." and tokens.words[index - 2].isdecimal()):
        return None
    year = year_behind(tokens, month.end)
    if year is not None:
        return Match(month_in(month.value, year.value), year.end)
    return Match(PartOfYear(month.value), month.end) if _alone(tokens, index, month.end) else None


def _alone(tokens: Tokens, index: int, end: int) -> bool:
    """Return whether the name of a month with neither day nor year means the month."""
    word, before = tokens.words[index], tokens.words[index - 1]
    joined = tokens.words[end] == "-" and tokens.glued(end)
    if (
        joined
        or before not in MONTH_PREPOSITIONS
        or (word in SHORT_MONTHS and word not in _CLEAR_SHORT_MONTHS)
    ):
        return False
    named = (
        word in NAMES_OF_PEOPLE
        and tokens.capitalised(end)
        and before not in ("im", "anfang", "mitte", "ende", "bis")
    )
    return not named


# --- days of the week


def weekday(tokens: Tokens, index: int) -> Match | None:
    """Read "Dienstag", "Dienstagabend", "Dienstag, dem 20. Oktober 2015", "Dienstag vergangener Woche"."""
    word, day = tokens.words[index], _weekday_number(tokens.words[index])
    if day is None or not tokens.capitalised(index) or _is_name(tokens, index):
        return None
    short = word in SHORT_WEEKDAYS
    end = index + 1 + (short and tokens.words[index + 1] == "." and tokens.glued(index + 1))
    date = _date_behind(tokens, end, day)
    if date:
        return date
    if short or (tokens.words[end] == "-" and tokens.glued(end)):
        return None
    return _weekday_of_week(tokens, end, day) or Match(Weekday(day), with_time_of_day(tokens, end))


def _is_name(tokens: Tokens, index: int) -> bool:
    """Return whether a day of the week is repeated, or part of a name.

    "jeden Montag", "Schwarzer Freitag", "Bild am Sonntag".
    """
    before = tokens.words[index - 1]
    paper = before == "am" and tokens.words[index - 2] in PAPERS
    return paper or before in REPEATED or before in NICKNAMES or before in HONORIFICS


def _weekday_of_week(tokens: Tokens, end: int, day: int) -> Match | None:
    """Read on from "Dienstag" to "Dienstag vergangener Woche", "Dienstag in einer Woche"."""
    if tokens.words[end] in SHIFTS and tokens.words[end + 1] == "woche":
        return Match(Weekday(day, week=SHIFTS[tokens.words[end]]), end + 2)
    if tokens.words[end + 1 : end + 3] != ["einer", "woche"] or tokens.words[end] not in ("in", "vor"):
        return None
    ahead = tokens.words[end] == "in"
    return Match(Offset(7 if ahead else -7, Unit.DAY, Weekday(day, "coming" if ahead else "past")), end + 3)


def _weekday_number(word: str) -> int | None:
    return SHORT_WEEKDAYS.get(word, weekday_of(word))


def _date_behind(tokens: Tokens, end: int, day: int) -> Match | None:
    """Read the date that a day of the week is of: ", 20. Oktober", ", dem 20. Oktober 2015", "(20.10.)"."""
    opened = tokens.words[end] == "("
    start = end + (tokens.words[end] in (",", "("))
    start += tokens.words[start] in ("dem", "den", "der")
    date = day_date(tokens, start, day) if tokens.words[start].isdecimal() else None
    if date is None or not has_day(date.value) or isinstance(date.value, Range):
        return None
    if not opened:
        return date
    closed = tokens.words[date.end] == ")"
    return Match(date.value, with_time_of_day(tokens, date.end + 1)) if closed else None


def weekday_of(word: str) -> int | None:
    """Return the day of the week that *word* names, with or without a part of the day, Monday 0."""
    return WEEKDAYS.get(word, WEEKDAYS_WITH_PART.get(word))


# --- named days


def feast(tokens: Tokens, index: int) -> Match | None:
    """Read a day that has a name.

    "Karfreitag", "Tag der Deutschen Einheit"; some only behind a preposition or with a year.
    """
    name = feast_name(tokens, index)
    if name is None:
        return None
    end = index + len(name)
    year = year_behind(tokens, end)
    loose = len(name) == 1 and name[0] in LOOSE_DAYS and tokens.words[index - 1] not in FEAST_PREPOSITIONS
    if not year and (loose or (tokens.words[end] == "-" and tokens.glued(end))):
        return None
    return Match(feast_value(name, year.value if year else None, None), year.end if year else end)


def feast_name(tokens: Tokens, index: int) -> list[str] | None:
    """Return the words of the longest name of a day at *index*."""
    for name in _FEASTS.get(tokens.words[index], ()):
        if (
            tokens.words[index + len(name) - 1] == name[-1]
            and tokens.words[index : index + len(name)] == name
        ):
            return name if tokens.capitalised(index + len(name) - 1) else None
    return None


def feast_value(words: list[str], year: int | CalendarUnit | None, which: Which | None) -> Value:
    """Return the day that has a name, in its year where one is stated."""
    name, when = " ".join(words), year if isinstance(year, CalendarUnit) else None
    value: Yearly = (
        PartOfYear(*FIXED_DAYS[name], which=which, year=when)
        if name in FIXED_DAYS
        else MovableDay(name.title(), MOVABLE_DAYS[name], which, when)
    )
    day = value.in_year(year) if isinstance(year, int) else None
    return Stated(day) if day else value


def clock(tokens: Tokens, index: int) -> Match | None:
    """Read a time of day with the day behind it ("14.30 Uhr am Dienstag"), or alone.

    It is then of the day mentioned last.
    """
    end = clock_at(tokens, index)
    if end is None:
        return None
    start = end + (tokens.words[end] in ("am", ","))
    day = weekday(tokens, start) if weekday_of(tokens.words[start]) is not None else None
    return day or Match(TimeOfDay(), end)
