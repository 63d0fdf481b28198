"""A circuit breaker (Nygard, Release It!, 2007): an endpoint that is down is not asked a thousand times.

It has no half-open state: the run ends with a message, and continues from there when started again.
"""

from timeline.errors import ModelError


class CircuitBreaker:
    """Counts the questions that an endpoint could not serve; after *threshold* in a row it stays open."""

    def __init__(self, threshold: int) -> None:
        self.answered_once = False
        self._threshold = threshold
        self._failed = 0
        self._down: str | None = None

    def check(self) -> None:
        """Raise ModelError when the endpoint is down."""
        if self._down is not None:
            raise ModelError(self._down)

    def answered(self) -> None:
        """Note that the endpoint answered."""
        self.answered_once = True
        self._failed = 0

    def failed(self, problem: str) -> None:
        """Note that one question failed after all attempts. Raises ModelError when the endpoint is down."""
        self._failed += 1
        if self._failed >= self._threshold and self._down is None:
            count = f"{self._failed} questions in a row failed, so no more are asked"
            self.trip(f"{problem}\n{count}; the same command continues from here")
        self.check()

    def trip(self, problem: str) -> None:
        """Note that the endpoint will not serve any question. Raises ModelError."""
        self._down = self._down or problem
        self.check()
