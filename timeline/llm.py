"""The model as the stages see it: something that answers a question in a form; and any OpenAI-compatible endpoint as one.

This is the only module that knows openai and instructor. Both are imported when the first question is really asked:
openai alone costs about a second of CPU.
"""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar, cast
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from timeline.errors import AnswerError, ModelError
from timeline.models import Message

if TYPE_CHECKING:
    import instructor
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion, ChatCompletionMessageParam

Answer = TypeVar("Answer", bound=BaseModel)
Granularity = Literal["expression", "article"]
"""How a model is asked: one question for each time expression (small models), or one call for each article."""

ATTEMPTS = 2  # what a model got wrong twice at temperature 0 it gets wrong again
DEADLINE_SECONDS = 300.0  # one call; an embedded model on a busy machine is 10 to 20 times slower than on an idle one
ANSWER_TOKENS = 4096  # enough for an article's worth of events; an answer that runs on is cut here instead of never ending
SAMPLING: dict[str, Any] = {
    "temperature": 0,
    "max_tokens": ANSWER_TOKENS,
}  # with model, form and messages, all that shapes an answer


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
    def concurrency(self) -> int:
        """How many questions it takes at once."""

    @property
    def usage(self) -> Usage:
        """What answering has cost so far."""

    async def ask(self, messages: Sequence[Message], form: type[Answer]) -> Answer:
        """Ask one question and return the answer in *form*.

        Raises AnswerError when this question got no usable answer, ModelError when the model cannot be used at all.
        """

    async def close(self) -> None:
        """End the connections, in the event loop that asked; a later question opens them again."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is served. No *key* is sent when there is none; *log* is where an embedded server writes."""

    model: str
    base_url: str | None = None
    key: str | None = None
    seconds: float = DEADLINE_SECONDS
    log: Path | None = None

    @property
    def where(self) -> str:
        """What to call it in messages, which timelines also keep: no credentials and no path of this machine."""
        if self.log:
            return f"the model's own server (its log is logs/{self.log.name} in the cache folder)"
        parts = urlsplit(self.base_url or "https://api.openai.com/v1")
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


class EndpointModel:
    """A model behind an OpenAI-compatible endpoint, asked in JSON-schema mode, which every such server understands.

    *endpoint* is called once, at the first question: an embedded server starts only then.
    """

    def __init__(self, name: str, granularity: Granularity, concurrency: int, endpoint: Callable[[], Endpoint]) -> None:
        self.name = name
        self.granularity = granularity
        self.concurrency = concurrency
        self.usage = Usage()
        self._free = asyncio.Semaphore(concurrency)
        self._endpoint = endpoint
        self._connected: _Connected | None = None
        self._broken: ModelError | None = None

    async def ask(self, messages: Sequence[Message], form: type[Answer]) -> Answer:
        """Ask once, and once more with what was wrong when the answer has not the form."""
        if self._broken:
            raise self._broken
        try:
            async with self._free:
                return await self._ask(messages, form)
        except AnswerError:
            raise
        except ModelError as error:
            # An endpoint that refuses the key or is not there will not serve the other thousand questions either.
            self._broken = error
            raise

    async def close(self) -> None:
        """End the connections."""
        if self._connected is not None:
            connected, self._connected = self._connected, None
            await connected.client.close()

    async def _ask(self, messages: Sequence[Message], form: type[Answer]) -> Answer:
        conversation, problem = list(messages), ""
        for attempt in range(ATTEMPTS):
            attempted = await self._complete(conversation, form)
            self.usage += _usage_of(attempted.completion, retry=attempt > 0)
            if attempted.answer is not None:
                return attempted.answer
            problem = attempted.problem
            conversation = [
                *messages,
                Message("user", f"Your last answer could not be used ({problem}). Answer again, as JSON."),
            ]
        raise AnswerError(f"the model gave no usable answer in {ATTEMPTS} attempts: {problem}")

    async def _complete(self, conversation: Sequence[Message], form: type[Answer]) -> "_Attempt[Answer]":
        from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
        from openai import Omit

        connected = self._connect()
        endpoint = connected.endpoint
        try:
            answer, completion = await connected.asking.chat.completions.create_with_completion(
                messages=cast("list[ChatCompletionMessageParam]", [asdict(message) for message in conversation]),
                response_model=form,
                max_retries=0,
                model=endpoint.model,
                **SAMPLING,
                timeout=endpoint.seconds,
                extra_headers={} if endpoint.key else {"Authorization": Omit()},
            )
        except IncompleteOutputException as error:
            return _Attempt(error.last_completion, f"it was cut off after {ANSWER_TOKENS} tokens", None)
        except InstructorRetryException as error:
            return _Attempt(error.last_completion, _problem(error.__cause__ or error, endpoint), None)
        return _Attempt(completion, "", answer)

    def _connect(self) -> "_Connected":
        if self._connected is None:
            import instructor
            from openai import AsyncOpenAI, DefaultAsyncHttpxClient

            # instructor logs each failure, with the article's text; what failed is raised and told by us.
            logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
            with _interruptible():
                endpoint = self._endpoint()
            client = AsyncOpenAI(
                base_url=endpoint.base_url,
                api_key=endpoint.key or "none",
                max_retries=2,
                # A proxy of the environment cannot reach this machine's own servers.
                http_client=DefaultAsyncHttpxClient(trust_env=not _is_loopback(endpoint.base_url)),
            )
            asking = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
            self._connected = _Connected(endpoint, client, asking)
        return self._connected


@dataclass(frozen=True, slots=True)
class _Connected:
    """An endpoint, the client that is connected to it, and instructor around that client."""

    endpoint: Endpoint
    client: "AsyncOpenAI"
    asking: "instructor.AsyncInstructor"


@dataclass(frozen=True, slots=True)
class _Attempt(Generic[Answer]):
    """What one call brought: an answer, or the problem with it."""

    completion: "ChatCompletion | None"
    problem: str
    answer: Answer | None


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


def _is_loopback(base_url: str | None) -> bool:
    return urlsplit(base_url or "").hostname in ("localhost", "127.0.0.1", "::1")


def _usage_of(completion: "ChatCompletion | None", *, retry: bool) -> Usage:
    tokens = getattr(completion, "usage", None)
    return Usage(
        calls=1,
        retries=int(retry),
        prompt_tokens=getattr(tokens, "prompt_tokens", 0) or 0,
        completion_tokens=getattr(tokens, "completion_tokens", 0) or 0,
    )


def _problem(cause: BaseException, endpoint: Endpoint) -> str:
    """Return what was wrong with an answer, to ask again. Raises when asking again cannot help."""
    import openai

    where = endpoint.where
    match cause:
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            raise ModelError(f"{where} refused the key; check OPENAI_API_KEY") from cause
        case openai.NotFoundError():
            raise ModelError(f"{where} has no model “{endpoint.model}”; check --model and --base-url") from cause
        case openai.APITimeoutError():
            raise AnswerError(f"{where} gave no answer within {endpoint.seconds:.0f} s") from cause
        case openai.APIConnectionError():
            raise ModelError(f"nothing answers at {where}; check --base-url and that the server is running") from cause
        case openai.APIStatusError():
            raise AnswerError(f"{where} answered with status {cause.status_code}: {_short(cause.message)}") from cause
        case openai.OpenAIError():
            raise ModelError(f"{where}: {_short(str(cause))}") from cause
        case ValidationError():
            return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'it'}: {e['msg']}" for e in cause.errors()[:3])
    return _short(str(cause))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:199]}…"
