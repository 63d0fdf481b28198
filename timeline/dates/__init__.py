"""Dates with precision: values that compare, order, and read and write EDTF (ISO 8601-2), and their words.

A `PartialDate` is known to the day, month, season, year, decade or century; a `DateInterval` lies between two
of them, either end of which may be open. Neither ever holds more than was said: "October 2015" has no day.
Years are astronomical, as in EDTF: 0 is 1 BCE, -43 is 44 BCE.
"""

from timeline.dates.comparison import finest, intersection, order_key, overlap, within
from timeline.dates.descriptions import DatePhrase, describe, phrases
from timeline.dates.edtf import parse_edtf
from timeline.dates.locales import LANGUAGES, supported_language
from timeline.dates.values import (
    AUTUMN,
    SEASON_NAMES,
    SPRING,
    SUMMER,
    WINTER,
    DateInterval,
    Day,
    EventDate,
    PartialDate,
    Precision,
    approximately,
    uncertain,
    week_of,
)

__all__ = [
    "AUTUMN",
    "LANGUAGES",
    "SEASON_NAMES",
    "SPRING",
    "SUMMER",
    "WINTER",
    "DateInterval",
    "DatePhrase",
    "Day",
    "EventDate",
    "PartialDate",
    "Precision",
    "approximately",
    "describe",
    "finest",
    "intersection",
    "order_key",
    "overlap",
    "parse_edtf",
    "phrases",
    "supported_language",
    "uncertain",
    "week_of",
    "within",
]
