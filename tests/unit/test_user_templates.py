"""Templates of one's own: one block changed without a copy of the rest, escaped as ours are, in a sandbox; errors say where."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hostile_texts import TIMELINES, hostile_timeline

from timeline.cli import main
from timeline.errors import RenderError, UsageError
from timeline.models import TIMELINE_FORMAT, Timeline
from timeline.rendering import Options, render
from timeline.rendering.template_engines import blocks_of, template_names

TEMPLATES: list[tuple[str, str]] = [
    ("markdown", "timeline.md.j2"),
    ("html", "timeline.html.j2"),
    ("fragment", "fragment.html.j2"),
]


def sample() -> Timeline:
    return TIMELINE_FORMAT.validate_json((TIMELINES / "old_bridge.json").read_bytes())


def rendered(folder: Path, format_: str, template: str, source: str, timeline: Timeline | None = None) -> str:
    (folder / template).write_text(source, encoding="utf-8")
    return render(timeline or sample(), format_, Options(templates=folder))


@pytest.mark.parametrize(("format_", "template"), TEMPLATES)
def test_a_folder_without_templates_changes_nothing(tmp_path: Path, format_: str, template: str) -> None:
    # Also not in the sandbox, by whose rules a user's templates run.
    expected = render(hostile_timeline(), format_)
    assert render(hostile_timeline(), format_, Options(templates=tmp_path)) == expected
    assert (
        rendered(tmp_path, format_, template, f'{{% extends "builtin/{template}" %}}', hostile_timeline())
        == expected
    )


@pytest.mark.parametrize(("format_", "template"), TEMPLATES[:2])
def test_one_block_is_changed(tmp_path: Path, format_: str, template: str) -> None:
    # A block within the loop over events sees the event, and can show what stood there before.
    source = f'{{% extends "builtin/{template}" %}}{{% block event %}}«{{{{ entry.anchor }}}}»\n{{{{ super() }}}}{{% endblock %}}'
    written, builtin = rendered(tmp_path, format_, template, source), render(sample(), format_)
    events = (*sample().events, *sample().undated)
    assert all(f"«{event.id}»" in written for event in events)
    without = "".join(line for line in written.splitlines(keepends=True) if "«" not in line)
    assert "".join(without.split()) == "".join(builtin.split())


def test_a_block_uses_the_macros(tmp_path: Path) -> None:
    # The pieces that an event is made of are at hand, and need not be copied.
    source = (
        '{% extends "builtin/timeline.md.j2" %}'
        "{% block event %}- {{ entry.headline }} {{ show.notes(entry) }}{{ show.sources(entry) }}\n{% endblock %}"
    )
    written = rendered(tmp_path, "markdown", "timeline.md.j2", source)
    assert (
        "- A weight limit of 7.5 tonnes begins on the bridge *Background: told as having begun then.* "
        "Wendmouth Echo[^" in written
    )
    assert "### " not in written
    assert "## 2022\n" in written


@pytest.mark.parametrize(("format_", "template"), TEMPLATES)
def test_what_a_template_places_is_escaped(tmp_path: Path, format_: str, template: str) -> None:
    # It need not know how.
    written = rendered(
        tmp_path, format_, template, "{{ page.title }}{% set t = page.title %}{{ t ~ t }}", hostile_timeline()
    )
    assert "<" not in written
    assert "&lt;script&gt;" in written


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("one\n{% if %}", "line 2: Expected an expression", id="syntax"),
        pytest.param("{% extends 'builtin/timeline.md.j2' %}\n{% block title %}{{ page.a }}{% endblock %}", "line 2", id="a"),
        pytest.param("\n{{ 1 / 0 }}", "line 2.*zero", id="arithmetic"),
        pytest.param("{{ nothing.at_all }}", "line 1.*nothing", id="variable"),
        pytest.param("\n\n{{ 'x' | shout }}", "line 3.*shout", id="filter"),
        pytest.param("{% include 'gone.md.j2' %}", "line 1.*gone.md.j2", id="include"),
        pytest.param("{% include '../secret' %}", r"line 1.*\.\./secret", id="outside the folder"),
        pytest.param("{% include '/etc/passwd' %}", "line 1.*passwd", id="the disk"),
        pytest.param("{{ page.__class__.__mro__ }}", "line 1.*unsafe", id="classes"),
        pytest.param("{{ ''.__class__ }}", "line 1.*unsafe", id="a string's class"),
        pytest.param("{{ numbers.clear() }}", "line 1.*unsafe", id="changing what it is given"),
        pytest.param("{{ range(10000000) | list }}", "line 1.*Range too big", id="memory"),
    ],
)  # fmt: skip
def test_an_error_names_file_and_line(tmp_path: Path, source: str, message: str) -> None:
    # Whatever is wrong, and whatever the template tries.
    (tmp_path.parent / "secret").write_text("secret", encoding="utf-8")
    with pytest.raises(RenderError, match=f"(?s){tmp_path / 'timeline.md.j2'}, {message}"):
        rendered(tmp_path, "markdown", "timeline.md.j2", source)


def test_an_error_in_what_a_template_includes_names_that_file(tmp_path: Path) -> None:
    # It is where to look.
    (tmp_path / "part.j2").write_text("\n\n{{ page.titel }}", encoding="utf-8")
    with pytest.raises(RenderError, match=f"{tmp_path / 'part.j2'}, line 3"):
        rendered(tmp_path, "markdown", "timeline.md.j2", "{% include 'part.j2' %}")


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    # With the command that makes one.
    with pytest.raises(UsageError, match="templates export"):
        render(sample(), "markdown", Options(templates=tmp_path / "none"))


def test_templates_are_listed_with_their_blocks() -> None:
    # What may be overridden is there to read.
    listed = CliRunner().invoke(main, ["templates", "list"]).output
    assert [line.partition(":")[0] for line in listed.splitlines()] == list(template_names())
    assert {"title", "summary", "contents", "section", "event", "articles", "left_out", "provenance"} <= set(
        blocks_of("timeline.md.j2")
    )
    assert {"title", "summary", "contents", "event", "articles", "left_out", "provenance"} <= set(
        blocks_of("timeline.html.j2")
    )


def test_templates_are_exported(tmp_path: Path) -> None:
    # A copy renders as the built-in ones do; nothing is overwritten.
    folder = tmp_path / "mine"
    assert CliRunner().invoke(main, ["templates", "export", str(folder)]).exit_code == 0
    assert {file.name for file in folder.iterdir()} == set(template_names())
    assert render(sample(), "markdown", Options(templates=folder)) == render(sample(), "markdown")
    again = CliRunner().invoke(main, ["templates", "export", str(folder), "timeline.md.j2"])
    assert (again.exit_code, "overwritten" in again.output) == (2, True)
    unknown = CliRunner().invoke(main, ["templates", "export", str(folder), "../x"])
    assert (unknown.exit_code, "no template ../x" in unknown.output) == (2, True)
