"""The command line used wrongly: what is refused and in which words, and what help says and costs."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from command_runs import BRIDGE, STORM, Run, articles, honest
from fakes import LoopbackEndpoint, endpoint

from timeline.cli import COMMANDS, main


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
