"""Knows when an endpoint is down, so that the thousandth question is not needed to find out.

The circuit breaker of Nygard (Release It!, 2007), without the half-open state: a run that ends is told of,
and goes on from where it stood when it is started again.
"""

from timeline.errors import ModelError


class CircuitBreaker:
    """Counts questions that an endpoint could not serve; after *most* in a row it is down for good."""

    def __init__(self, most: int) -> None:
        self.answered_once = False
        self._most = most
        self._failed = 0
        self._down: str | None = None

    def check(self) -> None:
        """Raise ModelError when the endpoint is down."""
        if self._down is not None:
            raise ModelError(self._down)

    def answered(self) -> None:
        """Note that the endpoint lives."""
        self.answered_once = True
        self._failed = 0

    def failed(self, problem: str) -> None:
        """Note that one question was not served, after all attempts. Raises ModelError when the endpoint is down."""
        self._failed += 1
        if self._failed >= self._most and self._down is None:
            self.trip(
                f"{problem}\n{self._failed} questions in a row failed, so no more are asked; the same command goes on from here"
            )
        self.check()

    def trip(self, problem: str) -> None:
        """Note that the endpoint will serve no question at all. Raises ModelError."""
        self._down = self._down or problem
        self.check()
