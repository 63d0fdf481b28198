"""Blocking: which pairs of mentions are compared at all (Papadakis and others 2020).

A pair is a candidate when its dates may be the same and it shares rare terms. Mentions are put in blocks by
spans of the calendar; within a block, an inverted index of their rarest terms leads to candidates.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import (
    BLOCKING_TERMS,
    FREQUENT_TERM,
    FREQUENT_TERM_NEIGHBOURS,
    MOST_CANDIDATES,
)
from timeline.reconcile.periods import DAY, MONTH, YEAR, Period

Pair = tuple[int, int]
Block = tuple[int, int]
"""A span of the calendar: its length and its number among those of that length; a length of 0 is all time."""


def candidate_pairs(mentions: Sequence[MentionFeatures]) -> Iterator[Pair]:
    """Yield pairs of places, the lesser first; a pair can come twice, from two blocks."""
    order = array("L", sorted(range(len(mentions)), key=lambda place: mentions[place].keys))
    keys = [mentions[place].keys[:BLOCKING_TERMS] for place in order]
    by_period: dict[Period | None, list[int]] = defaultdict(list)
    for number, place in enumerate(order):
        by_period[mentions[place].period].append(number)
    members: dict[Block, list[int]] = defaultdict(list)
    for period, numbers in by_period.items():
        for block in _blocks_of(period):
            members[block] += numbers
    visitors: dict[Block, list[int]] = defaultdict(list)
    for period, numbers in by_period.items():
        for block in _longer_blocks_of(period):
            if block in members:
                visitors[block] += numbers
    for block, numbers in members.items():
        numbers.sort()
        yield from _places(_pairs_between(keys, numbers, numbers), order)
        if block in visitors:
            yield from _places(_pairs_between(keys, numbers, sorted(visitors[block])), order)


def _places(pairs: Iterable[Pair], order: Sequence[int]) -> Iterator[Pair]:
    for one, other in pairs:
        first, second = order[one], order[other]
        yield (first, second) if first < second else (second, first)


def _pairs_between(
    keys: Sequence[Sequence[str]], members: Sequence[int], others: Sequence[int]
) -> AbstractSet[Pair]:
    """Return each of *members* with the *others* that share most rare terms; both are numbers in order."""
    postings = _postings(keys, members, others)
    frequent = {key for key, numbers in postings.items() if len(numbers) > FREQUENT_TERM}
    pairs: set[Pair] = set()
    for member in members:
        found = [
            _neighbours(member, postings[key]) if key in frequent else postings[key]
            for key in keys[member]
            if key in postings
        ]
        shared = Counter(chain.from_iterable(found))
        del shared[member]
        for other in _most_shared(shared):
            pairs.add((member, other) if member < other else (other, member))
    return pairs


def _postings(
    keys: Sequence[Sequence[str]], members: Sequence[int], others: Sequence[int]
) -> Mapping[str, Sequence[int]]:
    """Return for each term of *members* those of *others* that have it, unless that leads to no pair."""
    postings: dict[str, list[int]] = {key: [] for member in members for key in keys[member]}
    same = members is others
    for other in others:
        for key in keys[other] if same else postings.keys() & keys[other]:
            postings[key].append(other)
    alone = 1 if same else 0
    return {key: numbers for key, numbers in postings.items() if len(numbers) > alone}


def _most_shared(shared: Counter[int]) -> Iterable[int]:
    if len(shared) <= MOST_CANDIDATES:
        return shared
    return sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:MOST_CANDIDATES]


def _neighbours(member: int, numbers: Sequence[int]) -> Sequence[int]:
    """Return those of *numbers* that are nearest to *member*."""
    place = bisect_left(numbers, member)
    return numbers[max(0, place - FREQUENT_TERM_NEIGHBOURS) : place + FREQUENT_TERM_NEIGHBOURS + 1]


def _blocks_of(period: Period | None) -> list[Block]:
    """Return the blocks of a date: spans about as long as the date is exact."""
    if period is None:
        return [(-1, 0)]
    if period.first == period.last and not period.slack:
        return [(DAY, period.first)]
    return list(_spans(period, _grain_of(period)))


def _longer_blocks_of(period: Period | None) -> list[Block]:
    """Return the blocks of longer spans, in which a date may meet dates that are known less exactly."""
    grain = _grain_of(period) if period is not None else 0
    if period is None or not grain:
        return []
    longer = [length for length in (MONTH, YEAR) if length > grain]
    return [block for length in (*longer, 0) for block in _spans(period, length)]


def _grain_of(period: Period) -> int:
    length = period.length + 2 * period.slack
    for grain, longest in ((DAY, DAY), (MONTH, 2 * MONTH), (YEAR, 2 * YEAR)):
        if length <= longest:
            return grain
    return 0


def _spans(period: Period, grain: int) -> Iterator[Block]:
    if not grain:
        yield (0, 0)
        return
    first, last = period.first - period.slack, period.last + period.slack
    for number in range(first // grain, last // grain + 1):
        yield (grain, number)
