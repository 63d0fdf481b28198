"""What a time expression means before it is resolved: values that the rules of resolution turn into dates."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Literal

from timeline.dates import EventDate, PartialDate, Precision


class Unit(Enum):
    """A stretch of the calendar."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


Anchor = Literal["published", "previous", "event"]
"""What a distance counts from: publication, the date mentioned last, or an event whose date is not known."""

Side = Literal["by", "after"]
"""Which side of a limit."""

Which = Literal["last", "this", "next", "past", "coming"]
"""Which of several: "past" and "coming" are the nearest; "last" and "next" may be a week further away."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that needs no other one."""

    date: EventDate


@dataclass(frozen=True, slots=True)
class EitherOrder:
    """A numeric date with two readings: 3/4/2015 is 4 March, or 3 April where the day is written first."""

    month_first: PartialDate
    day_first: PartialDate


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday, Monday 0: "Tuesday", "last Friday"; with *week*, of the week so many away."""

    day: int
    which: Which | None = None
    week: int | None = None
    anchor: Anchor = "published"


@dataclass(frozen=True, slots=True)
class CalendarUnit:
    """A unit of the calendar, *shift* units away: "last month" is -1."""

    unit: Unit
    shift: int
    anchor: Anchor = "published"


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day that stands alone: "18:00 UTC" is of the day mentioned last."""


@dataclass(frozen=True, slots=True)
class PartOfYear:
    """A month, a season (21 to 24) or a day without a year, or with a relative one: "25 June last year"."""

    month: int
    day: int | None = None
    weekday: int | None = None
    which: Which | None = None
    year: CalendarUnit | None = None

    def in_year(self, year: int) -> PartialDate | None:
        """Return it in *year*, or None when that year has no such day."""
        try:
            return PartialDate(year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class MovableDay:
    """A day that has a *name* and moves: "Good Friday", "Thanksgiving".

    Its *rule* is a distance from Easter in days, or a month, a weekday (Monday 0) and which of them in the
    month (-1 the last).
    """

    name: str
    rule: int | tuple[int, int, int]
    which: Which | None = None
    year: CalendarUnit | None = None

    def in_year(self, year: int) -> PartialDate | None:
        """Return it in *year*; None before the Gregorian calendar and beyond `datetime`."""
        if not 1583 <= year <= 9999:
            return None
        rule = self.rule
        return PartialDate.of(
            easter(year) + timedelta(days=rule) if isinstance(rule, int) else nth_weekday(year, *rule)
        )


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance: "three weeks ago" is -3 weeks from publication.

    "Two days later" counts from the date mentioned last. *count* is None where the words give no number.
    """

    count: float | None
    unit: Unit
    anchor: "Anchor | Value" = "published"


@dataclass(frozen=True, slots=True)
class Around:
    """The week or the weekend that holds a day, or the one nearest to it: "the week of October 5"."""

    unit: Unit
    day: "Value"


@dataclass(frozen=True, slots=True)
class TrailingPeriod:
    """The stretch of one unit that ends at publication: "the past year"."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Range:
    """From *start* to *end*; an end of None is open: "2011 to the present"."""

    start: "Value"
    end: "Value | None"


@dataclass(frozen=True, slots=True)
class Edge:
    """A date that is only a limit: "by 2018", "after Tuesday"."""

    side: Side
    value: "Value"


@dataclass(frozen=True, slots=True)
class About:
    """A date that the text calls approximate: "around 1850"."""

    value: "Value"


Yearly = PartOfYear | MovableDay
Value = (
    Stated
    | EitherOrder
    | Weekday
    | CalendarUnit
    | TimeOfDay
    | PartOfYear
    | MovableDay
    | Offset
    | Around
    | TrailingPeriod
    | Range
    | Edge
    | About
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: text[start:end] of the article is *text*; *value* is what it means, unresolved."""

    start: int
    end: int
    text: str
    value: Value


def has_day(value: Value) -> bool:
    """Return whether *value* names a day, or a range of days."""
    match value:
        case Stated(date=date):
            return date.precision is Precision.DAY
        case PartOfYear(day=day):
            return day is not None
        case Range(start=start):
            return has_day(start)
        case CalendarUnit(unit=unit):
            return unit is Unit.DAY
        case Weekday() | MovableDay() | EitherOrder() | TimeOfDay():
            return True
        case _:
            return False


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """Return the first, second, … *weekday* (Monday 0) of a month; with *which* -1 the last."""
    if which < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Return Easter Sunday of *year* in the Gregorian calendar."""
    golden, century = year % 19, year // 100
    correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = correction - (correction // 28) * (1 - (29 // (correction + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    distance = moon - sunday
    month = 3 + (distance + 40) // 44
    return date(year, month, distance + 28 - 31 * (month // 4))
