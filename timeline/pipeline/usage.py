"""The cost of a run: calls, tokens, money and latencies, in all and by article; and a log of the calls.

Only numbers and names: no key and no word of an article is in it.
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from timeline.errors import StoreError
from timeline.llm import CallRecord, Price, TokenUsage

SERVED = frozenset({"answered", "unusable"})
"""Outcomes of calls whose duration measures the speed of an endpoint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Durations of calls in seconds: the 50th, 90th and 99th percentile, and the longest."""

    half: float
    most: float
    nearly_all: float
    longest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The cost of some calls.

    *cached* counts cached responses, *retries* the calls that repeat an earlier one, *failed* those without
    an answer; *reused_tokens* are prompt tokens from the endpoint's cache. *cost* is in dollars, None where
    no price is known.
    """

    calls: int = 0
    cached: int = 0
    retries: int = 0
    failed: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    reused_tokens: int = 0
    cost: float | None = None
    latency: Latency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The cost of a run, in all and by article id, the costliest first."""

    total: Account
    articles: tuple[tuple[str, Account], ...]


def account_for(
    calls: Sequence[CallRecord], cached: Mapping[str | None, int], price: Price | None
) -> Accounts:
    """Return the cost of *calls* at *price*, with the numbers of *cached* responses by article id."""
    by_article: dict[str | None, list[CallRecord]] = defaultdict(list)
    for call in calls:
        by_article[call.article].append(call)
    ids = sorted(name for name in {*by_article, *cached} if name is not None)
    articles = [(name, _account(by_article[name], cached.get(name, 0), price)) for name in ids]
    articles.sort(key=lambda entry: -(entry[1].prompt_tokens + entry[1].completion_tokens))
    return Accounts(total=_account(calls, sum(cached.values()), price), articles=tuple(articles))


def latency_of(seconds: Sequence[float]) -> Latency | None:
    """Return the percentiles of *seconds*, by nearest rank, so that each is a measured value.

    >>> latency_of([0.1, 0.2, 0.3, 4.0])
    Latency(half=0.2, most=4.0, nearly_all=4.0, longest=4.0)
    """
    ordered = sorted(seconds)
    if not ordered:
        return None
    half, most, nearly_all = (ordered[math.ceil(share * len(ordered)) - 1] for share in (0.5, 0.9, 0.99))
    return Latency(half=half, most=most, nearly_all=nearly_all, longest=ordered[-1])


def _account(calls: Sequence[CallRecord], cached: int, price: Price | None) -> Account:
    tokens = sum((call.tokens for call in calls), TokenUsage())
    return Account(
        calls=len(calls),
        cached=cached,
        retries=sum(call.attempt > 1 for call in calls),
        failed=sum(call.outcome != "answered" for call in calls),
        prompt_tokens=tokens.prompt,
        completion_tokens=tokens.completion,
        reused_tokens=tokens.reused,
        cost=price.of(tokens) if price else None,
        latency=latency_of([call.seconds for call in calls if call.outcome in SERVED]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run cost, in all and by article, in *seconds* of wall time.

    *unchanged* articles were not extracted again; *stopped* is the limit that ended the run early;
    *undecided* says why the model did not decide all borderline pairs.
    """

    accounts: Accounts
    seconds: float
    unchanged: int = 0
    stopped: str | None = None
    undecided: str | None = None


class CallLog:
    """Collects the calls of a run, and writes each to *file* as a line of JSON with its time when it ends.

    Raises StoreError when the file cannot be written.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.calls: list[CallRecord] = []
        self._file = file
        try:
            if file is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
            self._stream = file.open("w", encoding="utf-8", buffering=1) if file is not None else None
        except OSError as error:
            raise StoreError(f"cannot write {file}: {error.strerror}") from error

    def __call__(self, call: CallRecord) -> None:
        """Record a call that has ended."""
        self.calls.append(call)
        if self._stream is not None:
            line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **_rounded(call)}
            try:
                self._stream.write(f"{json.dumps(line, ensure_ascii=False)}\n")
            except OSError as error:
                raise StoreError(f"cannot write {self._file}: {error.strerror}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            self._stream.close()


def _rounded(call: CallRecord) -> dict[str, object]:
    return {**asdict(call), "waited": round(call.waited, 3), "seconds": round(call.seconds, 3)}
