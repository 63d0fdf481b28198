"""The user's limits on calls and money. A call that might exceed one is not made."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from timeline.errors import LimitError, UsageError
from timeline.llm.call_records import CallRecord, Observer, TokenUsage


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars for a million tokens."""

    prompt: float
    completion: float

    def of(self, tokens: TokenUsage) -> float:
        """Return the dollars for *tokens*; a prompt prefix that the endpoint had cached counts in full.

        >>> Price(0.4, 1.6).of(TokenUsage(prompt=1_000_000, completion=500_000))
        1.2
        """
        return (tokens.prompt * self.prompt + tokens.completion * self.completion) / 1_000_000


class Spending:
    """One call that the budget allows. Its caller sets *tokens* to what it used, once that is known."""

    tokens: TokenUsage | None = None


class Budget:
    """What a run may still ask. *stopped* says which limit was reached, None while none is.

    The highest possible cost of a call is reserved before it is made, so that *max_cost* holds whatever the
    model answers. *observe* gets the record of each call. Raises UsageError when the cost is limited and the
    price unknown.
    """

    def __init__(
        self,
        *,
        max_calls: int | None = None,
        max_cost: float | None = None,
        price: Price | None = None,
        observe: Observer | None = None,
    ) -> None:
        if max_cost is not None and price is None:
            raise UsageError(
                "A limit on the cost needs the model's price: set it for the model, or limit the calls."
            )
        self.calls = 0
        self.cost = 0.0
        self.stopped: str | None = None
        self._max_calls = max_calls
        self._max_cost = max_cost
        self._price = price or Price(0, 0)
        self._observe = observe
        self._reserved = 0.0
        self._settled = asyncio.Condition()

    @asynccontextmanager
    async def call(self, most: TokenUsage) -> AsyncIterator[Spending]:
        """Reserve one call of at most *most* tokens; at its end, count what it used, if known, else *most*.

        Raises LimitError when the call might exceed a limit, once the calls under way have ended.
        """
        worst = self._price.of(most)
        await self._allow(worst)
        self.calls += 1
        self._reserved += worst
        spending = Spending()
        try:
            yield spending
        finally:
            self._reserved -= worst
            self.cost += worst if spending.tokens is None else self._price.of(spending.tokens)
            async with self._settled:
                self._settled.notify_all()

    def record(self, call: CallRecord) -> None:
        """Give the record of a finished call to the observer."""
        if self._observe is not None:
            self._observe(call)

    async def _allow(self, worst: float) -> None:
        if self.stopped is None and self._max_calls is not None and self.calls >= self._max_calls:
            self.stopped = f"the limit of {self._max_calls:,} calls is reached"
        if self._max_cost is not None:
            await self._await_reservations(worst, self._max_cost)
        if self.stopped is not None:
            raise LimitError(
                f"{self.stopped}; all answers so far are cached, and the same command continues from there"
            )

    async def _await_reservations(self, worst: float, max_cost: float) -> None:
        async with self._settled:
            while self.stopped is None and self.cost + self._reserved + worst > max_cost:
                if self._reserved:
                    # The calls under way usually cost less than was reserved for them.
                    await self._settled.wait()
                else:
                    spent = f"${self.cost:.4f} of the limit of ${max_cost:g} is spent"
                    self.stopped = f"{spent}, and one more call might exceed it"
