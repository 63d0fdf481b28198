"""When an article that does not say so was published: the days under which its words agree with what other articles date.

"Late Tuesday", told of a meeting that dated articles put on 20 October, was written from that Tuesday to the
next Monday. All such evidence of one article is put together; what means the same date under each of the days
that are left is dated.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from timeline.dates import DateInterval, EventDate, PartialDate, overlap, uncertain
from timeline.extract import redate
from timeline.lang.lexical import content_stems
from timeline.lang.registry import language_of
from timeline.lang.time_expressions import direction_of, find
from timeline.models import Citation, Extraction
from timeline.timex import resolve

REACH = 60
"""How many days either side of a happening an article about it is looked for."""
LONGEST = 40
"""Words that fit more days than this say too little: "this year". Words that fit one alone, "today", are too often loose."""
LEAST_DAYS = 2
"""How many different days the evidence must tell of: one happening may be told of another week's Tuesday, two seldom are."""
ALIKE = 0.3
"""From which likeness on two tellings may tell the same: the sum of two cosines, of the headlines and of the sentences."""
ENOUGH = 0.9
"""How much likeness the evidence must come to together."""
LEAD = 2.0
"""How many times as much as that for any other week."""
FAINT = 0.1
"""From which likeness on a telling speaks for another week."""
CROWD = 2000
"""A word of more tellings than this tells none of them from the others."""
WEEK = 7
LIKEST = 20
"""With how many days a mention is compared."""
SHOWN = 3
"""How many pieces of evidence the explanation names."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an undated article, the day on which others put something like it, and the days that make both agree.

    *mention* numbers the mention whose words they are, for it may be like what is told of several days.
    """

    mention: int
    words: str
    told: PartialDate
    articles: int
    likeness: float
    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Inferred:
    """The days, from the first to the last, on which an article may have been published, and what says so."""

    published: EventDate
    basis: str


def with_inferred_dates(extractions: Sequence[Extraction]) -> tuple[Extraction, ...]:
    """Return *extractions*, those without a publication date dated by what they tell as dated ones do."""
    if all(extraction.article.published for extraction in extractions):
        return tuple(extractions)
    told = _DatedStatements(extractions)
    return tuple(
        e if e.article.published else _dated(e, infer(list(evidence_in(e, told)))) for e in extractions
    )


def _dated(extraction: Extraction, inferred: Inferred | None) -> Extraction:
    return redate(extraction, inferred.published, inferred.basis) if inferred else extraction


def infer(evidence: Sequence[Evidence]) -> Inferred | None:
    """Return the days that all clear evidence allows; None when it is too little, disagrees, or fits other weeks as well."""
    pieces = _clearest(evidence)
    if len({piece.told for piece in pieces}) < LEAST_DAYS:
        return None
    possible = frozenset.intersection(*(piece.days for piece in pieces))
    weight = math.fsum(piece.likeness for piece in pieces)
    if (
        not possible
        or weight < ENOUGH
        or weight < LEAD * _for_other_weeks(evidence, min(possible), max(possible))
    ):
        return None
    return Inferred(_span(min(possible), max(possible)), _basis(pieces))


