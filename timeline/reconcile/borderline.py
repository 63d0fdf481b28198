"""What is close: tellings of which likeness hardly says whether they are one happening, as questions to somebody else.

What holds together well is a *strand*, of which nobody is asked. Strands that likeness only just put into one
group, or only just kept apart, are asked about together. An answer may put together only what dates and
sentences allow.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from timeline.gc_pause import without_cycle_search
from timeline.reconcile.blocking import likely_pairs
from timeline.reconcile.clustering import link
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.similarity import margin, may_be_one, may_share_date

GROUPED_MARK = "grouped by the model"
"""The mark of an event that a model put together or parted otherwise than likeness alone would have."""
BAND = 0.15
"""How far from what is needed two strands may be, to either side, for it to be close.

Where people had marked the events, 58 of 225 decisions so close were wrong, and 44 of 386 from there to 0.30.
"""
MOST_STRANDS = 20
"""How many strands one question is about, at most."""
MOST_TOLD = 40
"""Up to how many tellings a group may be parted: what more tell holds together in many ways."""

Subcluster = tuple[MentionFeatures, ...]
"""Tellings that are one happening without question, in the order of their ids."""
Answer = Sequence[Sequence[int]]
"""Groups of numbers of strands, from 0 on."""
Told = Sequence[Sequence[MentionFeatures]]
"""The tellings of each happening."""


@dataclass(frozen=True, slots=True)
class Borderline:
    """One question: which of these *strands* tell the same? *groups* is the answer of likeness alone."""

    strands: tuple[Subcluster, ...]
    groups: tuple[tuple[int, ...], ...]


@without_cycle_search()
def find_borderline(told: Told, band: float = BAND) -> list[Borderline]:
    """Return what is close among the tellings of each happening; the order of these is of no account."""
    found = [(strand, number) for number, group in enumerate(told) for strand in _strands(group, band)]
    found.sort(key=lambda it: it[0][0].id)
    strands, group_of = [strand for strand, _ in found], [number for _, number in found]
    components = _Components(len(found), MOST_STRANDS)
    for members in _places_by(group_of):
        for place in members:
            components.join(members[0], place)
    for _, one, other in sorted(_nearly_joined(strands, group_of, band)):
        components.join(one, other)
    return [_close([found[place] for place in places]) for places in components.all() if len(places) > 1]


def regroup(told: Told, answers: Iterable[tuple[Borderline, Answer]]) -> list[Sequence[MentionFeatures]]:
    """Return *told* with what was close as the answers have it, as far as that is allowed.

    A number that there is not says nothing, and of one that is given twice the first counts. One that is left
    out stays with the others of its group as long as these stay together, and else is by itself.
    """
    anew: list[list[MentionFeatures]] = []
    moved: set[str] = set()
    for close, answer in answers:
        groups = [group for wanted in _completed(close, answer) for group in _allowed(close, wanted)]
        for group in [group for group in groups if tuple(group) not in close.groups]:
            tellings = [telling for number in group for telling in close.strands[number]]
            moved.update(telling.id for telling in tellings)
            anew.append(sorted(tellings, key=lambda telling: telling.period is None))
    return [*(group for group in told if group[0].id not in moved), *anew]


def _strands(group: Sequence[MentionFeatures], band: float) -> list[Subcluster]:
    """Return the tellings of a group by what holds together well; one without a date goes with the one that it is likest to.

    What is in it against the dates, because sources disagree on them, is so by another rule than likeness,
    and stays so.
    """
    if not 1 < len(group) <= MOST_TOLD:
        return [_in_order(group)]
    undated = _in_order(telling for telling in group if telling.period is None)
    compared = _in_order(telling for telling in group if telling.period is not None) or undated
    strands = [[compared[place] for place in places] for places in _held_together(compared, band)]
    for telling in undated if len(undated) < len(group) else ():
        likest = max(strands, key=lambda strand: (max(margin(telling, one) for one in strand), strand[0].id))
        likest.append(telling)
    joined = _Components(len(strands))
    for one, other in combinations(range(len(strands)), 2):
        if not may_join(strands[one], strands[other]):
            joined.join(one, other)
    found = [_in_order(telling for place in places for telling in strands[place]) for places in joined.all()]
    return found if len(found) <= MOST_STRANDS else [_in_order(group)]


def _held_together(tellings: Sequence[MentionFeatures], band: float) -> list[list[int]]:
    """Return groups of places: the likest first, as long as they hold together on average by *band* more than they must."""
    held = {
        (one, other): margin(tellings[one], tellings[other])
        for one, other in combinations(range(len(tellings)), 2)
    }
    group_of = {place: [place] for place in range(len(tellings))}
    for one, other in sorted(held, key=lambda pair: (-held[pair], pair)):
        first, second = group_of[one], group_of[other]
        if first is not second and link(tellings, first, second, held) >= band:
            joined = sorted(first + second)
            group_of |= dict.fromkeys(joined, joined)
    return [places for place, places in group_of.items() if places[0] == place]


def _in_order(group: Iterable[MentionFeatures]) -> Subcluster:
    return tuple(sorted(group, key=lambda telling: telling.id))


def _nearly_joined(
    strands: Sequence[Subcluster], group_of: Sequence[int], band: float
) -> Iterator[tuple[float, int, int]]:
    """Yield the places of two strands that only just are not in one group, after how far they fall short of that."""
    tellings = [telling for strand in strands for telling in strand]
    strand_of = [number for number, strand in enumerate(strands) for _ in strand]
    places = _places_by(strand_of)
    seen: set[tuple[int, int]] = set()
    for one, other in likely_pairs(tellings):
        pair = strand_of[one], strand_of[other]
        if (
            len({group_of[number] for number in pair}) == 1
            or pair in seen
            or margin(tellings[one], tellings[other]) < -band
        ):
            continue
        seen.add(pair)
        held = link(tellings, places[pair[0]], places[pair[1]])
        if held >= -band and may_join(strands[pair[0]], strands[pair[1]]):
            yield -held, *pair


def may_join(one: Sequence[MentionFeatures], other: Sequence[MentionFeatures]) -> bool:
    """Tell whether nothing forbids that two strands tell one happening."""
    first, second = (
        {(telling.period, telling.weekday): telling for telling in strand}.values() for strand in (one, other)
    )
    if not all(may_share_date(*pair) for pair in product(first, second)):
        return False
    return all(may_be_one(*pair) for pair in product(one, other) if pair[0].article is pair[1].article)


class _Components:
    """Places joined to components of at most *most* places."""

    def __init__(self, count: int, most: int | None = None) -> None:
        self._most = count if most is None else most
        self._members = {place: [place] for place in range(count)}

    def join(self, one: int, other: int) -> None:
        """Join the components of two places, unless that would be too many."""
        first, second = self._members[one], self._members[other]
        if first is not second and len(first) + len(second) <= self._most:
            first += second
            self._members |= dict.fromkeys(second, first)

    def all(self) -> list[list[int]]:
        """Return the places of each component, by their first places."""
        return sorted(sorted(members) for place, members in self._members.items() if place == min(members))


def _places_by(group_of: Iterable[int]) -> list[list[int]]:
    """Return the places of each group, where *group_of* says which group each place is of."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(group_of):
        places[group].append(place)
    return list(places.values())


