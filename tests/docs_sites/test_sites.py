"""One fixture site in every generator: built strictly with no network, and then opened in a real browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser.conftest import Axe
from docs_sites.conftest import Served, need
from docs_sites.generators import (
    GENERATORS,
    MKDOCS,
    PROPERDOCS,
    Generator,
    anchor_of,
    build,
    events_of,
    lay_out,
)

from timeline.rendering.escaping import visible

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@dataclass(frozen=True, slots=True)
class Site:
    """A site that was built, and what the generator said of it."""

    generator: Generator
    folder: Path
    address: str
    status: int
    said: str


@pytest.fixture(scope="module", params=GENERATORS, ids=lambda generator: generator.name)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    need(request.param)
    folder = tmp_path_factory.mktemp("site")
    lay_out(request.param, folder)
    done = build(request.param, folder)
    with Served(folder / "built") as address:
        yield Site(request.param, folder, address, done.returncode, done.stdout)


@pytest.fixture
def page(chromium: "Browser") -> "Iterator[Page]":
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_it_builds_strictly_without_a_warning(site: Site) -> None:
    # Links to events of other pages and of the same one are among what is checked.
    assert site.status == 0, site.said
    assert "WARNING" not in site.said


@pytest.mark.parametrize("name", ["old_bridge", "hostile"])
def test_every_event_is_shown_and_in_the_table_of_contents(site: Site, page: "Page", name: str) -> None:
    # A headline is shown character by character, whatever is in it; the table of contents leads to it.
    page.goto(f"{site.address}/{'closing' if name == 'old_bridge' else name}.html")
    for event in events_of(name):
        anchor, headline = anchor_of(event), " ".join(visible(event.headline).split())
        shown = page.locator(f"[id='{anchor}']")
        assert headline in " ".join(shown.inner_text().split())
        leading = page.locator(f"a[href='#{anchor}']", has_text=headline[:20].strip())
        assert leading.count(), f"nothing in the table of contents leads to {headline}"


@pytest.mark.parametrize("name", ["closing", "again", "hostile"])
def test_links_within_the_page_lead_somewhere(site: Site, page: "Page", name: str) -> None:
    page.goto(f"{site.address}/{name}.html")
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
        ".filter(id => id && !id.startsWith('__') && !document.getElementById(id))"
    )
    assert not lost
    repeated = page.evaluate(
        "(ids => ids.filter((id, place) => ids.indexOf(id) !== "
        "place))([...document.querySelectorAll('[id]')].map(e => e.id))"
    )
    assert not [name for name in repeated if "evt-" in name or "timeline" in name]


def test_an_anchor_scrolls_to_its_event(site: Site, page: "Page") -> None:
    anchor = anchor_of(events_of("old_bridge")[8])
    page.goto(f"{site.address}/closing.html#{anchor}")
    page.wait_for_function(
        "name => document.getElementById(name).getBoundingClientRect().top < innerHeight / 2", arg=anchor
    )
    assert page.evaluate("document.querySelector(':target').id") == anchor


def test_search_finds_an_event(site: Site, page: "Page") -> None:
    # The result leads to the event, not just to its page.
    event = next(event for event in events_of("old_bridge") if "Divers inspect" in event.headline)
    _search(site, page, event.headline)
    page.locator(f"a[href*='#{anchor_of(event)}']:visible").first.wait_for()


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("closing", "light"), ("closing", "dark"), ("again", "light"), ("again", "dark"), ("hostile", "light")],
)
def test_axe_finds_nothing_inside_the_timeline(
    site: Site, chromium: "Browser", axe: Axe, name: str, scheme: Any
) -> None:
    # Only inside: themes have faults of their own.
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site.address}/{name}.html")
    page.evaluate("for (const each of document.querySelectorAll('.timeline details')) each.open = true")
    found = axe(page, ".timeline-year" if site.generator.is_sphinx else ".timeline")
    context.close()
    assert found.passes
    assert not [
        (fault["id"], fault["nodes"][0]["html"], fault["nodes"][0]["failureSummary"])
        for fault in found.violations
    ]


def test_hostile_text_runs_nothing(site: Site, page: "Page") -> None:
    page.goto(f"{site.address}/hostile.html")
    assert page.evaluate("window.pwned") is None
    assert not page.locator("[onclick], [onerror], [onload], [onmouseover], [onfocus]").count()
    assert not page.locator("a[href^='javascript:' i], a[href^='data:' i], img[src*='evil'], iframe").count()


def test_two_timelines_stand_on_one_page_and_one_on_two(site: Site, page: "Page") -> None:
    # In the list the second has no quotes; on the other page it has only a year, in German words, under no
    # title of its own.
    page.goto(f"{site.address}/closing.html")
    assert page.locator("[id^='short-evt-']").count() == 3
    page.goto(f"{site.address}/again.html")
    assert page.get_by_text("5 Ereignisse aus").count() == 1
    assert page.get_by_text("data/nowhere.json").count() == 1
    assert not page.locator("h1, h2", has_text="The closing of Old Lock Bridge").count()


@pytest.mark.parametrize("site", [MKDOCS, PROPERDOCS], ids=lambda generator: generator.name, indirect=True)
def test_the_plugin_makes_a_page_of_all_events(site: Site) -> None:
    page = (site.folder / "built" / "events.html").read_text(encoding="utf-8")
    anchors = [anchor_of(event) for name in ("old_bridge", "hostile") for event in events_of(name)]
    assert [anchor for anchor in anchors if page.count(f' id="{anchor}"') != 1] == []


def test_a_changed_timeline_is_built_again(site: Site) -> None:
    # Nothing but the data is changed; what was built before is there.
    data = site.folder / "pages" / "data" / "old_bridge.json"
    before = data.read_text(encoding="utf-8")
    data.write_text(
        before.replace("Engineers put a price on the repair", "Somebody reckons what it costs"),
        encoding="utf-8",
    )
    try:
        done = build(site.generator, site.folder)
    finally:
        data.write_text(before, encoding="utf-8")
    assert done.returncode == 0, done.stdout
    for name in ("closing", "again"):
        built = (site.folder / "built" / f"{name}.html").read_text(encoding="utf-8")
        assert "Somebody reckons what it costs" in built
        assert "Engineers put a price on the repair" not in built


def _search(site: Site, page: "Page", words: str) -> None:
    match site.generator.search:
        case "sphinx":
            page.goto(f"{site.address}/search.html?q={words.replace(' ', '+')}")
        case "bootstrap":
            page.goto(f"{site.address}/index.html")
            page.locator("a[data-bs-target$='_search_modal']").first.click()
            page.locator("[id$='-search-query']").press_sequentially(words)
        case "material":
            page.goto(f"{site.address}/index.html")
            page.locator(".md-search__input").press_sequentially(words)
        case "zensical":
            page.goto(f"{site.address}/index.html")
            page.wait_for_load_state("networkidle")
            page.keyboard.press("Control+k")
            page.locator("input:focus").press_sequentially(words)
