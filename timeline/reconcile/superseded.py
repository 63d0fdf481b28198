"""Plans that later articles overtook: told as still to come, and then told as done at another time."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from timeline.models import Article
from timeline.reconcile.blocking import CROWD
from timeline.reconcile.clustering import SPOKESMEN
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.similarity import margin

SHARED_KEYS = 3
"""How many words of its headline, a name among them, a plan shares with what came of it."""
LIKEST = 5
"""With how many others a plan is compared."""


def superseded(
    told: Sequence[Sequence[MentionFeatures]], articles: Mapping[str, Article]
) -> AbstractSet[int]:
    """Return the numbers of the groups that only plan what another group tells as done, in an article that came later."""
    plans = [
        number
        for number, tellings in enumerate(told)
        if all(one.mention.kind == "planned" for one in tellings)
    ]
    sought = {key for number in plans for telling in told[number] for key in telling.headline}
    holders: dict[str, list[int]] = defaultdict(list)
    for number, tellings in enumerate(told):
        if any(one.mention.kind == "event" for one in tellings):
            for key in {key for telling in tellings for key in telling.headline if key in sought}:
                holders[key].append(number)
    return {
        plan
        for plan in plans
        if any(_is_outcome(told[plan], told[n], articles) for n in _likest(told[plan], holders))
    }


def _likest(plan: Sequence[MentionFeatures], holders: Mapping[str, Sequence[int]]) -> Iterator[int]:
    counts: Counter[int] = Counter()
    for key in {key for telling in plan for key in telling.headline}:
        found = holders.get(key, ())
        counts.update(found if len(found) <= CROWD else ())
    likely = [number for number, count in counts.items() if count >= SHARED_KEYS]
    yield from sorted(likely, key=lambda number: (-counts[number], number))[:LIKEST]


def _is_outcome(
    plan: Sequence[MentionFeatures], done: Sequence[MentionFeatures], articles: Mapping[str, Article]
) -> bool:
    """Tell whether one of *done* is as like as a mistaken date needs it, in an article later than one that planned it."""
    return any(
        any(key[0] == "@" and key in other.weights for key in one.weights)
        and margin(one, other) >= 0
        and _is_later(articles[other.mention.citation.article], articles[one.mention.citation.article])
        for one, other in product(plan[:SPOKESMEN], done[:SPOKESMEN])
        if other.period is not None
    )


def _is_later(article: Article, earlier: Article) -> bool:
    if article.published is None or earlier.published is None:
        return False
    return article.published.first > earlier.published.last
