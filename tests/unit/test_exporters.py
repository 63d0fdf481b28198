"""Exports: dates no finer than they are told, what a format cannot say in words, and no text that gets out of its place.

That their tools take them is tested in tests/renderers.
"""

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hostile_texts import TEXTS, TIMELINES, hostile_timeline

from timeline.dates import parse_edtf
from timeline.errors import RenderError
from timeline.models import TIMELINE_FORMAT, DoubtReason, Generated, MayBeSame, Timeline
from timeline.rendering import render
from timeline.rendering.escaping import visible

EXPORTS: tuple[str, ...] = ("timelinejs", "vis", "mermaid", "csv", "ical", "csl", "jsonld")
NOTHING = Timeline(title="Nothing", generated=Generated(by="timeline", model="fake", prompts="none"))


def sample() -> Timeline:
    return TIMELINE_FORMAT.validate_json((TIMELINES / "old_bridge.json").read_bytes())


def on(edtf: str | None) -> Timeline:
    """Return a timeline of one event, at *edtf*."""
    event = replace(sample().events[0], date=parse_edtf(edtf) if edtf else None)
    return replace(sample(), events=(event,) if edtf else (), undated=() if edtf else (event,))


def read(timeline: Timeline, format_: str) -> Any:
    return json.loads(render(timeline, format_))


def elements(html: str) -> set[tuple[str, tuple[str, ...]]]:
    found: set[tuple[str, tuple[str, ...]]] = set()

    class Elements(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.add((tag, tuple(name for name, _ in attrs)))

    Elements().feed(html)
    return found


def calendar_lines(timeline: Timeline) -> list[str]:
    """Return the lines of the calendar, unfolded."""
    return render(timeline, "ical").replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("format_", EXPORTS[1:])
def test_nothing_gives_a_whole_file(format_: str) -> None:
    # No event, no article.
    assert render(NOTHING, format_).endswith("\n")


def test_timelinejs_is_not_given_what_it_refuses() -> None:
    # It shows an error in place of a timeline without dates.
    for undatable in (NOTHING, on(None)):
        with pytest.raises(RenderError, match="no event with a date"):
            render(undatable, "timelinejs")


@pytest.mark.parametrize("format_", EXPORTS)
def test_a_headline_of_a_hundred_thousand_signs(format_: str) -> None:
    # It breaks no format, and no search for signs takes for ever over it.
    for sign in ("=", "-", ".", ":a", "@a", "<b>", "\\", "$1", '"', "é"):
        events = (replace(sample().events[6], headline=sign * 50_000),)
        assert render(replace(sample(), events=events), format_).endswith("\n")


@pytest.mark.parametrize("format_", ["timelinejs", "vis", "ical", "jsonld"])
def test_what_may_be_the_same_is_among_the_remarks(format_: str) -> None:
    # In words, as links within a page are nothing there.
    events = sample().events
    doubt = MayBeSame(event=events[5].id, reason=DoubtReason.SIMILARITY, score=0.2)
    changed = (*events[:6], replace(events[6], may_be_same=(doubt,)), *events[7:])
    written = render(replace(sample(), events=changed), format_).replace("\r\n ", "")
    assert f"Perhaps the same as: {events[5].headline} (told much alike)" in written


@pytest.mark.parametrize("format_", EXPORTS)
def test_the_same_timeline_gives_the_same_file(format_: str) -> None:
    # In whatever order its events stand, and with no clock in it.
    shuffled = replace(sample(), events=sample().events[::-1], undated=sample().undated[::-1])
    assert render(shuffled, format_) == render(sample(), format_)


@pytest.mark.parametrize("format_", EXPORTS)
def test_no_character_hides(format_: str) -> None:
    # Controls and overrides of direction are shown in every format.
    assert not re.search(
        "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", render(hostile_timeline(), format_)
    )


@pytest.mark.parametrize(
    ("edtf", "start", "end", "words"),
    [
        pytest.param("2015-10-20", {"year": 2015, "month": 10, "day": 20}, None, None, id="day"),
        pytest.param("2015-10", {"year": 2015, "month": 10}, None, None, id="month"),
        pytest.param("2015", {"year": 2015}, None, None, id="year"),
        pytest.param("2015~", {"year": 2015}, None, "c. 2015", id="about a year"),
        pytest.param(
            "2011-22", {"year": 2011, "month": 6}, {"year": 2011, "month": 8}, "Summer 2011", id="season"
        ),
        pytest.param(
            "2011-24", {"year": 2011, "month": 12}, {"year": 2012, "month": 2}, "Winter 2011", id="winter"
        ),
        pytest.param("199X", {"year": 1990}, {"year": 1999}, "The 1990s", id="decade"),
        pytest.param(
            "2011/2015-03", {"year": 2011}, {"year": 2015, "month": 3}, "2011 to March 2015", id="span"
        ),
        pytest.param("../2015", {"year": 2015}, None, "By 2015", id="open start"),
        pytest.param("2015/..", {"year": 2015}, None, "Since 2015", id="open end"),
        pytest.param("-0043", {"year": -44}, None, None, id="before our era"),
    ],
)
def test_timelinejs_dates(
    edtf: str, start: dict[str, int], end: dict[str, int] | None, words: str | None
) -> None:
    # Its fields say what they can, words say the rest, and no field is padded.
    (slide,) = read(on(edtf), "timelinejs")["events"]
    assert (slide["start_date"], slide.get("end_date"), slide.get("display_date")) == (start, end, words)


def test_timelinejs_lists_the_undated_on_its_title() -> None:
    # It would drop a slide without a date.
    slides = read(sample(), "timelinejs")
    assert len(slides["events"]) == len(sample().events)
    for event in sample().undated:
        assert event.headline in slides["title"]["text"]["text"]
    assert all(
        isinstance(slide["unique_id"], str) and slide["autolink"] is False for slide in slides["events"]
    )


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        pytest.param("2015-10-20", ("box", "2015-10-20T00:00:00", None, "timeline-day"), id="day"),
        pytest.param(
            "2015-10",
            ("range", "2015-10-01T00:00:00", "2015-10-31T23:59:59", "timeline-imprecise"),
            id="month",
        ),
        pytest.param(
            "2011-24",
            ("range", "2011-12-01T00:00:00", "2012-02-29T23:59:59", "timeline-imprecise"),
            id="winter",
        ),
        pytest.param(
            "2011/2012", ("range", "2011-01-01T00:00:00", "2012-12-31T23:59:59", "timeline-span"), id="span"
        ),
        pytest.param("../2015", ("box", "2015-12-31T00:00:00", None, "timeline-open"), id="open start"),
        pytest.param("2015/..", ("box", "2015-01-01T00:00:00", None, "timeline-open"), id="open end"),
        pytest.param(
            "-0043-03-15", ("box", "-000043-03-15T00:00:00", None, "timeline-day"), id="before our era"
        ),
    ],
)
def test_vis_places(edtf: str, expected: tuple[str, str, str | None, str]) -> None:
    # A range over all that a date can be; the words of the date are in the item.
    (item,) = read(on(edtf), "vis")["items"]
    assert (item["type"], item["start"], item.get("end"), item["className"]) == expected
    assert item["content"].endswith(f": {sample().events[0].headline}")
    assert item["title"].startswith(f"<p>{item['content']}</p>")


