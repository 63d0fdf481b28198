"""The command as its user runs it, against a loopback endpoint: outputs, steps, bad input, exit statuses, re-runs."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from fakes import LoopbackEndpoint, completion, endpoint

from timeline.cli import COMMANDS, main
from timeline.store import read_timeline

STORM = "Ferry runs aground\n\nMarch 5, 2014\n\nThe ferry Aurora ran aground off Lindholm late on Monday.\n"
BRIDGE = "Bridge opened\n\nMarch 6, 2014\n\nMayor Ada Brandt opened the bridge over the Lind on Wednesday before a crowd.\n"
RIGHT_TO_LEFT = "مقال\n\nMarch 5, 2014\n\nالسفينة 🚢 sank on Monday.\n"

Run = Callable[..., Result]


def honest(body: dict[str, Any]) -> tuple[int, Any]:
    """Answer every question with the sentence itself, without its time, as an event."""
    question = body["messages"][-1]["content"]
    sentence = re.search(r"Sentence: (.*)", question)
    headline = re.sub(r"(?: on)? \[.*?\]", "", sentence[1]) if sentence else ""
    return 200, completion(json.dumps({"kind": "event" if headline else "none", "headline": headline}))


@pytest.fixture
def served() -> Iterator[LoopbackEndpoint]:
    with endpoint(honest) as running:
        yield running


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command line in an empty folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def command(*arguments: str, at: LoopbackEndpoint | None = None, **options: Any) -> Result:
        asking = ["--base-url", at.base_url, "--model", "stub", "--granularity", "expression"] if at else []
        return CliRunner().invoke(main, [*arguments, *asking], catch_exceptions=False, **options)

    return command


def articles(**texts: str) -> Path:
    folder = Path("articles")
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_build_writes_each_output_in_its_format_and_prints_a_summary(
    run: Run, served: LoopbackEndpoint
) -> None:
    articles(storm=STORM, bridge=BRIDGE)
    result = run(
        "build", "articles", "-o", "t.html", "-o", "t.md", "-o", "t.json", "--report", "r.json", at=served
    )
    assert result.exit_code == 0, result.output
    assert Path("t.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "[^" in Path("t.md").read_text(encoding="utf-8")
    timeline = json.loads(Path("t.json").read_text(encoding="utf-8"))
    assert timeline["title"] == "articles"
    assert [event["date"] for event in timeline["events"]] == ["2014-03-03", "2014-03-05"]
    assert "2 articles, 2 events" in result.stderr
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert report["calls"] == len(served.requests) > 0
    assert [article["path"] for article in report["articles"]]


def test_every_citation_is_verbatim(run: Run, served: LoopbackEndpoint) -> None:
    folder = articles(
        storm=STORM,
        bridge=BRIDGE.replace("\n", "\r\n"),
        rtl="مقال\n\nMarch 5, 2014\n\nالسفينة 🚢 sank on Monday.\n",
    )
    run("build", "articles", "-o", "t.json", at=served)
    timeline = json.loads(Path("t.json").read_text(encoding="utf-8"))
    texts = {
        article["id"]: (folder.parent / article["path"]).read_bytes().decode()
        for article in timeline["articles"]
    }
    citations = [c for event in (*timeline["events"], *timeline["undated"]) for c in event["citations"]]
    assert citations
    for cited in (*citations, *timeline["rejected"]):
        assert texts[cited["article"]][cited["start"] : cited["end"]] == cited["quote"]


def test_a_second_run_asks_nothing_and_writes_the_same_bytes(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM, bridge=BRIDGE)
    run("build", "articles", "-o", "one.html", "-o", "one.json", at=served)
    asked = len(served.requests)
    second = run("build", "articles", "-o", "two.html", "-o", "two.json", at=served)
    assert len(served.requests) == asked
    assert "0 calls" in second.stderr
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


def test_the_steps_compose_to_the_same_timeline(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM, bridge=BRIDGE)
    run("build", "articles", "-o", "built.json", "--title", "T", at=served)
    extracted = run("extract", "articles", at=served)
    reconciled = run("reconcile", "-", "--title", "T", input=extracted.stdout)
    assert reconciled.stdout == Path("built.json").read_text(encoding="utf-8")
    rendered = run("render", "-", "--format", "markdown", input=reconciled.stdout)
    assert rendered.exit_code == 0
    assert rendered.stdout.startswith("# T")


def test_without_an_output_markdown_goes_to_standard_output(run: Run, served: LoopbackEndpoint) -> None:
    result = run(
        "build",
        "-",
        "--published",
        "2014-03-05",
        at=served,
        input="The ferry Aurora ran aground on Monday.\n",
    )
    assert result.exit_code == 0
    assert "3 March 2014" in result.stdout


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "a.txt", "-o", "t.pdf"], ".pdf"),
        (["build", "a.txt", "--published", "Tuesday"], "--published takes a date as 2015-10-21"),
        (["build", "a.txt", "--base-url", "http://127.0.0.1:9/v1"], "Name it with --model"),
        (["build", "a.txt", "--model", "none.gguf"], "none.gguf"),
        (
            ["build", "a.txt", "--base-url", "http://localhost:abc/v1", "--model", "m"],
            "is not the address of an endpoint",
        ),
        (["render", "nowhere.json"], "nowhere.json cannot be read"),
        (["reconcile", "a.txt"], "a.txt, line 1"),
    ],
)
def test_wrong_usage_is_reported_in_a_line_or_two(run: Run, arguments: list[str], said: str) -> None:
    Path("a.txt").write_text(STORM, encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert 1 <= len(result.stderr.splitlines()) <= 2


def test_an_output_that_the_next_build_would_read_is_refused(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM)
    result = run("build", "articles", "-o", "articles/timeline.md", at=served)
    assert result.exit_code == 2
    assert "among the articles" in result.stderr
    assert not served.requests


def test_an_article_is_never_replaced_by_its_timeline(run: Run, served: LoopbackEndpoint) -> None:
    Path("a.md").write_text(STORM, encoding="utf-8")
    for sources in (["a.md"], ["./*.md"], ["."]):
        assert run("build", *sources, "-o", "a.md", at=served).exit_code == 2
    assert Path("a.md").read_text(encoding="utf-8") == STORM


def test_what_extract_could_not_read_is_in_the_timeline_too(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM)
    extracted = run("extract", "articles", "nowhere.txt", at=served)
    reconciled = run("reconcile", "-", input=extracted.stdout)
    assert (extracted.exit_code, reconciled.exit_code) == (1, 1)
    assert [failure["path"] for failure in json.loads(reconciled.stdout)["failed"]] == ["nowhere.txt"]


def write_edits(text: str, name: str = "timeline.edits.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


RETITLE = '[[retitle]]\nevent = "ran aground"\nheadline = "Ferry Aurora grounded"\nreason = "shorter"\n'


def test_edits_of_the_folder_are_applied_by_every_step_that_reconciles(
    run: Run, served: LoopbackEndpoint
) -> None:
    """A build, a re-run with one more article, and the steps by themselves show what the editor wrote, and say so."""
    articles(storm=STORM)
    write_edits(RETITLE)
    first = run("build", "articles", "-o", "t.json", at=served)
    assert first.exit_code == 0, first.output
    assert "timeline.edits.toml: 1 edit applied" in first.stderr
    articles(bridge=BRIDGE, again=STORM.replace("Ferry runs", "Vessel runs"))
    run("build", "articles", "-o", "t.json", "-o", "t.md", "--title", "T", at=served)
    event, _ = json.loads(Path("t.json").read_text(encoding="utf-8"))["events"]
    assert (event["headline"], event["marks"], event["sources"]) == ("Ferry Aurora grounded", ["edited"], 2)
    assert "Ferry Aurora grounded" in Path("t.md").read_text(encoding="utf-8")
    assert "shorter" in Path("t.md").read_text(encoding="utf-8")
    reconciled = run("reconcile", "-", "--title", "T", input=run("extract", "articles", at=served).stdout)
    assert reconciled.stdout == Path("t.json").read_text(encoding="utf-8")


def test_edits_of_another_file_replace_those_of_the_folder(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM)
    write_edits("this is read by nobody")
    write_edits('[[hide]]\nevent = "ran aground"\nreason = "told elsewhere"\n', "other.toml")
    result = run("build", "articles", "-o", "t.json", "--edits", "other.toml", at=served)
    assert result.exit_code == 0, result.output
    timeline = json.loads(Path("t.json").read_text(encoding="utf-8"))
    assert timeline["events"] == []
    hidden = {(each["reason"], each.get("detail")) for each in timeline["rejected"]}
    assert ("hidden_by_edit", "told elsewhere") in hidden


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        pytest.param(
            '[[hide]]\nevent = "x"\n',
            "timeline.edits.toml, line 1, [[hide]]: “reason” is missing",
            id="a fault",
        ),
        pytest.param("[[hide\n", "timeline.edits.toml is not TOML", id="no TOML"),
    ],
)
def test_edits_that_cannot_be_read_cost_no_question(
    run: Run, served: LoopbackEndpoint, edits: str, said: str
) -> None:
    """Errors in the file are reported before anything is asked or written."""
    articles(storm=STORM)
    write_edits(edits)
    result = run("build", "articles", "-o", "t.json", at=served)
    assert (result.exit_code, served.requests, Path("t.json").exists()) == (2, [], False)
    assert said in result.stderr
    assert len(result.stderr.splitlines()) <= 2


def test_an_edit_whose_target_is_gone_leaves_the_old_page_and_the_answers(
    run: Run, served: LoopbackEndpoint
) -> None:
    """The error names the entry and what is nearest; nothing is half written, and no answer is asked for again."""
    articles(storm=STORM)
    run("build", "articles", "-o", "t.json", at=served)
    before, asked = Path("t.json").read_bytes(), len(served.requests)
    write_edits(RETITLE.replace("ran aground", "ran onto a rock"))
    result = run("build", "articles", "-o", "t.json", "-o", "t.md", at=served)
    assert result.exit_code == 2
    assert (
        "timeline.edits.toml, line 1, [[retitle]]: no event cites “ran onto a rock” any more" in result.stderr
    )
    assert json.loads(before)["events"][0]["id"] in result.stderr
    assert (Path("t.json").read_bytes(), Path("t.md").exists(), len(served.requests)) == (
        before,
        False,
        asked,
    )


def test_one_timeline_serves_several_pages(run: Run, served: LoopbackEndpoint) -> None:
    """Each page shows what was chosen for it, and says of how much; the whole stays as it is."""
    articles(storm=STORM, bridge=BRIDGE)
    run("build", "articles", "-o", "t.json", at=served)
    for arguments, shown in (
        (["--top", "1"], ["2014-03-05"]),  # told earlier in its article
        (["--from", "2014-03-04"], ["2014-03-05"]),
        (["--to", "2014-03-04"], ["2014-03-03"]),
        (["--topic", "opening bridges"], ["2014-03-05"]),
        (["--min-sources", "2"], []),
    ):
        result = run("render", "t.json", "--format", "json", *arguments)
        assert result.exit_code == 0, result.output
        assert [event["date"] for event in json.loads(result.stdout)["events"]] == shown
        assert f"Shown: {len(shown)} of 2 events" in result.stderr
    assert "1 of 2 events" in run("render", "t.json", "--top", "1").stdout


def test_a_build_can_select_events_too(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM, bridge=BRIDGE)
    result = run("build", "articles", "-o", "t.json", "--topic", "ferry", at=served)
    assert [event["date"] for event in json.loads(Path("t.json").read_text(encoding="utf-8"))["events"]] == [
        "2014-03-03"
    ]
    assert "Shown: 1 of 2 events: on “ferry”" in result.stderr


def test_an_event_is_explained_and_what_is_proposed_works(run: Run, served: LoopbackEndpoint) -> None:
    """`timeline explain` finds an event by its words, and an entry that it prints is an edit of that event."""
    articles(storm=STORM, bridge=BRIDGE)
    run("build", "articles", "-o", "timeline.json", at=served)
    explained = run("explain", "bridge")
    assert explained.exit_code == 0, explained.output
    assert "“Wednesday” is 2014-03-05" in " ".join(explained.stdout.split())
    entry = re.search(r"\[\[retitle\]\]\n.*\n.*\n.*\n", run("explain", "bridge", "--edits").stdout)
    assert entry
    write_edits(
        re.sub("headline = .*", 'headline = "A bridge"', entry[0]).replace(
            'reason = ""', 'reason = "shorter"'
        )
    )
    run("build", "articles", "-o", "timeline.json", at=served)
    assert "retitle (before: " in run("explain", "A bridge").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", "zebra"], "No event is “zebra”"),
        (["explain", "ferry", "nowhere.json"], "nowhere.json cannot be read"),
        (["render", "timeline.json", "--from", "Tuesday"], "--from takes a date as 2015-10-21"),
        (["render", "timeline.json", "--to", "2014/2015"], "--to takes one date"),
        (["render", "timeline.json", "--from", "2015", "--to", "2014"], "exchange the two dates"),
        (["render", "timeline.json", "--topic", "of the"], "no word that distinguishes events"),
        (
            ["render", "timeline.json", "--flavour", "commonmark", "--layout", "table"],
            "CommonMark has no tables",
        ),
        (["build", "articles", "--edits", "nowhere.toml"], "nowhere.toml cannot be read"),
        (["build", "articles", "--from", "2015", "--to", "2014"], "exchange the two dates"),
    ],
)
def test_an_impossible_selection_or_question_is_reported(
    run: Run, served: LoopbackEndpoint, arguments: list[str], said: str
) -> None:
    articles(storm=STORM)
    run("build", "articles", "-o", "timeline.json", at=served)
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert 1 <= len(result.stderr.splitlines()) <= 2


def test_each_command_is_in_help_with_its_summary(run: Run) -> None:
    """The group names the commands without importing them: each one named is there, and called by that name."""
    assert list(main.commands) == []
    context = click.Context(main)
    names = main.list_commands(context)
    assert names == sorted(command.name for command in COMMANDS)
    for name in names:
        command = main.get_command(context, name)
        assert command is not None
        assert command.name == name
    listed = run("--help").stdout.split("Commands:\n")[1]
    for command in COMMANDS:
        assert f"{command.name} " in listed
        assert command.summary in listed
    completed = main.shell_complete(context, "re")
    assert [item.value for item in completed] == ["reconcile", "render"]


def test_no_credential_of_an_address_is_published(run: Run) -> None:
    articles(storm=STORM, bridge=BRIDGE)

    def respond(body: dict[str, Any]) -> tuple[int, Any]:
        refused = "bridge" in body["messages"][-1]["content"]
        return (400, {"error": {"message": "no"}}) if refused else honest(body)

    with endpoint(respond) as served:
        served.base_url = served.base_url.replace("http://", "http://user:secret@")
        result = run("build", "articles", "-o", "t.json", at=served)
    assert result.exit_code == 1
    assert "secret" not in result.stderr
    assert "secret" not in Path("t.json").read_text(encoding="utf-8")


def test_a_file_name_cannot_steer_the_terminal(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM)
    result = run("build", "articles", "\x1b[2Jgone.txt", at=served)
    assert result.exit_code == 1
    assert "gone.txt" in result.stderr
    assert "\x1b" not in result.stderr


def test_python_gives_the_same(run: Run, served: LoopbackEndpoint) -> None:
    import timeline

    articles(storm=STORM)
    write_edits('[[hide]]\nevent = "ran aground"\nreason = "told elsewhere"\n', "other.toml")
    options: timeline.BuildOptions = {
        "base_url": served.base_url,
        "model": "stub",
        "granularity": "expression",
    }
    for edits in (None, "other.toml"):
        run("build", "articles", "-o", "t.json", *(["--edits", edits] if edits else []), at=served)
        assert timeline.build("articles", edits=edits, **options).timeline == read_timeline("t.json")


def test_help_imports_nothing_heavy() -> None:
    """Help is instant, of each command too: none of the libraries that do the work is imported for it."""
    code = """
import sys
import click
from timeline.cli import main

def print_help(command, context):
    print(command.get_help(context))
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        sub = command.get_command(context, name)
        print_help(sub, click.Context(sub, info_name=name, parent=context))

print_help(main, click.Context(main, info_name="timeline"))
print(*sys.modules, file=sys.stderr)
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(result.stderr.split())
    assert result.stdout.count("Usage: timeline") > len(COMMANDS)
    assert {f"timeline.cli.{each.module}" for each in COMMANDS} <= modules
    heavy = {
        "openai",
        "instructor",
        "pydantic",
        "jinja2",
        "yaml",
        "rich",
        "babel",
        "asyncio",
        "timeline.models",
    }
    assert not heavy & modules
