"""The format of timeline.json, and of the JSON lines between `timeline extract` and `timeline reconcile`."""

from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from timeline.models.articles import Article
from timeline.models.events import Event
from timeline.models.mentions import Extraction, Failure, Generated, Rejection
from timeline.models.selections import Selection

SCHEMA_VERSION: Literal[2] = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Ordered events, their articles, and all that was left out: timeline.json.

    Optional fields, and rules of explanations, may be added within version 2; none is renamed or removed.
    Fields that this program does not know are ignored.
    """

    schema_version: Literal[2] = SCHEMA_VERSION
    title: str
    language: str = "en"
    articles: tuple[Article, ...] = ()
    events: tuple[Event, ...] = ()
    undated: tuple[Event, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    failed: tuple[Failure, ...] = ()
    selection: Selection | None = None
    generated: Generated

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it."""
        from timeline.rendering.notebook import to_notebook

        return to_notebook(self)


TIMELINE_FORMAT: TypeAdapter[Timeline] = TypeAdapter(Timeline)
EXTRACTION_FORMAT: TypeAdapter[Extraction | Failure] = TypeAdapter(Extraction | Failure)
