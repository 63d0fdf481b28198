"""How fast an endpoint is asked: calls at once, calls and tokens a minute, and pauses that it asks for.

The number of calls at once follows the congestion control of TCP (additive increase, multiplicative decrease:
AIMD; Chiu and Jain, 1989). The limits a minute hold for any 60 seconds (a sliding window).
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
    """Admits calls; all times are the event loop's, in seconds."""

    def __init__(self, most: int, limits: Limits) -> None:
        self._most = most
        self._allowed = float(most)
        self._active = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._slowed = -math.inf
        self._paused_until = -math.inf
        self._requests = SlidingWindow(limits.requests_per_minute)
        self._tokens = SlidingWindow(limits.tokens_per_minute)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for one of the slots for questions asked at once, and hold it."""
        if self._active < int(self._allowed) and not self._queue:
            self._active += 1
        else:
            await self._wait_for_slot()
        try:
            yield
        finally:
            self._active -= 1
            self._wake()

    async def admit(self, tokens: int) -> "WindowEntry":
        """Wait until one more call of *tokens* is within the limits a minute, and count it."""
        clock = asyncio.get_running_loop().time
        while (wait := self._wait(clock(), tokens)) > 0:  # noqa: ASYNC110 - it waits for time to pass
            await asyncio.sleep(wait)
        self._requests.take(clock(), 1)
        return self._tokens.take(clock(), tokens)

    def pause(self, seconds: float) -> None:
        """Start no call for *seconds*."""
        self._paused_until = max(self._paused_until, asyncio.get_running_loop().time() + seconds)

    def speed_up(self) -> None:
        """Allow slightly more calls at once, after an answer."""
        self._allowed = min(self._most, self._allowed + 1 / self._allowed)
        self._wake()

    def slow_down(self, sent: float) -> None:
        """Halve the calls at once, after one *sent* then was refused; only once for all calls under way."""
        if sent > self._slowed:
            self._slowed = asyncio.get_running_loop().time()
            self._allowed = max(1.0, self._allowed / 2)

    def honour(self, headers: Mapping[str, str]) -> None:
        """Pause when the response *headers* say that a limit of the endpoint is used up."""
        for what in ("requests", "tokens"):
            if headers.get(f"x-ratelimit-remaining-{what}", "").strip() == "0":
                self.pause(min(duration(headers.get(f"x-ratelimit-reset-{what}", "")), MINUTE))

    def _wait(self, now: float, tokens: int) -> float:
        return max(self._paused_until - now, self._requests.wait(now, 1), self._tokens.wait(now, tokens))

    async def _wait_for_slot(self) -> None:
        place = asyncio.get_running_loop().create_future()
        self._queue.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._active -= 1  # it got a slot that it will not use
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
class WindowEntry:
    """What one call took of a limit; *amount* is corrected to the real one once that is known."""

    time: float
    amount: int


class SlidingWindow:
    """A limit on an amount in any 60 seconds; *most* None is no limit."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._taken: deque[WindowEntry] = deque()

    def wait(self, now: float, amount: int) -> float:
        """Return the seconds until *amount* fits; one above the limit itself fits an empty window."""
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

    def take(self, now: float, amount: int) -> WindowEntry:
        """Count *amount* at *now*."""
        taken = WindowEntry(now, amount)
        if self._most is not None:
            self._taken.append(taken)
        return taken


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that an endpoint asks to wait: `Retry-After` (RFC 9110 §10.2.3) or `retry-after-ms`.

    >>> retry_after({"retry-after": "7"}), retry_after({"retry-after-ms": "250"})
    (7.0, 0.25)
    >>> retry_after({"retry-after": "soon"}) is None
    True
    """
    milliseconds, value = headers.get("retry-after-ms", ""), headers.get("retry-after", "")
    try:
        wait = float(milliseconds) / 1000 if milliseconds else float(value)
    except ValueError:
        wait = _until(value)
    return max(wait, 0.0) if math.isfinite(wait) else None


def duration(text: str) -> float:
    """Return *text*, a duration, in seconds; 0 when it is not one.

    >>> duration("6m0s"), duration("20ms"), duration("1.5"), duration("soon")
    (360.0, 0.02, 1.5, 0.0)
    """
    try:
        parts = _DURATION.findall(text)
        seconds = sum(float(number) * _SECONDS[unit] for number, unit in parts) if parts else float(text)
    except ValueError:
        return 0.0
    return max(seconds, 0.0) if math.isfinite(seconds) else 0.0


def _until(date: str) -> float:
    try:
        return parsedate_to_datetime(date).timestamp() - time.time()
    except (ValueError, OverflowError, OSError):
        return math.nan
