"""timeline.json as text, piece by piece: a long timeline takes little more memory while it is written."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from pydantic import TypeAdapter

from timeline.errors import RenderError
from timeline.models import TIMELINE_FORMAT, Article, Event, Failure, Rejection, Timeline

Item = Article | Event | Rejection | Failure
_FORMATS: dict[type, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (Article, Event, Rejection, Failure)
}

# What is in a list stands further in, and no string of JSON holds the end of a line.
_EMPTY_LIST = re.compile(r'  "(\w+)": \[\](?=,?$)')


def json_pieces(timeline: Timeline) -> Iterator[str]:
    """Yield the text of timeline.json; no piece is longer than the longest of what it lists.

    Raises RenderError when it cannot be written as JSON.
    """
    listed = {
        it.name: value for it in fields(timeline) if isinstance(value := getattr(timeline, it.name), tuple)
    }
    nothing: dict[str, Any] = dict.fromkeys(listed, ())
    try:
        frame = TIMELINE_FORMAT.dump_json(replace(timeline, **nothing), indent=2).decode()
        for line in frame.split("\n"):
            empty = _EMPTY_LIST.match(line)
            yield from _list(empty[1], listed[empty[1]]) if empty else (line,)
            yield f"{line[empty.end() :] if empty else ''}\n"
    except ValueError as error:
        raise RenderError(f"The timeline {timeline.title!r} cannot be written as JSON: {error}.") from error


def _list(name: str, items: tuple[Item, ...]) -> Iterator[str]:
    yield f'  "{name}": ['
    for number, item in enumerate(items):
        text = _FORMATS[type(item)].dump_json(item, indent=2).decode()
        yield ("," if number else "") + f"\n{text}".replace("\n", "\n    ")
    yield "\n  ]" if items else "]"
