"""What exporters share: events with the words that a page shows for them, and the days that a date names."""

from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import chain

from timeline.dates import Day, EventDate, PartialDate
from timeline.models import Event, Timeline, event_order
from timeline.rendering.escaping import visible
from timeline.rendering.labels import Labels
from timeline.rendering.page_layout import page_of
from timeline.rendering.view import EventView, Page, Quote


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event, its view, and the words of its page."""

    event: Event
    entry: EventView
    words: Labels


@dataclass(frozen=True, slots=True)
class ShownTimeline:
    """A timeline's *dated* and *undated* events in their order, and its page."""

    page: Page
    dated: tuple[ShownEvent, ...]
    undated: tuple[ShownEvent, ...]


def shown_timeline(timeline: Timeline, words: Labels | None) -> ShownTimeline:
    """Return *timeline* as exporters need it, in *words*, or by default in those of its own language.

    Raises RenderError when it cites what it does not hold.
    """
    page = page_of(timeline, words)
    dated, undated = (sorted(events, key=event_order) for events in (timeline.events, timeline.undated))
    entries = chain.from_iterable(year.entries for year in page.years)
    return ShownTimeline(
        page,
        tuple(ShownEvent(*pair, page.words) for pair in zip(dated, entries, strict=True)),
        tuple(ShownEvent(*pair, page.words) for pair in zip(undated, page.undated, strict=True)),
    )


def known_days(when: EventDate | None) -> tuple[date, date] | None:
    """Return the first and the last day of *when* if it names both to the day, else None.

    >>> from timeline.dates import parse_edtf
    >>> known_days(parse_edtf("2015-10-19/2015-10-25")), known_days(parse_edtf("2015-10"))
    ((datetime.date(2015, 10, 19), datetime.date(2015, 10, 25)), None)
    """
    if when is None:
        return None
    ends = (when, when) if isinstance(when, PartialDate) else (when.start, when.end)
    first, last = (end.to_day() if end else None for end in ends)
    return (first, last) if first and last else None


def iso(day: Day) -> str:
    """Return *day* in ISO 8601, with six digits and a sign for a year of other than four digits.

    >>> iso(Day(-43, 3, 15)), iso(Day(2015, 10, 20))
    ('-000043-03-15', '2015-10-20')
    """
    year = f"{day.year:04d}" if day.year >= 0 else f"-{-day.year:06d}"
    return f"{year}-{day.month:02d}-{day.day:02d}"


def plain(text: str) -> str:
    """Return *text* as one line, with invisible and reordering characters made visible."""
    return " ".join(visible(text).split())


def in_words(shown: ShownEvent) -> str:
    """Return when and what, in one line."""
    entry, colon = shown.entry, shown.words.colon
    return plain(f"{entry.when}{colon} {entry.headline}" if entry.when else entry.headline)


def remarks(shown: ShownEvent) -> tuple[str, ...]:
    """Return the event's notes, disagreements and doubts, a sentence each, and the number of its sources."""
    disagreements = (
        f"{shown.words.disagree_on(about.subject)}{shown.words.colon} "
        + "; ".join(
            f"{claim.value} ({', '.join(publisher(quote) for quote in claim.quotes)})"
            for claim in about.claims
        )
        for about in shown.entry.disagreements
    )
    doubts = (
        f"{shown.words.perhaps_same}{shown.words.colon} {doubt.headline} ({doubt.reason})"
        for doubt in shown.entry.doubts
    )
    return tuple(map(plain, (*shown.entry.notes, *disagreements, *doubts, shown.entry.sources)))


def publisher(quote: Quote) -> str:
    """Return who printed *quote*, or its article's title."""
    return plain(quote.article.publisher or quote.article.title)


def provenance(page: Page) -> str:
    """Return what the page holds, what was selected, how it was made, and the advice to check the sources."""
    words = page.words
    selected = [f"{page.selection}."] if page.selection else []
    built_by = f"{words.built_by} {page.generated.by} ({words.model} {page.generated.model})."
    return plain(
        " ".join(
            [words.summary(page.events, len(page.articles)), *selected, words.check, words.verbatim, built_by]
        )
    )


def html_of(shown: ShownEvent) -> str:
    """Return remarks and quotes of *shown*, each with its link, as HTML that holds no text unescaped."""
    notes = "".join(f"<p>{escape(remark)}</p>" for remark in remarks(shown))
    return notes + "".join(_html_quote(quote, shown.words) for quote in shown.entry.quotes)


def _html_quote(quote: Quote, words: Labels) -> str:
    attribution = escape(", ".join([publisher(quote), *([quote.article.when] if quote.article.when else [])]))
    source = f'<a href="{escape(quote.link)}">{attribution}</a>' if quote.link else attribution
    expression = words.in_quotes(quote.expression) if quote.expression else ""
    reading = f"{words.colon} ".join(part for part in (expression, quote.reading) if part)
    return f"<blockquote>{escape(plain(quote.text))}</blockquote><p>— {source}. {escape(plain(reading))}</p>"
