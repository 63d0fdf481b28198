"""The one place where the stages meet: sources to articles to mentions to events, with progress and what it all cost."""

import asyncio
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from timeline import local
from timeline.articles import Reading, read_articles
from timeline.dates import EventDate
from timeline.edits import Edits, find_edits, revise
from timeline.errors import ArticleError, ModelError, UsageError
from timeline.extract import Candidates, add_retellings, extract_article, find_candidates, nothing_answered
from timeline.inference import with_inferred_dates
from timeline.llm import Endpoint, EndpointModel, Granularity, Model, Usage
from timeline.models import Extraction, Failure, Generated, Timeline
from timeline.prompts import prompts_hash
from timeline.reconcile import find_happenings, fingerprint, timeline_of
from timeline.resources import cache_folder
from timeline.store import AnswerStore, RememberingModel

OPENAI_MODEL = "gpt-4.1-mini"  # asked when only a key is given
REMOTE_CONCURRENCY = 8
LOCAL_CONCURRENCY = 1  # on two cores a second slot makes both slower than one after the other
ARTICLES_AT_ONCE = 32  # articles whose questions are open together; the model bounds the questions themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How articles are asked about.

    *model* is a name at the endpoint or a .gguf file; with no *base_url* and no key in the environment, the embedded
    model answers. *granularity* None is what suits the model. *answers* is the file that keeps answers.
    """

    model: str | None = None
    base_url: str | None = None
    granularity: Granularity | None = None
    answers: Path = field(default_factory=lambda: cache_folder() / "answers.sqlite")


class Progress(Protocol):
    """What is told of long work while it goes on."""

    def downloading(self, done: int, total: int) -> None:
        """*done* of *total* bytes of a model have arrived."""

    def asking(self, done: int, total: int) -> None:
        """*done* of *total* questions have been answered."""

    def extracted(self, extraction: Extraction) -> None:
        """One article is finished."""


class NoProgress:
    """Tells nobody."""

    def downloading(self, done: int, total: int) -> None:
        """Do nothing."""

    def asking(self, done: int, total: int) -> None:
        """Do nothing."""

    def extracted(self, extraction: Extraction) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run cost: tokens, and seconds of wall time."""

    usage: Usage
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A timeline, what it was built from, and what that cost."""

    timeline: Timeline
    extractions: tuple[Extraction, ...]
    notes: tuple[str, ...]
    report: Report


def build(
    places: Sequence[str | Path],
    *,
    title: str | None = None,
    published: EventDate | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
    edits: Path | None = None,
) -> Built:
    """Build the timeline of *places*, with the corrections of *edits* or of the current folder's edits file.

    Raises TimelineError when nothing could be done, and before any question is asked when the edits cannot be read.
    """
    corrections = find_edits(edits, Path.cwd())
    extracted = extract(places, published=published, settings=settings, progress=progress)
    timeline = _reconciled(
        extracted.extractions,
        corrections,
        title=title or default_title(places),
        failed=extracted.reading.failures,
        generated=extracted.generated,
    )
    notes = (*extracted.reading.notes, *_notes_on(corrections))
    return Built(timeline=timeline, extractions=extracted.extractions, notes=notes, report=extracted.report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What extraction brought: one extraction an article, in the order in which the articles were read."""

    reading: Reading
    extractions: tuple[Extraction, ...]
    generated: Generated
    report: Report

    @property
    def failed(self) -> tuple[Failure, ...]:
        """What could not be read, and what could not be asked to its end."""
        unasked = (Failure(path=e.article.path, reason=e.failure) for e in self.extractions if e.failure)
        return (*self.reading.failures, *unasked)


