"""Whole outputs: golden files, hostile text through every format, and that templates escape all they place.

After a change of a template that is meant, write the golden files anew and look at their difference:

    TIMELINE_UPDATE_GOLDEN=1 .venv/bin/pytest tests/unit/test_render.py
"""

import json
import os
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import RenderError, UsageError
from timeline.models import TIMELINE_FORMAT, CitedExpression, Generated, Timeline
from timeline.rendering import format_of, json_pieces, render
from timeline.rendering.escaping import visible
from timeline.rendering.markdown_escaping import escaped

TIMELINES = Path(__file__).parents[1] / "timelines"
FORMATS: tuple[str, ...] = ("html", "markdown", "json")
NOTHING = Timeline(title="Nothing", generated=Generated(by="timeline", model="fake", prompts="none"))


def timeline(name: str) -> Timeline:
    return TIMELINE_FORMAT.validate_json((TIMELINES / f"{name}.json").read_bytes())


class Elements(HTMLParser):
    """The elements of a page, each with its attributes, and the text of its headlines and quotes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice"
        if tag == "blockquote" or ("class", "timeline-headline") in attrs:
            self._inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag == "mark"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data

    @property
    def shapes(self) -> set[tuple[str, str]]:
        return {(tag, name) for tag, attributes in self.elements for name in ("", *attributes)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("out.html", "html"),
        ("OUT.HTM", "html"),
        ("a.b.md", "markdown"),
        ("a.markdown", "markdown"),
        ("timeline.json", "json"),
        ("t.vis.json", "vis"),
        ("T.ICS", "ical"),
    ],
)
def test_the_ending_names_the_format(name: str, expected: str) -> None:
    # Upper case is what some systems write.
    assert format_of(Path(name)) == expected


@pytest.mark.parametrize("name", ["out.pdf", "out", ".html"])
def test_an_unknown_ending_is_refused_with_the_known_ones(name: str) -> None:
    # The message says what would work.
    with pytest.raises(UsageError, match=r"\.html, \.htm, .*\.json"):
        format_of(Path("folder") / name)


@pytest.mark.parametrize(("format_", "ending"), [("html", "html"), ("markdown", "md"), ("json", "json")])
def test_golden(format_: str, ending: str) -> None:
    # The whole file, so that no change of it goes unseen; in JSON it is the file that it was read from.
    golden, written = TIMELINES / f"old_bridge.{ending}", render(timeline("old_bridge"), format_)
    if os.environ.get("TIMELINE_UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8", newline="\n")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_quote_of_the_sample_is_as_long_as_its_span(format_: str) -> None:
    # The sample keeps the promise that timelines make, and every format shows each of its quotes.
    written = render(timeline("old_bridge"), format_)
    for event in timeline("old_bridge").events:
        for citation in event.citations:
            assert citation.end - citation.start == len(citation.quote)
            words = re.sub(r"</?mark>", "", written) if format_ == "html" else written
            assert citation.quote in words


def test_the_order_of_the_input_does_not_matter() -> None:
    # A page has each year once, however its timeline was put together.
    sample = timeline("old_bridge")
    shuffled = replace(sample, events=sample.events[::-1], undated=sample.undated[::-1])
    for format_ in ("html", "markdown"):
        assert render(shuffled, format_) == render(sample, format_)


@pytest.mark.parametrize("format_", ["html", "markdown"])
@pytest.mark.parametrize(
    ("rejected", "help_"), [(False, "Articles that say when"), (True, "considered and left out")]
)
def test_a_timeline_without_events_says_what_to_do(format_: str, help_: str, *, rejected: bool) -> None:
    # An empty page is a result too: it says why it is empty.
    sample = timeline("old_bridge")
    empty = replace(sample, events=(), undated=(), rejected=sample.rejected if rejected else ())
    written = render(empty, format_)
    assert "No event with a date was found in 8 articles" in written
    assert help_ in written


@pytest.mark.parametrize("format_", FORMATS)
def test_a_timeline_of_nothing_at_all(format_: str) -> None:
    # No article, no event, no rejection: still a whole file, with no heading over nothing.
    written = render(NOTHING, format_)
    assert written.endswith("\n")
    assert format_ == "html" or "\n\n\n" not in written
    assert "Left out" not in written
    assert "Undated" not in written


def test_html_has_no_element_or_attribute_but_the_templates_own() -> None:
    # The hostile page is made of the very same elements and attributes as the harmless one.
    hostile, harmless = (Elements(render(timeline(name), "html")) for name in ("hostile", "old_bridge"))
    assert hostile.shapes <= harmless.shapes
    assert not {tag for tag, _ in hostile.shapes} & {"img", "iframe", "base", "form", "object", "embed"}


def test_html_has_as_many_elements_as_the_timeline_has_parts() -> None:
    # Nothing that the text says closes or opens an element.
    hostile = timeline("hostile")
    count = Counter(tag for tag, _ in Elements(render(hostile, "html")).elements)
    quotes = sum(len(event.citations) for event in (*hostile.events, *hostile.undated))
    assert count["blockquote"] == count["figure"] == quotes
    expressions = sum(
        bool(each.expression) for event in (*hostile.events, *hostile.undated) for each in event.citations
    )
    assert count["q"] == len(hostile.rejected) + expressions
    assert [
        count[tag] for tag in ("html", "head", "title", "body", "main", "footer", "style", "script", "h1")
    ] == [1] * 9


@pytest.mark.parametrize("name", ["hostile", "old_bridge"])
def test_html_links_lead_to_the_page_itself_or_to_http(name: str) -> None:
    # No scheme that runs or reads anything, and no number that leads nowhere.
    elements = Elements(render(timeline(name), "html")).elements
    ids = Counter(attributes["id"] for _, attributes in elements if "id" in attributes)
    assert max(ids.values()) == 1
    for tag, attributes in elements:
        address = attributes.get("href")
        if address is not None and tag != "link":
            assert address[1:] in ids if address.startswith("#") else re.match('https?://[^ "<>]+$', address)


@given(text=st.text(min_size=1))
@settings(max_examples=50)
def test_html_shows_any_text_as_it_is(text: str) -> None:
    # What a browser shows of a headline and a quote is their characters, the unshowable ones replaced.
    sample = timeline("old_bridge")
    event = sample.events[0]
    expression = CitedExpression(text=text[:1], start=0, end=1) if text else None
    citation = replace(event.citations[0], start=0, end=len(text), quote=text, expression=expression)
    event = replace(event, headline=text, citations=(citation,))
    shown = Elements(render(replace(sample, title=text, events=(event,), undated=()), "html"))
    assert shown.texts == [visible(text), visible(text)]


def test_json_keeps_every_character() -> None:
    # What a page must show otherwise, the contract keeps: a quote stays the quote.
    written = render(timeline("hostile"), "json")
    assert json.loads(written) == json.loads((TIMELINES / "hostile.json").read_bytes())
    assert "مرحبا" in written
    assert written.startswith('{\n  "schema_version": 2,\n')
    assert written.endswith("}\n")


def test_json_of_half_a_character_is_refused_in_words() -> None:
    # No UTF-8 file can hold it; the message names the timeline.
    with pytest.raises(RenderError, match="Nothing"):
        render(replace(NOTHING, failed=(), language="\ud800"), "json")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("word", ["endless", "<b>[x](y)|\n"], ids=["word", "signs"])
def test_a_headline_of_a_hundred_thousand_characters(format_: str, word: str) -> None:
    # It is shown whole and, on the page, once: nothing multiplies what a stranger wrote.
    headline = word * (100_000 // len(word))
    sample = timeline("old_bridge")
    written = render(replace(sample, events=(replace(sample.events[0], headline=headline),)), format_)
    if format_ == "html":
        assert Elements(written).texts[0] == headline
        assert written.count(word) == (len(headline) // len(word) if word == "endless" else 0)
    elif format_ == "markdown":
        assert escaped(headline) in written


@pytest.mark.parametrize("name", ["hostile", "nothing", "old_bridge"])
def test_json_in_pieces_is_the_whole(name: str) -> None:
    """What is written piece by piece are the bytes of the format, and no piece is much longer than one event."""
    whole = NOTHING if name == "nothing" else timeline(name)
    pieces = list(json_pieces(whole))
    assert "".join(pieces) == TIMELINE_FORMAT.dump_json(whole, indent=2).decode() + "\n"
    assert len(pieces) > sum(map(len, (whole.articles, whole.events, whole.undated, whole.rejected)))
