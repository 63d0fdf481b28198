"""Where tellings without a date of their own belong: to the dated group that they clearly tell."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.dates import EventDate
from timeline.models import Article
from timeline.reconcile.blocking import CROWD, RAREST
from timeline.reconcile.clustering import Members, group
from timeline.reconcile.cross_date import date_of
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.periods import can_mean, period_of
from timeline.reconcile.similarity import margin, share_sentence

LIKEST = 10
"""With how many groups a telling without a date is compared, and with how many tellings of each."""
BELONGING = 1.45
"""How many words' worth must be used for a group rather than for others, before a telling without a date can join it."""
BELONGING_OF_DAY = 0.75
"""How many where words left without a date, such as "on Tuesday", fit the day of the group."""
NAMES_OF_ARTICLE = 0.5
"""How many words' worth all names together are at most for each article that tells a group: its names alone tell no deed."""
BELONGS = 0.45
"""What it counts that they are."""
LEAST_SHARED = 3
"""How many words at least it shares with such a group."""
FITTING_WORDS = 0.12
"""What it counts for that words left without a date, such as "on Tuesday", fit the day of a group."""
MANY_ARTICLES = 0.025
"""What each doubling of the articles that tell a group counts for it: what many tell is what one more is likely to tell."""
ROUNDS = 2
"""How often tellings without a date are tried: those found first can lead to others."""


class _Home(NamedTuple):
    """A group that tellings without a date may join, its date, and how many articles tell it."""

    told: Sequence[MentionFeatures]
    date: EventDate
    articles: int


def attach_undated(
    tellings: Sequence[MentionFeatures],
    groups: Sequence[Members],
    undated: Iterable[int],
    articles: Mapping[str, Article],
) -> tuple[list[Members], list[Members]]:
    """Return *groups* with those of *undated* that clearly tell one of them, and groups of the rest.

    *articles* are those that tell them, by id: none of them knew what came after it, but for plans.
    """
    grown, rest = [list(members) for members in groups], list(undated)
    if not rest:
        return grown, []
    sought = [tellings[place] for place in rest]
    index = _ClusterIndex([[tellings[place] for place in members] for members in grown], sought, articles)
    for _ in range(ROUNDS):
        found = {place: index.home_of(tellings[place]) for place in rest}
        rest = []
        for place, number in found.items():
            if number is None or any(
                share_sentence(tellings[place], tellings[other]) for other in grown[number]
            ):
                rest.append(place)
            else:
                grown[number].append(place)
                index.add(number, tellings[place])
    leftover = group([tellings[place] for place in rest])
    return grown, [[rest[place] for place in members] for members in leftover]


class _ClusterIndex:
    """Which groups use which words, as far as *sought* tellings have them."""

    def __init__(
        self,
        groups: Iterable[Sequence[MentionFeatures]],
        sought: Iterable[MentionFeatures],
        articles: Mapping[str, Article],
    ) -> None:
        self._articles = articles
        self._told = [list(told) for told in groups]
        self._uses: dict[str, dict[int, int]] = {
            key: {} for telling in sought for key in telling.keys[:RAREST] if key[0] != "="
        }
        for number, told in enumerate(self._told):
            for telling in told:
                self._count(number, telling)

    def add(self, number: int, telling: MentionFeatures) -> None:
        """Add *telling* to a group."""
        self._told[number].append(telling)
        self._count(number, telling)

    def _count(self, number: int, telling: MentionFeatures) -> None:
        for key in self._uses.keys() & telling.headline:
            uses = self._uses[key]
            uses[number] = uses.get(number, 0) + 1

    def _home(self, number: int) -> _Home:
        told = self._told[number]
        return _Home(told, date_of(told), len({telling.article for telling in told}))

    def home_of(self, telling: MentionFeatures) -> int | None:
        """Return the number of the group that *telling* clearly belongs to."""
        shared: Counter[int] = Counter()
        by_names: dict[int, float] = defaultdict(float)
        by_words: dict[int, float] = defaultdict(float)
        for key in telling.keys[:RAREST]:
            uses = self._uses.get(key, {})
            if len(uses) <= CROWD:
                total = sum(uses.values())
                shared.update(uses.keys())
                belonging = by_names if key[0] == "@" else by_words
                for number, count in uses.items():
                    belonging[number] += count / total
        words = telling.mention.citation.expression or ""
        published = self._articles[telling.article].published
        belonging = {}
        for number in [number for number, count in shared.items() if count >= LEAST_SHARED]:
            home = self._home(number)
            if not _is_known(telling, home, published):
                continue
            worth = min(by_names[number], NAMES_OF_ARTICLE * home.articles) + by_words[number]
            if worth >= (BELONGING_OF_DAY if worth < BELONGING and can_mean(words, home.date) else BELONGING):
                belonging[number] = worth
        likest = sorted(belonging, key=lambda number: (-belonging[number], number))[:LIKEST]
        fits = {number: _fit(telling, self._home(number)) for number in likest}
        best = min(fits, key=lambda number: (-fits[number], number), default=None)
        return best if best is not None and fits[best] >= 0 else None


def _is_known(telling: MentionFeatures, home: _Home, published: EventDate | None) -> bool:
    """Tell whether an article that was *published* then can tell of a group: of what lies ahead only as a plan."""
    if published is None or telling.mention.kind == "planned":
        return True
    period = period_of(home.date)
    return period.first - period.slack <= period_of(published).last


def _fit(telling: MentionFeatures, home: _Home) -> float:
    """Return how well a telling without a date fits, below 0 where it does not: by the two likest, and by how many tell it."""
    possible = can_mean(telling.mention.citation.expression or "", home.date)
    only_planned = all(one.mention.kind == "planned" for one in home.told)
    if possible is False or (only_planned and telling.mention.kind != "planned"):
        return -1
    margins = sorted((margin(telling, one) for one in home.told[:LIKEST]), reverse=True)[:2]
    return sum(margins) / len(margins) + leniency(telling, home.date, home.articles)


def leniency(telling: MentionFeatures, date: EventDate, articles: int) -> float:
    """Return by how much a telling without a date may fall short of what it needs to join a group that it clearly belongs to.

    *date* is the group's, and *articles* is how many tell it.
    """
    fitting = FITTING_WORDS if can_mean(telling.mention.citation.expression or "", date) else 0
    return BELONGS + MANY_ARTICLES * math.log2(articles) + fitting
