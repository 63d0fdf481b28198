"""From the meaning of an expression to a date, by one rule for each kind of value.

Where the publication date itself is only a month or a year, a rule is applied to its first and its last day:
if both give the same date, so does every day between them; otherwise the expression stays unresolved.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from timeline.dates import DateInterval, Day, EventDate, PartialDate, approximately, week_of
from timeline.timex.basis import (
    AroundBasis,
    CalendarUnitBasis,
    DateBasis,
    DistanceBasis,
    NumericOrder,
    NumericOrderBasis,
    QualifiedBasis,
    RangeBasis,
    StatedBasis,
    TimeOfDayBasis,
    TrailingPeriodBasis,
    UnresolvedBasis,
    WeekendBasis,
)
from timeline.timex.context import Direction, Resolution, ResolutionContext, UnresolvedError
from timeline.timex.recurring import on_weekday, once_a_year
from timeline.timex.semantics import (
    About,
    Anchor,
    Around,
    CalendarUnit,
    Edge,
    EitherOrder,
    MovableDay,
    Offset,
    PartOfYear,
    Range,
    Stated,
    TimeExpression,
    TimeOfDay,
    TrailingPeriod,
    Unit,
    Value,
    Weekday,
)


def resolve(
    expression: TimeExpression,
    published: EventDate | None,
    direction: Direction = "past",
    previous: EventDate | None = None,
    *,
    day_first: bool | None = None,
) -> Resolution:
    """Return the date of *expression* in an article published on *published*.

    *direction* is the tense of its sentence; *previous* is the date mentioned last, from which "the same
    day" counts; *day_first* says whether the article writes 3/4/2015 for 3 April, None where that is not
    known.
    """
    try:
        possible = _possibilities(published, previous, direction, day_first=day_first)
        outcomes = [_date(expression.value, known) for known in possible]
    except UnresolvedError as error:
        return Resolution(None, error.basis)
    except (ValueError, OverflowError):
        return Resolution(None, UnresolvedBasis(reason="no_such_date"))
    if all(outcome.date == outcomes[0].date for outcome in outcomes):
        return outcomes[0]
    return Resolution(None, UnresolvedBasis(reason="anchor_not_known_to_the_day"))


def _possibilities(
    published: EventDate | None, previous: EventDate | None, direction: Direction, *, day_first: bool | None
) -> Iterator[ResolutionContext]:
    """Yield what may be known: the first and the last possible day of each anchor."""
    known: dict[Anchor, EventDate | None] = {"published": published, "previous": previous}
    dates = {anchor: when for anchor, when in known.items() if when is not None}
    for day, before in product(_ends(published), _ends(previous)):
        days: dict[Anchor, date] = {"published": day} if day else {}
        yield ResolutionContext(days | {"previous": before} if before else days, dates, direction, day_first)


def _ends(when: EventDate | None) -> list[date | None]:
    if when is None or not (when.first.year >= 1 and when.last.year <= 9999):
        return [None]
    return [date(*when.first)] if when.first == when.last else [date(*when.first), date(*when.last)]


def _date(value: Value, known: ResolutionContext) -> Resolution:
    return _RULES[type(value)](value, known)


# --- units of the calendar


def _calendar(value: CalendarUnit, known: ResolutionContext) -> Resolution:
    day, anchor = known.day(value.anchor), known.dates[value.anchor]
    if value.unit is Unit.WEEKEND:
        return _weekend(value, day, anchor, known.direction)
    basis = CalendarUnitBasis(unit=value.unit, shift=value.shift, anchor=anchor)
    return Resolution(_unit_away(day, value.unit, value.shift), basis)


def _time_of_day(_value: TimeOfDay, known: ResolutionContext) -> Resolution:
    """Take the day mentioned last; without one, news means its own day, almost certainly."""
    if "previous" in known.days or "published" not in known.days:
        return _calendar(CalendarUnit(Unit.DAY, 0, "previous"), known)
    day = replace(PartialDate.of(known.days["published"]), uncertain=True)
    return Resolution(day, TimeOfDayBasis(anchor=known.dates["published"]))


def _unit_away(day: date, unit: Unit, shift: int) -> EventDate:
    """Return the unit of the calendar that is *shift* away from the one that holds *day*."""
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


def _weekend(value: CalendarUnit, day: date, anchor: EventDate, direction: Direction) -> Resolution:
    """Find the weekend: in past tense the latest that has begun, in future tense the first not yet over."""
    saturday = day.toordinal() - (day.weekday() - 5) % 7
    if value.shift < 0:
        saturday -= 7 if day.weekday() >= 5 else 0
        basis = WeekendBasis(rule="weekend_before", anchor=anchor)
    elif value.shift > 0:
        saturday += 7
        basis = WeekendBasis(rule="weekend_after", anchor=anchor)
    elif direction == "future":
        saturday += 0 if day.weekday() >= 5 else 7
        basis = WeekendBasis(rule="weekend_on_or_after", anchor=anchor)
    else:
        basis = WeekendBasis(rule="weekend_on_or_before", anchor=anchor)
    return Resolution(_days(date.fromordinal(saturday), date.fromordinal(saturday + 1)), basis)


def _around(value: Around, known: ResolutionContext) -> Resolution:
    found = _date(value.day, known)
    day = found.date.to_day() if isinstance(found.date, PartialDate) else None
    if day is None:
        raise UnresolvedError("no_such_date")
    anchor = PartialDate.of(day)
    if value.unit is Unit.WEEK:
        return Resolution(week_of(day), AroundBasis(rule="week_of", anchor=anchor))
    # A Monday's weekend is the one before it; of any other day it is the one that ends its week.
    saturday = day + timedelta(days=5 - day.weekday() - (7 if day.weekday() == 0 else 0))
    weekend = _days(saturday, saturday + timedelta(days=1))
    return Resolution(weekend, AroundBasis(rule="weekend_of", anchor=anchor))


def _days(first: date, last: date) -> DateInterval:
    return DateInterval(PartialDate.of(first), PartialDate.of(last))


def _window(value: TrailingPeriod, known: ResolutionContext) -> Resolution:
    day = known.day("published")
    before, here = _unit_away(day, value.unit, -1), _unit_away(day, value.unit, 0)
    if value.unit is Unit.WEEK:
        span = DateInterval(
            replace(PartialDate.of(day - timedelta(days=7)), approximate=True), PartialDate.of(day)
        )
    else:
        span = DateInterval(_start(before), _end(here))
    return Resolution(span, TrailingPeriodBasis(unit=value.unit, anchor=known.dates["published"]))


# --- distances


def _offset(value: Offset, known: ResolutionContext) -> Resolution:
    if value.count is None:
        raise UnresolvedError("no_number", value.unit)
    day, anchor = _origin(value, known)
    basis = DistanceBasis(count=value.count, unit=value.unit, anchor=anchor)
    return Resolution(_away(day, value.count, value.unit), basis)


def _origin(value: Offset, known: ResolutionContext) -> tuple[date, EventDate]:
    """Return the day that a distance counts from, and the date that it is a day of."""
    if isinstance(value.anchor, str):
        return known.day(value.anchor), known.dates[value.anchor]
    origin = _date(value.anchor, known).date
    ends = _ends(origin)
    coarse = len(ends) == 2 and value.unit not in (Unit.YEAR, Unit.DECADE, Unit.CENTURY)
    if origin is None or ends[0] is None or coarse:
        raise UnresolvedError("anchor_not_known_to_the_day")
    return ends[0], origin


def _away(day: date, count: float, unit: Unit) -> EventDate:
    """Return what is *count* units from *day*: exact for days, else approximate, in its unit."""
    if unit is Unit.HOUR:
        return replace(PartialDate.of(day), approximate=True)
    if unit is Unit.DAY:
        return PartialDate.of(day + timedelta(days=round(count)))
    if unit in (Unit.WEEK, Unit.FORTNIGHT, Unit.WEEKEND):
        return approximately(
            week_of(day + timedelta(days=round(count * (14 if unit is Unit.FORTNIGHT else 7))))
        )
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}[unit]
    there = _month(day.year * 12 + day.month - 1 + round(count * months))
    if unit is Unit.MONTH:
        return approximately(there)
    if unit is Unit.QUARTER:
        return approximately(_unit_away(date(there.year, there.month or 1, 1), unit, 0))
    digits = {Unit.YEAR: 0, Unit.DECADE: 1, Unit.CENTURY: 2}[unit]
    return PartialDate(there.year // 10**digits * 10**digits, unspecified=digits, approximate=True)


# --- ranges, limits, approximations


def _range(value: Range, known: ResolutionContext) -> Resolution:
    if value.end is None:
        start = _date(value.start, known)
        basis = QualifiedBasis(rule="since", of=start.basis)
        return Resolution(DateInterval(_start(start.date), None), basis)
    if isinstance(value.start, Stated) and isinstance(value.end, PartOfYear):
        start = _date(value.start, known)
        end = _date(value.end, _seen_from(start.date, known, "future"))
    else:
        end = _date(value.end, known)
        start = _date(value.start, _seen_from(end.date, known, "past"))
    span = DateInterval(_start(start.date), _end(end.date))
    if start.basis == end.basis:
        return Resolution(span, end.basis)
    return Resolution(span, RangeBasis(start=_end_basis(value.start, start), end=_end_basis(value.end, end)))


def _end_basis(value: Value, resolution: Resolution) -> DateBasis:
    """Return the basis of one end of a range: of a date that the text states, with the date."""
    return StatedBasis(date=resolution.date) if isinstance(value, Stated) else resolution.basis


def _seen_from(when: EventDate | None, known: ResolutionContext, direction: Direction) -> ResolutionContext:
    """Return the context for the other end of a range: "Monday to Friday": the Monday before."""
    day = _ends(when)[0 if direction == "future" else -1]
    if when is None or day is None:
        return known
    days, dates = known.days | {"published": day}, known.dates | {"published": when}
    return replace(known, days=days, dates=dates, direction=direction)


def _edge(value: Edge, known: ResolutionContext) -> Resolution:
    limit = _date(value.value, known)
    span = (
        DateInterval(None, _end(limit.date)) if value.side == "by" else DateInterval(_start(limit.date), None)
    )
    return Resolution(span, QualifiedBasis(rule=value.side, of=limit.basis))


def _about(value: About, known: ResolutionContext) -> Resolution:
    found = _date(value.value, known)
    return Resolution(found.date and approximately(found.date), QualifiedBasis(rule="about", of=found.basis))


def _start(when: EventDate | None) -> PartialDate | None:
    return when.start if isinstance(when, DateInterval) else when


def _end(when: EventDate | None) -> PartialDate | None:
    return when.end if isinstance(when, DateInterval) else when


def _stated(value: Stated, _known: ResolutionContext) -> Resolution:
    return Resolution(value.date, StatedBasis())


def _either_order(value: EitherOrder, known: ResolutionContext) -> Resolution:
    """Read in the article's order; if that is not known, as the tense demands, else with the month first."""
    found = value.day_first if known.day_first or _agrees_only_day_first(value, known) else value.month_first
    order: NumericOrder = "day_month_year" if found is value.day_first else "month_day_year"
    if known.day_first is not None:
        return Resolution(found, NumericOrderBasis(order=order))
    other = value.month_first if found is value.day_first else value.day_first
    return Resolution(replace(found, uncertain=True), NumericOrderBasis(order=order, or_else=other))


def _agrees_only_day_first(value: EitherOrder, known: ResolutionContext) -> bool:
    """Return whether the tense rules out the reading with the month first."""
    if known.day_first is not None or "published" not in known.days:
        return False
    day, month_first = Day(*known.days["published"].timetuple()[:3]), value.month_first.first
    if known.direction == "past":
        return day < month_first and value.day_first.first < month_first
    return month_first < day and month_first < value.day_first.first


_RULES: dict[type[Value], Callable[[Any, ResolutionContext], Resolution]] = {
    Stated: _stated,
    EitherOrder: _either_order,
    Weekday: on_weekday,
    PartOfYear: once_a_year,
    MovableDay: once_a_year,
    CalendarUnit: _calendar,
    TimeOfDay: _time_of_day,
    TrailingPeriod: _window,
    Offset: _offset,
    Around: _around,
    Range: _range,
    Edge: _edge,
    About: _about,
}
