"""Any OpenAI-compatible endpoint as a model: rate limits, retries, and a circuit breaker."""

import asyncio
import random
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Generic, NoReturn

from timeline.choices import Granularity
from timeline.errors import AnswerError, LengthError, ModelError
from timeline.llm.base import Answer, Endpoint, Limits, Usage
from timeline.llm.budget import Budget
from timeline.llm.call_errors import CallError
from timeline.llm.call_records import CallRecord, Outcome, TokenUsage, current_article
from timeline.llm.circuit_breaker import CircuitBreaker
from timeline.llm.rate_limiting import RateLimiter
from timeline.llm.token_count import most_tokens_of
from timeline.models import Message

if TYPE_CHECKING:
    from timeline.llm.transport import Reply, Transport

ATTEMPTS = 2  # a model that is wrong twice at temperature 0 stays wrong
FIRST_ATTEMPTS = 2  # for an endpoint that never answered: probably nothing listens there
UNBILLED: frozenset[Outcome] = frozenset({"throttled", "failed", "denied", "too long", "rejected"})
OVERLOADED = frozenset({429, 503, 529})


class EndpointModel:
    """A model behind an OpenAI-compatible endpoint.

    *endpoint* is called at the first question (an embedded server starts only then), and again when it cannot
    be reached, to raise what ended it. *budget* is what the user allows.
    """

    def __init__(
        self,
        name: str,
        granularity: Granularity,
        concurrency: int,
        endpoint: Callable[[], Endpoint],
        *,
        limits: Limits | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.name = name
        self.granularity = granularity
        self.usage = Usage()
        self._limits = limits or Limits()
        self._budget = budget or Budget()
        self._limiter = RateLimiter(concurrency, self._limits)
        self._breaker = CircuitBreaker(self._limits.failures)
        self._endpoint = endpoint
        self._connected: _Connected | None = None

    async def ask(self, messages: Sequence[Message], response_model: type[Answer], /) -> Answer:
        """Ask once, and once more with the problem when the answer does not fit *response_model*."""
        self._breaker.check()
        now = asyncio.get_running_loop().time()
        question = _ActiveQuestion(messages, response_model, most_tokens_of(messages), now)
        self._check_length(question)
        problem = ""
        for _ in range(ATTEMPTS):
            reply = await self._serve(question)
            if reply.answer is not None:
                return reply.answer
            problem = reply.problem
            again = Message("user", f"Your last answer could not be used ({problem}). Answer again, as JSON.")
            question.conversation = [*messages, again]
        raise AnswerError(f"the model gave no usable answer in {ATTEMPTS} attempts: {problem}")

    async def close(self) -> None:
        """Close the connections."""
        if self._connected is not None:
            connected, self._connected = self._connected, None
            await connected.transport.close()

    def _check_length(self, question: "_ActiveQuestion[Answer]") -> None:
        room = self._limits.room
        if room is not None and question.tokens > room:
            size = f"a question of up to {question.tokens:,} tokens"
            raise LengthError(f"{size}; {self.name} has room for {room:,}", room)

    async def _serve(self, question: "_ActiveQuestion[Answer]") -> "Reply[Answer]":
        """Call until *question* is answered, or its deadline, counted from the first call, has passed."""
        async with self._limiter.slot():
            self._breaker.check()
            connected = self._connect()
            try:
                async with asyncio.timeout(None) as deadline:
                    for attempt in count(1):
                        try:
                            reply = await self._call(question, connected, deadline)
                        except CallError as error:
                            question.trouble = f"; before that: {error}"
                            await self._recover(error, question, attempt, deadline)
                        else:
                            self._breaker.answered()
                            self._limiter.speed_up()
                            return reply
            except TimeoutError:
                where, seconds = connected.endpoint.where, connected.endpoint.seconds
                self._give_up(f"{where} gave no answer within {seconds:g} s{question.trouble}")
        raise AssertionError  # pragma: no cover - the loop ends by returning or raising

    async def _call(
        self, question: "_ActiveQuestion[Answer]", connected: "_Connected", deadline: asyncio.Timeout
    ) -> "Reply[Answer]":
        clock = asyncio.get_running_loop().time
        admitted = await self._limiter.admit(question.tokens)
        self._breaker.check()
        most = TokenUsage(question.tokens, connected.endpoint.sampling.answer_tokens)
        async with self._budget.call(most) as spending:
            question.sent = clock()
            question.calls += 1
            if deadline.when() is None:
                deadline.reschedule(question.sent + connected.endpoint.seconds)
            result = _CallResult("unfinished")
            try:
                reply = await connected.transport.ask(question.conversation, question.response_model)
                result = _CallResult("answered" if reply.answer is not None else "unusable", reply.tokens)
            except CallError as error:
                result = _CallResult(error.kind, error.tokens, error.status)
                raise
            finally:
                billed = spending.tokens = result.billed
                admitted.amount = question.tokens if billed is None else billed.prompt + billed.completion
                self._record(question, result, clock() - question.sent)
        return reply

    def _record(self, question: "_ActiveQuestion[Answer]", result: "_CallResult", seconds: float) -> None:
        tokens = result.tokens
        self.usage += Usage(1, 0, int(question.calls > 1), tokens.prompt, tokens.completion)
        record = CallRecord(
            model=self.name,
            article=current_article(),
            attempt=question.calls,
            outcome=result.outcome,
            status=result.status,
            waited=question.sent - question.asked,
            seconds=seconds,
            tokens=tokens,
        )
        self._budget.record(record)

    async def _recover(
        self, error: CallError, question: "_ActiveQuestion[Answer]", attempt: int, deadline: asyncio.Timeout
    ) -> None:
        """Wait before the next attempt. Raises ModelError when another attempt would not help."""
        match error.kind:
            case "too long" | "cut off":
                self._breaker.answered()
                raise LengthError(str(error)) from error
            case "refused":
                self._breaker.answered()
                raise AnswerError(str(error)) from error
            case "rejected" if self._breaker.answered_once:
                raise AnswerError(str(error)) from error
            case "rejected":
                self._give_up(str(error))
            case "denied" if attempt > 1 or not self._breaker.answered_once:
                # An endpoint that refuses the key will not serve the next thousand questions either.
                self._breaker.trip(str(error))
            case "unreachable":
                self._check_running()
        if error.status in OVERLOADED:
            self._limiter.slow_down(question.sent)
        if error.kind != "throttled" and attempt >= self._attempts(error):
            self._give_up(str(error))
        await self._wait(error, question, attempt, deadline)

    def _attempts(self, error: CallError) -> int:
        never_there = error.kind == "unreachable" and not self._breaker.answered_once
        return min(FIRST_ATTEMPTS, self._limits.attempts) if never_there else self._limits.attempts

    async def _wait(
        self, error: CallError, question: "_ActiveQuestion[Answer]", attempt: int, deadline: asyncio.Timeout
    ) -> None:
        wait = self._backoff(question, attempt) if error.wait is None else error.wait
        if asyncio.get_running_loop().time() + wait >= (deadline.when() or 0):
            asked = "" if error.wait is None else f"; it asks to wait {error.wait:,.0f} s"
            self._give_up(f"{error}{asked}, longer than a question may take")
        if error.wait is not None:
            self._limiter.pause(wait)
        await asyncio.sleep(wait)

    def _backoff(self, question: "_ActiveQuestion[Answer]", attempt: int) -> float:
        """Return the seconds to wait after *attempt*: exponential backoff with "equal jitter".

        The jitter is seeded by the question alone, so that runs are reproducible.
        """
        doubled: float = self._limits.backoff_seconds * 2 ** min(attempt - 1, 60)
        longest = min(doubled, self._limits.longest_backoff_seconds)
        jitter = random.Random(f"{attempt} {question.conversation[-1].content}")  # noqa: S311 - not a secret
        return longest * jitter.uniform(0.5, 1.0)

    def _check_running(self) -> None:
        """Trip the breaker with the reason, if an embedded server has ended."""
        try:
            self._endpoint()
        except ModelError as error:
            self._breaker.trip(str(error))

    def _give_up(self, problem: str) -> NoReturn:
        self._breaker.failed(problem)
        raise AnswerError(problem)

    def _connect(self) -> "_Connected":
        if self._connected is None:
            from timeline.llm.transport import Transport

            with _interruptible():
                try:
                    endpoint = self._endpoint()
                except ModelError as error:
                    self._breaker.trip(str(error))
                    raise
            self._connected = _Connected(endpoint, Transport(endpoint, self._limiter.honour))
        return self._connected


@dataclass(frozen=True, slots=True)
class _Connected:
    """An endpoint and the connections to it."""

    endpoint: Endpoint
    transport: "Transport"


@dataclass(slots=True)
class _ActiveQuestion(Generic[Answer]):
    """A question under way: when it was asked and last sent (event loop time), its calls, its last error."""

    conversation: Sequence[Message]
    response_model: type[Answer]
    tokens: int
    asked: float
    sent: float = 0.0
    calls: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _CallResult:
    """How a call ended, and what it used."""

    outcome: Outcome
    tokens: TokenUsage = field(default_factory=TokenUsage)
    status: int | None = None

    @property
    def billed(self) -> TokenUsage | None:
        """The tokens that the call is billed; None when unknown, for a call that may have been answered."""
        unknown = self.outcome not in UNBILLED and not self.tokens.prompt
        return None if unknown else self.tokens


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C interrupt the code inside: a running event loop would delay it, and a download is long."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
