"""One call to an OpenAI-compatible endpoint and its reply, through openai and instructor.

It is imported with the first question: openai alone costs about a second of CPU.
"""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
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

from timeline.llm.base import Answer, Endpoint
from timeline.llm.call_errors import LONGEST_DETAIL, CallError, error_from_status
from timeline.llm.call_records import TokenUsage
from timeline.llm.json_extraction import json_in
from timeline.llm.rate_limiting import retry_after
from timeline.llm.redaction import redacted, redacted_error
from timeline.models import Message
from timeline.phrasing import shorten

CONNECT_SECONDS = 20.0
NO_TOKENS = TokenUsage()
LONGEST_ANSWER = 2**20
"""In bytes; a real one, with all fields around it, has some thousands."""

# instructor logs each failure with the article's text; this module raises it instead.
logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class Reply(Generic[Answer]):
    """What a call returned: an answer, or the problem with what the model wrote."""

    answer: Answer | None
    problem: str
    tokens: TokenUsage


class UnreadableError(openai.OpenAIError):
    """What an endpoint sent is not a chat completion."""


class Exchange:
    """Turns a question into a request to *endpoint*, and the response into an answer.

    *send* takes the body of the request and returns the body of the response. Raises CallError.
    """

    def __init__(
        self, endpoint: Endpoint, send: Callable[[dict[str, Any]], Awaitable[Mapping[str, Any]]]
    ) -> None:
        self._endpoint = endpoint
        self._send = send
        mode = instructor.Mode.JSON_SCHEMA
        create = instructor.patch(create=self._create, mode=mode)
        self._instructor = instructor.AsyncInstructor(None, create, mode)

    async def ask(self, conversation: Sequence[Message], response_model: type[Answer]) -> Reply[Answer]:
        """Make one call. Raises CallError."""
        messages = [asdict(message) for message in conversation]
        try:
            answer, completion = await self._instructor.create_with_completion(
                messages=cast("list[ChatCompletionMessageParam]", messages),
                response_model=_prepared(response_model),
                max_retries=0,
                strict=False,
                model=self._endpoint.model,
                **self._endpoint.sampling.settings,
            )
        except InstructorRetryException as error:
            return _reply_without_answer(error)
        return Reply(answer, "", _tokens(completion))

    async def _create(self, **request: Any) -> ChatCompletion:  # noqa: ANN401 - what instructor passes
        """Send *request* and return the completion, reduced to the JSON in it."""
        match self._endpoint.sampling.schema_mode:
            case "json_object":
                request["response_format"] = {"type": "json_object"}
            case "none":
                del request["response_format"]
        body = await self._send(request)
        try:
            return _completion(body, self._endpoint)
        except UnreadableError as error:
            raise unreadable_response(self._endpoint, error) from error


class Transport:
    """The connections to *endpoint*; *on_headers* gets the headers of each response."""

    def __init__(self, endpoint: Endpoint, on_headers: Callable[[Mapping[str, str]], None]) -> None:
        self._endpoint = endpoint
        self._on_headers = on_headers
        self._client = openai.AsyncOpenAI(
            base_url=endpoint.address,
            api_key=endpoint.key or "none",
            max_retries=0,
            timeout=openai.Timeout(None, connect=CONNECT_SECONDS),
            # A proxy of the environment cannot reach this machine's own servers.
            http_client=_BoundedClient(
                trust_env=not is_loopback(endpoint.base_url), auth=endpoint.credentials
            ),
        )
        self._options: Any = {} if endpoint.key else {"headers": {"Authorization": openai.Omit()}}
        self._exchange = Exchange(endpoint, self._send)

    async def ask(self, conversation: Sequence[Message], response_model: type[Answer]) -> Reply[Answer]:
        """Make one call. Raises CallError."""
        return await self._exchange.ask(conversation, response_model)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _send(self, request: dict[str, Any]) -> Mapping[str, Any]:
        try:
            response = await self._client.post(
                "/chat/completions", cast_to=httpx2.Response, body=request, options=self._options
            )
        except openai.APIStatusError as error:
            self._on_headers(error.response.headers)
            details, headers = error.body or error.message, error.response.headers
            raise error_from_response(self._endpoint, error.status_code, details, headers) from None
        except openai.APIConnectionError as error:
            raise connection_error(error.__cause__, self._endpoint.where) from error
        except UnreadableError as error:
            raise unreadable_response(self._endpoint, error) from error
        self._on_headers(response.headers)
        try:
            body = json_object(response.content)
        except UnreadableError as error:
            raise unreadable_response(self._endpoint, error) from error
        raise_embedded_error(self._endpoint, body, response.headers)
        return body


def error_from_response(
    endpoint: Endpoint, status: int, body: object, headers: Mapping[str, str]
) -> CallError:
    """Return the error for an HTTP *status* of *endpoint*, with the detail in *body*, but never the key."""
    detail = body
    if isinstance(body, dict):
        code = body.get("code")
        detail = f"{body.get('message')}{f' ({code})' if isinstance(code, str) else ''}"
    text = shorten(redacted_error(str(detail), endpoint), LONGEST_DETAIL)
    return error_from_status(endpoint, status, text, retry_after(headers))


def raise_embedded_error(endpoint: Endpoint, body: Mapping[str, Any], headers: Mapping[str, str]) -> None:
    """Raise the error in *body* as CallError: some gateways send one with a status of success."""
    if body.get("error") and not body.get("choices"):
        code = body["error"].get("code") if isinstance(body["error"], dict) else None
        status = code if isinstance(code, int) and code >= 400 else 502
        raise error_from_response(endpoint, status, body["error"], headers)


