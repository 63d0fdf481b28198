"""One call to an OpenAI-compatible endpoint and what comes back. The only module that knows openai and instructor.

It is imported when the first question is really asked: openai alone costs about a second of CPU.
"""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Generic, cast
from urllib.parse import urlsplit

import httpx2
import instructor
import openai
from instructor.core.exceptions import InstructorRetryException
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion, ChatCompletionMessage, ChatCompletionMessageParam
from openai.types.chat.chat_completion import Choice
from openai.types.completion_usage import PromptTokensDetails
from pydantic import ValidationError

from timeline.llm.accounting import Tokens
from timeline.llm.faults import Fault, fault_of_status, short
from timeline.llm.model import ANSWER_TOKENS, Answer, Endpoint
from timeline.llm.pacing import retry_after
from timeline.llm.reading import json_in
from timeline.models import Message

CONNECT_SECONDS = 20.0
NO_TOKENS = Tokens()
LONGEST_ANSWER = 2**20
"""In bytes; an honest one with all that comes around it has some thousands."""

# instructor logs each failure, with the article's text; what failed is raised and told by us.
logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class Reply(Generic[Answer]):
    """What a call brought: an answer, or the problem with what the model wrote."""

    answer: Answer | None
    problem: str
    tokens: Tokens


class UnreadableError(openai.OpenAIError):
    """What an endpoint sent is no answer to any question."""


class Wire:
    """The connections to *endpoint*; *heed* is given the headers of each answer."""

    def __init__(self, endpoint: Endpoint, heed: Callable[[Mapping[str, str]], None]) -> None:
        self._endpoint = endpoint
        self._heed = heed
        self._client = openai.AsyncOpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.key or "none",
            max_retries=0,
            timeout=openai.Timeout(None, connect=CONNECT_SECONDS),
            # A proxy of the environment cannot reach this machine's own servers.
            http_client=_BoundedClient(trust_env=not _is_loopback(endpoint.base_url)),
        )
        self._options: Any = {} if endpoint.key else {"headers": {"Authorization": openai.Omit()}}
        mode = instructor.Mode.JSON_SCHEMA
        self._asking = instructor.AsyncInstructor(None, instructor.patch(create=self._create, mode=mode), mode)

    async def ask(self, conversation: Sequence[Message], form: type[Answer]) -> Reply[Answer]:
        """Make one call. Raises Fault."""
        try:
            answer, completion = await self._asking.create_with_completion(
                messages=cast("list[ChatCompletionMessageParam]", [asdict(message) for message in conversation]),
                response_model=_prepared(form),
                max_retries=0,
                strict=False,
                model=self._endpoint.model,
                **self._endpoint.sampling.settings,
            )
        except InstructorRetryException as error:
            return _reply_without_answer(error)
        return Reply(answer, "", _tokens(completion))

    async def close(self) -> None:
        """End the connections."""
        await self._client.close()

    async def _create(self, **request: Any) -> ChatCompletion:  # noqa: ANN401 - whatever instructor makes of a request
        """Send *request* and return what the model wrote, reduced to the JSON in it."""
        match self._endpoint.sampling.schema_mode:
            case "json_object":
                request["response_format"] = {"type": "json_object"}
            case "none":
                del request["response_format"]
        try:
            response = await self._client.post(
                "/chat/completions", cast_to=httpx2.Response, body=request, options=self._options
            )
        except openai.APIStatusError as error:
            self._heed(error.response.headers)
            raise self._fault(error.status_code, error.body or error.message, error.response.headers) from error
        except openai.APIConnectionError as error:
            raise _unreachable(error.__cause__, self._endpoint.where) from error
        except UnreadableError as error:
            raise self._unreadable(error) from error
        self._heed(response.headers)
        try:
            return self._completion(response)
        except UnreadableError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: UnreadableError) -> Fault:
        return Fault("failed", f"{self._endpoint.where} sent no answer that can be read: {error}")

    def _completion(self, response: httpx2.Response) -> ChatCompletion:
        body = _json(response.content)
        if body.get("error") and not body.get("choices"):
            # Some gateways send a model's error with a status that says that all is well.
            code = body["error"].get("code") if isinstance(body["error"], dict) else None
            raise self._fault(code if isinstance(code, int) and code >= 400 else 502, body["error"], response.headers)
        return _completed(body)

    def _fault(self, status: int, body: object, headers: Mapping[str, str]) -> Fault:
        said = body.get("message") if isinstance(body, dict) else body
        code = f" ({body['code']})" if isinstance(body, dict) and isinstance(body.get("code"), str) else ""
        text = f"{said}{code}"
        if self._endpoint.key:
            text = text.replace(self._endpoint.key, "…")
        return fault_of_status(status, short(text), self._endpoint.where, self._endpoint.model, retry_after(headers))


