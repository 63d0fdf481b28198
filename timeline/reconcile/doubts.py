"""Events that may be the same: in doubt they are two, and say so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, product
from operator import attrgetter
from typing import NamedTuple

from timeline.models import DoubtReason, MayBeSame
from timeline.reconcile.clustering import linkage
from timeline.reconcile.feature_keys import is_event_type
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import CLEARLY_ENOUGH, MOST_DOUBTS, MOST_REPRESENTATIVES, NEARLY_ENOUGH
from timeline.reconcile.role_conflicts import role_conflict
from timeline.reconcile.similarity import compare, margin, may_be_one_with_others, may_share_date
from timeline.roles.conflicts import RoleConflict

NearPair = tuple[MentionFeatures, MentionFeatures]
"""Two mentions of two events that are similar enough for one, or nearly."""

_DOUBTFUL_ROLES = {
    "agent": DoubtReason.OTHER_NAMES,
    "patient": DoubtReason.OTHER_NAMES,
    "theme": DoubtReason.OTHER_NAMES,
    "other": DoubtReason.OTHER_NAMES,
    "place": DoubtReason.ANOTHER_PLACE,
}
"""The roles in which two names can be of one thing. Other identifiers, amounts or acts are of two events."""


class _DoubtfulPair(NamedTuple):
    """Why two events, the one with the lesser id first, may be the same; *conflict* is what parted them."""

    score: float
    conflict: RoleConflict | None


def doubts_of(
    clusters: Sequence[Sequence[MentionFeatures]], near: Iterable[NearPair]
) -> Mapping[str, tuple[MayBeSame, ...]]:
    """Return with which others an event may be the same, by its id, the most similar first.

    *clusters* are the mentions of all events, *near* the pairs that may be in doubt. Of two events either
    names the other. Undated events are in no doubt: too little is known of them.
    """
    cluster_of = {member.id: number for number, members in enumerate(clusters) for member in members}
    near_clusters = {(cluster_of[one.id], cluster_of[other.id]) for one, other in near}
    ids = {number: min(it.id for it in clusters[number]) for number in chain.from_iterable(near_clusters)}
    pairs = {(min(pair, key=ids.__getitem__), max(pair, key=ids.__getitem__)) for pair in near_clusters}
    representatives = {number: _representatives(clusters[number]) for number in ids}
    doubts = [
        (doubt, ids[one], ids[other])
        for one, other in pairs
        if one != other and (doubt := _doubt(representatives[one], representatives[other]))
    ]
    doubts.sort(key=lambda it: (-it[0].score, it[1], it[2]))
    found: dict[str, list[MayBeSame]] = defaultdict(list)
    for doubt, one, other in doubts:
        if len(found[one]) < MOST_DOUBTS and len(found[other]) < MOST_DOUBTS:
            found[one].append(_named(doubt, other))
            found[other].append(_named(_reversed(doubt), one))
    return {event: tuple(named) for event, named in found.items() if named}


def _representatives(members: Sequence[MentionFeatures]) -> list[MentionFeatures]:
    """Return the first dated members, by their ids: edits and answers put members into any order."""
    dated = (member for member in members if member.period is not None)
    return sorted(dated, key=attrgetter("id"))[:MOST_REPRESENTATIVES]


def _doubt(one: Sequence[MentionFeatures], other: Sequence[MentionFeatures]) -> _DoubtfulPair | None:
    """Return why the mentions of two events may report one, or None if they surely do not."""
    if not one or not other or not _may_join(one, other):
        return None
    held = linkage([*one, *other], range(len(one)), range(len(one), len(one) + len(other)))
    if held < -NEARLY_ENOUGH:
        return None
    pairs = sorted(product(one, other), key=lambda pair: (-margin(*pair), pair[0].id, pair[1].id))
    conflicts = [conflict for pair in pairs if (conflict := role_conflict(*pair)) is not None]
    if conflicts:
        doubtful = held >= CLEARLY_ENOUGH and all(it.role in _DOUBTFUL_ROLES for it in conflicts)
    else:
        first, second = pairs[0]
        doubtful = any(map(is_event_type, first.weights.keys() & second.weights.keys()))
    score = round(compare(*pairs[0]).score, 2)
    return _DoubtfulPair(score, conflicts[0] if conflicts else None) if doubtful else None


def _may_join(one: Sequence[MentionFeatures], other: Sequence[MentionFeatures]) -> bool:
    """Return whether neither dates nor an article that reports both forbid that two events are one."""
    pairs = list(product(one, other))
    if not all(may_share_date(*pair) for pair in pairs):
        return False
    return all(may_be_one_with_others(*pair) for pair in pairs if pair[0].article is pair[1].article)


def _named(doubt: _DoubtfulPair, event: str) -> MayBeSame:
    conflict = doubt.conflict
    if conflict is None:
        return MayBeSame(event=event, reason=DoubtReason.SIMILARITY, score=doubt.score)
    reason = _DOUBTFUL_ROLES[conflict.role]
    return MayBeSame(event=event, reason=reason, one=conflict.one, other=conflict.other, score=doubt.score)


def _reversed(doubt: _DoubtfulPair) -> _DoubtfulPair:
    conflict = doubt.conflict
    return doubt._replace(conflict=conflict and replace(conflict, one=conflict.other, other=conflict.one))
