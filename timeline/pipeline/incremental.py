"""What was found in articles that have not changed is kept: they are neither split nor tagged nor asked about again.

Which sentences an article is asked about depends on the other articles of the set, too. So three things are
kept: a sketch of each article, the retellings that were chosen from the sketches of a set, and what was made
of an article with its retellings. Another article changes the set: then the sketches choose anew, and only
articles of which they choose other sentences are read again.

A key holds all that its value depends on, the code of this version included.
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

SET_ASIDE = ("path", "published_basis", "copy_of", "origin")
"""What is known of an article without being of account for what is found in its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionContext:
    """Who is asked about articles, as far as that changes what is found: a model, how, and what it takes at once."""

    model: str
    granularity: Granularity
    context_tokens: int | None
    sampling: Sampling = field(default_factory=Sampling)


@dataclass(frozen=True, slots=True)
class PendingArticle:
    """An article that is to be asked about, and the key under which what is found is kept."""

    candidates: Candidates
    key: str


@dataclass(frozen=True, slots=True)
class ExtractionPlan:
    """What is to be done about the articles of a set, in their order: asked about, or already known."""

    articles: tuple[PendingArticle | Extraction, ...]

    @property
    def pending(self) -> tuple[PendingArticle, ...]:
        """The articles that are to be asked about."""
        return tuple(article for article in self.articles if isinstance(article, PendingArticle))


def plan_extraction(
    sources: Sequence[Source], asked: ExtractionContext, store: ResponseStore, shard: Shard | None = None
) -> ExtractionPlan:
    """Return what is to be done about *sources*, or about those of them that are in *shard*.

    The sentences to ask about are chosen from the whole set in either case, so that parts come to the same as
    the whole.
    """
    articles = [_LazyCandidates(source) for source in sources]
    retellings = _retellings(articles, store)
    return ExtractionPlan(
        tuple(
            _planned(article, chosen, asked, store)
            for article, chosen in zip(articles, retellings, strict=True)
            if shard is None or shard.holds(article.source.article.sha256)
        )
    )


def cache_extraction(asked: PendingArticle, extraction: Extraction, store: ResponseStore) -> None:
    """Keep what was found in an article, if everything was answered."""
    if extraction.failure is None:
        store.cache_extraction(asked.key, extraction)


class _LazyCandidates:
    """An article, and its candidates once they are needed."""

    def __init__(self, source: Source) -> None:
        self.source = source
        article = {name: value for name, value in asdict(source.article).items() if name not in SET_ASIDE}
        self.key = _hash("article", {**article, "published": str(source.article.published)})

    @cached_property
    def candidates(self) -> Candidates:
        return find_candidates(self.source)


def _retellings(articles: Sequence[_LazyCandidates], store: ResponseStore) -> Sequence[Sequence[Span]]:
    key = _hash("retellings", [article.key for article in articles])
    kept = store.derived(key)
    if kept is not None:
        return [[Span(*span) for span in spans] for spans in json.loads(kept)]
    chosen = choose_related(_sketches(articles, store))
    store.cache_derived("retellings", [(key, json.dumps(chosen))])
    return chosen


def _sketches(articles: Sequence[_LazyCandidates], store: ResponseStore) -> list[Sketch]:
    sketches, new = [], []
    for article in articles:
        key = _hash("sketch", article.key)
        kept = store.derived(key)
        sketch = sketch_of(article.candidates) if kept is None else Sketch.load(kept)
        if kept is None:
            new.append((key, sketch.dump()))
        sketches.append(sketch)
    store.cache_derived("sketch", new)
    return sketches


def _planned(
    article: _LazyCandidates, retellings: Sequence[Span], asked: ExtractionContext, store: ResponseStore
) -> PendingArticle | Extraction:
    key = _hash("extraction", [article.key, retellings, asdict(asked), asked.sampling.key, prompts_hash()])
    kept = store.cached_extraction(key)
    if kept is not None:
        return replace(kept, article=article.source.article)
    return PendingArticle(with_related(article.candidates, retellings), key)


def _hash(kind: str, parts: object) -> str:
    return hashlib.sha256(
        json.dumps([kind, _code_hash(), parts], sort_keys=True).encode("utf-8", "surrogatepass")
    ).hexdigest()


@cache
def _code_hash() -> str:
    """Return the hash of the code that finds and reads: this package, and what it splits sentences with."""
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
