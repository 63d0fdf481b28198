"""The model as the stages see it: something that answers a question in a form, and what it may be asked and may cost."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel

from timeline.models import Message

Answer = TypeVar("Answer", bound=BaseModel)
Granularity = Literal["expression", "article"]
"""How a model is asked: one question for each time expression (small models), or one call for each article."""

DEADLINE_SECONDS = (
    300.0  # one question; an embedded model on a busy machine is 10 to 20 times slower than on an idle one
)
ANSWER_TOKENS = 4096  # enough for an article's worth of events; an answer that runs on is cut here instead of never ending
AnswerLimit = Literal["max_tokens", "max_completion_tokens"]
"""As what an endpoint is told how many tokens an answer may have: newer models of OpenAI refuse the older name."""
SchemaMode = Literal["json_schema", "json_object", "none"]
"""How an endpoint is told the form of an answer: by its schema, only that it is JSON, or in the question's words alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """With model, form and messages, all that shapes an answer. A *temperature* of None is not sent: some models take none.

    An answer has *answer_tokens* at most, what a model thinks before it included, and is told so as
    *answer_limit*.
    """

    temperature: float | None = 0
    schema_mode: SchemaMode = "json_schema"
    answer_tokens: int = ANSWER_TOKENS
    answer_limit: AnswerLimit = "max_tokens"

    @property
    def settings(self) -> dict[str, Any]:
        """What is sent beside the question and its form."""
        told = {} if self.temperature is None else {"temperature": self.temperature}
        return {**told, self.answer_limit: self.answer_tokens}

    @property
    def key(self) -> dict[str, Any]:
        """What a kept answer depends on beside the question and its form."""
        return (
            self.settings
            if self.schema_mode == "json_schema"
            else {**self.settings, "schema_mode": self.schema_mode}
        )


SAMPLING: dict[str, Any] = Sampling().key


@dataclass(frozen=True, slots=True)
class Usage:
    """What answering cost: calls to an endpoint, answers that were kept already, retries among the calls, and tokens."""

    calls: int = 0
    cached: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        """Return the sum of both."""
        return Usage(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


class Model(Protocol):
    """Something that answers questions. *name* stands for everything that its answers depend on besides the question."""

    @property
    def name(self) -> str:
        """The model's name, as kept answers and timelines show it."""

    @property
    def granularity(self) -> Granularity:
        """How the model is best asked."""

    @property
    def usage(self) -> Usage:
        """What answering has cost so far."""

    async def ask(self, messages: Sequence[Message], form: type[Answer]) -> Answer:
        """Ask one question and return the answer in *form*.

        Raises AnswerError when this question got no usable answer, LengthError when it or its answer is too
        long for the model, and another ModelError when no question can be answered any more.
        """

    async def close(self) -> None:
        """End the connections, in the event loop that asked; a later question opens them again."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is served. No *key* is sent when there is none; *log* is where an embedded server writes.

    *seconds* is how long one question may take, all its calls and the waits between them; *key_advice* what
    to do about the key when the endpoint refuses it, or wants one.
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
        """What to call it in messages, which timelines also keep: no credentials and no path of this machine."""
        if self.log:
            return f"the model's own server (its log is logs/{self.log.name} in the cache folder)"
        parts = urlsplit(self.address or "https://api.openai.com/v1")
        return f"{parts.scheme}://{parts.netloc}{parts.path}"

    @property
    def address(self) -> str | None:
        """The base URL without a user's name and password.

        >>> Endpoint("m", "http://ada:secret@localhost:8000/v1").address
        'http://localhost:8000/v1'
        """
        parts = urlsplit(self.base_url or "")
        return self.base_url and parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    @property
    def credentials(self) -> tuple[str, str] | None:
        """The user's name and password that the base URL holds."""
        parts = urlsplit(self.base_url or "")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return (user, password) if user or password else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an endpoint bears; None is no limit.

    *context_tokens* is for a question and its answer together, of which the answer takes *answer_tokens* at
    most. A call that the endpoint could not serve is made again, up to *attempts* times, after
    *backoff_seconds*, then twice that, and so on up to *longest_backoff_seconds*. After *failures* questions
    in a row that it could not serve, it is asked no more.
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
        """The tokens that a question may have, so that its answer fits too; in a small context, half of it."""
        return self.context_tokens and max(self.context_tokens - self.answer_tokens, self.context_tokens // 2)
