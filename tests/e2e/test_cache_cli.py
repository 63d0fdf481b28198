"""`timeline cache`: cached responses are listed, pruned, moved to another machine and merged."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fakes import LoopbackEndpoint, completion, endpoint

from timeline.cli import main
from timeline.store import CachedResponse, ResponseStore, response_cache_file

STORM = "Ferry runs aground\n\nMarch 5, 2014\n\nThe ferry Aurora ran aground off Lindholm late on Monday.\n"
BRIDGE = "Bridge opened\n\nMarch 6, 2014\n\nMayor Ada Brandt opened the bridge over the Lind on Wednesday before a crowd.\n"

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command line in an empty folder, with the cache of one of several machines."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def command(*arguments: str, machine: str = "one", **options: Any) -> Result:
        monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path / machine))
        return CliRunner().invoke(main, arguments, catch_exceptions=False, **options)

    return command


@pytest.fixture
def served() -> Iterator[LoopbackEndpoint]:
    def happened(body: dict[str, Any]) -> tuple[int, Any]:
        sentence = re.search(r"Sentence: (.*)", body["messages"][-1]["content"])
        return 200, completion(
            '{"kind": "event", "headline": "%s"}' % (sentence[1].split("[")[0].strip() if sentence else "")
        )

    with endpoint(happened) as running:
        yield running


def build(served: LoopbackEndpoint, *files: str) -> list[str]:
    asking = ["--base-url", served.base_url, "--model", "stub", "--granularity", "expression"]
    return ["build", *files, *asking, "-o", "out.json"]


def cached(number: int, model: str, age: int) -> CachedResponse:
    day = datetime.now(UTC).date() - timedelta(days=age)
    return CachedResponse(
        key=f"{number:064}", model=model, prompt="expression 0", day=day, answer='{"number": 1}'
    )


def fill() -> None:
    with closing(ResponseStore(response_cache_file())) as store:
        store.add([cached(1, "small", 400), cached(2, "small", 1), cached(3, "large\x1b[31m", 1)])


def test_what_machines_were_asked_is_put_together(run: Run, served: LoopbackEndpoint) -> None:
    """Each machine asks about its part; where all answers come together, nothing is asked any more."""
    Path("storm.txt").write_text(STORM, encoding="utf-8")
    Path("bridge.txt").write_text(BRIDGE, encoding="utf-8")
    for machine, file in (("one", "storm.txt"), ("two", "bridge.txt")):
        assert run(*build(served, file), machine=machine).exit_code == 0
        assert run("cache", "export", "-o", f"{machine}.jsonl", machine=machine).exit_code == 0
    merged = run("cache", "import", "one.jsonl", "two.jsonl", machine="three")
    assert merged.exit_code == 0
    assert re.fullmatch(
        r"one\.jsonl: \d+ answers? added, 0 cached.*\ntwo\.jsonl: \d+ answers? added.*\n", merged.stdout
    )
    asked = len(served.requests)
    assert run(*build(served, "storm.txt", "bridge.txt"), machine="three").exit_code == 0
    assert len(served.requests) == asked


def test_info_counts_by_model_and_steers_no_terminal(run: Run) -> None:
    run("cache", "info")
    fill()
    result = run("cache", "info")
    assert result.exit_code == 0
    assert "3 answers" in result.stdout
    assert re.search(
        r"  small: 2 from \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d, 2 of them to questions of older prompts",
        result.stdout,
    )
    assert "\x1b" not in result.stdout


def test_info_finds_damage_and_sets_it_right(run: Run) -> None:
    run("cache", "info")
    fill()
    file = response_cache_file()
    file.write_bytes(file.read_bytes().replace(b'{"number": 1}', b'{"number": 2}', 1))
    result = run("cache", "info")
    assert result.exit_code == 1
    assert "is damaged; it is now answers.broken, and 2 readable responses were recovered" in result.stderr
    assert "2 answers" in result.stdout
    assert run("cache", "info").exit_code == 0


PRUNING = {
    "by age": (["--older-than", "365"], 1),
    "by model": (["--model", "small"], 2),
    "all models but one": (["--except-model", "small"], 1),
    "old prompts": (["--old-prompts"], 3),
    "by age and model": (["--older-than", "365", "--except-model", "small"], 0),
}


@pytest.mark.parametrize(("options", "count"), PRUNING.values(), ids=PRUNING)
def test_a_dry_run_counts_what_pruning_drops(run: Run, options: list[str], count: int) -> None:
    run("cache", "info")
    fill()
    said = f"{count} answer{'s' * (count != 1)}"
    assert run("cache", "prune", *options, "--dry-run").stdout == f"{said} would be dropped\n"
    assert run("cache", "prune", *options).stdout == f"{said} dropped\n"
    assert run("cache", "prune", *options).stdout == "0 answers dropped\n"


def test_pruning_everything_takes_more_than_a_slip(run: Run) -> None:
    result = run("cache", "prune")
    assert result.exit_code == 2
    assert "Which answers should go?" in result.stderr


def test_an_export_goes_through_a_pipe(run: Run) -> None:
    run("cache", "info")
    fill()
    exported = run("cache", "export").stdout
    imported = run("cache", "import", "-", machine="two", input=exported)
    assert imported.stdout == "-: 3 answers added, 0 cached here already\n"
    assert run("cache", "export", machine="two").stdout == exported


@pytest.mark.parametrize(
    "content", [None, b"\xff\xfe", b"no answers\n"], ids=["missing", "no text", "another file"]
)
def test_what_cannot_be_imported_is_named(run: Run, content: bytes | None) -> None:
    if content is not None:
        Path("answers.jsonl").write_bytes(content)
    result = run("cache", "import", "answers.jsonl")
    assert result.exit_code == 2
    assert result.stderr.startswith("timeline: answers.jsonl")


def test_an_export_that_fails_leaves_no_half_file(run: Run) -> None:
    Path("taken").mkdir()
    result = run("cache", "export", "-o", "taken")
    assert result.exit_code == 2
    assert [path.name for path in Path.cwd().iterdir()] == ["taken"]
