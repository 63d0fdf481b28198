"""Batches of an OpenAI-compatible endpoint: a file of questions up, files of answers down within a day.

A line of such a file is, byte for byte, the request that `transport` sends, and its answer is read as
`transport` reads one.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx2
import openai
from openai.types import Batch

from timeline.errors import ModelError
from timeline.llm.base import Answer, Endpoint
from timeline.llm.call_errors import LONGEST_DETAIL, CallError
from timeline.llm.redaction import redacted, redacted_error
from timeline.llm.transport import (
    CONNECT_SECONDS,
    LONGEST_ANSWER,
    Exchange,
    Reply,
    UnreadableError,
    connection_error,
    error_from_response,
    is_loopback,
    json_object,
    raise_embedded_error,
)
from timeline.models import Message
from timeline.phrasing import shorten

MOST_REQUESTS = 50_000
MOST_BYTES = 200_000_000
"""The limits of a file of questions, as OpenAI documents them."""
ANSWERED_AT: Final = "/v1/chat/completions"
WINDOW: Final = "24h"
RETRIES = 4
SECONDS = 300.0
CREATE_SECONDS = 60.0
PAUSE_SECONDS = 10.0
"""Before a throttled batch is created again, if the endpoint does not say how long to wait."""
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
NO_BATCHES = frozenset({404, 405, 501})
_MALFORMED = (ValueError, TypeError, AttributeError, RecursionError)
"""What the client library raises when a response is not what it expects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteBatch:
    """A batch as its endpoint reports it; *created* is in seconds since 1970, a missing file is "".

    *done* and *failed* count the finished ones of *total* questions; *problems* concern the whole batch.
    """

    id: str
    state: str
    file: str
    created: int
    done: int
    failed: int
    total: int
    answers: str
    errors: str
    problems: tuple[str, ...]

    @property
    def ended(self) -> bool:
        """Whether it is in a final state."""
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class BatchLine:
    """The result for the question *key*: a *body* and its HTTP status, which some errors lack."""

    key: str
    status: int | None
    body: object


async def request_line(
    endpoint: Endpoint, key: str, messages: Sequence[Message], response_model: type[Answer]
) -> bytes:
    """Return the line of a batch file that asks *messages*; its answer will carry *key*."""
    captured: list[dict[str, Any]] = []

    async def capture(request: dict[str, Any]) -> Mapping[str, Any]:
        captured.append(request)
        raise CallError("rejected", "it is captured, not sent")

    with suppress(CallError):
        await Exchange(endpoint, capture).ask(messages, response_model)
    line = {"custom_id": key, "method": "POST", "url": ANSWERED_AT, "body": captured[0]}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


async def read_line(endpoint: Endpoint, line: BatchLine, response_model: type[Answer]) -> Reply[Answer]:
    """Return the reply in *line*, as if it had just arrived. Raises CallError."""

    async def answered(_: dict[str, Any]) -> Mapping[str, Any]:
        body = line.body if isinstance(line.body, dict) else {}
        if line.status != 200:
            raise _line_error(endpoint, line.status, body)
        raise_embedded_error(endpoint, body, {})
        return body

    return await Exchange(endpoint, answered).ask([], response_model)


def _line_error(endpoint: Endpoint, status: int | None, body: Mapping[str, Any]) -> CallError:
    error = body.get("error", body)
    if status is None:
        # A question that the batch ended too early for may be asked again, as one that could not be served.
        detail = str(error.get("message") or error.get("code") or "") if isinstance(error, dict) else ""
        message = shorten(redacted_error(detail, endpoint), LONGEST_DETAIL)
        return CallError("failed", message or "neither an answer nor an error came back")
    return error_from_response(endpoint, status, error, {})


