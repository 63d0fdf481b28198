"""One call to an OpenAI-compatible endpoint and what comes back. The only module that knows openai and instructor.

It is imported when the first question is really asked: openai alone costs about a second of CPU.
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
from timeline.llm.call_errors import CallError, fault_of_status, short
from timeline.llm.call_records import TokenUsage
from timeline.llm.json_extraction import json_in
from timeline.llm.rate_limiting import retry_after
from timeline.llm.redaction import redacted, redacted_error
from timeline.models import Message

CONNECT_SECONDS = 20.0
NO_TOKENS = TokenUsage()
LONGEST_ANSWER = 2**20
"""In bytes; an honest one with all that comes around it has some thousands."""

# instructor logs each failure, with the article's text; what failed is raised and told by us.
logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class Reply(Generic[Answer]):
    """What a call brought: an answer, or the problem with what the model wrote."""

    answer: Answer | None
    problem: str
    tokens: TokenUsage


class UnreadableError(openai.OpenAIError):
    """What an endpoint sent is no answer to any question."""


class Exchange:
    """How a question becomes a request to *endpoint*, and what comes back an answer; *send* does the one for the other.

    It takes the body of a request and returns the body of what was answered to it. Raises CallError.
    """

    def __init__(
        self, endpoint: Endpoint, send: Callable[[dict[str, Any]], Awaitable[Mapping[str, Any]]]
    ) -> None:
        self._endpoint = endpoint
        self._send = send
        mode = instructor.Mode.JSON_SCHEMA
        self._asking = instructor.AsyncInstructor(
            None, instructor.patch(create=self._create, mode=mode), mode
        )

    async def ask(self, conversation: Sequence[Message], form: type[Answer]) -> Reply[Answer]:
        """Make one call. Raises CallError."""
        try:
            answer, completion = await self._asking.create_with_completion(
                messages=cast(
                    "list[ChatCompletionMessageParam]", [asdict(message) for message in conversation]
                ),
                response_model=_prepared(form),
                max_retries=0,
                strict=False,
                model=self._endpoint.model,
                **self._endpoint.sampling.settings,
            )
        except InstructorRetryException as error:
            return _reply_without_answer(error)
        return Reply(answer, "", _tokens(completion))

    async def _create(self, **request: Any) -> ChatCompletion:  # noqa: ANN401 - whatever instructor makes of a request
        """Send *request* and return what the model wrote, reduced to the JSON in it."""
        match self._endpoint.sampling.schema_mode:
            case "json_object":
                request["response_format"] = {"type": "json_object"}
            case "none":
                del request["response_format"]
        body = await self._send(request)
        try:
            return _completed(body, self._endpoint)
        except UnreadableError as error:
            raise unreadable(self._endpoint, error) from error


class Transport:
    """The connections to *endpoint*; *heed* is given the headers of each answer."""

    def __init__(self, endpoint: Endpoint, heed: Callable[[Mapping[str, str]], None]) -> None:
        self._endpoint = endpoint
        self._heed = heed
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

    async def ask(self, conversation: Sequence[Message], form: type[Answer]) -> Reply[Answer]:
        """Make one call. Raises CallError."""
        return await self._exchange.ask(conversation, form)

    async def close(self) -> None:
        """End the connections."""
        await self._client.close()

    async def _send(self, request: dict[str, Any]) -> Mapping[str, Any]:
        try:
            response = await self._client.post(
                "/chat/completions", cast_to=httpx2.Response, body=request, options=self._options
            )
        except openai.APIStatusError as error:
            self._heed(error.response.headers)
            raise fault_of(
                self._endpoint, error.status_code, error.body or error.message, error.response.headers
            ) from None
        except openai.APIConnectionError as error:
            raise unreachable(error.__cause__, self._endpoint.where) from error
        except UnreadableError as error:
            raise unreadable(self._endpoint, error) from error
        self._heed(response.headers)
        try:
            body = json_object(response.content)
        except UnreadableError as error:
            raise unreadable(self._endpoint, error) from error
        refuse_error(self._endpoint, body, response.headers)
        return body


def fault_of(endpoint: Endpoint, status: int, body: object, headers: Mapping[str, str]) -> CallError:
    """Return what an error of *endpoint* means, with what its *body* says, but never the key."""
    said = body.get("message") if isinstance(body, dict) else body
    code = f" ({body['code']})" if isinstance(body, dict) and isinstance(body.get("code"), str) else ""
    text = f"{said}{code}"
    return fault_of_status(endpoint, status, short(redacted_error(text, endpoint)), retry_after(headers))


def refuse_error(endpoint: Endpoint, body: Mapping[str, Any], headers: Mapping[str, str]) -> None:
    """Raise the CallError in a *body* that holds an error, which some gateways send with a status of success."""
    if body.get("error") and not body.get("choices"):
        code = body["error"].get("code") if isinstance(body["error"], dict) else None
        raise fault_of(
            endpoint, code if isinstance(code, int) and code >= 400 else 502, body["error"], headers
        )


def unreadable(endpoint: Endpoint, error: UnreadableError) -> CallError:
    """Return that *endpoint* sent what is no answer."""
    return CallError("failed", f"{endpoint.where} sent no answer that can be read: {error}")


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
        headers = [
            (name, value) for name, value in response.headers.multi_items() if name not in _TRANSFER_HEADERS
        ]
        return httpx2.Response(response.status_code, headers=headers, content=bytes(content), request=request)


_TRANSFER_HEADERS = frozenset({"content-encoding", "content-length", "transfer-encoding"})


@cache
def _prepared(form: type[Answer]) -> type[Answer]:
    """Return *form* as instructor wants it: it would make such a class for each call, which is slow, and never freed."""
    return cast("type[Answer]", instructor.response_schema(form))


def _completed(body: Mapping[str, Any], endpoint: Endpoint) -> ChatCompletion:
    """Return *body*, an answer of *endpoint*, as the client libraries have it, but never with the key.

    Raises CallError, and UnreadableError when it holds no message.
    """
    tokens = _tokens_of(body.get("usage"))
    try:
        choice = body["choices"][0]
        finished, message = choice.get("finish_reason"), choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
    except (LookupError, TypeError, AttributeError) as error:
        raise UnreadableError("it holds no message") from error
    if refusal or finished == "content_filter":
        reason = short(redacted_error(str(refusal or "content filter"), endpoint))
        raise CallError("refused", f"the model refused to answer: {reason}", tokens=tokens)
    if finished == "length":
        unbegun = (
            "" if content else ", before it began: a model that thinks first needs a higher answer_tokens"
        )
        most = endpoint.sampling.answer_tokens
        raise CallError("cut off", f"the answer was cut off after {most} tokens{unbegun}", tokens=tokens)
    written = redacted(json_in(content), endpoint) if isinstance(content, str) else ""
    answered = Choice(
        index=0, finish_reason="stop", message=ChatCompletionMessage(role="assistant", content=written)
    )
    usage = CompletionUsage(
        prompt_tokens=tokens.prompt,
        completion_tokens=tokens.completion,
        total_tokens=tokens.prompt + tokens.completion,
        prompt_tokens_details=PromptTokensDetails(cached_tokens=tokens.reused),
    )
    return ChatCompletion(
        id="", created=0, model="", object="chat.completion", choices=[answered], usage=usage
    )


def json_object(content: bytes) -> Mapping[str, Any]:
    """Return the JSON object that *content* is. Raises UnreadableError."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("it is no JSON in UTF-8") from error
    if not isinstance(body, dict):
        raise UnreadableError("it is no JSON object")
    return body