def unreadable_response(endpoint: Endpoint, error: UnreadableError) -> CallError:
    """Return the CallError for a response that is not a chat completion."""
    return CallError("failed", f"{endpoint.where} sent no readable answer: {error}")


class _BoundedClient(openai.DefaultAsyncHttpxClient):
    """A client that reads at most LONGEST_ANSWER bytes of a response."""

    async def send(
        self,
        request: httpx2.Request,
        *,
        stream: bool = False,
        **options: Any,  # noqa: ANN401 - passed on
    ) -> httpx2.Response:
        """Send *request* and read the response, streamed or not."""
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
        # The content is decoded already.
        headers = [
            (name, value) for name, value in response.headers.multi_items() if name not in _TRANSFER_HEADERS
        ]
        return httpx2.Response(response.status_code, headers=headers, content=bytes(content), request=request)


_TRANSFER_HEADERS = frozenset({"content-encoding", "content-length", "transfer-encoding"})


@cache
def _prepared(response_model: type[Answer]) -> type[Answer]:
    """Return what instructor derives from *response_model*: one class for all calls, as none is freed."""
    return cast("type[Answer]", instructor.response_schema(response_model))


def _completion(body: Mapping[str, Any], endpoint: Endpoint) -> ChatCompletion:
    """Return *body*, a response of *endpoint*, as the client libraries type it, without credentials.

    Raises CallError, and UnreadableError when *body* holds no message.
    """
    tokens = _tokens_of(body.get("usage"))
    try:
        choice = body["choices"][0]
        finished, message = choice.get("finish_reason"), choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
    except (LookupError, TypeError, AttributeError) as error:
        raise UnreadableError("it holds no message") from error
    if refusal or finished == "content_filter":
        reason = shorten(redacted_error(str(refusal or "content filter"), endpoint), LONGEST_DETAIL)
        raise CallError("refused", f"the model refused to answer: {reason}", tokens=tokens)
    if finished == "length":
        advice = (
            "" if content else ", before it began: a model that thinks first needs a higher answer_tokens"
        )
        limit = endpoint.sampling.answer_tokens
        raise CallError("cut off", f"the answer was cut off after {limit} tokens{advice}", tokens=tokens)
    written = redacted(json_in(content), endpoint) if isinstance(content, str) else ""
    reduced = ChatCompletionMessage(role="assistant", content=written)
    answer = Choice(index=0, finish_reason="stop", message=reduced)
    usage = CompletionUsage(
        prompt_tokens=tokens.prompt,
        completion_tokens=tokens.completion,
        total_tokens=tokens.prompt + tokens.completion,
        prompt_tokens_details=PromptTokensDetails(cached_tokens=tokens.reused),
    )
    return ChatCompletion(id="", created=0, model="", object="chat.completion", choices=[answer], usage=usage)


def json_object(content: bytes) -> Mapping[str, Any]:
    """Return *content* as a JSON object. Raises UnreadableError."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("it is not JSON in UTF-8") from error
    if not isinstance(body, dict):
        raise UnreadableError("it is not a JSON object")
    return body


def _tokens_of(usage: object) -> TokenUsage:
    """Return the tokens that an endpoint reports in *usage*; 0 for what it leaves out."""
    if not isinstance(usage, dict):
        return NO_TOKENS
    details = usage.get("prompt_tokens_details")
    reused = details.get("cached_tokens") if isinstance(details, dict) else 0
    counted = (usage.get("prompt_tokens"), usage.get("completion_tokens"), reused)
    return TokenUsage(*(count if isinstance(count, int) and count > 0 else 0 for count in counted))


def _tokens(completion: ChatCompletion) -> TokenUsage:
    return _tokens_of(completion.usage.model_dump() if completion.usage else None)


def _reply_without_answer(error: InstructorRetryException) -> Reply[Answer]:
    """Return what was wrong with the answer, to ask again. Raises the CallError behind *error*, if any."""
    cause = error.__cause__
    match cause:
        case CallError():
            raise cause
        case ValidationError():
            completion = cast("ChatCompletion", error.last_completion)
            if not (completion.choices[0].message.content or "").strip():
                return Reply(None, "it is empty", _tokens(completion))
            problems = [
                f"{'.'.join(map(str, found['loc'])) or 'it'}: {found['msg']}" for found in cause.errors()[:3]
            ]
            return Reply(None, "; ".join(problems), _tokens(completion))
        case openai.OpenAIError():
            detail = shorten(str(cause), LONGEST_DETAIL)
            raise CallError("denied", f"the endpoint cannot be asked: {detail}") from error
    return Reply(None, shorten(str(cause or error), LONGEST_DETAIL), NO_TOKENS)


def connection_error(cause: BaseException | None, where: str) -> CallError:
    """Return the error for a call to *where* that got no response because of *cause*."""
    if isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.UnsupportedProtocol):
        return CallError(
            "unreachable", f"nothing answers at {where}; check --base-url and that the server is running"
        )
    if isinstance(cause, httpx2.TransportError):
        return CallError("unreachable", f"{where} broke off the connection")
    return CallError("rejected", f"the call to {where} failed ({type(cause).__name__})")


def is_loopback(base_url: str | None) -> bool:
    """Return whether *base_url* is on this machine."""
    return urlsplit(base_url or "").hostname in ("localhost", "127.0.0.1", "::1")
