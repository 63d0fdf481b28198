"""Weekdays, and what recurs every year: which occurrence is meant."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from timeline.dates import Day, EventDate, PartialDate
from timeline.timex.basis import (
    DateBasis,
    WeekdayBasis,
    WeekdayOfWeekBasis,
    WeekdayRule,
    YearlyBasis,
    YearlyOfYearBasis,
    YearlyRule,
    YearlyWeekdayBasis,
)
from timeline.timex.context import Direction, Resolution, ResolutionContext, UnresolvedError
from timeline.timex.semantics import MovableDay, PartOfYear, Weekday, Yearly

_YEARS_TRIED = 9
"""In so many years there is a 29 February, around a century that has none too."""
_YEARS_NEAR = 3
_DAYS_NEAR = 60


def on_weekday(value: Weekday, known: ResolutionContext) -> Resolution:
    """Find the day: in past tense the last on or before its anchor, in future tense the next."""
    day, anchor = known.day(value.anchor), known.dates[value.anchor]
    since = (day.weekday() - value.day) % 7
    if value.week is not None:
        monday = day.toordinal() - day.weekday()
        return _of_week(value, anchor, monday + 7 * value.week + value.day, value.week)
    rule: WeekdayRule
    match value.which:
        case "this":
            return _of_week(value, anchor, _this(value, day, known.direction), 0)
        case "last" | "next":
            return _last_or_next(value, day, anchor)
        case "past":
            ordinal, rule = day.toordinal() - (since or 7), "weekday_before"
        case "coming":
            ordinal, rule = day.toordinal() + 7 - since, "weekday_after"
        case None if known.direction == "future":
            ordinal, rule = day.toordinal() + (7 - since) % 7, "weekday_on_or_after"
        case None:
            ordinal, rule = day.toordinal() - since, "weekday_on_or_before"
    basis = WeekdayBasis(rule=rule, weekday=value.day + 1, anchor=anchor)
    return Resolution(PartialDate.of(date.fromordinal(ordinal)), basis)


def _of_week(value: Weekday, anchor: EventDate, ordinal: int, weeks: int) -> Resolution:
    basis = WeekdayOfWeekBasis(weekday=value.day + 1, weeks=weeks, anchor=anchor)
    return Resolution(PartialDate.of(date.fromordinal(ordinal)), basis)


def _this(value: Weekday, day: date, direction: Direction) -> int:
    """Return the ordinal of "this Friday": of the same week; a past Sunday is the one before."""
    ordinal = day.toordinal() - day.weekday() + value.day
    return ordinal - 7 if value.day == 6 and direction == "past" and ordinal > day.toordinal() else ordinal


def _last_or_next(value: Weekday, day: date, anchor: EventDate) -> Resolution:
    """Read "last Tuesday" as that of the week before, "next Tuesday" as that of the week after.

    It is uncertain if one is nearer. A Sunday belongs to neither: on it, the week before is the one that it
    ends, and the week after begins the next day.
    """
    sunday = day.weekday() == 6
    monday = day.toordinal() - day.weekday()
    since = (day.weekday() - value.day) % 7
    if value.which == "last":
        over, nearest = monday + value.day - (0 if sunday else 7), day.toordinal() - (since or 7)
    else:
        over, nearest = monday + value.day + 7, day.toordinal() + 7 - since
    if sunday and value.day == 6:
        over = nearest
    found, other = (PartialDate.of(date.fromordinal(ordinal)) for ordinal in (over, nearest))
    basis = WeekdayOfWeekBasis(
        weekday=value.day + 1,
        weeks=-1 if value.which == "last" else 1,
        anchor=anchor,
        or_else=other if other != found else None,
    )
    return Resolution(found if found == other else replace(found, uncertain=True), basis)


def once_a_year(value: Yearly, known: ResolutionContext) -> Resolution:
    """Find the month, season or day: in the year that is named, else by tense the last or the next one."""
    if value.year is not None:
        year, anchor, years = (
            known.day(value.year.anchor).year,
            known.dates[value.year.anchor],
            value.year.shift,
        )
        return _occurrence(
            value.in_year(year + years), YearlyOfYearBasis(**_described(value), years=years, anchor=anchor)
        )
    if "published" not in known.days:
        raise UnresolvedError("no_year_and_publication_date_unknown")
    day, anchor = known.days["published"], known.dates["published"]
    if isinstance(value, PartOfYear) and value.weekday is not None and (nearest := _on_weekday(value, day)):
        return Resolution(
            nearest,
            YearlyWeekdayBasis(month=value.month, day=value.day, weekday=value.weekday + 1, anchor=anchor),
        )
    found, rule = _by_tense(value, day, known.direction)
    return _occurrence(
        found[0] if found else None, YearlyBasis(rule=rule, **_described(value), anchor=anchor)
    )


def _by_tense(value: Yearly, day: date, direction: Direction) -> tuple[Sequence[PartialDate], YearlyRule]:
    """Return the possible occurrences of *value*, the likeliest first, and the rule that found them."""
    today = Day(day.year, day.month, day.day)
    past = [when for when in _occurrences(value, day.year, -1) if when.first <= today]
    coming = [when for when in _occurrences(value, day.year, 1) if when.last >= today]
    match value.which:
        case "this":
            in_year = [when for when in coming if when.year == day.year]
            return [when for when in past if when.last >= today] or in_year or past, "yearly_same_year"
        case "last":
            return [when for when in past if when.last < today], "yearly_before"
        case "next":
            return [when for when in coming if when.first > today], "yearly_after"
    if direction == "future" or _at_hand(value, coming, day):
        return coming, "yearly_on_or_after"
    return past, "yearly_on_or_before"


def _at_hand(value: Yearly, coming: Sequence[PartialDate], day: date) -> bool:
    """Return whether a month or a day in past tense is rather the one within the next two months.

    Nobody writes "8 October" without a year of one that lies ten months back; but the past tense often
    belongs to another verb: "announced a concert on 8 October".
    """
    if not isinstance(value, PartOfYear) or value.month > 12 or not coming:
        return False
    first = date(*coming[0].first)
    return day < first <= day + timedelta(days=_DAYS_NEAR)


def _occurrences(value: Yearly, year: int, step: int) -> list[PartialDate]:
    """Return it in the years from before *year* on, or with a *step* of -1 from after *year* back."""
    years = range(year - step, year + step * _YEARS_TRIED, step)
    return [when for number in years if 1 <= number <= 9999 and (when := value.in_year(number))]


def _on_weekday(value: PartOfYear, day: date) -> PartialDate | None:
    """Return the occurrence nearest to *day* that falls on the weekday it is said to fall on."""
    dates = [when.to_day() for when in _occurrences(value, day.year - _YEARS_NEAR + 1, 1)]
    days = [
        found
        for found in dates
        if found and found.weekday() == value.weekday and abs(found.year - day.year) <= _YEARS_NEAR
    ]
    return PartialDate.of(min(days, key=lambda found: abs(found - day))) if days else None


def _occurrence(when: PartialDate | None, basis: DateBasis) -> Resolution:
    if when is None:
        raise UnresolvedError("no_such_date")
    return Resolution(when, basis)


def _described(value: Yearly) -> dict[str, Any]:
    """Return the parameters of a basis that say what comes once a year."""
    if isinstance(value, MovableDay):
        return {"name": value.name}
    return {"month": value.month, "day": value.day}
