"""Publication-date inference: the days on which an undated article agrees with what other articles date.

In the field's words it is the document creation time that is inferred. "Late Tuesday", of a meeting that
dated articles put on 20 October, was written from that Tuesday to the next Monday. All such evidence of one
article is put together; what means the same date under each of the days that are left is dated.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from timeline.dates import DateInterval, EventDate, PartialDate, overlap, uncertain
from timeline.extract.anchoring import redate
from timeline.lang.base import Language
from timeline.lang.lexical import content_stems
from timeline.lang.lexical_index import LexicalIndex
from timeline.lang.registry import language_of
from timeline.lang.time_expressions import direction_of, find
from timeline.models import Citation, Extraction, InferredBasis, PublicationEvidence
from timeline.timex import resolve

# Measured by benchmarks/publication_dates.py: Timeline17, an eighth of the articles undated, in eight folds.
REACH = 60
"""How many days either side of an event an article about it is looked for."""
LONGEST = 40
"""An expression that fits more days than this says too little ("this year"); one of a single day is loose."""
LEAST_DAYS = 2
"""How many different days the evidence needs. By one day alone, one set of days in three was wrong."""
SIMILAR = 0.3
"""From which similarity on two mentions may be of one event: two cosines, of headlines and of sentences."""
ENOUGH = 0.9
"""How much similarity all evidence together must have."""
LEAD = 2.0
"""How many times that for any other week."""
FAINT = 0.1
"""From which similarity on a mention counts for another week."""
FREQUENT_STEM = 2000
"""A word of more mentions than this distinguishes none of them."""
WEEK = 7
MOST_DAYS = 20
"""With how many days a mention is compared."""
SHOWN = 3
"""How many pieces of evidence the explanation names."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an undated article, the day that others give to something similar, and the days that fit both.

    *mention* numbers the mention that they are of, for it may be similar to mentions of several days.
    """

    mention: int
    words: str
    stated: PartialDate
    articles: int
    similarity: float
    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Inferred:
    """The first and last day on which an article may have been published, and the evidence in words."""

    published: EventDate
    basis: InferredBasis


def with_inferred_dates(extractions: Sequence[Extraction]) -> tuple[Extraction, ...]:
    """Return *extractions*, those without a publication date dated by what dated ones report like them."""
    if all(extraction.article.published for extraction in extractions):
        return tuple(extractions)
    statements = _DatedStatements(extractions)
    return tuple(
        extraction if extraction.article.published else _dated(extraction, statements)
        for extraction in extractions
    )


def _dated(extraction: Extraction, statements: "_DatedStatements") -> Extraction:
    inferred = infer(list(evidence_in(extraction, statements)))
    return redate(extraction, inferred.published, inferred.basis) if inferred else extraction


def infer(evidence: Sequence[Evidence]) -> Inferred | None:
    """Return the days that all clear evidence allows; None if it is too little or fits other weeks too."""
    pieces = _clearest(evidence)
    if len({piece.stated for piece in pieces}) < LEAST_DAYS:
        return None
    possible = frozenset.intersection(*(piece.days for piece in pieces))
    weight = math.fsum(piece.similarity for piece in pieces)
    if not possible or weight < ENOUGH:
        return None
    first, last = min(possible), max(possible)
    if weight < LEAD * _for_other_weeks(evidence, first, last):
        return None
    return Inferred(_span(first, last), _basis(pieces))


def _clearest(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return for each mention the day to which it is most similar, if it is similar enough."""
    clearest: dict[int, Evidence] = {}
    for piece in sorted(evidence, key=lambda piece: (-piece.similarity, str(piece.stated))):
        if piece.similarity >= SIMILAR:
            clearest.setdefault(piece.mention, piece)
    return [clearest[mention] for mention in sorted(clearest)]


def _for_other_weeks(evidence: Sequence[Evidence], first: int, last: int) -> float:
    """Return the similarity that supports the best day a week or more from *first* and *last*."""
    support: dict[int, dict[int, float]] = defaultdict(dict)
    for piece in evidence:
        for day in piece.days:
            if not first - WEEK < day < last + WEEK:
                support[day][piece.mention] = max(support[day].get(piece.mention, 0.0), piece.similarity)
    return max((math.fsum(mentions.values()) for mentions in support.values()), default=0.0)


def _basis(pieces: Sequence[Evidence]) -> InferredBasis:
    distinct = {(piece.words, str(piece.stated)): piece for piece in pieces}
    ordered = sorted(distinct.values(), key=lambda piece: (-piece.similarity, str(piece.stated), piece.words))
    return InferredBasis(
        evidence=tuple(
            PublicationEvidence(words=piece.words, date=piece.stated, articles=piece.articles)
            for piece in ordered[:SHOWN]
        )
    )


def _span(first: int, last: int) -> EventDate:
    """Return the days from *first* to *last*, marked as uncertain, for nothing states them."""
    ends = [PartialDate.of(date.fromordinal(day)) for day in (first, last)]
    return uncertain(ends[0] if first == last else DateInterval(*ends))


