"""How fast an endpoint is asked: as many calls at once as it bears, within its limits a minute, and not when it asks to wait.

The number of calls at once follows the congestion control of TCP (additive increase, multiplicative decrease;
Chiu and Jain, 1989). The limits a minute hold for any 60 seconds, not for those of the clock alone.
"""

import asyncio
import math
import re
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from timeline.llm.base import Limits

MINUTE = 60.0
_DURATION = re.compile(r"([\d.]+)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class RateLimiter:
    """Lets calls through; all times are the event loop's, in seconds."""

    def __init__(self, most: int, limits: Limits) -> None:
        self._most = most
        self._allowed = float(most)
        self._active = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._slowed = -math.inf
        self._held_until = -math.inf
        self._requests = RateWindow(limits.requests_per_minute)
        self._tokens = RateWindow(limits.tokens_per_minute)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait until there is room for one more question, and take it."""
        if self._active < int(self._allowed) and not self._queue:
            self._active += 1
        else:
            await self._queued()
        try:
            yield
        finally:
            self._active -= 1
            self._wake()

    async def turn(self, tokens: int) -> "Taken":
        """Wait until one more call with *tokens* keeps the limits, and count it."""
        clock = asyncio.get_running_loop().time
        while (wait := self._wait(clock(), tokens)) > 0:  # noqa: ASYNC110 - what is waited for is the time itself
            await asyncio.sleep(wait)
        self._requests.take(clock(), 1)
        return self._tokens.take(clock(), tokens)

    def hold(self, seconds: float) -> None:
        """Let no call begin for *seconds*."""
        self._held_until = max(self._held_until, asyncio.get_running_loop().time() + seconds)

    def speed_up(self) -> None:
        """Let a few more go at once: a call was answered."""
        self._allowed = min(self._most, self._allowed + 1 / self._allowed)
        self._wake()

    def slow_down(self, sent: float) -> None:
        """Let half as many go at once, for a call that was *sent* then and too much; once for all on their way."""
        if sent > self._slowed:
            self._slowed = asyncio.get_running_loop().time()
            self._allowed = max(1.0, self._allowed / 2)

    def heed(self, headers: Mapping[str, str]) -> None:
        """Wait where the endpoint says that nothing is left of a limit of its own."""
        for what in ("requests", "tokens"):
            if headers.get(f"x-ratelimit-remaining-{what}", "").strip() == "0":
                self.hold(min(duration(headers.get(f"x-ratelimit-reset-{what}", "")), MINUTE))

    def _wait(self, now: float, tokens: int) -> float:
        return max(self._held_until - now, self._requests.wait(now, 1), self._tokens.wait(now, tokens))

    async def _queued(self) -> None:
        place = asyncio.get_running_loop().create_future()
        self._queue.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._active -= 1  # it was given a slot that it will not use
                self._wake()
            else:
                self._queue.remove(place)
            raise

    def _wake(self) -> None:
        while self._queue and self._active < int(self._allowed):
            place = self._queue.popleft()
            if not place.done():
                self._active += 1
                place.set_result(None)


@dataclass(slots=True)
class Taken:
    """What one call took of a limit; *amount* is set to what it really was once that is known."""

    time: float
    amount: int


class RateWindow:
    """A limit on an amount in any 60 seconds; *most* None is no limit."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._taken: deque[Taken] = deque()

    def wait(self, now: float, amount: int) -> float:
        """Return the seconds until *amount* may be taken; one that is over the limit itself, when nothing else is taken."""
        if self._most is None:
            return 0.0
        while self._taken and self._taken[0].time <= now - MINUTE:
            self._taken.popleft()
        over = sum(taken.amount for taken in self._taken) + amount - self._most
        wait = 0.0
        for taken in self._taken:
            if over <= 0:
                break
            over -= taken.amount
            wait = taken.time + MINUTE - now
        return wait

    def take(self, now: float, amount: int) -> Taken:
        """Take *amount* at *now*."""
        taken = Taken(now, amount)
        if self._most is not None:
            self._taken.append(taken)
        return taken


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that an endpoint asks to wait, from `Retry-After` (RFC 9110 §10.2.3) or `retry-after-ms`.

    >>> retry_after({"retry-after": "7"}), retry_after({"retry-after-ms": "250"}), retry_after({"retry-after": "soon"})
    (7.0, 0.25, None)
    """
    milliseconds, value = headers.get("retry-after-ms", ""), headers.get("retry-after", "")
    try:
        wait = float(milliseconds) / 1000 if milliseconds else float(value)
    except ValueError:
        wait = _until(value)
    return max(wait, 0.0) if math.isfinite(wait) else None


def duration(text: str) -> float:
    """Return the seconds that *text* says; 0 when it says none.

    >>> duration("6m0s"), duration("20ms"), duration("1.5"), duration("soon")
    (360.0, 0.02, 1.5, 0.0)
    """
    try:
        seconds = sum(float(number) * _SECONDS[unit] for number, unit in _DURATION.findall(text)) or float(
            text
        )
    except ValueError:
        return 0.0
    return max(seconds, 0.0) if math.isfinite(seconds) else 0.0


def _until(date: str) -> float:
    try:
        return parsedate_to_datetime(date).timestamp() - time.time()
    except (ValueError, OverflowError, OSError):
        return math.nan
