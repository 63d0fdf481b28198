"""TimelineJS: the JSON that Knight Lab's widget draws, with dates only as precise as they are known."""

import json
from html import escape
from typing import Any

from timeline.dates import DateInterval, Day, EventDate, PartialDate, Precision
from timeline.errors import RenderError
from timeline.models import Timeline
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.exporters.export_view import (
    ShownEvent,
    ShownTimeline,
    html_of,
    plain,
    provenance,
    shown_timeline,
)
from timeline.rendering.render_options import Options

_FIELDS = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}


def to_timelinejs(timeline: Timeline, options: Options) -> str:
    """Return *timeline* as TimelineJS reads it.

    A date that its fields cannot express stands in words in `display_date`. Events without a date, which it
    would drop, are listed on the title slide. Raises RenderError for a timeline without a date, which it
    refuses to draw.
    """
    shown = shown_timeline(timeline, options.words)
    if not shown.dated:
        raise RenderError(
            f"{plain(timeline.title)!r} has no event with a date: TimelineJS draws none without.\n"
            "Write another format."
        )
    slides = {"title": _title(shown), "events": [_slide(each) for each in shown.dated]}
    return json.dumps(slides, indent=2, ensure_ascii=False) + "\n"


def _title(shown: ShownTimeline) -> dict[str, Any]:
    text = f"<p>{escape(provenance(shown.page))}</p>"
    if shown.undated:
        text += f"<h2>{escape(shown.page.words.undated)}</h2>"
    text += "".join(f"<h3>{escape(plain(each.entry.headline))}</h3>{html_of(each)}" for each in shown.undated)
    return {"text": {"headline": escape(plain(shown.page.title)), "text": text}, "autolink": False}


def _slide(shown: ShownEvent) -> dict[str, Any]:
    when = shown.event.date
    start, end = _ends(when) if when else (None, None)
    slide: dict[str, Any] = {
        "unique_id": shown.entry.anchor,
        "start_date": start,
        "end_date": end,
        "display_date": None if when and _fits_fields(when) else escape(shown.entry.when or ""),
        "text": {"headline": escape(plain(shown.entry.headline)), "text": html_of(shown)},
        "autolink": False,
    }
    return {name: value for name, value in slide.items() if value is not None}


def _ends(when: EventDate) -> tuple[dict[str, int] | None, dict[str, int] | None]:
    """Return where the slide begins and ends; of a date with one end open, only where it stands."""
    if isinstance(when, DateInterval):
        if when.start is None:
            return _fields(when.end, when.end.last) if when.end else None, None
        return _fields(when.start, when.start.first), _fields(when.end, when.end.last) if when.end else None
    return _fields(when, when.first), None if when.precision in _FIELDS else _fields(when, when.last)


def _fields(part: PartialDate, day: Day) -> dict[str, int]:
    """Return *day* as finely as *part* is known; a year before our era counts from -1, without a year 0."""
    year = day.year if day.year > 0 else day.year - 1
    values = (year, day.month, day.day)[
        : _FIELDS.get(part.precision, 2 if part.precision is Precision.SEASON else 1)
    ]
    return dict(zip(("year", "month", "day"), values, strict=False))


def _fits_fields(when: EventDate) -> bool:
    """Return whether year, month and day express *when*: the widget words it in the reader's language."""
    sure = not (when.approximate or when.uncertain)
    return isinstance(when, PartialDate) and sure and when.precision in _FIELDS


TIMELINE_JS = Exporter(
    name="timelinejs", endings=(".timelinejs.json",), summary="what TimelineJS draws", render=to_timelinejs
)
