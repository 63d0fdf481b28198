"""What every rule of resolution takes and returns."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from timeline.dates import EventDate
from timeline.timex.semantics import Anchor

Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The date of an expression, None if it is unresolved, and one line that says why."""

    date: EventDate | None
    basis: str


class UnresolvedError(Exception):
    """Why a value has no date."""


@dataclass(frozen=True, slots=True)
class ResolutionContext:
    """What values count from: a possible day and a name for each anchor.

    An anchor whose day is not known has none; its name is then the reason. *day_first* says whether the
    article writes the day before the month, where that is known.
    """

    days: dict[Anchor, date]
    names: dict[Anchor, str]
    direction: Direction
    day_first: bool | None

    def day(self, anchor: Anchor) -> date:
        """Return the day of *anchor*, or raise the reason why there is none."""
        if anchor not in self.days:
            raise UnresolvedError(self.names[anchor])
        return self.days[anchor]


def shifted(unit: str, shift: int, label: str) -> str:
    """Describe what is *shift* units away: "the month before 2015-10-21"."""
    if shift == 0:
        return f"the {unit} of {label}" if unit != "day" else f"the day itself, {label}"
    side = "before" if shift < 0 else "after"
    return f"the {unit} {side} {label}" if abs(shift) == 1 else f"{abs(shift)} {unit}s {side} {label}"
