"""The Python-Markdown extension: where its line is a line, and that what it places is text and nothing else."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hostile_texts import TEXTS, hostile_timeline
from markdown_renderers import MKDOCS, MKDOCS_EVERYTHING, need_packages

from timeline.errors import StoreError, UsageError
from timeline.models import TIMELINE_FORMAT
from timeline.rendering.escaping import visible

need_packages(("markdown", "pymdownx"))
TIMELINES = Path(__file__).parents[1] / "timelines"
MODULE = "timeline.integrations.markdown"


def converted(page: str, folder: Path = TIMELINES, extensions: tuple[str, ...] = MKDOCS) -> Any:
    """Return the converter of *page*, with its HTML as an attribute."""
    from markdown import Markdown

    converter = Markdown(
        extensions=[*extensions, MODULE], extension_configs={MODULE: {"folder": str(folder)}}
    )
    converter.html = converter.convert(page)  # type: ignore[attr-defined] # for the test
    return converter


class Texts(HTMLParser):
    """Collects the text of elements by their class, the elements and attributes that there are, anchors and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.by_class: dict[str, list[str]] = {}
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.anchors += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        name = dict(attrs).get("class") or tag
        self._open.append(name)
        self.by_class.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - all are closed in order
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in self._open:
            self.by_class[name][-1] += data


def test_the_line_is_replaced_and_what_is_around_it_stays() -> None:
    html = converted("Before\n::cited-timeline old_bridge.json\n*after*").html
    assert (
        html.index("<p>Before</p>")
        < html.index('class="timeline timeline-embedded"')
        < html.index("<p><em>after</em></p>")
    )


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("```\n::cited-timeline gone.json\n```", id="fenced"),
        pytest.param("```text\nx\n\n::cited-timeline gone.json\n\ny\n```", id="fenced, between empty lines"),
        pytest.param("~~~\n::cited-timeline gone.json\n~~~", id="fenced with tildes"),
        pytest.param("    ::cited-timeline gone.json", id="indented code"),
        pytest.param("`::cited-timeline gone.json`", id="code in a line"),
        pytest.param("Say ::cited-timeline gone.json to embed it.", id="within a line"),
        pytest.param("::cited-timelines gone.json", id="another name"),
        pytest.param("<div>\n::cited-timeline gone.json\n</div>", id="raw HTML"),
    ],
)
@pytest.mark.parametrize(
    "extensions", [(*MKDOCS, "fenced_code"), MKDOCS_EVERYTHING], ids=["usual", "everything"]
)
def test_what_is_no_line_of_its_own_stays_as_it_is(page: str, extensions: tuple[str, ...]) -> None:
    # Documentation of the line is full of such places; the file does not exist, so that a mistake would
    # raise.
    assert "gone.json" in converted(page, extensions=extensions).html


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("- an item\n\n    ::cited-timeline old_bridge.json top=1", id="in a list"),
        pytest.param("!!! note\n    ::cited-timeline old_bridge.json top=1", id="in an admonition"),
        pytest.param(
            '<div markdown="1">\n\n::cited-timeline old_bridge.json top=1\n\n</div>',
            id="in HTML with Markdown",
        ),
        pytest.param("> ::cited-timeline old_bridge.json top=1", id="in a quotation"),
    ],
)
def test_a_line_may_stand_within_a_block(page: str) -> None:
    html = converted(page, extensions=MKDOCS_EVERYTHING).html
    assert html.count('class="timeline-event"') == 1
    assert "::cited-timeline" not in html


def test_events_are_in_the_table_of_contents_below_their_year() -> None:
    tokens = converted('# Page\n\n::cited-timeline old_bridge.json title="SampleMention" top=1').toc_tokens
    title = tokens[0]["children"][0]
    year = title["children"][0]
    assert (title["name"], title["id"], year["name"]) == ("SampleMention", "timeline-title", "2022")
    assert [(event["level"], event["id"], event["name"]) for event in year["children"]] == [
        (4, "timeline-evt-f76ec770b5b1", "9 March 2022: Old Lock Bridge is closed to all traffic")
    ]


