"""Doubles at our own interfaces: a model that answers from a table, and a loopback endpoint that misbehaves on request."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from timeline.choices import Granularity
from timeline.errors import ModelError
from timeline.llm import Answer, Usage
from timeline.models import Message


class FakeModel:
    """A model whose answers a function gives; *asked* is the history of its questions."""

    name = "fake"

    def __init__(
        self, answer: Callable[[str], dict[str, Any] | ModelError], granularity: Granularity = "expression"
    ) -> None:
        self._answer = answer
        self.granularity: Granularity = granularity
        self.asked: list[str] = []

    @property
    def usage(self) -> Usage:
        return Usage(calls=len(self.asked))

    async def ask(self, messages: Sequence[Message], form: type[Answer]) -> Answer:
        question = "\n".join(message.content for message in messages[-2:] if message.role == "user")
        self.asked.append(question)
        answer = self._answer(question)
        if isinstance(answer, ModelError):
            raise answer
        return form.model_validate(answer)

    async def close(self) -> None:
        pass


def completion(content: str | None, finish_reason: str = "stop") -> dict[str, Any]:
    """Return a chat completion as an OpenAI-compatible endpoint sends it."""
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "stub",
        "choices": [
            {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": content}}
        ],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }


@contextmanager
def endpoint(respond: Callable[[dict[str, Any]], tuple[int, Any]]) -> "Iterator[LoopbackEndpoint]":
    """Serve *respond*, from a request's body to status and body, on the loopback address."""
    served = LoopbackEndpoint(respond)
    try:
        yield served
    finally:
        served.close()


class LoopbackEndpoint:
    """An endpoint that answers on the loopback address; it records its requests and their headers."""

    def __init__(self, respond: Callable[[dict[str, Any]], tuple[int, Any]]) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self._respond = respond
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version: ClassVar[str] = "HTTP/1.1"

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers.get("content-length", 0)))
                body = json.loads(sent) if self.headers["content-type"] == "application/json" else {}
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.requests.append(body)
                outer.headers.append(headers)
                status, content, more = outer.reply(body, headers)
                data = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                for name, value in {"content-type": "application/json", **more}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def reply(self, body: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        """Return status, content and further headers of the answer to a request."""
        del headers
        status, content = self._respond(body)
        return status, content, {}

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
