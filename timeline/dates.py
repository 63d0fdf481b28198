"""Dates with precision: values that compare, order, and read and write EDTF (ISO 8601-2) level 1.

A `PartialDate` is known to the day, month, season, year, decade or century; a `DateInterval` lies between two of them,
either end of which may be open. Neither ever holds more than was said: "October 2015" has no day.
Years are astronomical, as in EDTF: 0 is 1 BCE, -43 is 44 BCE.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import NamedTuple


class Precision(IntEnum):
    """How finely a date is known; the finer, the smaller."""

    DAY = 0
    MONTH = 1
    SEASON = 2
    YEAR = 3
    DECADE = 4
    CENTURY = 5


class Day(NamedTuple):
    """A calendar day of any era; ordered."""

    year: int
    month: int
    day: int


SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
SEASON_NAMES = {SPRING: "spring", SUMMER: "summer", AUTUMN: "autumn", WINTER: "winter"}
_SEASON_MONTHS = {SPRING: (3, 5), SUMMER: (6, 8), AUTUMN: (9, 11), WINTER: (12, 2)}
_BEFORE_ALL, _AFTER_ALL = Day(-(10**9), 1, 1), Day(10**9, 12, 31)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known.

    *month* is 1 to 12, or EDTF's 21 to 24 for a season (northern: winter begins in December of *year*);
    *unspecified* counts the year's last digits that are not known: 1 for a decade ("199X"), 2 for a century.

    Raises ValueError for a date that no calendar has.
    """

    year: int
    month: int | None = None
    day: int | None = None
    unspecified: int = 0
    approximate: bool = False
    uncertain: bool = False

    def __post_init__(self) -> None:
        known_month = self.month is None or 1 <= self.month <= 12 or self.month in SEASON_NAMES
        known_day = self.day is None or (
            self.month is not None and self.month <= 12 and 1 <= self.day <= _days_in_month(self.year, self.month)
        )
        rounded = not self.unspecified or (self.month is None and self.year % 10**self.unspecified == 0)
        if not (known_month and known_day and rounded and 0 <= self.unspecified <= 2 and -9999 <= self.year <= 9999):
            raise ValueError(f"no such date: {self.year}-{self.month}-{self.day}")

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Return *day* known to the day."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        """How finely the date is known."""
        if self.unspecified:
            return Precision.DECADE if self.unspecified == 1 else Precision.CENTURY
        if self.month is None:
            return Precision.YEAR
        if self.month in SEASON_NAMES:
            return Precision.SEASON
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def first(self) -> Day:
        """The earliest day it can be."""
        if self.month is None:
            # "-04XX" is the years from -499 to -400: the digits of a year before our era count backwards.
            return Day(self.year - (10**self.unspecified - 1 if self.year < 0 else 0), 1, 1)
        month = _SEASON_MONTHS[self.month][0] if self.month in SEASON_NAMES else self.month
        return Day(self.year, month, self.day or 1)

    @property
    def last(self) -> Day:
        """The latest day it can be."""
        if self.month is None:
            return Day(self.year + (10**self.unspecified - 1 if self.year >= 0 else 0), 12, 31)
        year, month = self.year, self.month
        if month in SEASON_NAMES:
            year, month = (year + 1 if month == WINTER else year), _SEASON_MONTHS[month][1]
        return Day(year, month, self.day or _days_in_month(year, month))

    def to_day(self) -> date | None:
        """Return the calendar day when it is known to the day and `datetime.date` can hold it, else None."""
        if self.month is None or self.day is None or self.year < 1:
            return None
        return date(self.year, self.month, self.day)

    def __str__(self) -> str:
        """Return EDTF level 1."""
        sign = "-" if self.year < 0 else ""
        year = f"{abs(self.year):04d}"
        if self.unspecified:
            year = year[: -self.unspecified] + "X" * self.unspecified
        rest = "".join(f"-{part:02d}" for part in (self.month, self.day) if part is not None)
        qualifier = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((self.approximate, self.uncertain), "")
        return sign + year + rest + qualifier


@dataclass(frozen=True, slots=True)
class DateInterval:
    """From *start* to *end*, both included; None is an end that is open. Raises ValueError when it ends before it starts."""

    start: PartialDate | None
    end: PartialDate | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("an interval needs at least one end")
        if self.start is not None and self.end is not None and self.end.last < self.start.first:
            raise ValueError(f"the interval {self} ends before it starts")

    @property
    def precision(self) -> Precision:
        """The coarser precision of its ends."""
        return max(end.precision for end in (self.start, self.end) if end is not None)

    @property
    def approximate(self) -> bool:
        """Whether either end is approximate."""
        return any(end.approximate for end in (self.start, self.end) if end is not None)

    @property
    def uncertain(self) -> bool:
        """Whether either end is uncertain."""
        return any(end.uncertain for end in (self.start, self.end) if end is not None)

    @property
    def first(self) -> Day:
        """The earliest day in it; before all days when it starts open."""
        return self.start.first if self.start else _BEFORE_ALL

    @property
    def last(self) -> Day:
        """The latest day in it; after all days when it ends open."""
        return self.end.last if self.end else _AFTER_ALL

    def __str__(self) -> str:
        """Return EDTF level 1."""
        return f"{self.start or '..'}/{self.end or '..'}"


EventDate = PartialDate | DateInterval

_PART = re.compile(r"(-?)(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)")


def parse_edtf(text: str) -> EventDate:
    """Read EDTF level 1 as this module writes it.

    >>> str(parse_edtf("2015-10-20~"))
    '2015-10-20~'
    >>> parse_edtf("199X").last
    Day(year=1999, month=12, day=31)

    Raises ValueError for anything else.
    """
    if "/" in text:
        start, _, end = text.partition("/")
        return DateInterval(*(None if part in ("..", "") else _parse_part(part) for part in (start, end)))
    return _parse_part(text)


def _parse_part(text: str) -> PartialDate:
    match = _PART.fullmatch(text)
    if not match:
        raise ValueError(f"not a date in EDTF level 1: {text!r}")
    sign, year, month, day, qualifier = match.groups()
    return PartialDate(
        int(sign + year.replace("X", "0")),
        int(month) if month else None,
        int(day) if day else None,
        unspecified=year.count("X"),
        approximate=qualifier in ("~", "%") and bool(qualifier),
        uncertain=qualifier in ("?", "%") and bool(qualifier),
    )


def approximately(when: EventDate) -> EventDate:
    """Return *when*, marked approximate."""
    if isinstance(when, PartialDate):
        return replace(when, approximate=True)
    return DateInterval(*(end and replace(end, approximate=True) for end in (when.start, when.end)))


def uncertain(when: EventDate) -> EventDate:
    """Return *when*, marked uncertain."""
    if isinstance(when, PartialDate):
        return replace(when, uncertain=True)
    return DateInterval(*(end and replace(end, uncertain=True) for end in (when.start, when.end)))


def week_of(day: date) -> DateInterval:
    """Return the week, Monday to Sunday, that holds *day*."""
    monday = day.toordinal() - day.weekday()
    ends = (PartialDate.of(date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))) for ordinal in (monday, monday + 6))
    return DateInterval(*ends)


def overlap(one: EventDate, other: EventDate) -> bool:
    """Tell whether some day belongs to both. Not transitive: 2019 overlaps each of its months."""
    return one.first <= other.last and other.first <= one.last


def within(inner: EventDate, outer: EventDate) -> bool:
    """Tell whether every day of *inner* belongs to *outer*."""
    return outer.first <= inner.first and inner.last <= outer.last


def order_key(when: EventDate) -> tuple[Day, Day, str]:
    """Return the one key by which dates are ordered: what starts first, and among these what is known more finely.

    >>> [str(d) for d in sorted(map(parse_edtf, ["2015", "2015-10", "../2015", "2015-01-01"]), key=order_key)]
    ['../2015', '2015-01-01', '2015', '2015-10']
    """
    return when.first, when.last, str(when)


def finest(dates: Iterable[EventDate]) -> EventDate:
    """Return the date that spans the fewest days; the earliest of equals. *dates* must not be empty."""
    return min(dates, key=lambda when: (_span(when), when.approximate, order_key(when)))


def _span(when: EventDate) -> int:
    first, last = when.first, when.last
    return (last.year - first.year) * 372 + (last.month - first.month) * 31 + last.day - first.day


def describe(when: EventDate) -> str:
    """Return *when* in English words that claim no more than it says.

    >>> [describe(parse_edtf(d)) for d in ("2015-10-20", "2015-10~", "2011-22", "199X", "-0043", "2011/2015", "../2015")]
    ['20 October 2015', 'c. October 2015', 'summer 2011', 'the 1990s', '44 BCE', '2011 to 2015', 'by 2015']
    """
    if isinstance(when, DateInterval):
        return _describe_interval(when)
    words = _describe_part(when)
    return _qualified(words, when)


def _describe_interval(when: DateInterval) -> str:
    if when.start is None and when.end is not None:
        return f"by {describe(when.end)}"
    if when.start is not None and when.end is None:
        return f"since {describe(when.start)}"
    start, end = (replace(part, approximate=False, uncertain=False) for part in (when.start, when.end) if part is not None)
    monday, sunday = start.to_day(), end.to_day()
    if monday and sunday and monday.weekday() == 0 and (sunday - monday).days == 6:
        words = f"the week of {_describe_part(start)}"
    else:
        words = f"{_describe_part(start)} to {_describe_part(end)}"
    return _qualified(words, when)


def _qualified(words: str, when: EventDate) -> str:
    if when.approximate:
        words = f"c. {words}"
    return f"{words} (uncertain)" if when.uncertain else words


def _describe_part(when: PartialDate) -> str:
    if when.precision is Precision.CENTURY:
        return f"the {when.year}s" if when.year > 0 else f"the {_era(when.year)} century"
    if when.precision is Precision.DECADE:
        return f"the {_era(when.year)}s" if when.year > 0 else f"the decade of {_era(when.year)}"
    year = _era(when.year)
    if when.month is None:
        return year
    month = SEASON_NAMES.get(when.month) or calendar.month_name[when.month]
    return f"{month} {year}" if when.day is None else f"{when.day} {month} {year}"


def _era(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BCE"


def _days_in_month(year: int, month: int) -> int:
    # The proleptic Gregorian calendar repeats every 400 years; `calendar` knows only years of our era.
    return calendar.monthrange(2000 + year % 400, month)[1]
