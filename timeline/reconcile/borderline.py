"""Borderline pairs: mentions that similarity hardly tells together or apart, as questions to a model.

What holds together well is a *subcluster*, which is never split. Subclusters that similarity only just put
into one cluster, or only just kept apart, are asked about together. An answer may join only what dates and
sentences allow.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from timeline.gc_pause import without_cycle_search
from timeline.reconcile.blocking import candidate_pairs
from timeline.reconcile.clustering import linkage
from timeline.reconcile.doubts import NearPair
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import BORDERLINE_BAND, MOST_SPLIT, MOST_SUBCLUSTERS
from timeline.reconcile.role_conflicts import exclude_each_other
from timeline.reconcile.similarity import margin, may_be_one, may_share_date
from timeline.reconcile.union_find import UnionFind

Subcluster = tuple[MentionFeatures, ...]
"""Mentions that are one event without question, in the order of their ids."""
Answer = Sequence[Sequence[int]]
"""Groups of numbers of subclusters, from 0 on."""
Clusters = Sequence[Sequence[MentionFeatures]]
"""The mentions of each event."""


@dataclass(frozen=True, slots=True)
class Borderline:
    """One question: which of these *subclusters* report one event? *groups* is the answer of similarity."""

    subclusters: tuple[Subcluster, ...]
    groups: tuple[tuple[int, ...], ...]


@without_cycle_search()
def find_borderline(clusters: Clusters, band: float = BORDERLINE_BAND) -> list[Borderline]:
    """Return the questions about *clusters*, whatever the order of these."""
    found = [
        (subcluster, number)
        for number, cluster in enumerate(clusters)
        for subcluster in _subclusters(cluster, band)
    ]
    found.sort(key=lambda it: it[0][0].id)
    subclusters = [subcluster for subcluster, _ in found]
    cluster_of = [number for _, number in found]
    connected = UnionFind(len(found), MOST_SUBCLUSTERS)
    for members in _places_by(cluster_of):
        for place in members:
            connected.join(members[0], place)
    for _, one, other in sorted(_nearly_joined(subclusters, cluster_of, band)):
        connected.join(one, other)
    return [_question([found[place] for place in places]) for places in connected.sets() if len(places) > 1]


def regroup(
    clusters: Clusters, answers: Iterable[tuple[Borderline, Answer]]
) -> list[Sequence[MentionFeatures]]:
    """Return *clusters* changed by the answers, as far as that is allowed.

    A number that does not exist is ignored, and of one that is given twice the first counts. One that is left
    out stays with the others of its cluster if these stay together, else it is alone.
    """
    regrouped: list[list[MentionFeatures]] = []
    moved: set[str] = set()
    for question, answer in answers:
        for wanted in _completed(question, answer):
            for group in _allowed_parts(question, wanted):
                if tuple(group) in question.groups:
                    continue
                members = [member for number in group for member in question.subclusters[number]]
                moved.update(member.id for member in members)
                regrouped.append(sorted(members, key=lambda member: member.period is None))
    return [*(cluster for cluster in clusters if cluster[0].id not in moved), *regrouped]


def unsettled(near: Iterable[NearPair], answers: Iterable[tuple[Borderline, Answer]]) -> list[NearPair]:
    """Return those of *near* of which no answer says that they are two events."""
    question_of: dict[str, int] = {}
    group_of: dict[str, int] = {}
    for asked, (question, answer) in enumerate(answers):
        given = _given(answer)
        for number in given.keys() & set(range(len(question.subclusters))):
            ids = [member.id for member in question.subclusters[number]]
            question_of.update(dict.fromkeys(ids, asked))
            group_of.update(dict.fromkeys(ids, given[number]))
    return [
        (one, other)
        for one, other in near
        if question_of.get(one.id, -1) != question_of.get(other.id, -2)
        or group_of[one.id] == group_of[other.id]
    ]


def _subclusters(cluster: Sequence[MentionFeatures], band: float) -> list[Subcluster]:
    """Return the parts of a cluster that hold together well; an undated mention goes to the most similar one.

    Mentions that exclude each other are together by another rule than similarity, since sources disagree on
    their date. They stay so.
    """
    if not 1 < len(cluster) <= MOST_SPLIT:
        return [_by_id(cluster)]
    undated = _by_id(member for member in cluster if member.period is None)
    compared = _by_id(member for member in cluster if member.period is not None) or undated
    parts = [[compared[place] for place in places] for places in _tight_groups(compared, band)]
    if len(undated) < len(cluster):
        for member in undated:
            _most_similar(member, parts).append(member)
    connected = UnionFind(len(parts))
    for one, other in combinations(range(len(parts)), 2):
        if not may_join(parts[one], parts[other]):
            connected.join(one, other)
    found = [_by_id(member for place in places for member in parts[place]) for places in connected.sets()]
    return found if len(found) <= MOST_SUBCLUSTERS else [_by_id(cluster)]


def _most_similar(mention: MentionFeatures, parts: Sequence[list[MentionFeatures]]) -> list[MentionFeatures]:
    def similarity(part: Sequence[MentionFeatures]) -> tuple[float, str]:
        return max(margin(mention, member) for member in part), part[0].id

    return max(parts, key=similarity)


def _tight_groups(mentions: Sequence[MentionFeatures], band: float) -> list[list[int]]:
    """Return groups of places whose linkage exceeds what is needed by *band*, the best pairs joined first."""
    margins = {
        (one, other): margin(mentions[one], mentions[other])
        for one, other in combinations(range(len(mentions)), 2)
    }
    group_of = {place: [place] for place in range(len(mentions))}
    for one, other in sorted(margins, key=lambda pair: (-margins[pair], pair)):
        first, second = group_of[one], group_of[other]
        if first is not second and linkage(mentions, first, second, margins) >= band:
            joined = sorted(first + second)
            group_of |= dict.fromkeys(joined, joined)
    return [places for place, places in group_of.items() if places[0] == place]


def _by_id(mentions: Iterable[MentionFeatures]) -> Subcluster:
    return tuple(sorted(mentions, key=lambda mention: mention.id))


def _nearly_joined(
    subclusters: Sequence[Subcluster], cluster_of: Sequence[int], band: float
) -> Iterator[tuple[float, int, int]]:
    """Yield two subclusters that only just are not in one cluster, after how much they fall short."""
    mentions = [member for subcluster in subclusters for member in subcluster]
    subcluster_of = [number for number, subcluster in enumerate(subclusters) for _ in subcluster]
    places = _places_by(subcluster_of)
    seen: set[tuple[int, int]] = set()
    for one, other in candidate_pairs(mentions):
        first, second = subcluster_of[one], subcluster_of[other]
        if cluster_of[first] == cluster_of[second] or (first, second) in seen:
            continue
        if margin(mentions[one], mentions[other]) < -band:
            continue
        seen.add((first, second))
        strength = linkage(mentions, places[first], places[second])
        if strength >= -band and may_join(subclusters[first], subclusters[second]):
            yield -strength, first, second


def may_join(one: Sequence[MentionFeatures], other: Sequence[MentionFeatures]) -> bool:
    """Return whether nothing forbids that the mentions of both report one event."""
    for pair in product(_one_of_each_date(one), _one_of_each_date(other)):
        if not may_share_date(*pair):
            return False
    if exclude_each_other(one, other):
        return False
    return all(may_be_one(*pair) for pair in product(one, other) if pair[0].article is pair[1].article)


def _one_of_each_date(mentions: Sequence[MentionFeatures]) -> Iterable[MentionFeatures]:
    return {(mention.period, mention.weekday): mention for mention in mentions}.values()


def _places_by(group_of: Iterable[int]) -> list[list[int]]:
    """Return the places of each group, where *group_of* says which group each place is of."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(group_of):
        places[group].append(place)
    return list(places.values())