def evidence_in(extraction: Extraction, statements: "_DatedStatements") -> Iterator[Evidence]:
    """Yield the evidence in the mentions of an undated article for its publication date."""
    language = language_of(extraction.article.language)
    for number, mention in enumerate(extraction.mentions):
        citation = mention.citation
        if citation.date is not None or citation.expression is None:
            continue
        meaning = _meaning_of(citation, language)
        if meaning is None:
            continue
        for day in statements.days(citation, language):
            days = _days_for(day.day, meaning)
            if 1 < len(days) <= LONGEST:
                on = PartialDate.of(date.fromordinal(day.day))
                yield Evidence(number, citation.expression.text, on, day.articles, day.similarity, days)


def _meaning_of(citation: Citation, language: Language) -> Callable[[int], EventDate | None] | None:
    """Return what the expression of *citation* means if published on a day; None if its sentence lacks it."""
    place = citation.expression_span
    found = find(citation.quote, language)
    expression = next((one for one in found if (one.start, one.end) == place), None)
    if expression is None:
        return None
    direction = direction_of(citation.quote, expression.start, expression.end, language)

    @cache  # the days that others state lie near one another
    def meaning(day: int) -> EventDate | None:
        published = PartialDate.of(date.fromordinal(day))
        return resolve(expression, published, direction, day_first=language.writes_day_first).date

    return meaning


def _days_for(stated: int, meaning: Callable[[int], EventDate | None]) -> frozenset[int]:
    """Return the ordinals of the days of publication on which *meaning* is the day *stated*."""
    on = PartialDate.of(date.fromordinal(stated))
    days = set()
    for day in range(
        max(stated - REACH, date.min.toordinal()), min(stated + REACH, date.max.toordinal()) + 1
    ):
        meant = meaning(day)
        if meant and not meant.approximate and overlap(meant, on):
            days.add(day)
    return frozenset(days)


@dataclass(frozen=True, slots=True)
class _SupportedDay:
    """The ordinal of a day on which dated articles put something: how similar, and how many articles."""

    day: int
    similarity: float
    articles: int


class _DatedStatements:
    """The mentions of single days in dated articles, by the words of headlines and of sentences."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self._days: list[tuple[str, int]] = []
        self._headlines, self._quotes = _CosineIndex(), _CosineIndex()
        for extraction in extractions:
            if extraction.article.published is None:
                continue
            language = language_of(extraction.article.language)
            for mention in extraction.mentions:
                day = _day_of(mention.citation)
                if day is not None:
                    self._days.append((extraction.article.id, day.toordinal()))
                    self._headlines.add(mention.citation.headline, language)
                    self._quotes.add(mention.citation.quote, language)

    def days(self, citation: Citation, language: Language) -> list[_SupportedDay]:
        """Return the days with mentions similar to *citation* in *language*, the most similar first."""
        similarities = self._headlines.similarities(citation.headline, language)
        for number, similarity in self._quotes.similarities(citation.quote, language).items():
            similarities[number] = similarities.get(number, 0.0) + similarity
        best: dict[int, float] = defaultdict(float)
        articles: dict[int, set[str]] = defaultdict(set)
        for number, similarity in similarities.items():
            if similarity >= FAINT:
                article, day = self._days[number]
                best[day] = max(best[day], similarity)
                articles[day].add(article)
        ordered = sorted(best, key=lambda day: (-best[day], day))
        return [_SupportedDay(day, best[day], len(articles[day])) for day in ordered[:MOST_DAYS]]


def _day_of(citation: Citation) -> date | None:
    when = citation.date
    if not isinstance(when, PartialDate) or when.approximate or when.uncertain:
        return None
    return when.to_day()


class _CosineIndex:
    """Texts compared by the cosine of their vectors of squared inverse document frequencies."""

    def __init__(self) -> None:
        self._stems: list[frozenset[str]] = []
        self._index = LexicalIndex(FREQUENT_STEM)

    def add(self, text: str, language: Language) -> None:
        """Add *text*, numbered from 0 on."""
        stems = content_stems(text, language)
        self._index.add(len(self._stems), stems)
        self._stems.append(stems)

    def similarities(self, text: str, language: Language) -> dict[int, float]:
        """Return how similar *text* is to each text that shares a word with it, by number, from 0 to 1."""
        stems = content_stems(text, language)
        shared: dict[int, float] = defaultdict(float)
        for stem in sorted(stems):
            for number in self._index.texts_with(stem):
                shared[number] += self._weight(stem)
        own = self._norm(stems)
        return {number: weight / (own * self._norms[number]) for number, weight in shared.items()}

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        size = len(self._stems)
        return {
            stem: math.log(1 + size / (1 + count)) ** 2 for stem, count in self._index.frequencies().items()
        }

    @cached_property
    def _norms(self) -> Sequence[float]:
        return [self._norm(stems) for stems in self._stems]

    def _norm(self, stems: frozenset[str]) -> float:
        return math.sqrt(math.fsum(map(self._weight, stems)))

    def _weight(self, stem: str) -> float:
        weight = self._weights.get(stem)
        return math.log(1 + len(self._stems)) ** 2 if weight is None else weight
