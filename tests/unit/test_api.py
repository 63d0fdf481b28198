"""The Python interface: its names, what it refuses, and what it does with a timeline."""

import asyncio
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args

import pytest

import timeline
from timeline.choices import TextFormat
from timeline.cli.output_options import DisplayOptions
from timeline.config.settings import ProjectSettings
from timeline.config.toml_tables import settings_of
from timeline.errors import ArticleError, EditError, RenderError, StoreError, UsageError
from timeline.rendering.exporters.exporter_list import BUILT_IN
from timeline.rendering.notebook import MOST_EVENTS, to_notebook

BRIDGE = Path(__file__).parents[1] / "timelines" / "old_bridge.json"
EXAMPLE = Path(__file__).parents[2] / "examples" / "ever-given"


@pytest.fixture
def bridge() -> timeline.Timeline:
    return timeline.load(BRIDGE)


def test_the_public_names() -> None:
    """A name that goes or changes its place breaks programs: this list grows, and is not edited otherwise."""
    functions = {"abuild", "build", "check", "explain", "load", "render"}
    types = {"Article", "BuildOptions", "BuildResult", "Citation", "Event", "RenderOptions", "Timeline"}
    names = {*functions, *types, "TimelineError", "__version__"}
    assert set(timeline.__all__) == names
    assert names <= set(dir(timeline))
    assert all(getattr(timeline, name) is not None for name in timeline.__all__)
    assert timeline.__version__ == version("cited-timeline")
    with pytest.raises(AttributeError, match="no attribute 'bild'"):
        timeline.bild  # type: ignore[attr-defined] # noqa: B018 - that is what is tested


def test_the_options_are_those_of_the_command_line() -> None:
    assert [*timeline.RenderOptions.__annotations__] == [field.name for field in fields(DisplayOptions)]
    assert timeline.BuildOptions.__annotations__.keys() <= settings_of(ProjectSettings).keys()


def test_no_module_hides_a_public_name() -> None:
    """A submodule that is imported becomes an attribute of its package, and would replace the function."""
    package = Path(timeline.__file__).parent
    assert {path.stem for path in package.iterdir()}.isdisjoint(timeline.__all__)


