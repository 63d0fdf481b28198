"""What joins groups against their dates: one happening told under two dates, and tellings without a date of their own."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from timeline.dates import EventDate, finest
from timeline.reconcile.dating import DAY, Period, Relation, can_mean, gap, period_of, relate
from timeline.reconcile.groups import CROWD, SPOKESMEN, Members, group, link
from timeline.reconcile.lexicon import ONCE_ONLY
from timeline.reconcile.likeness import compare, share_sentence
from timeline.reconcile.telling import Telling
from timeline.reconcile.words import DEEDS_BY_STEM

DAYS_MISTAKEN = 7 * DAY
"""How far apart two dates of one happening can lie by mistake; a beginning told as background has no such limit."""
DISAGREEMENT = 0.08
"""How much better than other groups those must hold together that disagree on their date."""
LIKEST = 10
"""With how many groups a telling without a date is compared, and with how many tellings of each."""
FITTING_WORDS = 0.12
"""What it counts for that words left without a date, such as "on Tuesday", fit the day of a group."""
MANY_ARTICLES = 0.025
"""What each doubling of the articles that tell a group counts for it: what many tell is what one more is likely to tell."""
ROUNDS = 2
"""How often tellings without a date are tried: those found first can lead to others."""

_ONCE_ONLY = frozenset(f"={deed}" for deed in ONCE_ONLY)


def join_disagreeing(tellings: Sequence[Telling], groups: Sequence[Members]) -> list[Members]:
    """Join groups that tell, under different dates, what can happen only once.

    Two dates disagree when the deed happens once to the same thing (it sinks, begins, is founded), when no article tells
    both, and when no third date claims it too, for that would be a series. A beginning told as background may have any
    number of dates, in one article too.
    """
    told = [[tellings[place] for place in members] for members in groups]
    beginnings, mistakes = [], []
    for one, other in _sharing_once_only(told):
        if not _are_apart(told[one], told[other]):
            continue
        if _are_background(told[one], told[other]):
            if _begin_the_same(told[one], told[other]):
                beginnings.append((one, other))
        elif _is_mistake(told[one], told[other]) and link(tellings, groups[one], groups[other]) >= DISAGREEMENT:
            mistakes.append((one, other))
    claims = Counter(number for pair in mistakes for number in pair)
    lone = [pair for pair in mistakes if all(claims[number] == 1 for number in pair)]
    joined: list[Members] = [list(members) for members in groups]
    for one, other in beginnings + lone:
        first, second = joined[one], joined[other]
        if first is not second and not any(share_sentence(tellings[a], tellings[b]) for a, b in product(first, second)):
            first.extend(second)
            joined = [first if members is second else members for members in joined]
    return [sorted(members) for members in {id(members): members for members in joined}.values()]


def _are_background(one: Sequence[Telling], other: Sequence[Telling]) -> bool:
    """Tell whether neither tells a day and at least one tells what has been since."""
    since = any(telling.mention.kind == "since" for telling in (*one, *other))
    return since and all(period_of(_date_of(told)).length > DAY for told in (one, other))


def _sharing_once_only(told: Sequence[Sequence[Telling]]) -> list[tuple[int, int]]:
    """Return the pairs of groups that share a deed which happens once to a thing, and another word beside it."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, tellings in enumerate(told):
        keys = {key for telling in tellings for key in telling.keys}
        for once, key in product(keys & _ONCE_ONLY, keys - _ONCE_ONLY):
            found[once, key].append(number)
    return sorted({pair for numbers in found.values() if len(numbers) <= CROWD for pair in combinations(numbers, 2)})


def _are_apart(one: Sequence[Telling], other: Sequence[Telling]) -> bool:
    return relate(period_of(_date_of(one)), period_of(_date_of(other))) is Relation.APART


def _date_of(told: Iterable[Telling]) -> EventDate:
    return finest(telling.mention.citation.date for telling in told if telling.mention.citation.date is not None)


