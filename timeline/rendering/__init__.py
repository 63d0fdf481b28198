"""Show a timeline: as an HTML page, as Markdown of many flavours, as JSON, and as what other tools read.

A format is its endings here, and either templates in templates/ or a function in `exporters`. Templates only
place what `view` has prepared.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from timeline.errors import UsageError
from timeline.models import TIMELINE_FORMAT, Timeline
from timeline.rendering import exporters
from timeline.rendering.html_page import (
    FRAGMENT_OPTIONS,
    HtmlOptions,
    script,
    site_stylesheet,
    to_fragment,
    to_html,
)
from timeline.rendering.json_stream import (
    json_pieces as json_pieces,
)  # also for those who write it piece by piece
from timeline.rendering.labels import Labels, labels
from timeline.rendering.markdown_document import MarkdownOptions, to_markdown

Format = Literal[
    "html",
    "fragment",
    "css",
    "js",
    "markdown",
    "json",
    "timelinejs",
    "vis",
    "mermaid",
    "csv",
    "ical",
    "csl",
    "jsonld",
]

_ENDINGS: dict[Format, tuple[str, ...]] = {
    "fragment": (".fragment.html",),
    "html": (".html", ".htm"),
    "css": (".css",),
    "js": (".js",),
    "markdown": (".md", ".markdown", ".mdx"),
    "timelinejs": (".timelinejs.json",),
    "vis": (".vis.json",),
    "csl": (".csl.json", ".csl"),
    "json": (".json",),
    "jsonld": (".jsonld",),
    "mermaid": (".mmd", ".mermaid"),
    "csv": (".csv",),
    "ical": (".ics",),
}


@dataclass(frozen=True, slots=True)
class Options:
    """How a timeline is shown; *templates* is a folder whose templates come before our own.

    *locale* is that of the words in exports; without it, they are in the timeline's language, or in English.
    """

    html: HtmlOptions = field(default_factory=HtmlOptions)
    fragment: HtmlOptions = FRAGMENT_OPTIONS
    markdown: MarkdownOptions = field(default_factory=MarkdownOptions)
    templates: Path | None = None
    locale: str | None = None


def format_of(output: Path) -> Format:
    """Return the format that *output* names by its ending. Raises UsageError for an unknown ending."""
    for known, endings in _ENDINGS.items():
        if any(
            output.name.lower().removesuffix(ending) not in ("", output.name.lower()) for ending in endings
        ):
            return known
    endings_known = ", ".join(ending for endings in _ENDINGS.values() for ending in endings)
    raise UsageError(
        f"{output.name!r} does not say which format to write: end it with one of {endings_known},\n"
        f"or name the format: {', '.join(get_args(Format))}."
    )


def render(timeline: Timeline, format: Format, options: Options = Options()) -> str:  # noqa: A002 - the command line's word for it
    """Return *timeline* as the whole text of a file in *format*, the same for the same timeline.

    Raises RenderError when the timeline does not hold what it cites, or a template of *options* is at fault.
    """
    match format:
        case "html":
            return to_html(timeline, options.html, options.templates)
        case "fragment":
            return to_fragment(timeline, options.fragment, options.templates)
        case "markdown":
            return to_markdown(timeline, options.markdown, options.templates)
        case _:
            return _EXPORTS[format](timeline, labels(options.locale) if options.locale else None)


def json_schema() -> str:
    """Return the JSON Schema of timeline.json, as the text of a file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **TIMELINE_FORMAT.json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


_EXPORTS: dict[Format, Callable[[Timeline, Labels | None], str]] = {
    # What a fragment needs beside it is the same for every timeline.
    "css": lambda *_: site_stylesheet(),
    "js": lambda *_: script(),
    "json": lambda timeline, _: "".join(json_pieces(timeline)),
    "timelinejs": exporters.to_timelinejs,
    "vis": exporters.to_vis,
    "mermaid": exporters.to_mermaid,
    "csv": exporters.to_csv,
    "ical": exporters.to_icalendar,
    "csl": exporters.to_csl,
    "jsonld": exporters.to_json_ld,
}
