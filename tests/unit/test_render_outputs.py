"""Outputs beside what they are made of: updated within a page's own text, never overwriting it, and checked."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hostile_texts import TIMELINES

from timeline.cli import main
from timeline.errors import StoreError, UsageError
from timeline.models import TIMELINE_FORMAT, Timeline
from timeline.rendering import Options, render
from timeline.rendering.freshness import content_of, is_current
from timeline.rendering.markdown_document import MarkdownOptions

SAMPLE = TIMELINES / "old_bridge.json"
PAGE = "---\ntitle: Mine\n---\n# Mine\n\n<!-- timeline:begin -->\n<!-- timeline:end -->\n\nMy last word.\n"


def sample() -> Timeline:
    return TIMELINE_FORMAT.validate_json(SAMPLE.read_bytes())


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["render", str(SAMPLE), *map(str, arguments)])
    return done.exit_code, done.output


def test_a_page_is_updated_and_checked(tmp_path: Path) -> None:
    # Stale before, current after, with other options stale again; its own text stays.
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    assert run("--check", "--update", "-o", page) == (
        1,
        f"timeline: {page} is not what would be written; the same command without --check writes it.\n",
    )
    assert page.read_text(encoding="utf-8") == PAGE
    assert run("--update", "-o", page) == (0, "")
    assert run("--check", "--update", "-o", page) == (0, "")
    assert run("--check", "--update", "--layout", "table", "-o", page)[0] == 1
    before, after = PAGE.split("<!-- timeline:end -->")
    written = page.read_text(encoding="utf-8")
    assert written.startswith(before)
    assert written.endswith(f"<!-- timeline:end -->{after}")
    assert render(sample(), "markdown").strip() in written


@pytest.mark.parametrize("name", ["t.md", "t.html", "t.json", "t.ics", "t.csv"])
def test_a_whole_file_is_checked(tmp_path: Path, name: str) -> None:
    # A file that is not there is stale; one in the line ends of another system is not.
    output = tmp_path / name
    assert run("--check", "-o", output)[0] == 1
    assert not output.exists()
    assert run("-o", output) == (0, "")
    assert run("--check", "-o", output) == (0, "")
    output.write_bytes(output.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert run("--check", "-o", output) == (0, "")
    output.write_text(f"{output.read_text(encoding='utf-8')}.", encoding="utf-8")
    assert run("--check", "-o", output)[0] == 1


def test_a_page_of_its_own_text_is_not_overwritten(tmp_path: Path) -> None:
    # Only with --update, and of several outputs none is written when one cannot be.
    page, other = tmp_path / "page.md", tmp_path / "other.md"
    page.write_text(PAGE, encoding="utf-8")
    status, output = run("-o", other, "-o", page)
    assert (status, "--update" in output) == (2, True)
    assert page.read_text(encoding="utf-8") == PAGE
    assert not other.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--update"], "name it with -o"),
        (["--check"], "name it with -o"),
        (["--update", "-o", "page.html"], "only Markdown"),
        (["--update", "-o", "gone.md"], "gone.md has no place for a timeline"),
    ],
)
def test_what_cannot_be_updated_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    # With what would help.
    monkeypatch.chdir(tmp_path)
    status, output = run(*arguments)
    assert (status, message in output) == (2, True)


def test_a_file_named_mdx_is_mdx(tmp_path: Path) -> None:
    # Whatever else is asked for: nothing else could read it.
    page = tmp_path / "page.mdx"
    page.write_text("import X from './x'\n\n{/* timeline:begin */}\n{/* timeline:end */}\n", encoding="utf-8")
    timeline = replace(sample(), title="Seen at https://news.example")
    written = content_of(page, timeline, "markdown", Options(markdown=MarkdownOptions("pandoc")), update=True)
    assert '# Seen at https:{"//"}news.example' in written
    assert written.endswith("\n{/* timeline:end */}\n")


def test_what_is_no_text_is_reported(tmp_path: Path) -> None:
    # By its name.
    output = tmp_path / "page.md"
    output.write_bytes(b"\xff\xfe")
    with pytest.raises(StoreError, match=r"page\.md is no text"):
        is_current(output, "x")
    with pytest.raises(StoreError, match=r"page\.md is no text"):
        content_of(output, sample(), "markdown", Options(), update=True)


def test_the_schema_is_printed() -> None:
    # And is the one in the docs.
    printed = CliRunner().invoke(main, ["schema"]).output
    assert printed == (Path(__file__).parents[2] / "docs" / "reference" / "timeline.schema.json").read_text(
        encoding="utf-8"
    )


def test_markers_out_of_order_name_the_page(tmp_path: Path) -> None:
    # With the lines in which they stand.
    page = tmp_path / "page.md"
    page.write_text("<!-- timeline:end -->\n<!-- timeline:begin -->\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"page\.md needs one timeline:begin"):
        content_of(page, sample(), "markdown", Options(), update=True)
