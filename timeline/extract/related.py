"""Which sentences without a time expression are asked about too: those that share rare words with a dated candidate of the set.

That is how an article that never says when can still be cited for what others date. An article brings a
sketch of itself to this, so that those that have not changed need not be read again to choose from a set that
has.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import Literal, NamedTuple

from timeline.extract.candidates import Candidate, Candidates
from timeline.lang.lexical import content_stems
from timeline.models import Span

RETELLINGS = 3  # sentences without a time expression that are asked about beside the lead, for each article
RETOLD = 0.25  # the share of a sentence's weight in rare words from which it may retell another sentence
RETOLD_STEMS = 3  # the fewest words that both share
COMMON_STEM = 1000  # a word of more dated sentences than this tells none of them from the others
LIKEST = 20  # dated sentences that are compared with a sentence to the end
_QUOTES = frozenset('"“„«‘')


class SketchedSentence(NamedTuple):
    """A sentence by its words: a "dated" candidate, one that is "free" to be asked about, or any "other".

    Its *stems* are in order, each once: sets would take five times the memory, and a whole set of articles is
    sketched at once.
    """

    span: Span
    role: Literal["dated", "free", "other"]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The sentences of one article, page furniture left out."""

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
    """Return the sketch of an article without retellings."""
    text = article.source.text
    asked = {candidate.sentence for candidate in article.candidates} | {
        Span(r.start, r.end) for r in article.rejected
    }
    dated = {candidate.sentence for candidate in article.candidates if candidate.expression is not None}

    def role(span: Span) -> Literal["dated", "free", "other"]:
        if span in dated:
            return "dated"
        # What somebody says in a sentence of their own tells what they think of it, not what happened.
        return "other" if span in asked or text[span.start] in _QUOTES else "free"

    spans = [
        Span(sentence.start, sentence.end) for sentence in article.sentences if sentence.boilerplate is None
    ]
    return Sketch(tuple(SketchedSentence(span, role(span), _stems(text[slice(*span)])) for span in spans))


def _stems(sentence: str) -> tuple[str, ...]:
    return tuple(map(sys.intern, sorted(content_stems(sentence))))


def choose_retellings(sketches: Sequence[Sketch]) -> tuple[tuple[Span, ...], ...]:
    """Return, for each of the articles of a set, which of its sentences retell a dated one."""
    index = _CoverageIndex(sentence for sketch in sketches for sentence in sketch.sentences)
    return tuple(_likest(sketch, index) for sketch in sketches)


def with_retellings(article: Candidates, retellings: Sequence[Span]) -> Candidates:
    """Return *article* with the sentences *retellings* as candidates too."""
    added = map(Candidate, retellings)
    return replace(article, candidates=tuple(sorted([*article.candidates, *added], key=lambda c: c.sentence)))


def add_retellings(articles: Sequence[Candidates]) -> tuple[Candidates, ...]:
    """Return the articles of a set with their retellings."""
    chosen = choose_retellings([sketch_of(article) for article in articles])
    return tuple(
        with_retellings(article, retellings) for article, retellings in zip(articles, chosen, strict=True)
    )


class _CoverageIndex:
    """Dated sentences by their words, to ask how much of a sentence one of them shares."""

    def __init__(self, sentences: Iterable[SketchedSentence]) -> None:
        frequency: Counter[str] = Counter()
        total = 0
        self._dated: list[tuple[str, ...]] = []
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for sentence in sentences:
            total += 1
            frequency.update(sentence.stems)
            if sentence.role == "dated":
                number = len(self._dated)
                for stem in sentence.stems:
                    self._by_stem[stem].append(number)
                self._dated.append(sentence.stems)
        self._weights = {stem: math.log(1 + total / count) for stem, count in frequency.items()}

    def likeness(self, stems: Sequence[str]) -> float:
        """Return the share of the lighter sentence's weight that *stems* and the likest dated sentence have in common."""
        shared: Counter[int] = Counter()
        for stem in stems:
            if len(places := self._by_stem.get(stem, ())) <= COMMON_STEM:
                shared.update(places)
        enough = [(-count, number) for number, count in shared.items() if count >= RETOLD_STEMS]
        # In the order of the set where equally many words are shared: not in that of hashes, which each
        # process draws anew.
        likest = [self._dated[number] for _, number in nsmallest(LIKEST, enough)]
        own, among = self._weight(stems), frozenset(stems)
        return max(
            (self._weight(among.intersection(other)) / min(own, self._weight(other)) for other in likest),
            default=0.0,
        )

    def _weight(self, stems: Iterable[str]) -> float:
        return math.fsum(self._weights[stem] for stem in stems)


def _likest(sketch: Sketch, index: _CoverageIndex) -> tuple[Span, ...]:
    likeness = {
        sentence.span: index.likeness(sentence.stems)
        for sentence in sketch.sentences
        if sentence.role == "free"
    }
    retold = [span for span, share in likeness.items() if share >= RETOLD]
    return tuple(sorted(retold, key=lambda span: (-likeness[span], span.start))[:RETELLINGS])
