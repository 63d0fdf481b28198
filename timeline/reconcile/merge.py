"""One event from the mentions of a cluster: all their citations, the best headline, and its importance."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from timeline.dates import EventDate
from timeline.lang.base import Language
from timeline.lang.registry import language_of
from timeline.models import Article, Event, Kind, Mark, Mention
from timeline.reconcile.disagreements import best_date, conflicts_of
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.importance import importance
from timeline.reconcile.near_duplicates import Origins
from timeline.reconcile.parameters import LONGEST_HEADLINE, OWN_WORD, WORD_COST
from timeline.reconcile.periods import Relation, period_of, relate
from timeline.reconcile.tokenization import names_in

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Sources:
    """What is known besides features: the articles by id, what each counts as, and the mentions by id."""

    articles: Mapping[str, Article]
    origins: Origins
    mentions: Mapping[str, Mention]

    @cached_property
    def ids(self) -> Mapping[Mention, str]:
        """The id of each mention."""
        return {mention: name for name, mention in self.mentions.items()}


def merge(members: Sequence[MentionFeatures], sources: Sources, *, superseded: bool = False) -> Event:
    """Return the event that *members* report; a plan that is *superseded* is marked so.

    Its id is the least id of its mentions: it stays when other mentions come, unless one of theirs is less.
    """
    origin = sources.origins.independent
    date = best_date(members, origin)
    several = len(members) > 1
    ordered = (
        sorted(members, key=lambda member: _citation_order(member, date, sources)) if several else members
    )
    mentions = [member.mention for member in ordered]
    citations = tuple([mention.citation for mention in mentions])
    cited = {citation.article for citation in citations}
    language = language_of(sources.articles[citations[0].article].language)
    return Event(
        id=min([member.id for member in members]),
        date=date,
        headline=_headline(ordered, date) if several else citations[0].headline,
        kind=_kind(mentions),
        marks=_marks(mentions, date, superseded=superseded),
        actors=_names([name for mention in mentions for name in mention.actors], language),
        places=_names([name for mention in mentions for name in mention.places], language),
        citations=citations,
        sources=len({sources.origins.source[article] for article in cited}),
        independent_sources=len({origin[article] for article in cited}),
        importance=importance(citations, sources.articles, origin),
        conflicts=conflicts_of(date, ordered, origin) if several else (),
    )


def _marks(mentions: Iterable[Mention], date: EventDate | None, *, superseded: bool) -> tuple[Mark, ...]:
    """Return the doubts that all mentions of *date* have, and whether the event is *superseded*."""
    marks = {mark for mention in mentions for mark in mention.marks}
    if marks:
        doubts = [mention.marks for mention in mentions if mention.citation.date == date]
        marks = set().union(*doubts) if all(doubts) else set()
    return tuple(sorted(marks | {Mark.SUPERSEDED} if superseded else marks))


def _citation_order(member: MentionFeatures, date: EventDate | None, sources: Sources) -> tuple[Any, ...]:
    """Return the order key of citations: those for *date* first, finest first, then others, then undated."""
    period = member.period
    undated = (2, 0, 0)
    when = undated if period is None else (int(not _agrees(member, date)), period.length, period.slack)
    published = sources.articles[member.article].published
    return (*when, published is None, period_of(published) if published else (), member.id)


def _agrees(member: MentionFeatures, date: EventDate | None) -> bool:
    if member.period is None or date is None or member.mention.citation.date == date:
        return True
    return relate(member.period, period_of(date)) is not Relation.APART


def _kind(mentions: Sequence[Mention]) -> Kind:
    """Return "event" when any mention reports that it happened, else "since", else "planned"."""
    kinds = {mention.kind for mention in mentions}
    return "event" if "event" in kinds else "since" if "since" in kinds else "planned"


def _headline(members: Sequence[MentionFeatures], date: EventDate | None) -> str:
    """Return the headline with most of what several articles report, among those of the event's date.

    It has a reporting verb only where most mentions date that something was said.
    """
    articles_of: dict[str, set[str]] = defaultdict(set)
    for member in members:
        for key in member.keys:
            articles_of[key].add(member.article)
    attributed = 2 * sum(member.attributed for member in members) > len(members)
    worth = {key: math.log2(OWN_WORD + len(articles)) for key, articles in articles_of.items()}

    def rank(member: MentionFeatures) -> tuple[Any, ...]:
        headline = member.mention.citation.headline
        words = _WORD.findall(headline.lower())
        gain = math.fsum(map(worth.__getitem__, member.headline))  # exact, whatever the order
        return (
            not _agrees(member, date) or (date is not None and member.period is None),
            member.mention.kind == "planned",
            len(words) > LONGEST_HEADLINE,
            "…" in headline,
            member.reports is not attributed,
            WORD_COST * len(words) - gain,
            headline,
        )

    return min(members, key=rank).mention.citation.headline


def _names(names: Sequence[str], language: Language) -> tuple[str, ...]:
    """Return *names*, each once and the most frequent first; one that is part of another counts as that."""
    counts = Counter(names)
    if len(counts) < 2:
        return tuple(counts)
    parts = {name: names_in(name, language) or frozenset((name,)) for name in counts}
    totals: dict[str, int] = {}
    for name in sorted(counts, key=lambda name: (-len(parts[name]), -counts[name], name)):
        whole = next((other for other in totals if parts[name] <= parts[other]), name)
        totals[whole] = totals.get(whole, 0) + counts[name]
    return tuple(sorted(totals, key=lambda name: (-totals[name], name)))
