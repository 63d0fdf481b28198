"""What each call to an endpoint was and cost: numbers and names only, nothing of an article or a key."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

FailureKind = Literal[
    "throttled", "failed", "unreachable", "denied", "too long", "cut off", "refused", "rejected"
]
"""May be served later: throttled, failed, unreachable. Never: denied. Not as asked: the others."""
Outcome = FailureKind | Literal["answered", "unusable", "unfinished"]
"""An "unusable" answer does not fit its response model; an "unfinished" call was interrupted."""

_article: ContextVar[str | None] = ContextVar("article", default=None)


@dataclass(frozen=True, slots=True)
class TokenUsage:
    """The tokens of one or more calls; the endpoint had *reused* of the prompt's in its cache."""

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
    """One call: the *attempt*-th for its question, asked for the article with the id *article*.

    *waited* counts the seconds from the question to the request, *seconds* those from the request to the
    answer. *status* is the HTTP status of an error.
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
    """Count the calls made inside, and in tasks started inside, for the article with this id."""
    token = _article.set(article)
    try:
        yield
    finally:
        _article.reset(token)


def current_article() -> str | None:
    """Return the id of the article that is being asked about."""
    return _article.get()
