"""`timeline batch` as people use it: submit, look, collect, build; and what it prints."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from batch_server import KEY, BatchServer
from click.testing import CliRunner, Result
from fault_server import at_first, serving

from timeline.cli import main
from timeline.cli.actions import batch_actions

STORM = "Ferry runs aground\n\nMarch 5, 2014\n\nThe ferry Aurora ran aground off Lindholm on 3 March 2014.\n"
BRIDGE = (
    "Bridge opened\n\nMarch 6, 2014\n\nMayor Ada Brandt opened the bridge over the Lind on 5 March 2014.\n"
)

Run = Callable[..., Result]


@pytest.fixture
def served() -> Iterator[BatchServer]:
    with serving(BatchServer()) as running:
        yield running


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, served: BatchServer) -> Run:
    """Run a command line in a folder with two articles."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", served.base_url)
    monkeypatch.setattr(batch_actions, "POLL_SECONDS", 0)
    Path("articles").mkdir()
    for name, text in {"storm": STORM, "bridge": BRIDGE}.items():
        Path("articles", f"{name}.txt").write_text(text, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(main, arguments)


def test_a_timeline_is_built_of_what_a_batch_answered(run: Run, served: BatchServer) -> None:
    dry = run("batch", "submit", "articles", "--model", "stub", "--dry-run")
    assert (dry.exit_code, dry.output.startswith("2 calls, about ")) == (0, True)
    submitted = run("batch", "submit", "articles", "--model", "stub")
    assert submitted.exit_code == 0
    assert "batch_0: 2 questions submitted\n" in submitted.output
    shown = run("batch", "status")
    assert [line.split()[:2] for line in shown.output.splitlines()[:2]] == [
        ["batch", "state"],
        ["batch_0", "in_progress"],
    ]
    collected = run("batch", "collect", "--wait")
    assert "batch_0 (completed): 2 answers stored; 30 tokens\n" in collected.output
    assert collected.exit_code == 0
    assert "collected" in run("batch", "status").output
    again = run("batch", "submit", "articles", "--model", "stub")
    assert again.output == "Nothing is left to submit.\n`timeline build` builds the timeline now.\n"
    built = run("build", "articles", "--model", "stub", "-o", "t.json")
    assert built.exit_code == 0
    assert len(json.loads(Path("t.json").read_text())["events"]) == 2
    assert served.live == []


def test_failures_are_reported_with_their_reason_and_the_next_step(run: Run, served: BatchServer) -> None:
    served.schedule = at_first("refusal", 1)
    run("batch", "submit", "articles", "--model", "stub")
    collected = run("batch", "collect", "--wait")
    assert collected.exit_code == 1
    assert ".txt: the model refused to answer: I'd rather not\n" in collected.stderr
    assert (
        "`timeline build` asks all that is left at once, 1 question that no batch answers included."
        in collected.output
    )
    again = run("batch", "submit", "articles", "--model", "stub")
    assert "1 question left to `timeline build`: no batch gave a usable answer\n" in again.output


def test_a_limit_and_an_unreadable_article_show_in_the_exit_status(run: Run) -> None:
    limited = run("batch", "submit", "articles", "--model", "stub", "--max-calls", "1")
    assert limited.exit_code == 3
    assert "Stopped: the limit of 1 calls is reached.\n" in limited.stderr
    Path("articles", "broken.txt").write_bytes(b"\0")
    assert run("batch", "submit", "articles", "--model", "stub").exit_code == 1


def test_commands_without_batches_report_that_there_are_none(run: Run) -> None:
    assert run("batch", "status").output == "There are no batches: `timeline batch submit` makes some.\n"
    assert run("batch", "collect").output == "There is nothing to collect.\n"
    assert run("batch", "forget", "batch_9").exit_code == 2


def test_a_name_that_the_endpoint_gave_does_not_steer_the_terminal(run: Run, served: BatchServer) -> None:
    served.problems = [{"code": "x", "message": "\x1b[31mred\x1b[0m", "line": 1}]
    run("batch", "submit", "articles", "--model", "stub")
    printed = run("batch", "status").stderr + run("batch", "collect").stderr
    assert "red" in printed
    assert "\x1b" not in printed
