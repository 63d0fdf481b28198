"""Incremental extraction: articles that have not changed are neither split nor tagged nor asked about again.

Which sentences an article is asked about also depends on the other articles of the set. So three things are
cached: a sketch of each article, the related sentences selected from the sketches of a set, and the
extraction of an article with its related sentences. Another article changes the set: the sketches
are compared again, and only articles with other related sentences are extracted again.

A key covers everything that its value depends on, including the code of this version.
"""

import hashlib
import json
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from timeline.extract import (
    Candidates,
    Sketch,
    choose_related,
    find_candidates,
    sketch_of,
    with_related,
)
from timeline.llm import Granularity, Sampling
from timeline.models import Extraction, Source, Span
from timeline.prompts import prompts_hash
from timeline.store import ResponseStore, Shard

NOT_IN_KEY = ("path", "published_basis", "copy_of", "origin")
"""Fields of an article that its extraction does not depend on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionContext:
    """The model as far as extractions depend on it."""

    model: str
    granularity: Granularity
    context_tokens: int | None
    sampling: Sampling = field(default_factory=Sampling)


@dataclass(frozen=True, slots=True)
class PendingArticle:
    """An article that the model will be asked about, and the cache key of its extraction."""

    candidates: Candidates
    key: str


@dataclass(frozen=True, slots=True)
class ExtractionPlan:
    """The articles of a set, in their order: each pending, or its cached extraction."""

    articles: tuple[PendingArticle | Extraction, ...]

    @property
    def pending(self) -> tuple[PendingArticle, ...]:
        """The articles that the model will be asked about."""
        return tuple(article for article in self.articles if isinstance(article, PendingArticle))


def plan_extraction(
    sources: Sequence[Source], context: ExtractionContext, store: ResponseStore, shard: Shard | None = None
) -> ExtractionPlan:
    """Return the plan for *sources*, or for those of them that are in *shard*.

    Related sentences are always selected from the whole set, so that all shards together equal one run.
    """
    articles = [_LazyCandidates(source) for source in sources]
    related = _related_sentences(articles, store)
    return ExtractionPlan(
        tuple(
            _planned(article, chosen, context, store)
            for article, chosen in zip(articles, related, strict=True)
            if shard is None or shard.holds(article.source.article.sha256)
        )
    )


def cache_extraction(pending: PendingArticle, extraction: Extraction, store: ResponseStore) -> None:
    """Cache the extraction of an article, if all its questions were answered."""
    if extraction.failure is None:
        store.cache_extraction(pending.key, extraction)


def article_key(source: Source) -> str:
    """Return the hash of all that the candidates of *source* depend on."""
    article = {name: value for name, value in asdict(source.article).items() if name not in NOT_IN_KEY}
    article["published"] = str(source.article.published)
    return _hash("article", {**article, "reader": source.reader})


class _LazyCandidates:
    """An article whose candidates are found when first needed."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.key = article_key(source)

    @cached_property
    def candidates(self) -> Candidates:
        return find_candidates(self.source)


def _related_sentences(articles: Sequence[_LazyCandidates], store: ResponseStore) -> Sequence[Sequence[Span]]:
    key = _hash("related sentences", [article.key for article in articles])
    cached = store.derived(key)
    if cached is not None:
        return [[Span(*span) for span in spans] for spans in json.loads(cached)]
    chosen = choose_related(_sketches(articles, store))
    store.cache_derived("related sentences", [(key, json.dumps(chosen))])
    return chosen


def _sketches(articles: Sequence[_LazyCandidates], store: ResponseStore) -> list[Sketch]:
    sketches, new = [], []
    for article in articles:
        key = _hash("sketch", article.key)
        cached = store.derived(key)
        sketch = sketch_of(article.candidates) if cached is None else Sketch.load(cached)
        if cached is None:
            new.append((key, sketch.dump()))
        sketches.append(sketch)
    store.cache_derived("sketch", new)
    return sketches


def _planned(
    article: _LazyCandidates, related: Sequence[Span], context: ExtractionContext, store: ResponseStore
) -> PendingArticle | Extraction:
    key = _hash("extraction", [article.key, related, asdict(context), context.sampling.key, prompts_hash()])
    cached = store.cached_extraction(key)
    if cached is not None:
        return replace(cached, article=article.source.article)
    return PendingArticle(with_related(article.candidates, related), key)


def _hash(kind: str, parts: object) -> str:
    return hashlib.sha256(
        json.dumps([kind, _code_hash(), parts], sort_keys=True).encode("utf-8", "surrogatepass")
    ).hexdigest()


@cache
def _code_hash() -> str:
    """Return the hash of the code that finds candidates: this package, sentencex and Python."""
    digest = hashlib.sha256(f"{platform.python_version()} {version('sentencex')}".encode())
    for file in _sources(files("timeline")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith(".py"):
            yield entry