def _close(found: Sequence[tuple[Subcluster, int]]) -> Borderline:
    """Return the question about some strands, each with the number of its group, in the order of their dates."""
    ordered = sorted(found, key=lambda it: (_first_day(it[0]), it[0][0].id))
    return Borderline(
        tuple(strand for strand, _ in ordered), tuple(map(tuple, _places_by(number for _, number in ordered)))
    )


def _first_day(strand: Subcluster) -> float:
    return min((telling.period.first for telling in strand if telling.period is not None), default=math.inf)


def _completed(close: Borderline, answer: Answer) -> list[list[int]]:
    """Return *answer* with each strand in one group."""
    count = len(close.strands)
    group_of: dict[int, int] = {}
    for group, numbers in enumerate(answer):
        for number in numbers:
            group_of.setdefault(number, group)
    for group, numbers in enumerate(close.groups, start=len(answer)):
        homes = {group_of[number] for number in numbers if number in group_of} or {group}
        for number in numbers:
            group_of.setdefault(number, min(homes) if len(homes) == 1 else len(answer) + count + number)
    return _places_by([group_of[number] for number in range(count)])


def _allowed(close: Borderline, wanted: Sequence[int]) -> list[list[int]]:
    """Return a group parted where it puts together what is forbidden."""
    parts: list[list[int]] = []
    for number in wanted:
        strand = close.strands[number]
        home = next(
            (part for part in parts if all(may_join(strand, close.strands[other]) for other in part)), None
        )
        if home is None:
            parts.append([number])
        else:
            home.append(number)
    return parts
