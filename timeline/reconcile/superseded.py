"""Plans that later articles overtook: planned at one time, and then reported as done at another."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from timeline.lang.lexical_index import LexicalIndex
from timeline.models import Article
from timeline.reconcile.feature_keys import is_name
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import FREQUENT_TERM, MOST_REPRESENTATIVES, PLAN_CANDIDATES, PLAN_TERMS
from timeline.reconcile.similarity import margin


def superseded(
    clusters: Sequence[Sequence[MentionFeatures]], articles: Mapping[str, Article]
) -> AbstractSet[int]:
    """Return the numbers of the clusters of plans whose outcome a cluster of later articles reports."""
    plans = {
        number: members
        for number, members in enumerate(clusters)
        if all(member.mention.kind == "planned" for member in members)
    }
    planned = set().union(*[_headline_terms(members) for members in plans.values()])
    index = LexicalIndex(FREQUENT_TERM)
    for number, members in enumerate(clusters):
        if any(member.mention.kind == "event" for member in members):
            index.add(number, _headline_terms(members) & planned)
    overtaken = set()
    for number, plan in plans.items():
        outcomes = (clusters[other] for other in _most_similar(plan, index))
        if any(_is_outcome(plan, done, articles) for done in outcomes):
            overtaken.add(number)
    return overtaken


def _headline_terms(members: Sequence[MentionFeatures]) -> set[str]:
    return {key for member in members for key in member.headline}


def _most_similar(plan: Sequence[MentionFeatures], index: LexicalIndex) -> Iterator[int]:
    """Yield the clusters that share most terms of the plan's headlines."""
    counts = index.shared(_headline_terms(plan))
    enough = [number for number, count in counts.items() if count >= PLAN_TERMS]
    yield from sorted(enough, key=lambda number: (-counts[number], number))[:PLAN_CANDIDATES]


def _is_outcome(
    plan: Sequence[MentionFeatures], done: Sequence[MentionFeatures], articles: Mapping[str, Article]
) -> bool:
    """Return whether one of *done* is similar to one of *plan*, and of a later article."""
    for one, other in product(plan[:MOST_REPRESENTATIVES], done[:MOST_REPRESENTATIVES]):
        if other.period is None or margin(one, other) < 0:
            continue
        share_name = any(is_name(key) and key in other.weights for key in one.weights)
        if share_name and _is_later(articles[other.article], articles[one.article]):
            return True
    return False


def _is_later(article: Article, earlier: Article) -> bool:
    if article.published is None or earlier.published is None:
        return False
    return article.published.first > earlier.published.last
