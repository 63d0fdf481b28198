"""What the model is asked about: sentences that may tell an event, each with one time expression in it, or none.

Pure: an article's text goes in, candidates and the rejections that code alone can decide come out.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.extract.dating import UNDATED, Calendar, Dated
from timeline.extract.frames import only_compares
from timeline.models import Rejection, Source, Span
from timeline.text import Sentence, sentences
from timeline.timex import TimeExpression, find
from timeline.words import content_stems

LEAD_SENTENCES = 2  # an article's first sentences tell its news, with or without a date
RETELLINGS = 3  # sentences without a time expression that are asked about beside the lead, for each article
RETOLD = 0.25  # the share of a sentence's weight in rare words from which it may retell another sentence
RETOLD_STEMS = 3  # the fewest words that both share
COMMON_STEM = 1000  # a word of more dated sentences than this tells none of them from the others
_APPOSITION = re.compile(r"\s*,?\s*(?:(?:a|the|of|on)\s+)?")
_QUOTES = frozenset('"“„«‘')
LIST_OF_TIMES = 25  # a sentence with more time expressions is a table or a calendar, and its times date nothing in it
LIKEST = 20  # dated sentences that are compared with a sentence to the end


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may tell an event; *expression* is the one that may date it, and *dated* what it means.

    *others* are where in the sentence the expressions for other times stand.
    """

    sentence: Span
    expression: TimeExpression | None = None
    others: tuple[Span, ...] = ()
    dated: Dated = UNDATED
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of one article, in the order of its text, and what was left out before any question."""

    source: Source
    sentences: tuple[Sentence, ...]
    candidates: tuple[Candidate, ...]
    rejected: tuple[Rejection, ...]


def find_candidates(source: Source) -> Candidates:
    """Return the candidates of one article: each time expression of its body, and its lead."""
    found = sentences(source.text)
    lead = [sentence for sentence in found if sentence.furniture is None][:LEAD_SENTENCES]
    candidates: list[Candidate] = []
    rejected: list[Rejection] = []
    calendar = Calendar(source.article.published)
    for sentence in found:
        expressions = find(source.text, sentence.start, sentence.end)
        told = source.text[sentence.start : sentence.end]
        if len(expressions) > LIST_OF_TIMES and sentence.furniture is None:
            rejected.extend(_reject(source, sentence, expression, "one of a list of times") for expression in expressions)
            continue
        compared = [e for e in expressions if only_compares(told, e.start - sentence.start)]
        if sentence.furniture is not None:
            rejected.extend(_reject(source, sentence, expression, sentence.furniture) for expression in expressions)
        else:
            rejected.extend(_reject(source, sentence, expression, "only compared with that time") for expression in compared)
            repeated = _repeated(source.text, expressions)
            rejected.extend(_reject(source, sentence, expression, "says the same time once more") for expression in repeated)
            expressions = tuple(e for e in expressions if e not in compared and e not in repeated)
            dated = _dated_candidates(source, sentence, expressions, calendar)
            candidates.extend(replace(candidate, lead=sentence in lead) for candidate in dated)
            if not expressions and sentence in lead:
                candidates.append(Candidate(Span(sentence.start, sentence.end), lead=True))
    return Candidates(source, found, tuple(candidates), tuple(rejected))


def add_retellings(articles: Sequence[Candidates]) -> tuple[Candidates, ...]:
    """Add the sentences without a time expression that share rare words with a dated candidate of the set.

    That is how an article that never says when can still be cited for what others date.
    """
    stems = {
        (article.source.article.id, sentence.start): content_stems(article.source.text[sentence.start : sentence.end])
        for article in articles
        for sentence in article.sentences
        if sentence.furniture is None
    }
    index = _Index(stems.values())
    for article in articles:
        for start in {candidate.sentence.start for candidate in article.candidates if candidate.expression is not None}:
            index.add(stems[article.source.article.id, start])
    return tuple(_with_retellings(article, stems, index) for article in articles)


class _Index:
    """Dated sentences by their words, to ask how much of a sentence one of them shares."""

    def __init__(self, all_sentences: Iterable[frozenset[str]]) -> None:
        counted = list(all_sentences)
        self._frequency = Counter(stem for stems in counted for stem in stems)
        self._total = len(counted)
        self._sentences: list[frozenset[str]] = []
        self._by_stem: dict[str, list[int]] = defaultdict(list)

    def add(self, stems: frozenset[str]) -> None:
        for stem in stems:
            self._by_stem[stem].append(len(self._sentences))
        self._sentences.append(stems)

    def likeness(self, stems: frozenset[str]) -> float:
        """Return the share of the lighter sentence's weight that *stems* and the likest dated sentence have in common."""
        shared: Counter[int] = Counter()
        for stem in stems:
            if len(self._by_stem[stem]) <= COMMON_STEM:
                shared.update(self._by_stem[stem])
        likeliest = [number for number, count in shared.most_common(LIKEST) if count >= RETOLD_STEMS]
        return max((self._share(stems, self._sentences[number]) for number in likeliest), default=0.0)

    def _share(self, one: frozenset[str], other: frozenset[str]) -> float:
        return self._weight(one & other) / min(self._weight(one), self._weight(other))

    def _weight(self, stems: Iterable[str]) -> float:
        return sum(math.log(1 + self._total / self._frequency[stem]) for stem in stems)


