"""A build that asks a large model about what is close: within its limits, once, and never at the cost of the timeline."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from borderline_story import BOAT, BORDERLINE_STORY, LOST, answer_groups
from click.testing import CliRunner, Result
from fakes import LoopbackEndpoint, completion, endpoint

from timeline.cli import main
from timeline.prompts import PROMPT_NAMES, prompts_hash

Run = Callable[..., Result]
HEADLINES = {re.sub(r" on Friday", "", mention.quote): mention.headline for mention in BORDERLINE_STORY}
ABOUT_CLOSE = re.compile(r"\(article a, published")


def is_about_close(body: dict[str, Any]) -> bool:
    return ABOUT_CLOSE.search(body["messages"][-1]["content"]) is not None


def faithful(body: dict[str, Any]) -> tuple[int, Any]:
    """Answer an article prompt with the headline of its one sentence, and an adjudication question by headlines."""
    question = body["messages"][-1]["content"]
    if is_about_close(body):
        return 200, completion(json.dumps(answer_groups(question)))
    events = [
        {"sentence": int(number), "time": "a", "kind": "event", "headline": HEADLINES[sentence]}
        for number, line in re.findall(r"^(\d+)\. (.*)$", question, re.MULTILINE)
        if (sentence := re.sub(r" on \{a\| Friday\}", "", line)) in HEADLINES
    ]
    return 200, completion(json.dumps({"events": events}))


@pytest.fixture
def served() -> Iterator[LoopbackEndpoint]:
    with endpoint(faithful) as running:
        yield running


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Build the story, an article a sentence, and write it to t.json."""
    folder = tmp_path / "here"
    (folder / "articles").mkdir(parents=True)
    monkeypatch.chdir(folder)
    for number, mention in enumerate(BORDERLINE_STORY):
        Path("articles", f"{number}.txt").write_text(f"May 5, 2019\n\n{mention.quote}\n", encoding="utf-8")

    def build(*arguments: str, at: LoopbackEndpoint) -> Result:
        command = [
            "build",
            "articles",
            "-o",
            "t.json",
            "--base-url",
            at.base_url,
            "--model",
            "stub",
            *arguments,
        ]
        return CliRunner().invoke(main, command, catch_exceptions=False)

    return build


def timeline() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path("t.json").read_text(encoding="utf-8"))
    return read


def told_in(event: dict[str, Any]) -> set[str]:
    return {cited["headline"] for cited in event["citations"]}


def together(*headlines: str) -> bool:
    """Tell whether one event cites what has these headlines."""
    return any({*headlines} <= told_in(event) for event in timeline()["events"])


def questions(served: LoopbackEndpoint) -> int:
    return sum(map(is_about_close, served.requests))


def test_a_large_model_is_asked_and_its_answers_are_in_the_timeline(
    run: Run, served: LoopbackEndpoint
) -> None:
    """Its cost is counted, its decisions are marked, and `explain` gives the reason."""
    result = run("--report", "r.json", at=served)
    assert result.exit_code == 0, result.output
    assert questions(served) == 2
    assert together(BOAT.headline, LOST.headline)
    assert timeline()["generated"]["prompts"] == prompts_hash(PROMPT_NAMES)
    assert re.search(
        r"2 questions about borderline mentions; the model grouped \d events? otherwise than the code",
        result.stderr,
    )
    (boat,) = [event for event in timeline()["events"] if LOST.headline in told_in(event)]
    assert boat["marks"] == ["clustered_by_model"]
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["calls"] == len(served.requests) == 7
    explained = CliRunner().invoke(main, ["explain", LOST.headline, "t.json"]).output
    assert "the model was asked" in " ".join(explained.split())


def test_a_second_build_asks_nothing_and_writes_the_same(run: Run, served: LoopbackEndpoint) -> None:
    run(at=served)
    first, asked = Path("t.json").read_bytes(), len(served.requests)
    assert run(at=served).exit_code == 0
    assert Path("t.json").read_bytes() == first
    assert len(served.requests) == asked


def test_an_added_article_asks_only_about_what_it_changes(run: Run, served: LoopbackEndpoint) -> None:
    run(at=served)
    asked = len(served.requests)
    Path("articles", "new.txt").write_text(
        "May 6, 2019\n\nA school in Karsk opened on 2 April 2019.\n", encoding="utf-8"
    )
    assert run(at=served).exit_code == 0
    assert len(served.requests) == asked + 1
    assert together(BOAT.headline, LOST.headline)


SWITCHED_OFF = {
    "by an option": (["--no-adjudicate"], {}),
    "by a variable": ([], {"TIMELINE_ADJUDICATE": "false"}),
}


@pytest.mark.parametrize(("options", "environment"), SWITCHED_OFF.values(), ids=SWITCHED_OFF)
def test_where_it_is_off_the_code_decides_alone(
    run: Run,
    served: LoopbackEndpoint,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    environment: dict[str, str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(*options, at=served).exit_code == 0
    assert questions(served) == 0
    assert not together(BOAT.headline, LOST.headline)
    assert timeline()["generated"]["prompts"] == prompts_hash()


def test_a_limit_stops_cleanly_and_the_next_build_goes_on(run: Run, served: LoopbackEndpoint) -> None:
    """The timeline is written with what was decided, and nothing that was answered is asked again."""
    result = run("--max-calls", "6", at=served)
    assert result.exit_code == 3
    assert (
        "1 of 2 questions about borderline mentions were not answered, so these stay as the code grouped them: the limit of 6 calls is reached"
        in result.stderr
    )
    assert "Stopped: the limit of 6 calls is reached" in result.stderr
    assert len(timeline()["articles"]) == len(BORDERLINE_STORY)
    assert run(at=served).exit_code == 0
    assert len(served.requests) == 7
    assert together(BOAT.headline, LOST.headline)


def test_an_endpoint_that_fails_then_leaves_the_decision_to_the_code(run: Run) -> None:
    """The timeline is whole and says what the code found; the exit status says that the model did not do its part."""

    def refusing(body: dict[str, Any]) -> tuple[int, Any]:
        return (400, {"error": {"message": "no"}}) if is_about_close(body) else faithful(body)

    with endpoint(refusing) as served:
        result = run("--report", "r.json", at=served)
    assert result.exit_code == 1
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["undecided"].startswith("2 of 2 questions")
    assert "! 2 of 2 questions about borderline mentions were not answered" in result.stderr
    assert not any(event["marks"] for event in timeline()["events"])
    assert not together(BOAT.headline, LOST.headline)


def test_an_estimate_mentions_that_there_may_be_more(run: Run, served: LoopbackEndpoint) -> None:
    """How many pairs are borderline is known only from the answers; once those are cached, they are counted."""
    more = "; then one call for each group of borderline mentions, which only the answers show"
    assert more in run("--dry-run", at=served).stdout
    assert "close" not in run("--dry-run", "--no-adjudicate", at=served).stdout
    assert served.requests == []
    run("--no-adjudicate", at=served)
    printed = run("--dry-run", at=served).stdout
    assert printed.startswith("2 calls, about ")
    assert more not in printed
    extracting = CliRunner().invoke(
        main, ["extract", "articles", "--dry-run", "--base-url", served.base_url, "--model", "stub"]
    )
    assert extracting.stdout.startswith("0 calls")