def test_without_a_title_years_take_its_level() -> None:
    html = converted('::cited-timeline old_bridge.json title="" level=3 top=1').html
    assert '<h3 class="timeline-heading-1"' in html
    assert '<h4 class="timeline-heading-2"' in html
    assert "timeline-title" not in html


def test_a_selection_that_matches_nothing_is_described() -> None:
    # Nothing was chosen, which is not the same as nothing found.
    html = converted("::cited-timeline old_bridge.json topic=zeppelin").html
    assert "0 of 17 events: on “zeppelin”" in html
    assert "timeline-nothing" not in html


def test_anchors_of_the_page_itself_stay() -> None:
    # A heading of the page that is called as one of ours keeps its anchor.
    html = converted("::cited-timeline old_bridge.json\n\n# Articles\n\n# Undated").html
    assert 'id="articles"' in html
    assert 'id="undated"' in html


def test_every_link_within_the_timeline_leads_somewhere() -> None:
    for evidence in ("on", "off"):
        html = converted(
            f"::cited-timeline old_bridge.json evidence={evidence}\n\n::cited-timeline hostile.json"
        ).html
        texts = Texts(html)
        assert {link[1:] for link in texts.links if link.startswith("#")} <= set(texts.anchors)
        assert len(texts.anchors) == len(set(texts.anchors))


@pytest.mark.parametrize(
    "extensions", [MKDOCS, MKDOCS_EVERYTHING, ("smarty", "abbr", "toc")], ids=["usual", "everything", "smart"]
)
def test_hostile_text_is_shown_character_by_character(tmp_path: Path, extensions: tuple[str, ...]) -> None:
    # Whatever other extensions read: attributes, abbreviations, typography, the mark of a table of contents.
    told = {
        **TEXTS,
        "contents": "[TOC]",
        "placeholder": "\x02wzxhzdk:0\x03 \x02amp\x03 klzzwxh:0000",
        "footnote": "///Footnotes Go Here///",
    }
    timeline = hostile_timeline(told.values())
    (tmp_path / "hostile.json").write_bytes(TIMELINE_FORMAT.dump_json(timeline))
    html = converted("[TOC]\n\n*[HTML]: never\n\n::cited-timeline hostile.json", tmp_path, extensions).html
    texts = Texts(html[html.index('<div class="timeline ') :])
    shown = {" ".join(text.split()) for text in texts.by_class["timeline-headline"]}
    quoted = {" ".join(text.split()) for text in texts.by_class["blockquote"]}
    for text in told.values():
        assert " ".join(visible(text).split()) in shown
        assert " ".join(visible(text).split()) in quoted
    assert not texts.elements & {
        "script",
        "img",
        "iframe",
        "style",
        "svg",
        "form",
        "input",
        "base",
        "meta",
        "link",
        "object",
    }
    assert not {name for name in texts.attributes if name.startswith("on")}


@pytest.mark.parametrize(
    ("line", "error", "said"),
    [
        pytest.param("::cited-timeline", UsageError, "names no timeline.json", id="no file"),
        pytest.param("::cited-timeline top=3", UsageError, "names no timeline.json", id="only options"),
        pytest.param(
            '::cited-timeline a.json title="x', UsageError, "quotation mark", id="an open quotation"
        ),
        pytest.param(
            "::cited-timeline old_bridge.json evidense=off",
            UsageError,
            "did you mean evidence",
            id="a misspelt option",
        ),
        pytest.param(
            "::cited-timeline gone.json", StoreError, "gone.json cannot be read", id="a missing file"
        ),
        pytest.param(
            "::cited-timeline old_bridge.md", StoreError, "old_bridge.md is not a timeline", id="no timeline"
        ),
    ],
)
def test_a_mistake_stops_the_page_and_names_the_line(line: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said) as raised:
        converted(f"# Page\n\n{line}\n")
    assert line in str(raised.value)


def test_a_converter_can_be_used_again() -> None:
    # Numbers of timelines, and so their anchors, are those of each page.
    converter = converted("::cited-timeline old_bridge.json top=1")
    converter.reset()
    assert converter.convert("::cited-timeline old_bridge.json top=1") == converter.html
