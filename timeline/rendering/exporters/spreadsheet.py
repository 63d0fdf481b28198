"""CSV for a spreadsheet: a row for each citation, with its event."""

import csv
import io
import re
from dataclasses import astuple, dataclass, fields

from timeline.dates import Day, EventDate
from timeline.models import Timeline
from timeline.rendering.escaping import visible
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.exporters.export_view import ShownEvent, iso, publisher, shown_timeline
from timeline.rendering.render_options import Options
from timeline.rendering.view import Quote

# What spreadsheets take for the beginning of a formula, also in the wide forms of East Asian text and after
# blanks.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NO_END = 10**9


@dataclass(frozen=True, slots=True)
class Row:
    """One citation. The event is between *earliest* and *latest*; an open end is empty."""

    event: str
    date: str
    when: str
    earliest: str
    latest: str
    headline: str
    kind: str
    notes: str
    sources: int
    independent_sources: int
    disagreements: str
    actors: str
    places: str
    tags: str
    publisher: str
    title: str
    published: str
    link: str
    quote: str
    expression: str
    reading: str


def to_csv(timeline: Timeline, options: Options) -> str:
    """Return *timeline* as CSV with a heading line; dates are EDTF. No cell begins as a formula does."""
    shown = shown_timeline(timeline, options.words)
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(field.name for field in fields(Row))
    for each in (*shown.dated, *shown.undated):
        rows.writerows([_cell(value) for value in astuple(_row(each, quote))] for quote in each.entry.quotes)
    return written.getvalue()


def _row(shown: ShownEvent, quote: Quote) -> Row:
    event, entry = shown.event, shown.entry
    earliest, latest = _days(event.date) if event.date else ("", "")
    return Row(
        event=event.id,
        date=str(event.date or ""),
        when=entry.when or "",
        earliest=earliest,
        latest=latest,
        headline=event.headline,
        kind=event.kind,
        notes="; ".join(entry.notes),
        sources=event.sources,
        independent_sources=event.independent_sources,
        disagreements="; ".join(
            f"{about.subject}: {' / '.join(claim.value for claim in about.claims)}"
            for about in entry.disagreements
        ),
        actors="; ".join(event.actors),
        places="; ".join(event.places),
        tags="; ".join(event.tags),
        publisher=publisher(quote),
        title=quote.article.title,
        published=quote.article.when or "",
        link=quote.link or quote.article.url or "",
        quote=quote.text,
        expression=quote.expression or "",
        reading=quote.reading,
    )


def _days(when: EventDate) -> tuple[str, str]:
    def day(end: Day) -> str:
        return "" if abs(end.year) == _NO_END else iso(end)

    return day(when.first), day(when.last)


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if _FORMULA.match(text) else text


CSV = Exporter(name="csv", endings=(".csv",), summary="a row for each citation", render=to_csv)
