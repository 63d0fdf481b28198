"""iCalendar (RFC 5545): all-day events for what is known to the day. A calendar cannot say "in October"."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from urllib.parse import quote as percent_encoded

from timeline.dates import approximately
from timeline.models import Timeline
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.exporters.export_view import (
    ShownEvent,
    in_words,
    known_days,
    plain,
    provenance,
    publisher,
    remarks,
    shown_timeline,
)
from timeline.rendering.render_options import Options

_LONGEST_LINE = 75  # octets, without the line end
# Every event must have the moment of its writing, and the same timeline must give the same file: one moment
# serves all.
_WRITTEN = "19700101T000000Z"


def to_icalendar(timeline: Timeline, options: Options) -> str:
    """Return *timeline* as a calendar; its description lists the events that are not known to the day."""
    shown = shown_timeline(timeline, options.words)
    days = [(each, known_days(each.event.date)) for each in shown.dated]
    absent = [each for each, known in days if not known] + list(shown.undated)
    about = [provenance(shown.page)]
    if absent:
        about += [shown.page.words.not_in_calendar, *(f"- {in_words(each)}" for each in absent)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//cited-timeline//timeline//EN",
        *(f"{name}:{_text(shown.page.title)}" for name in ("NAME", "X-WR-CALNAME")),
        *(f"{name}:{_text(chr(10).join(about))}" for name in ("DESCRIPTION", "X-WR-CALDESC")),
    ]
    for each, known in days:
        if known:
            lines += _event(each, *known)
    return "".join(f"{piece}\r\n" for line in [*lines, "END:VCALENDAR"] for piece in _folded(line))


def _event(shown: ShownEvent, first: date, last: date) -> Iterable[str]:
    event = shown.event
    sure = event.date is not None and event.date != approximately(event.date) and not event.date.uncertain
    yield "BEGIN:VEVENT"
    yield f"UID:{shown.entry.anchor}@cited-timeline"
    yield f"DTSTAMP:{_WRITTEN}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    # The end is the first day after it. The calendar's last day has none after it, and needs no end.
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(plain(shown.entry.headline) if sure else in_words(shown))}"
    yield f"DESCRIPTION:{_text(_description(shown))}"
    link = next((quote.link for quote in shown.entry.quotes if quote.link), None)
    if link:
        yield f"URL:{percent_encoded(link, safe=_IN_ADDRESS)}"
    if event.tags:
        yield f"CATEGORIES:{','.join(_text(plain(tag)) for tag in event.tags)}"
    if event.kind == "planned":
        yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


_IN_ADDRESS = "%:/?#[]@!$&'()*+,;=~-._"


def _description(shown: ShownEvent) -> str:
    parts = ["\n".join(remarks(shown))]
    for quote in shown.entry.quotes:
        link = f" {quote.link}" if quote.link else ""
        parts.append(f"{shown.words.in_quotes(plain(quote.text))} — {publisher(quote)}{link}")
    return "\n\n".join(parts)


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(text: str) -> str:
    return re.sub(r"[\\;,]", r"\\\g<0>", text).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Cut *line* into pieces of at most 75 octets, between characters; the others begin with a space."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > _LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece


ICALENDAR = Exporter(
    name="ical", endings=(".ics",), summary="a calendar of the events known to the day", render=to_icalendar
)
