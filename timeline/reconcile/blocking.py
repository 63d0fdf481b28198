"""Which pairs of tellings are worth comparing: those whose dates may be the same and that share rare words."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.periods import DAY, MONTH, YEAR, Period

RAREST = 12
"""By how many of its rarest words a telling is found."""
CROWD = 40
"""A word that more tellings of one date share leads each of them only to the next few, so that the work stays linear."""
NEXT_OF_CROWD = 4
LIKELY = 8
"""With how many of those that share most words a telling is compared."""

Pair = tuple[int, int]
Bucket = tuple[int, int]
"""A span of the calendar: its length, and its number among those of that length; a length of 0 is all time."""


def likely_pairs(tellings: Sequence[MentionFeatures]) -> Iterator[Pair]:
    """Yield pairs of places, the lesser first; a pair can come twice, from two spans of the calendar."""
    ordered = array("L", sorted(range(len(tellings)), key=lambda place: tellings[place].keys))
    keys = [tellings[place].keys[:RAREST] for place in ordered]
    by_period: dict[Period | None, list[int]] = defaultdict(list)
    for number, place in enumerate(ordered):
        by_period[tellings[place].period].append(number)
    natives: dict[Bucket, list[int]] = defaultdict(list)
    guests: dict[Bucket, list[int]] = defaultdict(list)
    for period, numbers in by_period.items():
        for bucket in _native_buckets(period):
            natives[bucket] += numbers
    for period, numbers in by_period.items():
        for bucket in _guest_buckets(period):
            if bucket in natives:
                guests[bucket] += numbers
    for bucket, at_home in natives.items():
        at_home.sort()
        yield from _placed(_meetings(keys, at_home, at_home), ordered)
        if bucket in guests:
            yield from _placed(_meetings(keys, at_home, sorted(guests[bucket])), ordered)


def _placed(pairs: Iterable[Pair], ordered: Sequence[int]) -> Iterator[Pair]:
    for one, other in pairs:
        first, second = ordered[one], ordered[other]
        yield (first, second) if first < second else (second, first)


def _meetings(
    keys: Sequence[Sequence[str]], hosts: Sequence[int], others: Sequence[int]
) -> AbstractSet[Pair]:
    """Return each of *hosts* with those of *others* that share most of its rare words; both are numbers in order."""
    holders: dict[str, list[int]] = {key: [] for host in hosts for key in keys[host]}
    at_home = hosts is others
    for other in others:
        for key in keys[other] if at_home else holders.keys() & keys[other]:
            holders[key].append(other)
    alone = 1 if at_home else 0
    holders = {key: found for key, found in holders.items() if len(found) > alone}
    crowds = {key for key, found in holders.items() if len(found) > CROWD}
    pairs = set()
    for host in hosts:
        known = [key for key in keys[host] if key in holders]
        shared = Counter(
            chain.from_iterable(
                [_near(host, holders[key]) if key in crowds else holders[key] for key in known]
            )
        )
        del shared[host]
        likely = (
            sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:LIKELY]
            if len(shared) > LIKELY
            else shared
        )
        pairs |= {(host, other) if host < other else (other, host) for other in likely}
    return pairs


def _near(host: int, crowd: Sequence[int]) -> Sequence[int]:
    """Return those of a *crowd* that are nearest to *host*."""
    place = bisect_left(crowd, host)
    return crowd[max(0, place - NEXT_OF_CROWD) : place + NEXT_OF_CROWD + 1]


def _native_buckets(period: Period | None) -> list[Bucket]:
    """Return the spans of the calendar that a date lies in, as long as the date is exact."""
    if period is None:
        return [(-1, 0)]
    if period.first == period.last and not period.slack:
        return [(DAY, period.first)]
    return list(_spans(period, _grain_of(period)))


def _guest_buckets(period: Period | None) -> list[Bucket]:
    """Return the longer spans of the calendar in which it may meet dates that are known less exactly."""
    own = _grain_of(period) if period is not None else 0
    if period is None or not own:
        return []
    return [
        bucket for grain in (MONTH, YEAR, 0) if not grain or grain > own for bucket in _spans(period, grain)
    ]


def _grain_of(period: Period) -> int:
    length = period.length + 2 * period.slack
    for grain, longest in ((DAY, DAY), (MONTH, 2 * MONTH), (YEAR, 2 * YEAR)):
        if length <= longest:
            return grain
    return 0


def _spans(period: Period, grain: int) -> Iterator[Bucket]:
    if not grain:
        yield (0, 0)
        return
    for number in range((period.first - period.slack) // grain, (period.last + period.slack) // grain + 1):
        yield (grain, number)
