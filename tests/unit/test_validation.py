"""`timeline check`: what is found wrong with a timeline, its articles, and its outputs."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline.cli import main
from timeline.dates import parse_edtf
from timeline.models import TIMELINE_FORMAT, Citation, Conflict, ConflictValue, Event, Timeline
from timeline.timelines.validation import check_timeline

ALL = re.compile(r"([1-9]\d*) of \1 passages")
"""What the report says where every passage was compared with its article."""
EXAMPLE = Path(__file__).parents[2] / "examples" / "ever-given"
BRIDGE = Path(__file__).parents[1] / "timelines" / "old_bridge.json"


def bridge() -> Timeline:
    return TIMELINE_FORMAT.validate_json(BRIDGE.read_bytes())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with the example: its articles, and the timeline built of them."""
    shutil.copytree(EXAMPLE / "articles", tmp_path / "articles")
    shutil.copy(EXAMPLE / "timeline.json", tmp_path)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_the_example_stands_word_by_word_in_its_articles(project: Path) -> None:
    # All passages are compared: what is cited, and what was left out.
    timeline = TIMELINE_FORMAT.validate_json((project / "timeline.json").read_bytes())
    checked = check_timeline(timeline, project)
    passages = [
        *(c for event in (*timeline.events, *timeline.undated) for c in event.citations),
        *timeline.rejected,
    ]
    assert (checked.findings, checked.absent) == ((), ())
    assert checked.compared == checked.passages == len(passages)


def test_a_changed_article_is_reported_by_the_quotes_that_it_lost(project: Path) -> None:
    # What only moved is distinguished from what is gone: one sentence, which is quoted for each of its two dates.
    file = project / "articles" / "agency-report.txt"
    file.write_text(
        file.read_text(encoding="utf-8").replace("came to rest", "at last came to rest"), encoding="utf-8"
    )
    result = run(project / "timeline.json")
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert sum("does not stand in articles/agency-report.txt any more" in line for line in lines) == 2
    assert any("of articles/agency-report.txt now, not at" in line for line in lines)
    assert f"{len(lines) - 1} found wrong" in lines[-1]


def test_a_line_that_moved_in_its_file_is_known_by_its_text(project: Path) -> None:
    file = project / "articles" / "briefs.jsonl"
    file.write_text('{"text": "Something else."}\n' + file.read_text(encoding="utf-8"), encoding="utf-8")
    result = run(project / "timeline.json")
    assert result.exit_code == 0
    assert ALL.search(result.output)


def test_an_article_that_is_not_there_is_named_and_is_no_fault(project: Path) -> None:
    # Who may not publish articles keeps them elsewhere.
    (project / "articles" / "broadsheet.md").rename(project / "articles" / "other.md")
    result = run(project / "timeline.json")
    assert result.exit_code == 0
    assert "not in the folder: articles/broadsheet.md" in result.output


