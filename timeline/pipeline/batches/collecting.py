"""Answers of batches are read like live answers, and cached under the same keys."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from pydantic import BaseModel

from timeline.errors import ModelError
from timeline.extract.expression_prompt import ArticleAnswer, ExpressionAnswer, SentenceAnswer
from timeline.llm import Endpoint, TokenUsage
from timeline.llm.batch_api import Batches, BatchLine, RemoteBatch, read_line
from timeline.llm.call_errors import CallError
from timeline.pipeline.batches.batch_status import BatchStatus, opened, status_of
from timeline.pipeline.run_settings import Settings
from timeline.reconcile.adjudication import GroupsAnswer
from timeline.store import BatchNote, BatchStore, CachedResponse, RequestNote

RESPONSE_MODELS: Mapping[str, type[BaseModel]] = {
    model.__name__: model for model in (ArticleAnswer, ExpressionAnswer, SentenceAnswer, GroupsAnswer)
}
FINAL = frozenset({"too long", "cut off", "refused"})
"""Faults that would repeat: a build asks the same question in parts, or in another way."""
CACHED_AT_ONCE = 500
"""How many responses are committed together."""


@dataclass(frozen=True, slots=True)
class FailedRequest:
    """A question without an answer, the *path* of its article, and whether the next batch asks it *again*."""

    path: str
    reason: str
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The result of a batch.

    *unreadable* counts invalid lines, *not_asked* answers to unknown questions; both are ignored.
    *cost* is in dollars, at the price of batches, where that is known.
    """

    status: BatchStatus
    failed: tuple[FailedRequest, ...]
    unreadable: int
    not_asked: int
    tokens: TokenUsage
    cost: float | None


def collect(settings: Settings, collected: Callable[[Collected], None]) -> list[BatchStatus]:
    """Cache the answers of all batches that have ended; return the endpoint's other, uncollected batches.

    *collected* is called for each. Batches collected before are left alone.
    """
    left = []
    with opened(settings) as (store, batches):
        for note in store.batches():
            if note.endpoint != batches.endpoint.where or note.state == "collected":
                continue
            status = status_of(note, batches)
            if status.remote is None or not status.remote.ended:
                left.append(status)
                continue
            try:
                collected(_collect(note, status.remote, settings, store, batches))
            except ModelError as error:
                left.append(replace(status, problem=str(error)))
    return left


def _collect(
    note: BatchNote, remote: RemoteBatch, settings: Settings, store: BatchStore, batches: Batches
) -> Collected:
    with asyncio.Runner() as runner:
        reader = _ResultReader(
            replace(batches.endpoint, model=note.model), store, store.requests_of(note), runner
        )
        reader.read(batches, remote)
    failed = {
        key: reader.failed.get(key) or _unanswered(request, remote) for key, request in reader.left.items()
    }
    note = replace(note, state="collected", answered=note.requests - len(failed), failed=len(failed))
    final = [
        replace(reader.requests[key], failure=why.reason) for key, why in failed.items() if not why.again
    ]
    store.end(note, final)
    price = settings.target.profile.for_model(note.model).price_in_batches
    return Collected(
        status=BatchStatus(note, remote),
        failed=tuple(failed.values()),
        unreadable=reader.unreadable,
        not_asked=reader.not_asked,
        tokens=reader.tokens,
        cost=price.of(reader.tokens) if price else None,
    )


def _unanswered(request: RequestNote, remote: RemoteBatch) -> FailedRequest:
    why = f": {remote.problems[0]}" if remote.problems else ""
    return FailedRequest(request.path, f"the batch {remote.state} without an answer to it{why}", again=True)


@dataclass(slots=True)
class _ResultReader:
    """Reads the answers to *requests*, and caches the valid ones as they come.

    The *runner* runs once a line, and not once in all, so that Ctrl-C takes effect between two lines.
    """

    endpoint: Endpoint
    store: BatchStore
    requests: Mapping[str, RequestNote]
    runner: asyncio.Runner
    failed: dict[str, FailedRequest] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    unreadable: int = 0
    not_asked: int = 0
    tokens: TokenUsage = field(default_factory=TokenUsage)
    waiting: list[CachedResponse] = field(default_factory=list)

    @property
    def left(self) -> Mapping[str, RequestNote]:
        """The questions without an answer."""
        return {key: request for key, request in self.requests.items() if key not in self.answered}

    def read(self, batches: Batches, remote: RemoteBatch) -> None:
        """Read the files of *remote*. Raises ModelError when they break off, after caching what came."""
        try:
            for file in filter(None, (remote.answers, remote.errors)):
                for line in batches.lines(file):
                    self._take(line)
        finally:
            self._cache()

    def _take(self, line: BatchLine | None) -> None:
        request = self.requests.get(line.key) if line else None
        if line is None:
            self.unreadable += 1
        elif request is None:
            self.not_asked += 1
        elif request.key not in self.answered:
            self._read(line, request)

    def _read(self, line: BatchLine, request: RequestNote) -> None:
        response_model = RESPONSE_MODELS.get(request.response_model)
        if response_model is None:
            self.failed[request.key] = FailedRequest(
                request.path, "another version of timeline asked it", again=True
            )
            return
        try:
            reply = self.runner.run(read_line(self.endpoint, line, response_model))
        except CallError as fault:
            self.tokens += fault.tokens
            self.failed[request.key] = FailedRequest(request.path, str(fault), again=fault.kind not in FINAL)
            return
        self.tokens += reply.tokens
        if reply.answer is None:
            reason = f"the model gave no usable answer: {reply.problem}"
            self.failed[request.key] = FailedRequest(request.path, reason, again=False)
            return
        self.answered.add(request.key)
        self.waiting.append(_cached_response(request, self.endpoint.model, reply.answer))
        if len(self.waiting) == CACHED_AT_ONCE:
            self._cache()

    def _cache(self) -> None:
        self.store.add(self.waiting)
        self.waiting = []


def _cached_response(request: RequestNote, model: str, answer: BaseModel) -> CachedResponse:
    today = datetime.now(UTC).date()
    return CachedResponse(
        key=request.key, model=model, prompt=request.prompt, day=today, answer=answer.model_dump_json()
    )
