"""With what the real embedded model answered: the example builds to the very timelines that lie beside it.

The cassette holds every question of the build. When a prompt, a rule or the example changes, `make record`
asks the model again and rewrites the timelines.
"""

import os
from pathlib import Path

import pytest
from recordings import Record, embedded_settings

from timeline import load
from timeline.rendering import render

EXAMPLE = Path(__file__).parents[2] / "examples" / "ever-given"
TITLE = "Ever Given in the Suez Canal"


def test_the_example_builds_to_the_timelines_beside_it(
    record: Record, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record_mode: str
) -> None:
    monkeypatch.chdir(EXAMPLE)
    with record("ever-given") as recording:
        built = recording.build(["articles"], embedded_settings(tmp_path / "answers.sqlite"), title=TITLE)
    assert built.report.accounts.total.calls > 0
    assert built.timeline.failed == ()
    committed: dict[str, str] = {
        "json": "timeline.json",
        "markdown": "timeline.md",
        "html": "timeline.html",
    }
    for format_, name in committed.items():
        rendered = render(built.timeline, format_)
        if record_mode != "none" or os.environ.get("TIMELINE_UPDATE_GOLDEN"):
            Path(name).write_text(rendered, encoding="utf-8")
        assert rendered == Path(name).read_text(encoding="utf-8"), (
            f"{name} is stale; `make record` rewrites it"
        )


def test_the_readme_shows_the_summary_of_the_example() -> None:
    timeline = load(EXAMPLE / "timeline.json")
    disagreements = sum(bool(event.conflicts) for event in (*timeline.events, *timeline.undated))
    summary = (
        f"{len(timeline.articles)} articles, {len(timeline.events)} events, {len(timeline.undated)} undated, "
        f"{disagreements} disagreement, {len(timeline.rejected)} left out"
    )
    assert summary in (EXAMPLE.parents[1] / "README.md").read_text(encoding="utf-8")