def test_articles_may_lie_elsewhere(project: Path) -> None:
    moved = project / "site" / "data"
    moved.mkdir(parents=True)
    (project / "timeline.json").rename(moved / "timeline.json")
    assert " events, 0 of " in run(moved / "timeline.json").output
    assert ALL.search(run(moved / "timeline.json", "--articles", project).output)


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    # A timeline is a stranger's: its paths lead nowhere else, by no way.
    secret, folder = tmp_path / "secret.txt", tmp_path / "inside"
    folder.mkdir()
    secret.write_text("Nobody is to know this on Tuesday.", encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    for path in ("../secret.txt", str(secret), "link.txt", "nul\0.txt", "x" * 5000):
        whole = bridge()
        articles = (replace(whole.articles[0], path=path), *whole.articles[1:])
        assert check_timeline(replace(whole, articles=articles), folder).compared == 0


def _events(change: Callable[[Event], Event]) -> Callable[[Timeline], Timeline]:
    return lambda timeline: replace(timeline, events=(change(timeline.events[0]), *timeline.events[1:]))


def _citation(**changes: object) -> Callable[[Timeline], Timeline]:
    def changed(citation: Citation) -> Citation:
        return replace(citation, **changes)  # type: ignore[arg-type] # as its fields are

    return _events(lambda event: replace(event, citations=(changed(event.citations[0]),)))


def _article(**changes: object) -> Callable[[Timeline], Timeline]:
    return lambda timeline: replace(
        timeline,
        articles=(replace(timeline.articles[0], **changes), *timeline.articles[1:]),  # type: ignore[arg-type] # as its fields are
    )


CONFLICT = Conflict(field="date", values=(ConflictValue(value="2021", citations=(0, 7)),))
FAULTS: dict[str, tuple[Callable[[Timeline], Timeline], str]] = {
    "an event twice": (
        lambda t: replace(t, undated=(*t.undated, replace(t.events[0], date=None))),
        "2 events have this id",
    ),
    "an article twice": (
        lambda t: replace(t, articles=(*t.articles, t.articles[0])),
        "2 articles have this id",
    ),
    "one anchor for two": (
        lambda t: replace(t, undated=(replace(t.undated[0], id="a/b"), replace(t.undated[1], id="a b"))),
        "several events have this anchor",
    ),
    "a date among the undated": (
        lambda t: replace(t, undated=(replace(t.undated[0], date=parse_edtf("2011")), *t.undated[1:])),
        "among the undated events with a date",
    ),
    "no date among the dated": (
        _events(lambda event: replace(event, date=None)),
        "among the dated events without a date",
    ),
    "out of order": (lambda t: replace(t, events=t.events[::-1]), "stands out of order"),
    "a quote of no article": (
        _citation(article="art-gone"),
        "the article art-gone, which is not among the articles",
    ),
    "a copy of no article": (_article(copy_of="art-gone"), "refers to the article art-gone"),
    "an origin that is none": (_article(origin="art-gone"), "refers to the article art-gone"),
    "a place of another length": (_citation(end=90), "is no place of 88 characters"),
    "a place before the text": (_citation(start=-1, end=87), "is no place of 88 characters"),
    "a claim without a quote": (
        _events(lambda event: replace(event, conflicts=(CONFLICT,))),
        "names a quote that the event",
    ),
    "an event without a quote": (_events(lambda event: replace(event, citations=())), "has no quote"),
    "a script for an address": (
        _article(url="javascript:alert(1)"),
        "“javascript:alert(1)” is no http(s) address",
    ),
    "an address with a blank": (_article(url="https://a.example/b c"), "is no http(s) address"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(fault: str, tmp_path: Path) -> None:
    # And nothing else is wrong with the timeline but for that.
    change, what = FAULTS[fault]
    assert not check_timeline(bridge(), tmp_path).findings
    found = check_timeline(change(bridge()), tmp_path).findings
    assert any(what in finding.what for finding in found), [str(finding) for finding in found]


def test_an_output_is_to_be_what_would_be_written(project: Path) -> None:
    # With the options with which it was written; without them it is another page.
    timeline, page = project / "timeline.json", project / "page.md"
    options = ("--flavour", "mkdocs", "--top", "5")
    CliRunner().invoke(main, ["render", str(timeline), *options, "-o", str(page)])
    assert run(timeline, "-o", page, *options).exit_code == 0
    assert run(timeline, "-o", page).exit_code == 1
    page.write_text(page.read_text(encoding="utf-8") + "!", encoding="utf-8")
    stale = run(timeline, "-o", page, *options)
    assert stale.exit_code == 1
    assert f"{page}: is not what `timeline render` would write" in stale.output


def test_a_project_is_checked_with_all_that_it_is_built_to(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What `timeline build` alone writes, `timeline check` alone checks.
    monkeypatch.chdir(project)
    assert run().exit_code == 2
    Path("timeline.toml").write_text(
        'sources = ["articles"]\noutput = ["page.md", "timeline.json"]\n', encoding="utf-8"
    )
    CliRunner().invoke(main, ["render", "timeline.json", "-o", "page.md"])
    assert run().exit_code == 0
    Path("page.md").unlink()
    assert "page.md: is not what `timeline render` would write" in run().output


def test_one_that_cannot_be_read_is_reported_and_the_others_are_checked(project: Path) -> None:
    broken = project / "broken.json"
    broken.write_text("{", encoding="utf-8")
    both = run(broken, project / "timeline.json")
    assert both.exit_code == 1
    assert f"{broken} is not a timeline" in both.output
    assert ALL.search(both.output)
    assert run(broken).exit_code == 2


def test_outputs_are_of_one_timeline(project: Path) -> None:
    result = run(project / "timeline.json", BRIDGE, "-o", "page.md")
    assert result.exit_code == 2
    assert "made from one timeline" in result.output


def test_a_report_steers_no_terminal(tmp_path: Path) -> None:
    timeline = _article(url="https://a.example/\x1b[31m")(bridge())
    file = tmp_path / "t.json"
    file.write_bytes(TIMELINE_FORMAT.dump_json(timeline))
    assert "\x1b" not in run(file).output