def test_the_package_imports_nothing_until_a_name_is_used() -> None:
    code = """
import sys, timeline
heavy = {"asyncio", "pydantic", "jinja2", "openai", "babel", "timeline.models"}
assert heavy.isdisjoint(sys.modules), heavy & sys.modules.keys()
timeline.load
assert {"openai", "timeline.pipeline"}.isdisjoint(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("sources", "options", "error", "message"),
    [
        (
            "a.txt",
            {"max_call": 3},
            TypeError,
            r"build\(\) has no option “max_call”. Did you mean “max_calls”\?",
        ),
        ("a.txt", {"zzz": 3}, TypeError, r"no option “zzz”. Valid are: title, published"),
        ("a.txt", {"granularity": "word"}, ValueError, "granularity must be one of “expression”, “article”"),
        ("a.txt", {"max_calls": 0}, ValueError, "max_calls must be a whole number of at least 1, not 0"),
        ("a.txt", {"concurrency": "8"}, ValueError, "concurrency must be a whole number"),
        ("a.txt", {"published": "Tuesday"}, ValueError, "published must be a date such as 2015-10-21"),
        ("a.txt", {"title": 3}, ValueError, "title must be a text"),
        ("a.txt", {"profile": "olama"}, UsageError, "no profile “olama”. Did you mean “ollama”"),
        ("a.txt", {"edits": "absent.toml"}, EditError, r"absent\.toml cannot be read"),
        ([], {}, ArticleError, "Which articles"),
        ("", {}, ArticleError, "Which articles"),
        (3, {}, TypeError, "one path or several, not int"),
        (None, {}, TypeError, "one path or several, not NoneType"),
        (b"a.txt", {}, TypeError, "one path or several, not bytes"),
        (["a.txt", 3], {}, TypeError, "paths as str or Path, not int"),
        ("absent.txt", {"model": "m", "base_url": "http://127.0.0.1:9/v1"}, ArticleError, r"absent\.txt"),
        (Path("absent/"), {"model": "m", "base_url": "http://127.0.0.1:9/v1"}, ArticleError, "absent"),
    ],
)
def test_build_refuses(
    sources: Any,
    options: dict[str, Any],
    error: type[Exception],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=message):
        timeline.build(sources, **options)
    with pytest.raises(error, match=message):
        asyncio.run(timeline.abuild(sources, **options))


def test_an_option_may_be_a_date_or_a_path(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="absent"):
        timeline.build(tmp_path / "absent", published=date(2015, 10, 21), log=tmp_path / "log.jsonl")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"t\.json cannot be read: No such file"),
        ("{", "is not a timeline as `timeline build` writes it"),
        ('{"schema_version": 99}', "newer timeline"),
        ('{"article": {}}', "`timeline reconcile` makes a timeline of it"),
    ],
)
def test_load_refuses(content: str | None, message: str, tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=message):
        timeline.load(file)


def test_render_takes_a_format_or_a_file_name(bridge: timeline.Timeline) -> None:
    page = timeline.render(bridge, "html")
    assert page.startswith("<!DOCTYPE html>")
    assert timeline.render(bridge, "out/page.html") == timeline.render(bridge, Path("page.htm")) == page
    assert str(timeline.render(bridge, "x.ics")).startswith("BEGIN:VCALENDAR")
    assert "| " in timeline.render(bridge, "markdown", flavour="mkdocs", layout="table")
    assert timeline.render(bridge, "markdown", level=3).startswith("### ")
    assert 'lang="de"' in timeline.render(bridge, "html", locale="de")


@pytest.mark.parametrize(
    ("to", "options", "error", "message"),
    [
        ("pdf", {}, UsageError, "There is no format “pdf”: choose from html, fragment"),
        ("page.pdf", {}, UsageError, "'page.pdf' does not say which format"),
        ("html", {"levle": 2}, TypeError, r"render\(\) has no option “levle”. Did you mean “level”\?"),
        ("html", {"level": 9}, UsageError, "from 1 to 4, not 9"),
        ("markdown", {"flavour": "commonmark", "layout": "table"}, UsageError, "CommonMark has no tables"),
    ],
)
def test_render_refuses(
    to: str, options: dict[str, Any], error: type[Exception], message: str, bridge: timeline.Timeline
) -> None:
    with pytest.raises(error, match=message):
        timeline.render(bridge, to, **options)


def test_every_built_in_format_is_among_the_choices_and_is_text(bridge: timeline.Timeline) -> None:
    assert get_args(TextFormat) == tuple(exporter.name for exporter in BUILT_IN)
    for name in get_args(TextFormat):
        assert isinstance(timeline.render(bridge, name), str)


def test_the_ending_mdx_is_a_flavour(bridge: timeline.Timeline) -> None:
    bridge = replace(bridge, title="See https://lock.example")  # which each flavour writes in its own way
    assert timeline.render(bridge, "page.mdx") == timeline.render(bridge, "markdown", flavour="mdx")
    assert timeline.render(bridge, "page.mdx") != timeline.render(bridge, "markdown")


def test_a_path_is_not_a_timeline() -> None:
    with pytest.raises(TypeError, match=r"render\(\) takes a Timeline, not str"):
        timeline.render("timeline.json", "html")  # type: ignore[call-overload] # that is what is tested


def test_check_compares_the_quotes_with_the_articles(tmp_path: Path) -> None:
    right = timeline.check(EXAMPLE / "timeline.json")
    assert (right.findings, right.compared) == ((), right.passages)
    found = timeline.load(EXAMPLE / "timeline.json")
    assert timeline.check(found, EXAMPLE) == right
    assert timeline.check(found, tmp_path).compared == 0
    altered = replace(found.events[0], citations=(replace(found.events[0].citations[0], quote="No."),))
    assert timeline.check(replace(found, events=(altered, *found.events[1:])), EXAMPLE).findings


def test_explain_takes_an_event_an_id_or_words(bridge: timeline.Timeline) -> None:
    event = bridge.events[0]
    explained = timeline.explain(bridge, event)
    assert "Why these are one event" in explained
    assert timeline.explain(bridge, event.id) == timeline.explain(bridge, event.headline) == explained
    with pytest.raises(UsageError, match="No event is “zeppelin”"):
        timeline.explain(bridge, "zeppelin")


def test_a_notebook_shows_all_of_a_short_timeline(bridge: timeline.Timeline) -> None:
    shown = bridge._repr_html_()
    assert shown.startswith("<style>")
    assert "Shown here" not in shown
    assert all(f'-{event.id}"' in shown for event in (*bridge.events, *bridge.undated))


def test_a_notebook_says_what_it_does_not_show_of_a_long_timeline(bridge: timeline.Timeline) -> None:
    event, other = bridge.events[0], bridge.events[-1]
    extra = tuple(replace(event, id=f"evt-{number:012x}", importance=0.001) for number in range(1000))
    chief = replace(other, importance=1.0)
    long = replace(bridge, events=(*extra, chief), undated=())
    shown = to_notebook(long)
    assert f"{MOST_EVENTS} of 1,001 events" in shown
    assert chief.id in shown
    assert shown.count('class="timeline-event') < 2 * MOST_EVENTS
    assert len(shown) < 1_000_000


def test_a_notebook_escapes_what_articles_say(bridge: timeline.Timeline) -> None:
    event = replace(bridge.events[0], headline="<script>alert(1)</script>")
    shown = to_notebook(replace(bridge, title="</style><b>", events=(event,), undated=()))
    assert "<script>" not in shown
    assert "</style><b>" not in shown


def test_two_timelines_of_one_notebook_have_their_own_anchors(bridge: timeline.Timeline) -> None:
    def anchors(shown: str) -> set[str]:
        return {part.partition('"')[0] for part in shown.split(' id="')[1:]}

    other = to_notebook(replace(bridge, title="Another"))
    assert anchors(to_notebook(bridge)).isdisjoint(anchors(other))
    assert anchors(other)


def test_a_timeline_that_does_not_hold_what_it_cites_is_an_error(bridge: timeline.Timeline) -> None:
    with pytest.raises(RenderError):
        to_notebook(replace(bridge, articles=()))
