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
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain, islice
from typing import Protocol

from timeline.choices import Granularity
from timeline.extract.candidates import Candidates, find_candidates
from timeline.extract.related import Sketch, choose_related, with_related
from timeline.llm import Sampling
from timeline.models import Extraction, Source, Span
from timeline.pipeline.preparation import SketchRecord, record_of, sketch_record
from timeline.prompts import prompts_hash
from timeline.store import ResponseStore, Shard

NOT_IN_KEY = ("path", "published_basis", "copy_of", "origin")
"""Fields of an article that its extraction does not depend on."""
HELD_CHARACTERS = 1_000_000
"""For how much text candidates are held from the first pass to the questions, at some 3 bytes each."""
CACHED_AT_ONCE = 500
"""How many sketches are committed together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionContext:
    """The model as far as extractions depend on it."""

    model: str
    granularity: Granularity
    context_tokens: int | None
    sampling: Sampling = field(default_factory=Sampling)


@dataclass(frozen=True, slots=True)
class PendingArticle:
    """An article that the model will be asked about: the one with *number* among *sources*.

    *related* are its related sentences; *questions* counts its candidates; *key* is the cache key of its
    extraction. Its text is read, and its candidates are found, when its turn comes, unless they are *held*.
    """

    sources: Sequence[Source]
    number: int
    related: tuple[Span, ...]
    questions: int
    key: str
    held: MutableMapping[int, Candidates]

    @property
    def source(self) -> Source:
        """The article with its text."""
        return self.sources[self.number]

    def take(self) -> Candidates | None:
        """Return the candidates that are held, and hold them no longer; None if they are not."""
        candidates = self.held.pop(self.number, None)
        return None if candidates is None else with_related(candidates, self.related)

    @property
    def candidates(self) -> Candidates:
        """The candidates of the article, found in this process."""
        return with_related(self.held.get(self.number) or find_candidates(self.source), self.related)


@dataclass(frozen=True, slots=True)
class ExtractionPlan:
    """The articles of a set, in their order: each pending, or its cached extraction."""

    articles: tuple[PendingArticle | Extraction, ...]

    @property
    def pending(self) -> tuple[PendingArticle, ...]:
        """The articles that the model will be asked about."""
        return tuple(article for article in self.articles if isinstance(article, PendingArticle))


class MapArticles(Protocol):
    """Maps a pure function over sources, as `Engine.map_articles` does."""

    def __call__(
        self, work: Callable[[Source], SketchRecord], articles: Iterable[Source], /
    ) -> Iterable[SketchRecord]:
        """Return the results in the order of *articles*."""


def plan_extraction(
    sources: Sequence[Source],
    context: ExtractionContext,
    store: ResponseStore,
    shard: Shard | None = None,
    map_articles: MapArticles = map,
) -> ExtractionPlan:
    """Return the plan for *sources*, or for those of them that are in *shard*.

    Related sentences are always selected from the whole set, so that all shards together equal one run.
    """
    articles = _SketchedSet(sources, store, map_articles)
    related = articles.related()
    prompts = prompts_hash()
    planned: list[PendingArticle | Extraction] = []
    for number, source in enumerate(sources):
        if shard is not None and not shard.holds(source.article.sha256):
            continue
        spans, questions = related[number]
        parts = [articles.keys[number], spans, asdict(context), context.sampling.key, prompts]
        key = _hash("extraction", parts)
        cached = store.cached_extraction(key)
        planned.append(
            PendingArticle(sources, number, spans, questions, key, articles.held)
            if cached is None
            else replace(cached, article=source.article)
        )
    return ExtractionPlan(tuple(planned))


def cache_extraction(pending: PendingArticle, extraction: Extraction, store: ResponseStore) -> None:
    """Cache the extraction of an article, if all its questions were answered."""
    if extraction.failure is None:
        store.cache_extraction(pending.key, extraction)


def article_key(source: Source) -> str:
    """Return the hash of all that the candidates of *source* depend on."""
    article = {name: value for name, value in asdict(source.article).items() if name not in NOT_IN_KEY}
    article["published"] = str(source.article.published)
    return _hash("article", {**article, "reader": source.reader})


class _SketchedSet:
    """The sketches of a set of articles. They are in the store; of each, only its key is held.

    Candidates that were found for a sketch are *held* for the questions up to `HELD_CHARACTERS` of text: with
    more text they would fill the memory, and are found again.
    """

    def __init__(self, sources: Sequence[Source], store: ResponseStore, map_articles: MapArticles) -> None:
        self._sources = sources
        self._store = store
        self._map_articles = map_articles
        self.keys = [article_key(source) for source in sources]
        self.held: dict[int, Candidates] = {}

    def related(self) -> list[tuple[tuple[Span, ...], int]]:
        """Return, for each article, its related sentences and the number of all its candidates."""
        key = _hash("related sentences", self.keys)
        cached = self._store.derived(key)
        if cached is None:
            self._make_missing()
            chosen = choose_related(self)
            counts = (record.questions for record in self._records())
            rows = [[spans, count + len(spans)] for spans, count in zip(chosen, counts, strict=True)]
            cached = json.dumps(rows)
            self._store.cache_derived("related sentences", [(key, cached)])
        return [(tuple(Span(*span) for span in spans), count) for spans, count in json.loads(cached)]

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Sketch]:
        """Yield the sketches in the order of the set, each read when its turn comes."""
        return (Sketch.load(record.sketch) for record in self._records())

    def _records(self) -> Iterator[SketchRecord]:
        for number, key in enumerate(self.keys):
            cached = self._store.derived(_hash("sketch", key))
            # Another process may have pruned the cache meanwhile.
            yield SketchRecord(*json.loads(cached)) if cached else sketch_record(self._sources[number])

    def _make_missing(self) -> None:
        """Make the sketches that are not cached."""
        missing = [n for n, key in enumerate(self.keys) if self._store.derived(_hash("sketch", key)) is None]
        left = iter(missing)
        others = self._map_articles(sketch_record, (self._sources[n] for n in left))
        made = chain(self._held_records(left), others)
        numbers = iter(missing)
        while some := list(zip(islice(numbers, CACHED_AT_ONCE), made, strict=False)):
            rows = [(_hash("sketch", self.keys[n]), json.dumps(record)) for n, record in some]
            self._store.cache_derived("sketch", rows)

    def _held_records(self, numbers: Iterator[int]) -> Iterator[SketchRecord]:
        """Yield the sketches of the first articles of *numbers*, whose candidates are held."""
        characters = 0
        while characters < HELD_CHARACTERS and (number := next(numbers, None)) is not None:
            candidates = self.held[number] = find_candidates(self._sources[number])
            characters += len(candidates.source.text)
            yield record_of(candidates)


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
