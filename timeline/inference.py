"""When an article that does not say so was published: the days under which its words agree with what other articles date.

"Late Tuesday", told of a meeting that dated articles put on 20 October, was written from that Tuesday to the next Monday.
All such evidence of one article is put together; what means the same date under each of the days that are left is dated.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.dates import DateInterval, EventDate, PartialDate, Precision, overlap
from timeline.extract import redate
from timeline.models import Article, Citation, Event, Extraction, Timeline
from timeline.timex import direction_of, find, resolve, writes_day_first

REACH = 60
"""How many days either side of a happening an article about it is looked for."""
LONGEST = 40
"""Words that fit more days than this say too little: "this year". Words that fit one alone, "today", are too often loose."""
LEAST_DAYS = 2
"""How many different days the evidence must tell of: one happening may be told of another week's Tuesday, two seldom are."""
SHOWN = 3
"""How many pieces of evidence the explanation names."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an undated article, the date on which others put what it tells with them, and the days that make both agree."""

    words: str
    told: EventDate
    articles: int
    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Inferred:
    """The days, from the first to the last, on which an article may have been published, and what says so."""

    published: EventDate
    basis: str


def with_inferred_dates(extractions: Sequence[Extraction], timeline: Timeline) -> tuple[Extraction, ...]:
    """Return *extractions*, those without a publication date dated by what *timeline* shows that they share with others."""
    evidence = _evidence_of(timeline)
    inferred = {article: found for article, pieces in evidence.items() if (found := infer(pieces))}
    return tuple(
        redate(extraction, inferred[extraction.article.id].published, inferred[extraction.article.id].basis)
        if extraction.article.id in inferred
        else extraction
        for extraction in extractions
    )


def infer(evidence: Sequence[Evidence]) -> Inferred | None:
    """Return the days that all of *evidence* allows; None when there are none, or when it tells of too few happenings."""
    if len({piece.told for piece in evidence}) < LEAST_DAYS:
        return None
    possible = frozenset.intersection(*(piece.days for piece in evidence))
    if not possible:
        return None
    distinct = {(len(piece.days), str(piece.told), piece.words, piece.articles): piece for piece in evidence}
    pieces = [distinct[key] for key in sorted(distinct)]
    shown = "; ".join(f"“{piece.words}” is {piece.told} {_others(piece.articles)}" for piece in pieces[:SHOWN])
    return Inferred(_span(min(possible), max(possible)), f"inferred: {shown}")


def _others(articles: int) -> str:
    return "in another article" if articles == 1 else f"in {articles} other articles"


def _span(first: int, last: int) -> EventDate:
    ends = [PartialDate.of(date.fromordinal(day)) for day in (first, last)]
    return ends[0] if first == last else DateInterval(*ends)


def _evidence_of(timeline: Timeline) -> Mapping[str, Sequence[Evidence]]:
    """Return the evidence for each article without a publication date."""
    articles = {article.id: article for article in timeline.articles}
    found: dict[str, list[Evidence]] = defaultdict(list)
    for event in timeline.events:
        told = _told_by_others(event, articles)
        if told is None:
            continue
        for citation in event.citations:
            article = articles[citation.article]
            if article.published is None and citation.date is None and citation.expression is not None:
                found[article.id].extend(_read(citation, article.language, *told))
    return found


def _told_by_others(event: Event, articles: Mapping[str, Article]) -> tuple[PartialDate, int] | None:
    """Return the day of *event* and how many dated articles tell it, when they agree on one day."""
    dated = [c for c in event.citations if c.date is not None and articles[c.article].published is not None]
    if not isinstance(event.date, PartialDate) or event.date.precision is not Precision.DAY or not dated:
        return None
    if any(conflict.field == "date" for conflict in event.conflicts):
        return None
    return event.date, len({citation.article for citation in dated})


def _read(citation: Citation, language: str, told: PartialDate, articles: int) -> Iterator[Evidence]:
    """Yield what the words of *citation* say of its article's publication date, if they depend on it."""
    expression = next((found for found in find(citation.quote, language=language) if found.text == citation.expression), None)
    if expression is None:
        return
    day_first = writes_day_first(language)
    direction = direction_of(citation.quote, expression.start, expression.end, language)
    middle = date(*told.first).toordinal()
    days = set()
    for day in range(middle - REACH, middle + REACH + 1):
        means = resolve(expression, PartialDate.of(date.fromordinal(day)), direction, day_first=day_first).date
        if means is not None and not means.approximate and overlap(means, told):
            days.add(day)
    if 1 < len(days) <= LONGEST:
        yield Evidence(expression.text, told, articles, frozenset(days))
