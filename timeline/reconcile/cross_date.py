"""What joins groups against their dates: one happening under two dates, by mistake, as background, or with a correction."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, product
from typing import NamedTuple

from timeline.dates import EventDate, finest
from timeline.reconcile.blocking import CROWD, LIKELY
from timeline.reconcile.clustering import SPOKESMEN, Members, link
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.lexicon import ONCE_ONLY
from timeline.reconcile.periods import DAY, Period, Relation, gap, period_of, relate
from timeline.reconcile.similarity import share_sentence
from timeline.reconcile.tokenization import DEEDS_BY_STEM

DAYS_MISTAKEN = 7 * DAY
"""How far apart two dates of one happening can lie by mistake; a beginning told as background has no such limit."""
DISAGREEMENT = 0.05
"""How much better than other groups those must hold together that disagree on their date."""
LEAST_SHARED = 2
"""How many words such groups share at least, besides a deed that happens once."""

Pair = tuple[int, int]

_ONCE_ONLY = frozenset(f"={deed}" for deed in ONCE_ONLY)


class _DatedClaim(NamedTuple):
    """What a group of tellings claims: what its finest date means, the deeds that happen once, its headlines' other words.

    *articles* are those that tell it; *corrects* says whether one of them speaks of what was said before.
    """

    told: Sequence[MentionFeatures]
    period: Period
    once: AbstractSet[str]
    words: AbstractSet[str]
    articles: AbstractSet[str]
    corrects: bool


def join_disagreeing(tellings: Sequence[MentionFeatures], groups: Sequence[Members]) -> list[Members]:
    """Join groups that tell, under different dates, what can happen only once, or what one of them corrects.

    Two dates disagree when the deed happens once to the same thing (it sinks, begins, is founded), or when
    one of them is told together with what was said earlier; when no article tells both; and when no third
    date claims it too, for that would be a series. A beginning told as background may have any number of
    dates, in one article too.
    """
    claims = _claims(tellings, groups)
    beginnings = [
        pair for pair in _beginnings(claims) if _begin_the_same(*(claims[number].told for number in pair))
    ]
    near = sorted(_mistakes(claims))
    mistakes = [
        (one, other) for one, other in near if link(tellings, groups[one], groups[other]) >= DISAGREEMENT
    ]
    claimed = Counter(number for pair in mistakes for number in pair)
    lone = [pair for pair in mistakes if all(claimed[number] == 1 for number in pair)]
    joined = {number: list(members) for number, members in enumerate(groups)}
    taken: dict[int, int] = {}
    for pair in beginnings + lone:
        first, second = (_taker(number, taken) for number in pair)
        if first != second and not any(
            share_sentence(tellings[a], tellings[b]) for a, b in product(joined[first], joined[second])
        ):
            joined[first] += joined.pop(second)
            taken[second] = first
    return [sorted(members) for members in joined.values()]


def _taker(number: int, taken: Mapping[int, int]) -> int:
    """Return the group that has taken in group *number*, or the number itself."""
    while number in taken:
        number = taken[number]
    return number


def date_of(told: Iterable[MentionFeatures]) -> EventDate:
    """Return the finest date of *told*, one of which has a date."""
    dates = {telling.mention.citation.date for telling in told if telling.mention.citation.date is not None}
    return finest(dates) if len(dates) > 1 else dates.pop()


def _claims(tellings: Sequence[MentionFeatures], groups: Sequence[Members]) -> dict[int, _DatedClaim]:
    """Return what each group claims, by its number, as far as it can disagree with another one."""
    once = {
        number
        for number, members in enumerate(groups)
        if any(not _ONCE_ONLY.isdisjoint(tellings[p].headline) for p in members)
    }
    correcting = {
        number
        for number, members in enumerate(groups)
        if any(tellings[place].correcting for place in members)
    }
    corrected = {key for number in correcting for place in groups[number] for key in tellings[place].headline}
    claims = {}
    for number, members in enumerate(groups):
        told = [tellings[place] for place in members]
        if number in once or any(not corrected.isdisjoint(telling.headline) for telling in told):
            keys = set().union(*[telling.headline for telling in told])
            deeds = keys & _ONCE_ONLY
            articles = {telling.article for telling in told}
            claims[number] = _DatedClaim(
                told, period_of(date_of(told)), deeds, keys - deeds, articles, number in correcting
            )
    return claims


def _beginnings(claims: Mapping[int, _DatedClaim]) -> Iterator[Pair]:
    """Yield the pairs of groups of which neither tells a day, and one tells what has been since another time."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, claim in claims.items():
        if claim.once and claim.period.length > DAY:
            for pair in product(claim.once, claim.words):
                found[pair].append(number)
    pairs = {pair for numbers in found.values() if len(numbers) <= CROWD for pair in combinations(numbers, 2)}
    for one, other in sorted(pairs):
        since = any(telling.mention.kind == "since" for telling in (*claims[one].told, *claims[other].told))
        if since and relate(claims[one].period, claims[other].period) is Relation.APART:
            yield one, other


def _mistakes(claims: Mapping[int, _DatedClaim]) -> Iterator[Pair]:
    """Yield the pairs of groups whose dates are near and that share a deed which happens once, or of which one corrects.

    Each is paired with those before it that share most of its words, and for each word with the last `CROWD`
    of them.
    """
    corrected = set().union(*(claim.words for claim in claims.values() if claim.corrects))
    before: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, claim in sorted(claims.items(), key=lambda numbered: (numbered[1].period.first, numbered[0])):
        shared: Counter[int] = Counter()
        for pair in (*product(claim.once, claim.words), *product(("",), claim.words & corrected)):
            found = before[pair]
            while found and claims[found[0]].period.first < claim.period.first - 2 * DAYS_MISTAKEN:
                del found[0]
            shared.update(found[-CROWD:])
            found.append(number)
        alike = [other for other, count in shared.items() if count >= LEAST_SHARED]
        mistaken = [other for other in alike if _is_mistake(claim, claims[other])]
        for other in sorted(mistaken, key=lambda other: (-shared[other], other))[:LIKELY]:
            yield min(number, other), max(number, other)


def _is_mistake(one: _DatedClaim, other: _DatedClaim) -> bool:
    """Tell whether two dates are so near, and told by such different articles, that one may be a mistake of the other."""
    if (
        gap(one.period, other.period) > DAYS_MISTAKEN
        or relate(one.period, other.period) is not Relation.APART
    ):
        return False
    if one.corrects or other.corrects:
        return True
    if one.once.isdisjoint(other.once):
        return False
    return one.articles.isdisjoint(other.articles) or _against(one, other.period).isdisjoint(
        _against(other, one.period)
    )


def _against(claim: _DatedClaim, period: Period) -> set[str]:
    """Return the articles that date it otherwise than *period*: one that says "two weeks ago" holds with either day."""
    dated = (telling for telling in claim.told if telling.period is not None)
    return {telling.article for telling in dated if relate(telling.period, period) is Relation.APART}


def _begin_the_same(one: Sequence[MentionFeatures], other: Sequence[MentionFeatures]) -> bool:
    """Tell whether two tellings share a name, a deed that happens once, and what it happens to."""
    for first, second in product(one[:SPOKESMEN], other[:SPOKESMEN]):
        shared = set(first.keys) & set(second.keys)
        names = {key for key in shared if key[0] == "@"}
        if names and shared & _ONCE_ONLY and any(not _is_once_only(key) for key in shared - names):
            return True
    return False


def _is_once_only(key: str) -> bool:
    return key in _ONCE_ONLY or not _ONCE_ONLY.isdisjoint(DEEDS_BY_STEM.get(key, ()))
