"""Each flavour's own renderer of Markdown, and what its HTML is made of.

The renderers come from npm and PyPI, none of them is in what users install:

    npm ci --ignore-scripts --prefix tests/renderers

Where one is missing its tests are skipped and say so; where CI is set they fail instead.
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import NoReturn

import pytest

from timeline.choices import Flavour

FOLDER = Path(__file__).parent / "renderers"
# What MkDocs sites switch on, as its own guide and the most used themes advise.
MKDOCS = ("footnotes", "attr_list", "toc", "md_in_html", "tables")
# All that such a site might have switched on besides.
MKDOCS_EVERYTHING = (
    *MKDOCS, "abbr", "admonition", "def_list", "meta", "sane_lists", "wikilinks", "pymdownx.arithmatex",
    "pymdownx.betterem", "pymdownx.blocks.details", "pymdownx.caret", "pymdownx.critic", "pymdownx.details",
    "pymdownx.emoji", "pymdownx.fancylists", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys",
    "pymdownx.magiclink", "pymdownx.mark", "pymdownx.snippets", "pymdownx.superfences", "pymdownx.tasklist",
    "pymdownx.tilde",
)  # fmt: skip
MYST_EVERYTHING = (
    "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "html_admonition",
    "html_image", "strikethrough", "substitution", "tasklist",
)  # fmt: skip
NAMES: dict[Flavour, str] = {
    "gfm": "micromark with its GFM extension",
    "mkdocs": f"Python-Markdown with {', '.join(MKDOCS)}",
    "myst": "myst-parser on docutils",
    "pandoc": "Pandoc",
    "mdx": "@mdx-js/mdx with remark-gfm, drawn by React",
    "commonmark": "markdown-it-py, CommonMark only",
}

NEEDED: dict[Flavour, tuple[str, ...]] = {
    "mkdocs": ("markdown", "pymdownx"),
    "myst": ("myst_parser",),
    "pandoc": ("pypandoc",),
    "commonmark": ("markdown_it",),
}


def missing(what: str, remedy: str) -> NoReturn:
    reason = f"NOT TESTED WITH ITS TOOL: {what} is missing; to have it: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def need_packages(names: tuple[str, ...]) -> None:
    for name in names:
        if importlib.util.find_spec(name) is None:
            missing(name, "pip install --group test")


def need_node_modules() -> None:
    if not shutil.which("node"):
        missing("node", "apt-get install nodejs npm")
    if not (FOLDER / "node_modules").is_dir():
        missing("tests/renderers/node_modules", "npm ci --ignore-scripts --prefix tests/renderers")


class Html(HTMLParser):
    """The elements of a page, each with its attributes, and its text, all blanks as one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._pieces: list[str] = []
        self.headings: list[str] = []
        self._heading = False
        self.feed(page)
        self.text = " ".join("".join(self._pieces).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append("")
            self._heading = True

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch("h[1-6]", tag):
            self._heading = False

    def handle_data(self, data: str) -> None:
        self._pieces.append(data)
        if self._heading:
            self.headings[-1] += data

    @property
    def shapes(self) -> set[tuple[str, str]]:
        """Which elements there are with which attributes."""
        return {(tag, name) for tag, attributes in self.elements for name in ("", *attributes)}

    @property
    def ids(self) -> Counter[str]:
        return Counter(each["id"] for _, each in self.elements if each.get("id"))  # type: ignore[misc] # not None, as it is true

    @property
    def links(self) -> list[str]:
        return [each["href"] or "" for tag, each in self.elements if tag == "a" and "href" in each]


def html_of(flavour: Flavour, pages: list[str], *, everything: bool = False) -> list[str]:
    """Return *pages* as the renderer of *flavour* shows them, with all of its extensions or the usual ones.

    Fails when the renderer warns.
    """
    match flavour:
        case "gfm" | "mdx":
            return _by_node(flavour, pages)
        case "mkdocs":
            import markdown

            extensions = list(MKDOCS_EVERYTHING if everything else MKDOCS)
            return [markdown.markdown(page, extensions=extensions) for page in pages]
        case "myst":
            return [_by_docutils(page, MYST_EVERYTHING if everything else ()) for page in pages]
        case "pandoc":
            import pypandoc

            arguments = ["--fail-if-warnings", "--wrap=none"]
            return [
                pypandoc.convert_text(page, "html5", format="markdown", extra_args=arguments)
                for page in pages
            ]
        case "commonmark":
            from markdown_it import MarkdownIt

            return [MarkdownIt("commonmark").render(page) for page in pages]


def _by_node(renderer: str, pages: list[str]) -> list[str]:
    asked = json.dumps([{"renderer": renderer, "text": page} for page in pages])
    done = subprocess.run(
        ["node", FOLDER / "render.mjs"], input=asked, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return [str(page) for page in json.loads(done.stdout)]


def _by_docutils(page: str, extensions: tuple[str, ...]) -> str:
    from docutils.core import publish_parts
    from myst_parser.docutils_ import Parser

    warnings = StringIO()
    settings = {
        "warning_stream": warnings,
        "myst_enable_extensions": extensions,
        "embed_stylesheet": False,
        "doctitle_xform": False,
    }
    parts = publish_parts(page, parser=Parser(), writer="html5", settings_overrides=settings)
    assert not warnings.getvalue(), warnings.getvalue()
    return str(parts["html_body"])