def _begin_the_same(one: Sequence[Telling], other: Sequence[Telling]) -> bool:
    """Tell whether two tellings share a name, a deed that happens once, and what it happens to."""
    for first, second in product(one[:SPOKESMEN], other[:SPOKESMEN]):
        shared = set(first.keys) & set(second.keys)
        names = shared & first.names.keys()
        if names and shared & _ONCE_ONLY and any(not _is_once_only(key) for key in shared - names):
            return True
    return False


def _is_once_only(key: str) -> bool:
    return key in _ONCE_ONLY or not _ONCE_ONLY.isdisjoint(f"={deed}" for deed in DEEDS_BY_STEM.get(key, ()))


def _is_mistake(one: Sequence[Telling], other: Sequence[Telling]) -> bool:
    """Tell whether two dates are so near, and told by such different articles, that one may be a mistake."""
    first, second = (period_of(_date_of(told)) for told in (one, other))
    return gap(first, second) <= DAYS_MISTAKEN and _articles_against(one, second).isdisjoint(_articles_against(other, first))


def _articles_against(told: Iterable[Telling], period: Period) -> set[str]:
    """Return the articles that date it otherwise than *period*: one that says "two weeks ago" holds with either day."""
    dated = (telling for telling in told if telling.period is not None)
    return {telling.mention.citation.article for telling in dated if relate(telling.period, period) is Relation.APART}


class _Home(NamedTuple):
    """A group that tellings without a date may join, and its date."""

    told: Sequence[Telling]
    date: EventDate


def attach_undated(
    tellings: Sequence[Telling], groups: Sequence[Members], undated: Iterable[int]
) -> tuple[list[Members], list[Members]]:
    """Return *groups* with those of *undated* that clearly tell one of them, and groups of the rest."""
    grown, rest = [list(members) for members in groups], list(undated)
    for _ in range(ROUNDS):
        told = [[tellings[place] for place in members] for members in grown]
        homes = [_Home(group_told, _date_of(group_told)) for group_told in told]
        index = _index_of(homes)
        found = {place: _home_of(tellings[place], homes, index) for place in rest}
        rest = []
        for place, number in found.items():
            if number is None or any(share_sentence(tellings[place], tellings[other]) for other in grown[number]):
                rest.append(place)
            else:
                grown[number].append(place)
    leftover = group([tellings[place] for place in rest])
    return grown, [[rest[place] for place in members] for members in leftover]


def _index_of(homes: Sequence[_Home]) -> Mapping[str, Sequence[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, home in enumerate(homes):
        for key in {key for telling in home.told for key in telling.keys}:
            index[key].append(number)
    return index


def _home_of(telling: Telling, homes: Sequence[_Home], index: Mapping[str, Sequence[int]]) -> int | None:
    """Return the number of the home that *telling* clearly belongs to."""
    shared: Counter[int] = Counter()
    for key in telling.keys:
        if len(index.get(key, ())) <= CROWD:
            shared.update(index.get(key, ()))
    likest = sorted(shared, key=lambda number: (-shared[number], number))[:LIKEST]
    fits = {number: _fit(telling, homes[number]) for number in likest}
    best = min(fits, key=lambda number: (-fits[number], number), default=None)
    return best if best is not None and fits[best] >= 0 else None


def _fit(telling: Telling, home: _Home) -> float:
    """Return how well a telling without a date fits, below 0 where it does not: by the two likest, and by how many tell it."""
    possible = can_mean(telling.mention.citation.expression or "", home.date)
    if possible is False:
        return -1
    margins = sorted((compare(telling, one).margin for one in home.told[:LIKEST]), reverse=True)[:2]
    articles = {one.mention.citation.article for one in home.told}
    return sum(margins) / len(margins) + MANY_ARTICLES * math.log2(len(articles)) + (FITTING_WORDS if possible else 0)
