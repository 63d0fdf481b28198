"""The values: a date as far as it is known, and a span between two of them. Their text is EDTF."""

import calendar
from dataclasses import dataclass, field, replace
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


LAST_YEAR = 9999
SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
SEASON_NAMES = {SPRING: "spring", SUMMER: "summer", AUTUMN: "autumn", WINTER: "winter"}
_SEASON_MONTHS = {SPRING: (3, 5), SUMMER: (6, 8), AUTUMN: (9, 11), WINTER: (12, 2)}
_BEFORE_ALL, _AFTER_ALL = Day(-(10**9), 1, 1), Day(10**9, 12, 31)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known.

    *month* is 1 to 12, or EDTF's 21 to 24 for a season (northern: winter begins in December of *year*);
    *unspecified* counts the year's last digits that are not known: 1 for a decade ("199X"), 2 for a century;
    *masked* counts the parts that are said to exist but not known: "2015-10-XX" is one day of October,
    "2015-XX" one month.

    Raises ValueError for a date that no calendar has.
    """

    year: int
    month: int | None = None
    day: int | None = None
    unspecified: int = 0
    approximate: bool = False
    uncertain: bool = False
    masked: int = field(default=0, kw_only=True)

    def __post_init__(self) -> None:
        known_month = self.month is None or 1 <= self.month <= 12 or self.month in SEASON_NAMES
        known_day = self.day is None or (
            self.month is not None
            and self.month <= 12
            and 1 <= self.day <= _days_in_month(self.year, self.month)
        )
        if not (
            known_month and known_day and -LAST_YEAR <= self.year <= LAST_YEAR and self._known_from_the_left()
        ):
            parts = "-".join(str(part) for part in (self.year, self.month, self.day) if part is not None)
            raise ValueError(f"no calendar has the date {parts}")

    def _known_from_the_left(self) -> bool:
        """Return whether nothing is known behind what is not: no month of some year, no day of some month."""
        if self.unspecified:
            rounded = self.unspecified in (1, 2) and self.year % 10**self.unspecified == 0
            return rounded and self.month is None and not self.masked
        below = 2 if self.month is None else 1 if self.month <= 12 and self.day is None else 0
        return 0 <= self.masked <= below

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
        """Return EDTF."""
        sign = "-" if self.year < 0 else ""
        year = f"{abs(self.year):04d}"
        if self.unspecified:
            year = year[: -self.unspecified] + "X" * self.unspecified
        known = "".join(f"-{part:02d}" for part in (self.month, self.day) if part is not None)
        qualifier = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
            (self.approximate, self.uncertain), ""
        )
        return sign + year + known + "-XX" * self.masked + qualifier


@dataclass(frozen=True, slots=True)
class DateInterval:
    """From *start* to *end*, both included: something lasted through it, or happened within it.

    An end that is None is open, or, where *unknown*, there but not known ("1985/" in EDTF, against
    "1985/.."). Raises ValueError when it has no end at all, ends before it starts, or both its ends are known
    and yet *unknown*.
    """

    start: PartialDate | None
    end: PartialDate | None
    unknown: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("an interval needs at least one end")
        if self.start is not None and self.end is not None:
            if self.unknown:
                raise ValueError(f"both ends of {self.start}/{self.end} are known")
            if self.end.last < self.start.first:
                raise ValueError(f"the interval {self} ends before it starts")

    @property
    def known_ends(self) -> tuple[PartialDate, ...]:
        """The ends that are dates, one or both, the start first."""
        return tuple(end for end in (self.start, self.end) if end is not None)

    @property
    def precision(self) -> Precision:
        """The coarser precision of its ends."""
        return max(end.precision for end in self.known_ends)

    @property
    def approximate(self) -> bool:
        """Whether either end is approximate."""
        return any(end.approximate for end in self.known_ends)

    @property
    def uncertain(self) -> bool:
        """Whether either end is uncertain."""
        return any(end.uncertain for end in self.known_ends)

    @property
    def first(self) -> Day:
        """The earliest day in it; before all days when its start is not known."""
        return self.start.first if self.start else _BEFORE_ALL

    @property
    def last(self) -> Day:
        """The latest day in it; after all days when its end is not known."""
        return self.end.last if self.end else _AFTER_ALL

    def __str__(self) -> str:
        """Return EDTF."""
        missing = "" if self.unknown else ".."
        return f"{self.start or missing}/{self.end or missing}"


EventDate = PartialDate | DateInterval


def approximately(when: EventDate) -> EventDate:
    """Return *when*, marked approximate."""
    return _marked(when, approximate=True)


def uncertain(when: EventDate) -> EventDate:
    """Return *when*, marked uncertain."""
    return _marked(when, uncertain=True)


def _marked(when: EventDate, **marks: bool) -> EventDate:
    if isinstance(when, PartialDate):
        return replace(when, **marks)
    start, end = (part and replace(part, **marks) for part in (when.start, when.end))
    return replace(when, start=start, end=end)


def week_of(day: date) -> DateInterval:
    """Return the week, Monday to Sunday, that holds *day*."""
    monday = day.toordinal() - day.weekday()
    ends = (
        PartialDate.of(date.fromordinal(min(max(ordinal, 1), date.max.toordinal())))
        for ordinal in (monday, monday + 6)
    )
    return DateInterval(*ends)


def _days_in_month(year: int, month: int) -> int:
    # The proleptic Gregorian calendar repeats every 400 years; `calendar` knows only years of our era.
    return calendar.monthrange(2000 + year % 400, month)[1]
