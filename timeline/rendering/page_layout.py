"""A timeline laid out as a page: numbered articles, years, quotes with their links and reasons.

All text of articles and of the model goes through `visible`, so that templates need only escape it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, groupby

from timeline.dates import EventDate, PartialDate, Precision, parse_edtf
from timeline.errors import RenderError, UsageError
from timeline.models import (
    Article,
    Citation,
    Conflict,
    Edit,
    Event,
    Failure,
    Generated,
    Mark,
    Rejection,
    Timeline,
    event_order,
)
from timeline.rendering.escaping import anchor, passage_link, safe_url, visible
from timeline.rendering.explanation_words import basis_words, criteria_words, publication_words, reason_words
from timeline.rendering.html_dates import WrittenDate, as_heading, write_date
from timeline.rendering.labels import Labels, labels
from timeline.rendering.view import (
    Claim,
    Disagreement,
    Doubt,
    EventView,
    LeftOut,
    LeftOutPassage,
    ListedArticle,
    Mentioned,
    Page,
    Quote,
    Year,
)

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class _ViewContext:
    """What is the same all over a page: its articles by id, its words, and the prefix of every anchor.

    *headlines* are those of its events, by their ids.
    """

    articles: Mapping[str, ListedArticle]
    words: Labels
    prefix: str
    headlines: Mapping[str, str]

    def article(self, identifier: str) -> ListedArticle:
        """Return an article. Raises RenderError when there is none of this id."""
        if identifier not in self.articles:
            raise RenderError(
                f"The timeline cites the article {identifier!r}, which is not among its articles.\n"
                "Build it again."
            )
        return self.articles[identifier]

    def date(self, when: EventDate) -> WrittenDate:
        """Return *when* in the words of the page."""
        return write_date(when, self.words.locale)


def page_of(timeline: Timeline, words: Labels | None = None, prefix: str = "") -> Page:
    """Lay *timeline* out in *words*, else in those of its own language, every anchor beginning with *prefix*.

    Raises RenderError when it cites what it does not hold.
    """
    words = words or words_for(timeline.language)
    events, undated = (sorted(some, key=event_order) for some in (timeline.events, timeline.undated))
    articles = _numbered(timeline.articles, chain(events, undated), words, prefix)
    headlines = {event.id: event.headline for event in chain(events, undated)}
    setting = _ViewContext(articles, words, prefix, headlines)
    entries, without_date = ([_entry(event, setting) for event in some] for some in (events, undated))
    left_out = _left_out(timeline.rejected, setting)
    return Page(
        words=words,
        title=visible(timeline.title),
        language=timeline.language if _LANGUAGE.fullmatch(timeline.language) else "en",
        years=_years(zip(events, entries, strict=True), setting),
        undated=tuple(without_date),
        articles=_mentioned(setting.articles.values(), (*entries, *without_date)),
        left_out=left_out,
        reasons=_reasons(chain.from_iterable(group.rejections for group in left_out)),
        failed=tuple(
            Failure(path=visible(failure.path), reason=visible(failure.reason)) for failure in timeline.failed
        ),
        generated=_visible_generated(timeline.generated),
        selection=_selection_words(timeline, words),
        events=len(events) + len(undated),
        disputed=sum(bool(event.conflicts) for event in chain(events, undated)),
        rejections=len(timeline.rejected),
    )


def words_for(language: str) -> Labels:
    """Return the words of a page in *language*; in English where there are none."""
    try:
        return labels(language)
    except UsageError:
        return labels()


def _visible_generated(generated: Generated) -> Generated:
    return Generated(
        by=visible(generated.by), model=visible(generated.model), prompts=visible(generated.prompts)
    )


def _selection_words(timeline: Timeline, words: Labels) -> str | None:
    chosen = timeline.selection
    if chosen is None:
        return None
    return visible(words.selection(chosen.shown, chosen.events, criteria_words(chosen.criteria, words)))


def _numbered(
    articles: Iterable[Article], events: Iterable[Event], words: Labels, prefix: str
) -> dict[str, ListedArticle]:
    """Return the articles by id, numbered in the order in which *events* cite them, then the others."""
    known = {article.id: article for article in articles}
    cited = (
        citation.article for event in events for citation in event.citations if citation.article in known
    )
    numbers = {
        identifier: number for number, identifier in enumerate(dict.fromkeys(chain(cited, known)), start=1)
    }
    return {
        identifier: _listed(known[identifier], numbers, words, f"{prefix}article-{number}")
        for identifier, number in numbers.items()
    }


def _listed(article: Article, numbers: Mapping[str, int], words: Labels, name: str) -> ListedArticle:
    published = write_date(article.published, words.locale) if article.published else None
    number = numbers[article.id]
    return ListedArticle(
        number=number,
        label=f"[{number}]",
        anchor=name,
        title=visible(article.title.strip() or article.path),
        publisher=article.publisher and visible(article.publisher),
        author=article.author and visible(article.author),
        when=published.words if published else None,
        published=published,
        published_basis=visible(publication_words(article.published_basis, words)),
        url=safe_url(article.url),
        path=visible(article.path),
        copy_of=numbers.get(article.copy_of) if article.copy_of else None,
    )


def _entry(event: Event, setting: _ViewContext) -> EventView:
    name = setting.prefix + anchor(event.id)
    date = setting.date(event.date) if event.date else None
    quotes = tuple(
        [
            _quote(citation, place, name, event.date, setting)
            for place, citation in enumerate(event.citations, start=1)
        ]
    )
    return EventView(
        anchor=name,
        kind=event.kind,
        date=date,
        when=date.heading if date else None,
        headline=visible(event.headline),
        notes=_notes(event, setting),
        sources=setting.words.source_words(event.sources, event.independent_sources),
        independent_sources=event.independent_sources,
        names=tuple(map(visible, dict.fromkeys((*event.tags, *event.actors))))
        if event.tags or event.actors
        else (),
        quotes=quotes,
        disagreements=tuple(_disagreement(conflict, event, quotes, setting) for conflict in event.conflicts),
        doubts=_doubts(event, setting) if event.may_be_same else (),
    )


def _doubts(event: Event, setting: _ViewContext) -> tuple[Doubt, ...]:
    """Return what *event* may be the same as, as far as that is on the page."""
    return tuple(
        Doubt(
            anchor=setting.prefix + anchor(doubt.event),
            headline=visible(setting.headlines[doubt.event]),
            reason=setting.words.doubts[doubt.reason],
        )
        for doubt in event.may_be_same
        if doubt.event in setting.headlines
    )


def _notes(event: Event, setting: _ViewContext) -> tuple[str, ...]:
    if event.kind == "event" and not (event.marks or event.other_marks or event.edits):
        return ()
    kind = setting.words.kind(event.kind)
    # What was edited, and why, says more than that it was.
    marks = [setting.words.mark(mark) for mark in event.marks if mark is not Mark.EDITED or not event.edits]
    others = [visible(mark) for mark in event.other_marks]
    edits = [_edit_words(edit, setting) for edit in event.edits]
    return (*((kind,) if kind else ()), *marks, *others, *edits)


def _edit_words(edit: Edit, setting: _ViewContext) -> str:
    before = (
        _value_words("date", edit.before, setting) if edit.before and edit.kind == "redate" else edit.before
    )
    return visible(setting.words.edit(edit.kind, edit.reason, before))


def _quote(
    citation: Citation, place: int, name: str, event_date: EventDate | None, setting: _ViewContext
) -> Quote:
    article = setting.article(citation.article)
    text = visible(citation.quote)
    before, marked, after = _cut(text, citation)
    return Quote(
        anchor=f"{name}-{place}",
        place=place,
        article=article,
        text=text,
        before=before,
        marked=marked,
        after=after,
        link=passage_link(article.url, citation.quote) if article.url else None,
        expression=visible(citation.expression.text) if citation.expression else None,
        reading=_reading(citation, event_date, setting),
    )


def _cut(text: str, citation: Citation) -> tuple[str, str, str]:
    """Cut *text*, the visible quote, at the words that say when, where their place is known."""
    expression = citation.expression
    if expression is None or expression.start is None or expression.end is None:
        return text, "", ""
    start, end = expression.start - citation.start, expression.end - citation.start
    return (text[:start], text[start:end], text[end:]) if 0 <= start <= end else (text, "", "")


def _reading(citation: Citation, event_date: EventDate | None, setting: _ViewContext) -> str:
    """Say in words how the citation's expression became its date, or why it did not."""
    words, reasons = setting.words, []
    if (
        citation.date
        and citation.date != event_date
        and setting.date(citation.date).words != citation.expression_text
    ):
        reasons.append(words.read_as(setting.date(citation.date).words))
    if citation.date_basis:
        reasons.append(visible(basis_words(citation.date_basis, words)))
    if citation.model_date and citation.model_date != citation.date:
        reasons.append(words.model_read(setting.date(citation.model_date).words))
    if not reasons and not citation.date:
        reasons.append(words.no_date_worked_out if citation.expression else words.no_words_say_when)
    reading = "; ".join(reasons)
    return reading if citation.expression else as_heading(reading)


