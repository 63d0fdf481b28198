"""Batches of an OpenAI-compatible endpoint: a file of questions goes there, and files of answers come back within a day.

A line of such a file asks as `wire` asks, byte for byte, and a line that comes back is read as `wire` reads
an answer.
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
from timeline.llm.call_errors import CallError, short
from timeline.llm.redaction import redacted, redacted_error
from timeline.llm.transport import (
    CONNECT_SECONDS,
    LONGEST_ANSWER,
    Exchange,
    Reply,
    UnreadableError,
    fault_of,
    is_loopback,
    json_object,
    refuse_error,
    unreachable,
)
from timeline.models import Message

MOST_REQUESTS = 50_000
MOST_BYTES = 200_000_000
"""What a file of questions may hold, as OpenAI has it."""
ANSWERED_AT: Final = "/v1/chat/completions"
WINDOW: Final = "24h"
RETRIES = 4
SECONDS = 300.0
CREATE_SECONDS = 60.0
PAUSE_SECONDS = 10.0
"""Before a batch is created again that was too much a moment ago, where the endpoint does not say how long to wait."""
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
NO_BATCHES = frozenset({404, 405, 501})
_NO_ANSWER = (ValueError, TypeError, AttributeError, RecursionError)
"""What comes of it when the client library is sent something else than it expects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteBatch:
    """A batch as its endpoint tells of it; *created* is in seconds since 1970, the files are "" where there are none.

    *done* and *failed* of *total* questions are over; *problems* are those of the batch as a whole.
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
        """Whether nothing more will come of it."""
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class BatchLine:
    """What came back for the question with this *key*: a *body* with its HTTP status, or None and an error that has none."""

    key: str
    status: int | None
    body: object


async def request_line(
    endpoint: Endpoint, key: str, messages: Sequence[Message], form: type[Answer]
) -> bytes:
    """Return the line of a file that asks *messages* just as the endpoint would be asked, and has the answer named *key*."""
    written: list[dict[str, Any]] = []

    async def write_down(request: dict[str, Any]) -> Mapping[str, Any]:
        written.append(request)
        raise CallError("rejected", "it is written down, and not sent")

    with suppress(CallError):
        await Exchange(endpoint, write_down).ask(messages, form)
    line = {"custom_id": key, "method": "POST", "url": ANSWERED_AT, "body": written[0]}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


async def read_line(endpoint: Endpoint, line: BatchLine, form: type[Answer]) -> Reply[Answer]:
    """Return what *line* answers, as if it had just been answered. Raises CallError."""

    async def answered(_: dict[str, Any]) -> Mapping[str, Any]:
        body = line.body if isinstance(line.body, dict) else {}
        if line.status != 200:
            raise _fault(endpoint, line.status, body)
        refuse_error(endpoint, body, {})
        return body

    return await Exchange(endpoint, answered).ask([], form)


def _fault(endpoint: Endpoint, status: int | None, body: Mapping[str, Any]) -> CallError:
    error = body.get("error", body)
    if status is None:
        # What was never asked, because the batch ended before, is asked again as what could not be served.
        told = str(error.get("message") or error.get("code") or "") if isinstance(error, dict) else ""
        return CallError(
            "failed", short(redacted_error(told, endpoint)) or "neither an answer nor an error came back"
        )
    return fault_of(endpoint, status, error, {})


class Batches:
    """The batches of *endpoint*. All of it raises ModelError when the endpoint does not do what it is asked to."""

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
        """Send *file*, named *name* there, and return what the endpoint calls it."""
        with self._told(self._no_batches), file.open("rb") as content:
            uploaded = self._client.files.create(
                file=(name, content), purpose="batch", extra_headers=self._headers
            )
            return self._name(uploaded.id)

    def create(self, file: str) -> RemoteBatch | None:
        """Let the questions of an uploaded *file* be answered; return the batch, or None when nobody knows if there is one.

        Raises ModelError when there is certainly none.
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
                fault = self._fault(error)
                if fault.kind != "throttled" or attempt == RETRIES or (fault.wait or 0) > SECONDS:
                    raise ModelError(str(fault)) from None
                time.sleep(PAUSE_SECONDS if fault.wait is None else fault.wait)
            except openai.APIStatusError as error:
                if error.status_code >= 500 and error.status_code not in NO_BATCHES:
                    return None
                raise self._error(error, self._no_batches) from None
            except (openai.OpenAIError, *_NO_ANSWER):
                return None
        raise AssertionError  # pragma: no cover - the loop ends by returning or raising

    def look(self, batch: str) -> RemoteBatch:
        """Return the batch that the endpoint calls *batch*."""
        unknown = f"{self.endpoint.where} knows no batch {batch}: was it submitted with another key?"
        with self._told(unknown):
            return self._remote(self._client.batches.retrieve(batch, extra_headers=self._headers))

    def find(self, file: str, since: int) -> RemoteBatch | None:
        """Return the batch that was made of the uploaded *file*, not earlier than *since*, in seconds since 1970."""
        with self._told(self._no_batches):
            for listed in self._client.batches.list(limit=100, extra_headers=self._headers):
                found = self._remote(listed)
                if found.file == file:
                    return found
                if 0 < found.created < since:
                    break
        return None

    def lines(self, file: str) -> Iterator[BatchLine | None]:
        """Yield the lines of a *file* of answers or errors, as they arrive; None for one that cannot be read."""
        gone = f"{self.endpoint.where} has no file {file} any more"
        with (
            self._told(gone),
            self._client.files.with_streaming_response.content(file, extra_headers=self._headers) as response,
        ):
            for line in _lines(response.iter_bytes()):
                yield None if line is None else _line(line)

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    @property
    def _no_batches(self) -> str:
        return f"{self.endpoint.where} takes no batches: `timeline build` asks it one question at a time"

    @contextmanager
    def _told(self, missing: str) -> Iterator[None]:
        """Raise what goes wrong inside as ModelError; *missing* is what a status 404 means."""
        try:
            yield
        except openai.OpenAIError as error:
            raise self._error(error, missing) from None
        except httpx2.TransportError as error:
            raise ModelError(str(unreachable(error, self.endpoint.where))) from error
        except _NO_ANSWER as error:
            raise ModelError(
                f"{self.endpoint.where} sent no answer that can be read: {self._short(error)}"
            ) from None

    def _error(self, error: openai.OpenAIError, missing: str) -> ModelError:
        match error:
            case openai.APIStatusError() if error.status_code in NO_BATCHES:
                return ModelError(missing)
            case openai.APIStatusError():
                return ModelError(str(self._fault(error)))
            case openai.APIConnectionError():
                return ModelError(str(unreachable(error.__cause__, self.endpoint.where)))
        return ModelError(f"{self.endpoint.where} cannot be asked: {self._short(error)}")

    def _fault(self, error: openai.APIStatusError) -> CallError:
        return fault_of(self.endpoint, error.status_code, error.body or error.message, error.response.headers)

    def _remote(self, batch: Batch) -> RemoteBatch:
        """Return *batch*, of which the client library checks nothing. Raises TypeError when it is none."""
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
            problems=tuple(self._short(problem.message or problem.code) for problem in problems or []),
        )

    def _name(self, value: object) -> str:
        if not isinstance(value, str) or not value:
            raise TypeError("something without a name")
        return self._text(value)

    def _text(self, value: object) -> str:
        return redacted(value, self.endpoint) if isinstance(value, str) else ""

    def _short(self, told: object) -> str:
        return short(redacted_error(str(told), self.endpoint))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """Yield the lines in *chunks*; None for one that is longer than any honest one, of which no more than that is held."""
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
