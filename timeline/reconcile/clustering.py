"""Which tellings tell one happening: links between likely pairs that hold on average."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product
from types import MappingProxyType

from timeline.reconcile.blocking import Pair, likely_pairs
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.similarity import margin, may_be_one, may_be_one_with_others, may_share_date

SPOKESMEN = 5
"""How many tellings of a group speak for it when groups are compared."""

NOTHING_KNOWN: Mapping[Pair, float] = MappingProxyType({})

Members = list[int]
"""Places of tellings that tell one happening, in order."""


def group(tellings: Sequence[MentionFeatures]) -> list[Members]:
    """Return groups of places in *tellings*, each of one happening; each place is in one group."""
    links = _Links(len(tellings))
    for one, other in likely_pairs(tellings):
        held = margin(tellings[one], tellings[other])
        if held >= 0 and may_be_one(tellings[one], tellings[other]):
            links.add(one, other, held)
    found = [members for component in links.components() for members in _linked(tellings, links, component)]
    grouped = {place for members in found for place in members}
    return sorted([*found, *([place] for place in range(len(tellings)) if place not in grouped)])


def link(
    tellings: Sequence[MentionFeatures],
    one: Sequence[int],
    other: Sequence[int],
    known: Mapping[Pair, float] = NOTHING_KNOWN,
) -> float:
    """Return how well two groups hold together: two fifths of their best pair's margin, and three fifths of the average one's.

    *known* are margins of pairs, the lesser place first, that were worked out before.
    """
    margins = []
    for first, second in product(one[:SPOKESMEN], other[:SPOKESMEN]):
        held = known.get((first, second) if first < second else (second, first))
        margins.append(margin(tellings[first], tellings[second]) if held is None else held)
    return 0.4 * max(margins) + 0.6 * sum(margins) / len(margins)


class _Links:
    """Pairs that are alike, in little memory."""

    def __init__(self, count: int) -> None:
        self._root = array("L", range(count))
        self.one, self.other, self.margin = array("L"), array("L"), array("d")

    def add(self, one: int, other: int, held: float) -> None:
        """Link two places."""
        self.one.append(one)
        self.other.append(other)
        self.margin.append(held)
        first, second = self._find(one), self._find(other)
        if first != second:
            self._root[max(first, second)] = min(first, second)

    def components(self) -> Iterator[list[int]]:
        """Yield the numbers of the links of each component, the strongest first; of equals, the first pair's."""
        found: dict[int, array[int]] = defaultdict(lambda: array("L"))
        for number, place in enumerate(self.one):
            found[self._find(place)].append(number)
        for _, numbers in sorted(found.items()):
            yield sorted(
                numbers, key=lambda number: (-self.margin[number], self.one[number], self.other[number])
            )

    def _find(self, place: int) -> int:
        root = self._root
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place


def _linked(tellings: Sequence[MentionFeatures], links: _Links, numbers: Sequence[int]) -> list[Members]:
    """Return the groups of one component: the strongest links first, as long as the groups hold together on average."""
    pairs = [(links.one[number], links.other[number]) for number in numbers]
    known = {pair: links.margin[number] for pair, number in zip(pairs, numbers, strict=True)}
    groups = {place: _Group(place, tellings[place]) for place in set(chain.from_iterable(pairs))}
    refused: set[tuple[int, int, int, int]] = set()
    for one, other in pairs:
        first, second = groups[one], groups[other]
        if first is second:
            continue
        tried = (*first.key, *second.key)
        if tried in refused:
            continue
        if first.may_take(second) and link(tellings, first.places, second.places, known) >= 0:
            first.take(second)
            for place in second.places:
                groups[place] = first
        else:
            refused.add(tried)
    return [found.places for found in {id(found): found for found in groups.values()}.values()]


class _Group:
    """Tellings found to tell one happening so far."""

    def __init__(self, place: int, telling: MentionFeatures) -> None:
        self.places = [place]
        self.dates = {(telling.period, telling.weekday): telling}
        self.by_article = {telling.article: [telling]}

    @property
    def key(self) -> tuple[int, int]:
        """What a group is known by, as long as it does not grow."""
        return self.places[0], len(self.places)

    def may_take(self, other: "_Group") -> bool:
        """Tell whether nothing forbids that both tell one happening."""
        if not all(may_share_date(*pair) for pair in product(self.dates.values(), other.dates.values())):
            return False
        articles = self.by_article.keys() & other.by_article.keys()
        return all(
            may_be_one_with_others(*pair)
            for article in articles
            for pair in product(self.by_article[article], other.by_article[article])
        )

    def take(self, other: "_Group") -> None:
        """Take in the tellings of *other*."""
        self.places = sorted((*self.places, *other.places))
        self.dates |= other.dates
        for article, tellings in other.by_article.items():
            self.by_article.setdefault(article, []).extend(tellings)
