"""What a page shows, ready to be placed: numbered articles, years, quotes with their links and reasons."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby

from timeline.dates import DateInterval, EventDate, PartialDate, Precision, describe, parse_edtf
from timeline.errors import RenderError
from timeline.models import Article, Citation, Conflict, Event, Failure, Generated, Rejection, Timeline, event_order
from timeline.render.escaping import anchor, passage_link, safe_url

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_KIND_WORDS = {"planned": "Planned: told as still to come", "since": "Background: told as having begun then"}
_MARK_WORDS = {
    "edited": "Edited by hand",
    "superseded": "Superseded by a later report",
    "published date inferred": "Dated from an inferred date of publication",
}


@dataclass(frozen=True, slots=True)
class DateWords:
    """Some of the words of a date, and what HTML's time element takes for them, if anything."""

    words: str
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article under its number; *copy_of* is the number of the article that it copies."""

    number: int
    title: str
    publisher: str | None
    author: str | None
    when: str | None
    published: tuple[DateWords, ...]
    published_basis: str
    url: str | None
    path: str
    copy_of: int | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation: its text cut in three at the words that say when, its link to the passage, and how its date was read."""

    anchor: str
    article: ListedArticle
    text: str
    parts: tuple[str, str, str]
    link: str | None
    expression: str | None
    reading: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values that sources disagree on, and the quotes that say so."""

    value: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources disagree on, and what each says."""

    subject: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event; *when* and *edtf* are None when it is undated."""

    anchor: str
    kind: str
    edtf: str | None
    when: str | None
    date: tuple[DateWords, ...]
    headline: str
    notes: tuple[str, ...]
    sources: str
    quotes: tuple[Quote, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The events that begin in one year."""

    anchor: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An article with the first quote of it in each event that cites it: the way back."""

    article: ListedArticle
    cited: tuple[tuple[Entry, Quote], ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was left out of one article."""

    article: ListedArticle
    rejections: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A timeline as it is read: from the years to the articles, to what was left out and why."""

    title: str
    language: str
    years: tuple[Year, ...]
    undated: tuple[Entry, ...]
    articles: tuple[Mentioned, ...]
    left_out: tuple[LeftOut, ...]
    reasons: tuple[tuple[str, int], ...]
    failed: tuple[Failure, ...]
    generated: Generated
    events: int
    disputed: int
    rejections: int


def page_of(timeline: Timeline) -> Page:
    """Lay *timeline* out. Raises RenderError when it cites what it does not hold."""
    events, undated = (sorted(some, key=event_order) for some in (timeline.events, timeline.undated))
    articles = _numbered(timeline.articles, chain(events, undated))
    entries, without_date = (tuple(_entry(event, articles) for event in some) for some in (events, undated))
    return Page(
        title=timeline.title,
        language=timeline.language if _LANGUAGE.fullmatch(timeline.language) else "en",
        years=_years(zip(events, entries, strict=True)),
        undated=without_date,
        articles=_mentioned(articles.values(), (*entries, *without_date)),
        left_out=_left_out(timeline.rejected, articles),
        reasons=_reasons(timeline.rejected),
        failed=timeline.failed,
        generated=timeline.generated,
        events=len(events) + len(undated),
        disputed=sum(bool(event.conflicts) for event in chain(events, undated)),
        rejections=len(timeline.rejected),
    )


def counted(number: int, noun: str) -> str:
    """Return *number* with *noun*, in the plural where it is not one.

    >>> counted(1, "event"), counted(1200, "event")
    ('1 event', '1,200 events')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def date_words(when: EventDate) -> tuple[DateWords, ...]:
    """Cut the words of *when* so that each day, month or year of our era in them has its machine-readable form.

    >>> [piece.machine for piece in date_words(parse_edtf("2015-10/2016~"))]
    [None, '2015-10', None, '2016']
    """
    pieces: list[DateWords] = []
    rest = _heading(describe(when))
    for part in (when.start, when.end) if isinstance(when, DateInterval) else (when,):
        machine = part and _machine(part)
        words = describe(replace(part, approximate=False, uncertain=False)) if part else ""
        if machine and words in rest:
            before, _, rest = rest.partition(words)
            pieces += [DateWords(before), DateWords(words, machine)]
    return tuple(piece for piece in (*pieces, DateWords(rest)) if piece.words)


def _heading(words: str) -> str:
    """Return *words* as a heading begins; "c." stays as it is written."""
    return words if words.startswith("c. ") else words[:1].upper() + words[1:]


def _machine(part: PartialDate) -> str | None:
    """Return *part* as HTML writes it, which knows neither seasons nor decades nor years before our era."""
    if part.year < 1 or part.precision not in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        return None
    return str(replace(part, approximate=False, uncertain=False))


def _numbered(articles: Iterable[Article], events: Iterable[Event]) -> dict[str, ListedArticle]:
    """Return the articles by their ids, numbered in the order in which *events* cite them, the others after these."""
    known = {article.id: article for article in articles}
    cited = (citation.article for event in events for citation in event.citations if citation.article in known)
    numbers = {identifier: number for number, identifier in enumerate(dict.fromkeys(chain(cited, known)), start=1)}
    return {identifier: _listed(known[identifier], number, numbers) for identifier, number in numbers.items()}


def _listed(article: Article, number: int, numbers: Mapping[str, int]) -> ListedArticle:
    return ListedArticle(
        number=number,
        title=article.title.strip() or article.path,
        publisher=article.publisher,
        author=article.author,
        when=describe(article.published) if article.published else None,
        published=date_words(article.published) if article.published else (),
        published_basis=article.published_basis,
        url=safe_url(article.url),
        path=article.path,
        copy_of=numbers.get(article.copy_of) if article.copy_of else None,
    )


