"""The event loop of a run, which another thread may cancel."""

import asyncio
from collections.abc import Coroutine
from threading import Lock
from typing import Any, TypeVar

Result = TypeVar("Result")


class RunLoop:
    """Runs the coroutines of one run, one after the other, in the event loop of *runner*."""

    def __init__(self, runner: asyncio.Runner) -> None:
        self._runner = runner
        self._lock = Lock()
        self._task: asyncio.Task[Any] | None = None
        self._cancelled = False

    def run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        """Return what *coroutine* returns. Raises CancelledError after `cancel`."""
        return self._runner.run(self._cancellable(coroutine))

    def cancel(self) -> None:
        """Cancel the coroutine that runs, and every later one. It may be called from any thread."""
        with self._lock:
            self._cancelled = True
            if self._task is not None:
                self._task.get_loop().call_soon_threadsafe(self._task.cancel)

    async def _cancellable(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        with self._lock:
            if self._cancelled:
                coroutine.close()
                raise asyncio.CancelledError
            self._task = asyncio.current_task()
        try:
            return await coroutine
        finally:
            with self._lock:
                self._task = None