def _disagreement(
    conflict: Conflict, event: Event, quotes: tuple[Quote, ...], setting: _ViewContext
) -> Disagreement:
    if any(place not in range(len(quotes)) for value in conflict.values for place in value.citations):
        raise RenderError(
            f"A conflict of {event.id!r} names a citation that the event does not have.\n"
            "Build the timeline again."
        )
    return Disagreement(
        visible(setting.words.subject(conflict.field, conflict.about)),
        tuple(
            Claim(
                visible(_value_words(conflict.field, value.value, setting)),
                tuple(quotes[place] for place in value.citations),
            )
            for value in conflict.values
        ),
    )


def _value_words(field: str, value: str, setting: _ViewContext) -> str:
    try:
        return setting.date(parse_edtf(value)).words if field == "date" else value
    except ValueError:
        return value


def _years(dated: Iterable[tuple[Event, EventView]], setting: _ViewContext) -> tuple[Year, ...]:
    def year_of(pair: tuple[Event, EventView]) -> int | None:
        when = pair[0].date
        return when.first.year if isinstance(when, PartialDate) or (when and when.start) else None

    return tuple(_year(year, tuple(group), setting) for year, group in groupby(dated, key=year_of))


def _year(year: int | None, group: tuple[tuple[Event, EventView], ...], setting: _ViewContext) -> Year:
    entries = tuple(entry for _, entry in group)
    when = _date_of_year(year, {event.date for event, _ in group if event.date})
    if when is None:
        return Year(f"{setting.prefix}year-unknown", setting.words.beginning_not_told, entries)
    written = setting.date(when)
    # Two hyphens in a row are one to some renderers of Markdown: "../2021" must not become another "2021".
    name = anchor(f"year-{written.edtf.replace('..', 'open')}")
    return Year(f"{setting.prefix}{name}", written.heading, entries)


