"""What each call to an endpoint was and cost: numbers and names alone, nothing of an article or a key."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "throttled", "failed", "unreachable", "denied", "too long", "cut off", "refused", "rejected"
]
"""Served later: throttled, failed, unreachable. Never: denied. Not as it was asked: too long, cut off, refused, rejected."""
Outcome = FaultKind | Literal["answered", "unusable", "unfinished"]
"""How a call ended; an "unusable" answer has not the form, and the deadline or the user came before an "unfinished" one."""

_article: ContextVar[str | None] = ContextVar("article", default=None)


@dataclass(frozen=True, slots=True)
class TokenUsage:
    """The tokens of one call, or of several; *reused* of the prompt's the endpoint had kept from a call before."""

    prompt: int = 0
    completion: int = 0
    reused: int = 0

    def __add__(self, other: "TokenUsage") -> "TokenUsage":
        """Return the sum of both."""
        return TokenUsage(
            self.prompt + other.prompt, self.completion + other.completion, self.reused + other.reused
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """One call: for the article with the id *article*, the *attempt*-th for its question, done in *seconds*.

    *seconds* counts from the sent request to the read answer, *waited* from the question to the request.
    *status* is the HTTP status of an error.
    """

    model: str
    article: str | None
    attempt: int
    outcome: Outcome
    status: int | None
    waited: float
    seconds: float
    tokens: TokenUsage


Observer = Callable[[CallRecord], None]


@contextmanager
def asking_about(article: str) -> Iterator[None]:
    """Let the calls that are made inside, and in tasks that begin inside, be counted for the article with this id."""
    token = _article.set(article)
    try:
        yield
    finally:
        _article.reset(token)


def current_article() -> str | None:
    """Return the id of the article that is being asked about."""
    return _article.get()