def _question(found: Sequence[tuple[Subcluster, int]]) -> Borderline:
    """Return the question about subclusters, each with its cluster's number, in the order of their dates."""
    ordered = sorted(found, key=lambda it: (_first_day(it[0]), it[0][0].id))
    groups = _places_by(number for _, number in ordered)
    return Borderline(tuple(subcluster for subcluster, _ in ordered), tuple(map(tuple, groups)))


def _first_day(subcluster: Subcluster) -> float:
    return min((member.period.first for member in subcluster if member.period is not None), default=math.inf)


def _given(answer: Answer) -> dict[int, int]:
    """Return the first group of each number that *answer* gives."""
    group_of: dict[int, int] = {}
    for group, numbers in enumerate(answer):
        for number in numbers:
            group_of.setdefault(number, group)
    return group_of


def _completed(question: Borderline, answer: Answer) -> list[list[int]]:
    """Return *answer* with each subcluster in one group."""
    count = len(question.subclusters)
    group_of = _given(answer)
    for unused, numbers in enumerate(question.groups, start=len(answer)):
        answered = {group_of[number] for number in numbers if number in group_of} or {unused}
        for number in numbers:
            alone = len(answer) + count + number
            group_of.setdefault(number, min(answered) if len(answered) == 1 else alone)
    return _places_by([group_of[number] for number in range(count)])


def _allowed_parts(question: Borderline, wanted: Sequence[int]) -> list[list[int]]:
    """Return a group of an answer, split where it joins what is forbidden."""
    subclusters = question.subclusters
    parts: list[list[int]] = []
    for number in wanted:
        for part in parts:
            if all(may_join(subclusters[number], subclusters[other]) for other in part):
                part.append(number)
                break
        else:
            parts.append([number])
    return parts
