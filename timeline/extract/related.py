"""Related sentences: those without a time expression that share rare words with a dated candidate of the set.

They are asked about too, so that an article that never says when can be cited for what others date. Each
article is represented by its sketch, so that an article that has not changed need not be read again when the
set has.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import Literal, NamedTuple

from timeline.extract.candidates import Candidate, Candidates
from timeline.lang.base import Language
from timeline.lang.lexical import content_stems
from timeline.lang.lexical_index import LexicalIndex
from timeline.models import Span

MOST_RELATED = 3
"""How many sentences without a time expression are asked about besides the lead, for each article."""
RELATED = 0.25
"""The share of a sentence's weight in rare words from which it may report what another sentence reports."""
LEAST_SHARED_STEMS = 3
"""The fewest words that both share."""
FREQUENT_STEM = 1000
"""A word of more dated sentences than this distinguishes none of them."""
MOST_CANDIDATES = 20
"""How many dated sentences a sentence is compared with in full."""
_QUOTES = frozenset('"“„«‘')


class SketchedSentence(NamedTuple):
    """A sentence by its words: a "dated" candidate, one that is "free" to be asked about, or any "other".

    Its *stems* are in order, each once. Sets would take five times the memory, and the sketches of all
    articles are held at once.
    """

    span: Span
    role: Literal["dated", "free", "other"]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The sentences of one article, boilerplate left out."""

    sentences: tuple[SketchedSentence, ...]

    def dump(self) -> str:
        """Return it as JSON: the same sketch is the same text."""
        return json.dumps(
            [[*s.span, s.role, " ".join(s.stems)] for s in self.sentences], separators=(",", ":")
        )

    @classmethod
    def load(cls, text: str) -> "Sketch":
        """Read what `dump` wrote."""
        return cls(
            tuple(
                SketchedSentence(Span(start, end), role, tuple(map(sys.intern, stems.split())))
                for start, end, role, stems in json.loads(text)
            )
        )


def sketch_of(article: Candidates) -> Sketch:
    """Return the sketch of an article whose related sentences are not chosen yet."""
    text = article.source.text
    asked = {candidate.sentence for candidate in article.candidates}
    asked |= {Span(rejection.start, rejection.end) for rejection in article.rejected}
    dated = {candidate.sentence for candidate in article.candidates if candidate.expression is not None}

    def role(span: Span) -> Literal["dated", "free", "other"]:
        if span in dated:
            return "dated"
        # A quotation of a whole sentence says what somebody thinks, not what happened.
        return "other" if span in asked or text[span.start] in _QUOTES else "free"

    spans = [
        Span(sentence.start, sentence.end) for sentence in article.sentences if sentence.boilerplate is None
    ]
    language = article.source.language
    return Sketch(
        tuple(SketchedSentence(span, role(span), _stems(text[slice(*span)], language)) for span in spans)
    )


def _stems(sentence: str, language: Language) -> tuple[str, ...]:
    return tuple(map(sys.intern, sorted(content_stems(sentence, language))))


def choose_related(sketches: Iterable[Sketch]) -> tuple[tuple[Span, ...], ...]:
    """Return, for each of the articles of a set, which of its sentences are related to a dated one.

    *sketches* can be iterated twice.
    """
    index = _CoverageIndex(sentence for sketch in sketches for sentence in sketch.sentences)
    return tuple(_most_similar(sketch, index) for sketch in sketches)


def with_related(article: Candidates, related: Sequence[Span]) -> Candidates:
    """Return *article* with the sentences *related* as candidates too."""
    candidates = [*article.candidates, *map(Candidate, related)]
    return replace(article, candidates=tuple(sorted(candidates, key=lambda candidate: candidate.sentence)))


def add_related(articles: Sequence[Candidates]) -> tuple[Candidates, ...]:
    """Return the articles of a set with their related sentences."""
    chosen = choose_related([sketch_of(article) for article in articles])
    return tuple(with_related(article, related) for article, related in zip(articles, chosen, strict=True))


class _CoverageIndex:
    """Dated sentences by their words, to find out how much of a sentence one of them shares."""

    def __init__(self, sentences: Iterable[SketchedSentence]) -> None:
        frequencies: Counter[str] = Counter()
        total = 0
        self._dated: list[tuple[str, ...]] = []
        self._index = LexicalIndex(FREQUENT_STEM)
        for sentence in sentences:
            total += 1
            frequencies.update(sentence.stems)
            if sentence.role == "dated":
                self._index.add(len(self._dated), sentence.stems)
                self._dated.append(sentence.stems)
        self._weights = {stem: math.log(1 + total / count) for stem, count in frequencies.items()}

    def similarity(self, stems: Sequence[str]) -> float:
        """Return the share of the lighter sentence's weight that the most similar dated sentence shares."""
        shared = self._index.shared(stems)
        enough = [(-count, number) for number, count in shared.items() if count >= LEAST_SHARED_STEMS]
        # Of sentences that share equally many words the first ones of the set are taken: the order of hashes
        # differs from process to process.
        candidates = [self._dated[number] for _, number in nsmallest(MOST_CANDIDATES, enough)]
        own, among = self._weight(stems), frozenset(stems)
        return max(
            (self._weight(among.intersection(other)) / min(own, self._weight(other)) for other in candidates),
            default=0.0,
        )

    def _weight(self, stems: Iterable[str]) -> float:
        return math.fsum(self._weights[stem] for stem in stems)


def _most_similar(sketch: Sketch, index: _CoverageIndex) -> tuple[Span, ...]:
    similarity: dict[Span, float] = {}
    for sentence in sketch.sentences:
        if sentence.role == "free":
            similarity[sentence.span] = index.similarity(sentence.stems)
    related = [span for span, share in similarity.items() if share >= RELATED]
    return tuple(sorted(related, key=lambda span: (-similarity[span], span.start))[:MOST_RELATED])
