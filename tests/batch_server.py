"""A fault server that takes batches too, as OpenAI does: files, batches with their states, files of answers and of errors.

A batch moves on by one state each time that it is looked at. What becomes of each of its questions, a
schedule says.
"""

import asyncio
import json
import random
import re
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fakes import completion
from fault_server import FaultServer, Schedule, faithful, right_answer, send, wrong_answer

KEY = "sk-secret-key"
STATES = ("validating", "in_progress", "finalizing")
NEVER_ASKED = ("../../etc/passwd", "\x1b[31mred", "f" * 64, "", 7, None)
ERRORS = {"429": 429, "500": 500, "401": 401, "bad request": 400, "context too long": 400}


@dataclass(slots=True)
class Made:
    """A batch as the server has it; it ends in the state *ending*, and of its questions only *served* are answered."""

    id: str
    file: str
    created: int
    state: str = STATES[0]
    ending: str = "completed"
    served: int | None = None
    answers: str | None = None
    errors: str | None = None
    problems: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)


class BatchServer(FaultServer):
    """A server with batches.

    *trouble* holds, by the beginning of a method and path, what happens to the next such requests: a status,
    "lost" for one whose answer never arrives, "garbage" for one that is no JSON, "half" for a file of which
    half arrives. *requests* is what was asked of it, beside questions; *live* are the bytes of each question
    that was asked at once.
    """

    def __init__(self, schedule: Schedule = faithful) -> None:
        super().__init__(schedule)
        self.files: dict[str, bytes] = {}
        self.made: dict[str, Made] = {}
        self.requests: list[str] = []
        self.live: list[bytes] = []
        self.trouble: defaultdict[str, list[str]] = defaultdict(list)
        self.ending = "completed"
        self.served: int | None = None
        self.added: list[bytes] = []
        self.open_to: str | None = f"Bearer {KEY}"
        self.problems: list[dict[str, Any]] = []
        self.said = "says the server"
        self.clock = int(time.time())
        self._chance = random.Random(3)  # noqa: S311 - it shuffles lines

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until it ends."""
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                while True:
                    head = (await reader.readuntil(b"\r\n\r\n")).decode()
                    body = await _body(head, reader)
                    method, path, _ = head.split(" ", 2)
                    if path == "/v1/chat/completions":
                        self.live.append(body)
                        await self._respond(json.loads(body), reader, writer)
                        continue
                    self.requests.append(f"{method} {path}")
                    status, content, trouble = self._troubled(method, path, head, body)
                    if trouble == "half":
                        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(content))
                        writer.write(content[: len(content) // 2])
                        await writer.drain()
                        raise ConnectionError
                    send(writer, status, content)
                    await writer.drain()
        finally:
            writer.close()

    def _troubled(self, method: str, path: str, head: str, body: bytes) -> tuple[int, Any, str]:
        sent = re.search(r"^authorization: (.*?)\r?$", head, re.IGNORECASE | re.MULTILINE)
        if (sent and sent[1]) != self.open_to:
            said = {"message": f"Incorrect API key provided: {sent and sent[1]}", "code": "invalid_api_key"}
            return 401, {"error": said}, ""
        trouble = next(
            (
                waiting.pop(0)
                for start, waiting in self.trouble.items()
                if _fits(start, method, path) and waiting
            ),
            "",
        )
        if trouble.isdecimal():
            return int(trouble), {"error": {"message": f"{trouble}, {self.said}"}}, ""
        status, content = self._routed(method, path, body)
        if trouble == "lost":
            raise ConnectionError
        if trouble == "garbage":
            return 200, b"<html>", ""
        return status, content, trouble

    def _routed(self, method: str, path: str, body: bytes) -> tuple[int, Any]:
        parts = urlsplit(path)
        match method, parts.path.split("/")[2:]:
            case "POST", ["files"]:
                return self._take_file(body)
            case "GET", ["files", name, "content"] if name in self.files:
                return 200, self.files[name]
            case "POST", ["batches"]:
                return self._make(json.loads(body))
            case "GET", ["batches"]:
                return 200, self._page(parse_qs(parts.query))
            case "GET", ["batches", name] if name in self.made:
                self._move_on(self.made[name])
                return 200, _shown(self.made[name])
        return 404, {"error": {"message": f"no {path}"}}

    def _take_file(self, body: bytes) -> tuple[int, Any]:
        boundary = body.split(b"\r\n", 1)[0]
        fields = {}
        for part in body.split(boundary)[1:-1]:
            head, _, content = part.partition(b"\r\n\r\n")
            name = re.search(rb'name="(\w+)"', head)
            fields[name[1].decode() if name else ""] = content[:-2]
        if fields.get("purpose") != b"batch":
            return 400, {"error": {"message": "wrong purpose"}}
        file = self._keep(fields["file"])
        shown = {
            "id": file,
            "object": "file",
            "bytes": len(fields["file"]),
            "created_at": self.clock,
            "purpose": "batch",
        }
        return 200, {**shown, "filename": "batch.jsonl", "status": "processed"}

    def _keep(self, content: bytes) -> str:
        name = f"file-{len(self.files)}"
        self.files[name] = content
        return name

    def _make(self, asked: dict[str, Any]) -> tuple[int, Any]:
        if asked["endpoint"] != "/v1/chat/completions" or asked["completion_window"] != "24h":
            return 400, {"error": {"message": "no such endpoint or window"}}
        if asked["input_file_id"] not in self.files:
            return 400, {"error": {"message": "no such file"}}
        self.clock += 10
        made = Made(
            f"batch_{len(self.made)}",
            asked["input_file_id"],
            self.clock,
            ending=self.ending,
            served=self.served,
        )
        self.made[made.id] = made
        made.lines, made.problems = _validated(self.files[made.file])
        made.problems += self.problems
        return 200, _shown(made)

    def make_another(self) -> None:
        """Have a batch made by somebody else."""
        other = self._keep(b"")
        self._make({"endpoint": "/v1/chat/completions", "completion_window": "24h", "input_file_id": other})

    def _page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        """Return a page of all batches, the newest first; two a page, so that there is more than one."""
        newest = [_shown(made) for made in reversed(self.made.values())]
        ids = [made["id"] for made in newest]
        start = ids.index(query["after"][0]) + 1 if "after" in query else 0
        page = newest[start : start + 2]
        ends = {"first_id": page[0]["id"], "last_id": page[-1]["id"]} if page else {}
        return {"object": "list", "data": page, "has_more": start + 2 < len(newest), **ends}

    def _move_on(self, made: Made) -> None:
        if made.problems:
            made.state = "failed"
        elif made.state in STATES[:-1]:
            made.state = STATES[STATES.index(made.state) + 1]
        elif made.state == STATES[-1]:
            made.state = made.ending
            self._end(made)

    def _end(self, made: Made) -> None:
        answers: list[bytes] = []
        errors: list[bytes] = []
        for number, line in enumerate(made.lines):
            unserved = made.served is not None and number >= made.served
            fault = made.ending if unserved else self.schedule(self._count(line["body"]))
            outcome = self._line(line, fault)
            (errors if fault in ERRORS or fault in ("expired", "cancelled") else answers).extend(outcome)
        answers += self.added
        self._chance.shuffle(answers)
        made.answers = self._keep(b"\n".join(answers) + b"\n") if answers else None
        made.errors = self._keep(b"\n".join(errors)) if errors else None

    def _line(self, line: dict[str, Any], fault: str | None) -> list[bytes]:
        """Return what comes back for one question."""
        key, body = line["custom_id"], line["body"]
        if fault == "missing":
            return []
        if fault == "broken line":
            return [_written(key, 200, completion(right_answer(body)))[:-20]]
        if fault in ("expired", "cancelled"):
            error = {
                "code": f"batch_{fault}",
                "message": "This request could not be executed before the completion window expired.",
            }
            return [
                json.dumps({"id": "batch_req_1", "custom_id": key, "response": None, "error": error}).encode()
            ]
        if fault in ERRORS:
            code = {"code": "context_length_exceeded"} if fault == "context too long" else {}
            return [_written(key, ERRORS[fault], {"error": {"message": f"{fault}, says the server", **code}})]
        self.answers[key] += fault is None
        answer = _written(
            key,
            200,
            wrong_answer(fault, body) if fault and fault != "doubled" else completion(right_answer(body)),
        )
        return [answer, answer] if fault == "doubled" else [answer]


def _fits(start: str, method: str, path: str) -> bool:
    return f"{method} {path}".startswith(start)


async def _body(head: str, reader: asyncio.StreamReader) -> bytes:
    length = re.search(r"content-length: *(\d+)", head, re.IGNORECASE)
    if length:
        return await reader.readexactly(int(length[1]))
    if "transfer-encoding: chunked" not in head.lower():
        return b""
    body = bytearray()
    while size := int(await reader.readuntil(b"\r\n"), 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)
    return bytes(body)


def _written(key: str, status: int, body: Any) -> bytes:
    response = {"status_code": status, "request_id": "req_1", "body": body}
    return json.dumps({"id": "batch_req_1", "custom_id": key, "response": response, "error": None}).encode()


def never_asked() -> list[bytes]:
    """Return lines that answer what nobody asked."""
    return [_written(key, 200, completion('{"events": []}')) for key in NEVER_ASKED]  # type: ignore[arg-type] - as hostile as that


def _validated(content: bytes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the lines of a file of questions, and what is wrong with them."""
    lines: list[dict[str, Any]] = []
    problems = []
    for number, text in enumerate(content.decode().splitlines(), 1):
        line = json.loads(text)
        if line.keys() != {"custom_id", "method", "url", "body"} or (line["method"], line["url"]) != (
            "POST",
            "/v1/chat/completions",
        ):
            problems.append(
                {"code": "invalid_request", "line": number, "message": "wrong line", "param": None}
            )
        if any(line["custom_id"] == other["custom_id"] for other in lines) or len(line["custom_id"]) > 64:
            problems.append(
                {"code": "duplicate_custom_id", "line": number, "message": "wrong custom_id", "param": None}
            )
        if line["body"]["model"] != json.loads(content.decode().splitlines()[0])["body"]["model"]:
            problems.append(
                {"code": "model_mismatch", "line": number, "message": "another model", "param": None}
            )
        lines.append(line)
    return lines, problems


def _shown(made: Made) -> dict[str, Any]:
    done = made.state == made.ending
    return {
        "id": made.id,
        "object": "batch",
        "endpoint": "/v1/chat/completions",
        "errors": {"object": "list", "data": made.problems}
        if made.problems and made.state == "failed"
        else None,
        "input_file_id": made.file,
        "completion_window": "24h",
        "status": made.state,
        "output_file_id": made.answers,
        "error_file_id": made.errors,
        "created_at": made.created,
        "request_counts": {
            "total": len(made.lines),
            "completed": len(made.lines) if done else 0,
            "failed": 0,
        },
        "metadata": None,
    }