class Batches:
    """The batches of *endpoint*. Every method raises ModelError when the endpoint cannot do what is asked."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._client = openai.OpenAI(
            base_url=endpoint.address,
            api_key=endpoint.key or "none",
            max_retries=RETRIES,
            timeout=openai.Timeout(SECONDS, connect=CONNECT_SECONDS),
            # A proxy of the environment cannot reach this machine's own servers.
            http_client=openai.DefaultHttpxClient(
                trust_env=not is_loopback(endpoint.base_url), auth=endpoint.credentials
            ),
        )
        self._headers: Any = {} if endpoint.key else {"Authorization": openai.Omit()}

    def upload(self, name: str, file: Path) -> str:
        """Upload *file* as *name* and return the id that the endpoint gives it."""
        with self._errors(self._no_batches), file.open("rb") as content:
            uploaded = self._client.files.create(
                file=(name, content), purpose="batch", extra_headers=self._headers
            )
            return self._name(uploaded.id)

    def create(self, file: str) -> RemoteBatch | None:
        """Create a batch of an uploaded *file*, or return None when it is unknown whether there is one.

        Raises ModelError when there certainly is none.
        """
        client = self._client.with_options(max_retries=0, timeout=CREATE_SECONDS)
        for attempt in range(RETRIES + 1):
            try:
                return self._remote(
                    client.batches.create(
                        input_file_id=file,
                        endpoint=ANSWERED_AT,
                        completion_window=WINDOW,
                        extra_headers=self._headers,
                    )
                )
            except openai.RateLimitError as error:
                throttled = self._status_error(error)
                wait = PAUSE_SECONDS if throttled.wait is None else throttled.wait
                if throttled.kind != "throttled" or attempt == RETRIES or wait > SECONDS:
                    raise ModelError(str(throttled)) from None
                time.sleep(wait)
            except openai.APIStatusError as error:
                if error.status_code >= 500 and error.status_code not in NO_BATCHES:
                    return None
                raise self._error(error, self._no_batches) from None
            except (openai.OpenAIError, *_MALFORMED):
                return None
        raise AssertionError  # pragma: no cover - the loop ends by returning or raising

    def look(self, batch: str) -> RemoteBatch:
        """Return the batch with the id *batch*."""
        unknown = f"{self.endpoint.where} knows no batch {batch}: was it submitted with another key?"
        with self._errors(unknown):
            return self._remote(self._client.batches.retrieve(batch, extra_headers=self._headers))

    def find(self, file: str, since: int) -> RemoteBatch | None:
        """Return the batch of the uploaded *file*, created at *since* (seconds since 1970) or later."""
        with self._errors(self._no_batches):
            for listed in self._client.batches.list(limit=100, extra_headers=self._headers):
                found = self._remote(listed)
                if found.file == file:
                    return found
                if 0 < found.created < since:
                    break
        return None

    def lines(self, file: str) -> Iterator[BatchLine | None]:
        """Yield the lines of a *file* of answers or errors as they arrive; None for an unreadable one."""
        gone = f"{self.endpoint.where} has no file {file} any more"
        with (
            self._errors(gone),
            self._client.files.with_streaming_response.content(file, extra_headers=self._headers) as response,
        ):
            for line in _lines(response.iter_bytes()):
                yield None if line is None else _line(line)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    @property
    def _no_batches(self) -> str:
        return f"{self.endpoint.where} takes no batches: `timeline build` asks it one question at a time"

    @contextmanager
    def _errors(self, missing: str) -> Iterator[None]:
        """Raise errors inside as ModelError; *missing* is the message for a status 404."""
        try:
            yield
        except openai.OpenAIError as error:
            raise self._error(error, missing) from None
        except httpx2.TransportError as error:
            raise ModelError(str(connection_error(error, self.endpoint.where))) from error
        except _MALFORMED as error:
            raise ModelError(
                f"{self.endpoint.where} sent no readable answer: {self._detail(error)}"
            ) from None

    def _error(self, error: openai.OpenAIError, missing: str) -> ModelError:
        match error:
            case openai.APIStatusError() if error.status_code in NO_BATCHES:
                return ModelError(missing)
            case openai.APIStatusError():
                return ModelError(str(self._status_error(error)))
            case openai.APIConnectionError():
                return ModelError(str(connection_error(error.__cause__, self.endpoint.where)))
        return ModelError(f"{self.endpoint.where} cannot be asked: {self._detail(error)}")

    def _status_error(self, error: openai.APIStatusError) -> CallError:
        return error_from_response(
            self.endpoint, error.status_code, error.body or error.message, error.response.headers
        )

    def _remote(self, batch: Batch) -> RemoteBatch:
        """Return *batch*, which the client library does not validate. Raises TypeError when it has no id."""
        counts, problems = batch.request_counts, batch.errors.data if batch.errors else None
        return RemoteBatch(
            id=self._name(batch.id),
            state=self._text(batch.status),
            file=self._text(batch.input_file_id),
            created=_number(batch.created_at),
            done=_number(counts and counts.completed),
            failed=_number(counts and counts.failed),
            total=_number(counts and counts.total),
            answers=self._text(batch.output_file_id),
            errors=self._text(batch.error_file_id),
            problems=tuple(self._detail(problem.message or problem.code) for problem in problems or []),
        )

    def _name(self, value: object) -> str:
        if not isinstance(value, str) or not value:
            raise TypeError("something without a name")
        return self._text(value)

    def _text(self, value: object) -> str:
        return redacted(value, self.endpoint) if isinstance(value, str) else ""

    def _detail(self, content: object) -> str:
        return shorten(redacted_error(str(content), self.endpoint), LONGEST_DETAIL)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """Yield the lines in *chunks*; None for one above LONGEST_ANSWER bytes, which is not held in memory."""
    held, overlong = bytearray(), False
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for part in ended:
            line = None if overlong or len(held) + len(part) > LONGEST_ANSWER else bytes(held) + part
            if line is None or line.strip():
                yield line
            held, overlong = bytearray(), False
        overlong = overlong or len(held) + len(rest) > LONGEST_ANSWER
        held = bytearray() if overlong else held + rest
    if overlong or held.strip():
        yield None if overlong else bytes(held)


def _line(content: bytes) -> BatchLine | None:
    try:
        line = json_object(content)
    except UnreadableError:
        return None
    match line:
        case {"custom_id": str(key), "response": {"status_code": int(status), "body": body}}:
            return BatchLine(key, status, body)
        case {"custom_id": str(key), "error": error}:
            return BatchLine(key, None, error)
    return None
