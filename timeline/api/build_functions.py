"""`timeline.build` and `timeline.abuild`: a build inside a program or a notebook."""

import asyncio
import contextvars
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import Any, TypedDict, Unpack

from timeline.api.arguments import StrPath, refuse_unknown
from timeline.choices import Granularity
from timeline.config.settings import ProjectSettings, load_project
from timeline.config.toml_tables import settings_of
from timeline.dates import EventDate
from timeline.errors import ArticleError
from timeline.models import Timeline
from timeline.phrasing import pluralize, shorten
from timeline.pipeline.build import Built
from timeline.pipeline.build import build as build_timeline
from timeline.pipeline.progress import NoProgress, Progress
from timeline.pipeline.run_settings import Settings
from timeline.pipeline.usage import Report
from timeline.timelines.edits import Edits, find_edits


class BuildOptions(TypedDict, total=False):
    """Options of `build` and `abuild`; each is as the setting of the same name.

    *published* is a date, or EDTF such as "2015-10"; *edits* is a file of corrections. Without an endpoint,
    the variables of the environment choose one.
    """

    title: str | None
    published: str | date | None
    edits: StrPath | None
    profile: str | None
    base_url: str | None
    model: str | None
    granularity: Granularity | None
    concurrency: int | None
    max_calls: int | None
    max_cost: float | None
    adjudicate: bool | None
    log: StrPath | None


@dataclass(frozen=True, slots=True, repr=False)
class BuildResult:
    """A timeline, *notes* on how it was built, and a *report* of calls, tokens and seconds.

    What could not be read or asked is in `timeline.failed`. In a notebook, it shows the timeline.
    """

    timeline: Timeline
    notes: tuple[str, ...]
    report: Report

    @property
    def cost(self) -> float | None:
        """The dollars that the build cost; None if the price of the model is unknown."""
        return self.report.accounts.total.cost

    def __repr__(self) -> str:
        """Return a short description: a timeline has too many events to be read here."""
        events = pluralize(len(self.timeline.events) + len(self.timeline.undated), "event")
        total = self.report.accounts.total
        calls = f"{pluralize(total.calls, 'call')}, {pluralize(total.cached, 'cached response')}"
        return f"<BuildResult {self.timeline.title!r}: {events}, {calls}>"

    def _repr_html_(self) -> str:
        failed = [f"{failure.path}: {failure.reason}" for failure in self.timeline.failed]
        notes = "".join(f"<p>{escape(shorten(note, 300))}</p>" for note in (*self.notes, *failed[:10]))
        return f"{self.timeline._repr_html_()}{notes}"


def build(sources: StrPath | Iterable[StrPath], **options: Unpack[BuildOptions]) -> BuildResult:
    """Build the timeline of *sources*: files, folders and globs of articles, one or several.

    It reads the variables of the environment, but no settings file, and the edits of *edits* alone. It also
    works while an event loop runs, as in a notebook; there, `abuild` does not block the loop.

    Raises TimelineError when nothing could be done, TypeError for an unknown option, and ValueError for an
    option with an invalid value.
    """
    run = _prepared(sources, options)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return _result(run(progress=NoProgress()))
    watch = _Watch()
    future = _in_thread(run, watch)
    try:
        return _result(future.result())
    except BaseException:
        # Ctrl-C ends the wait, and must end the run too: nobody would see what it goes on to spend.
        watch.cancel()
        raise


async def abuild(sources: StrPath | Iterable[StrPath], **options: Unpack[BuildOptions]) -> BuildResult:
    """Build the timeline of *sources* as `build` does, without blocking the event loop.

    When the task is cancelled, so is the build: open questions end, and responses so far are cached. It
    waits for the step at hand (reading or merging).
    """
    watch = _Watch()
    future = asyncio.wrap_future(_in_thread(_prepared(sources, options), watch))
    try:
        return _result(await asyncio.shield(future))
    except asyncio.CancelledError:
        watch.cancel()
        await asyncio.wait([future])
        raise


class _Watch(NoProgress):
    """Cancels a run from another thread, even before it has begun."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cancelled = False
        self._cancel: Callable[[], None] | None = None

    def opened(self, cancel: Callable[[], None]) -> None:
        """Take the function that cancels the run."""
        with self._lock:
            self._cancel = cancel
            if self._cancelled:
                cancel()

    def downloading(self, done: int, total: int) -> None:
        """Raise CancelledError in a download, which blocks the event loop of the run."""
        del done, total
        if self._cancelled:
            raise asyncio.CancelledError

    def cancel(self) -> None:
        """Cancel the run."""
        with self._lock:
            self._cancelled = True
            if self._cancel is not None:
                self._cancel()


def _in_thread(run: "partial[Built]", progress: Progress) -> "Future[Built | None]":
    """Call *run* in its own thread, with its own event loop; None stands for a cancelled run."""

    def work() -> Built | None:
        try:
            return run(progress=progress)
        except asyncio.CancelledError:
            return None

    executor = ThreadPoolExecutor(1, thread_name_prefix="timeline.build")
    future = executor.submit(contextvars.copy_context().run, work)
    executor.shutdown(wait=False)
    return future


def _result(built: Built | None) -> BuildResult:
    if built is None:
        raise asyncio.CancelledError
    return BuildResult(timeline=built.timeline, notes=built.notes, report=built.report)


def _prepared(sources: StrPath | Iterable[StrPath], options: BuildOptions) -> "partial[Built]":
    """Return the call that builds; all that is wrong with the arguments is raised here."""
    refuse_unknown("build", options, BuildOptions.__annotations__)
    values: dict[str, Any] = {
        name: _read_option(name, value) for name, value in options.items() if value is not None
    }
    project = load_project(None, os.environ, ProjectSettings(**values))
    settings = project.settings
    return partial(
        build_timeline,
        _paths(sources),
        title=settings.title,
        published=settings.published,
        settings=Settings.of(project, os.environ),
        edits=find_edits(settings.edits, Path()) if settings.edits else Edits(),
    )


def _paths(sources: StrPath | Iterable[StrPath]) -> list[str | Path]:
    """Return *sources* as paths. Raises TypeError for what is no path, ArticleError for none at all."""
    each: object = [sources] if isinstance(sources, str | PathLike) else sources
    if isinstance(each, bytes) or not isinstance(each, Iterable):
        raise TypeError(f"build() takes one path or several, not {type(sources).__name__}")
    paths: list[str | Path] = []
    for source in each:
        if not isinstance(source, str | PathLike):
            raise TypeError(f"build() takes paths as str or Path, not {type(source).__name__}")
        paths.append(source if isinstance(source, str) else Path(source))
    if not paths or "" in paths:
        raise ArticleError("Which articles? Give build() a file, a folder or a glob, or several.")
    return paths


def _read_option(name: str, value: object) -> object:
    """Return *value* as the setting *name* has it. Raises ValueError for an invalid one."""
    if isinstance(value, EventDate):
        value = str(value)
    kind = settings_of(ProjectSettings)[name].kind
    try:
        return kind.read(os.fspath(value) if isinstance(value, PathLike) else value)
    except (ValueError, TypeError, OverflowError):
        raise ValueError(f"{name} must be {kind.called}, not {value!r:.60}") from None
