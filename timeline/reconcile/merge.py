"""What becomes of a group: one event with all its citations, its best headline, and how much weight it has."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.dates import EventDate, order_key
from timeline.english import REPORTING
from timeline.models import Article, Citation, Event, Kind, Mention
from timeline.reconcile.conflicts import best_date, conflicts_of
from timeline.reconcile.copies import Origins
from timeline.reconcile.dating import Relation, period_of, relate
from timeline.reconcile.telling import Telling
from timeline.reconcile.words import DEEDS_BY_STEM, words_of

LONGEST_HEADLINE = 18
"""From how many words on a headline is taken only when there is no shorter one."""
OWN_WORD, WORD_COST = 0.25, 0.25
"""What a word is worth in a headline that only its own article tells, beside the articles that tell it, and what it costs."""
SOURCES_SHARE, CITATIONS_SHARE, LEAD_SHARE = 0.6, 0.25, 0.15
"""What importance is mixed of."""
LEAD = 1000
"""After how many code points of an article its early telling counts half."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known beside words: the articles by id, what each counts as, and the id of each mention."""

    articles: Mapping[str, Article]
    origins: Origins
    ids: Mapping[Mention, str]


def merge(told: Sequence[Telling], sources: Sources) -> Event:
    """Return the event that *told* tell.

    Its id is the least id of its mentions: it stays when other mentions come, unless one of theirs is less.
    """
    origin = sources.origins.independent
    date = best_date([telling.mention.citation for telling in told], origin)
    ordered = sorted(told, key=lambda telling: _strength(telling.mention, date, sources))
    mentions = [telling.mention for telling in ordered]
    citations = tuple(mention.citation for mention in mentions)
    return Event(
        id=min(sources.ids[mention] for mention in mentions),
        date=date,
        headline=_headline(ordered, date),
        kind=_kind(mentions),
        marks=tuple(sorted({mark for mention in mentions for mark in mention.marks})),
        actors=_names(name for mention in mentions for name in mention.actors),
        places=_names(name for mention in mentions for name in mention.places),
        citations=citations,
        sources=len({sources.origins.source[citation.article] for citation in citations}),
        independent_sources=len({origin[citation.article] for citation in citations}),
        importance=_importance(citations, origin),
        conflicts=conflicts_of(date, ordered, origin),
    )


def _strength(mention: Mention, date: EventDate | None, sources: Sources) -> tuple[Any, ...]:
    """Return what citations are ordered by: first those for the event's date, the finest first, then others, then undated."""
    citation = mention.citation
    published = sources.articles[citation.article].published
    when: tuple[Any, ...] = (2,)
    if citation.date is not None:
        period = period_of(citation.date)
        when = (0 if _agrees(citation, date) else 1, period.length, period.slack)
    return (when, published is None, order_key(published) if published else (), sources.ids[mention])


def _agrees(citation: Citation, date: EventDate | None) -> bool:
    if citation.date is None or date is None:
        return True
    return relate(period_of(citation.date), period_of(date)) is not Relation.APART


def _kind(mentions: Sequence[Mention]) -> Kind:
    """Return "event" when any mention tells that it happened, else that it began, else that it is planned."""
    kinds = {mention.kind for mention in mentions}
    return "event" if "event" in kinds else "since" if "since" in kinds else "planned"


def _headline(told: Sequence[Telling], date: EventDate | None) -> str:
    """Return the headline that says most of what several articles tell, among those of the event's date.

    Where most mentions date that something was said, it says so, and otherwise it does not.
    """
    tellers: dict[str, set[str]] = defaultdict(set)
    for telling in told:
        for key in telling.keys:
            tellers[key].add(telling.mention.citation.article)
    framed = 2 * sum(telling.framed for telling in told) > len(told)

    def rank(telling: Telling) -> tuple[Any, ...]:
        citation = telling.mention.citation
        words = [word.form.lower for word in words_of(citation.headline)]
        keys = {*telling.headline, *(f"={deed}" for stem in telling.headline for deed in DEEDS_BY_STEM.get(stem, ()))}
        gain = math.fsum(math.log2(OWN_WORD + len(tellers[key])) for key in keys)  # exact, whatever the order of the set
        return (
            not _agrees(citation, date) or (date is not None and citation.date is None),
            telling.mention.kind == "planned",
            len(words) > LONGEST_HEADLINE,
            "…" in citation.headline,
            REPORTING.isdisjoint(words) is framed,
            WORD_COST * len(words) - gain,
            citation.headline,
        )

    return min(told, key=rank).mention.citation.headline


def _names(names: Iterable[str]) -> tuple[str, ...]:
    """Return *names*, the most frequent first, each once: a name that is part of another one is that one."""
    counts = Counter(names)
    parts = {name: frozenset(word.form.as_name for word in words_of(name)) or frozenset((name,)) for name in counts}
    ordered = sorted(counts, key=lambda name: (-len(parts[name]), -counts[name], name))
    kept: dict[str, int] = {}
    for name in ordered:
        whole = next((other for other in kept if parts[name] <= parts[other]), name)
        kept[whole] = kept.get(whole, 0) + counts[name]
    return tuple(sorted(kept, key=lambda name: (-kept[name], name)))


def _importance(citations: Sequence[Citation], origin: Mapping[str, str]) -> float:
    """Return the weight of an event from 0 to 1: it grows with independent sources, with citations, and with early telling.

    One source and one citation count nothing yet, two count half, three two thirds, and so on towards all; so does what
    is told at an article's very beginning, and half of that after `LEAD` code points.
    """
    sources = len({origin[citation.article] for citation in citations})
    lead = LEAD / (LEAD + min(citation.start for citation in citations))
    shares = (
        SOURCES_SHARE * (1 - 1 / sources),
        CITATIONS_SHARE * (1 - 1 / len(citations)),
        LEAD_SHARE * lead,
    )
    return round(sum(shares), 2)
