"""The command line with bad articles and bad endpoints: what is lost, what is said, and the exit status."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from command_runs import BRIDGE, STORM, Run, articles, honest
from fakes import LoopbackEndpoint, completion, endpoint

BAD = {
    "missing file": ("nowhere.txt", None),
    "empty file": ("bad.txt", b""),
    "binary file": ("bad.txt", bytes(range(256)) * 8),
    "too large": ("bad.txt", b"word " * 1_000_001),
    "wrong encoding": ("bad.txt", "Größe".encode("latin-1")),
    "other type": ("bad.html", b"<p>Monday</p>"),
    "malformed line": ("bad.jsonl", b'{"text": "It sank on 3 May 2014."}\n{"text": \n'),
}


@pytest.mark.parametrize(("name", "data"), BAD.values(), ids=BAD)
def test_one_bad_source_is_named_and_costs_no_other(
    run: Run, served: LoopbackEndpoint, name: str, data: bytes | None
) -> None:
    articles(storm=STORM)
    if data is not None:
        Path(name).write_bytes(data)
    result = run("build", "articles", name, "-o", "t.json", at=served)
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if name in line]
    assert 1 <= len(lines) <= 2
    timeline = json.loads(Path("t.json").read_text(encoding="utf-8"))
    assert any(failure["path"].startswith(name) for failure in timeline["failed"])
    assert any(event["date"] == "2014-03-03" for event in timeline["events"])


def test_a_folder_without_articles_is_nothing_done(run: Run, served: LoopbackEndpoint) -> None:
    Path("empty").mkdir()
    result = run("build", "empty", "-o", "t.json", at=served)
    assert result.exit_code == 2
    assert "empty" in result.stderr
    assert not Path("t.json").exists()


@pytest.mark.parametrize(
    ("respond", "said"),
    [
        pytest.param(
            lambda _: (401, {"error": {"message": "no"}}), "requires a key; set OPENAI_API_KEY", id="no key"
        ),
        pytest.param(
            lambda _: (404, {"error": {"message": "no"}}), "has no model “stub”", id="unknown model"
        ),
        pytest.param(lambda _: (200, completion("I'd rather not")), "no usable answer", id="no JSON"),
    ],
)
def test_an_endpoint_that_answers_nothing_is_nothing_done(run: Run, respond: Any, said: str) -> None:
    articles(storm=STORM)
    with endpoint(respond) as served:
        result = run("build", "articles", "-o", "t.json", at=served)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) <= 4


def test_a_dead_endpoint_is_nothing_done(run: Run) -> None:
    articles(storm=STORM)
    result = run("build", "articles", "--base-url", "http://127.0.0.1:9/v1", "--model", "stub")
    assert result.exit_code == 2
    assert "nothing answers at http://127.0.0.1:9/v1" in result.stderr


def test_a_call_that_failed_is_the_only_one_asked_again(run: Run) -> None:
    """An article's refused question costs nothing else, and a re-run picks up where it stopped."""
    articles(storm=STORM, bridge=BRIDGE)
    healthy = False

    def respond(body: dict[str, Any]) -> tuple[int, Any]:
        if "bridge over the Lind" in body["messages"][-1]["content"] and not healthy:
            return 400, {"error": {"message": "refused"}}
        return honest(body)

    with endpoint(respond) as served:
        first = run("build", "articles", "-o", "t.json", at=served)
        assert first.exit_code == 1
        assert re.search(r"articles/bridge\.txt: .*refused", first.stderr)
        assert [e["date"] for e in json.loads(Path("t.json").read_text(encoding="utf-8"))["events"]] == [
            "2014-03-03"
        ]
        healthy, asked = True, len(served.requests)
        second = run("build", "articles", "-o", "t.json", at=served)
    assert second.exit_code == 0
    again = [request["messages"][-1]["content"] for request in served.requests[asked:]]
    assert again
    assert all("bridge over the Lind" in question for question in again)


def test_what_extract_could_not_read_is_in_the_timeline_too(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM)
    extracted = run("extract", "articles", "nowhere.txt", at=served)
    reconciled = run("reconcile", "-", input=extracted.stdout)
    assert (extracted.exit_code, reconciled.exit_code) == (1, 1)
    assert [failure["path"] for failure in json.loads(reconciled.stdout)["failed"]] == ["nowhere.txt"]
