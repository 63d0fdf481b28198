"""The types of the Python interface, as a user's own `mypy --strict` sees them; mypy fails where one changes."""

from pathlib import Path
from typing import assert_type

import timeline
from timeline.dates import DateInterval, PartialDate
from timeline.timelines.validation import Checked


def built() -> None:
    assert_type(timeline.build("articles/"), timeline.BuildResult)
    result = timeline.build(["a.txt", Path("b.md")], title="A title", max_calls=3, granularity="article")
    assert_type(result.timeline, timeline.Timeline)
    assert_type(result.notes, tuple[str, ...])
    assert_type(result.cost, float | None)
    options: timeline.BuildOptions = {"model": "m", "adjudicate": False}
    assert_type(timeline.build("articles/", **options), timeline.BuildResult)
    timeline.build("articles/", max_call=3)  # type: ignore[call-arg] # misspelt
    timeline.build("articles/", granularity="word")  # type: ignore[arg-type] # not one of the two
    timeline.build(3)  # type: ignore[arg-type] # not a path


async def awaited() -> None:
    assert_type(await timeline.abuild("articles/", edits="timeline.edits.toml"), timeline.BuildResult)


def loaded() -> None:
    found = timeline.load(Path("timeline.json"))
    assert_type(found, timeline.Timeline)
    assert_type(found.events, tuple[timeline.Event, ...])
    assert_type(found.articles, tuple[timeline.Article, ...])
    assert_type(found.events[0].date, PartialDate | DateInterval | None)
    assert_type(found.events[0].citations, tuple[timeline.Citation, ...])
    assert_type(timeline.render(found, "html", level=2), str)
    assert_type(timeline.render(found, "timeline.ics"), str | bytes)
    options: timeline.RenderOptions = {"flavour": "mkdocs", "layout": "table"}
    assert_type(timeline.render(found, "markdown", **options), str)
    timeline.render(found, "html", levle=2)  # type: ignore[call-overload] # misspelt
    assert_type(timeline.check(found), Checked)
    assert_type(timeline.check("timeline.json", folder="articles"), Checked)
    assert_type(timeline.explain(found, found.events[0]), str)
    assert_type(timeline.__version__, str)
    timeline.bild("articles/")  # type: ignore[attr-defined] # no such name


def caught() -> None:
    try:
        timeline.load("timeline.json")
    except timeline.TimelineError as error:
        assert_type(error, timeline.TimelineError)
