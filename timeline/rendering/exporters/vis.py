"""vis-timeline: items for a DataSet. A day is a box; what is less sure is a range over all the days that it can be."""

import json
from html import escape
from typing import Any

from timeline.dates import Day, EventDate, PartialDate, Precision
from timeline.models import Timeline
from timeline.rendering.exporters.base import (
    ShownEvent,
    html_of,
    iso,
    plain,
    provenance,
    telling,
    told_in_words,
)
from timeline.rendering.labels import Labels


def to_vis(timeline: Timeline, words: Labels | None = None) -> str:
    """Return *timeline* as {title, about, items, undated}: `items` is for vis-timeline, which cannot show the undated.

    Each item says its date in words; its class tells whether its range is how long it took or where in it the
    day lies.
    """
    told = telling(timeline, words)
    shown = {
        "title": plain(told.page.title),
        "about": provenance(told.page),
        "items": [_item(each) for each in told.dated],
        "undated": [_told(each) for each in told.undated],
    }
    return json.dumps(shown, indent=2, ensure_ascii=False) + "\n"


def _item(told: ShownEvent) -> dict[str, Any]:
    return _told(told) | (_place(told.event.date) if told.event.date else {})


def _told(told: ShownEvent) -> dict[str, Any]:
    """Return what an item says; its title, which is seen on pointing at it, says all, as a short range cuts its content off."""
    words = escape(told_in_words(told))
    return {"id": told.entry.anchor, "content": words, "title": f"<p>{words}</p>{html_of(told)}"}


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
