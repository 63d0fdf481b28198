"""How fast an endpoint is asked, in an event loop whose time passes only where it waits: minutes take no time."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import LimitError, ModelError, UsageError
from timeline.llm import Budget, Limits, Price, TokenUsage
from timeline.llm.circuit_breaker import CircuitBreaker
from timeline.llm.rate_limiting import MINUTE, RateLimiter, SlidingWindow, retry_after

Result = TypeVar("Result")


class Skipping(selectors.DefaultSelector):
    """Waits for nothing, and lets that time have passed."""

    now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        self.now += timeout or 0
        return super().select(0)


def in_no_time(work: Coroutine[Any, Any, Result]) -> Result:
    def loop() -> asyncio.AbstractEventLoop:
        skipping = Skipping()
        made = asyncio.SelectorEventLoop(skipping)
        made.time = lambda: skipping.now  # type: ignore[method-assign]  # that is what this loop is for
        return made

    with asyncio.Runner(loop_factory=loop) as runner:
        return runner.run(work)


def now() -> float:
    return asyncio.get_running_loop().time()


async def starts(limiter: RateLimiter, calls: int, tokens: int = 1, seconds: float = 1.0) -> list[float]:
    """Return when each of so many calls began; each takes some *seconds*."""
    found = []

    async def one() -> None:
        async with limiter.slot():
            await limiter.admit(tokens)
            found.append(now())
            await asyncio.sleep(seconds)

    await asyncio.gather(*(one() for _ in range(calls)))
    return found


def test_no_more_calls_go_at_once_than_are_allowed() -> None:
    begun = in_no_time(starts(RateLimiter(3, Limits()), 9))
    assert [round(time, 3) for time in begun] == [0, 0, 0, 1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(
    ("limits", "tokens", "most"),
    [
        pytest.param(Limits(requests_per_minute=10), 1, 10, id="requests"),
        pytest.param(Limits(tokens_per_minute=1000), 100, 10, id="tokens"),
        pytest.param(Limits(tokens_per_minute=50), 100, 1, id="a call over the limit itself goes alone"),
    ],
)
def test_in_any_minute_no_more_is_asked_than_the_limit(limits: Limits, tokens: int, most: int) -> None:
    begun = in_no_time(starts(RateLimiter(4, limits), 25, tokens))
    for time in begun:
        assert sum(time <= other < time + MINUTE - 0.01 for other in begun) <= most


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 40)), max_size=40))
def test_a_window_never_lets_more_through_than_its_limit(steps: list[tuple[float, int]]) -> None:
    window, time, taken = SlidingWindow(50), 0.0, list[tuple[float, int]]()
    for pause, amount in steps:
        time += pause
        time += window.wait(time, amount)
        assert window.wait(time, amount) <= 1e-9
        window.take(time, amount)
        taken.append((time, amount))
        assert sum(amount for when, amount in taken if when > time - MINUTE + 1e-6) <= 50


def test_an_overloaded_endpoint_is_asked_half_as_much_once_and_then_slowly_more() -> None:
    """All calls on their way when it happens are one sign, not one each."""

    async def most_at_once() -> list[int]:
        limiter, seen = RateLimiter(8, Limits()), []
        for _ in range(4):
            limiter.slow_down(sent=0.0)
        for _ in range(3):
            begun = await starts(limiter, 8)
            seen.append(begun.count(begun[0]))
            for _ in range(20):
                limiter.speed_up()
        return seen

    assert in_no_time(most_at_once()) == [4, 7, 8]


def test_no_call_starts_while_an_endpoint_asks_to_wait() -> None:
    async def held() -> list[float]:
        limiter = RateLimiter(2, Limits())
        limiter.pause(30)
        limiter.honour({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "45s"})
        limiter.honour({"x-ratelimit-remaining-requests": "7", "x-ratelimit-reset-requests": "59s"})
        return await starts(limiter, 2)

    assert in_no_time(held()) == [45, 45]


def test_a_cancelled_question_gives_its_slot_to_others() -> None:
    async def after_cancelling() -> list[float]:
        limiter = RateLimiter(1, Limits())
        first = asyncio.create_task(starts(limiter, 1, seconds=5))
        second = asyncio.create_task(starts(limiter, 1))
        await asyncio.sleep(1)
        second.cancel()
        await asyncio.sleep(0)
        return [*await first, *await starts(limiter, 1)]

    assert in_no_time(after_cancelling()) == [0, 5]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after": "30", "retry-after-ms": "1500"}, 1.5),
    ],
)
def test_how_long_to_wait_is_read_from_either_header(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


def test_reserved_money_is_awaited_before_a_limit_stops_the_run() -> None:
    """Each call may cost $1 and costs 10 cents: of $1.50, six are made, one after the other as soon as it is sure."""
    price = Price(prompt=1.0, completion=0.0)

    async def spend() -> Budget:
        budget = Budget(max_cost=1.5, price=price)

        async def one() -> None:
            async with budget.call(TokenUsage(prompt=1_000_000)) as spending:
                await asyncio.sleep(1)
                spending.tokens = TokenUsage(prompt=100_000)

        done = await asyncio.gather(*(one() for _ in range(10)), return_exceptions=True)
        assert sum(isinstance(result, LimitError) for result in done) == 4
        return budget

    budget = in_no_time(spend())
    assert budget.calls == 6
    assert budget.cost == pytest.approx(0.6)
    assert "of the limit of $1.5 is spent" in (budget.stopped or "")


def test_a_call_of_unknown_cost_counts_with_its_reservation() -> None:
    """One that the deadline ended may have been billed."""

    async def spend() -> float:
        budget = Budget(max_cost=5, price=Price(1.0, 0.0))
        async with budget.call(TokenUsage(prompt=1_000_000)):
            pass
        return budget.cost

    assert in_no_time(spend()) == 1.0


def test_a_limit_on_money_without_a_price_is_refused() -> None:
    with pytest.raises(UsageError, match="needs the model's price"):
        Budget(max_cost=1)


def test_an_endpoint_is_down_after_failures_in_a_row_and_not_before() -> None:
    breaker = CircuitBreaker(3)
    for _ in range(4):
        breaker.failed("status 500")
        breaker.failed("status 500")
        breaker.answered()
    breaker.failed("status 500")
    breaker.failed("status 500")
    with pytest.raises(ModelError, match="status 500\n3 questions in a row failed"):
        breaker.failed("status 500")
    with pytest.raises(ModelError, match="in a row"):
        breaker.check()
