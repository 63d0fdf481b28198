"""A timeline as nodes of docutils, for every builder of Sphinx: sections, quotations, footnotes, and dates.

Except for dates, all nodes are standard ones, so that builders need to know nothing about timelines.
"""

from collections.abc import Iterable

from docutils import nodes

from timeline.integrations.embedding import Shown, title_words
from timeline.rendering.html_dates import WrittenDate
from timeline.rendering.view import Disagreement, EventView, ListedArticle, Quote, Year


class timeline_date(nodes.inline):  # noqa: N801 - docutils names nodes as they stand in its XML
    """A day, month or year; its attribute `datetime` is what HTML's time element takes."""


class NodeBuilder:
    """Builds the nodes of one timeline in *document*.

    Without *sections*, as within a list, headings are rubrics.
    """

    def __init__(self, shown: Shown, document: nodes.document, *, sections: bool) -> None:
        self._shown = shown
        self._page = shown.page
        self._words = shown.page.words
        self._document = document
        self._sections = sections

    def build(self) -> list[nodes.Node]:
        """Return the timeline: one section with its title, or what would be in it."""
        parts = list(self._parts())
        if self._shown.title is not None:
            parts = self._section(0, f"{self._shown.prefix}title", [nodes.Text(self._shown.title)], parts)
        for part in parts:
            # Quotes are verbatim: their quotation marks and hyphens stay as they are.
            part["support_smartquotes"] = False
        return list(parts)

    def _parts(self) -> Iterable[nodes.Element]:
        words, page = self._words, self._page
        if page.events:
            disputed = f" {words.disputed(page.disputed)}" if page.disputed else ""
            yield _paragraph(f"{words.summary(page.events, len(page.articles))}{disputed}")
        if page.selection:
            yield _paragraph(f"{words.chosen}{words.colon} {page.selection}")
        if not page.years and not page.selection:
            yield _paragraph(words.nothing_found(len(page.articles)))
        for year in page.years:
            yield from self._year(year)
        if page.undated:
            yield from self._year(
                Year(f"{self._shown.prefix}undated", words.undated, page.undated), words.undated_note
            )
        yield from self._articles()
        yield from self._left_out()
        yield self._provenance()

    def _section(
        self,
        depth: int,
        name: str,
        heading: Iterable[nodes.Node],
        parts: Iterable[nodes.Element],
        *,
        label: str | None = None,
    ) -> list[nodes.Element]:
        """Return *parts* under a heading; pages may refer to it by its *label*, if it has one."""
        named: nodes.Element
        made: list[nodes.Element]
        if self._sections:
            named = nodes.section("", nodes.title("", "", *heading), *parts, ids=[name])
            made = [named]
        else:
            named = nodes.rubric("", "", *heading, ids=[name])
            made = [named, *parts]
        named["classes"].append(f"timeline-{('title', 'year', 'event')[depth]}")
        if label:
            named["names"].append(nodes.fully_normalize_name(label))
            self._document.note_explicit_target(named, named)
        else:
            self._document.note_explicit_target(named)
        return made

    def _year(self, year: Year, note: str | None = None) -> list[nodes.Element]:
        notes = [_paragraph(note)] if note else []
        events = [part for entry in year.entries for part in self._event(entry)]
        return self._section(1, year.anchor, [nodes.Text(year.label)], [*notes, *events])

    def _event(self, entry: EventView) -> list[nodes.Element]:
        when = [*self._date(entry.date), nodes.Text(f"{self._words.colon} ")] if entry.date else []
        quotes = (
            [part for quote in entry.quotes for part in self._quote(quote)] if self._shown.evidence else []
        )
        sources = nodes.paragraph("", entry.sources)
        if not self._shown.evidence:
            for quote in {quote.article.number: quote for quote in entry.quotes}.values():
                sources += [nodes.Text(" "), self._number(quote)]
        parts = [
            *(nodes.paragraph("", "", nodes.emphasis("", note)) for note in entry.notes),
            *map(self._disagreement, entry.disagreements),
            *quotes,
            sources,
        ]
        return self._section(2, entry.anchor, [*when, nodes.Text(entry.headline)], parts, label=entry.anchor)

    def _date(self, date: WrittenDate | None) -> Iterable[nodes.Node]:
        for words, machine in title_words(date, self._words.locale):
            yield timeline_date(words, words, datetime=machine) if machine else nodes.Text(words)

    def _disagreement(self, about: Disagreement) -> nodes.Element:
        paragraph = nodes.paragraph(
            "", "", nodes.strong("", f"{self._words.disagree_on(about.subject)}{self._words.colon}")
        )
        for place, claim in enumerate(about.claims):
            paragraph += nodes.Text(f"{' ·' if place else ''} {claim.value}")
            for quote in claim.quotes:
                paragraph += [nodes.Text(" "), self._number(quote)]
        return paragraph

    def _quote(self, quote: Quote) -> list[nodes.Element]:
        expression = (
            f"{self._words.in_quotes(quote.expression)}{self._words.colon} " if quote.expression else ""
        )
        origin = nodes.attribution(
            "", "", *self._origin(quote.article, quote.link), nodes.Text(" "), self._number(quote)
        )
        parts = [
            _paragraph(quote.text),
            *([_paragraph(f"{expression}{quote.reading}")] if quote.reading else []),
            origin,
        ]
        return [nodes.block_quote("", *parts, classes=["timeline-quote"])]

    def _origin(self, article: ListedArticle, link: str | None) -> Iterable[nodes.Node]:
        if article.publisher:
            yield nodes.Text(f"{article.publisher}, ")
        if link:
            yield nodes.reference("", article.title, refuri=link, internal=False)
        else:
            yield nodes.emphasis("", article.title)
        if article.author:
            yield nodes.Text(f", {self._words.by} {article.author}")
        if article.published:
            yield from (nodes.Text(", "), *self._date(article.published))

    def _number(self, quote: Quote) -> nodes.Element:
        """Return the number of a quote's article: a reference to its footnote."""
        name = nodes.fully_normalize_name(quote.article.anchor)
        reference = nodes.footnote_reference("", refname=name, auto=1)
        self._document.note_autofootnote_ref(reference)
        self._document.note_footnote_ref(reference)
        return reference

    def _articles(self) -> Iterable[nodes.Element]:
        if not self._page.articles:
            return
        notes = [self._footnote(mentioned.article) for mentioned in self._page.articles if mentioned.cited]
        # A note without a reference would be an error of the page.
        others = [
            self._article(mentioned.article) for mentioned in self._page.articles if not mentioned.cited
        ]
        listed = [_listed(others)] if others else []
        heading = [nodes.Text(self._words.articles)]
        yield from self._section(
            1, f"{self._shown.prefix}articles", heading, [*notes, *listed, *self._failed()]
        )

    def _footnote(self, article: ListedArticle) -> nodes.Element:
        name = nodes.fully_normalize_name(article.anchor)
        footnote = nodes.footnote("", self._article(article), auto=1, names=[name], ids=[article.anchor])
        self._document.note_autofootnote(footnote)
        self._document.note_explicit_target(footnote, footnote)
        return footnote

    def _article(self, article: ListedArticle) -> nodes.paragraph:
        basis = nodes.Text(f". {self._words.published}{self._words.colon} {article.published_basis}. ")
        return nodes.paragraph(
            "", "", *self._origin(article, article.url), basis, nodes.literal("", article.path)
        )

    def _failed(self) -> Iterable[nodes.Element]:
        if self._page.failed:
            yield _paragraph(f"{self._words.not_read}{self._words.colon}")
            yield _listed(
                _paragraph(f"{failure.path}{self._words.colon} {failure.reason}")
                for failure in self._page.failed
            )

    def _left_out(self) -> Iterable[nodes.Element]:
        if not self._page.left_out:
            return
        counts = ((reason, self._words.numbers.written(count)) for reason, count in self._page.reasons)
        reasons = _listed(_paragraph(f"{reason}{self._words.colon} {count}") for reason, count in counts)
        summary = _paragraph(f"{self._words.left_out_passages(self._page.rejections)}{self._words.colon}")
        heading = [nodes.Text(self._words.left_out)]
        yield from self._section(1, f"{self._shown.prefix}left-out", heading, [summary, reasons])

    def _provenance(self) -> nodes.Element:
        words, generated = self._words, self._page.generated
        model = f"{words.model} {generated.model}"
        made = f"{words.verbatim} {words.built_by} {generated.by} ({model}, {words.prompts} "
        return nodes.paragraph(
            "",
            "",
            nodes.strong("", words.check),
            nodes.Text(f" {made}"),
            nodes.literal("", generated.prompts),
            nodes.Text(")."),
        )


def _paragraph(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text)


def _listed(items: Iterable[nodes.paragraph]) -> nodes.Element:
    return nodes.bullet_list("", *(nodes.list_item("", item) for item in items), bullet="-")
