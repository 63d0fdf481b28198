"""The one place where the stages meet: sources to articles to mentions to events, with progress and what it all cost."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from timeline import local
from timeline.articles import LoadedArticles, read_articles
from timeline.config.profiles import Target, Wanted, choose_target, load_profiles
from timeline.config.settings import Project
from timeline.dates import EventDate
from timeline.errors import ArticleError, ModelError, UsageError
from timeline.extract import extract_article, nothing_answered
from timeline.extract.publication_inference import with_inferred_dates
from timeline.llm import Budget, Endpoint, EndpointModel, Granularity, Price, Sampling
from timeline.models import Extraction, Failure, Generated, Timeline
from timeline.pipeline.estimate import ANSWER_TOKENS, CountingModel, Estimate, estimate, estimate_of
from timeline.pipeline.incremental import (
    ExtractionContext,
    ExtractionPlan,
    PendingArticle,
    cache_extraction,
    plan_extraction,
)
from timeline.pipeline.progress import NoProgress, Progress
from timeline.pipeline.usage import Accounts, CallLog, account_for
from timeline.prompts import EXTRACTION_PROMPTS, PROMPT_NAMES, prompts_hash
from timeline.reconcile import Happenings, credits_of, find_happenings, fingerprint, timeline_of
from timeline.reconcile.adjudication import Adjudicated, adjudicate
from timeline.store import CachingModel, ResponseStore, Shard, answers_file
from timeline.timelines.edits import Edits, find_edits, revise

ARTICLES_AT_ONCE = 32  # articles whose questions are open together; the model bounds the questions themselves


def _of_environment() -> Target:
    return choose_target(Wanted(), load_profiles(), os.environ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How articles are asked about.

    *target* is who is asked; *granularity* and *concurrency* None are what suits it. A run stops before it
    makes more than *max_calls* or may cost more than *max_cost* dollars. Each call is a line of the file
    *log*; *answers* is the file that keeps answers. Only the articles of *shard* are asked about.
    *adjudicate* is whether the model is asked about what is close.
    """

    target: Target = field(default_factory=_of_environment)
    granularity: Granularity | None = None
    concurrency: int | None = None
    max_calls: int | None = None
    max_cost: float | None = None
    log: Path | None = None
    answers: Path = field(default_factory=answers_file)
    shard: Shard | None = None
    adjudicate: bool | None = None

    @property
    def adjudicates(self) -> bool:
        """Whether the model is asked about what is close: where nobody says it, when it is none of the small ones.

        These are asked one question for each time expression, and say by chance which mentions tell the same.
        """
        if self.adjudicate is not None:
            return self.adjudicate
        return not self.target.is_local and (self.granularity or self.target.profile.granularity) == "article"

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
            adjudicate=held.adjudicate,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run cost, in all and by article, and seconds of wall time.

    *unchanged* articles were not even read again; *stopped* is the limit that ended the run early,
    *undecided* why the model did not decide all that is close.
    """

    accounts: Accounts
    seconds: float
    unchanged: int = 0
    stopped: str | None = None
    undecided: str | None = None


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

    Raises TimelineError when nothing could be done, and before any question is asked when the edits cannot be
    read.
    """
    corrections = find_edits(edits, Path.cwd())
    with _opened(places, published, settings, progress) as opened:
        extracted = _extracted(opened)
        extractions = with_inferred_dates(extracted.extractions)
        adjudicated = _adjudicated(find_happenings(extractions), opened)
        report, notes = opened.report(extracted.report.unchanged), opened.notes
    timeline = _timeline(
        adjudicated,
        extractions,
        corrections,
        title=title or default_title(places),
        failed=extracted.reading.failures,
        generated=_generated(opened, PROMPT_NAMES) if adjudicated.asked else extracted.generated,
    )
    return Built(
        timeline=timeline,
        extractions=extracted.extractions,
        notes=(*notes, *_notes_on(adjudicated, corrections)),
        report=replace(report, undecided=adjudicated.failure),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What extraction brought: one extraction an article, in the order in which the articles were read."""

    reading: LoadedArticles
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
    with _opened(places, published, settings, progress) as opened:
        extracted = _extracted(opened)
        return replace(extracted, reading=replace(extracted.reading, notes=opened.notes))


def _extracted(opened: "_Opened") -> Extracted:
    plan = plan_extraction(opened.reading.sources, opened.asked, opened.store, opened.settings.shard)
    generated = _generated(opened)
    found = opened.runner.run(_extract_all(plan, opened))
    report = opened.report(len(plan.articles) - len(plan.to_ask))
    if found and not report.stopped and all(nothing_answered(extraction) for extraction in found):
        raise ModelError(found[0].failure)
    extractions = tuple(replace(extraction, generated=generated) for extraction in found)
    return Extracted(reading=opened.reading, extractions=extractions, generated=generated, report=report)


def _generated(opened: "_Opened", prompts: tuple[str, ...] = EXTRACTION_PROMPTS) -> Generated:
    by = f"timeline {version('cited-timeline')}"
    return Generated(by=by, model=opened.model.name, prompts=prompts_hash(prompts))


def _adjudicated(found: Happenings, opened: "_Opened") -> Adjudicated:
    if not opened.settings.adjudicates:
        return Adjudicated(found)
    return opened.runner.run(adjudicate(found, opened.model, opened.progress.adjudicating))


def estimate_build(
    places: Sequence[str | Path], *, published: EventDate | None = None, settings: Settings | None = None
) -> Estimate:
    """Return what asking about *places* would take, without asking anything. Raises TimelineError as `extract` does."""
    settings = settings or Settings()
    return rehearse_build(places, published, settings, CountingModel, settings.target.profile.price).estimate


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a build was given to read, and what it would take now."""

    reading: LoadedArticles
    estimate: Estimate


def rehearse_build(
    places: Sequence[str | Path],
    published: EventDate | None,
    settings: Settings,
    counting: Callable[..., CountingModel],
    price: Price | None,
) -> Rehearsal:
    """Ask a model that is made by *counting* all that a build would ask now, and return what that would take.

    What is close is asked about once nothing else is left to ask, as in a build.
    """
    with _opened(places, published, settings) as opened:
        profile, asked = settings.target.profile, opened.asked
        model = counting(
            asked.model, asked.granularity, opened.store, limits=profile.limits, sampling=profile.sampling
        )
        plan = plan_extraction(opened.reading.sources, asked, opened.store, settings.shard)
        estimated = opened.runner.run(estimate([article.candidates for article in plan.to_ask], model, price))
        if not settings.adjudicates or settings.shard:
            return Rehearsal(opened.reading, estimated)
        if estimated.calls or model.withheld:
            return Rehearsal(opened.reading, replace(estimated, then_close=True))
        rehearsed = replace(opened, model=CachingModel(model, opened.store, profile.sampling))
        _adjudicated(find_happenings(with_inferred_dates(_extracted(rehearsed).extractions)), rehearsed)
        return Rehearsal(opened.reading, estimate_of(model.usage, model.usage.calls * ANSWER_TOKENS, price))


def reconcile_extractions(
    lines: Sequence[Extraction | Failure], *, title: str, edits: Path | None = None
) -> Timeline:
    """Merge what `extract` wrote to files, with corrections as `build` takes them.

    Raises UsageError when there are no extractions, and EditError when an edit cannot be applied.
    """
    extractions = [line for line in lines if isinstance(line, Extraction)]
    failed = [line for line in lines if isinstance(line, Failure)]
    generated = next((extraction.generated for extraction in extractions if extraction.generated), None)
    if generated is None:
        raise UsageError("There are no extractions: `timeline extract` writes them.")
    corrections = find_edits(edits, Path.cwd())
    dated = with_inferred_dates(extractions)
    found = Adjudicated(find_happenings(dated))
    return _timeline(found, dated, corrections, title=title, failed=failed, generated=generated)


def _timeline(
    found: Adjudicated,
    extractions: Sequence[Extraction],
    edits: Edits,
    *,
    title: str,
    failed: Sequence[Failure],
    generated: Generated,
) -> Timeline:
    revision = revise(found.happenings, edits, extractions)
    timeline = timeline_of(revision.happenings, extractions, title=title, failed=failed, generated=generated)
    return revision.finish(found.mark(timeline))


def _notes_on(adjudicated: Adjudicated, edits: Edits) -> tuple[str, ...]:
    count = len(edits.entries)
    edited = (f"{edits.file}: {count:,} edit{'s' * (count != 1)} applied",) if edits.file else ()
    return (*([adjudicated.summary] if adjudicated.asked else []), *edited)


def default_title(places: Sequence[str | Path]) -> str:
    """Return the name of the folder that the sources are in.

    >>> default_title(["storms/2014"]), default_title(["storms/a.txt", "storms/b.md"]), default_title(["-"])
    ('2014', 'storms', 'Timeline')
    """
    paths = [Path(place) for place in places if str(place) != "-"]
    folders = {(path if path.is_dir() or not path.suffix else path.parent).absolute() for path in paths}
    return os.path.commonpath(folders).rpartition(os.sep)[2] or "Timeline" if folders else "Timeline"


async def _extract_all(plan: ExtractionPlan, opened: "_Opened") -> list[Extraction]:
    total = sum(len(article.candidates.candidates) for article in plan.to_ask)
    answered = 0
    free = asyncio.Semaphore(ARTICLES_AT_ONCE)

    def count() -> None:
        nonlocal answered
        answered = min(
            answered + 1, total
        )  # asked about a whole article, a model may add sentences of its own
        opened.progress.asking(answered, total)

    async def one(article: PendingArticle | Extraction) -> Extraction:
        if isinstance(article, Extraction):
            return article
        async with free:
            found = await extract_article(article.candidates, opened.model, count)
        source = article.candidates.source
        extraction = replace(found, fingerprint=fingerprint(source.text), credits=credits_of(source))
        cache_extraction(article, extraction, opened.store)
        opened.progress.extracted(extraction)
        return extraction

    return await asyncio.gather(*map(one, plan.articles))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A model that remembers, where it remembers, and what its calls are counted by.

    All that is asked is asked by *runner*, in one event loop, to which connections belong.
    """

    settings: Settings
    progress: Progress
    reading: LoadedArticles
    runner: asyncio.Runner
    model: CachingModel
    store: ResponseStore
    asked: ExtractionContext
    calls: CallLog
    budget: Budget
    started: float

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of the sources and of the kept answers."""
        return (*self.reading.notes, *self.store.notes)

    def report(self, unchanged: int) -> Report:
        """Return what was asked so far cost, where so many articles were *unchanged*."""
        accounts = account_for(self.calls.calls, self.model.cached, self.settings.target.profile.price)
        seconds = time.monotonic() - self.started
        return Report(accounts=accounts, seconds=seconds, unchanged=unchanged, stopped=self.budget.stopped)


@contextmanager
def _opened(
    places: Sequence[str | Path],
    published: EventDate | None,
    settings: Settings | None,
    progress: Progress | None = None,
) -> Iterator[_Opened]:
    """Read *places* and yield the model to ask, which starts no server and opens no connection before its first question.

    Raises ArticleError when there is nothing to read.
    """
    started, settings, progress = time.monotonic(), settings or Settings(), progress or NoProgress()
    reading = read_articles(places, published=published)
    if not reading.sources:
        raise ArticleError(
            "\n".join(f"{failure.path}: {failure.reason}" for failure in reading.failures) or "no articles"
        )
    profile = settings.target.profile
    with (
        closing(ResponseStore(settings.answers)) as store,
        CallLog(settings.log) as calls,
        ExitStack() as stack,
    ):
        budget = Budget(
            max_calls=settings.max_calls, max_cost=settings.max_cost, price=profile.price, observe=calls
        )
        asking = _model_of(settings, budget, stack, progress)
        runner = stack.enter_context(asyncio.Runner())
        stack.callback(lambda: runner.run(asking.close()))
        asked = ExtractionContext(
            model=asking.name,
            granularity=asking.granularity,
            context_tokens=profile.context_tokens,
            sampling=profile.sampling,
        )
        yield _Opened(
            settings=settings,
            progress=progress,
            reading=reading,
            runner=runner,
            model=CachingModel(asking, store, profile.sampling),
            store=store,
            asked=asked,
            calls=calls,
            budget=budget,
            started=started,
        )


def _model_of(settings: Settings, budget: Budget, stack: ExitStack, progress: Progress) -> EndpointModel:
    """Return the model that *settings* name; *stack* ends its server."""
    target, profile = settings.target, settings.target.profile
    granularity = settings.granularity or profile.granularity
    concurrency = settings.concurrency or profile.concurrency
    if target.is_local:
        model = local.resolve_model(target.model)
        server = stack.enter_context(local.Server(model, progress.downloading, parallel=concurrency))
        name, endpoint = model.name, lambda: local_endpoint(server, profile.sampling)
    else:
        remote = remote_endpoint(target)
        name, endpoint = remote.model, lambda: remote
    return EndpointModel(name, granularity, concurrency, endpoint, limits=profile.limits, budget=budget)


def local_endpoint(server: local.Server, sampling: Sampling) -> Endpoint:
    """Return where *server* serves, after starting it, and how it is to draw its answers."""
    return Endpoint(server.model.name, server.base_url, log=server.log, sampling=sampling)


def remote_endpoint(target: Target) -> Endpoint:
    """Return the endpoint of *target*. Raises UsageError when no model is named there."""
    endpoint = endpoint_of(target)
    if not endpoint.model:
        raise UsageError(f"Which model of {endpoint.where} is to be asked? Name it with --model.")
    return endpoint


def endpoint_of(target: Target) -> Endpoint:
    """Return the endpoint of *target*, whether or not a model is named there."""
    return Endpoint(
        target.model or "",
        target.base_url,
        target.key(os.environ),
        sampling=target.profile.sampling,
        key_advice=target.key_advice(os.environ),
    )