def test_html_in_exports_holds_no_element_of_a_text() -> None:
    # Both tools place what these fields hold as HTML.
    slides, shown = read(hostile_timeline(), "timelinejs"), read(hostile_timeline(), "vis")
    texts = [text for slide in (slides["title"], *slides["events"]) for text in slide["text"].values()]
    texts += [slide["display_date"] for slide in slides["events"] if "display_date" in slide]
    texts += [item[field] for item in (*shown["items"], *shown["undated"]) for field in ("content", "title")]
    allowed = {("p", ()), ("blockquote", ()), ("a", ("href",)), ("h2", ()), ("h3", ())}
    assert set().union(*map(elements, texts)) == allowed
    assert all(re.match("https?://", link) for text in texts for link in re.findall('href="([^"]*)', text))


def test_json_ld_cannot_end_the_script_element_around_it() -> None:
    # It is made to stand in a page.
    assert "<" not in render(hostile_timeline(), "jsonld")


def test_csv_has_a_row_for_each_citation() -> None:
    # With the event's own columns, quotes word by word, and days only where an end is known.
    rows = list(csv.DictReader(io.StringIO(render(sample(), "csv"))))
    events = (*sample().events, *sample().undated)
    assert [row["event"] for row in rows] == [event.id for event in events for _ in event.citations]
    assert {row["quote"] for row in rows} == {cited.quote for event in events for cited in event.citations}
    first, last = rows[0], rows[-1]
    assert (first["date"], first["when"], first["earliest"], first["latest"]) == (
        "../2021",
        "By 2021",
        "",
        "2021-12-31",
    )
    assert (last["date"], last["when"], last["earliest"], last["latest"]) == ("", "", "", "")
    assert {row["disagreements"] for row in rows if row["headline"].startswith("Engineers")} == {
        "the number (million): 12 / 14"
    }


def test_no_cell_is_a_formula() -> None:
    # Also not after blanks, in wide forms, or in a date before our era; the text behind the quote mark is
    # whole.
    rows = list(csv.reader(io.StringIO(render(hostile_timeline(), "csv"))))
    assert all(len(row) == len(rows[0]) for row in rows)
    cells = {cell for row in rows for cell in row}
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell)]
    assert {f"'{TEXTS['formula']}", f"'{TEXTS['formula at']}", f"'{TEXTS['wide formula']}", "'-0043"} <= cells
    assert visible(TEXTS["html"]) in cells


