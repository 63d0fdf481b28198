"""Worker processes that apply functions to articles, for work that one processor would do for long.

They are ordinary Python processes that speak through their standard streams. They import nothing of the main
module, so that a script needs no guard and a notebook works; each ends when its input does, even if the main
process was killed. A worker that cannot be started, or is lost, costs nothing but time: its work is done by
the thread that waits for it.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

READY = b"timeline worker\n"
AHEAD = 4
"""How many items per worker are given out; with more, the process that gives them out works itself."""
MOST_WAITING = 64
"""How many results wait for an earlier one that takes longer."""
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from timeline.pipeline.worker_pool import serve; serve()"
)


class WorkerPool:
    """*count* worker processes, each with a thread that waits for it; they start when first needed."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="timeline-worker")
        self._own = threading.local()
        self._lock = threading.Lock()
        self._workers: list[_Worker] = []
        self._closed = False

    def submit(self, work: Callable[[Item], Made], item: Item) -> "Future[Made]":
        """Return the future of *work* applied to *item*; both can be pickled, and so can the result."""
        return self._threads.submit(self._do, work, item)

    def map(self, work: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
        """Yield *work* applied to each of *items*, in their order, taking no more of them than needed.

        While all workers have enough to do, or start, this thread works on items itself.
        """
        waiting: deque[Future[Made]] = deque()
        try:
            for item in items:
                given = sum(not future.done() for future in waiting)
                waiting.append(
                    self.submit(work, item) if given < AHEAD * self._count else _done_here(work, item)
                )
                while waiting and (waiting[0].done() or len(waiting) >= MOST_WAITING):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def close(self) -> None:
        """End the workers at once, and wait for them."""
        with self._lock:
            self._closed = True
            workers = list(self._workers)
        for worker in workers:
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    def _do(self, work: Callable[[Item], Made], item: Item) -> Made:
        worker = self._worker()
        if worker is not None:
            done, made = worker.call(work, item)
            if done:
                return made  # type: ignore[no-any-return]
        with self._lock:
            if self._closed:
                raise RuntimeError("the workers were ended")
        return work(item)

    def _worker(self) -> "_Worker | None":
        """Return the worker of this thread, or None if it has none."""
        if not hasattr(self._own, "worker"):
            self._own.worker = _Worker()
            with self._lock:
                self._workers.append(self._own.worker)
                closed = self._closed
            if closed:
                self._own.worker.end()
        worker: _Worker = self._own.worker
        return worker if worker.works else None


def _done_here(work: Callable[[Item], Made], item: Item) -> "Future[Made]":
    """Return the future of *work* that is done now; its exception is met in its turn."""
    future: Future[Made] = Future()
    try:
        future.set_result(work(item))
    except Exception as error:  # noqa: BLE001 - whatever the work raises
        future.set_exception(error)
    return future


class _Worker:
    """One process. *works* is False once it cannot be used any more."""

    def __init__(self) -> None:
        self.works = False
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very interpreter
                [sys.executable, "-c", _START],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Ctrl-C on a terminal is for the main process, which ends the workers.
                start_new_session=True,
            )
            self._send(sys.path)
            self.works = self._output.readline() == READY
        except OSError:
            pass

    def call(self, work: Callable[[Any], Any], item: object) -> tuple[bool, Any]:
        """Return whether the worker did *work*, without an exception, and the result."""
        try:
            self._send((work, item))
            done, made = pickle.load(self._output)  # noqa: S301 - the process is ours
        except Exception:  # noqa: BLE001 - a lost process, or what cannot be pickled: done here then
            self.works = False
            return False, None
        return done, made

    def end(self) -> None:
        """End the process, whatever it does, and wait for it."""
        self.works = False
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    _close(stream)

    def _send(self, message: object) -> None:
        stream = self._process.stdin if self._process else None
        if stream is None:
            raise OSError("no process")
        stream.write(pickle.dumps(message))
        stream.flush()

    @property
    def _output(self) -> Any:  # noqa: ANN401 - a stream of bytes
        return self._process.stdout if self._process else None


def _close(stream: Any) -> None:  # noqa: ANN401 - a stream of bytes
    # What is still to be written has no reader any more.
    with suppress(OSError):
        stream.close()


def usable_processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def can_start_workers() -> bool:
    """Return whether `sys.executable` is a Python interpreter, and not a program around one."""
    if not sys.executable or getattr(sys, "frozen", False):
        return False
    return Path(sys.executable).stem.lower().startswith(("python", "pypy"))


def serve() -> None:
    """Apply functions to items from standard input until it ends; write results to standard output."""
    requests, responses = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What anything prints goes where nobody reads it, and not between the results.
    os.dup2(2, 1)
    responses.write(READY)
    responses.flush()
    while True:
        try:
            work, item = pickle.load(requests)  # noqa: S301 - from the process that started this one
        except EOFError:
            return
        try:
            result = pickle.dumps((True, work(item)))
        except Exception:  # noqa: BLE001 - the main process does it once more, and meets the exception itself
            result = pickle.dumps((False, None))
        responses.write(result)
        responses.flush()
