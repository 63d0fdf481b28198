"""What every rule of resolution takes and returns."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from timeline.dates import EventDate
from timeline.timex.basis import DateBasis, UnresolvedBasis, UnresolvedReason
from timeline.timex.semantics import Anchor, Unit

Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The date of an expression, None if it is unresolved, and why."""

    date: EventDate | None
    basis: DateBasis


class UnresolvedError(Exception):
    """Why a value has no date; *unit* is what no number is given of."""

    def __init__(self, reason: UnresolvedReason, unit: Unit | None = None) -> None:
        super().__init__(reason)
        self.basis = UnresolvedBasis(reason=reason, unit=unit)


_MISSING: dict[Anchor, UnresolvedReason] = {
    "published": "publication_date_unknown",
    "previous": "no_date_before",
    "event": "counts_from_event",
}


@dataclass(frozen=True, slots=True)
class ResolutionContext:
    """What values count from: a possible day for each anchor that has one, and the date that it is a day of.

    *day_first* says whether the article writes the day before the month, where that is known.
    """

    days: dict[Anchor, date]
    dates: dict[Anchor, EventDate]
    direction: Direction
    day_first: bool | None

    def day(self, anchor: Anchor) -> date:
        """Return the day of *anchor*, or raise the reason why there is none."""
        if anchor not in self.days:
            raise UnresolvedError("no_such_date" if anchor in self.dates else _MISSING[anchor])
        return self.days[anchor]
