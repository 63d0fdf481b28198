"""What a longer timeline was cut to, and by which criteria."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from timeline.dates.fields import Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCriterion:
    """Events since, or until, *date*."""

    by: Literal["since", "until"]
    date: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCriterion:
    """Events with all these *words*."""

    by: Literal["topic"] = "topic"
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsCriterion:
    """Events with one of these *tags* at least."""

    by: Literal["tags"] = "tags"
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesCriterion:
    """Events of at *least* so many independent sources."""

    by: Literal["sources"] = "sources"
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopCriterion:
    """The most important events, *count* of them."""

    by: Literal["top"] = "top"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedCriterion:
    """A criterion that was only ever words: that of a timeline of schema 1."""

    by: Literal["as_worded"] = "as_worded"
    text: str


SelectionCriterion = Annotated[
    TimeCriterion | TopicCriterion | TagsCriterion | SourcesCriterion | TopCriterion | WordedCriterion,
    Field(discriminator="by"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a longer timeline was cut to: *shown* of its *events*, dated and undated, by *criteria*."""

    shown: int
    events: int
    criteria: tuple[SelectionCriterion, ...]