def extract(
    places: Sequence[str | Path],
    *,
    published: EventDate | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Extracted:
    """Read *places* and ask the model about each article. Raises TimelineError when nothing could be done."""
    started = time.monotonic()
    settings, progress = settings or Settings(), progress or NoProgress()
    reading = read_articles(places, published=published)
    if not reading.sources:
        raise ArticleError("\n".join(f"{failure.path}: {failure.reason}" for failure in reading.failures) or "no articles")
    articles = add_retellings([find_candidates(source) for source in reading.sources])
    with _opened(settings, progress) as model:
        generated = Generated(by=f"timeline {version('cited-timeline')}", model=model.name, prompts=prompts_hash())
        found = asyncio.run(_extract_all(articles, model, progress))
        report = Report(usage=model.usage, seconds=time.monotonic() - started)
    if all(nothing_answered(extraction) for extraction in found):
        raise ModelError(found[0].failure)
    extractions = tuple(
        replace(extraction, fingerprint=fingerprint(article.source.text), generated=generated)
        for extraction, article in zip(found, articles, strict=True)
    )
    return Extracted(reading=reading, extractions=extractions, generated=generated, report=report)


def reconcile_extractions(lines: Sequence[Extraction | Failure], *, title: str, edits: Path | None = None) -> Timeline:
    """Merge what `extract` wrote to files, with corrections as `build` takes them.

    Raises UsageError when there are no extractions, and EditError when an edit cannot be applied.
    """
    extractions = [line for line in lines if isinstance(line, Extraction)]
    failed = [line for line in lines if isinstance(line, Failure)]
    generated = next((extraction.generated for extraction in extractions if extraction.generated), None)
    if generated is None:
        raise UsageError("There are no extractions: `timeline extract` writes them.")
    return _reconciled(extractions, find_edits(edits, Path.cwd()), title=title, failed=failed, generated=generated)


def _reconciled(
    extractions: Sequence[Extraction], edits: Edits, *, title: str, failed: Sequence[Failure], generated: Generated
) -> Timeline:
    found = find_happenings(extractions)
    if any(extraction.article.published is None for extraction in extractions):
        told = timeline_of(found, extractions, title=title, generated=generated)
        extractions = with_inferred_dates(extractions, told)
        found = find_happenings(extractions)
    revision = revise(found, edits, extractions)
    timeline = timeline_of(revision.happenings, extractions, title=title, failed=failed, generated=generated)
    return revision.finish(timeline)


def _notes_on(edits: Edits) -> tuple[str, ...]:
    count = len(edits.entries)
    return (f"{edits.file}: {count:,} edit{'s' * (count != 1)} applied",) if edits.file else ()


def default_title(places: Sequence[str | Path]) -> str:
    """Return the name of the folder that the sources are in.

    >>> default_title(["storms/2014"]), default_title(["storms/a.txt", "storms/b.md"]), default_title(["-"])
    ('2014', 'storms', 'Timeline')
    """
    paths = [Path(place) for place in places if str(place) != "-"]
    folders = {(path if path.is_dir() or not path.suffix else path.parent).absolute() for path in paths}
    return os.path.commonpath(folders).rpartition(os.sep)[2] or "Timeline" if folders else "Timeline"


async def _extract_all(articles: Sequence[Candidates], model: Model, progress: Progress) -> list[Extraction]:
    total = sum(len(article.candidates) for article in articles)
    answered = 0

    def count() -> None:
        nonlocal answered
        answered = min(answered + 1, total)  # asked about a whole article, a model may add sentences of its own
        progress.asking(answered, total)

    async def one(article: Candidates) -> Extraction:
        extraction = await extract_article(article, model, count)
        progress.extracted(extraction)
        return extraction

    free = asyncio.Semaphore(ARTICLES_AT_ONCE)

    async def when_free(article: Candidates) -> Extraction:
        async with free:
            return await one(article)

    try:
        return await asyncio.gather(*map(when_free, articles))
    finally:
        await model.close()


@contextmanager
def _opened(settings: Settings, progress: Progress) -> Iterator[Model]:
    """Yield the model that *settings* name, which starts no server and opens no connection before its first question."""
    with closing(AnswerStore(settings.answers)) as store:
        if is_local(settings):
            with local.Server(local.resolve_model(settings.model), progress.downloading, parallel=LOCAL_CONCURRENCY) as server:
                name, granularity = server.model.name, settings.granularity or "expression"
                model = EndpointModel(name, granularity, LOCAL_CONCURRENCY, lambda: local_endpoint(server))
                yield RememberingModel(model, store)
        else:
            remote = remote_endpoint(settings)
            if not remote.model:
                raise UsageError(f"Which model of {remote.where} is to be asked? Name it with --model.")
            granularity = settings.granularity or "article"
            yield RememberingModel(EndpointModel(remote.model, granularity, REMOTE_CONCURRENCY, lambda: remote), store)


def is_local(settings: Settings) -> bool:
    """Tell whether a model on this machine is meant: no endpoint and no key is given, or a model file is."""
    if settings.base_url:
        return False
    named = settings.model is not None and (settings.model.endswith(".gguf") or settings.model == local.EMBEDDED.name)
    return named or not (os.environ.get("OPENAI_BASE_URL") or os.environ.get("OPENAI_API_KEY"))


def local_endpoint(server: local.Server) -> Endpoint:
    """Return where *server* serves, after starting it."""
    return Endpoint(server.model.name, server.base_url, log=server.log)


def remote_endpoint(settings: Settings) -> Endpoint:
    """Return the endpoint that settings and environment name; its model is empty when none is named for a base URL.

    Raises UsageError when the base URL is none.
    """
    base_url = settings.base_url or os.environ.get("OPENAI_BASE_URL")
    if base_url:
        _check_address(base_url)
    model = settings.model or ("" if base_url else OPENAI_MODEL)
    return Endpoint(model, base_url, os.environ.get("OPENAI_API_KEY", "").strip() or None)


def _check_address(base_url: str) -> None:
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise UsageError(f"“{base_url}” is no address of an endpoint; one looks like http://localhost:11434/v1.")
