"""The HTML page in a real browser: everyone can read it, it runs nothing, asks for nothing, and needs no script."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser.conftest import Axe

from timeline.models import TIMELINE_FORMAT, DoubtReason, Event, MayBeSame, Timeline
from timeline.rendering import Options, render
from timeline.rendering.escaping import passage_link, safe_url
from timeline.rendering.html_page import HtmlOptions

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TIMELINES = Path(__file__).parents[1] / "timelines"
# A page that a fragment may stand in: with rules of its own for lists, quotes and headings, and a strict
# policy.
HOST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; script-src 'self' file:">
<link rel="stylesheet" href="host.css"><link rel="stylesheet" href="timeline.css"></head>
<body><main class="content"><h1>Host</h1>{}</main><script src="timeline.js"></script></body></html>"""
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "320 px": {"viewport": {"width": 320, "height": 700}},
}


def timeline(name: str) -> Timeline:
    whole = TIMELINE_FORMAT.validate_json(
        (TIMELINES / f"{'hostile' if name == 'hostile' else 'old_bridge'}.json").read_bytes()
    )
    if name == "empty":
        return replace(whole, events=(), undated=())
    if name == "one":
        return replace(whole, events=whole.events[:1], undated=())
    if name == "doubts":
        return replace(
            whole, events=tuple(map(_doubtful, whole.events, (*whole.events[1:], whole.events[0])))
        )
    if name == "large":
        copies = (replace(event, id=f"{event.id}-{copy}") for event in whole.events for copy in range(133))
        return replace(whole, events=tuple(copies))
    return whole


def _doubtful(event: Event, other: Event) -> Event:
    """Return *event*, which may be the same as *other* and as another one."""
    doubts = (
        MayBeSame(event=other.id, reason=DoubtReason.OTHER_NAMES, one="A", other="B", score=0.5),
        MayBeSame(event="evt-f88c70c848a1", reason=DoubtReason.SIMILARITY, score=0.2),
    )
    return replace(event, may_be_same=doubts)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in ("old_bridge", "hostile", "empty", "one", "large", "doubts"):
        (folder / f"{name}.html").write_text(render(timeline(name), "html"), encoding="utf-8")
    hebrew = render(timeline("old_bridge"), "html", Options(html=HtmlOptions(locale="he")))
    (folder / "hebrew.html").write_text(hebrew, encoding="utf-8")
    fragment = render(timeline("old_bridge"), "fragment")
    # Which axe needs, to know what lies behind the letters; and lists as some pages want them.
    host = (
        "html { background: Canvas; color: CanvasText } .content ol li { margin: 20px; list-style: square }"
    )
    (folder / "host.css").write_text(host, encoding="utf-8")
    (folder / "timeline.css").write_text(render(timeline("empty"), "css"), encoding="utf-8")
    (folder / "timeline.js").write_text(render(timeline("empty"), "js"), encoding="utf-8")
    (folder / "fragment.html").write_text(HOST.format(fragment), encoding="utf-8")
    return folder


