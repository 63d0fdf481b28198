"""What users choose from: closed lists that the command line, the settings and the Python interface share.

They are apart from what acts on them, so that a help page does not have to import that.
"""

from typing import Literal, get_args

Granularity = Literal["expression", "article"]
"""One question for each time expression (small models), or one for each article."""

TextFormat = Literal[
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
"""The names of the built-in formats, as `timeline.rendering.exporters` lists them; all of them are text."""

Flavour = Literal["gfm", "mkdocs", "myst", "pandoc", "mdx", "commonmark"]
FLAVOURS: tuple[Flavour, ...] = get_args(Flavour)
"""The flavours of Markdown."""

Layout = Literal["headings", "bullets", "table"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
"""How Markdown is laid out."""

Evidence = Literal["footnotes", "blocks"]
"""Where Markdown has its quotes."""

SchemaVersion = Literal[1, 2]
"""The versions of timeline.json: all are read, and the last one is written."""
