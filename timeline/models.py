"""The values that the stages hand to one another, and the format of timeline.json.

All are frozen and pure: identity is a hash of content, and reading, caching and asking happen elsewhere.
Offsets count Unicode code points of the article's text, and `article.text[start:end] == quote` for every
citation.
"""

import hashlib
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import PlainSerializer, PlainValidator, TypeAdapter, WithJsonSchema

from timeline.dates import DateInterval, EventDate, PartialDate, order_key, parse_edtf
from timeline.lang.base import Language
from timeline.lang.registry import language_of

SCHEMA_VERSION: Literal[1] = 1

Kind = Literal["event", "planned", "since"]
"""What a mention states: what happened, what is to come, or since when something is (background)."""


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


def sketch_of(numbers: Iterable[int]) -> bytes:
    """Return *numbers* from 0 to 2^64 in a sixth of the memory of a tuple; `numbers_of` reads them."""
    return array("Q", numbers).tobytes()


def numbers_of(sketch: bytes) -> Sequence[int]:
    """Return the numbers of a sketch.

    >>> list(numbers_of(sketch_of((3, 2**48))))
    [3, 281474976710656]
    """
    return memoryview(sketch).cast("Q")


def _read_sketch(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, list):
        with suppress(TypeError, OverflowError):
            return sketch_of(value)
    raise ValueError(f"a fingerprint is a list of numbers from 0 to 2^64, not {value!r:.60}")


Sketch = Annotated[
    bytes,
    PlainValidator(_read_sketch),
    PlainSerializer(lambda sketch: list(numbers_of(sketch)), return_type=list[int]),
    WithJsonSchema({"type": "array", "items": {"type": "integer", "minimum": 0}}),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is known of one source text, without the text.

    *copy_of* is the article at the same address; *origin* the one with which it counts as one independent
    source. *language* is the BCP 47 tag by which its time expressions are read, "und" where that is none of
    the known ones.
    """

    id: str
    title: str
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    path: str
    published: Edtf | None = None
    published_basis: str
    sha256: str
    copy_of: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article with its exact text, to which all offsets refer; *reader* is what made the text."""

    article: Article
    text: str
    reader: str = ""

    @property
    def language(self) -> Language:
        """The language of the article; UNDETERMINED for an unknown one."""
        return language_of(self.article.language)


class Span(NamedTuple):
    """Where something stands in an article's text, in code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One sentence of one article that states an event, with the words in it that say when."""

    article: str
    start: int
    end: int
    quote: str
    headline: str
    expression: str | None = None
    date: Edtf | None = None
    date_basis: str | None = None
    model_date: Edtf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One event as one sentence states it: what a model and the checks made of one candidate.

    *marks* say what its date rests on when that is less than a rule and a stated publication date.
    """

    citation: Citation
    kind: Kind
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A candidate that was left out, with the reason."""

    article: str
    start: int
    end: int
    quote: str
    expression: str | None = None
    date: Edtf | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source of which nothing is in the timeline, or not everything, with the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one article: one line between `timeline extract` and `timeline reconcile`.

    *fingerprint* is a sketch of the text (`reconcile.fingerprint`) by which near-duplicates are found without
    the text; *credits* are the agencies and reporters whom the text names as its writers
    (`reconcile.credits_of`), in their order; *failure* says why the model could not be asked about all of it.
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    fingerprint: Sketch = b""
    credits: tuple[str, ...] = ()
    failure: str | None = None
    generated: "Generated | None" = None


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


EditKind = Literal["split", "merge", "redate", "retitle", "pin", "hide"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a person changed about an event, why, and the date or headline that stood there *before*."""

    kind: EditKind
    reason: str
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The mentions of one happening, across articles, reconciled."""

    id: str
    date: Edtf | None
    headline: str
    kind: Kind
    marks: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    citations: tuple[Citation, ...]
    sources: int
    independent_sources: int
    importance: float
    conflicts: tuple[Conflict, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a longer timeline was cut to: *shown* of its *events*, dated and undated, by *criteria*."""

    shown: int
    events: int
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """What built it: the program's version, the model, and the hash of the prompts that it was asked."""

    by: str
    model: str
    prompts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Ordered events, their articles, and all that was left out: timeline.json."""

    schema_version: Literal[1] = SCHEMA_VERSION
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


def content_id(prefix: str, parts: Iterable[str]) -> str:
    """Return an id that depends on nothing but *parts*: their order too, but neither a path nor a moment."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:12]}"


def mention_key(citation: Citation | Rejection, sha256: str) -> tuple[str, ...]:
    """Return what identifies a mention in all builds: its article's text (*sha256*), span, time expression.

    Its headline and date are not part of it: another prompt rewords the one, a publication date that becomes
    known moves the other.
    """
    return (sha256, f"{citation.start:09}", f"{citation.end:09}", citation.expression or "")


def mention_id(citation: Citation | Rejection, sha256: str) -> str:
    """Return the id by which an edit names a citation of the article whose text hashes to *sha256*."""
    return content_id("cit", mention_key(citation, sha256))


def event_order(event: Event) -> tuple[Any, ...]:
    """Return the one key by which events are ordered: by date (undated last), then by importance, then by id.

    >>> from timeline.dates import parse_edtf
    >>> def on(date, importance):
    ...     return Event(id=date, date=parse_edtf(date), headline="", kind="event", citations=(), sources=1,
    ...                  independent_sources=1, importance=importance)
    >>> [e.id for e in sorted([on("2015-10", 1), on("2015-10-20", .1), on("2011", .5)], key=event_order)]
    ['2011', '2015-10', '2015-10-20']
    """
    when = (1,) if event.date is None else (0, *order_key(event.date))
    return (when, -event.importance, event.id)
