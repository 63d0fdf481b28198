"""What commands read and write: files, standard input and output, each output in its format."""

import glob
import sys
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from timeline.articles.readers import reader_list
from timeline.errors import UsageError
from timeline.models import Timeline
from timeline.rendering import Options, json_pieces, render
from timeline.rendering.exporters.timeline_json import JSON
from timeline.rendering.freshness import content_of, is_current
from timeline.store import write_lines

Outputs = list[tuple[Path | None, str]]


def refuse_outputs_among_sources(sources: tuple[str, ...], outputs: Iterable[Path | None]) -> None:
    """Raise UsageError when an output would replace an article, or the next build would read it as one."""
    # For a glob, the folder in which it looks.
    read = {(Path(source).parent if glob.has_magic(source) else Path(source)).resolve() for source in sources}
    folders = {place for place in read if place.is_dir()}
    for output in outputs:
        place = output.resolve() if output else None
        if place is None or reader_list().for_file(place) is None:
            continue
        if place in read or not folders.isdisjoint(place.parents):
            raise UsageError(
                f"{output} is among the articles: this build or the next would read it as one. "
                "Write it elsewhere."
            )


def write_outputs(
    timeline: Timeline, outputs: Outputs, options: Options | None = None, *, update: bool = False
) -> None:
    """Write *timeline* to each output in its format, all of them or, when one format cannot show it, none.

    With *update*, only what is between the marker lines of a page is replaced. Raises UsageError for a page
    that cannot be updated, or whose own text would be lost.

    JSON is written piece by piece: that of many articles would take as much memory as all else together.
    """
    in_pieces = [place for place, format_ in outputs if format_ == JSON.name and not update]
    if in_pieces:
        # Once before anything is written, as it may raise an error.
        deque(json_pieces(timeline), maxlen=0)
    others = [output for output in outputs if output[1] != JSON.name or update]
    contents: list[tuple[Path | None, str | bytes | Iterable[str]]] = [
        *_contents(timeline, others, options, update=update),
        *((place, json_pieces(timeline)) for place in in_pieces),
    ]
    for place, content in contents:
        write(str(place) if place else None, content)


def stale_outputs(timeline: Timeline, outputs: Outputs, options: Options, *, update: bool) -> list[Path]:
    """Return the files that do not hold what `write_outputs` would write. Raises UsageError as it does."""
    contents = _contents(timeline, outputs, options, update=update)
    if any(place is None for place, _ in contents):
        raise UsageError("--check compares a file with what would be written: name it with -o.")
    return [place for place, content in contents if place and not is_current(place, content)]


def _contents(
    timeline: Timeline, outputs: Outputs, options: Options | None, *, update: bool
) -> list[tuple[Path | None, str | bytes]]:
    options = options or Options()
    if update and any(place is None for place, _ in outputs):
        raise UsageError("--update replaces a part of a file: name it with -o.")
    contents: list[tuple[Path | None, str | bytes]] = []
    for place, format_ in outputs:
        if place:
            content = content_of(place, timeline, format_, options, update=update)
        else:
            content = render(timeline, format_, options)
        contents.append((place, content))
    return contents


def write(place: str | None, content: str | bytes | Iterable[str]) -> None:
    """Write *content*, whole or in pieces, to a file, or to standard output for None and "-"."""
    pieces = [content] if isinstance(content, str | bytes) else content
    if place is None or place == "-":
        for piece in pieces:
            data = piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")
            sys.stdout.buffer.write(data)
        sys.stdout.flush()
    else:
        write_lines(Path(place), pieces)
