"""Which tellings tell one happening: likely pairs by date and shared words, then links that hold on average."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from timeline.reconcile.dating import DAY, MONTH, YEAR, Period
from timeline.reconcile.likeness import compare, may_be_one, may_share_date
from timeline.reconcile.telling import Telling

RAREST = 12
"""By how many of its rarest words a telling is found."""
CROWD = 50
"""A word that more tellings of one date share leads each of them only to the next few, so that the work stays linear."""
NEXT_OF_CROWD = 8
EDGES = 10
"""By how many of its likest pairs each telling is linked."""
SPOKESMEN = 5
"""How many tellings of a group speak for it when groups are compared."""

Pair = tuple[int, int]
Members = list[int]
"""Places of tellings that tell one happening, in order."""
Bucket = tuple[int, int]
"""A span of the calendar: its length, and its number among those of that length; a length of 0 is all time."""


def group(tellings: Sequence[Telling]) -> list[Members]:
    """Return groups of places in *tellings*, each of one happening; each place is in one group."""
    margins = {}
    for one, other in _likely_pairs(tellings):
        if may_be_one(tellings[one], tellings[other]):
            margin = compare(tellings[one], tellings[other]).margin
            if margin >= 0:
                margins[one, other] = margin
    groups = [_Group(place, telling) for place, telling in enumerate(tellings)]
    for one, other in _strongest(margins):
        first, second = groups[one], groups[other]
        if first is not second and first.may_take(second):
            linked = link(tellings, first.places, second.places, best=margins[one, other])
            if linked >= 0:
                first.take(second)
                for place in second.places:
                    groups[place] = first
    return [found.places for place, found in enumerate(groups) if found.places[0] == place]


def link(tellings: Sequence[Telling], one: Sequence[int], other: Sequence[int], *, best: float = -1) -> float:
    """Return how well two groups hold together: half their best pair's margin, *best* or better, and half the average one's."""
    pairs = product(one[:SPOKESMEN], other[:SPOKESMEN])
    margins = [compare(tellings[first], tellings[second]).margin for first, second in pairs]
    return (max(best, *margins) + sum(margins) / len(margins)) / 2


class _Group:
    """Tellings found to tell one happening so far."""

    def __init__(self, place: int, telling: Telling) -> None:
        self.places = [place]
        self.dates = {(telling.period, telling.weekday): telling}
        self.by_article = {telling.mention.citation.article: [telling]}

    def may_take(self, other: "_Group") -> bool:
        """Tell whether nothing forbids that both tell one happening."""
        if not all(may_share_date(*pair) for pair in product(self.dates.values(), other.dates.values())):
            return False
        articles = self.by_article.keys() & other.by_article.keys()
        return all(
            may_be_one(*pair) for article in articles for pair in product(self.by_article[article], other.by_article[article])
        )

    def take(self, other: "_Group") -> None:
        """Take in the tellings of *other*."""
        self.places = sorted((*self.places, *other.places))
        self.dates |= other.dates
        for article, tellings in other.by_article.items():
            self.by_article.setdefault(article, []).extend(tellings)


def _likely_pairs(tellings: Sequence[Telling]) -> set[Pair]:
    """Return the pairs, the lesser place first, whose dates may be the same and that share a word."""
    natives: dict[tuple[Bucket, str], list[int]] = defaultdict(list)
    guests: dict[tuple[Bucket, str], list[int]] = defaultdict(list)
    for place, telling in enumerate(tellings):
        for bucket, key in product(_native_buckets(telling.period), telling.keys[:RAREST]):
            natives[bucket, key].append(place)
    for place, telling in enumerate(tellings):
        for bucket, key in product(_guest_buckets(telling.period), telling.keys[:RAREST]):
            if (bucket, key) in natives:
                guests[bucket, key].append(place)
    return {pair for where, at_home in natives.items() for pair in _meetings(tellings, at_home, guests.get(where, ()))}


def _meetings(tellings: Sequence[Telling], natives: Sequence[int], guests: Sequence[int]) -> Iterator[Pair]:
    """Yield each native with each other one and with each guest; in a crowd, with those nearest by their rarest words."""
    if len(natives) > CROWD:
        natives = sorted(natives, key=lambda place: (tellings[place].keys, place))
        reach = NEXT_OF_CROWD
    else:
        reach = CROWD
    for number, native in enumerate(natives):
        for other in (*natives[number + 1 : number + 1 + reach], *guests[:reach]):
            if native != other:
                yield min(native, other), max(native, other)


def _native_buckets(period: Period | None) -> list[Bucket]:
    """Return the spans of the calendar that a date lies in, as long as the date is exact."""
    if period is None:
        return [(-1, 0)]
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


def _strongest(margins: Mapping[Pair, float]) -> list[Pair]:
    """Return the pairs that are among the likest of either telling, the likest first."""
    counts: Counter[int] = Counter()
    kept = []
    for pair in sorted(margins, key=lambda pair: (-margins[pair], pair)):
        if any(counts[place] < EDGES for place in pair):
            kept.append(pair)
            counts.update(pair)
    return kept
