"""An endpoint on the loopback address that tells back what it was sent: in errors, refusals, answers and redirects."""

import json
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import quote

from fakes import completion

ERRORS = (400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 503)
WAYS = (
    *map(str, ERRORS),
    "no JSON",
    "error in 200",
    "code",
    "refusal",
    "answer",
    "wrong item",
    "no form",
    "redirect",
)
FORMS: tuple[Callable[[dict[str, str]], str], ...] = (
    lambda headers: f"You sent Authorization: {headers['authorization']}; that is no good",
    lambda headers: f"Incorrect key provided: {_credential(headers)}.",
    lambda headers: f"bad headers {headers}",
    lambda headers: f"bad headers {json.dumps(headers, sort_keys=True)}",
    lambda headers: f"see /login?next=x&key={quote(_credential(headers), safe='')}",
    lambda headers: f"base64 {b64encode(_credential(headers).encode()).decode()} is unknown",
    lambda headers: f"{'x' * 190} {_credential(headers)}",
)


def _credential(headers: dict[str, str]) -> str:
    return headers["authorization"].partition(" ")[2]


class EchoServer:
    """What it was sent, and the *way* and form in which it tells that back, another form each time."""

    def __init__(self, way: str, elsewhere: str = "") -> None:
        self.headers: list[dict[str, str]] = []
        self._way = way
        self._elsewhere = elsewhere
        self._times = count()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers.get("content-length", 0)))
                body = json.loads(sent) if self.headers["content-type"] == "application/json" else {}
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.headers.append(headers)
                status, content, told = outer.answer(headers, body)
                data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
                self.send_response(status)
                for name, value in {"content-length": str(len(data)), **told}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def answer(self, headers: dict[str, str], body: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        """Return status, content and headers of the answer to a request."""
        if "authorization" not in headers:
            return 401, {"error": {"message": "no key"}}, {}
        if self._way == "redirect":
            return 307, "", {"location": f"{self._elsewhere}/chat/completions"}
        said = FORMS[next(self._times) % len(FORMS)](headers)
        repeated = {"www-authenticate": headers["authorization"], "set-cookie": f"key={_credential(headers)}"}
        return *self._told(body, said), repeated

    def _told(self, body: dict[str, Any], said: str) -> tuple[int, Any]:
        refused = completion(None)
        refused["choices"][0]["message"]["refusal"] = said
        told: dict[str, tuple[int, Any]] = {
            "no JSON": (500, f"<html>{said}</html>"),
            "error in 200": (200, {"error": {"message": said, "code": 500}}),
            "code": (400, {"error": {"message": "no", "code": said}}),
            "refusal": (200, refused),
        }
        if self._way.isdigit():
            return int(self._way), {"error": {"message": said}}
        return told.get(self._way) or (200, completion(json.dumps(self._answered(body, said))))

    def _answered(self, body: dict[str, Any], said: str) -> dict[str, Any]:
        if self._way == "no form":
            return {said: said}
        if body["response_format"]["json_schema"]["name"] != "ArticleAnswer":
            return {"kind": "event", "headline": said}
        kind, time = ("event", "a") if self._way == "answer" else (said, said)
        items = [{"sentence": 1, "time": "a", "kind": kind}, {"sentence": 2, "time": time, "kind": "event"}]
        return {
            "events": [
                {**item, "headline": said, "date": said, "who": [said], "where": [said]} for item in items
            ]
        }

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def echo_server(way: str, elsewhere: str = "") -> Iterator[EchoServer]:
    """Run a server that tells back what it is sent in that *way*; it redirects to *elsewhere*."""
    served = EchoServer(way, elsewhere)
    try:
        yield served
    finally:
        served.close()