def _of_article(identifier: str, articles: Mapping[str, ListedArticle]) -> ListedArticle:
    if identifier not in articles:
        raise RenderError(f"The timeline cites the article {identifier!r}, which is not among its articles.\nBuild it anew.")
    return articles[identifier]


def _entry(event: Event, articles: Mapping[str, ListedArticle]) -> Entry:
    name = anchor(event.id)
    quotes = tuple(
        _quote(citation, f"{name}-{place}", event.date, _of_article(citation.article, articles))
        for place, citation in enumerate(event.citations, start=1)
    )
    return Entry(
        anchor=name,
        kind=event.kind,
        edtf=str(event.date) if event.date else None,
        when=_heading(describe(event.date)) if event.date else None,
        date=date_words(event.date) if event.date else (),
        headline=event.headline,
        notes=_notes(event),
        sources=_source_words(event.sources, event.independent_sources),
        quotes=quotes,
        disagreements=tuple(_disagreement(conflict, event, quotes) for conflict in event.conflicts),
    )


def _notes(event: Event) -> tuple[str, ...]:
    kind = (_KIND_WORDS[event.kind],) if event.kind in _KIND_WORDS else ()
    return kind + tuple(_MARK_WORDS.get(mark, mark) for mark in event.marks)


def _source_words(sources: int, independent: int) -> str:
    if sources == independent > 1:
        return f"{sources:,} independent sources"
    words = counted(sources, "source")
    return words if sources == independent else f"{words}, {independent:,} independent"


def _quote(citation: Citation, name: str, event_date: EventDate | None, article: ListedArticle) -> Quote:
    text, expression = citation.quote, citation.expression
    # Where the words stand twice, nothing tells which of the two was read.
    marked = bool(expression) and text.count(expression or "") == 1
    return Quote(
        anchor=name,
        article=article,
        text=text,
        parts=text.partition(expression) if marked and expression else (text, "", ""),
        link=passage_link(article.url, text),
        expression=expression,
        reading=_reading(citation, event_date),
    )


def _reading(citation: Citation, event_date: EventDate | None) -> str:
    """Say in words how the citation's expression became its date, or why it did not."""
    reasons = []
    if citation.date and citation.date != event_date and describe(citation.date) != citation.expression:
        reasons.append(f"read as {describe(citation.date)}")
    if citation.date_basis:
        reasons.append(citation.date_basis)
    if citation.model_date and citation.model_date != citation.date:
        reasons.append(f"the model read {describe(citation.model_date)}")
    if not reasons and not citation.date:
        reasons.append("no date could be worked out" if citation.expression else "this sentence does not say when")
    reading = "; ".join(reasons)
    return reading if citation.expression else _heading(reading)


def _disagreement(conflict: Conflict, event: Event, quotes: tuple[Quote, ...]) -> Disagreement:
    subject = f"the {conflict.field} ({conflict.about})" if conflict.about else f"the {conflict.field}"
    if any(place not in range(len(quotes)) for value in conflict.values for place in value.citations):
        raise RenderError(
            f"A conflict of {event.id!r} names a citation that the event does not have.\nBuild the timeline anew."
        )
    return Disagreement(
        subject,
        tuple(
            Claim(_value_words(conflict.field, value.value), tuple(quotes[place] for place in value.citations))
            for value in conflict.values
        ),
    )


def _value_words(field: str, value: str) -> str:
    try:
        return describe(parse_edtf(value)) if field == "date" else value
    except ValueError:
        return value


def _years(dated: Iterable[tuple[Event, Entry]]) -> tuple[Year, ...]:
    def year_of(pair: tuple[Event, Entry]) -> int | None:
        when = pair[0].date
        return when.first.year if isinstance(when, PartialDate) or (when and when.start) else None

    return tuple(_year(year, tuple(group)) for year, group in groupby(dated, key=year_of))


def _year(year: int | None, group: tuple[tuple[Event, Entry], ...]) -> Year:
    label = _year_label(year, {event.date for event, _ in group if event.date})
    return Year(anchor(f"year-{label}"), _heading(label), tuple(entry for _, entry in group))


def _year_label(year: int | None, dates: set[EventDate]) -> str:
    """Return the heading for *dates* that begin in *year*: the date itself where it is one, and longer than a year."""
    only = next(iter(dates)) if len(dates) == 1 else None
    if only and (year is None or only.precision > Precision.YEAR):
        return describe(only)
    return "beginning not told" if year is None else describe(PartialDate(year))


def _mentioned(articles: Iterable[ListedArticle], entries: Iterable[Entry]) -> tuple[Mentioned, ...]:
    cited: dict[int, list[tuple[Entry, Quote]]] = {article.number: [] for article in articles}
    for entry in entries:
        firsts = {quote.article.number: quote for quote in reversed(entry.quotes)}
        for number, quote in firsts.items():
            cited[number].append((entry, quote))
    return tuple(Mentioned(article, tuple(cited[article.number])) for article in articles)


def _left_out(rejected: Iterable[Rejection], articles: Mapping[str, ListedArticle]) -> tuple[LeftOut, ...]:
    by_number: dict[int, list[Rejection]] = {}
    listed = {article.number: article for article in articles.values()}
    for rejection in rejected:
        by_number.setdefault(_of_article(rejection.article, articles).number, []).append(rejection)
    return tuple(LeftOut(listed[number], tuple(some)) for number, some in sorted(by_number.items()))


def _reasons(rejected: Iterable[Rejection]) -> tuple[tuple[str, int], ...]:
    """Return each reason with how often it was given, the most frequent first."""
    counts = Counter(rejection.reason for rejection in rejected)
    return tuple(sorted(counts.items(), key=lambda reason: (-reason[1], reason[0])))
