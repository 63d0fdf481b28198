"""What a time expression means before it is resolved: small values that rules turn into dates."""

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

Which = Literal["last", "this", "next"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that needs no other one; *note* says how it was read where it could be read otherwise."""

    date: EventDate
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0: "Tuesday", "last Friday", or, in the week *week* weeks away, "Tuesday of last week"."""

    day: int
    which: Which | None = None
    week: int | None = None
    anchor: Anchor = "published"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A unit of the calendar, *shift* units away: "last month" is -1."""

    unit: Unit
    shift: int
    anchor: Anchor = "published"


@dataclass(frozen=True, slots=True)
class PartOfYear:
    """A month, a season (21 to 24) or a day whose year is not stated, or only relatively: "Sept. 30", "25 June last year"."""

    month: int
    day: int | None = None
    weekday: int | None = None
    which: Which | None = None
    year: Calendar | None = None

    def in_year(self, year: int) -> PartialDate | None:
        """Return it in *year*, or None when that year has no such day."""
        try:
            return PartialDate(year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class EasterDay:
    """A day *offset* days from Easter Sunday."""

    offset: int
    which: Which | None = None
    year: Calendar | None = None

    def in_year(self, year: int) -> PartialDate | None:
        """Return it in *year*, or None for a year that `datetime` cannot hold."""
        return PartialDate.of(easter(year) + timedelta(days=self.offset)) if 1583 <= year <= 9999 else None


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance: "three weeks ago" is -3 weeks from publication, "two days later" 2 days from the date told last.

    *count* is None where the words give no number.
    """

    count: float | None
    unit: Unit
    anchor: "Anchor | Value" = "published"


@dataclass(frozen=True, slots=True)
class Window:
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


Yearly = PartOfYear | EasterDay
Value = Stated | Weekday | Calendar | PartOfYear | EasterDay | Offset | Window | Range | Edge | About


def has_day(value: Value) -> bool:
    """Tell whether *value* names a day, or a range of days."""
    match value:
        case Stated(date=date):
            return date.precision is Precision.DAY
        case PartOfYear(day=day):
            return day is not None
        case Range(start=start):
            return has_day(start)
        case Calendar(unit=unit):
            return unit is Unit.DAY
        case Weekday() | EasterDay():
            return True
        case _:
            return False


def easter(year: int) -> date:
    """Return Easter Sunday of *year* in the Gregorian calendar."""
    golden, century = year % 19, year // 100
    correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = correction - (correction // 28) * (1 - (29 // (correction + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    distance = moon - sunday
    month = 3 + (distance + 40) // 44
    return date(year, month, distance + 28 - 31 * (month // 4))
