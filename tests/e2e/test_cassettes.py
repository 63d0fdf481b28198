"""What the cassettes hold, and what is said where they hold no answer."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_articles import HONEST
from recordings import CASSETTES, KEPT_HEADERS, ROOT, embedded_settings, interactions, opened

from timeline import prompts
from timeline.dates import parse_edtf

FORBIDDEN = {
    "a header with a key": r"authorization|\bbearer\b|set-cookie|api-key|x-request-id",
    "a key": r"\bsk-[\w-]{8}|\b(?:gh[a-z]_|hf_|xox[a-z]-|AKIA)\w{10}|-----BEGIN",
    "a folder of a machine": r"(?:/root|/home|/Users|/tmp|/var|/private|/opt|/mnt|/work)/|[A-Z]:\\+Users|\.cache",
    "another host": r"https?://(?!127\.0\.0\.1/|evil\.example/)|\b(?!127\.0\.0\.1\b)\d{1,3}(?:\.\d{1,3}){3}\b|\.local\b|\.internal\b",
}


@pytest.mark.parametrize(
    "cassette",
    sorted(CASSETTES.rglob("*.yaml")),
    ids=lambda cassette: f"{cassette.parent.name}/{cassette.stem}",
)
def test_a_cassette_tells_of_no_key_and_of_no_machine(cassette: Path) -> None:
    held = interactions(cassette)
    assert held
    for interaction in held:
        request, response = interaction["request"], interaction["response"]
        assert request["uri"] == "http://127.0.0.1/v1/chat/completions"
        assert {*request["headers"], *response["headers"]} <= KEPT_HEADERS
        recorded = f"{_text(request['body'])}\n{_text(response['body']['string'])}"
        for what, pattern in FORBIDDEN.items():
            found = re.search(pattern, recorded, re.IGNORECASE)
            assert found is None, f"{what}: {found}"
        assert (
            not re.search(rf"\b{re.escape(socket.gethostname())}\b", recorded)
            or socket.gethostname() == "localhost"
        )


def _text(body: str | bytes) -> str:
    return body.decode() if isinstance(body, bytes) else body


def test_every_cassette_belongs_to_a_module_that_is_recorded() -> None:
    """One that no test replays, or that `make record` leaves as it is, would grow old unseen."""
    recorded = re.search(
        r"^RECORDED := \$\(addprefix tests/e2e/test_,(.*)\)$",
        (ROOT / "Makefile").read_text("utf-8"),
        re.MULTILINE,
    )
    assert recorded is not None
    modules = {name.removesuffix(".py") for name in recorded[1].split()}
    assert {cassette.parent.name for cassette in CASSETTES.rglob("*.yaml")} == modules
    for module in modules:
        assert (ROOT / "tests" / "e2e" / f"test_{module}.py").is_file()


@pytest.fixture
def changed_prompt(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let each prompt ask for one word less."""
    read = prompts.read_resource
    monkeypatch.setattr(
        prompts, "read_resource", lambda *place: (read(*place) or "").replace("15 words", "14 words")
    )
    prompts.load_prompt.cache_clear()
    yield
    prompts.load_prompt.cache_clear()


def _build(tests: Path, name: str, folder: Path) -> None:
    (folder / "barge.txt").write_text(HONEST["barge"], encoding="utf-8")
    settings = embedded_settings(folder / "answers.sqlite")
    with opened(tests, name) as recording:
        recording.build([folder / "barge.txt"], settings, published=parse_edtf("2014-04-01"))


HOSTILE_TESTS = ROOT / "tests" / "e2e" / "test_hostile.py"


def test_a_question_that_is_recorded_is_answered(tmp_path: Path) -> None:
    _build(HOSTILE_TESTS, "expression", tmp_path)


@pytest.mark.usefixtures("changed_prompt")
def test_a_changed_prompt_fails_and_says_which_cassette_to_record_anew_and_how(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception) as failed:
        _build(HOSTILE_TESTS, "expression", tmp_path)
    message = str(failed.value)
    assert (
        "cassettes/hostile/expression.yaml has no answer to a question: a prompt, a rule or an article has "
        "changed" in message
    )
    assert "`make record RECORDED=tests/e2e/test_hostile.py`" in message


def test_so_does_a_cassette_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(
        pytest.fail.Exception,
        match=r"cassettes/hostile/none-such\.yaml has no answer .* `make record RECORDED=",
    ):
        _build(HOSTILE_TESTS, "none-such", tmp_path)
