"""Each export in the tool that it is for: it opens without a complaint, shows what it should, and hostile text runs nothing."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hostile_texts import TEXTS, TIMELINES, hostile_timeline
from markdown_renderers import FOLDER, Html, need_packages

from timeline.models import TIMELINE_FORMAT, Timeline
from timeline.rendering import render
from timeline.rendering.escaping import visible

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

ORIGIN = "http://tools.example/"
HEADS: dict[str, str] = {
    "timelinejs": '<link rel="stylesheet" href="@knight-lab/timelinejs/dist/css/timeline.css">'
    '<script src="@knight-lab/timelinejs/dist/js/timeline.js"></script>',
    "vis": '<link rel="stylesheet" href="vis-timeline/styles/vis-timeline-graph2d.min.css">'
    '<script src="vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>',
    "mermaid": '<script src="mermaid/dist/mermaid.min.js"></script>',
}
SCRIPTS: dict[str, str] = {
    # Its default font is a stranger's address.
    "timelinejs": "new TL.Timeline('tool', exported, "
    "{font: null, language: 'en', script_path: '@knight-lab/timelinejs/dist/js/'})",
    "vis": "new vis.Timeline(document.getElementById('tool'), new vis.DataSet(exported.items), {})",
    "mermaid": "mermaid.initialize({startOnLoad: false, securityLevel: 'loose'});"
    "mermaid.render('drawn', exported).then(({svg}) => {document.getElementById('tool').innerHTML = svg})",
}
DRAWN: dict[str, str] = {"timelinejs": ".tl-timemarker", "vis": ".vis-item", "mermaid": "#tool svg text"}


def sample() -> Timeline:
    return TIMELINE_FORMAT.validate_json((TIMELINES / "old_bridge.json").read_bytes())


class Opened:
    """A page with the tool in it, and all that it complained of, asked for elsewhere, or ran."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on(
            "dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )
        page.route("**/*", self._answer)

    def show(self, format_: str, timeline: Timeline, drawn: str | None = None) -> None:
        """Draw *timeline*, and wait for what matches the selector *drawn*, or for its events."""
        written = render(timeline, format_)
        exported = json.dumps(written) if format_ == "mermaid" else written
        self._body = (
            f'<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">{HEADS[format_]}'
            f'<div id="tool" style="width: 1000px; height: 700px"></div>'
            f"<script>const exported = {exported.replace('</', '<' + chr(92) + '/')}; {SCRIPTS[format_]}</script>"
        )
        self.page.goto(f"{ORIGIN}page.html")
        self.page.wait_for_selector(drawn or DRAWN[format_], state="attached")

    def _answer(self, route: "Route") -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        if path == "page.html":
            route.fulfill(body=self._body, content_type="text/html; charset=utf-8")
        elif (FOLDER / "node_modules" / path).is_file():
            route.fulfill(path=FOLDER / "node_modules" / path)
        else:
            self.complaints.append(f"asked for {route.request.url}")
            route.abort()


@pytest.fixture
def opened(chromium: "Browser") -> Iterator[Opened]:
    context = chromium.new_context()
    yield Opened(context.new_page())
    context.close()


@pytest.mark.parametrize("hostile", [False, True], ids=["sample", "hostile"])
@pytest.mark.parametrize("format_", ["timelinejs", "vis", "mermaid"])
def test_a_tool_draws_it_without_complaint(opened: Opened, format_: str, *, hostile: bool) -> None:
    # In a real browser: no warning, no request to anyone, no script, no element of a text's own.
    timeline = hostile_timeline() if hostile else sample()
    opened.show(format_, timeline)
    assert not opened.complaints
    assert opened.page.evaluate("window.pwned") is None
    elements = Html(opened.page.inner_html("#tool")).elements
    assert not {tag for tag, _ in elements} & {
        "script",
        "img",
        "iframe",
        "details",
        "form",
        "object",
        "embed",
    }
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on")]
    assert not [
        each["href"]
        for _, each in elements
        if (each.get("href") or "https:").lower().startswith(("javascript", "data"))
    ]


