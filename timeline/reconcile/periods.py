"""How two dates relate, and whether words such as "Tuesday" can mean a date."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from timeline.dates import Day, EventDate, PartialDate
from timeline.reconcile.parameters import LEAST_SLACK_DAYS, LONGEST_LOOSE_DAYS

DAY = 1
"""The unit of this module's numbers; every month counts 31, which keeps the order of days of any era."""
MONTH, YEAR = 31 * DAY, 372 * DAY


class Relation(Enum):
    """How the dates of two mentions relate."""

    SAME = "the same date"
    LOOSE = "dates that may be the same"
    VAGUE = "dates one of which may be any in a season or longer"
    APART = "different dates"
    UNKNOWN = "a date unknown"


class Period(NamedTuple):
    """The first and last day that a date can mean, as numbers, and by how many days it may be off."""

    first: int
    last: int
    slack: int

    @property
    def length(self) -> int:
        """How many days it spans."""
        return self.last - self.first + DAY


@lru_cache(maxsize=100_000)
def period_of(when: EventDate) -> Period:
    """Return the days that *when* can mean."""
    first, last = _number(when.first), _number(when.last)
    loose = when.approximate or when.uncertain
    return Period(first, last, min(max(LEAST_SLACK_DAYS, last - first + DAY), YEAR) if loose else 0)


def _number(day: Day) -> int:
    return (day.year * 12 + day.month - 1) * MONTH + day.day - 1


def gap(one: Period, other: Period) -> int:
    """Return how many days lie between two periods; 0 where they meet."""
    return max(one.first - other.last, other.first - one.last, 0)


def relate(one: Period | None, other: Period | None) -> Relation:
    """Return how two dates relate; what is approximate may be off by its slack."""
    if one is None or other is None:
        return Relation.UNKNOWN
    if one is other or (one.first == other.first and one.last == other.last):
        return Relation.SAME
    slack = max(one.slack, other.slack)
    if one.first - other.last > slack or other.first - one.last > slack:
        return Relation.APART
    return Relation.VAGUE if max(one.length, other.length) > LONGEST_LOOSE_DAYS else Relation.LOOSE


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur|urs)?(?:day)?\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_DAY_NUMBER = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\s*[:.]\d|\s*[ap]\.?m)", re.IGNORECASE)


def weekday_in(expression: str) -> int | None:
    """Return the weekday that a time expression names, Monday being 0."""
    found = _WEEKDAY.search(expression)
    return _WEEKDAYS.index(found[1].lower()) if found else None


def can_mean(expression: str, when: EventDate) -> bool | None:
    """Return whether a time expression that was left undated can mean *when*; None where it does not say.

    >>> from timeline.dates import parse_edtf
    >>> expressions = ("late Tuesday", "on Wednesday", "on Oct. 20", "last month")
    >>> [can_mean(words, parse_edtf("2015-10-20")) for words in expressions]
    [True, False, True, None]
    """
    day = when.to_day() if isinstance(when, PartialDate) else None
    if day is None:
        return None
    weekday, month = weekday_in(expression), _MONTH.search(expression)
    if weekday is not None:
        return weekday == day.weekday()
    if not month:
        return None
    number = _DAY_NUMBER.search(expression)
    same_month = _MONTHS.index(month[1][:3].lower()) + 1 == day.month
    return same_month and (number is None or int(number[1]) == day.day)
