"""What follows from an article's text alone, in any process: its sketch, candidates and fingerprint."""

from collections.abc import Sequence
from typing import NamedTuple

from timeline.extract.candidates import Candidates, find_candidates
from timeline.extract.related import sketch_of, with_related
from timeline.models import Source, Span
from timeline.reconcile import credits_of, fingerprint


class SketchRecord(NamedTuple):
    """The sketch of an article as it is cached, and the number of its candidates."""

    questions: int
    sketch: str


class PreparedArticle(NamedTuple):
    """An article that is ready to be asked about."""

    candidates: Candidates
    fingerprint: bytes
    credits: tuple[str, ...]


def sketch_record(source: Source) -> SketchRecord:
    """Return the sketch of *source*."""
    return record_of(find_candidates(source))


def record_of(candidates: Candidates) -> SketchRecord:
    """Return the sketch of an article whose candidates are found already."""
    return SketchRecord(len(candidates.candidates), sketch_of(candidates).dump())


def prepare(article: tuple[Source, Sequence[Span]]) -> PreparedArticle:
    """Return an article, a source with its related sentences, ready to be asked about."""
    source, related = article
    return prepared(with_related(find_candidates(source), related))


def prepared(candidates: Candidates) -> PreparedArticle:
    """Return an article whose candidates are found already, ready to be asked about."""
    source = candidates.source
    return PreparedArticle(candidates, fingerprint(source.text), credits_of(source))
