"""The project's own docs site: built strictly, with the network out of reach, and its gallery is of real timelines."""

import json
import shutil
from pathlib import Path

from docs_sites.conftest import need
from docs_sites.generators import ZENSICAL, build

from timeline.rendering.html_page import site_stylesheet

PROJECT = Path(__file__).parents[2]


def test_it_builds_strictly_and_shows_the_examples(tmp_path: Path) -> None:
    # Links between pages and to their headings are checked by the generator; events are those of the example.
    need(ZENSICAL)
    for name in ("docs", "examples"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "zensical.toml", tmp_path)
    (tmp_path / "docs" / "assets").mkdir(exist_ok=True)
    (tmp_path / "docs" / "assets" / "cited-timeline.css").write_text(site_stylesheet(), encoding="utf-8")
    done = build(ZENSICAL, tmp_path, "-f", "zensical.toml")
    assert done.returncode == 0, done.stdout
    gallery = (tmp_path / "build" / "site" / "gallery" / "ever-given" / "index.html").read_text(
        encoding="utf-8"
    )
    example = json.loads((PROJECT / "examples" / "ever-given" / "timeline.json").read_bytes())
    events = [*example["events"], *example["undated"]]
    assert gallery.count('class="timeline-event"') == len(events)
    assert not [event["id"] for event in events if f'id="timeline-{event["id"]}"' not in gallery]