@pytest.fixture
def page(chromium: "Browser") -> "Iterator[Page]":
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("name", "mode"),
    [(name, mode) for name in ("empty", "one", "old_bridge", "hostile") for mode in MODES]
    + [
        ("hebrew", "light"),
        ("fragment", "light"),
        ("fragment", "dark"),
        ("doubts", "light"),
        ("doubts", "dark"),
    ],
)
def test_axe_finds_nothing(chromium: "Browser", axe: Axe, pages: Path, name: str, mode: str) -> None:
    # With everything opened: what is folded away must be as readable as the rest.
    context = chromium.new_context(**MODES[mode])
    page = context.new_page()
    page.goto((pages / f"{name}.html").as_uri())
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found = axe(page)
    context.close()
    assert found.passes
    assert not [
        (fault["id"], fault["nodes"][0]["html"], fault["nodes"][0]["failureSummary"])
        for fault in found.violations
    ]


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_in_a_long_page(chromium: "Browser", axe: Axe, pages: Path, mode: str) -> None:
    # Two thousand events: its head and its end, and of the many that are alike some.
    context = chromium.new_context(**MODES[mode])
    page = context.new_page()
    page.goto((pages / "large.html").as_uri())
    assert page.locator(".timeline-event").count() > 1900
    page.evaluate(
        """() => {
            const events = document.querySelector('.timeline-events');
            const next = events.nextSibling;
            events.remove();
            for (const each of [...events.querySelectorAll('.timeline-event')].slice(40)) each.remove();
            for (const each of [...document.querySelectorAll('.timeline-cited a')].slice(40)) each.remove();
            next.before(events);
        }"""
    )
    found = axe(page)
    context.close()
    assert not [(fault["id"], fault["nodes"][0]["html"]) for fault in found.violations]


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["as it is", "without its policy"])
@pytest.mark.parametrize("format_", ["html", "fragment"])
def test_hostile_text_runs_nothing(
    chromium: "Browser", tmp_path: Path, format_: Any, *, bypass_csp: bool
) -> None:
    # The page's own policy would stop a script that slipped through; the escaping must not need it.
    written = render(timeline("hostile"), format_)
    (tmp_path / "hostile.html").write_text(
        written if format_ == "html" else HOST.format(written), encoding="utf-8"
    )
    context = chromium.new_context(bypass_csp=bypass_csp)
    page = context.new_page()
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', violation => (window.refused ??= "
        "[]).push(violation.blockedURI))"
    )
    page.goto((tmp_path / "hostile.html").as_uri())
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    for element in page.locator("a[href^='#'], label, summary").all()[:20]:
        for event in ("click", "mouseover", "focus"):
            element.dispatch_event(event)
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.scripts.length") == 1
    assert page.evaluate("(window.refused ?? []).filter(each => !each.startsWith('file:'))") == []
    assert page.title().startswith("<script>document.title = 'pwned'" if format_ == "html" else "Host")
    assert not heard
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
    event.locator(".timeline-more summary").click()
    assert event.locator("blockquote:visible").count() == 4
    page.get_by_role("navigation").get_by_role("link", name="2024", exact=True).click()
    assert page.url.endswith("#year-2024")
    assert page.locator("#year-2024").evaluate("year => Math.abs(year.getBoundingClientRect().top)") < 2
    context.close()


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with it"])
def test_a_choice_shows_some_of_the_events(chromium: "Browser", pages: Path, *, script: bool) -> None:
    # By the style sheet alone: its events, their years, and how many these are; two choices are taken
    # together.
    context = chromium.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto((pages / "old_bridge.html").as_uri())
    page.locator(".timeline-filters summary").click()
    assert not page.locator(".timeline-shown").is_visible()
    page.get_by_role("radio", name="Sources disagree").check()
    disputed = [event for event in timeline("old_bridge").events if event.conflicts]
    assert page.locator(".timeline-event:visible").count() == len(disputed)
    assert page.locator(".timeline-year:visible").count() == len(
        {event.date.first.year for event in disputed if event.date}
    )
    assert page.locator(".timeline-shown").is_visible()
    page.get_by_role("radio", name="Harbour Radio").check()
    harbour = page.locator(".timeline-event:visible")
    assert harbour.count() < len(disputed)
    assert all("Harbour Radio" in text for text in harbour.all_text_contents())
    context.close()


def test_search_and_choices_are_kept_in_the_address(page: "Page", pages: Path) -> None:
    # Served, as an address that may change; a link to it shows the same again. Accents and case do not
    # matter.
    served = "http://127.0.0.1/timeline.html"
    page.route("**/*", lambda route: route.fulfill(path=pages / "old_bridge.html", content_type="text/html"))
    page.goto(served)
    page.locator(".timeline-filters summary").click()
    page.get_by_label("Search").fill("BRÍDGE closed")
    page.wait_for_url("**q=BR*")
    shown = page.locator(".timeline-event:visible").all_text_contents()
    assert shown
    assert all("bridge" in text.lower() and "closed" in text.lower() for text in shown)
    page.get_by_role("radio", name="Sources disagree").check()
    narrowed = page.locator(".timeline-event:visible").count()
    assert narrowed < len(shown)
    assert page.locator(".timeline-shown-number").text_content() == str(narrowed)
    page.goto(page.url)
    assert page.get_by_label("Search").input_value() == "BRÍDGE closed"
    assert page.locator(".timeline-event:visible").count() == narrowed


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
    summary = page.locator(".timeline-filters summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert summary.evaluate("summary => summary.parentElement.open")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.checked && document.activeElement.dataset.token") == "f1"
    assert page.locator(".timeline-event:visible").count() < len(timeline("old_bridge").events)


