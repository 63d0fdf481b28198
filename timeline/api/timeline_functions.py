"""`timeline.load`, `render`, `check` and `explain`: what can be done with a timeline."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack, overload

from timeline.api.arguments import StrPath, refuse_unknown
from timeline.choices import Evidence, Flavour, Layout, TextFormat
from timeline.models import Event, Timeline
from timeline.rendering import Options, exporter_list
from timeline.rendering import render as render_timeline
from timeline.rendering.freshness import options_for
from timeline.store import read_timeline

if TYPE_CHECKING:
    from timeline.timelines.validation import Checked


class RenderOptions(TypedDict, total=False):
    """Options of `render`, as those of `timeline render`; each format uses those that concern it."""

    flavour: Flavour | None
    layout: Layout | None
    evidence: Evidence | None
    front_matter: bool | None
    level: int | None
    prefix: str | None
    locale: str | None
    script: bool | None
    templates: StrPath | None


def load(path: StrPath) -> Timeline:
    """Read a timeline.json. Raises StoreError when it cannot be read, or is not a timeline."""
    return read_timeline(os.fspath(path))


@overload
def render(timeline: Timeline, to: TextFormat, **options: Unpack[RenderOptions]) -> str: ...
@overload
def render(timeline: Timeline, to: StrPath, **options: Unpack[RenderOptions]) -> str | bytes: ...
def render(timeline: Timeline, to: StrPath, **options: Unpack[RenderOptions]) -> str | bytes:
    """Return *timeline* in the format *to*: its name, such as "html", or a file name with its ending.

    Nothing is written. Raises UsageError for an unknown format and for options that exclude each other,
    RenderError for a timeline or a template at fault, and TypeError for an unknown option.
    """
    if not isinstance(timeline, Timeline):
        raise TypeError(f"render() takes a Timeline, not {type(timeline).__name__}")
    refuse_unknown("render", options, RenderOptions.__annotations__)
    place = os.fspath(to)
    formats, shown = exporter_list(), Options.of(options)
    if place in formats.exporters or not Path(place).suffix:
        return render_timeline(timeline, place, shown)
    return render_timeline(timeline, formats.for_file(Path(place)).name, options_for(Path(place), shown))


def check(timeline: Timeline | StrPath, folder: StrPath | None = None) -> "Checked":
    """Check *timeline*, or the file of one: ids, references, order, and every quote against its article.

    The articles are looked for in *folder*: by default the file's folder, or else the current one. Raises
    StoreError when the file cannot be read.
    """
    from timeline.timelines.validation import check_timeline

    if isinstance(timeline, Timeline):
        return check_timeline(timeline, Path(folder or ""))
    return check_timeline(load(timeline), Path(folder if folder is not None else Path(timeline).parent))


def explain(timeline: Timeline, event: Event | str) -> str:
    """Return why *event* is one event, and where its date comes from, as text of many lines.

    *event* is an event of *timeline*, its id, the beginning of one, or words of its headline. Raises
    UsageError when no event matches, or several do.
    """
    from timeline.timelines.explanation import explain_event, find_event

    found = event if isinstance(event, Event) else find_event(timeline, event)
    return explain_event(found, timeline)
