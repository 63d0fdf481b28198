"""JSON-LD in the vocabulary of schema.org: a list of events, each with the articles that mention it."""

import json
from typing import Any

from timeline.dates import DateInterval, EventDate, PartialDate, Precision
from timeline.models import Timeline
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.exporters.export_view import ShownEvent, plain, provenance, remarks, shown_timeline
from timeline.rendering.render_options import Options
from timeline.rendering.view import Quote

_AS_ISO = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def to_json_ld(timeline: Timeline, options: Options) -> str:
    """Return *timeline* as JSON-LD, fit to stand in a script element: it holds no "<".

    A date that ISO 8601 cannot express stands in words in the description only.
    """
    shown = shown_timeline(timeline, options.words)
    events = [
        {"@type": "ListItem", "position": place, "item": _event(each)}
        for place, each in enumerate((*shown.dated, *shown.undated), start=1)
    ]
    page = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": plain(shown.page.title),
        "description": provenance(shown.page),
        "inLanguage": shown.page.language,
        "numberOfItems": len(events),
        "itemListElement": events,
    }
    return json.dumps(page, indent=2, ensure_ascii=False).replace("<", "\\u003c") + "\n"


def _event(shown: ShownEvent) -> dict[str, Any]:
    when = shown.event.date
    start, end = _ends(when) if when else (None, None)
    event = {
        "@type": "Event",
        "@id": f"#{shown.entry.anchor}",
        "name": plain(shown.entry.headline),
        "startDate": start,
        "endDate": end,
        "description": " ".join(
            [
                f"{shown.entry.when}." if shown.entry.when else "Undated.",
                *(f"{each}." for each in remarks(shown)),
            ]
        ),
        "keywords": [plain(tag) for tag in shown.event.tags],
        "subjectOf": [_quotation(quote) for quote in shown.entry.quotes],
    }
    return {name: value for name, value in event.items() if value}


def _ends(when: EventDate) -> tuple[str | None, str | None]:
    """Return start and end where ISO 8601 expresses all of *when*, else nothing."""
    ends = (when.start, when.end) if isinstance(when, DateInterval) else (when, None)
    ends_in_iso = [_iso(end) for end in ends if end]
    if when.approximate or when.uncertain or not all(ends_in_iso) or ends[0] is None:
        return None, None
    return ends_in_iso[0], ends_in_iso[1] if len(ends_in_iso) > 1 else None


def _iso(part: PartialDate) -> str | None:
    return str(part) if part.precision in _AS_ISO and part.year > 0 else None


def _quotation(quote: Quote) -> dict[str, Any]:
    article = quote.article
    source = {
        "@type": "NewsArticle" if article.publisher else "CreativeWork",
        "headline": plain(article.title),
        "url": article.url,
        "publisher": {"@type": "Organization", "name": plain(article.publisher)}
        if article.publisher
        else None,
    }
    return {
        "@type": "Quotation",
        "text": plain(quote.text),
        **({"url": quote.link} if quote.link else {}),
        "isPartOf": {name: value for name, value in source.items() if value},
    }


JSON_LD = Exporter(
    name="jsonld", endings=(".jsonld",), summary="events in the schema.org vocabulary", render=to_json_ld
)
