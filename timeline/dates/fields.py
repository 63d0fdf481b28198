"""Dates as fields of values that are stored: EDTF in JSON, `EventDate` in Python."""

from typing import Annotated

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema

from timeline.dates.edtf import parse_edtf
from timeline.dates.values import DateInterval, EventDate, PartialDate


def _read_date(value: object) -> EventDate:
    if isinstance(value, PartialDate | DateInterval):
        return value
    if isinstance(value, str):
        return parse_edtf(value)
    raise ValueError(f"a date is a string in EDTF, not {value!r}")


Edtf = Annotated[
    EventDate,
    PlainValidator(_read_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "description": "EDTF (ISO 8601-2) level 1"}),
]

OMITTED_IF_NONE = Field(exclude_if=lambda value: value is None)
"""Marks a field, of whatever type, that is written only where it has a value."""
