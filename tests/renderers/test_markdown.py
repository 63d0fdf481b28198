"""Each flavour of Markdown by its own renderer: what it should show is shown, and hostile text shows as the text that it is."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from hostile_texts import TIMELINES, hostile_timeline, random_texts
from markdown_renderers import NAMES, NEEDED, Html, html_of, need_node_modules, need_packages

from timeline.choices import FLAVOURS, Evidence, Flavour, Layout
from timeline.models import TIMELINE_FORMAT, Timeline
from timeline.rendering import Options, render
from timeline.rendering.escaping import safe_url, visible
from timeline.rendering.markdown_document import MarkdownOptions
from timeline.rendering.markdown_escaping import escaped
from timeline.rendering.page_layout import page_of
from timeline.rendering.view import EventView

FORMATS_PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
# The flavours may hold neither tables nor blocks in tables.
KINDS: list[tuple[Layout, Evidence]] = [
    ("headings", "footnotes"),
    ("headings", "blocks"),
    ("bullets", "footnotes"),
    ("bullets", "blocks"),
]
TABLE: tuple[Layout, Evidence] = ("table", "footnotes")


def kinds(flavour: Flavour) -> list[tuple[Layout, Evidence]]:
    return KINDS if flavour == "commonmark" else [*KINDS, TABLE]


def sample() -> Timeline:
    return TIMELINE_FORMAT.validate_json((TIMELINES / "old_bridge.json").read_bytes())


def shown(
    flavour: Flavour, *, hostile: bool = False, everything: bool = False
) -> dict[tuple[Layout, Evidence], Html]:
    """Return the page of each layout, as the flavour's renderer shows it; rendered once for all tests."""
    return _shown(flavour, hostile, everything)


@cache
def _shown(flavour: Flavour, hostile: bool, everything: bool) -> dict[tuple[Layout, Evidence], Html]:  # noqa: FBT001 - a cache's key
    timeline = hostile_timeline() if hostile else sample()
    written = [
        render(timeline, "markdown", Options(markdown=MarkdownOptions(flavour, *kind)))
        for kind in kinds(flavour)
    ]
    pages = html_of(flavour, written, everything=everything)
    return {kind: Html(page) for kind, page in zip(kinds(flavour), pages, strict=True)}


def entries(timeline: Timeline) -> list[EventView]:
    page = page_of(timeline)
    return [*chain.from_iterable(year.entries for year in page.years), *page.undated]


def one_line(text: str) -> str:
    return " ".join(visible(text).split())


def leads_somewhere(page: Html, link: str) -> bool:
    # GitHub prefixes the ids of a page, and follows links without the prefix; its footnotes come with it.
    return link[1:] in page.ids or f"user-content-{link[1:]}" in page.ids


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_all_is_shown(renderer: Flavour) -> None:
    # Each quote word by word, each headline, each date; and no sign of Markdown is left over as text.
    for kind, page in shown(renderer).items():
        for entry in entries(sample()):
            assert one_line(entry.headline) in page.text, kind
            assert (entry.when or "") in page.text, kind
            for quote in entry.quotes:
                assert f"“{one_line(quote.text)}”" in page.text, kind
                assert one_line(quote.reading) in page.text, kind
        assert not re.search(r"\[\^|\{#|\*\*|\)=|\]\(|</?\w|&\w+;|^#", page.text), kind


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_all_links_lead_somewhere(renderer: Flavour) -> None:
    # Each event has its anchor, once; each quote its link to the passage; no link within the page is dead.
    for kind, page in shown(renderer).items():
        assert max(page.ids.values()) == 1, kind
        assert not [
            link for link in page.links if link.startswith("#") and not leads_somewhere(page, link)
        ], kind
        assert not [link for link in page.links if not re.match("#|https?://", link)], kind
        for entry in entries(sample()):
            assert page.ids[entry.anchor] == 1, kind
            assert {quote.link for quote in entry.quotes if quote.link} <= set(page.links), kind


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_events_are_headings_and_notes_are_notes(renderer: Flavour) -> None:
    # A heading says when and what; each citation is one note, or one block that can be unfolded or simply
    # read.
    pages, shown_entries = shown(renderer), entries(sample())
    quotes = sum(len(entry.quotes) for entry in shown_entries)
    headings = [one_line(words) for words in pages["headings", "footnotes"].headings]
    for entry in shown_entries:
        assert one_line(f"{entry.when}: {entry.headline}" if entry.when else entry.headline) in headings
    assert sum(tag == "blockquote" for tag, _ in pages["headings", "blocks"].elements) == quotes
    assert sum(tag == "blockquote" for tag, _ in pages["bullets", "blocks"].elements) == quotes
    assert notes_of(pages["headings", "footnotes"], renderer) == quotes


def notes_of(page: Html, flavour: Flavour) -> int:
    """Return how many notes the renderer has made."""
    if flavour == "myst":
        return sum(tag == "aside" and "id" in each for tag, each in page.elements)
    pattern = {"mkdocs": "fn:.*", "pandoc": r"fn\d+", "commonmark": "tl-.*"}.get(
        flavour, "user-content-fn-.*"
    )
    return sum(
        tag in ("li", "a") and bool(re.fullmatch(pattern, each.get("id") or ""))
        for tag, each in page.elements
    )


