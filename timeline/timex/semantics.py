"""What a time expression means before it is resolved: small values that rules turn into dates."""

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
"""What a distance counts from: the publication date, the last date that was told, or an event whose date is not known."""

Which = Literal["last", "this", "next", "past", "coming"]
"""Which of several: "past" and "coming" are the nearest on that side, "last" and "next" may be those one week further."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that needs no other one."""

    date: EventDate


@dataclass(frozen=True, slots=True)
class EitherOrder:
    """A date in figures that can be read in two ways: 3/4/2015 is 4 March, and 3 April where the day is written first."""

    month_first: PartialDate
    day_first: PartialDate


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0: "Tuesday", "last Friday", or, in the week *week* weeks away, "Tuesday of last week"."""

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
    """A time of day that stands alone: "18:00 UTC" is of the day told last."""


@dataclass(frozen=True, slots=True)
class PartOfYear:
    """A month, a season (21 to 24) or a day whose year is not stated, or only relatively: "Sept. 30", "25 June last year"."""

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

    By its *rule* it moves with Easter, so many days behind it, or is a day of the week in a month (Monday 0):
    the first, second, … (-1 the last).
    """

    name: str
    rule: int | tuple[int, int, int]
    which: Which | None = None
    year: CalendarUnit | None = None

    def in_year(self, year: int) -> PartialDate | None:
        """Return it in *year*, or None for a year before the calendar by which it moves, or that `datetime` cannot hold."""
        if not 1583 <= year <= 9999:
            return None
        rule = self.rule
        return PartialDate.of(
            easter(year) + timedelta(days=rule) if isinstance(rule, int) else nth_weekday(year, *rule)
        )


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance: "three weeks ago" is -3 weeks from publication, "two days later" 2 days from the date told last.

    *count* is None where the words give no number.
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

    side: Literal["by", "after"]
    value: "Value"


@dataclass(frozen=True, slots=True)
class About:
    """A date that the words themselves call approximate: "around 1850"."""

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
    """Words that say when: text[start:end] of the article is *text*, and *value* what it means before it is resolved."""

    start: int
    end: int
    text: str
    value: Value


def has_day(value: Value) -> bool:
    """Tell whether *value* names a day, or a range of days."""
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
    """Return the first, second, … day of the week *weekday* (Monday 0) in a month; with *which* -1 the last."""
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
