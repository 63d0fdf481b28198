"""Mentions without a date: the dated clusters to which they clearly belong, and clusters of the rest."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.dates import EventDate
from timeline.models import Article
from timeline.reconcile.clustering import Members, cluster
from timeline.reconcile.cross_date import date_of
from timeline.reconcile.feature_keys import is_event_type, is_name
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import (
    AFFINITY,
    AFFINITY_BONUS,
    AFFINITY_SAME_DAY,
    ARTICLES_BONUS,
    BLOCKING_TERMS,
    FREQUENT_TERM,
    LEAST_SHARED_TERMS,
    NAMES_OF_ARTICLE,
    SAME_DAY_BONUS,
    UNDATED_CANDIDATES,
    UNDATED_ROUNDS,
)
from timeline.reconcile.periods import can_mean, period_of
from timeline.reconcile.role_conflicts import exclude_each_other
from timeline.reconcile.similarity import margin, share_sentence


class _TargetCluster(NamedTuple):
    """A cluster that undated mentions may join, its date, and the number of its articles."""

    mentions: Sequence[MentionFeatures]
    date: EventDate
    articles: int


def attach_undated(
    mentions: Sequence[MentionFeatures],
    clusters: Sequence[Members],
    undated: Iterable[int],
    articles: Mapping[str, Article],
) -> tuple[list[Members], list[Members]]:
    """Return *clusters* with those of *undated* that clearly belong to one of them, and clusters of the rest.

    *articles* are those of the mentions, by id: none of them knew what came after it, but for plans.
    """
    grown, rest = [list(members) for members in clusters], list(undated)
    if not rest:
        return grown, []
    dated = [[mentions[place] for place in members] for members in grown]
    targets = _TargetClusters(dated, [mentions[place] for place in rest], articles)
    for _ in range(UNDATED_ROUNDS):
        found = {place: targets.best_for(mentions[place]) for place in rest}
        rest = []
        for place, number in found.items():
            if number is None or any(
                share_sentence(mentions[place], mentions[other]) for other in grown[number]
            ):
                rest.append(place)
            else:
                grown[number].append(place)
                targets.add(number, mentions[place])
    leftover = cluster([mentions[place] for place in rest]).clusters
    return grown, [[rest[place] for place in members] for members in leftover]


class _TargetClusters:
    """Dated clusters, with an inverted index of how often each uses the terms of *undated* mentions."""

    def __init__(
        self,
        clusters: Iterable[Sequence[MentionFeatures]],
        undated: Iterable[MentionFeatures],
        articles: Mapping[str, Article],
    ) -> None:
        self._articles = articles
        self._clusters = [list(members) for members in clusters]
        self._uses: dict[str, dict[int, int]] = {}
        for mention in undated:
            for key in mention.keys[:BLOCKING_TERMS]:
                if not is_event_type(key):
                    self._uses.setdefault(key, {})
        for number, members in enumerate(self._clusters):
            for member in members:
                self._count(number, member)

    def add(self, number: int, mention: MentionFeatures) -> None:
        """Add *mention* to the cluster *number*."""
        self._clusters[number].append(mention)
        self._count(number, mention)

    def _count(self, number: int, mention: MentionFeatures) -> None:
        for key in self._uses.keys() & mention.headline:
            uses = self._uses[key]
            uses[number] = uses.get(number, 0) + 1

    def _target(self, number: int) -> _TargetCluster:
        members = self._clusters[number]
        return _TargetCluster(members, date_of(members), len({member.article for member in members}))

    def best_for(self, mention: MentionFeatures) -> int | None:
        """Return the number of the cluster to which *mention* clearly belongs."""
        affinities = self._affinities(mention)
        candidates = sorted(affinities, key=lambda number: (-affinities[number], number))
        fits = {number: _fit(mention, self._target(number)) for number in candidates[:UNDATED_CANDIDATES]}
        best = min(fits, key=lambda number: (-fits[number], number), default=None)
        return best if best is not None and fits[best] >= 0 else None

    def _affinities(self, mention: MentionFeatures) -> dict[int, float]:
        """Return how many terms' worth each cluster has for itself, where that is enough."""
        shared: Counter[int] = Counter()
        by_names: dict[int, float] = defaultdict(float)
        by_words: dict[int, float] = defaultdict(float)
        for key in mention.keys[:BLOCKING_TERMS]:
            uses = self._uses.get(key, {})
            if len(uses) > FREQUENT_TERM:
                continue
            total = sum(uses.values())
            shared.update(uses.keys())
            worth = by_names if is_name(key) else by_words
            for number, count in uses.items():
                worth[number] += count / total
        affinities = {}
        for number, count in shared.items():
            if count < LEAST_SHARED_TERMS:
                continue
            target = self._target(number)
            if not _may_know(mention, target, self._articles[mention.article].published):
                continue
            affinity = min(by_names[number], NAMES_OF_ARTICLE * target.articles) + by_words[number]
            if affinity >= _needed_affinity(mention, target, affinity):
                affinities[number] = affinity
        return affinities


def _needed_affinity(mention: MentionFeatures, target: _TargetCluster, affinity: float) -> float:
    if affinity < AFFINITY and _can_mean(mention, target.date):
        return AFFINITY_SAME_DAY
    return AFFINITY


def _can_mean(mention: MentionFeatures, date: EventDate) -> bool | None:
    """Return whether the expression of an undated mention can mean *date*; None where it does not say."""
    return can_mean(mention.day_words, date) if mention.day_words else None


def _may_know(mention: MentionFeatures, target: _TargetCluster, published: EventDate | None) -> bool:
    """Return whether an article *published* then can report a cluster: what lies ahead only as a plan."""
    if published is None or mention.mention.kind == "planned":
        return True
    period = period_of(target.date)
    return period.first - period.slack <= period_of(published).last


def _fit(mention: MentionFeatures, target: _TargetCluster) -> float:
    """Return how well an undated mention fits by its two most similar members, below 0 where it does not."""
    if _can_mean(mention, target.date) is False:
        return -1
    only_planned = all(member.mention.kind == "planned" for member in target.mentions)
    if only_planned and mention.mention.kind != "planned":
        return -1
    if exclude_each_other((mention,), target.mentions):
        return -1
    margins = [margin(mention, member) for member in target.mentions[:UNDATED_CANDIDATES]]
    margins = sorted(margins, reverse=True)[:2]
    return sum(margins) / len(margins) + leniency(mention, target.date, target.articles)


def leniency(mention: MentionFeatures, date: EventDate, articles: int) -> float:
    """Return by how much an undated mention may fall short of what it needs to join a cluster.

    *date* is the cluster's, and *articles* the number of its articles.
    """
    same_day = SAME_DAY_BONUS if _can_mean(mention, date) else 0
    return AFFINITY_BONUS + ARTICLES_BONUS * math.log2(articles) + same_day