def test_a_calendar_holds_what_is_known_to_the_day() -> None:
    # A day, a span of days, a week; the end is the day after. Everything else is listed in its description.
    kept = {
        "2015-10-20": ("20151020", "20151021"),
        "2015-12-31": ("20151231", "20160101"),
        "2015-10-19/2015-10-25": ("20151019", "20151026"),
        "0044-06-01": ("00440601", "00440602"),
    }
    for edtf, (start, end) in kept.items():
        lines = calendar_lines(on(edtf))
        assert f"DTSTART;VALUE=DATE:{start}" in lines
        assert f"DTEND;VALUE=DATE:{end}" in lines
        assert f"SUMMARY:{sample().events[0].headline}" in lines
    for edtf in (
        "2015-10",
        "2015",
        "199X",
        "2011-22",
        "../2015",
        "2015/..",
        "2015-10-19/2015-11",
        "-0043-03-15",
        None,
    ):
        lines = calendar_lines(on(edtf))
        assert "BEGIN:VEVENT" not in lines
        (about,) = [line for line in lines if line.startswith("DESCRIPTION:")]
        assert "because no day is known" in about
        assert sample().events[0].headline in about


def test_a_calendar_marks_an_uncertain_day() -> None:
    # The day stands in the summary as it is told.
    assert f"SUMMARY:c. 20 October 2015: {sample().events[0].headline}" in calendar_lines(on("2015-10-20~"))
    assert "DTEND" not in render(on("9999-12-31"), "ical"), "there is no day after it"


def test_a_calendar_is_made_of_lines_of_75_octets_and_its_own_properties() -> None:
    # No text makes a line of its own; no line breaks a character.
    whole = render(hostile_timeline(), "ical")
    assert whole.encode().endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in whole.encode().split(b"\r\n"))
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", whole)
    names = {re.match(r"[A-Z-]+", line)[0] for line in calendar_lines(hostile_timeline()) if line}  # type: ignore[index] # each has one
    assert names <= {
        "BEGIN", "END", "VERSION", "PRODID", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC", "UID", "DTSTAMP",
        "DTSTART", "DTEND", "SUMMARY", "URL", "CATEGORIES", "STATUS", "TRANSP",
    }  # fmt: skip
    assert calendar_lines(hostile_timeline()).count("BEGIN:VEVENT") == calendar_lines(
        hostile_timeline()
    ).count("END:VEVENT")


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("2015-10-20", {"date-parts": [[2015, 10, 20]]}),
        ("2015-10", {"date-parts": [[2015, 10]]}),
        ("2015~", {"date-parts": [[2015]], "circa": True}),
        ("2011-22", {"date-parts": [[2011]], "season": 2}),
        ("2011/2015-03", {"date-parts": [[2011], [2015, 3]]}),
        ("199X", {"literal": "the 1990s"}),
        ("../2015", {"literal": "by 2015"}),
    ],
)
def test_csl_dates(edtf: str, issued: dict[str, Any]) -> None:
    # Parts where they can say it, else words.
    articles = (replace(sample().articles[0], published=parse_edtf(edtf)),)
    assert (
        read(replace(sample(), articles=articles, events=(), undated=(), rejected=()), "csl")[0]["issued"]
        == issued
    )


def test_csl_has_an_item_for_each_article() -> None:
    # With what is known, and nothing that is not.
    items = read(sample(), "csl")
    assert [item["id"] for item in items] == [article.id for article in sample().articles]
    assert items[0]["author"] == [{"literal": "Ruth Amsel"}]
    assert all(item["title"] and item["note"] for item in items)
    assert not [
        item
        for item in read(hostile_timeline(), "csl")
        if not re.match("https?://", item.get("URL", "http://"))
    ]


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2015-10", "2015-10", None),
        ("2011/2015", "2011", "2015"),
        ("2015/..", "2015", None),
        ("2015~", None, None),
        ("199X", None, None),
        ("../2015", None, None),
        ("-0043", None, None),
    ],
)
def test_json_ld_dates(edtf: str, start: str | None, end: str | None) -> None:
    # Only what ISO 8601 says whole; the description always tells the date in words.
    event = read(on(edtf), "jsonld")["itemListElement"][0]["item"]
    assert (event.get("startDate"), event.get("endDate")) == (start, end)
    assert event["description"][:3].lower() in ("oct", "201", "sin", "c. ", "the", "by ", "44 ")


def test_mermaid_is_made_of_its_own_statements() -> None:
    # One line a year, one an event, whatever its words; Mermaid's own signs are entities.
    lines = render(hostile_timeline(), "mermaid").splitlines()
    assert lines[1] == "timeline"
    assert lines[2].startswith("    title ")
    shape = r"        [^:;#]*(?:#\d+;[^:;#]*)*(?: : [^:;]*(?:#\d+;[^:;#]*)*){2}"
    for line in lines[3:]:
        assert re.fullmatch(r"    section [^:]*|" + shape, line), line
        assert not re.search(r"[<>{}%\"\\`]", line)
    assert "#115;ection forged" in "\n".join(lines)
    assert len(render(replace(sample(), title="x" * 100_000), "mermaid")) < 10_000
