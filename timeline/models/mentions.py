"""Mentions, rejections, and all that was found in one article."""

from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from timeline.dates.fields import OMITTED_IF_NONE, Edtf
from timeline.models.articles import Article, Span
from timeline.models.reasons import Mark, RejectionReason
from timeline.timex import TimeExpression
from timeline.timex.basis import DateBasis

Kind = Literal["event", "planned", "since"]
"""What a mention states: what happened, what is to come, or since when something is (background)."""


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
class CitedExpression:
    """The words that say when: *text*, and where it stands in the article's text, in code points.

    *start* and *end* are None where they are not known: in a timeline of schema 1, whose quote has the same
    words twice or not at all.
    """

    text: str
    start: int | None
    end: int | None


def cited(expression: TimeExpression | None) -> CitedExpression | None:
    """Return what a citation keeps of *expression*."""
    if expression is None:
        return None
    return CitedExpression(text=expression.text, start=expression.start, end=expression.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One sentence of one article that states an event, with the words in it that say when."""

    article: str
    start: int
    end: int
    quote: str
    headline: str
    expression: CitedExpression | None = None
    date: Edtf | None = None
    date_basis: DateBasis | None = None
    model_date: Edtf | None = None

    @property
    def expression_span(self) -> Span | None:
        """Where the expression stands in the quote: the first place of its words where that is not known."""
        expression = self.expression
        if expression is None:
            return None
        if expression.start is not None and expression.end is not None:
            return Span(expression.start - self.start, expression.end - self.start)
        first = self.quote.find(expression.text)
        return Span(first, first + len(expression.text)) if first >= 0 else None

    @property
    def expression_text(self) -> str:
        """The words that say when, empty where there are none."""
        return self.expression.text if self.expression else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One event as one sentence states it: what a model and the checks made of one candidate.

    *marks* say what its date rests on when that is less than a rule and a stated publication date.
    """

    citation: Citation
    kind: Kind
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A candidate that was left out, with the reason.

    *detail* is what the reason is about, as `RejectionReason` says, and *headline* what the model wrote.
    """

    article: str
    start: int
    end: int
    quote: str
    expression: CitedExpression | None = None
    date: Edtf | None = None
    reason: RejectionReason
    detail: Annotated[str | None, OMITTED_IF_NONE] = None
    headline: Annotated[str | None, OMITTED_IF_NONE] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source of which nothing is in the timeline, or not everything, with the reason in words."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """What built it: the program's version, the model, and the hash of the prompts that it was asked."""

    by: str
    model: str
    prompts: str


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
    generated: Generated | None = None
