"""From what an expression means to a date: one stated rule for each form, and never a day that does not follow.

Where the publication date is itself known only as a month or a year, a rule is applied to its first and its last day; what
comes out the same holds for every day between them, and anything else stays unresolved.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import Any, Literal

from timeline.dates import DateInterval, Day, EventDate, PartialDate, approximately, week_of
from timeline.english import MONTH_NAMES, WEEKDAY_NAMES
from timeline.timex.grammar import TimeExpression
from timeline.timex.values import (
    About,
    Anchor,
    Calendar,
    EasterDay,
    Edge,
    Offset,
    PartOfYear,
    Range,
    Stated,
    Unit,
    Value,
    Weekday,
    Window,
    Yearly,
)

Direction = Literal["past", "future"]

_SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_YEARS_TRIED = 9
"""In so many years there is a 29 February, around a century that has none too."""
_YEARS_NEAR = 3
_DAYS_NEAR = 60


@dataclass(frozen=True, slots=True)
class Resolution:
    """The date that an expression stands for, None when it stays unresolved, and one line for people that says why."""

    date: EventDate | None
    basis: str


class _UnresolvedError(Exception):
    """Why a value has no date."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What values count from: a possible day for each anchor that has one, and for each the words that name it."""

    days: dict[Anchor, date]
    names: dict[Anchor, str]
    direction: Direction

    def day(self, anchor: Anchor) -> date:
        """Return the day of *anchor*, or raise the reason why there is none."""
        if anchor not in self.days:
            raise _UnresolvedError(self.names[anchor])
        return self.days[anchor]


def resolve(
    expression: TimeExpression, published: EventDate | None, direction: Direction = "past", previous: EventDate | None = None
) -> Resolution:
    """Return the date of *expression* in an article published on *published*.

    *direction* is the tense of its sentence; *previous* is the date told last, from which "the same day" counts.
    """
    try:
        outcomes = [_date(expression.value, known) for known in _possibilities(published, previous, direction)]
    except _UnresolvedError as reason:
        return Resolution(None, f"unresolved: {reason}")
    except (ValueError, OverflowError):
        return Resolution(None, "unresolved: no calendar has such a date")
    if all(outcome.date == outcomes[0].date for outcome in outcomes):
        return outcomes[0]
    return Resolution(None, "unresolved: the date that it counts from is not known to the day")


def _possibilities(published: EventDate | None, previous: EventDate | None, direction: Direction) -> Iterator[_Known]:
    """Yield what may be known: the first and the last possible day of each anchor."""
    names: dict[Anchor, str] = {
        "published": str(published) if published else "the article's publication date is unknown",
        "previous": str(previous) if previous else "no date was told before it",
        "event": "it counts from an event, not from a date",
    }
    for day, told in product(_ends(published), _ends(previous)):
        days: dict[Anchor, date] = {"published": day} if day else {}
        yield _Known(days | {"previous": told} if told else days, names, direction)


def _ends(when: EventDate | None) -> list[date | None]:
    if when is None or not (when.first.year >= 1 and when.last.year <= 9999):
        return [None]
    return [date(*when.first)] if when.first == when.last else [date(*when.first), date(*when.last)]


def _date(value: Value, known: _Known) -> Resolution:
    return _RULES[type(value)](value, known)


# --- days of the week, and what comes once a year


def _weekday(value: Weekday, known: _Known) -> Resolution:
    day, label, name = known.day(value.anchor), known.names[value.anchor], WEEKDAY_NAMES[value.day]
    monday = day.toordinal() - day.weekday()
    since = (day.weekday() - value.day) % 7
    if value.week is not None:
        ordinal, basis = monday + 7 * value.week + value.day, f"the {name} of {_shifted('week', value.week, label)}"
    elif value.which == "this":
        ordinal, basis = monday + value.day, f"the {name} of the week of {label}"
    elif value.which == "last":
        ordinal, basis = day.toordinal() - (since or 7), f"the last {name} before {label}"
    elif value.which == "next":
        ordinal, basis = day.toordinal() + 7 - since, f"the first {name} after {label}"
    elif known.direction == "future":
        ordinal, basis = day.toordinal() + (7 - since) % 7, f"the first {name} on or after {label}"
    else:
        ordinal, basis = day.toordinal() - since, f"the {name} on or before {label}"
    return Resolution(PartialDate.of(date.fromordinal(ordinal)), basis)


