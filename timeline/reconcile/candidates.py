"""Which pairs of tellings are worth comparing: those whose dates may be the same and that share rare words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from timeline.reconcile.dating import DAY, MONTH, YEAR, Period
from timeline.reconcile.telling import Telling

RAREST = 12
"""By how many of its rarest words a telling is found."""
CROWD = 40
"""A word that more tellings of one date share leads each of them only to the next few, so that the work stays linear."""
NEXT_OF_CROWD = 4
LIKELY = 10
"""With how many of those that share most words a telling is compared."""

Pair = tuple[int, int]
Bucket = tuple[int, int]
"""A span of the calendar: its length, and its number among those of that length; a length of 0 is all time."""


def likely_pairs(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Yield pairs of places, the lesser first; a pair can come twice, from two spans of the calendar."""
    natives: dict[Bucket, list[int]] = defaultdict(list)
    coarse: set[Bucket] = set()
    for place, telling in enumerate(tellings):
        for bucket in _native_buckets(telling.period):
            natives[bucket].append(place)
            if bucket[0] != DAY:
                coarse.add(bucket)
    guests: dict[Bucket, list[int]] = defaultdict(list)
    for place, telling in enumerate(tellings):
        for bucket in _guest_buckets(telling.period):
            if bucket in coarse:
                guests[bucket].append(place)
    for bucket, at_home in natives.items():
        yield from _meetings(tellings, at_home, at_home)
        if bucket in guests:
            yield from _meetings(tellings, at_home, guests[bucket])


def _meetings(tellings: Sequence[Telling], hosts: Sequence[int], others: Sequence[int]) -> Iterator[Pair]:
    """Yield each of *hosts* with those of *others* that share most of its rare words."""
    if len(others) == 1 and others[0] == hosts[0]:
        return
    sought = {key for place in hosts for key in tellings[place].keys[:RAREST]} if hosts is not others else None
    holders: dict[str, list[int]] = defaultdict(list)
    for place in others:
        for key in tellings[place].keys[:RAREST]:
            if sought is None or key in sought:
                holders[key].append(place)
    if hosts is others:
        holders = {key: found for key, found in holders.items() if len(found) > 1}
    crowds = {key: _Crowd(tellings, found) for key, found in holders.items() if len(found) > CROWD}
    pairs = {
        (place, other) if place < other else (other, place)
        for place in hosts
        for other in _likest(tellings[place], place, holders, crowds)
    }
    yield from sorted(pairs)


def _likest(
    telling: Telling, place: int, holders: Mapping[str, Sequence[int]], crowds: Mapping[str, "_Crowd"]
) -> Sequence[int]:
    """Return those that share most of a telling's words; of equals, the first."""
    nearby = [crowds[key].near(place) if key in crowds else holders[key] for key in telling.keys[:RAREST] if key in holders]
    shared = Counter(chain.from_iterable(nearby))
    del shared[place]
    if len(shared) <= LIKELY:
        return list(shared)
    return sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:LIKELY]


class _Crowd:
    """Tellings that share a word that many share, in the order of all their words."""

    def __init__(self, tellings: Sequence[Telling], places: Sequence[int]) -> None:
        self._places = sorted(places, key=lambda place: (tellings[place].keys, place))
        self._rank = {place: number for number, place in enumerate(self._places)}

    def near(self, place: int) -> Sequence[int]:
        """Return those nearest to *place* in that order."""
        number = self._rank.get(place)
        if number is None:
            return self._places[:NEXT_OF_CROWD]
        return self._places[max(0, number - NEXT_OF_CROWD) : number + NEXT_OF_CROWD + 1]


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
    return [bucket for grain in (MONTH, YEAR, 0) if not grain or grain > own for bucket in _spans(period, grain)]


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