def _tokens_of(usage: object) -> TokenUsage:
    """Return the tokens that an endpoint counted, as far as it did."""
    if not isinstance(usage, dict):
        return NO_TOKENS
    details = usage.get("prompt_tokens_details")
    reused = details.get("cached_tokens") if isinstance(details, dict) else 0
    counted = (usage.get("prompt_tokens"), usage.get("completion_tokens"), reused)
    return TokenUsage(*(count if isinstance(count, int) and count > 0 else 0 for count in counted))


def _tokens(completion: ChatCompletion) -> TokenUsage:
    return _tokens_of(completion.usage.model_dump() if completion.usage else None)


def _reply_without_answer(error: InstructorRetryException) -> Reply[Answer]:
    """Return what was wrong with the answer, to ask again. Raises the CallError that was none of the model's."""
    cause = error.__cause__
    match cause:
        case CallError():
            raise cause
        case ValidationError():
            completion = cast("ChatCompletion", error.last_completion)
            if not (completion.choices[0].message.content or "").strip():
                return Reply(None, "it is empty", _tokens(completion))
            problem = "; ".join(
                f"{'.'.join(map(str, e['loc'])) or 'it'}: {e['msg']}" for e in cause.errors()[:3]
            )
            return Reply(None, problem, _tokens(completion))
        case openai.OpenAIError():
            raise CallError("denied", f"the endpoint cannot be asked: {short(str(cause))}") from error
    return Reply(None, short(str(cause or error)), NO_TOKENS)


def unreachable(cause: BaseException | None, where: str) -> CallError:
    """Return what kept a call to *where* from being answered."""
    if isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.UnsupportedProtocol):
        return CallError(
            "unreachable", f"nothing answers at {where}; check --base-url and that the server is running"
        )
    if isinstance(cause, httpx2.TransportError):
        return CallError("unreachable", f"{where} broke off the connection")
    return CallError("rejected", f"the call to {where} failed ({type(cause).__name__})")


def is_loopback(base_url: str | None) -> bool:
    """Tell whether *base_url* is on this machine."""
    return urlsplit(base_url or "").hostname in ("localhost", "127.0.0.1", "::1")
