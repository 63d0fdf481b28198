"""How two dates relate, and whether words such as "Tuesday" can mean a date."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from timeline.dates import Day, EventDate, PartialDate
from timeline.lang.base import Language
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


_WORD = re.compile(r"[^\W\d_]+")
_DAY_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[:.,])(\d{1,2})(?!\d|\s*[:.,]\d|\s*[ap]\.?m\b)[^\W\d_]{0,2}\.?\s*([^\W\d_]*)",
    re.IGNORECASE,
)
"""A number that may be a day of the month, and the word after it: neither "5 p.m." nor "17:30"."""
_FULL_NAME = 6
"""The fewest letters of a weekday's name by which a word that begins with it is known: "Dienstagabend"."""


class DayWords(NamedTuple):
    """The weekday (Monday is 0), month and day of the month that a time expression names."""

    weekday: int | None
    month: int | None
    day: int | None


@lru_cache(maxsize=10_000)
def day_words_in(expression: str, language: Language) -> DayWords:
    """Return which day *expression* names, or one of many; none without the language's calendar.

    >>> from timeline.lang.registry import language_of
    >>> day_words_in("late Tuesday", language_of("en")).weekday
    1
    """
    if language.calendar is None:
        return DayWords(None, None, None)
    words = [word.lower() for word in _WORD.findall(expression)]
    months = language.calendar.months
    weekday = next((found for word in words if (found := _weekday(word, language)) is not None), None)
    month = next((months[word] for word in words if word in months), None)
    units = language.quantities.uncounted if language.quantities else frozenset[str]()
    numbers = (match for match in _DAY_NUMBER.finditer(expression) if match[2].lower() not in units)
    number = next(numbers, None)
    return DayWords(weekday, month, int(number[1]) if number else None)


def _weekday(word: str, language: Language) -> int | None:
    """Return the weekday that a word names or begins with: "Tuesdays", "Dienstagabend"."""
    weekdays = language.calendar.weekdays if language.calendar else {}
    if word in weekdays:
        return weekdays[word]
    for name, number in weekdays.items():
        if len(name) >= _FULL_NAME and word.startswith(name):
            return number
    return None


def can_mean(words: DayWords, when: EventDate) -> bool | None:
    """Return whether a time expression that was left undated can mean *when*; None where it does not say.

    >>> from timeline.dates import parse_edtf
    >>> from timeline.lang.registry import language_of
    >>> expressions = ("late Tuesday", "on Wednesday", "on Oct. 20", "last month")
    >>> found = [day_words_in(words, language_of("en")) for words in expressions]
    >>> [can_mean(words, parse_edtf("2015-10-20")) for words in found]
    [True, False, True, None]
    """
    day = when.to_day() if isinstance(when, PartialDate) else None
    if day is None:
        return None
    if words.weekday is not None:
        return words.weekday == day.weekday()
    if words.month is None:
        return None
    return words.month == day.month and (words.day is None or words.day == day.day)