def _clearest(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return for each mention the day that it is likest to, if it is like enough."""
    likest: dict[int, Evidence] = {}
    for piece in sorted(evidence, key=lambda piece: (-piece.likeness, str(piece.told))):
        if piece.likeness >= ALIKE:
            likest.setdefault(piece.mention, piece)
    return [likest[mention] for mention in sorted(likest)]


def _for_other_weeks(evidence: Sequence[Evidence], first: int, last: int) -> float:
    """Return how much likeness speaks for the best day that is a week or more from *first* and *last*."""
    support: dict[int, dict[int, float]] = defaultdict(dict)
    for piece in evidence:
        for day in piece.days:
            if not first - WEEK < day < last + WEEK:
                support[day][piece.mention] = max(support[day].get(piece.mention, 0.0), piece.likeness)
    return max((math.fsum(mentions.values()) for mentions in support.values()), default=0.0)


def _basis(pieces: Sequence[Evidence]) -> str:
    distinct = {(piece.words, str(piece.told)): piece for piece in pieces}
    ordered = sorted(distinct.values(), key=lambda piece: (-piece.likeness, str(piece.told), piece.words))
    shown = "; ".join(
        f"“{piece.words}” is {piece.told} {_others(piece.articles)}" for piece in ordered[:SHOWN]
    )
    return f"inferred: {shown}"


def _others(articles: int) -> str:
    return "in another article" if articles == 1 else f"in {articles} other articles"


def _span(first: int, last: int) -> EventDate:
    """Return the days from *first* to *last* as uncertain ones, for nothing states them."""
    ends = [PartialDate.of(date.fromordinal(day)) for day in (first, last)]
    return uncertain(ends[0] if first == last else DateInterval(*ends))


def evidence_in(extraction: Extraction, told: "_DatedStatements") -> Iterator[Evidence]:
    """Yield what the mentions of an undated article say of its publication date."""
    for number, mention in enumerate(extraction.mentions):
        citation = mention.citation
        if citation.date is not None or citation.expression is None:
            continue
        meaning = _meaning_of(citation, extraction.article.language)
        if meaning is None:
            continue
        for day in told.days(citation):
            days = _days_for(day.day, meaning)
            if 1 < len(days) <= LONGEST:
                on = PartialDate.of(date.fromordinal(day.day))
                yield Evidence(number, citation.expression, on, day.articles, day.likeness, days)


def _meaning_of(citation: Citation, language: str) -> Callable[[int], EventDate | None] | None:
    """Return what the words of *citation* mean when they are published on a day; None when its sentence lacks them."""
    expression = next(
        (found for found in find(citation.quote, language=language) if found.text == citation.expression),
        None,
    )
    if expression is None:
        return None
    direction = direction_of(citation.quote, expression.start, expression.end, language)

    @cache  # the days that others tell lie near one another
    def meaning(day: int) -> EventDate | None:
        published = PartialDate.of(date.fromordinal(day))
        return resolve(
            expression, published, direction, day_first=language_of(language).writes_day_first
        ).date

    return meaning


def _days_for(told: int, meaning: Callable[[int], EventDate | None]) -> frozenset[int]:
    """Return the days of publication on which *meaning* is the day *told*; all are ordinals that the calendar has."""
    on = PartialDate.of(date.fromordinal(told))
    near = range(max(told - REACH, date.min.toordinal()), min(told + REACH, date.max.toordinal()) + 1)
    return frozenset(
        day for day in near if (means := meaning(day)) and not means.approximate and overlap(means, on)
    )


@dataclass(frozen=True, slots=True)
class _SupportedDay:
    """A day, by its ordinal, on which dated articles put something like it: how like, and how many articles."""

    day: int
    likeness: float
    articles: int


class _DatedStatements:
    """What dated articles tell of single days, by the words of headlines and of sentences."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        tellings = [
            (extraction.article.id, day.toordinal(), mention.citation)
            for extraction in extractions
            if extraction.article.published is not None
            for mention in extraction.mentions
            if (day := _day_of(mention.citation)) is not None
        ]
        self._days = [(article, day) for article, day, _ in tellings]
        self._headlines = _CosineIndex(citation.headline for _, _, citation in tellings)
        self._quotes = _CosineIndex(citation.quote for _, _, citation in tellings)

    def days(self, citation: Citation) -> list[_SupportedDay]:
        """Return the days on which something like what *citation* tells is told, the likest first."""
        like = self._headlines.likeness(citation.headline)
        for number, likeness in self._quotes.likeness(citation.quote).items():
            like[number] = like.get(number, 0.0) + likeness
        likest: dict[int, float] = defaultdict(float)
        articles: dict[int, set[str]] = defaultdict(set)
        for number, likeness in like.items():
            if likeness >= FAINT:
                article, day = self._days[number]
                likest[day] = max(likest[day], likeness)
                articles[day].add(article)
        ordered = sorted(likest, key=lambda day: (-likest[day], day))
        return [_SupportedDay(day, likest[day], len(articles[day])) for day in ordered[:LIKEST]]


def _day_of(citation: Citation) -> date | None:
    when = citation.date
    return (
        when.to_day()
        if isinstance(when, PartialDate) and not when.approximate and not when.uncertain
        else None
    )


class _CosineIndex:
    """Texts by their words, to ask how like each is to another text: the cosine of the weights of their words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._stems = [content_stems(text) for text in texts]
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, stems in enumerate(self._stems):
            for stem in stems:
                self._by_stem[stem].append(number)
        size = len(self._stems)
        self._weights = {
            stem: math.log(1 + size / (1 + len(places))) ** 2 for stem, places in self._by_stem.items()
        }
        self._rarest = math.log(1 + size) ** 2
        self._norms = [self._norm(stems) for stems in self._stems]

    def likeness(self, text: str) -> dict[int, float]:
        """Return how like *text* is to each that shares a word with it, by number, from 0 to 1."""
        stems = content_stems(text)
        shared: dict[int, float] = defaultdict(float)
        for stem in sorted(stems):
            if len(self._by_stem.get(stem, ())) <= CROWD:
                for number in self._by_stem.get(stem, ()):
                    shared[number] += self._weight(stem)
        own = self._norm(stems)
        return {number: weight / (own * self._norms[number]) for number, weight in shared.items()}

    def _norm(self, stems: frozenset[str]) -> float:
        return math.sqrt(math.fsum(self._weight(stem) for stem in stems))

    def _weight(self, stem: str) -> float:
        return self._weights.get(stem, self._rarest)
