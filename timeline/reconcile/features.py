"""The features of mentions: their terms, weighed so that those of few dates count most.

The weight is an inverse document frequency (Spärck Jones 1972) in which a date is the document. A term's
weight depends on that term alone, not on how many mentions there are: articles that share nothing with an
event leave it as it is.
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
from timeline.lang.base import Language
from timeline.models import Citation, Mention
from timeline.reconcile.feature_keys import NAME
from timeline.reconcile.parameters import CLAUSE_WEIGHT, HEADLINE_WEIGHT, MOST_TERMS, RARITY_SLOPE
from timeline.reconcile.periods import DayWords, Period, day_words_in, period_of
from timeline.reconcile.quantities import Count
from timeline.reconcile.terms import MentionTerms, TermReader

_STEPS = 1024
_SHARES = [step / _STEPS for step in range(_STEPS + 1)]

Weights = Mapping[str, float]
"""The weight of each term, to be multiplied by that of the same term of another mention.

The squares of all weights of a mention sum up to about 1. Weights are multiples of a power of two, so that
sums of them are exact and do not depend on their order; and few of them are different numbers, so that
millions need little memory.
"""


@dataclass(frozen=True, slots=True)
class MentionFeatures:
    """What one mention is compared by: the *weights* of its terms, under the keys of `feature_keys`.

    *article* is its article's id, interned: two of one article have one object, so that they are compared by
    identity. *period* is what its date means; *day_words* are what its time expression names where it has no
    date, *weekday* among them; *headline* are the terms of its headline, *named* whether a name is among
    them; *keys* are those and the terms of the clause of its time expression, the rarest first; *counts* how
    many it says there were of what; *attributed* whether its time expression dates that something was said,
    *reports* whether its headline has a reporting verb, *correcting* whether it mentions an earlier report,
    *language* that of its article.
    """

    id: str
    mention: Mention
    article: str
    period: Period | None
    weekday: int | None
    day_words: DayWords | None
    weights: Weights
    headline: tuple[str, ...]
    keys: tuple[str, ...]
    counts: tuple[Count, ...]
    attributed: bool
    reports: bool
    named: bool
    correcting: bool
    language: Language


class _Rarity(NamedTuple):
    """The weight of each term by the number of its dates, and its *rank*: 0 is the rarest's."""

    weight: Mapping[str, float]
    rank: Mapping[str, int]


def features_of(mentions: Mapping[str, Mention], languages: Mapping[str, Language]) -> list[MentionFeatures]:
    """Return the features of each mention, by its id; how rare a term is is counted over all of them.

    Each is read in the language of its article, which *languages* holds by the article's id.
    """
    # Features of one date are made at one time: then they lie side by side in memory, where they are compared
    # again and again.
    order = sorted(mentions, key=lambda name: _first_day(mentions[name]))
    readers = {language: TermReader(language) for language in languages.values()}
    reader_of = {article: readers[language] for article, language in languages.items()}
    terms = [reader_of[mentions[name].citation.article].read(mentions[name]) for name in order]
    uses = Counter(chain.from_iterable(found.words for found in terms))
    for name, found in zip(order, terms, strict=True):
        reader_of[mentions[name].citation.article].settle(found, uses)
    rarity = _rarity([mentions[name] for name in order], terms)
    terms.reverse()
    features = {}
    for name in order:
        language = languages[mentions[name].citation.article]
        features[name] = _features(name, mentions[name], terms.pop(), rarity, language)
    return [features[name] for name in mentions]


def _day_words(citation: Citation, language: Language) -> DayWords | None:
    """Return what day the time expression of a citation without a date names."""
    if citation.date is not None or citation.expression is None:
        return None
    return day_words_in(citation.expression.text, language)


def _first_day(mention: Mention) -> int:
    date = mention.citation.date
    return period_of(date).first if date else 0


def _rarity(mentions: Iterable[Mention], terms: Sequence[MentionTerms]) -> _Rarity:
    by_date: dict[EventDate | None, list[Iterable[str]]] = defaultdict(list)
    for mention, found in zip(mentions, terms, strict=True):
        by_date[mention.citation.date].append(found.words)
    dates: Counter[str] = Counter()
    for words in by_date.values():
        dates.update(set().union(*words))
    ordered = sorted(dates, key=lambda key: (dates[key], key))
    weights = {key: 1 / (1 + RARITY_SLOPE * math.log(count)) for key, count in dates.items()}
    return _Rarity(weights, {key: rank for rank, key in enumerate(ordered)})


def _features(
    name: str, mention: Mention, terms: MentionTerms, rarity: _Rarity, language: Language
) -> MentionFeatures:
    citation, words = mention.citation, terms.words
    day_words = _day_words(citation, language)
    keys = [key for key, weight in words.items() if weight >= CLAUSE_WEIGHT]
    keys.sort(key=rarity.rank.__getitem__)
    headline = tuple([key for key in keys if words[key] == HEADLINE_WEIGHT])
    return MentionFeatures(
        id=name,
        mention=mention,
        article=intern(citation.article),
        period=period_of(citation.date) if citation.date else None,
        weekday=day_words.weekday if day_words else None,
        day_words=day_words,
        weights=_normalized(words, rarity),
        headline=headline,
        keys=tuple(keys),
        counts=terms.counts,
        attributed=terms.attributed,
        reports=terms.reports,
        named=NAME in [key[0] for key in headline],
        correcting=terms.correcting,
        language=language,
    )


def _normalized(words: Weights, rarity: _Rarity) -> Weights:
    """Return the weights of the heaviest terms, as a vector of length 1."""
    keys = list(words)
    weights = list(map(mul, words.values(), map(rarity.weight.__getitem__, words)))
    if len(keys) > MOST_TERMS:
        heaviest = sorted(zip(weights, keys, strict=True), key=lambda term: (-term[0], rarity.rank[term[1]]))[
            :MOST_TERMS
        ]
        keys = [key for _, key in heaviest]
        weights = [weight for weight, _ in heaviest]
    scale = _STEPS / math.sqrt(math.fsum(map(mul, weights, weights)) or 1)
    steps = [int(weight * scale + 0.5) for weight in weights]
    return dict(zip(keys, map(_SHARES.__getitem__, steps), strict=True))
