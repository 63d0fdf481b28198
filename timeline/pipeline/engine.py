"""Engines: how work is mapped over articles, here on the processors of this machine.

The pipeline knows only the few verbs of `Engine`. Results never depend on the engine: they come in the order
of the items, and functions that are mapped are pure.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from timeline.lang.registry import registered
from timeline.pipeline.run_loop import RunLoop
from timeline.pipeline.worker_pool import WorkerPool, can_start_workers, usable_processors

Item = TypeVar("Item")
Made = TypeVar("Made")

MOST_WORKERS = 8
"""More processes would wait for the one that asks and answers."""
ALONE_SECONDS = 3.0
"""Seconds of processor time in this process before workers are started, which take about one each."""


class Engine(Protocol):
    """Where articles are worked on.

    A mapped function is pure; it, its items and its results can be pickled.
    """

    def map_articles(self, work: Callable[[Item], Made], articles: Iterable[Item]) -> Iterator[Made]:
        """Yield *work* of each of *articles*, in their order, taking few of them ahead."""

    async def prepare(self, work: Callable[[Item], Made], article: Item) -> Made:
        """Return *work* of one article, from inside of `gather`."""

    def gather(
        self, ask: Callable[[Item], Awaitable[Made]], articles: Iterable[Item], at_once: int
    ) -> list[Made]:
        """Return what *ask* makes of each of *articles*, in their order, working on *at_once* at a time.

        An article is taken when its turn comes. The first exception that *ask* raises ends all.
        """

    def run(self, coroutine: Coroutine[Any, Any, Made]) -> Made:
        """Return what *coroutine* returns, run in the event loop to which the model's connections belong."""


class LocalEngine:
    """The event loop of this process, and worker processes where there is much to do.

    *workers* is how many there may be (default: one for each processor but that of this process, which works
    too); they start after *alone* seconds of processor time, and take some 45 MB each. In a process with
    languages of its own there are none, as workers would not know them.
    """

    def __init__(self, workers: int | None = None, alone: float = ALONE_SECONDS) -> None:
        if workers is None:
            workers = min(usable_processors() - 1, MOST_WORKERS)
        self._count = workers if can_start_workers() and not registered() else 0
        self._alone = alone
        self._spent = 0.0
        self._pool: WorkerPool | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._runner = self._stack.enter_context(asyncio.Runner())
        self._loop = RunLoop(self._runner)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._end_workers()
        finally:
            self._stack.close()

    def cancel(self) -> None:
        """Cancel the coroutine that runs, and every later one. It may be called from any thread."""
        self._loop.cancel()

    def run(self, coroutine: Coroutine[Any, Any, Made]) -> Made:
        """Return what *coroutine* returns. Raises CancelledError after `cancel`."""
        return self._loop.run(coroutine)

    def finish(self, coroutine: Coroutine[Any, Any, Made]) -> Made:
        """Return what *coroutine* returns, even after `cancel`: for what has to be closed in any case."""
        return self._runner.run(coroutine)

    def map_articles(self, work: Callable[[Item], Made], articles: Iterable[Item]) -> Iterator[Made]:
        """Yield *work* of each of *articles*, in their order."""
        waiting = iter(articles)
        for article in waiting:
            yield self._do(work, article)
            pool = self._workers()
            if pool is not None:
                yield from pool.map(work, waiting)

    async def prepare(self, work: Callable[[Item], Made], article: Item) -> Made:
        """Return *work* of one article; while a worker does it, other articles go on."""
        pool = self._workers()
        if pool is None:
            return self._do(work, article)
        return await asyncio.wrap_future(pool.submit(work, article))

    def gather(
        self, ask: Callable[[Item], Awaitable[Made]], articles: Iterable[Item], at_once: int
    ) -> list[Made]:
        """Return what *ask* makes of each of *articles*, in their order, and end the workers.

        What comes after the questions holds the most memory, and has nothing for workers to do.
        """
        try:
            return self.run(_gathered(ask, articles, at_once))
        finally:
            self._end_workers()

    def _do(self, work: Callable[[Item], Made], article: Item) -> Made:
        began = time.thread_time()
        made = work(article)
        self._spent += time.thread_time() - began
        return made

    def _end_workers(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def _workers(self) -> WorkerPool | None:
        if self._pool is None and self._count and self._spent >= self._alone:
            self._pool = WorkerPool(self._count)
        return self._pool


async def _gathered(
    ask: Callable[[Item], Awaitable[Made]], articles: Iterable[Item], at_once: int
) -> list[Made]:
    waiting = enumerate(articles)
    found: dict[int, Made] = {}

    async def work() -> None:
        for number, article in waiting:
            found[number] = await ask(article)

    tasks = [asyncio.ensure_future(work()) for _ in range(at_once)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [found[number] for number in range(len(found))]