@pytest.mark.parametrize(
    ("flavour", "everything"),
    [*((flavour, False) for flavour in FLAVOURS), ("mkdocs", True), ("myst", True)],
    ids=[*FLAVOURS, "mkdocs, all extensions", "myst, all extensions"],
)
def test_hostile_text_is_shown_as_text(renderer: Flavour, *, everything: bool) -> None:
    # Every character of every text is there, the page is made of the same elements, and no link is any text's
    # own.
    timeline = hostile_timeline()
    shown_entries = entries(timeline)
    own = {quote.link for entry in shown_entries for quote in entry.quotes} | {
        safe_url(article.url) for article in timeline.articles
    }
    own = {(link or "").replace("$", "%24") for link in own}
    for kind, page in shown(renderer, hostile=True, everything=everything).items():
        harmless = shown(renderer, everything=everything)[kind]
        assert not page.shapes - harmless.shapes, kind
        assert not [link for link in page.links if not link.startswith("#") and link not in own], kind
        assert not [
            link for link in page.links if link.startswith("#") and not leads_somewhere(page, link)
        ], kind
        for entry in shown_entries:
            assert page.ids[entry.anchor] == 1, kind
            for text in (entry.headline, *entry.notes, *(quote.text for quote in entry.quotes)):
                assert one_line(text) in page.text, kind


@pytest.mark.parametrize(
    ("flavour", "everything"),
    [*((flavour, False) for flavour in FLAVOURS), ("mkdocs", True), ("myst", True)],
    ids=[*FLAVOURS, "mkdocs, all extensions", "myst, all extensions"],
)
def test_any_text_is_shown_as_it_is(renderer: Flavour, *, everything: bool) -> None:
    # In each place that a template has for one: alone, in a heading, strong, emphasised, linked, within a
    # line.
    texts = [one_line(text) for text in random_texts(300)]
    marked = [escaped(text, renderer) for text in texts]
    pages = [
        f"# T\n\n{text}\n\n## {text}\n\n- **{text}**, x *{text}*, [{text}](https://e.example/)\n- {text}, “{text}” ({text})\n"
        for text in marked
    ]
    for text, html in zip(texts, html_of(renderer, pages, everything=everything), strict=True):
        page = Html(html)
        assert page.text == one_line(f"T {text} {text} {text}, x {text}, {text} {text}, “{text}” ({text})")
        assert set(page.links) == {"https://e.example/"}
        assert not {tag for tag, _ in page.elements} & {"b", "img", "script", "code"}


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_page_keeps_its_own_text_around_two_timelines(renderer: Flavour) -> None:
    # Under a page's own heading, with front matter of the page, and prefixes that keep two timelines apart.
    written = [
        render(sample(), "markdown", Options(markdown=MarkdownOptions(renderer, level=2, prefix=prefix)))
        for prefix in ("one-", "two-")
    ]
    (html,) = html_of(renderer, ["# A page\n\n" + "\nSome words.\n\n".join(written)])
    page = Html(html)
    assert max(page.ids.values()) == 1
    assert {f"{prefix}{entry.anchor}" for prefix in ("one-", "two-") for entry in entries(sample())} <= set(
        page.ids
    )
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert [level - levels[0] for level in levels[:4]] == [0, 1, 2, 3]


@pytest.mark.parametrize("flavour", ["mkdocs", "pandoc", "mdx"])
def test_front_matter_is_read_and_not_shown(renderer: Flavour) -> None:
    # With a title that tries to end it.
    written = render(
        hostile_timeline(), "markdown", Options(markdown=MarkdownOptions(renderer, front_matter=True))
    )
    (html,) = html_of(renderer, [written], everything=True)
    page = Html(html)
    assert "description:" not in page.text
    assert not {tag for tag, _ in page.elements} & {"script", "img"}


@pytest.fixture
def renderers() -> None:
    need_packages(tuple(chain.from_iterable(NEEDED.values())))
    need_node_modules()


@pytest.mark.usefixtures("renderers")
def test_the_table_in_the_docs() -> None:
    # What each renderer makes of each construct, measured; rewritten with TIMELINE_UPDATE_GOLDEN=1.
    begin, end = "<!-- renderers:begin -->\n", "<!-- renderers:end -->"
    page = FORMATS_PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(begin)
    wanted = "".join((before, begin, *(f"{row}\n" for row in _table()), end, rest.partition(end)[2]))
    if os.environ.get("TIMELINE_UPDATE_GOLDEN"):
        FORMATS_PAGE.write_text(wanted, encoding="utf-8", newline="\n")
    assert wanted == FORMATS_PAGE.read_text(encoding="utf-8")


def _table() -> Iterator[str]:
    yield "| flavour | rendered by | quotes | links to the passage | anchors | notes | blocks | rows | hostile texts |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for flavour in FLAVOURS:
        pages, shown_entries = shown(flavour), entries(sample())
        page, blocks, table = pages["headings", "footnotes"], pages["headings", "blocks"], pages.get(TABLE)
        quotes = [quote for entry in shown_entries for quote in entry.quotes]
        hostile = shown(flavour, hostile=True)["headings", "footnotes"]
        texts = [one_line(entry.headline) for entry in entries(hostile_timeline())]
        cells = [
            f"`{flavour}`",
            NAMES[flavour],
            _of([f"“{one_line(quote.text)}”" in page.text for quote in quotes]),
            _of([quote.link in page.links for quote in quotes if quote.link]),
            _of([page.ids[entry.anchor] == 1 for entry in shown_entries]),
            f"{notes_of(page, flavour)} {'numbered' if flavour == 'commonmark' else 'footnotes'}",
            f"{_count(blocks, 'blockquote')} {'folded' if _count(blocks, 'details') else 'open'}",
            _of([entry.anchor in table.ids for entry in shown_entries]) if table else "–",
            _of([text in hostile.text for text in texts]),
        ]
        yield _row(cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _of(checks: list[bool]) -> str:
    return f"{sum(checks)} of {len(checks)}"


def _count(page: Html, wanted: str) -> int:
    return sum(tag == wanted for tag, _ in page.elements)