class _BoundedClient(openai.DefaultAsyncHttpxClient):
    """A client that reads no more of an answer than an honest one has."""

    async def send(self, request: httpx2.Request, *, stream: bool = False, **options: Any) -> httpx2.Response:  # noqa: ANN401 - they are handed on
        """Send *request* and read its answer, streamed or not."""
        del stream
        response = await super().send(request, stream=True, **options)
        content = bytearray()
        try:
            async for part in response.aiter_bytes():
                content += part
                if len(content) > LONGEST_ANSWER:
                    raise UnreadableError(f"it is longer than {LONGEST_ANSWER:,} bytes")
        finally:
            await response.aclose()
        # What was read is decoded already.
        headers = [(name, value) for name, value in response.headers.multi_items() if name not in _TRANSFER_HEADERS]
        return httpx2.Response(response.status_code, headers=headers, content=bytes(content), request=request)


_TRANSFER_HEADERS = frozenset({"content-encoding", "content-length", "transfer-encoding"})


@cache
def _prepared(form: type[Answer]) -> type[Answer]:
    """Return *form* as instructor wants it: it would make such a class for each call, which is slow, and never freed."""
    return cast("type[Answer]", instructor.response_schema(form))


def _completed(body: Mapping[str, Any]) -> ChatCompletion:
    """Return *body* as the client libraries have it. Raises Fault, and UnreadableError when it holds no message."""
    tokens = _tokens_of(body.get("usage"))
    try:
        choice = body["choices"][0]
        finished, message = choice.get("finish_reason"), choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
    except (LookupError, TypeError, AttributeError) as error:
        raise UnreadableError("it holds no message") from error
    if refusal or finished == "content_filter":
        raise Fault("refused", f"the model refused to answer: {short(str(refusal or 'content filter'))}", tokens=tokens)
    if finished == "length":
        raise Fault("cut off", f"the answer was cut off after {ANSWER_TOKENS} tokens", tokens=tokens)
    written = json_in(content) if isinstance(content, str) else ""
    answered = Choice(index=0, finish_reason="stop", message=ChatCompletionMessage(role="assistant", content=written))
    usage = CompletionUsage(
        prompt_tokens=tokens.prompt,
        completion_tokens=tokens.completion,
        total_tokens=tokens.prompt + tokens.completion,
        prompt_tokens_details=PromptTokensDetails(cached_tokens=tokens.reused),
    )
    return ChatCompletion(id="", created=0, model="", object="chat.completion", choices=[answered], usage=usage)


def _json(content: bytes) -> Mapping[str, Any]:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("it is no JSON in UTF-8") from error
    if not isinstance(body, dict):
        raise UnreadableError("it is no JSON object")
    return body


def _tokens_of(usage: object) -> Tokens:
    """Return the tokens that an endpoint counted, as far as it did."""
    if not isinstance(usage, dict):
        return NO_TOKENS
    details = usage.get("prompt_tokens_details")
    reused = details.get("cached_tokens") if isinstance(details, dict) else 0
    counted = (usage.get("prompt_tokens"), usage.get("completion_tokens"), reused)
    return Tokens(*(count if isinstance(count, int) and count > 0 else 0 for count in counted))


def _tokens(completion: ChatCompletion) -> Tokens:
    return _tokens_of(completion.usage.model_dump() if completion.usage else None)


def _reply_without_answer(error: InstructorRetryException) -> Reply[Answer]:
    """Return what was wrong with the answer, to ask again. Raises the Fault that was none of the model's."""
    cause = error.__cause__
    match cause:
        case Fault():
            raise cause
        case ValidationError():
            completion = cast("ChatCompletion", error.last_completion)
            if not (completion.choices[0].message.content or "").strip():
                return Reply(None, "it is empty", _tokens(completion))
            problem = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'it'}: {e['msg']}" for e in cause.errors()[:3])
            return Reply(None, problem, _tokens(completion))
        case openai.OpenAIError():
            raise Fault("denied", f"the endpoint cannot be asked: {short(str(cause))}") from error
    return Reply(None, short(str(cause or error)), NO_TOKENS)


def _unreachable(cause: BaseException | None, where: str) -> Fault:
    if isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.UnsupportedProtocol):
        return Fault("unreachable", f"nothing answers at {where}; check --base-url and that the server is running")
    if isinstance(cause, httpx2.TransportError):
        return Fault("unreachable", f"{where} broke off the connection")
    return Fault("rejected", f"the call to {where} failed ({type(cause).__name__})")


def _is_loopback(base_url: str | None) -> bool:
    return urlsplit(base_url or "").hostname in ("localhost", "127.0.0.1", "::1")
