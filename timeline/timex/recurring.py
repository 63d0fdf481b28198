"""Weekdays, and what recurs every year: which occurrence is meant."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from timeline.dates import Day, PartialDate
from timeline.timex.context import Direction, Resolution, ResolutionContext, UnresolvedError, shifted
from timeline.timex.semantics import MovableDay, PartOfYear, Weekday, Yearly

_WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH_NAMES = (
    "- January February March April May June July August September October November December".split()
)
_SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_YEARS_TRIED = 9
"""In so many years there is a 29 February, around a century that has none too."""
_YEARS_NEAR = 3
_DAYS_NEAR = 60


def on_weekday(value: Weekday, known: ResolutionContext) -> Resolution:
    """Find the day: in past tense the last on or before its anchor, in future tense the next."""
    day, label, name = known.day(value.anchor), known.names[value.anchor], _WEEKDAY_NAMES[value.day]
    monday = day.toordinal() - day.weekday()
    since = (day.weekday() - value.day) % 7
    if value.week is not None:
        ordinal, basis = (
            monday + 7 * value.week + value.day,
            f"the {name} of {shifted('week', value.week, label)}",
        )
    elif value.which == "this":
        ordinal, basis = _this(value, day, known.direction), f"the {name} of the week of {label}"
    elif value.which == "past":
        ordinal, basis = day.toordinal() - (since or 7), f"the last {name} before {label}"
    elif value.which == "coming":
        ordinal, basis = day.toordinal() + 7 - since, f"the first {name} after {label}"
    elif value.which is not None:
        return _last_or_next(value, day, name, label)
    elif known.direction == "future":
        ordinal, basis = day.toordinal() + (7 - since) % 7, f"the first {name} on or after {label}"
    else:
        ordinal, basis = day.toordinal() - since, f"the {name} on or before {label}"
    return Resolution(PartialDate.of(date.fromordinal(ordinal)), basis)


def _this(value: Weekday, day: date, direction: Direction) -> int:
    """Return the ordinal of "this Friday": of the same week; a past Sunday is the one before."""
    ordinal = day.toordinal() - day.weekday() + value.day
    return ordinal - 7 if value.day == 6 and direction == "past" and ordinal > day.toordinal() else ordinal


def _last_or_next(value: Weekday, day: date, name: str, label: str) -> Resolution:
    """Read "last Tuesday" as that of the week before, "next Tuesday" as that of the week after.

    It is uncertain if another Tuesday is nearer. A Sunday belongs to neither: on it, the week before is the
    one that it ends, and the week after begins the next day.
    """
    sunday = day.weekday() == 6
    monday = day.toordinal() - day.weekday()
    since = (day.weekday() - value.day) % 7
    if value.which == "last":
        over, nearest = monday + value.day - (0 if sunday else 7), day.toordinal() - (since or 7)
        words = f"the {name} of the week before {label}"
    else:
        over, nearest = monday + value.day + 7, day.toordinal() + 7 - since
        words = f"the {name} of the week after {label}"
    if sunday and value.day == 6:
        over = nearest
    found, other = (PartialDate.of(date.fromordinal(ordinal)) for ordinal in (over, nearest))
    if found == other:
        return Resolution(found, words)
    return Resolution(replace(found, uncertain=True), f"{words}; it may be {other} too")


def once_a_year(value: Yearly, known: ResolutionContext) -> Resolution:
    """Find the month, season or day: in the year that is named, else by tense the last or the next one."""
    name = _yearly_name(value)
    if value.year is not None:
        label, shift = known.names[value.year.anchor], value.year.shift
        return _occurrence(
            value.in_year(known.day(value.year.anchor).year + shift),
            f"{name} of {shifted('year', shift, label)}",
        )
    if "published" not in known.days:
        raise UnresolvedError(f"it names no year, and {known.names['published']}")
    day, label = known.days["published"], known.names["published"]
    if isinstance(value, PartOfYear) and value.weekday is not None and (nearest := _on_weekday(value, day)):
        return Resolution(nearest, f"the {_WEEKDAY_NAMES[value.weekday]}, {name}, nearest to {label}")
    today = Day(day.year, day.month, day.day)
    past = [when for when in _occurrences(value, day.year, -1) if when.first <= today]
    coming = [when for when in _occurrences(value, day.year, 1) if when.last >= today]
    if value.which == "this":
        in_year = [when for when in coming if when.year == day.year]
        found, basis = (
            [when for when in past if when.last >= today] or in_year or past,
            f"{name} in the year of {label}",
        )
    elif value.which == "last":
        found, basis = [when for when in past if when.last < today], f"the last {name} before {label}"
    elif value.which == "next":
        found, basis = [when for when in coming if when.first > today], f"the first {name} after {label}"
    elif known.direction == "future" or _at_hand(value, coming, day):
        found, basis = coming, f"the first {name} on or after {label}"
    else:
        found, basis = past, f"the last {name} on or before {label}"
    return _occurrence(found[0] if found else None, basis)


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


def _occurrence(when: PartialDate | None, basis: str) -> Resolution:
    if when is None:
        raise UnresolvedError("no calendar has such a date")
    return Resolution(when, basis)


def _yearly_name(value: Yearly) -> str:
    if isinstance(value, MovableDay):
        return value.name
    if value.day is not None:
        return f"{value.day} {_MONTH_NAMES[value.month]}"
    return _SEASON_NAMES.get(value.month) or _MONTH_NAMES[value.month]