def _yearly(value: Yearly, known: _Known) -> Resolution:
    name = _yearly_name(value)
    if value.year is not None:
        label, shift = known.names[value.year.anchor], value.year.shift
        return _occurrence(
            value.in_year(known.day(value.year.anchor).year + shift), f"{name} of {_shifted('year', shift, label)}"
        )
    if "published" not in known.days:
        raise _UnresolvedError(f"it names no year, and {known.names['published']}")
    day, label = known.days["published"], known.names["published"]
    if isinstance(value, PartOfYear) and value.weekday is not None and (nearest := _on_weekday(value, day)):
        return Resolution(nearest, f"the {WEEKDAY_NAMES[value.weekday]}, {name}, nearest to {label}")
    today = Day(day.year, day.month, day.day)
    past = [when for when in _occurrences(value, day.year, -1) if when.first <= today]
    coming = [when for when in _occurrences(value, day.year, 1) if when.last >= today]
    if value.which == "this":
        in_year = [when for when in coming if when.year == day.year]
        found, basis = [when for when in past if when.last >= today] or in_year or past, f"{name} in the year of {label}"
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
    """Tell whether a month or a day told as past is rather the one that comes within two months.

    Nobody writes "8 October" without a year of one that lies ten months back; but the past tense often belongs to another verb:
    "announced a concert on 8 October".
    """
    if not isinstance(value, PartOfYear) or value.month > 12 or not coming:
        return False
    first = date(*coming[0].first)
    return day < first <= day + timedelta(days=_DAYS_NEAR)


def _occurrences(value: Yearly, year: int, step: int) -> list[PartialDate]:
    """Return it in the year before *year*, in that year and in the years on, or with a *step* of -1 the other way round."""
    years = range(year - step, year + step * _YEARS_TRIED, step)
    return [when for number in years if 1 <= number <= 9999 and (when := value.in_year(number))]


def _on_weekday(value: PartOfYear, day: date) -> PartialDate | None:
    """Return the occurrence nearest to *day* that falls on the weekday it is said to fall on."""
    dates = [when.to_day() for when in _occurrences(value, day.year - _YEARS_NEAR + 1, 1)]
    days = [
        found for found in dates if found and found.weekday() == value.weekday and abs(found.year - day.year) <= _YEARS_NEAR
    ]
    return PartialDate.of(min(days, key=lambda found: abs(found - day))) if days else None


def _occurrence(when: PartialDate | None, basis: str) -> Resolution:
    if when is None:
        raise _UnresolvedError("no calendar has such a date")
    return Resolution(when, basis)


def _yearly_name(value: Yearly) -> str:
    if isinstance(value, EasterDay):
        return "such day by Easter"
    if value.day is not None:
        return f"{value.day} {MONTH_NAMES[value.month]}"
    return _SEASON_NAMES.get(value.month) or MONTH_NAMES[value.month]


# --- units of the calendar


def _calendar(value: Calendar, known: _Known) -> Resolution:
    day, label = known.day(value.anchor), known.names[value.anchor]
    if value.unit is Unit.WEEKEND:
        return _weekend(value, day, label, known.direction)
    return Resolution(_unit_away(day, value.unit, value.shift), f"{_shifted(value.unit.value, value.shift, label)}")


