"""Clusters of mentions that report one event: agglomerative, by average linkage among candidate pairs.

Pairs that are similar enough are linked; each connected component of links is then clustered, the strongest
links first (Sokal and Michener 1958; the linkage gives the best pair a share of its own).
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from types import MappingProxyType

from timeline.reconcile.blocking import Pair, candidate_pairs
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import BEST_PAIR_SHARE, MOST_REPRESENTATIVES, NEARLY_ENOUGH
from timeline.reconcile.role_conflicts import exclude_each_other
from timeline.reconcile.similarity import margin, may_be_one, may_be_one_with_others, may_share_date
from timeline.reconcile.union_find import UnionFind

NO_MARGINS: Mapping[Pair, float] = MappingProxyType({})

Members = list[int]
"""Places of mentions that report one event, in order."""


@dataclass(frozen=True, slots=True)
class Clustered:
    """The *clusters*, each of one event, and *near*: pairs in two of them that are nearly similar enough."""

    clusters: list[Members]
    near: list[Pair]


def cluster(mentions: Sequence[MentionFeatures]) -> Clustered:
    """Return clusters of places in *mentions*, each of one event; each place is in one cluster."""
    links = _Links(len(mentions))
    near: list[Pair] = []
    for one, other in candidate_pairs(mentions):
        strength = margin(mentions[one], mentions[other])
        if strength >= -NEARLY_ENOUGH and may_be_one(mentions[one], mentions[other]):
            if strength >= 0:
                links.add(one, other, strength)
            else:
                near.append((one, other))
    clusters = [
        members
        for component in links.components()
        for members in _clusters_of_component(mentions, links, component)
    ]
    cluster_of = {place: number for number, members in enumerate(clusters) for place in members}
    alone = ([place] for place in range(len(mentions)) if place not in cluster_of)
    kept_apart = [
        (one, other)
        for one, other in chain(zip(links.one, links.other, strict=True), near)
        if cluster_of.get(one, -1) != cluster_of.get(other, -2)
    ]
    return Clustered(sorted([*clusters, *alone]), kept_apart)


def linkage(
    mentions: Sequence[MentionFeatures],
    one: Sequence[int],
    other: Sequence[int],
    known: Mapping[Pair, float] = NO_MARGINS,
) -> float:
    """Return how well two clusters hold together, from their best pair's margin and the average one's.

    *known* are margins of pairs, the lesser place first, that are known already. Only the first
    `MOST_REPRESENTATIVES` mentions of each cluster are compared.
    """
    margins = []
    for first, second in product(one[:MOST_REPRESENTATIVES], other[:MOST_REPRESENTATIVES]):
        found = known.get((first, second) if first < second else (second, first))
        margins.append(margin(mentions[first], mentions[second]) if found is None else found)
    return BEST_PAIR_SHARE * max(margins) + (1 - BEST_PAIR_SHARE) * sum(margins) / len(margins)


class _Links:
    """Pairs that are similar enough, in little memory."""

    def __init__(self, count: int) -> None:
        self._connected = UnionFind(count)
        self.one, self.other, self.margin = array("L"), array("L"), array("d")

    def add(self, one: int, other: int, strength: float) -> None:
        """Link two places."""
        self.one.append(one)
        self.other.append(other)
        self.margin.append(strength)
        self._connected.join(one, other)

    def components(self) -> Iterator[list[int]]:
        """Yield the numbers of the links of each component, the strongest first, then the first pair."""
        found: dict[int, array[int]] = defaultdict(lambda: array("L"))
        for number, place in enumerate(self.one):
            found[self._connected.find(place)].append(number)
        for _, numbers in sorted(found.items()):
            yield sorted(numbers, key=self._order)

    def _order(self, number: int) -> tuple[float, int, int]:
        return -self.margin[number], self.one[number], self.other[number]


def _clusters_of_component(
    mentions: Sequence[MentionFeatures], links: _Links, numbers: Sequence[int]
) -> list[Members]:
    """Return the clusters of one component: the strongest links first, as long as the linkage suffices."""
    pairs = [(links.one[number], links.other[number]) for number in numbers]
    known = {pair: links.margin[number] for pair, number in zip(pairs, numbers, strict=True)}
    cluster_of = {place: _GrowingCluster(place, mentions[place]) for place in set(chain.from_iterable(pairs))}
    refused: set[tuple[int, int, int, int]] = set()
    for one, other in pairs:
        first, second = cluster_of[one], cluster_of[other]
        if first is second:
            continue
        tried = (*first.key, *second.key)
        if tried in refused:
            continue
        joins = first.may_join(second) and linkage(mentions, first.places, second.places, known) >= 0
        if joins and not exclude_each_other(*(_features_at(mentions, it.places) for it in (first, second))):
            first.join(second)
            for place in second.places:
                cluster_of[place] = first
        else:
            refused.add(tried)
    distinct = {id(found): found for found in cluster_of.values()}
    return [found.places for found in distinct.values()]


def _features_at(mentions: Sequence[MentionFeatures], places: Sequence[int]) -> list[MentionFeatures]:
    return [mentions[place] for place in places[:MOST_REPRESENTATIVES]]


class _GrowingCluster:
    """Mentions that report one event, as far as is known yet."""

    def __init__(self, place: int, mention: MentionFeatures) -> None:
        self.places = [place]
        self.dates = {(mention.period, mention.weekday): mention}
        self.by_article = {mention.article: [mention]}

    @property
    def key(self) -> tuple[int, int]:
        """What identifies a cluster as long as it does not grow."""
        return self.places[0], len(self.places)

    def may_join(self, other: "_GrowingCluster") -> bool:
        """Return whether nothing forbids that both report one event."""
        if not all(may_share_date(*pair) for pair in product(self.dates.values(), other.dates.values())):
            return False
        for article in self.by_article.keys() & other.by_article.keys():
            for pair in product(self.by_article[article], other.by_article[article]):
                if not may_be_one_with_others(*pair):
                    return False
        return True

    def join(self, other: "_GrowingCluster") -> None:
        """Add the mentions of *other*."""
        self.places = sorted((*self.places, *other.places))
        self.dates |= other.dates
        for article, mentions in other.by_article.items():
            self.by_article.setdefault(article, []).extend(mentions)
