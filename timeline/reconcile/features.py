"""What a mention tells, weighed: words that few dates share count most.

A word's weight depends on that word alone, not on how many mentions there are: articles that share nothing
with an event leave it as it is.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import mul
from sys import intern
from typing import NamedTuple

from timeline.dates import EventDate
from timeline.models import Mention
from timeline.reconcile.periods import Period, period_of, weekday_in
from timeline.reconcile.quantities import Count
from timeline.reconcile.terms import CLAUSE, HEADLINE, MentionTerms, TermReader

RARITY_SLOPE = 0.25
"""How fast a word loses weight with the logarithm of how many dates it is used for."""
MOST_WORDS = 30
"""How many of its words, the heaviest, a telling is compared by."""

_STEPS = 1024
_SHARES = [step / _STEPS for step in range(_STEPS + 1)]

Weights = Mapping[str, float]
"""What each word counts, to be multiplied by what it counts in another telling.

The squares of all of a telling's words sum up to about 1. They are multiples of a power of two, so that sums
of them are exact and do not depend on their order; and few of them are different numbers, so that millions
need little memory.
"""


@dataclass(frozen=True, slots=True)
class MentionFeatures:
    """One mention as it is compared: the *weights* of its names ("@" stands before them), other words, and deeds ("=").

    *article* is its article's id, interned: two of one article have one object, so that they are compared by
    identity. *period* is what its date means; *weekday*, Monday being 0, is what its time expression names
    where it has no date; *headline* are the words of its headline, *named* whether a name is among them;
    *keys* are those and the words of the clause that says when, the rarest first; *counts* how many it says
    there were of what; *framed* tells whether its time expression dates that something was said, *correcting*
    whether it speaks of what was said before.
    """

    id: str
    mention: Mention
    article: str
    period: Period | None
    weekday: int | None
    weights: Weights
    headline: tuple[str, ...]
    keys: tuple[str, ...]
    counts: tuple[Count, ...]
    framed: bool
    named: bool
    correcting: bool


class _Rarity(NamedTuple):
    """What each word counts by the number of dates for which it is used, and its *rank*: 0 is the rarest's."""

    weight: Mapping[str, float]
    rank: Mapping[str, int]


def features_of(mentions: Mapping[str, Mention]) -> list[MentionFeatures]:
    """Return what each mention, by its id, tells; how rare a word is is counted over all of them."""
    # What has one date is made at one time: then it lies side by side in memory, where it is compared again
    # and again.
    order = sorted(mentions, key=lambda name: _first_day(mentions[name]))
    reader = TermReader()
    readings = [reader.read(mentions[name]) for name in order]
    uses = Counter(chain.from_iterable(reading.words for reading in readings))
    for reading in readings:
        reader.settle(reading, uses)
    rarity = _rarity([mentions[name] for name in order], readings)
    readings.reverse()
    tellings = {name: _telling(name, mentions[name], readings.pop(), rarity) for name in order}
    return [tellings[name] for name in mentions]


def _first_day(mention: Mention) -> int:
    date = mention.citation.date
    return period_of(date).first if date else 0


def _rarity(mentions: Iterable[Mention], readings: Sequence[MentionTerms]) -> _Rarity:
    by_date: dict[EventDate | None, list[Iterable[str]]] = defaultdict(list)
    for mention, reading in zip(mentions, readings, strict=True):
        by_date[mention.citation.date].append(reading.words)
    dates: Counter[str] = Counter()
    for told in by_date.values():
        dates.update(set().union(*told))
    ordered = sorted(dates, key=lambda key: (dates[key], key))
    weights = {key: 1 / (1 + RARITY_SLOPE * math.log(count)) for key, count in dates.items()}
    return _Rarity(weights, {key: rank for rank, key in enumerate(ordered)})


def _telling(name: str, mention: Mention, reading: MentionTerms, rarity: _Rarity) -> MentionFeatures:
    citation, words = mention.citation, reading.words
    keys = sorted([key for key, weight in words.items() if weight >= CLAUSE], key=rarity.rank.__getitem__)
    headline = tuple([key for key in keys if words[key] == HEADLINE])
    return MentionFeatures(
        id=name,
        mention=mention,
        article=intern(citation.article),
        period=period_of(citation.date) if citation.date else None,
        weekday=None if citation.date else weekday_in(citation.expression or ""),
        weights=_shares(words, rarity),
        headline=headline,
        keys=tuple(keys),
        counts=reading.counts,
        framed=reading.framed,
        named="@" in [key[0] for key in headline],
        correcting=reading.correcting,
    )


def _shares(words: Weights, rarity: _Rarity) -> Weights:
    """Return the weights of the heaviest words at length 1."""
    rare, rank = rarity
    keys, weights = list(words), list(map(mul, words.values(), map(rare.__getitem__, words)))
    if len(keys) > MOST_WORDS:
        kept = sorted(zip(weights, keys, strict=True), key=lambda word: (-word[0], rank[word[1]]))[
            :MOST_WORDS
        ]
        keys, weights = [key for _, key in kept], [weight for weight, _ in kept]
    scale = _STEPS / math.sqrt(math.fsum(map(mul, weights, weights)) or 1)
    return dict(
        zip(keys, map(_SHARES.__getitem__, [int(weight * scale + 0.5) for weight in weights]), strict=True)
    )
