"""The one place where the stages meet: sources to articles to mentions to events, with progress and what it all cost."""

import asyncio
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from timeline import local
from timeline.accounting import Accounts, CallLog, account_for
from timeline.articles import Reading, read_articles
from timeline.dates import EventDate
from timeline.edits import Edits, find_edits, revise
from timeline.errors import ArticleError, ModelError, UsageError
from timeline.estimate import CountingModel, Estimate, estimate
from timeline.extract import extract_article, nothing_answered
from timeline.inference import with_inferred_dates
from timeline.llm import Budget, Endpoint, EndpointModel, Granularity, Sampling
from timeline.models import Extraction, Failure, Generated, Timeline
from timeline.profiles import Target, Wanted, choose_target, load_profiles
from timeline.prompts import prompts_hash
from timeline.reconcile import credits_of, find_happenings, fingerprint, timeline_of
from timeline.settings import Project
from timeline.store import AnswerStore, RememberingModel, Shard, answers_file
from timeline.unchanged import Asked, Plan, ToAsk, keep, plan_extraction

ARTICLES_AT_ONCE = 32  # articles whose questions are open together; the model bounds the questions themselves


def _of_environment() -> Target:
    return choose_target(Wanted(), load_profiles(), os.environ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How articles are asked about.

    *target* is who is asked; *granularity* and *concurrency* None are what suits it. A run stops before it makes more than
    *max_calls* or may cost more than *max_cost* dollars. Each call is a line of the file *log*; *answers* is the file that
    keeps answers. Only the articles of *shard* are asked about.
    """

    target: Target = field(default_factory=_of_environment)
    granularity: Granularity | None = None
    concurrency: int | None = None
    max_calls: int | None = None
    max_cost: float | None = None
    log: Path | None = None
    answers: Path = field(default_factory=answers_file)
    shard: Shard | None = None

    @classmethod
    def of(cls, project: Project, shard: Shard | None = None) -> "Settings":
        """Return what *project* says of it. Raises UsageError when it names no endpoint that there is."""
        held = project.settings
        return cls(
            target=choose_target(project.wanted, project.profiles, os.environ),
            granularity=held.granularity,
            concurrency=held.concurrency,
            max_calls=held.max_calls,
            max_cost=held.max_cost,
            log=held.log,
            shard=shard,
        )


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
    """What a run cost, in all and by article, and seconds of wall time.

    *unchanged* articles were not even read again; *stopped* is the limit that ended the run early.
    """

    accounts: Accounts
    seconds: float
    unchanged: int = 0
    stopped: str | None = None


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
    with _opened(settings, progress) as opened:
        plan = plan_extraction(reading.sources, opened.asked, opened.store, settings.shard)
        generated = Generated(by=f"timeline {version('cited-timeline')}", model=opened.model.name, prompts=prompts_hash())
        found = asyncio.run(_extract_all(plan, opened, progress))
        report = opened.report(len(plan.articles) - len(plan.to_ask), time.monotonic() - started)
        notes = opened.store.notes
    if found and not report.stopped and all(nothing_answered(extraction) for extraction in found):
        raise ModelError(found[0].failure)
    extractions = tuple(replace(extraction, generated=generated) for extraction in found)
    reading = replace(reading, notes=(*reading.notes, *notes))
    return Extracted(reading=reading, extractions=extractions, generated=generated, report=report)


def estimate_build(
    places: Sequence[str | Path], *, published: EventDate | None = None, settings: Settings | None = None
) -> Estimate:
    """Return what asking about *places* would take, without asking anything. Raises TimelineError as `extract` does."""
    settings = settings or Settings()
    reading = read_articles(places, published=published)
    with _opened(settings, NoProgress()) as opened:
        plan = plan_extraction(reading.sources, opened.asked, opened.store, settings.shard)
        profile = settings.target.profile
        model = CountingModel(
            opened.model.name, opened.model.granularity, opened.store, limits=profile.limits, sampling=profile.sampling
        )
        return asyncio.run(estimate([article.candidates for article in plan.to_ask], model, profile.price))


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
    extractions = with_inferred_dates(extractions)
    revision = revise(find_happenings(extractions), edits, extractions)
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


async def _extract_all(plan: Plan, opened: "_Opened", progress: Progress) -> list[Extraction]:
    total = sum(len(article.candidates.candidates) for article in plan.to_ask)
    answered = 0
    free = asyncio.Semaphore(ARTICLES_AT_ONCE)

    def count() -> None:
        nonlocal answered
        answered = min(answered + 1, total)  # asked about a whole article, a model may add sentences of its own
        progress.asking(answered, total)

    async def one(article: ToAsk | Extraction) -> Extraction:
        if isinstance(article, Extraction):
            return article
        async with free:
            found = await extract_article(article.candidates, opened.model, count)
        source = article.candidates.source
        extraction = replace(found, fingerprint=fingerprint(source.text), credits=credits_of(source))
        keep(article, extraction, opened.store)
        progress.extracted(extraction)
        return extraction

    try:
        return await asyncio.gather(*map(one, plan.articles))
    finally:
        await opened.model.close()


@dataclass(frozen=True, slots=True)
class _Opened:
    """A model that remembers, where it remembers, and what its calls are counted by."""

    model: RememberingModel
    store: AnswerStore
    asked: Asked
    calls: CallLog
    budget: Budget
    target: Target

    def report(self, unchanged: int, seconds: float) -> Report:
        """Return what was asked so far cost, after *seconds*, where so many articles were *unchanged*."""
        accounts = account_for(self.calls.calls, self.model.cached, self.target.profile.price)
        return Report(accounts=accounts, seconds=seconds, unchanged=unchanged, stopped=self.budget.stopped)


@contextmanager
def _opened(settings: Settings, progress: Progress) -> Iterator[_Opened]:
    """Yield the model that *settings* name, which starts no server and opens no connection before its first question."""
    target = settings.target
    profile = target.profile
    granularity = settings.granularity or profile.granularity
    concurrency = settings.concurrency or profile.concurrency
    with closing(AnswerStore(settings.answers)) as store, CallLog(settings.log) as calls, ExitStack() as stack:
        budget = Budget(max_calls=settings.max_calls, max_cost=settings.max_cost, price=profile.price, observe=calls)
        if target.is_local:
            model = local.resolve_model(target.model)
            server = stack.enter_context(local.Server(model, progress.downloading, parallel=concurrency))
            name, endpoint = model.name, lambda: local_endpoint(server, profile.sampling)
        else:
            remote = remote_endpoint(target)
            name, endpoint = remote.model, lambda: remote
        asking = EndpointModel(name, granularity, concurrency, endpoint, limits=profile.limits, budget=budget)
        asked = Asked(model=name, granularity=granularity, context_tokens=profile.context_tokens, sampling=profile.sampling)
        yield _Opened(RememberingModel(asking, store, profile.sampling), store, asked, calls, budget, target)


def local_endpoint(server: local.Server, sampling: Sampling) -> Endpoint:
    """Return where *server* serves, after starting it, and how it is to draw its answers."""
    return Endpoint(server.model.name, server.base_url, log=server.log, sampling=sampling)


def remote_endpoint(target: Target) -> Endpoint:
    """Return the endpoint of *target*. Raises UsageError when no model is named there."""
    endpoint = Endpoint(target.model or "", target.base_url, target.key(os.environ), sampling=target.profile.sampling)
    if not endpoint.model:
        raise UsageError(f"Which model of {endpoint.where} is to be asked? Name it with --model.")
    return endpoint
