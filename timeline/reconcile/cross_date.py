"""One event under two dates: clusters joined over a mistake, a background date, or a correction."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, product
from typing import NamedTuple

from timeline.dates import EventDate, finest
from timeline.reconcile.blocking import Pair
from timeline.reconcile.clustering import Members, linkage
from timeline.reconcile.feature_keys import event_type_key, is_event_word, is_name, is_once_only
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import (
    DISAGREEMENT,
    FREQUENT_TERM,
    LEAST_SHARED_CLAIMS,
    MOST_CANDIDATES,
    MOST_MISTAKEN_DAYS,
    MOST_REPRESENTATIVES,
)
from timeline.reconcile.periods import DAY, Period, Relation, gap, period_of, relate
from timeline.reconcile.role_conflicts import exclude_each_other
from timeline.reconcile.similarity import share_sentence

BEGINNING = event_type_key("begin", once_only=True)
"""What begins on one day, as trading does, can begin on the next; only what has been since then is one."""


class _DatedClaim(NamedTuple):
    """What a cluster claims: a date, event types that happen once, the other terms of its headlines.

    *articles* are those of its *mentions*; *corrects* is whether one of these mentions an earlier report.
    """

    mentions: Sequence[MentionFeatures]
    period: Period
    unique: AbstractSet[str]
    words: AbstractSet[str]
    articles: AbstractSet[str]
    corrects: bool


def join_disagreeing(mentions: Sequence[MentionFeatures], clusters: Sequence[Members]) -> list[Members]:
    """Join clusters that report, under different dates, what happens only once or what one of them corrects.

    Two dates disagree when the event is of a type that happens once to the same thing (it sinks, begins, is
    founded), or when one of them stands beside an earlier report; when no article reports both; and when no
    third date claims it too, for that would be a series. A beginning in the background may have any number
    of dates, in one article too.
    """
    claims = _claims(mentions, clusters)
    beginnings = [
        (one, other)
        for one, other in _beginnings(claims)
        if _share_beginning(claims[one].mentions, claims[other].mentions)
    ]
    mistakes = [
        (one, other)
        for one, other in sorted(_mistakes(claims))
        if linkage(mentions, clusters[one], clusters[other]) >= DISAGREEMENT
        and not exclude_each_other(claims[one].mentions, claims[other].mentions)
    ]
    claimed = Counter(number for pair in mistakes for number in pair)
    alone = [pair for pair in mistakes if all(claimed[number] == 1 for number in pair)]
    return _joined(mentions, clusters, beginnings + alone)


def _joined(
    mentions: Sequence[MentionFeatures], clusters: Sequence[Members], pairs: Iterable[Pair]
) -> list[Members]:
    """Return *clusters* with those of each of *pairs* joined, unless they quote one sentence."""
    members = {number: list(places) for number, places in enumerate(clusters)}
    joined_into: dict[int, int] = {}

    def current(number: int) -> int:
        while number in joined_into:
            number = joined_into[number]
        return number

    for pair in pairs:
        first, second = map(current, pair)
        if first == second:
            continue
        both = product(members[first], members[second])
        if not any(share_sentence(mentions[one], mentions[other]) for one, other in both):
            members[first] += members.pop(second)
            joined_into[second] = first
    return [sorted(places) for places in members.values()]


def date_of(cluster: Iterable[MentionFeatures]) -> EventDate:
    """Return the finest date of *cluster*, one of whose mentions has a date."""
    dates = {member.mention.citation.date for member in cluster if member.mention.citation.date is not None}
    return finest(dates) if len(dates) > 1 else dates.pop()


def _claims(mentions: Sequence[MentionFeatures], clusters: Sequence[Members]) -> dict[int, _DatedClaim]:
    """Return the claim of each cluster, by its number, that can disagree with another one."""
    once_only = set(filter(is_once_only, set().union(*[mention.headline for mention in mentions])))
    unique = set()
    correcting = set()
    corrected: set[str] = set()
    for number, places in enumerate(clusters):
        if any(not once_only.isdisjoint(mentions[place].headline) for place in places):
            unique.add(number)
        if any(mentions[place].correcting for place in places):
            correcting.add(number)
            corrected.update(*[mentions[place].headline for place in places])
    claims = {}
    for number, places in enumerate(clusters):
        members = [mentions[place] for place in places]
        if number in unique or any(not corrected.isdisjoint(member.headline) for member in members):
            claims[number] = _claim_of(members, corrects=number in correcting)
    return claims


def _claim_of(members: Sequence[MentionFeatures], *, corrects: bool) -> _DatedClaim:
    keys = set().union(*[member.headline for member in members])
    unique = {key for key in keys if is_once_only(key)}
    articles = {member.article for member in members}
    return _DatedClaim(members, period_of(date_of(members)), unique, keys - unique, articles, corrects)


def _beginnings(claims: Mapping[int, _DatedClaim]) -> Iterator[Pair]:
    """Yield the pairs of clusters without a day of which one reports what has been since another time."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, claim in claims.items():
        if claim.unique and claim.period.length > DAY:
            for terms in product(claim.unique, claim.words):
                holders[terms].append(number)
    pairs: set[Pair] = set()
    for numbers in holders.values():
        if len(numbers) <= FREQUENT_TERM:
            pairs.update(combinations(numbers, 2))
    for one, other in sorted(pairs):
        first, second = claims[one], claims[other]
        since = any(member.mention.kind == "since" for member in (*first.mentions, *second.mentions))
        if since and relate(first.period, second.period) is Relation.APART:
            yield one, other


