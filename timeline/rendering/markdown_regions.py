"""A timeline within a page that has its own text: only what stands between two marker lines is ever written.

    <!-- timeline:begin -->
    <!-- timeline:end -->

Anything may follow the word "begin". In MDX, which has no HTML comments, a marker is {/* timeline:begin */}.
Lines of a fenced code block are no markers: a page may show how it is done.
"""

import re

from timeline.errors import UsageError

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MARKER = re.compile(
    r"[ ]{0,3}(?:<!--[ \t]*timeline:(?P<comment>begin|end)\b(?:(?!-->).)*-->"
    r"|\{/\*[ \t]*timeline:(?P<expression>begin|end)\b(?:(?!\*/).)*\*/\})[ \t]*"
)
_FENCE = re.compile(r"[ ]{0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<rest>.*)")


def has_region(page: str) -> bool:
    """Return whether *page* has a marker line of a timeline."""
    return bool(_markers(_LINE.findall(page)))


def with_region(page: str, rendered: str, name: str) -> str:
    """Return *page* with *rendered* between its markers, in its own line ends, and all else as it was.

    Raises UsageError, naming the page by *name*, when its markers are missing, doubled or out of order.
    """
    lines = _LINE.findall(page)
    begin, end = _region(_markers(lines), name)
    line_end = "\r\n" if lines[begin].endswith("\r\n") else "\n"
    inside = f"\n{rendered.strip()}\n\n".replace("\n", line_end)
    return "".join((*lines[: begin + 1], inside, *lines[end:]))


def _region(markers: list[tuple[int, str]], name: str) -> tuple[int, int]:
    """Return the lines, counted from 0, of the one pair of *markers*."""
    kinds = [kind for _, kind in markers]
    if kinds == ["begin", "end"]:
        return markers[0][0], markers[1][0]
    if not markers:
        raise UsageError(
            f"{name} has no place for a timeline. Give it one, each marker on a line of its own:\n"
            "<!-- timeline:begin --> and <!-- timeline:end -->"
        )
    seen = ", ".join(f"{kind} in line {line + 1}" for line, kind in markers)
    if len(markers) > 2:
        raise UsageError(
            f"{name} has more than one begin and one end of a timeline: {seen}.\nLeave one of each."
        )
    raise UsageError(f"{name} needs one timeline:begin and, after it, one timeline:end; it has {seen}.")


def _markers(lines: list[str]) -> list[tuple[int, str]]:
    """Return the marker lines outside of fenced code, each with its kind."""
    found: list[tuple[int, str]] = []
    fence = ""
    for line, text in enumerate(line.rstrip("\r\n") for line in lines):
        opened = _FENCE.fullmatch(text)
        if fence:
            if opened and opened["fence"].startswith(fence) and not opened["rest"].strip():
                fence = ""
        elif opened:
            fence = opened["fence"]
        elif marker := _MARKER.fullmatch(text):
            found.append((line, marker["comment"] or marker["expression"]))
    return found