def _with_retellings(article: Candidates, stems: Mapping[tuple[str, int], frozenset[str]], index: _Index) -> Candidates:
    asked = {c.sentence for c in article.candidates} | {Span(r.start, r.end) for r in article.rejected}
    text = article.source.text
    # What somebody says in a sentence of their own tells what they think of it, not what happened.
    rest = [
        s for s in article.sentences if s.furniture is None and (s.start, s.end) not in asked and text[s.start] not in _QUOTES
    ]
    likeness = {s: index.likeness(stems[article.source.article.id, s.start]) for s in rest}
    likest = sorted((s for s in rest if likeness[s] >= RETOLD), key=lambda s: (-likeness[s], s.start))[:RETELLINGS]
    added = [Candidate(Span(sentence.start, sentence.end)) for sentence in likest]
    return replace(article, candidates=tuple(sorted([*article.candidates, *added], key=lambda c: c.sentence)))


def _repeated(text: str, expressions: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Return the expressions that only say once more when: "on 29 March, a Monday", "the weekend of 27 and 28 March"."""
    repeated = []
    for one, other in pairwise(expressions):
        if _APPOSITION.fullmatch(text, one.end, other.start):
            # A figure says most: a date of the calendar, or a time of day.
            figures = [any(map(str.isdigit, expression.text)) for expression in (one, other)]
            repeated.append(one if figures == [False, True] else other)
    return repeated


def _dated_candidates(
    source: Source, sentence: Sentence, expressions: Sequence[TimeExpression], calendar: Calendar
) -> list[Candidate]:
    told = source.text[sentence.start : sentence.end]
    places = [Span(expression.start - sentence.start, expression.end - sentence.start) for expression in expressions]
    dated = [calendar.date(expression, told, sentence.start) for expression in expressions]
    return [
        Candidate(
            Span(sentence.start, sentence.end),
            expression,
            tuple(other for other in places if other != place),
            one,
        )
        for expression, place, one in zip(expressions, places, dated, strict=True)
    ]


def _reject(source: Source, sentence: Sentence, expression: TimeExpression, reason: str) -> Rejection:
    # Furniture is not resolved against the article: a teaser's "this month" is another article's month.
    return Rejection(
        article=source.article.id,
        start=sentence.start,
        end=sentence.end,
        quote=source.text[sentence.start : sentence.end],
        expression=expression.text,
        reason=reason,
    )
