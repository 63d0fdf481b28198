"""What becomes of a group: one event with all its citations, its best headline, and how much weight it has."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from timeline.dates import EventDate
from timeline.lang.en.lexicon import REPORTING
from timeline.models import Article, Event, Kind, Mention
from timeline.reconcile.disagreements import best_date, conflicts_of
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.importance import importance
from timeline.reconcile.near_duplicates import Origins
from timeline.reconcile.periods import Relation, period_of, relate
from timeline.reconcile.tokenization import names_in

LONGEST_HEADLINE = 18
"""From how many words on a headline is taken only when there is no shorter one."""
OWN_WORD, WORD_COST = 0.25, 0.25
"""What a word is worth in a headline that only its own article tells, beside the articles that tell it, and what it costs."""
SUPERSEDED = "superseded"
"""The mark of a plan of which a later article tells the outcome, at another time."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Sources:
    """What is known beside words: the articles by id, what each counts as, and the mentions by id."""

    articles: Mapping[str, Article]
    origins: Origins
    mentions: Mapping[str, Mention]

    @cached_property
    def ids(self) -> Mapping[Mention, str]:
        """The id of each mention."""
        return {mention: name for name, mention in self.mentions.items()}


def merge(told: Sequence[MentionFeatures], sources: Sources, *, superseded: bool = False) -> Event:
    """Return the event that *told* tell; a plan that is *superseded* is marked so.

    Its id is the least id of its mentions: it stays when other mentions come, unless one of theirs is less.
    """
    origin = sources.origins.independent
    date = best_date(told, origin)
    ordered = sorted(told, key=lambda telling: _strength(telling, date, sources)) if len(told) > 1 else told
    mentions = [telling.mention for telling in ordered]
    citations = tuple([mention.citation for mention in mentions])
    cited = {citation.article for citation in citations}
    return Event(
        id=min([telling.id for telling in told]),
        date=date,
        headline=_headline(ordered, date) if len(told) > 1 else citations[0].headline,
        kind=_kind(mentions),
        marks=_marks(mentions, date, superseded=superseded),
        actors=_names([name for mention in mentions for name in mention.actors]),
        places=_names([name for mention in mentions for name in mention.places]),
        citations=citations,
        sources=len({sources.origins.source[article] for article in cited}),
        independent_sources=len({origin[article] for article in cited}),
        importance=importance(citations, sources.articles, origin),
        conflicts=conflicts_of(date, ordered, origin) if len(told) > 1 else (),
    )


def _marks(mentions: Iterable[Mention], date: EventDate | None, *, superseded: bool) -> tuple[str, ...]:
    """Return what is doubtful about *date*, where each mention that gives it is marked, and whether it is *superseded*."""
    marks = {mark for mention in mentions for mark in mention.marks}
    if marks:
        doubts = [mention.marks for mention in mentions if mention.citation.date == date]
        marks = set().union(*doubts) if all(doubts) else set()
    return tuple(sorted(marks | {SUPERSEDED} if superseded else marks))


def _strength(telling: MentionFeatures, date: EventDate | None, sources: Sources) -> tuple[Any, ...]:
    """Return what citations are ordered by: first those for the event's date, the finest first, then others, then undated."""
    period = telling.period
    when = (2, 0, 0) if period is None else (0 if _agrees(telling, date) else 1, period.length, period.slack)
    published = sources.articles[telling.article].published
    return (*when, published is None, period_of(published) if published else (), telling.id)


def _agrees(telling: MentionFeatures, date: EventDate | None) -> bool:
    if telling.period is None or date is None or telling.mention.citation.date == date:
        return True
    return relate(telling.period, period_of(date)) is not Relation.APART


def _kind(mentions: Sequence[Mention]) -> Kind:
    """Return "event" when any mention tells that it happened, else that it began, else that it is planned."""
    kinds = {mention.kind for mention in mentions}
    return "event" if "event" in kinds else "since" if "since" in kinds else "planned"


def _headline(told: Sequence[MentionFeatures], date: EventDate | None) -> str:
    """Return the headline that says most of what several articles tell, among those of the event's date.

    Where most mentions date that something was said, it says so, and otherwise it does not.
    """
    tellers: dict[str, set[str]] = defaultdict(set)
    for telling in told:
        for key in telling.keys:
            tellers[key].add(telling.article)
    framed = 2 * sum(telling.framed for telling in told) > len(told)
    worth = {key: math.log2(OWN_WORD + len(articles)) for key, articles in tellers.items()}

    def rank(telling: MentionFeatures) -> tuple[Any, ...]:
        headline = telling.mention.citation.headline
        words = _WORD.findall(headline.lower())
        gain = math.fsum(map(worth.__getitem__, telling.headline))  # exact, whatever the order
        return (
            not _agrees(telling, date) or (date is not None and telling.period is None),
            telling.mention.kind == "planned",
            len(words) > LONGEST_HEADLINE,
            "…" in headline,
            REPORTING.isdisjoint(words) is framed,
            WORD_COST * len(words) - gain,
            headline,
        )

    return min(told, key=rank).mention.citation.headline


def _names(names: Sequence[str]) -> tuple[str, ...]:
    """Return *names*, the most frequent first, each once: a name that is part of another one is that one."""
    counts = Counter(names)
    if len(counts) < 2:
        return tuple(counts)
    parts = {name: names_in(name) or frozenset((name,)) for name in counts}
    ordered = sorted(counts, key=lambda name: (-len(parts[name]), -counts[name], name))
    kept: dict[str, int] = {}
    for name in ordered:
        whole = next((other for other in kept if parts[name] <= parts[other]), name)
        kept[whole] = kept.get(whole, 0) + counts[name]
    return tuple(sorted(kept, key=lambda name: (-kept[name], name)))
