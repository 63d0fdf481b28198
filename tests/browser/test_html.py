"""The HTML page in a real browser: everyone can read it, it runs nothing, asks for nothing, and needs no script."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from timeline.models import TIMELINE_FORMAT, Timeline
from timeline.render import render
from timeline.render.escaping import passage_link

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TIMELINES = Path(__file__).parents[1] / "timelines"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "320 px": {"viewport": {"width": 320, "height": 700}},
}


def timeline(name: str) -> Timeline:
    whole = TIMELINE_FORMAT.validate_json((TIMELINES / f"{'hostile' if name == 'hostile' else 'old_bridge'}.json").read_bytes())
    if name == "empty":
        return replace(whole, events=(), undated=())
    if name == "large":
        copies = (replace(event, id=f"{event.id}-{copy}") for event in whole.events for copy in range(40))
        return replace(whole, events=tuple(copies))
    return whole


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in ("old_bridge", "hostile", "empty", "large"):
        (folder / f"{name}.html").write_text(render(timeline(name), "html"), encoding="utf-8")
    return folder


@pytest.fixture
def page(chromium: "Browser") -> "Iterator[Page]":
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["empty", "old_bridge", "hostile"])
def test_axe_finds_nothing(chromium: "Browser", axe: str, pages: Path, name: str, mode: str) -> None:
    # With everything opened: what is folded away must be as readable as the rest.
    context = chromium.new_context(**MODES[mode])
    page = context.new_page()
    page.goto((pages / f"{name}.html").as_uri())
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    context.close()
    assert found["passes"]
    assert not [(fault["id"], fault["nodes"][0]["html"], fault["nodes"][0]["failureSummary"]) for fault in found["violations"]]


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["as it is", "without its policy"])
def test_hostile_text_runs_nothing(chromium: "Browser", pages: Path, *, bypass_csp: bool) -> None:
    # The page's own policy would stop a script that slipped through; the escaping must not need it.
    context = chromium.new_context(bypass_csp=bypass_csp)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto((pages / "hostile.html").as_uri())
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    for link in page.locator("a[href^='#']").all()[:10]:
        link.dispatch_event("click")
        link.dispatch_event("mouseover")
        link.dispatch_event("focus")
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.scripts.length") == 0
    assert page.title().startswith("<script>document.title = 'pwned'")
    assert not dialogs
    context.close()


@pytest.mark.parametrize("name", ["old_bridge", "hostile"])
def test_the_page_asks_for_nothing(page: "Page", pages: Path, name: str) -> None:
    # No font, no style, no picture, no icon from anywhere; and nothing for its own policy to refuse.
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((pages / f"{name}.html").as_uri(), wait_until="networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [(pages / f"{name}.html").as_uri()]
    assert not complaints


def test_everything_works_without_script(chromium: "Browser", pages: Path) -> None:
    # Events are there, evidence opens, years and numbers lead somewhere.
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pages / "old_bridge.html").as_uri())
    sample = timeline("old_bridge")
    assert page.locator(".timeline-event").count() == len(sample.events) + len(sample.undated)
    event = page.locator(".timeline-event", has_text="An inspector finds a crack")
    assert event.locator("blockquote:visible").count() == 1
    event.locator("summary").click()
    assert event.locator("blockquote:visible").count() == 4
    page.get_by_role("navigation").get_by_role("link", name="2024", exact=True).click()
    assert page.url.endswith("#year-2024")
    context.close()


def test_a_disagreement_leads_to_the_quote_that_says_so(page: "Page", pages: Path) -> None:
    # A folded quote opens when its number is followed.
    page.goto((pages / "old_bridge.html").as_uri())
    event = page.locator(".timeline-event", has_text="Old Lock Bridge is closed")
    quote = event.locator("blockquote", has_text="closure order")
    assert not quote.is_visible()
    event.locator(".timeline-conflict a").last.press("Enter")
    quote.wait_for(state="visible")


def test_the_keyboard_reaches_and_opens(page: "Page", pages: Path) -> None:
    # First a way past the contents, then everything in its order; a focused link to an event is seen.
    page.goto((pages / "old_bridge.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the events"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 10
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "timeline-anchor"
    assert page.evaluate("getComputedStyle(document.activeElement).opacity") == "1"
    summary = page.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert summary.evaluate("summary => summary.parentElement.open")


@pytest.mark.parametrize("name", ["empty", "old_bridge", "hostile", "long headline"])
@pytest.mark.parametrize("width", [320, 1100])
def test_nothing_is_wider_than_the_screen(page: "Page", pages: Path, tmp_path: Path, name: str, width: int) -> None:
    # A word of a hundred thousand letters breaks, and no line must be scrolled sideways.
    file = pages / f"{name}.html"
    if name == "long headline":
        sample = timeline("old_bridge")
        file = tmp_path / "long.html"
        long = replace(sample.events[0], headline="x" * 100_000)
        file.write_text(render(replace(sample, events=(long, *sample.events[1:])), "html"), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["old_bridge", "large"])
def test_paper_shows_every_quote_and_address(page: "Page", pages: Path, name: str) -> None:
    # Nothing can be unfolded or followed on paper.
    page.goto((pages / f"{name}.html").as_uri())
    page.emulate_media(media="print")
    heights = page.evaluate("[...document.querySelectorAll('blockquote, q')].map(each => each.getBoundingClientRect().height)")
    assert len(heights) > 30
    assert min(heights) > 10
    addresses = page.evaluate(
        "[...document.querySelectorAll('.timeline-articles cite a')].map(a => getComputedStyle(a, '::after').content)"
    )
    assert len(addresses) == 6
    assert all("https://" in address for address in addresses)


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("The bridge – an old one – was shut on Tuesday.", id="dashes"),
        pytest.param("A well-known, 35-centimetre crack & a “quote”, it’s said.", id="hyphens, ampersand and curly quotes"),
        pytest.param("Then, after years of letters and of promises that nobody kept, " * 3 + "the bridge was shut.", id="long"),
        pytest.param("أُعيد فتح الجسر القديم يوم السبت", id="right to left"),
    ],
)
def test_a_link_to_a_passage_scrolls_to_it(page: "Page", tmp_path: Path, quote: str) -> None:
    # The article stands as its outlet might print it, far down the page, in other spaces.
    article = tmp_path / "article.html"
    filler = "<p>filler</p>" * 200
    article.write_text(
        f"<!DOCTYPE html><meta charset=utf-8>{filler}<p id=it>{quote.replace(' ', chr(10))}</p>{filler}", encoding="utf-8"
    )
    link = passage_link("https://example.org/article", quote)
    assert link is not None
    page.goto(article.as_uri() + "#" + link.partition("#")[2])
    page.wait_for_function("document.getElementById('it').getBoundingClientRect().top < innerHeight && scrollY > 0")
