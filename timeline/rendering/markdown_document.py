"""A timeline as Markdown: which flavour, in which layout, with the quotes where."""

import re
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from timeline.choices import Evidence, Flavour, Layout
from timeline.errors import UsageError
from timeline.models import Timeline
from timeline.rendering.labels import labels
from timeline.rendering.markdown_escaping import Markdown
from timeline.rendering.page_layout import page_of
from timeline.rendering.template_engines import markdown_environment, rendered
from timeline.rendering.view import Page, Year

UNDATED = "timeline-undated"
_PREFIX = re.compile(r"(?:[A-Za-z][A-Za-z0-9_-]*)?")


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """How a timeline is written as Markdown.

    *evidence* puts the quotes into footnotes, or into a block under each event. *level* is that of the
    title's heading, 1 to 4; years and events stand below it. *prefix* begins every anchor, so that several
    timelines fit on one page. *locale* is that of the page's words and dates; without it, they are in the
    timeline's language, or in English.

    Raises UsageError for what a flavour cannot say.
    """

    flavour: Flavour = "gfm"
    layout: Layout = "headings"
    evidence: Evidence = "footnotes"
    front_matter: bool = False
    level: int = 1
    prefix: str = ""
    locale: str | None = None

    def __post_init__(self) -> None:
        if self.flavour == "commonmark" and self.layout == "table":
            raise UsageError(
                "CommonMark has no tables: choose the layout headings or bullets, or another flavour."
            )
        if self.layout == "table" and self.evidence == "blocks":
            raise UsageError(
                "A table's cells cannot hold blocks of evidence: choose the layout headings or bullets."
            )
        if not 1 <= self.level <= 4:
            raise UsageError(
                f"The title's heading has a level from 1 to 4, not {self.level}: years and events go below."
            )
        if not _PREFIX.fullmatch(self.prefix):
            raise UsageError(
                f"A prefix of anchors is letters, digits and hyphens, a letter first, not {self.prefix!r}."
            )


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a flavour's renderers can do, where they differ.

    *anchors*: an HTML element, an attribute list or a span behind a heading, or MyST's target line before it.
    *footnotes*: none, notes that may be referred to again, or notes that a renderer would print once more for
    each reference. *folds*: whether a block of evidence folds, and whether it must say that there is Markdown
    in it.
    """

    anchors: Literal["element", "attributes", "span", "target"] = "element"
    footnotes: Literal["none", "repeatable", "once"] = "repeatable"
    folds: Literal["element", "element with attribute", "none"] = "element"
    front_matter_is_title: bool = False


DIALECTS: dict[Flavour, Dialect] = {
    "gfm": Dialect(),
    "mkdocs": Dialect(anchors="attributes", folds="element with attribute"),
    "myst": Dialect(anchors="target"),
    "pandoc": Dialect(anchors="span", footnotes="once", folds="none", front_matter_is_title=True),
    "mdx": Dialect(),
    "commonmark": Dialect(footnotes="none", folds="none"),
}


def to_markdown(timeline: Timeline, options: MarkdownOptions, templates: Path | None) -> str:
    """Return *timeline* as Markdown, by the templates of the folder *templates* if there is one.

    Raises RenderError when the timeline does not hold what it cites, or for a fault in a user's template.
    """
    page = page_of(timeline, labels(options.locale) if options.locale else None)
    sections = _sections(page, options.layout)
    quotes = (quote.anchor for section in sections for entry in section.entries for quote in entry.quotes)
    context = {
        "page": page,
        "words": page.words,
        # Our own, and never at the beginning of a line, where it would be escaped.
        "colon": Markdown(page.words.colon),
        "sections": sections,
        "undated": UNDATED,
        "numbers": {name: number for number, name in enumerate(quotes, start=1)},
        "options": options,
        "dialect": DIALECTS[options.flavour],
    }
    environment = markdown_environment(templates, options.flavour, options.prefix)
    return _tidied(rendered(environment, "timeline.md.j2", context, templates))


def _sections(page: Page, layout: Layout) -> tuple[Year, ...]:
    """Return the years, all of them in one for a table, and the undated events as the last."""
    years = page.years
    if layout == "table" and years:
        years = (
            Year(
                "timeline-events",
                page.words.facet("kind"),
                tuple(chain.from_iterable(year.entries for year in years)),
            ),
        )
    undated = (Year(UNDATED, page.words.undated, page.undated),) if page.undated else ()
    return (*years, *undated)


def _tidied(text: str) -> str:
    """Return *text* with at most one empty line in a row, none at its ends, and no trailing spaces."""
    lines = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