def test_the_keyboard_reaches_all_there_is(page: "Page", pages: Path) -> None:
    # Whatever can be clicked gets the focus by Tab alone, and shows it; of radio buttons one a group, the
    # others by arrows.
    page.goto((pages / "old_bridge.html").as_uri())
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href]:not([tabindex]), summary, input:not([type=radio]), input:checked')]
            .filter(each => each.checkVisibility())
            .map((each, number) => { each.dataset.number = number; return number; })"""
    )
    reached = set()
    for _ in range(len(wanted) + 2):
        page.keyboard.press("Tab")
        number, outline = page.evaluate(
            """() => {
                const focused = document.activeElement;
                const shows = focused.type === 'radio' ? focused.nextElementSibling : focused;
                return [focused.dataset.number, getComputedStyle(shows).outlineStyle];
            }"""
        )
        if number is not None:
            reached.add(int(number))
            assert outline != "none"
    assert reached == set(wanted)


@pytest.mark.parametrize("name", ["empty", "old_bridge", "hostile", "long headline"])
@pytest.mark.parametrize("width", [320, 1100])
def test_nothing_is_wider_than_the_screen(
    page: "Page", pages: Path, tmp_path: Path, name: str, width: int
) -> None:
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
    heights = page.evaluate(
        "[...document.querySelectorAll('blockquote, q')].map(each => each.getBoundingClientRect().height)"
    )
    assert len(heights) > 30
    assert min(heights) > 10
    addresses = page.evaluate(
        "[...document.querySelectorAll('.timeline-articles cite a')].map(a => getComputedStyle(a, "
        "'::after').content)"
    )
    assert len(addresses) == 6
    assert all("https://" in address for address in addresses)


def test_a_printed_page_has_every_quote_and_address(
    page: "Page", pages: Path, tmp_path: Path, text_of_pdf: Callable[[Path], str]
) -> None:
    # The very file that a printer gets, read back; what wraps and hyphenates there is compared without
    # blanks.
    page.goto((pages / "old_bridge.html").as_uri())
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    blanks = re.compile(r"[\s\f]+")
    printed = blanks.sub("", text_of_pdf(tmp_path / "page.pdf"))
    sample = timeline("old_bridge")
    quotes = [citation.quote for event in (*sample.events, *sample.undated) for citation in event.citations]
    quotes += [rejection.quote for rejection in sample.rejected]
    # What runs from right to left is stored in another order.
    latin = [quote for quote in quotes if quote.isascii() or not re.search("[\u0590-\u06ff]", quote)]
    assert len(latin) > 30
    assert not [quote for quote in latin if blanks.sub("", quote) not in printed]
    assert not [
        article.url
        for article in sample.articles
        if safe_url(article.url) and str(safe_url(article.url)) not in printed
    ]


@pytest.mark.parametrize("name", ["old_bridge", "hostile", "empty", "one", "hebrew", "fragment"])
def test_the_markup_is_valid(pages: Path, name: str, markup_faults: Callable[[Path], str]) -> None:
    # By HTML's own rules, and by those for everyone to read it.
    assert markup_faults(pages / f"{name}.html") == ""


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("The bridge – an old one – was shut on Tuesday.", id="dashes"),
        pytest.param(
            "A well-known, 35-centimetre crack & a “quote”, it’s said.",
            id="hyphens, ampersand and curly quotes",
        ),
        pytest.param(
            "Then, after years of letters and of promises that nobody kept, " * 3 + "the bridge was shut.",
            id="long",
        ),
        pytest.param("أُعيد فتح الجسر القديم يوم السبت", id="right to left"),
    ],
)
def test_a_link_to_a_passage_scrolls_to_it(page: "Page", tmp_path: Path, quote: str) -> None:
    # The article stands as its outlet might print it, far down the page, in other spaces.
    article = tmp_path / "article.html"
    filler = "<p>filler</p>" * 200
    article.write_text(
        f"<!DOCTYPE html><meta charset=utf-8>{filler}<p id=it>{quote.replace(' ', chr(10))}</p>{filler}",
        encoding="utf-8",
    )
    link = passage_link("https://example.org/article", quote)
    assert link is not None
    page.goto(article.as_uri() + "#" + link.partition("#")[2])
    page.wait_for_function(
        "document.getElementById('it').getBoundingClientRect().top < innerHeight && scrollY > 0"
    )
