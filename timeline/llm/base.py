"""The model as the stages see it: what it answers, how it may be asked, and what that may cost."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel

from timeline.choices import Granularity
from timeline.models import Message

Answer = TypeVar("Answer", bound=BaseModel)
DEADLINE_SECONDS = 300.0
"""For one question: an embedded model on a busy machine is 10 to 20 times slower than on an idle one."""
ANSWER_TOKENS = 4096
"""Enough for the events of one article; an answer that never ends is cut off here."""
AnswerLimit = Literal["max_tokens", "max_completion_tokens"]
"""The request field that limits an answer's tokens: newer models of OpenAI refuse the older name."""
SchemaMode = Literal["json_schema", "json_object", "none"]
"""How the shape of an answer is requested: its JSON Schema, “some JSON”, or only the question's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """All that shapes an answer besides the model, the response model and the messages.

    A *temperature* of None is not sent, for models that refuse one. An answer has at most *answer_tokens*,
    including what a model thinks first; *answer_limit* is the request field that says so.
    """

    temperature: float | None = 0
    schema_mode: SchemaMode = "json_schema"
    answer_tokens: int = ANSWER_TOKENS
    answer_limit: AnswerLimit = "max_tokens"

    @property
    def settings(self) -> dict[str, Any]:
        """The request fields to send with a question."""
        temperature = {} if self.temperature is None else {"temperature": self.temperature}
        return {**temperature, self.answer_limit: self.answer_tokens}

    @property
    def key(self) -> dict[str, Any]:
        """What a cached response depends on besides the question and its response model."""
        mode = {} if self.schema_mode == "json_schema" else {"schema_mode": self.schema_mode}
        return {**self.settings, **mode}


SAMPLING: dict[str, Any] = Sampling().key


@dataclass(frozen=True, slots=True)
class Usage:
    """What answering cost: calls to an endpoint, of which some are retries, cached responses, and tokens."""

    calls: int = 0
    cached: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        """Return the sum of both."""
        return Usage(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


class Model(Protocol):
    """Something that answers questions. Its answers depend on the question and on *name* alone."""

    @property
    def name(self) -> str:
        """The model's name, as cached responses and timelines show it."""

    @property
    def granularity(self) -> Granularity:
        """Whether the model is asked by expression or by article."""

    @property
    def usage(self) -> Usage:
        """What answering has cost so far."""

    async def ask(self, messages: Sequence[Message], response_model: type[Answer], /) -> Answer:
        """Ask one question and return the answer, validated by *response_model*.

        Raises AnswerError when this question got no usable answer, LengthError when it or its answer is too
        long for the model, and another ModelError when no further question can be answered.
        """

    async def close(self) -> None:
        """Close the connections, in the event loop that asked; a later question opens new ones."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is served. Without a *key*, none is sent; *log* is the log file of an embedded server.

    *seconds* limits one question, with all its calls and the waits between them. *key_advice* says what to do
    when the endpoint refuses the key or requires one.
    """

    model: str
    base_url: str | None = None
    key: str | None = None
    seconds: float = DEADLINE_SECONDS
    log: Path | None = None
    sampling: Sampling = field(default_factory=Sampling)
    key_advice: str = "check the key"

    @property
    def where(self) -> str:
        """Its name in messages, which timelines also store: no credentials and no path of this machine."""
        if self.log:
            return f"the model's own server (its log is logs/{self.log.name} in the cache folder)"
        parts = urlsplit(self.address or "https://api.openai.com/v1")
        return f"{parts.scheme}://{parts.netloc}{parts.path}"

    @property
    def address(self) -> str | None:
        """The base URL without a user name and password.

        >>> Endpoint("m", "http://ada:secret@localhost:8000/v1").address
        'http://localhost:8000/v1'
        """
        parts = urlsplit(self.base_url or "")
        return self.base_url and parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    @property
    def credentials(self) -> tuple[str, str] | None:
        """The user name and password in the base URL."""
        parts = urlsplit(self.base_url or "")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return (user, password) if user or password else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much an endpoint may be asked; None is no limit.

    *context_tokens* holds a question and its answer, of which the answer takes at most *answer_tokens*. A
    call that the endpoint could not serve is repeated, up to *attempts* calls in all, after
    *backoff_seconds*, then twice that, and so on up to *longest_backoff_seconds*. After *failures* failed
    questions in a row, no more are asked.
    """

    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    context_tokens: int | None = None
    answer_tokens: int = ANSWER_TOKENS
    attempts: int = 6
    backoff_seconds: float = 0.5
    longest_backoff_seconds: float = 30.0
    failures: int = 3

    @property
    def room(self) -> int | None:
        """The tokens that a question may have beside its answer; in a small context, half of it."""
        return self.context_tokens and max(self.context_tokens - self.answer_tokens, self.context_tokens // 2)
