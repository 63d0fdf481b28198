"""Any OpenAI-compatible endpoint as a model: asked within its limits, again where that helps, and no more when it is down."""

import asyncio
import random
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Generic, NoReturn

from timeline.errors import AnswerError, LengthError, ModelError
from timeline.llm.base import Answer, Endpoint, Granularity, Limits, Usage
from timeline.llm.budget import Budget
from timeline.llm.call_errors import CallError
from timeline.llm.call_records import CallRecord, Outcome, TokenUsage, current_article
from timeline.llm.circuit_breaker import CircuitBreaker
from timeline.llm.rate_limiting import RateLimiter
from timeline.llm.token_count import most_tokens_of
from timeline.models import Message

if TYPE_CHECKING:
    from timeline.llm.transport import Reply, Transport

ATTEMPTS = 2  # what a model got wrong twice at temperature 0 it gets wrong again
FIRST_ATTEMPTS = 2  # for an endpoint that never answered: nothing listens there, and waiting will not help
UNBILLED: frozenset[Outcome] = frozenset({"throttled", "failed", "denied", "too long", "rejected"})
OVERLOADED = frozenset({429, 503, 529})


class EndpointModel:
    """A model behind an OpenAI-compatible endpoint, asked in JSON-schema mode, which every such server understands.

    *endpoint* is called once, at the first question: an embedded server starts only then; and again when it
    cannot be reached, so that it can say that it has ended. *budget* is what the user allows.
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
        self._pace = RateLimiter(concurrency, self._limits)
        self._breaker = CircuitBreaker(self._limits.failures)
        self._endpoint = endpoint
        self._connected: _Connected | None = None

    async def ask(self, messages: Sequence[Message], form: type[Answer]) -> Answer:
        """Ask once, and once more with what was wrong when the answer has not the form."""
        self._breaker.check()
        question = _ActiveQuestion(
            messages, form, most_tokens_of(messages), asyncio.get_running_loop().time()
        )
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
        """End the connections."""
        if self._connected is not None:
            connected, self._connected = self._connected, None
            await connected.wire.close()

    def _check_length(self, question: "_ActiveQuestion[Answer]") -> None:
        room = self._limits.room
        if room is not None and question.tokens > room:
            raise LengthError(
                f"a question of up to {question.tokens:,} tokens; {self.name} has room for {room:,}", room
            )

    async def _serve(self, question: "_ActiveQuestion[Answer]") -> "Reply[Answer]":
        """Call until the endpoint serves *question*, within its deadline, which begins with the first call."""
        async with self._pace.slot():
            self._breaker.check()
            connected = self._connect()
            try:
                async with asyncio.timeout(None) as deadline:
                    for attempt in count(1):
                        try:
                            reply = await self._call(question, connected, deadline)
                        except CallError as fault:
                            question.trouble = f"; before that: {fault}"
                            await self._recover(fault, question, attempt, deadline)
                        else:
                            self._breaker.answered()
                            self._pace.speed_up()
                            return reply
            except TimeoutError:
                where, seconds = connected.endpoint.where, connected.endpoint.seconds
                self._give_up(f"{where} gave no answer within {seconds:g} s{question.trouble}")
        raise AssertionError  # pragma: no cover - the loop ends by returning or raising

    async def _call(
        self, question: "_ActiveQuestion[Answer]", connected: "_Connected", deadline: asyncio.Timeout
    ) -> "Reply[Answer]":
        clock = asyncio.get_running_loop().time
        taken = await self._pace.turn(question.tokens)
        self._breaker.check()
        most = TokenUsage(question.tokens, connected.endpoint.sampling.answer_tokens)
        async with self._budget.call(most) as spending:
            question.sent = clock()
            question.calls += 1
            if deadline.when() is None:
                deadline.reschedule(question.sent + connected.endpoint.seconds)
            ended = _Ended("unfinished")
            try:
                reply = await connected.wire.ask(question.conversation, question.form)
                ended = _Ended("answered" if reply.answer is not None else "unusable", reply.tokens)
            except CallError as fault:
                ended = _Ended(fault.kind, fault.tokens, fault.status)
                raise
            finally:
                spending.tokens = ended.billed
                taken.amount = (
                    question.tokens if ended.billed is None else ended.billed.prompt + ended.billed.completion
                )
                self._count(question, ended, clock() - question.sent)
        return reply

    def _count(self, question: "_ActiveQuestion[Answer]", ended: "_Ended", seconds: float) -> None:
        tokens = ended.tokens
        self.usage += Usage(1, 0, int(question.calls > 1), tokens.prompt, tokens.completion)
        record = CallRecord(
            model=self.name,
            article=current_article(),
            attempt=question.calls,
            outcome=ended.outcome,
            status=ended.status,
            waited=question.sent - question.asked,
            seconds=seconds,
            tokens=tokens,
        )
        self._budget.record(record)

    async def _recover(
        self, fault: CallError, question: "_ActiveQuestion[Answer]", attempt: int, deadline: asyncio.Timeout
    ) -> None:
        """Wait before the next attempt. Raises ModelError when none would help."""
        match fault.kind:
            case "too long" | "cut off":
                self._breaker.answered()
                raise LengthError(str(fault)) from fault
            case "refused":
                self._breaker.answered()
                raise AnswerError(str(fault)) from fault
            case "rejected" if self._breaker.answered_once:
                raise AnswerError(str(fault)) from fault
            case "rejected":
                self._give_up(str(fault))
            case "denied" if attempt > 1 or not self._breaker.answered_once:
                # An endpoint that refuses the key or is not there will not serve the other thousand questions
                # either.
                self._breaker.trip(str(fault))
            case "unreachable":
                self._check_running()
        if fault.status in OVERLOADED:
            self._pace.slow_down(question.sent)
        if fault.kind != "throttled" and attempt >= self._attempts(fault):
            self._give_up(str(fault))
        await self._wait(fault, question, attempt, deadline)

    def _attempts(self, fault: CallError) -> int:
        never_there = fault.kind == "unreachable" and not self._breaker.answered_once
        return min(FIRST_ATTEMPTS, self._limits.attempts) if never_there else self._limits.attempts

    async def _wait(
        self, fault: CallError, question: "_ActiveQuestion[Answer]", attempt: int, deadline: asyncio.Timeout
    ) -> None:
        wait = self._backoff(question, attempt) if fault.wait is None else fault.wait
        if asyncio.get_running_loop().time() + wait >= (deadline.when() or 0):
            asked = "" if fault.wait is None else f"; it asks to wait {fault.wait:,.0f} s"
            self._give_up(f"{fault}{asked}, longer than a question may take")
        if fault.wait is not None:
            self._pace.hold(wait)
        await asyncio.sleep(wait)

    def _backoff(self, question: "_ActiveQuestion[Answer]", attempt: int) -> float:
        """Return the seconds to wait after *attempt*: twice as long each time, less up to half, by chance ("equal jitter").

        The chance depends on the question alone, so that a run waits as the last one did.
        """
        doubled: float = self._limits.backoff_seconds * 2 ** min(attempt - 1, 60)
        longest = min(doubled, self._limits.longest_backoff_seconds)
        chance = random.Random(f"{attempt} {question.conversation[-1].content}")  # noqa: S311 - it spreads calls, and hides nothing
        return longest * chance.uniform(0.5, 1.0)

    def _check_running(self) -> None:
        """Let an embedded server that has ended say why."""
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
            self._connected = _Connected(endpoint, Transport(endpoint, self._pace.heed))
        return self._connected


@dataclass(frozen=True, slots=True)
class _Connected:
    """An endpoint and the connections to it."""

    endpoint: Endpoint
    wire: "Transport"


@dataclass(slots=True)
class _ActiveQuestion(Generic[Answer]):
    """One question on its way: when it was asked and sent last, by the event loop's time, how often, and the last trouble."""

    conversation: Sequence[Message]
    form: type[Answer]
    tokens: int
    asked: float
    sent: float = 0.0
    calls: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a call ended."""

    outcome: Outcome
    tokens: TokenUsage = field(default_factory=TokenUsage)
    status: int | None = None

    @property
    def billed(self) -> TokenUsage | None:
        """What the call may be billed with; None where nobody says, of a call that may have been answered."""
        untold = self.outcome not in UNBILLED and not self.tokens.prompt
        return None if untold else self.tokens


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end what goes on inside: a running event loop only hears of it later, and a download is long."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
