"""Cassettes: what a real model answered, replayed with the network blocked; `make record` records them anew.

A request matches by its path and body, so a changed prompt finds no answer instead of an old one. The server's port is
another at each recording and is left out. Nothing that tells of a machine or a key is kept.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline import local, pipeline
from timeline.llm import Endpoint

CASSETTES = Path(__file__).parents[2] / "cassettes"
KEPT_HEADERS = {"content-type"}
REPLAYED = "http://127.0.0.1:9/v1"  # where nothing listens: whatever no cassette answers fails


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    return str(CASSETTES / request.module.__name__.rpartition(".")[2].removeprefix("test_"))


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    return {
        "match_on": ["method", "path", "body"],
        "decode_compressed_response": True,
        "before_record_request": _scrubbed_request,
        "before_record_response": _scrubbed_response,
    }


@pytest.fixture
def recorded_model(record_mode: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the embedded model answer: the real one when recording, else what it answered then."""
    if record_mode != "none":
        monkeypatch.delenv("TIMELINE_CACHE")
        with local.Server(local.resolve_model(None), lambda *_: None) as server:
            base_url = server.base_url
            yield from _served_at(base_url, monkeypatch)
    else:
        yield from _served_at(REPLAYED, monkeypatch)


def _served_at(base_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(pipeline, "local_endpoint", lambda *_: Endpoint(local.EMBEDDED.name, base_url))
    yield


def _scrubbed_request(request: Any) -> Any:
    request.headers = {name: value for name, value in request.headers.items() if name.lower() in KEPT_HEADERS}
    request.uri = f"http://127.0.0.1{request.path}"
    return request


def _scrubbed_response(response: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in response["headers"].items() if name.lower() in KEPT_HEADERS}
    return {**response, "headers": kept}


@pytest.fixture(scope="session", autouse=True)
def no_secret_in_cassettes() -> None:
    """Guard what is committed: no cassette holds a header that could carry a key or a cookie."""
    for cassette in CASSETTES.rglob("*.yaml"):
        text = cassette.read_text(encoding="utf-8").lower()
        assert "authorization" not in text, cassette
        assert "set-cookie" not in text, cassette
        assert os.path.expanduser("~").lower() not in text.split(), cassette  # noqa: PTH111 - compared as text
