"""An OpenAI-compatible endpoint on the loopback address that fails as a schedule says, and counts what it was asked.

It answers the questions of prompts/ rightly, from the question alone: each marked time expression dates what
its sentence says.
"""

import asyncio
import hashlib
import json
import random
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from fakes import completion

SERVED_LATER = ("429", "429 retry-after", "500", "503", "reset", "400 busy")
UNUSABLE = ("malformed", "truncated", "null", "wrong kind", "10 MB", "invalid UTF-8", "no choices")
USABLE = ("fenced", "thought", "talkative")
WRONG_IDS = ("wrong ids", "duplicated ids")
FINAL = ("refusal", "timeout", "drip", "context too long", "cut off")
DENIED = ("401", "404")
UNTAKEN = ("max_tokens", "temperature")
FAULTS = (*SERVED_LATER, *UNUSABLE, *USABLE, *WRONG_IDS, *FINAL, *DENIED)

_LINE = re.compile(r"^(\d+)\. (.*)$", re.MULTILINE)
_MARK = re.compile(r"(?: on| in)? ?\{(\w+)\| ([^}]*)\}")
_BRACKETS = re.compile(r"(?: on| in)? ?\[([^\]]*)\]")
_AGAIN = "Your last answer could not be used"
DRIP_SECONDS = 0.05
MEGABYTES = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the hash of its question, how often that was asked before, and how many requests there were before."""

    question: str
    before: int
    number: int


Schedule = Callable[[Asked], str | None]


def faithful(asked: Asked) -> None:
    """Fail never."""
    del asked


def seeded(seed: int, share: float, faults: Sequence[str], clean: int = 0) -> Schedule:
    """Fail a *share* of the requests after the first *clean*, whatever the order in which they come."""

    def fault(asked: Asked) -> str | None:
        chance = random.Random(f"{seed} {asked.question} {asked.before}")  # noqa: S311 - nothing is kept secret by it
        return chance.choice(faults) if asked.number >= clean and chance.random() < share else None

    return fault


def in_turn(faults: Sequence[str], clean: int = 0) -> Schedule:
    """Fail every second request after the first *clean*, with each of *faults* once, whatever is asked and in whatever order."""

    def fault(asked: Asked) -> str | None:
        turn, answered = divmod(asked.number - clean, 2)
        return faults[turn] if asked.number >= clean and not answered and turn < len(faults) else None

    return fault


def at_first(fault: str, requests: int) -> Schedule:
    """Fail the first *requests*."""
    return lambda asked: fault if asked.number < requests else None


class FaultServer:
    """The counts of a server: what it was *asked*, which faults it made, and how often it gave each question its answer.

    *received* and *answered* are called after each request and before each right answer's last byte is sent.
    """

    def __init__(self, schedule: Schedule, latency: float = 0.0) -> None:
        self.asked: list[Asked] = []
        self.bodies: list[dict[str, Any]] = []
        self.faults: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.repeated: list[str] = []
        self.open = 0
        self.most_open = 0
        self.received: Callable[[int], None] = lambda _: None
        self.base_url = ""
        self.schedule = schedule
        self._latency = latency
        self._seen: Counter[str] = Counter()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until it ends."""
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                while True:
                    head = await reader.readuntil(b"\r\n\r\n")
                    length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
                    body = await reader.readexactly(int(length[1]) if length else 0)
                    await self._respond(json.loads(body), reader, writer)
        finally:
            writer.close()

    async def _respond(
        self, body: dict[str, Any], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        asked = self._count(body)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            await asyncio.sleep(self._latency)
            fault = self.schedule(asked)
            if fault is not None:
                self.faults[fault] += 1
                await _fail(fault, body, reader, writer)
            if fault is None or fault in USABLE:
                self.answers[asked.question] += 1
                written = right_answer(body)
                send(writer, 200, completion(_DRESSED.get(fault or "", "{}").replace("{}", written)))
                await writer.drain()
        finally:
            self.open -= 1

    def _count(self, body: dict[str, Any]) -> Asked:
        messages = [m for m in body["messages"] if not m["content"].startswith(_AGAIN)]
        question = hashlib.sha256(json.dumps([body["model"], messages]).encode()).hexdigest()[:12]
        if self.answers[question]:
            self.repeated.append(question)
        asked = Asked(question, self._seen[question], len(self.asked))
        self._seen[question] += 1
        self.asked.append(asked)
        self.bodies.append(body)
        self.received(len(self.asked))
        return asked


_DRESSED = {
    "fenced": "```json\n{}\n```",
    "thought": '<think>{"events": []}?</think>{}',
    "talkative": "Here it is: {}\nGood luck!",
}
_UNTAKEN = {
    "max_tokens": "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    "temperature": "Unsupported value: 'temperature' does not support 0 with this model. Only the default is supported.",
}
_STATUS = {
    "429": 429,
    "429 retry-after": 429,
    "500": 500,
    "503": 503,
    "400 busy": 408,
    "401": 401,
    "404": 404,
}


async def _fail(
    fault: str, body: dict[str, Any], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    if fault in _STATUS:
        headers = {"retry-after": "0.05"} if fault == "429 retry-after" else {}
        send(writer, _STATUS[fault], {"error": {"message": f"{fault}, says the server"}}, headers)
    elif fault == "context too long":
        send(writer, 400, {"error": {"message": "too long", "code": "context_length_exceeded"}})
    elif fault in UNTAKEN:
        send(
            writer, 400, {"error": {"message": _UNTAKEN[fault], "param": fault, "code": "unsupported_value"}}
        )
    elif fault == "reset":
        writer.transport.abort()
        raise ConnectionError
    elif fault == "timeout":
        await reader.read()
        raise ConnectionError
    elif fault == "drip":
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
        while not writer.transport.is_closing():
            writer.write(b" ")
            await asyncio.sleep(DRIP_SECONDS)
        raise ConnectionError
    elif fault not in USABLE:
        send(writer, 200, wrong_answer(fault, body))
        await writer.drain()


def wrong_answer(fault: str, body: dict[str, Any]) -> Any:
    """Return what is sent with status 200 for a *fault*; dressed answers are right ones."""
    if fault in _DRESSED:
        return completion(_DRESSED[fault].replace("{}", right_answer(body)))
    answer = right_answer(body)
    half = answer[: len(answer) // 2]
    refused = completion(None)
    refused["choices"][0]["message"]["refusal"] = "I'd rather not"
    wrong: dict[str, Callable[[], Any]] = {
        "malformed": lambda: completion(answer.replace(":", "=", 1)),
        "truncated": lambda: completion(half),
        "null": lambda: completion(None),
        "10 MB": lambda: completion("x" * MEGABYTES * 2**20),
        "invalid UTF-8": lambda: json.dumps(completion("caf\0")).encode().replace(b"\\u0000", b"\xe9"),
        "no choices": lambda: {**completion(answer), "choices": []},
        "refusal": lambda: refused,
        "cut off": lambda: completion(half, "length"),
    }
    return (
        wrong[fault]()
        if fault in wrong
        else completion(json.dumps(_with_wrong_items(fault, json.loads(answer))))
    )


def _with_wrong_items(fault: str, answer: dict[str, Any]) -> dict[str, Any]:
    if "events" not in answer or not answer["events"]:
        return {"kind": "gossip", "headline": 7} if fault == "wrong kind" else answer
    first, *rest = answer["events"]
    if fault == "wrong ids":
        return {"events": [{**first, "time": "q"}, *rest]}
    if fault == "duplicated ids":
        return {"events": [first, first, *rest]}
    return {"events": [{**first, "kind": "gossip"}, *rest]}


def send(
    writer: asyncio.StreamWriter, status: int, content: Any, headers: dict[str, str] | None = None
) -> None:
    """Write a whole answer."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    lines = {"content-type": "application/json", "content-length": str(len(data)), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    writer.write(f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + data)


def right_answer(body: dict[str, Any]) -> str:
    """Return the answer to a question of prompts/, as JSON."""
    form = body["response_format"]["json_schema"]["name"]
    question = next(m["content"] for m in reversed(body["messages"]) if not m["content"].startswith(_AGAIN))
    if form == "ArticleAnswer":
        lines = [(int(number), line) for number, line in _LINE.findall(question)]
        return json.dumps({"events": [item for number, line in lines for item in _items(number, line)]})
    if form == "ExpressionAnswer":
        sentence = question.rpartition("Sentence: ")[2].partition("\n")[0]
        return json.dumps({"kind": "event", "headline": _BRACKETS.sub("", sentence)})
    if form == "SentenceAnswer":
        return json.dumps({"kind": "none", "headline": ""})
    if form == "GroupsAnswer":
        return '{"groups": []}'
    return '{"number": 7}'


def _items(number: int, line: str) -> list[dict[str, Any]]:
    headline = _MARK.sub("", line)
    return [
        {
            "sentence": number,
            "time": mark,
            "kind": "event",
            "headline": headline,
            "date": "",
            "who": [],
            "where": [],
        }
        for mark, _ in _MARK.findall(line)
    ]


Served = TypeVar("Served", bound=FaultServer)


@contextmanager
def fault_server(schedule: Schedule, latency: float = 0.0) -> Iterator[FaultServer]:
    """Run a server in a thread of its own; *latency* is the seconds before each answer."""
    with serving(FaultServer(schedule, latency)) as served:
        yield served


@contextmanager
def serving(served: Served) -> Iterator[Served]:
    """Run *served* in a thread of its own."""
    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(asyncio.start_server(served.serve, "127.0.0.1", 0, backlog=1000))
    served.base_url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield served
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    connections = asyncio.all_tasks() - {asyncio.current_task()}
    for task in connections:
        task.cancel()
    await asyncio.gather(*connections, return_exceptions=True)
    await asyncio.sleep(0)  # transports close in the next turn of the loop
