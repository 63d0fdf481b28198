"""vis-timeline: items for a DataSet. A day is a box; a less precise date is a range of all its days."""

import json
from html import escape
from typing import Any

from timeline.dates import Day, EventDate, PartialDate, Precision
from timeline.models import Timeline
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.exporters.export_view import (
    ShownEvent,
    html_of,
    in_words,
    iso,
    plain,
    provenance,
    shown_timeline,
)
from timeline.rendering.render_options import Options


def to_vis(timeline: Timeline, options: Options) -> str:
    """Return *timeline* as {title, about, items, undated}; vis-timeline shows the `items`, with dates.

    Each item has its date in words; its class names whether the event took all of its range, or one unknown
    day of it.
    """
    shown = shown_timeline(timeline, options.words)
    content = {
        "title": plain(shown.page.title),
        "about": provenance(shown.page),
        "items": [_item(each) for each in shown.dated],
        "undated": [_text(each) for each in shown.undated],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _item(shown: ShownEvent) -> dict[str, Any]:
    return _text(shown) | (_place(shown.event.date) if shown.event.date else {})


def _text(shown: ShownEvent) -> dict[str, Any]:
    """Return the text of an item; its title, shown on hovering, is whole where a short range cuts it off."""
    words = escape(in_words(shown))
    return {"id": shown.entry.anchor, "content": words, "title": f"<p>{words}</p>{html_of(shown)}"}


def _place(when: EventDate) -> dict[str, str]:
    if isinstance(when, PartialDate):
        if when.precision is Precision.DAY:
            return {"type": "box", "start": _moment(when.first), "className": "timeline-day"}
        return _range(when.first, when.last, "timeline-imprecise")
    if when.start and when.end:
        return _range(when.first, when.last, "timeline-span")
    # An end that is open has no place on the axis: the other one has.
    return {
        "type": "box",
        "start": _moment(when.first if when.start else when.last),
        "className": "timeline-open",
    }


def _range(first: Day, last: Day, name: str) -> dict[str, str]:
    return {"type": "range", "start": _moment(first), "end": _moment(last, "23:59:59"), "className": name}


def _moment(day: Day, clock: str = "00:00:00") -> str:
    # Without a zone the reader's own is meant: a bare day would be midnight in Greenwich, and the day before
    # in America.
    return f"{iso(day)}T{clock}"


VIS = Exporter(name="vis", endings=(".vis.json",), summary="items for vis-timeline", render=to_vis)