def _mistakes(claims: Mapping[int, _DatedClaim]) -> Iterator[Pair]:
    """Yield the pairs of clusters of near dates that share an event type which happens once, or a correction.

    Each is paired with those before it that share most of its terms, and for each term with the last
    `FREQUENT_TERM` of them.
    """
    corrected = set().union(*(claim.words for claim in claims.values() if claim.corrects))
    before: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, claim in sorted(claims.items(), key=lambda it: (it[1].period.first, it[0])):
        shared: Counter[int] = Counter()
        earliest = claim.period.first - 2 * MOST_MISTAKEN_DAYS
        for terms in (*product(claim.unique, claim.words), *product(("",), claim.words & corrected)):
            numbers = before[terms]
            while numbers and claims[numbers[0]].period.first < earliest:
                del numbers[0]
            shared.update(numbers[-FREQUENT_TERM:])
            numbers.append(number)
        mistaken = [
            other
            for other, count in shared.items()
            if count >= LEAST_SHARED_CLAIMS and _may_be_mistake(claim, claims[other])
        ]
        mistaken.sort(key=lambda other: (-shared[other], other))
        for other in mistaken[:MOST_CANDIDATES]:
            yield min(number, other), max(number, other)


def _may_be_mistake(one: _DatedClaim, other: _DatedClaim) -> bool:
    """Return whether one date may be a mistake for the other: near it, and of different articles."""
    if gap(one.period, other.period) > MOST_MISTAKEN_DAYS:
        return False
    if relate(one.period, other.period) is not Relation.APART:
        return False
    if one.corrects or other.corrects:
        return True
    if (one.unique & other.unique) <= {BEGINNING}:
        return False
    if one.articles.isdisjoint(other.articles):
        return True
    return _articles_against(one, other.period).isdisjoint(_articles_against(other, one.period))


def _articles_against(claim: _DatedClaim, period: Period) -> set[str]:
    """Return the articles whose date excludes *period*; "two weeks ago" agrees with either of two days."""
    return {
        member.article
        for member in claim.mentions
        if member.period is not None and relate(member.period, period) is Relation.APART
    }


def _share_beginning(one: Sequence[MentionFeatures], other: Sequence[MentionFeatures]) -> bool:
    """Return whether two mentions share a name, an event type that happens once, and what it happens to."""
    for first, second in product(one[:MOST_REPRESENTATIVES], other[:MOST_REPRESENTATIVES]):
        shared = set(first.keys) & set(second.keys)
        names = {key for key in shared if is_name(key)}
        unique = {key for key in shared if is_once_only(key)}
        others = [key for key in shared - names - unique if not is_event_word(key)]
        if names and unique and others:
            return True
    return False
