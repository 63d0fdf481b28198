"""What all options share: a set of them as one value, and dates."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from timeline.dates import EventDate, PartialDate, parse_edtf
from timeline.errors import UsageError

Command = Callable[..., None]
Option = Callable[[Command], Command]


def bundled(command: Command, options: Sequence[Option], bundle: type[Any], name: str) -> Command:
    """Give *command* the *options* as one value of the type *bundle*, named *name*."""

    @functools.wraps(command)
    def run(**given: object) -> None:
        values = {field.name: given.pop(field.name) for field in fields(bundle)}
        command(**{name: bundle(**values)}, **given)

    whole: Command = run
    for option in reversed(options):
        whole = option(whole)
    return whole


def parse_date(option: str, value: str | None) -> EventDate | None:
    """Return the date that is the *value* of *option*. Raises UsageError for any other value."""
    try:
        return parse_edtf(value) if value else None
    except ValueError:
        raise UsageError(f"{option} takes a date as 2015-10-21, 2015-10 or 2015, not “{value}”.") from None


def parse_single_date(option: str, value: str | None) -> PartialDate | None:
    """Return the day, month or year that is the *value* of *option*. Raises UsageError for a span, too."""
    date = parse_date(option, value)
    if date is not None and not isinstance(date, PartialDate):
        raise UsageError(
            f"{option} takes one date, such as 2015-10-21, 2015-10 or 2015, not a span as “{value}”."
        )
    return date
