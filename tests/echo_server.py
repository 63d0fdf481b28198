"""A loopback endpoint that repeats the headers it was sent: in errors, refusals, answers and redirects."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from urllib.parse import quote

from fakes import LoopbackEndpoint, completion

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


class EchoServer(LoopbackEndpoint):
    """An endpoint that repeats what it was sent in one of `WAYS`, in another of `FORMS` each time."""

    def __init__(self, way: str, elsewhere: str = "") -> None:
        self._way = way
        self._elsewhere = elsewhere
        self._times = count()
        super().__init__(lambda _: (500, {}))

    def reply(self, body: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        """Return status, content and further headers of the answer to a request."""
        if "authorization" not in headers:
            return 401, {"error": {"message": "no key"}}, {}
        if self._way == "redirect":
            return 307, b"", {"location": f"{self._elsewhere}/chat/completions"}
        said = FORMS[next(self._times) % len(FORMS)](headers)
        repeated = {"www-authenticate": headers["authorization"], "set-cookie": f"key={_credential(headers)}"}
        return *self._repeated(body, said), repeated

    def _repeated(self, body: dict[str, Any], said: str) -> tuple[int, Any]:
        refused = completion(None)
        refused["choices"][0]["message"]["refusal"] = said
        answers: dict[str, tuple[int, Any]] = {
            "no JSON": (500, f"<html>{said}</html>".encode()),
            "error in 200": (200, {"error": {"message": said, "code": 500}}),
            "code": (400, {"error": {"message": "no", "code": said}}),
            "refusal": (200, refused),
        }
        if self._way.isdigit():
            return int(self._way), {"error": {"message": said}}
        return answers.get(self._way) or (200, completion(json.dumps(self._answered(body, said))))

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


@contextmanager
def echo_server(way: str, elsewhere: str = "") -> Iterator[EchoServer]:
    """Run a server that repeats what it is sent in that *way*; it redirects to *elsewhere*."""
    served = EchoServer(way, elsewhere)
    try:
        yield served
    finally:
        served.close()
