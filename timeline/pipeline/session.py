"""What a run holds open: its articles, its model, its response cache, and the count of its calls."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from timeline.articles.loading import LoadedArticles, read_articles
from timeline.dates import EventDate
from timeline.errors import ArticleError
from timeline.llm import Budget
from timeline.models import Generated
from timeline.pipeline.engine import Engine, LocalEngine
from timeline.pipeline.incremental import ExtractionContext
from timeline.pipeline.model_selection import open_model
from timeline.pipeline.progress import NoProgress, Progress
from timeline.pipeline.run_settings import Settings
from timeline.pipeline.usage import CallLog, Report, account_for
from timeline.prompts import EXTRACTION_PROMPTS, prompts_hash
from timeline.store import CachingModel, ResponseStore, response_cache_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """Counts a run's calls, holds them to its *budget*, and knows when it *started* (seconds, monotonic)."""

    calls: CallLog
    budget: Budget
    started: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An open run. *engine* maps its work over the articles, and runs all questions in one event loop."""

    settings: Settings
    progress: Progress
    loaded: LoadedArticles
    engine: Engine
    model: CachingModel
    store: ResponseStore
    meter: Meter

    @property
    def context(self) -> ExtractionContext:
        """What extractions depend on besides the articles."""
        profile = self.settings.target.profile
        return ExtractionContext(
            model=self.model.name,
            granularity=self.model.granularity,
            context_tokens=profile.context_tokens,
            sampling=profile.sampling,
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes on the sources and on the response cache."""
        return (*self.loaded.notes, *self.store.notes)

    def generated(self, prompts: tuple[str, ...] = EXTRACTION_PROMPTS) -> Generated:
        """Return what extractions or a timeline came from; *prompts* are the names of the prompts asked."""
        by = f"timeline {version('cited-timeline')}"
        return Generated(by=by, model=self.model.name, prompts=prompts_hash(prompts))

    def report(self, unchanged: int) -> Report:
        """Return what the run cost so far; *unchanged* counts the articles that were not extracted again."""
        price = self.settings.target.profile.price
        return Report(
            accounts=account_for(self.meter.calls.calls, self.model.cached, price),
            seconds=time.monotonic() - self.meter.started,
            unchanged=unchanged,
            stopped=self.meter.budget.stopped,
        )


@contextmanager
def open_session(
    places: Sequence[str | Path],
    published: EventDate | None,
    settings: Settings,
    progress: Progress | None = None,
) -> Iterator[Session]:
    """Read *places* and yield the session. Servers and connections start with the first question.

    Raises ArticleError when no article can be read.
    """
    started, progress = time.monotonic(), progress or NoProgress()
    loaded = read_articles(places, published=published)
    if not loaded.sources:
        failures = (f"{failure.path}: {failure.reason}" for failure in loaded.failures)
        raise ArticleError("\n".join(failures) or "no articles")
    profile = settings.target.profile
    with (
        closing(ResponseStore(settings.cache_file or response_cache_file())) as store,
        CallLog(settings.log) as calls,
        ExitStack() as stack,
    ):
        budget = Budget(
            max_calls=settings.max_calls, max_cost=settings.max_cost, price=profile.price, observe=calls
        )
        model = open_model(settings, budget, stack, progress)
        engine = stack.enter_context(LocalEngine())
        stack.callback(lambda: engine.finish(model.close()))
        progress.opened(engine.cancel)
        yield Session(
            settings=settings,
            progress=progress,
            loaded=loaded,
            engine=engine,
            model=CachingModel(model, store, profile.sampling),
            store=store,
            meter=Meter(calls=calls, budget=budget, started=started),
        )
