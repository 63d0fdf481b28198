"""Cassettes: what the real embedded model answered, replayed with the network blocked; `make record` re-records them.

A request matches by its path and body, so a changed prompt finds no answer instead of an old one. The
server's port is another at each recording and is left out. Nothing that identifies a machine or a key is recorded.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_recording import network
from vcr import VCR
from vcr.errors import CannotOverwriteExistingCassetteException
from vcr.serializers.yamlserializer import deserialize

from timeline import local
from timeline.config.profiles import EndpointChoice, load_profiles, select_target
from timeline.dates import EventDate
from timeline.errors import ModelError
from timeline.llm import Endpoint
from timeline.pipeline import model_selection
from timeline.pipeline.build import Built, build
from timeline.pipeline.run_settings import Settings

ROOT = Path(__file__).parents[1]
CASSETTES = ROOT / "cassettes"
KEPT_HEADERS = {"content-type"}
EMBEDDED = local.EMBEDDED.name
HOUR = 3600.0
UNKNOWN = CannotOverwriteExistingCassetteException.__name__
REPLAYED = "http://127.0.0.1:9/v1"  # where nothing listens: whatever no cassette answers fails


@dataclass(frozen=True, slots=True)
class Recording:
    """A cassette that is open: at *base_url* answers the model that is recorded, or nobody but the cassette.

    *missed* are the bodies of the questions that a replayed cassette does not hold.
    """

    cassette: Path
    base_url: str
    stale: str
    missed: list[bytes]

    def build(
        self,
        places: Sequence[str | Path],
        settings: Settings,
        *,
        title: str | None = None,
        published: EventDate | None = None,
    ) -> Built:
        """Build a timeline of what was recorded; where a question was not, the test fails and says what to re-record."""
        try:
            built = build(places, title=title, published=published, settings=settings)
        except ModelError as error:
            pytest.fail(f"{self.stale} ({error})")
        unknown = [failure.reason for failure in built.timeline.failed if UNKNOWN in failure.reason]
        if unknown:
            pytest.fail(f"{self.stale} ({unknown[0]})")
        if self.missed:  # a build does without the answer to a second question: nothing else shows it
            pytest.fail(f"{self.stale} ({len(self.missed)} questions, such as {self.missed[0][-300:]!r})")
        return built


def embedded_settings(cache_file: Path) -> Settings:
    """Return settings that ask the embedded model, whatever the environment says."""
    return Settings(target=select_target(EndpointChoice(), load_profiles(), {}), cache_file=cache_file)


Record = Callable[[str], AbstractContextManager[Recording]]


@contextmanager
def opened(tests: Path, name: str, record_mode: str = "none", address: str = REPLAYED) -> Iterator[Recording]:
    """Let the embedded model answer out of a cassette of the module *tests*; record it where the mode is not "none"."""
    cassette = CASSETTES / tests.stem.removeprefix("test_") / f"{name}.yaml"
    with ExitStack() as stack:
        if record_mode == "none":
            stack.enter_context(network.blocking_context(allowed_hosts=["127.0.0.1"]))
            taped, mode = cassette, "none"
        else:
            taped, mode = stack.enter_context(_written_whole(cassette)), "all"
        patched = stack.enter_context(pytest.MonkeyPatch.context())
        patched.setattr(
            model_selection,
            "local_endpoint",
            lambda _, sampling: Endpoint(EMBEDDED, address, seconds=HOUR, sampling=sampling),
        )
        recorder = VCR(record_mode=mode, **VCR_OPTIONS)
        recorder.register_matcher("question", _same_question)
        tape = stack.enter_context(recorder.use_cassette(str(taped)))
        missed: list[bytes] = []
        if mode == "none":
            patched.setattr(tape, "can_play_response_for", _noting(tape.can_play_response_for, missed))
        yield Recording(cassette, address, _stale(tests, cassette), missed)


def _noting(can_play: Callable[[Any], bool], missed: list[bytes]) -> Callable[[Any], bool]:
    """Return *can_play*, which adds the body of each request without an answer to *missed*."""

    def can_play_response_for(request: Any) -> bool:
        found = can_play(request)
        if not found:
            missed.append(request.body)
        return found

    return can_play_response_for


@contextmanager
def _written_whole(cassette: Path) -> Iterator[Path]:
    """Yield a new file that takes the place of *cassette* when nothing went wrong: recording takes long."""
    new = cassette.with_suffix(".new")
    new.unlink(missing_ok=True)
    try:
        yield new
        new.replace(cassette)
    finally:
        new.unlink(missing_ok=True)


def interactions(cassette: Path) -> list[dict[str, Any]]:
    """Return what a cassette holds: requests with their responses."""
    held: list[dict[str, Any]] = deserialize(cassette.read_text(encoding="utf-8"))["interactions"]
    return held


def _stale(tests: Path, cassette: Path) -> str:
    return (
        f"{cassette.relative_to(ROOT)} has no answer to a question: a prompt, a rule or an article has changed. "
        f"`make record RECORDED={tests.relative_to(ROOT)}` asks the real model and re-records it"
    )


def _same_question(one: Any, other: Any) -> None:
    # vcr's own way with bodies reads both as JSON, each time.
    assert one.body == other.body


def _scrubbed_request(request: Any) -> Any:
    request.headers = {name: value for name, value in request.headers.items() if name.lower() in KEPT_HEADERS}
    request.uri = f"http://127.0.0.1{request.path}"
    return request


def _scrubbed_response(response: dict[str, Any]) -> dict[str, Any]:
    headers = {name: value for name, value in response["headers"].items() if name.lower() in KEPT_HEADERS}
    return {**response, "headers": headers, "body": {"string": _without_folder(response["body"]["string"])}}


def _without_folder(answer: bytes) -> bytes:
    """Return *answer* with only the name of the model's file: the runtime reports its whole path."""
    decoded = json.loads(answer)
    if isinstance(decoded.get("model"), str):
        decoded["model"] = Path(decoded["model"]).name
    return json.dumps(decoded, ensure_ascii=False, separators=(",", ":")).encode()


VCR_OPTIONS: dict[str, Any] = {
    "match_on": ["method", "path", "question"],
    "decode_compressed_response": True,
    "before_record_request": _scrubbed_request,
    "before_record_response": _scrubbed_response,
}
