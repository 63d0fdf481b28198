"""A timeline as HTML: a page of its own, or one element for another page, with style sheet and script."""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from timeline.errors import UsageError
from timeline.gc_pause import without_cycle_search
from timeline.models import Timeline
from timeline.rendering.escaping import Html
from timeline.rendering.facets import MOST_CHOICES, Filters, filters_of
from timeline.rendering.labels import labels
from timeline.rendering.overview import overview_of
from timeline.rendering.page_layout import page_of
from timeline.rendering.template_engines import html_environment, rendered
from timeline.rendering.view import EventView, Page
from timeline.resources import read_resource

_PREFIX = re.compile(r"(?:[A-Za-z][A-Za-z0-9_-]*)?")
# The choices are looked for in the header alone, which is small: in all of a long page, that would take
# seconds.
_FILTER_RULE = (
    '.timeline.timeline > .timeline-header:has([data-token="f{0}"]:checked) ~ .timeline-body '
    '[data-in]:not([data-in~="f{0}"]){{display:none}}'
)


@dataclass(frozen=True, slots=True)
class HtmlOptions:
    """How a timeline is written as HTML.

    *level* is that of the title's heading, 1 to 4; years and events stand below it. *prefix* begins every
    anchor, so that several timelines fit on one page. *script* adds search, and the filters to the address,
    to a page of its own. *locale* is that of the page's words and dates; without it, they are in the
    timeline's language, or in English.

    Raises UsageError for a level or prefix that cannot be.
    """

    level: int = 1
    prefix: str = ""
    script: bool = True
    locale: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise UsageError(
                f"The title's heading has a level from 1 to 4, not {self.level}: years and events go below."
            )
        if not _PREFIX.fullmatch(self.prefix):
            raise UsageError(
                f"A prefix of anchors is letters, digits and hyphens, a letter first, not {self.prefix!r}."
            )


FRAGMENT_OPTIONS = HtmlOptions(level=2, prefix="timeline-")
"""The defaults of a fragment, whose anchors do not clash with those of the page around it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A year, or the events without a date."""

    anchor: str
    label: str
    entries: tuple[EventView, ...]
    tokens: str
    undated: bool = False


def to_html(timeline: Timeline, options: HtmlOptions, templates: Path | None) -> str:
    """Return *timeline* as a page of its own, which asks for nothing and needs no script.

    Raises RenderError when the timeline does not hold what it cites, or for a fault in a user's template.
    """
    script = read_resource("templates", "timeline.js") if options.script else None
    style = page_stylesheet()
    scripts = f"; script-src {_hashed(script)}" if script else ""
    policy = (
        f"default-src 'none'; style-src {_hashed(style)}{scripts}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    own = {
        "root": "div",
        "body": "main",
        "policy": policy,
        "style": Html(style),
        "script": script and Html(script),
    }
    return _filled_in(timeline, options, templates, "timeline.html.j2", own)


def to_fragment(timeline: Timeline, options: HtmlOptions, templates: Path | None) -> str:
    """Return *timeline* as one element; raises as `to_html`."""
    own = {"root": "section", "body": "div"}
    return _filled_in(timeline, options, templates, "fragment.html.j2", own)


@cache
def stylesheet() -> str:
    """Return the style sheet of a timeline in any page, whose colours and fonts it takes."""
    rules = "\n".join(_FILTER_RULE.format(number) for number in range(1, MOST_CHOICES + 1))
    return f"{read_resource('templates', 'timeline.css')}\n{rules}\n"


@cache
def site_stylesheet() -> str:
    """Return the style sheet of fragments and of timelines in a docs site, which take more from its theme."""
    return f"{stylesheet()}\n{read_resource('templates', 'site.css')}"


@cache
def page_stylesheet() -> str:
    """Return the style sheet of a page of its own, the same for all."""
    return f"{read_resource('templates', 'page.css')}\n{stylesheet()}"


def script() -> str:
    """Return the script that adds search, and keeps search and filters in the address."""
    return read_resource("templates", "timeline.js") or ""


def _filled_in(
    timeline: Timeline, options: HtmlOptions, templates: Path | None, template: str, own: Mapping[str, object]
) -> str:
    with without_cycle_search():
        page = page_of(timeline, labels(options.locale) if options.locale else None, options.prefix)
        filters = filters_of(page)
        context = {
            "page": page,
            "sections": _sections(page, filters, options.prefix),
            "filters": filters,
            "overview": overview_of(page),
            "options": options,
            "event_level": str(options.level + 2),
            "words": page.words,
            "foreign": _language_of_texts(page),
            **own,
        }
        return rendered(html_environment(templates), template, context, templates)


def _sections(page: Page, filters: Filters, prefix: str) -> tuple[Section, ...]:
    years = [
        Section(year.anchor, year.label, year.entries, filters.together(year.entries)) for year in page.years
    ]
    if page.undated:
        years.append(
            Section(
                f"{prefix}undated",
                page.words.undated,
                page.undated,
                filters.together(page.undated),
                undated=True,
            )
        )
    return tuple(years)


def _language_of_texts(page: Page) -> Html:
    """Return the attribute for elements with text of articles, empty where the page is in their language."""
    own = page.words.locale.partition("-")[0] == page.language.partition("-")[0]
    return Html("" if own else f' lang="{page.language}"')


def _hashed(text: str) -> str:
    """Return *text* as a source of a Content-Security-Policy."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