def _date_of_year(year: int | None, dates: set[EventDate]) -> EventDate | None:
    """Return the heading of *dates* that begin in *year*: a single date longer than a year, else the year."""
    only = next(iter(dates)) if len(dates) == 1 else None
    if only and (year is None or only.precision > Precision.YEAR):
        return only
    return None if year is None else PartialDate(year)


def _mentioned(articles: Iterable[ListedArticle], entries: Iterable[EventView]) -> tuple[Mentioned, ...]:
    cited: dict[int, list[tuple[EventView, Quote]]] = {article.number: [] for article in articles}
    for entry in entries:
        firsts = {quote.article.number: quote for quote in reversed(entry.quotes)}
        for number, quote in firsts.items():
            cited[number].append((entry, quote))
    return tuple(Mentioned(article, tuple(cited[article.number])) for article in articles)


def _left_out(rejected: Iterable[Rejection], setting: _ViewContext) -> tuple[LeftOut, ...]:
    by_number: dict[int, list[LeftOutPassage]] = {}
    listed = {article.number: article for article in setting.articles.values()}
    for rejection in rejected:
        reason = visible(reason_words(rejection, setting.words))
        passage = LeftOutPassage(visible(rejection.quote), reason)
        by_number.setdefault(setting.article(rejection.article).number, []).append(passage)
    return tuple(LeftOut(listed[number], tuple(some)) for number, some in sorted(by_number.items()))


def _reasons(rejected: Iterable[LeftOutPassage]) -> tuple[tuple[str, int], ...]:
    """Return each reason with how often it was given, the most frequent first."""
    counts = Counter(passage.reason for passage in rejected)
    return tuple(sorted(counts.items(), key=lambda reason: (-reason[1], reason[0])))
