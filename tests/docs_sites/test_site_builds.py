"""Builds with every generator that are not opened in a browser: other builders, the plugin's page, bad data."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docs_sites.conftest import need
from docs_sites.generators import (
    GENERATORS,
    MKDOCS,
    TIMELINES,
    Generator,
    build,
    events_of,
    lay_out,
)

MARKUP = {"html": r"<[^>]*>", "latex": r"\\[a-z]+\{\}"}
SPHINX = [generator for generator in GENERATORS if generator.is_sphinx][:1]


@pytest.mark.parametrize(
    ("builder", "written"), [("text", "*.txt"), ("latex", "*.tex"), ("man", "*.1"), ("html", "*.html")]
)
@pytest.mark.parametrize("generator", SPHINX, ids=lambda generator: generator.name)
def test_every_builder_of_sphinx_holds_all_events(
    generator: Generator, builder: str, written: str, tmp_path: Path
) -> None:
    # Read by two processes; quotes are word by word what the articles say, quotation marks too.
    need(generator)
    lay_out(generator, tmp_path)
    done = build(
        replace(generator, command=("sphinx", "-W", "-n", "-j", "2", "-b", builder, "pages", "built")),
        tmp_path,
    )
    assert done.returncode == 0, done.stdout
    built = "".join(file.read_text(encoding="utf-8") for file in sorted((tmp_path / "built").glob(written)))
    text = _plain(re.sub(MARKUP.get(builder, r"(?!)"), "", built))
    for event in events_of("old_bridge"):
        assert _plain(event.headline) in text
        assert all(_plain(citation.quote) in text for citation in event.citations)


def test_a_page_of_all_events_needs_to_know_of_which(tmp_path: Path) -> None:
    need(MKDOCS)
    lay_out(MKDOCS, tmp_path)
    settings = tmp_path / "site.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            ", timelines: [data/old_bridge.json, data/hostile.json]", ""
        ),
        encoding="utf-8",
    )
    done = build(MKDOCS, tmp_path)
    assert done.returncode != 0
    assert "set `timelines`" in done.stdout


BROKEN = {
    "a missing file": (None, "data/broken.json cannot be read: No such file or directory"),
    "broken JSON": ('{"title": "x", "events": [', "data/broken.json is not a timeline"),
    "a newer version": ({"schema_version": 3}, "data/broken.json was written by a newer timeline (schema 3)"),
    "a date that is none": ({"date": "March-ish"}, "events/0/date"),
    "an article that is not there": ({"article": "art-gone"}, "art-gone"),
}


@pytest.fixture(scope="module", params=GENERATORS, ids=lambda generator: generator.name)
def small_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Generator, Path]:
    """Return a site of one page, which asks for a file that is wrong."""
    need(request.param)
    folder = tmp_path_factory.mktemp("small")
    lay_out(request.param, folder)
    for page in (folder / "pages").iterdir():
        if page.suffix in (".md", ".rst"):
            page.unlink()
    if request.param.is_sphinx:
        (folder / "pages" / "index.rst").write_text(
            "Home\n====\n\n.. cited-timeline:: data/broken.json\n", encoding="utf-8"
        )
    else:
        (folder / "pages" / "index.md").write_text(
            "# Home\n\n::cited-timeline data/broken.json\n", encoding="utf-8"
        )
    return request.param, folder


@pytest.mark.parametrize("fault", BROKEN)
def test_bad_data_stops_the_build(small_site: tuple[Generator, Path], fault: str) -> None:
    # The generator fails, and names the page or its line, the file, and what is wrong with it.
    generator, folder = small_site
    content, reason = BROKEN[fault]
    file = folder / "pages" / "data" / "broken.json"
    file.unlink(missing_ok=True)
    if content is not None:
        file.write_text(content if isinstance(content, str) else _spoilt(content), encoding="utf-8")
    done = build(generator, folder)
    assert done.returncode != 0
    assert reason in " ".join(done.stdout.split())
    assert "index" in done.stdout or "::cited-timeline data/broken.json" in done.stdout


def _spoilt(change: dict[str, Any]) -> str:
    timeline = json.loads((TIMELINES / "old_bridge.json").read_text(encoding="utf-8"))
    event = timeline["events"][0]
    for name, value in change.items():
        place = timeline if name in timeline else event if name in event else event["citations"][0]
        place[name] = value
    return json.dumps(timeline)


def _plain(text: str) -> str:
    """Return *text* without what writers of other formats put between its letters: blanks, hyphens at line ends, escapes."""
    return re.sub(r"[^\w“”‘’]", "", html.unescape(text))
