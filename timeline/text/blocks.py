"""The layout of a text: which lines belong together, and what Markdown makes of them.

Articles put one paragraph on a line, or wrap paragraphs at some column. A line break inside running text is a
soft one when the next line goes on in lower case, or when its first word would not have fitted on a line of
the text's width.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise


class Markup(Enum):
    """What Markdown (or a wiki) says that a block is."""

    PLAIN = "plain"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    IMAGE = "image"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a single line: text[start:end], without its marker and outer white space.

    *follows* says that no blank line separates it from the block before.
    """

    start: int
    end: int
    markup: Markup
    follows: bool


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    markup: Markup
    body: str

    @property
    def blank(self) -> bool:
        return not self.body


_MARKERS = (
    (Markup.HEADING, re.compile(r"#{1,6}[ \t]+|={2,6}(?=[^=\n]{1,200}={2,6}$)")),
    (Markup.IMAGE, re.compile(r"(?=!\[)")),
    (Markup.QUOTE, re.compile(r">[> \t]*")),
    (Markup.TABLE, re.compile(r"(?=\|)")),
    (Markup.ITEM, re.compile(r"(?:[-*+•‣◦▪–]|\d{1,3}[.)])[ \t]+")),
)
_FENCE = re.compile(r"```|~~~")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_WORD = re.compile(r"\w")
_ENDING = re.compile(r"[.!?…:;]['\"’”)\]*_]*$")
_NARROWEST, _WIDEST = 40, 160
_RAGGEDNESS = 1.2


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of *text* that hold a letter or a digit, in order, without overlap."""
    lines = _lines(text)
    width = _width(lines)
    found: list[Block] = []
    follows = False
    previous: _Line | None = None
    for line in lines:
        if line.blank:
            follows, previous = False, None
            continue
        if previous and _underlines(line, previous, found[-1]):
            found[-1] = Block(previous.start, previous.end, Markup.HEADING, found[-1].follows)
        if not _WORD.search(line.body):
            previous = None
            continue
        if previous and _continues(previous, line, width):
            found[-1] = Block(found[-1].start, line.end, found[-1].markup, found[-1].follows)
        else:
            found.append(Block(line.start, line.end, line.markup, follows))
        follows, previous = True, line
    return tuple(found)


def _underlines(line: _Line, title: _Line, block: Block) -> bool:
    """Return whether *line* makes a heading of the one line above it; below a paragraph it is only a rule."""
    return (
        _UNDERLINE.fullmatch(line.body) is not None
        and title.markup is Markup.PLAIN
        and block.start == title.start
        and not _ENDING.search(title.body[-8:])
    )


def _lines(text: str) -> list[_Line]:
    raw = list(_raw_lines(text))
    fenced = _fenced([text[start:end] for start, end in raw])
    return [_line(text, start, end, code) for (start, end), code in zip(raw, fenced, strict=True)]


def _raw_lines(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in text.splitlines(keepends=True):
        yield position + len(line) - len(line.lstrip()), position + len(line.rstrip())
        position += len(line)


def _fenced(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it is a fence or between two; an unclosed fence does not count."""
    inside = [False] * len(lines)
    fences = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    for opening, closing in zip(fences[::2], fences[1::2], strict=False):
        inside[opening : closing + 1] = [True] * (closing + 1 - opening)
    return inside


def _line(text: str, start: int, end: int, code: bool) -> _Line:  # noqa: FBT001 - it has one caller
    if code:
        return _Line(start, max(start, end), Markup.CODE, text[start:end])
    for markup, marker in _MARKERS:
        match = marker.match(text, start, end)
        if match:
            body = text[match.end() : end]
            if markup is Markup.HEADING:
                body = body.rstrip("=# \t")
            skipped = match.end() + len(body) - len(body.lstrip())
            return _Line(skipped, match.end() + len(body), markup, text[start:end])
    return _Line(start, max(start, end), Markup.PLAIN, text[start:end])


def _width(lines: Sequence[_Line]) -> int:
    """Return the column at which *lines* are wrapped, or 0: the length of the longest that goes on below."""
    return max(
        (len(line.body) for line, following in pairwise(lines) if _goes_on(line, following)), default=0
    )


def _goes_on(line: _Line, following: _Line) -> bool:
    return (
        following.markup in (Markup.PLAIN, Markup.QUOTE)
        and line.markup is not Markup.HEADING
        and _NARROWEST <= len(line.body) <= _WIDEST
        and following.body.lstrip("> \t")[:1].islower()
        and not _ENDING.search(line.body[-8:])
    )


def _continues(line: _Line, following: _Line, width: int) -> bool:
    """Return whether the break between two lines is a soft one."""
    if line.markup is Markup.CODE or following.markup is Markup.CODE:
        return line.markup is following.markup
    if line.markup is Markup.QUOTE and following.markup is Markup.QUOTE:
        return True
    if following.markup is not Markup.PLAIN or line.markup in (Markup.HEADING, Markup.IMAGE, Markup.TABLE):
        return False
    if following.body.startswith(line.body):
        return False
    first_word = following.body.split(maxsplit=1)[0]
    full = len(line.body) <= width * _RAGGEDNESS and len(line.body) + 1 + len(first_word) > width > 0
    return full or _goes_on(line, following)
