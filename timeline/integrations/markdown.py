"""A Python-Markdown extension, for MkDocs, ProperDocs and Zensical: one line of a page embeds a timeline.

    ::cited-timeline data/timeline.json title="The bridge" level=2 from=2022 top=10 evidence=off

A line names one file or several, which are then shown as one timeline. Files are relative to the option
`folder`.
"""

import os
import re
import shlex
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from timeline.errors import TimelineError, UsageError
from timeline.integrations.elements import fill
from timeline.integrations.embedding import Request, read_request, show

NAME = "cited-timeline"
_LINE = re.compile(rf"^ {{0,3}}::{NAME}(?=\s|$)(?P<asked>.*)$", re.MULTILINE)
_OPTION = re.compile(r"(?P<name>[a-z]+)=(?P<value>.*)", re.DOTALL)

# After code and lists, before paragraphs: a line in a block of code is code.
_BLOCK_PRIORITY = 25
# After what reads attributes out of text (8), abbreviations (7) and typography (6), before the table of
# contents (5).
_TREE_PRIORITY = 5.5


class CitedTimelineExtension(Extension):
    """Embeds timelines whose files are relative to *folder*: a path, or what the generator makes of one."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Python-Markdown's own
        self.config = {"folder": ["", "The folder that files are relative to. Default: the current one."]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register what finds the lines, and what puts timelines in their place."""
        md.parser.blockprocessors.register(_Lines(md.parser), NAME, _BLOCK_PRIORITY)
        md.treeprocessors.register(_Timelines(md, self), NAME, _TREE_PRIORITY)

    @property
    def folder(self) -> Path:
        """The folder that files are relative to, as it is now: generators may name the folder of the page."""
        return Path(os.fspath(self.getConfig("folder")))


def read_line(asked: str) -> tuple[tuple[str, ...], Request]:
    """Return the files and the options of a line. Raises UsageError for one that cannot be read.

    >>> read_line(' data/bridge.json title="The bridge" evidence=off')[0]
    ('data/bridge.json',)
    """
    try:
        words = shlex.split(asked)
    except ValueError as error:
        raise UsageError("A quotation mark of the line is not closed.") from error
    options = [match for word in words if (match := _OPTION.fullmatch(word))]
    files = tuple(word for word in words if not _OPTION.fullmatch(word))
    if not files:
        raise UsageError("The line names no timeline.json.")
    return files, read_request({option["name"]: option["value"] for option in options})


def makeExtension(**options: Any) -> CitedTimelineExtension:  # noqa: ANN401, N802 - Python-Markdown's own
    """Return the extension, for sites that name it by its module."""
    return CitedTimelineExtension(**options)


class _Lines(BlockProcessor):
    """Puts a placeholder element in the place of each line, for `_Timelines` to fill."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's own
        return bool(_LINE.search(block))

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        block = blocks.pop(0)
        line = _LINE.search(block)
        if line is None:
            return False
        before, after = block[: line.start()].strip("\n"), block[line.end() :].strip("\n")
        if before:
            self.parser.parseBlocks(parent, [before])
        SubElement(parent, NAME, {"asked": line["asked"]})
        if after:
            blocks.insert(0, after)
        return None


class _Timelines(Treeprocessor):
    """Fills the elements that `_Lines` has placed."""

    def __init__(self, md: Markdown, extension: CitedTimelineExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        for number, place in enumerate(list(root.iter(NAME)), start=1):
            asked = place.attrib["asked"]
            try:
                files, request = read_line(asked)
                fill(place, show([self._extension.folder / file for file in files], request, number))
            except TimelineError as error:
                raise type(error)(f"{error}\nin the line “::{NAME}{asked}”") from error
