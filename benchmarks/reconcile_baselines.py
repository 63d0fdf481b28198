"""What else could merge mentions: the exact date alone, and two ways of comparing words, each at its best threshold."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from timeline.models import Mention
from timeline.reconcile.periods import Relation, period_of, relate

STEPS = 50
"""How many thresholds are tried."""

Groups = list[list[int]]
Scores = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A way to group mentions: *groupings* yields what it makes of them at each threshold."""

    name: str
    groupings: Callable[[Sequence[Mention]], Iterator[Groups]]


def _exact_date(mentions: Sequence[Mention]) -> Iterator[Groups]:
    """Group what has the same date; what has none stays alone."""
    groups = defaultdict(list)
    for number, mention in enumerate(mentions):
        date = mention.citation.date
        groups[str(date) if date else number].append(number)
    yield list(groups.values())


def _tfidf(mentions: Sequence[Mention]) -> Iterator[Groups]:
    texts = [_text(mention) for mention in mentions]
    vectors = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+").fit_transform(texts)  # noqa: S106 - no password
    similar = (vectors @ vectors.T).toarray()
    for undated in (False, True):
        scores = {pair: float(similar[pair]) for pair in _pairs(mentions, undated=undated)}
        for step in range(1, STEPS):
            yield _components(
                len(mentions), [pair for pair, score in scores.items() if score >= step / STEPS]
            )


def _bm25(mentions: Sequence[Mention]) -> Iterator[Groups]:
    tokens = [re.findall(r"\w+", _text(mention).lower()) for mention in mentions]
    retriever = bm25s.BM25()
    retriever.index(tokens, show_progress=False)
    scores = np.array([retriever.get_scores(text) for text in tokens])
    own = np.diag(scores)
    symmetric = (scores / own[:, None] + (scores / own[:, None]).T) / 2
    for undated in (False, True):
        allowed = {pair: float(symmetric[pair]) for pair in _pairs(mentions, undated=undated)}
        for step in range(1, STEPS):
            yield _average_link(len(mentions), allowed, step / STEPS)


BASELINES = (
    Baseline("exact date", _exact_date),
    Baseline("TF-IDF, components", _tfidf),
    Baseline("BM25, average link", _bm25),
)


def _text(mention: Mention) -> str:
    return f"{mention.citation.headline} {mention.citation.quote}"


def _pairs(mentions: Sequence[Mention], *, undated: bool) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose dates may be the same, as the reconciler does; with *undated*, also where one is unknown."""
    periods = [period_of(m.citation.date) if m.citation.date else None for m in mentions]
    for second, other in enumerate(mentions):
        for first, one in enumerate(mentions[:second]):
            relation = relate(periods[first], periods[second])
            unlike = (periods[first] is None) != (periods[second] is None)
            sentence = (one.citation.article, one.citation.start) == (
                other.citation.article,
                other.citation.start,
            )
            if (
                relation is not Relation.APART
                and (undated or not unlike)
                and not (sentence and one.citation.date != other.citation.date)
            ):
                yield first, second


def _components(count: int, pairs: Sequence[tuple[int, int]]) -> Groups:
    root = list(range(count))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for one, other in pairs:
        root[find(other)] = find(one)
    groups = defaultdict(list)
    for number in range(count):
        groups[find(number)].append(number)
    return list(groups.values())


def _average_link(count: int, scores: Scores, threshold: float) -> Groups:
    """Join the most similar clusters while all their pairs are allowed and their scores are at *threshold* on average."""
    groups: Groups = []
    for component in _components(count, [pair for pair, score in scores.items() if score >= threshold]):
        size = len(component)
        links = np.full((size, size), -np.inf)
        for one in range(size):
            for other in range(one):
                pair = (min(component[one], component[other]), max(component[one], component[other]))
                links[one, other] = links[other, one] = scores.get(pair, -np.inf)
        groups += [[component[place] for place in places] for places in _agglomerate(links, threshold)]
    return groups


def _agglomerate(links: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", threshold: float) -> Groups:
    members = [[place] for place in range(len(links))]
    sizes = np.ones(len(links))
    while len(links) > 1:
        one, other = np.unravel_index(np.argmax(links), links.shape)
        if links[one, other] < threshold:
            break
        merged = (links[one] * sizes[one] + links[other] * sizes[other]) / (sizes[one] + sizes[other])
        links[one], links[:, one] = merged, merged
        links[one, one] = -np.inf
        sizes[one] += sizes[other]
        members[one] += members[other]
        left = np.arange(len(links)) != other
        links, sizes = links[left][:, left], sizes[left]
        members.pop(int(other))
    return members
