"""Events: the mentions of one happening, what they disagree on, and what a person changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field

from timeline.dates.fields import Edtf
from timeline.models.mentions import Citation, Kind
from timeline.models.reasons import DoubtReason, Mark

EditKind = Literal["split", "merge", "redate", "retitle", "pin", "hide"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictValue:
    """A value that sources disagree on, and the places of its citations in the event's list."""

    value: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What the mentions of one event disagree on: its date, or a number, and then *about* what."""

    field: Literal["date", "number"]
    about: str | None = None
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a person changed about an event, why, and the date or headline that stood there *before*."""

    kind: EditKind
    reason: str
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MayBeSame:
    """Another *event*, by its id, that may be the same happening, and why both were kept apart.

    *score* is the similarity of their two most similar mentions. *one* is what fills the role in which they
    differ in the event that holds this, *other* what fills it in the other; both are None for `SIMILARITY`.
    """

    event: str
    reason: DoubtReason
    one: str | None = None
    other: str | None = None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The mentions of one happening, across articles, reconciled.

    *may_be_same* are events that may be the same one, the most similar first: each of them names this one.
    *other_marks* are marks in words that `Mark` does not know, from a timeline of schema 1.
    """

    id: str
    date: Edtf | None
    headline: str
    kind: Kind
    marks: tuple[Mark, ...] = ()
    other_marks: Annotated[tuple[str, ...], Field(exclude_if=lambda marks: not marks)] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    citations: tuple[Citation, ...]
    sources: int
    independent_sources: int
    importance: float
    conflicts: tuple[Conflict, ...] = ()
    edits: tuple[Edit, ...] = ()
    may_be_same: Annotated[tuple[MayBeSame, ...], Field(exclude_if=lambda doubts: not doubts)] = ()


def without_lost_doubts(events: Sequence[Event]) -> list[Event]:
    """Return *events*, of which none may be the same as one that is not among them."""
    ids = {event.id for event in events}
    return [
        replace(event, may_be_same=tuple(doubt for doubt in event.may_be_same if doubt.event in ids))
        if event.may_be_same
        else event
        for event in events
    ]
