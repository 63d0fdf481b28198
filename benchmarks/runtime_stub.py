"""An endpoint that answers after a fixed time, as cheaply as Python can, in a process of its own."""

import asyncio
import json
import multiprocessing
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

_LINE = re.compile(r"^(\d+)\. (.*\{([a-z]\d*)\| .*)$", re.MULTILINE)
_MARK = re.compile(r"(?: on|^On)? ?\{[a-z]\d*\| [^}]*\}")
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Served:
    """What a stub has served so far."""

    calls: int
    request_bytes: int


@dataclass(frozen=True, slots=True)
class Stub:
    """A stub that runs."""

    base_url: str
    _pipe: Connection

    def served(self) -> Served:
        """Return what it has served so far."""
        self._pipe.send(None)
        found: Served = self._pipe.recv()
        return found


@contextmanager
def stub(answer: dict[str, Any] | None, latency: float) -> Iterator[Stub]:
    """Run a stub whose every message is *answer*, after *latency* seconds.

    Without an answer, it states an event for each sentence with a marked time expression, in its words.
    """
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_run, args=(there, answer, latency), daemon=True
    )
    process.start()
    try:
        yield Stub(f"http://127.0.0.1:{here.recv()}/v1", here)
    finally:
        process.terminate()
        process.join()


def _run(pipe: Connection, answer: dict[str, Any] | None, latency: float) -> None:
    asyncio.run(_serve(pipe, answer, latency))


async def _serve(pipe: Connection, answer: dict[str, Any] | None, latency: float) -> None:
    loop, counts = asyncio.get_running_loop(), Counts()
    response = _echo if answer is None else _constant(_response(answer))
    server = await loop.create_server(
        lambda: _Connection(response, latency, counts), "127.0.0.1", 0, backlog=1000
    )
    pipe.send(server.sockets[0].getsockname()[1])
    loop.add_reader(pipe.fileno(), _tell, pipe, counts)
    await server.serve_forever()


def _tell(pipe: Connection, counts: "Counts") -> None:
    try:
        pipe.recv()
        pipe.send(Served(counts.calls, counts.request_bytes))
    except (EOFError, OSError):
        # Whoever measures has gone.
        raise SystemExit from None


class Counts:
    """What was served."""

    calls = 0
    request_bytes = 0


class _Connection(asyncio.Protocol):
    def __init__(self, response: Callable[[bytes], bytes], latency: float, counts: Counts) -> None:
        self._response = response
        self._latency = latency
        self._counts = counts
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if end and length and len(body) >= int(length[1]):
            self._received = b""
            self._counts.calls += 1
            self._counts.request_bytes += int(length[1])
            asyncio.get_running_loop().call_later(self._latency, self._answer, body)

    def _answer(self, body: bytes) -> None:
        if isinstance(self._transport, asyncio.WriteTransport) and not self._transport.is_closing():
            self._transport.write(self._response(body))


def _constant(response: bytes) -> Callable[[bytes], bytes]:
    return lambda _: response


def _echo(body: bytes) -> bytes:
    """Return an answer to the question *body*, about an article whose sentences are numbered."""
    question = json.loads(body)["messages"][-1]["content"]
    events = [
        {
            "sentence": int(number),
            "time": letter,
            "kind": "event",
            "headline": _MARK.sub("", sentence).strip(),
            "date": "",
            "who": [],
            "where": [],
        }
        for number, sentence, letter in _LINE.findall(question)
    ]
    return _response({"events": events})


def _response(answer: dict[str, Any]) -> bytes:
    body = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "stub",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": json.dumps(answer)},
            },
        ],
        "usage": {"prompt_tokens": 1500, "completion_tokens": 400, "total_tokens": 1900},
    }
    data = json.dumps(body).encode()
    return b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (
        len(data),
        data,
    )