@pytest.mark.parametrize("format_", ["vis", "mermaid"])
def test_a_tool_takes_a_timeline_without_events(opened: Opened, format_: str) -> None:
    # TimelineJS does not, and is given none.
    empty = replace(sample(), events=(), undated=())
    opened.show(format_, empty, drawn="#tool svg text" if format_ == "mermaid" else ".vis-timeline")
    assert not opened.complaints


def test_timelinejs_shows_dates_as_precise_as_they_are(opened: Opened) -> None:
    # Its own words where its fields say all, ours where they cannot; a slide for each event, and the title.
    opened.show("timelinejs", sample())
    opened.page.wait_for_function(
        f"document.querySelectorAll('.tl-headline-date').length > {len(sample().events)}"
    )
    dates = [words.strip() for words in opened.page.locator(".tl-headline-date").all_text_contents()]
    assert dates[1:9] == [
        "By 2021",
        "April 2021",
        "Summer 2021",
        "November 2021",
        "c. the week of 14 February 2022",
        "Since March 2022",
        "March 8, 2022",
        "March 9, 2022",
    ]
    assert len(dates) == len(sample().events) + 1


def test_vis_places_a_day_on_that_day_wherever_its_reader_is(chromium: "Browser") -> None:
    # West of Greenwich a bare date would be the day before.
    context = chromium.new_context(timezone_id="America/Los_Angeles")
    opened = Opened(context.new_page())
    opened.show("vis", sample())
    (day,) = [
        item
        for item in json.loads(render(sample(), "vis"))["items"]
        if item["start"].startswith("2022-03-09")
    ]
    assert opened.page.evaluate(f"new Date({json.dumps(day['start'])}).toDateString()") == "Wed Mar 09 2022"
    context.close()


def test_mermaid_shows_the_characters_of_each_text(opened: Opened) -> None:
    # Its entities are read back; it breaks lines, and drops the blanks there (to JavaScript, U+FEFF is one).
    opened.show("mermaid", hostile_timeline())
    drawn = {"".join(text.split()) for text in opened.page.locator("#tool svg text").all_text_contents()}
    for text in TEXTS.values():
        assert "".join(visible(text).replace("\ufeff", "").split()) in drawn


@pytest.mark.parametrize("hostile", [False, True], ids=["sample", "hostile"])
def test_a_calendar_is_read_back(*, hostile: bool) -> None:
    # By another program's parser: all-day events on their days, with every character, and no component of a
    # text's own.
    need_packages(("icalendar",))
    from icalendar import Calendar

    timeline = hostile_timeline() if hostile else sample()
    calendar = Calendar.from_ical(render(timeline, "ical"))
    events = {str(event["UID"]).partition("@")[0]: event for event in calendar.subcomponents}
    assert not calendar.errors
    assert all(
        event.name == "VEVENT" and not event.errors and not event.subcomponents for event in events.values()
    )
    if not hostile:
        assert events["evt-f76ec770b5b1"].decoded("DTSTART") == date(2022, 3, 9)
        assert events["evt-acdc99bd5dc6"].decoded("DTEND") == date(2024, 4, 27)
        assert "Not in this calendar" in calendar["DESCRIPTION"]
    for event in timeline.events:
        if event.id in events:
            assert str(events[event.id]["SUMMARY"]).endswith(" ".join(visible(event.headline).split()))


@pytest.mark.parametrize("hostile", [False, True], ids=["sample", "hostile"])
def test_a_citation_processor_reads_the_sources(*, hostile: bool) -> None:
    # Each article becomes an entry of a bibliography, in a style that comes with the processor.
    need_packages(("citeproc",))
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(render(hostile_timeline() if hostile else sample(), "csl"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    entries = [str(entry) for entry in bibliography.bibliography()]
    assert len(entries) == len(items)
    if not hostile:
        assert any(
            "Old Lock Bridge closed after crack is found" in entry and "2022" in entry for entry in entries
        )