def _unit_away(day: date, unit: Unit, shift: int) -> EventDate:
    """Return the day, week, month, quarter, year, decade or century that is *shift* away from that of *day*."""
    if unit is Unit.DAY:
        return PartialDate.of(day + timedelta(days=shift))
    if unit is Unit.WEEK:
        return week_of(day + timedelta(weeks=shift))
    if unit is Unit.MONTH:
        return _month(day.year * 12 + day.month - 1 + shift)
    if unit is Unit.QUARTER:
        first = day.year * 12 + (day.month - 1) // 3 * 3 + 3 * shift
        return DateInterval(_month(first), _month(first + 2))
    digits = {Unit.YEAR: 0, Unit.DECADE: 1, Unit.CENTURY: 2}[unit]
    size = 10**digits
    return PartialDate((day.year // size + shift) * size, unspecified=digits)


def _month(number: int) -> PartialDate:
    return PartialDate(number // 12, number % 12 + 1)


def _weekend(value: Calendar, day: date, label: str, direction: Direction) -> Resolution:
    """Find the weekend meant: told as past, the latest that began by then; as to come, the first that has not ended."""
    saturday = day.toordinal() - (day.weekday() - 5) % 7
    if value.shift < 0:
        saturday -= 7 if day.weekday() >= 5 else 0
        basis = f"the last weekend before {label}"
    elif value.shift > 0:
        saturday, basis = saturday + 7, f"the first weekend after {label}"
    elif direction == "future":
        saturday += 0 if day.weekday() >= 5 else 7
        basis = f"the first weekend on or after {label}"
    else:
        basis = f"the latest weekend on or before {label}"
    ends = (PartialDate.of(date.fromordinal(ordinal)) for ordinal in (saturday, saturday + 1))
    return Resolution(DateInterval(*ends), basis)


def _window(value: Window, known: _Known) -> Resolution:
    day, label = known.day("published"), known.names["published"]
    before, here = _unit_away(day, value.unit, -1), _unit_away(day, value.unit, 0)
    if value.unit is Unit.WEEK:
        span = DateInterval(replace(PartialDate.of(day - timedelta(days=7)), approximate=True), PartialDate.of(day))
    else:
        span = DateInterval(_start(before), _end(here))
    return Resolution(span, f"the {value.unit.value} up to {label}")


def _shifted(unit: str, shift: int, label: str) -> str:
    if shift == 0:
        return f"the {unit} of {label}" if unit != "day" else f"the day itself, {label}"
    side = "before" if shift < 0 else "after"
    return f"the {unit} {side} {label}" if abs(shift) == 1 else f"{abs(shift)} {unit}s {side} {label}"


# --- distances


def _offset(value: Offset, known: _Known) -> Resolution:
    if value.count is None:
        raise _UnresolvedError(f"the text does not say how many {value.unit.value}s")
    day, label = _origin(value, known)
    count = abs(value.count)
    number = f"{count:g} {value.unit.value}{'' if count == 1 else 's'}"
    return Resolution(_away(day, value.count, value.unit), f"{number} {'before' if value.count < 0 else 'after'} {label}")


def _origin(value: Offset, known: _Known) -> tuple[date, str]:
    """Return the day that a distance counts from, and its name."""
    if isinstance(value.anchor, str):
        return known.day(value.anchor), known.names[value.anchor]
    origin = _date(value.anchor, known).date
    ends = _ends(origin)
    coarse = len(ends) == 2 and value.unit not in (Unit.YEAR, Unit.DECADE, Unit.CENTURY)
    if ends[0] is None or coarse:
        raise _UnresolvedError("the date that it counts from is not known to the day")
    return ends[0], str(origin)


def _away(day: date, count: float, unit: Unit) -> EventDate:
    """Return what is *count* units from *day*: days exactly, anything coarser about, and no finer than its unit."""
    if unit is Unit.HOUR:
        return replace(PartialDate.of(day), approximate=True)
    if unit is Unit.DAY:
        return PartialDate.of(day + timedelta(days=round(count)))
    if unit in (Unit.WEEK, Unit.FORTNIGHT, Unit.WEEKEND):
        return approximately(week_of(day + timedelta(days=round(count * (14 if unit is Unit.FORTNIGHT else 7)))))
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}[unit]
    there = _month(day.year * 12 + day.month - 1 + round(count * months))
    if unit in (Unit.MONTH, Unit.QUARTER):
        return approximately(there)
    digits = {Unit.YEAR: 0, Unit.DECADE: 1, Unit.CENTURY: 2}[unit]
    return PartialDate(there.year // 10**digits * 10**digits, unspecified=digits, approximate=True)


# --- ranges, limits, approximations


def _range(value: Range, known: _Known) -> Resolution:
    if value.end is None:
        start = _date(value.start, known)
        return Resolution(DateInterval(_start(start.date), None), f"from then on: {start.basis}")
    if isinstance(value.start, Stated) and isinstance(value.end, PartOfYear):
        start = _date(value.start, known)
        end = _date(value.end, _seen_from(start.date, known, "future"))
    else:
        end = _date(value.end, known)
        start = _date(value.start, _seen_from(end.date, known, "past"))
    basis = end.basis if start.basis == end.basis else f"up to {end.basis}"
    return Resolution(DateInterval(_start(start.date), _end(end.date)), basis)


def _seen_from(when: EventDate | None, known: _Known, direction: Direction) -> _Known:
    """Return what is known, seen from one end of a range: the Monday of "Monday to Friday" is the last before that Friday."""
    day = _ends(when)[0 if direction == "future" else -1]
    if day is None:
        return known
    return replace(known, days=known.days | {"published": day}, direction=direction)


def _edge(value: Edge, known: _Known) -> Resolution:
    limit = _date(value.value, known)
    span = DateInterval(None, _end(limit.date)) if value.side == "by" else DateInterval(_start(limit.date), None)
    return Resolution(span, f"{value.side} then: {limit.basis}")


def _about(value: About, known: _Known) -> Resolution:
    found = _date(value.value, known)
    return Resolution(found.date and approximately(found.date), f"about: {found.basis}")


def _start(when: EventDate | None) -> PartialDate | None:
    return when.start if isinstance(when, DateInterval) else when


def _end(when: EventDate | None) -> PartialDate | None:
    return when.end if isinstance(when, DateInterval) else when


def _stated(value: Stated, _known: _Known) -> Resolution:
    return Resolution(value.date, value.note or "stated in the text")


_RULES: dict[type[Value], Callable[[Any, _Known], Resolution]] = {
    Stated: _stated,
    Weekday: _weekday,
    PartOfYear: _yearly,
    EasterDay: _yearly,
    Calendar: _calendar,
    Window: _window,
    Offset: _offset,
    Range: _range,
    Edge: _edge,
    About: _about,
}
