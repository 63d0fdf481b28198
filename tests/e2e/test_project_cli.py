"""A project that its settings file builds, what it would cost, where it stops, and what several machines make of it."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fakes import LoopbackEndpoint, completion, endpoint

from timeline.cli import main

STORM = "Ferry runs aground\n\nMarch 5, 2014\n\nThe ferry Aurora ran aground off Lindholm late on Monday.\n"
BRIDGE = "Bridge opened\n\nMarch 6, 2014\n\nMayor Ada Brandt opened the bridge over the Lind on Wednesday before a crowd.\n"
MUSEUM = "Museum\n\nMarch 7, 2014\n\nThe museum of Oster opened a new wing on Thursday.\n"

Run = Callable[..., Result]


@pytest.fixture
def served() -> Iterator[LoopbackEndpoint]:
    def happened(body: dict[str, Any]) -> tuple[int, Any]:
        sentence = re.search(r"Sentence: (.*)", body["messages"][-1]["content"])
        headline = re.sub(r"(?: on)? \[.*?\]", "", sentence[1]) if sentence else ""
        return 200, completion(json.dumps({"kind": "event" if headline else "none", "headline": headline}))

    with endpoint(happened) as running:
        yield running


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, served: LoopbackEndpoint) -> Run:
    """Run a command line in the folder of a project with three articles, on one of several machines."""
    folder = tmp_path / "here"
    (folder / "articles").mkdir(parents=True)
    monkeypatch.chdir(folder)
    for name, text in {"storm": STORM, "bridge": BRIDGE, "museum": MUSEUM}.items():
        Path("articles", f"{name}.txt").write_text(text, encoding="utf-8")
    Path("timeline.toml").write_text(
        f"""
sources = "articles"
title = "Three days in March"
output = ["out/timeline.json", "out/timeline.md"]
profile = "stub"
model = "m"
log = "out/calls.jsonl"
report = "out/report.json"

[profiles.stub]
base_url = "{served.base_url}"
granularity = "expression"
prompt_price = 100.0
completion_price = 100.0
price_noted = 2024-03-06
""",
        encoding="utf-8",
    )

    def command(*arguments: str, machine: str = "one", **environment: str) -> Result:
        environment = {"TIMELINE_CACHE": str(tmp_path / machine), **environment}
        return CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)

    return command


def test_build_alone_builds_a_project(run: Run, served: LoopbackEndpoint) -> None:
    result = run("build")
    assert result.exit_code == 0, result.output
    timeline = json.loads(Path("out/timeline.json").read_text(encoding="utf-8"))
    assert timeline["title"] == "Three days in March"
    assert len(timeline["events"]) == 3
    assert Path("out/timeline.md").is_file()
    calls = [json.loads(line) for line in Path("out/calls.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (
        len(calls)
        == len(served.requests)
        == json.loads(Path("out/report.json").read_text(encoding="utf-8"))["calls"]
    )


def test_the_command_line_is_stronger_than_the_file(run: Run) -> None:
    result = run("build", "articles/storm.txt", "--title", "One day", "-o", "one.json", "--top", "1")
    assert result.exit_code == 0, result.output
    timeline = json.loads(Path("one.json").read_text(encoding="utf-8"))
    assert (timeline["title"], len(timeline["articles"])) == ("One day", 1)
    assert not Path("out/timeline.json").exists()


def test_without_articles_the_message_explains_how_to_name_them(run: Run) -> None:
    Path("timeline.toml").unlink()
    result = run("build")
    assert result.exit_code == 2
    assert "Which articles? Name files or folders, or write sources" in result.stderr


def test_a_dry_run_estimates_a_build_and_asks_nothing(run: Run, served: LoopbackEndpoint) -> None:
    said = run("build", "--dry-run")
    assert said.exit_code == 0
    assert served.requests == []
    assert not Path("out").exists() or not list(Path("out").glob("timeline*"))
    printed = re.fullmatch(
        r"(\d+) calls, about [\d,]+ tokens, about \$[\d.]+ at the price of 2024-03-06\n", said.stdout
    )
    assert printed
    run("build")
    assert int(printed[1]) == len(served.requests)
    assert (
        run("build", "--dry-run").stdout == "0 calls, about 0 tokens, about $0 at the price of 2024-03-06\n"
    )


def test_a_limit_stops_a_build_with_all_responses_cached(run: Run, served: LoopbackEndpoint) -> None:
    stopped = run("build", "--max-calls", "2", "--concurrency", "1")
    assert stopped.exit_code == 3
    assert "Stopped: the limit of 2 calls is reached" in stopped.stderr
    assert len(served.requests) == 2
    whole = run("build")
    assert whole.exit_code == 0
    bodies = [json.dumps(request) for request in served.requests]
    assert len(bodies) == len(set(bodies))


def test_a_limit_of_the_environment_holds(run: Run, served: LoopbackEndpoint) -> None:
    assert run("build", TIMELINE_MAX_CALLS="1").exit_code == 3
    assert len(served.requests) == 1


def test_a_cost_may_not_pass_its_limit(run: Run, served: LoopbackEndpoint) -> None:
    """One call might cost more than that, at this price, so that none is made."""
    result = run("build", "--max-cost", "0.001")
    assert result.exit_code == 3
    assert "Stopped: $0.0000 of the limit of $0.001 is spent" in result.stderr
    assert served.requests == []


def test_an_unchanged_project_is_built_from_the_cache(run: Run, served: LoopbackEndpoint) -> None:
    run("build")
    before, asked = Path("out/timeline.json").read_bytes(), len(served.requests)
    result = run("build")
    assert "3 articles unchanged" in result.stderr
    assert Path("out/timeline.json").read_bytes() == before
    assert len(served.requests) == asked


@pytest.mark.parametrize("way", ["lines", "answers"])
def test_what_several_machines_do_is_put_together(run: Run, served: LoopbackEndpoint, way: str) -> None:
    """By reconciling their lines, or by a build over their answers: the whole is the same."""
    run("build", machine="alone")
    alone, asked = Path("out/timeline.json").read_bytes(), len(served.requests)
    for number in ("1", "2"):
        assert (
            run("extract", "--shard", f"{number}/2", "-o", f"part{number}.jsonl", machine=number).exit_code
            == 0
        )
        assert run("cache", "export", "-o", f"answers{number}.jsonl", machine=number).exit_code == 0
    assert len(served.requests) == 2 * asked
    if way == "lines":
        title = ["--title", "Three days in March"]
        run("reconcile", "part1.jsonl", "part2.jsonl", *title, "-o", "out/timeline.json", machine="together")
    else:
        run("cache", "import", "answers1.jsonl", "answers2.jsonl", machine="together")
        run("build", machine="together")
    assert Path("out/timeline.json").read_bytes() == alone
    assert len(served.requests) == 2 * asked


def test_no_key_is_sent_to_an_address_of_the_file(run: Run, served: LoopbackEndpoint) -> None:
    run("build", OPENAI_API_KEY="sk-secret")
    assert served.headers
    assert not any("authorization" in headers for headers in served.headers)
    run("build", "articles", "--model", "n", OPENAI_API_KEY="sk-secret", TIMELINE_API_KEY="mine")
    assert served.headers[-1]["authorization"] == "Bearer mine"
    written = "".join(path.read_text(encoding="utf-8") for path in Path().rglob("out/*"))
    assert "sk-secret" not in written
    assert "mine" not in written.split()
