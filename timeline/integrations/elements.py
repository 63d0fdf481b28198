"""A timeline as elements of HTML, for what builds pages as trees: the classes are those of the style sheet.

All text of articles and of the model is placed as text that no other extension reads again.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from timeline.integrations.embedding import Shown, title_words
from timeline.models import Failure
from timeline.rendering.escaping import escaped_html
from timeline.rendering.html_dates import WrittenDate
from timeline.rendering.view import Disagreement, EventView, ListedArticle, Mentioned, Quote, Year

Part = str | Element


def fill(root: Element, shown: Shown) -> None:
    """Make *root* the element of the timeline *shown*."""
    words = shown.page.words
    root.tag = "div"
    root.attrib = {
        "class": "timeline timeline-embedded",
        "id": f"{shown.prefix}timeline",
        "lang": words.locale,
        "dir": words.direction,
    }
    root.extend(_Builder(shown).parts())


def text(value: str) -> AtomicString:
    """Return *value* as text that shows its characters only, whatever syntax or placeholder it looks like."""
    # Python-Markdown leaves what looks like a reference as it is, and a lone “[TOC]” would become the table
    # of contents.
    escaped = value.replace("&", "&amp;")
    return AtomicString(f"&#91;{escaped[1:]}" if escaped.startswith("[") else escaped)


def element(tag: str, *parts: Part, **attributes: str | None) -> Element:
    """Return an element with *parts* in it, and with those *attributes* that are not None.

    An underscore at the end of an attribute's name is dropped.
    """
    given = {name.rstrip("_"): value for name, value in attributes.items() if value is not None}
    made = Element(tag, given)
    for part in parts:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = AtomicString((made[-1].tail or "") + text(part))
        else:
            made.text = AtomicString((made.text or "") + text(part))
    return made


class _Builder:
    """Puts the elements of one timeline together."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._page = shown.page
        self._words = shown.page.words
        # Texts of articles carry their language where it differs from the page's own.
        same = self._words.locale.partition("-")[0] == self._page.language.partition("-")[0]
        self._language = None if same else self._page.language

    def parts(self) -> Iterable[Element]:
        """Yield what a timeline consists of, from its title to how it came about."""
        yield element("div", *self._header(), class_="timeline-header")
        for year in self._page.years:
            yield self._year(year)
        if self._page.undated:
            yield self._year(
                Year(f"{self._shown.prefix}undated", self._words.undated, self._page.undated),
                self._words.undated_note,
            )
        if not self._page.years and not self._page.selection:
            yield element("p", self._words.nothing_found(len(self._page.articles)), class_="timeline-nothing")
        if self._page.articles:
            yield self._articles()
        if self._page.left_out:
            yield self._left_out()
        yield self._provenance()

    def _heading(self, depth: int, name: str, *parts: Part, label: str | None = None) -> Element:
        """Return a heading *depth* levels below the title.

        *label* replaces its text in the table of contents.
        """
        level = self._shown.level + depth - (self._shown.title is None)
        # The extension for tables of contents takes the label as HTML.
        toc_label = label and escaped_html(label)
        name_of_class = f"timeline-heading-{depth}" if depth else "timeline-title"
        return element(f"h{level}", *parts, class_=name_of_class, id=name, **{"data-toc-label": toc_label})

    def _header(self) -> Iterable[Element]:
        if self._shown.title is not None:
            title = element("span", self._shown.title, dir="auto", lang=self._language)
            yield self._heading(0, f"{self._shown.prefix}title", title)
        if self._page.events:
            disputed = f" {self._words.disputed(self._page.disputed)}" if self._page.disputed else ""
            summary = f"{self._words.summary(self._page.events, len(self._page.articles))}{disputed}"
            yield element("p", summary, class_="timeline-summary")
        if self._page.selection:
            selection = f"{self._words.chosen}{self._words.colon} {self._page.selection}"
            yield element("p", selection, class_="timeline-selection")

    def _year(self, year: Year, note: str | None = None) -> Element:
        events = element("ol", *map(self._event, year.entries), class_="timeline-list", role="list")
        parts = [self._heading(1, year.anchor, year.label), *self._paragraphs([note] if note else []), events]
        return element("div", *parts, class_="timeline-year timeline-undated" if note else "timeline-year")

    def _event(self, entry: EventView) -> Element:
        headline = element(
            "span", entry.headline, class_="timeline-headline", dir="auto", lang=self._language
        )
        when = element("span", *self._date(entry.date), class_="timeline-date")
        label = f"{entry.when}{self._words.colon} {entry.headline}" if entry.when else entry.headline
        heading = self._heading(2, entry.anchor, *((when, " ") if entry.date else ()), headline, label=label)
        evidence = self._evidence(entry) if self._shown.evidence else [self._sources(entry)]
        disagreements = map(self._disagreement, entry.disagreements)
        return element(
            "li",
            heading,
            *self._paragraphs(entry.notes),
            *disagreements,
            *evidence,
            class_="timeline-event",
            **{"data-kind": entry.kind, "data-edtf": entry.date.edtf if entry.date else None},
        )

    def _paragraphs(self, notes: Iterable[str]) -> Iterable[Element]:
        return (element("p", note, class_="timeline-note", dir="auto") for note in notes)

    def _date(self, date: WrittenDate | None) -> Iterable[Part]:
        for words, machine in title_words(date, self._words.locale):
            yield element("time", words, datetime=machine) if machine else words

    def _disagreement(self, about: Disagreement) -> Element:
        subject = element("strong", f"{self._words.disagree_on(about.subject)}{self._words.colon}")
        claims: list[Part] = []
        for claim in about.claims:
            value = element("span", element("b", claim.value), class_="timeline-claim")
            for quote in claim.quotes:
                value[-1].tail = " "
                value.append(self._number(quote))
            claims += [" · " if claims else " ", value]
        return element("p", subject, *claims, class_="timeline-conflict")

    def _number(self, quote: Quote) -> Element:
        """Return the number of a quote's article, linked to the quote if shown, else to the article."""
        return element(
            "a",
            quote.article.label,
            href=f"#{quote.anchor if self._shown.evidence else quote.article.anchor}",
        )

    def _sources(self, entry: EventView) -> Element:
        by_article = {quote.article.number: quote for quote in entry.quotes}
        links = [part for quote in by_article.values() for part in (self._number(quote), " ")]
        return element("p", *links, f"· {entry.sources}", class_="timeline-small")

    def _evidence(self, entry: EventView) -> Iterable[Element]:
        first, *others = map(self._quote, entry.quotes)
        yield first
        if others:
            yield _folded(self._words.more_quotes(len(others)), others, "timeline-more")
        readings = [self._reading(quote) for quote in entry.quotes]
        if entry.date:
            readings.append(element("li", "EDTF: ", element("code", entry.date.edtf)))
        yield _folded(
            f"{entry.sources} · {self._words.dating}", [element("ul", *readings)], "timeline-dating"
        )

    def _quote(self, quote: Quote) -> Element:
        marked = (element("mark", quote.marked), quote.after) if quote.marked else ()
        quotation = element(
            "blockquote", quote.before, *marked, dir="auto", lang=self._language, cite=quote.article.url
        )
        number = element("a", quote.article.label, role="doc-noteref", href=f"#{quote.article.anchor}")
        origin = element("figcaption", number, " ", *self._origin(quote.article, quote.link))
        return element("figure", quotation, origin, id=quote.anchor, class_="timeline-quote")

    def _origin(self, article: ListedArticle, link: str | None) -> Iterable[Part]:
        if article.publisher:
            yield from (element("bdi", article.publisher, class_="timeline-publisher"), ", ")
        title: Part = element("a", article.title, href=link) if link else article.title
        yield element("cite", title, dir="auto", lang=self._language)
        if article.author:
            yield from (f", {self._words.by} ", element("bdi", article.author))
        if article.published:
            yield from (", ", *self._date(article.published))

    def _reading(self, quote: Quote) -> Element:
        parts: list[Part] = [self._number(quote), " "]
        if quote.expression:
            colon = f"{self._words.colon} " if quote.reading else ""
            parts += [element("q", quote.expression, dir="auto", lang=self._language), colon]
        return element("li", *parts, element("span", quote.reading, dir="auto"))

    def _articles(self) -> Element:
        listed = element("ol", *map(self._article, self._page.articles))
        parts = [self._heading(1, f"{self._shown.prefix}articles", self._words.articles), listed]
        if self._page.failed:
            parts.append(element("p", element("strong", self._words.not_read), class_="timeline-subheading"))
            parts.append(element("ul", *map(_failure, self._page.failed)))
        return element("div", *parts, class_="timeline-articles")

    def _article(self, mentioned: Mentioned) -> Element:
        article, words = mentioned.article, self._words
        copied = (f" {words.copy_of} ", self._article_link(article.copy_of), ".") if article.copy_of else ()
        origin = element("p", *self._origin(article, article.url), ".", *copied)
        published = element("span", article.published_basis, dir="auto")
        path = element("code", article.path, dir="auto")
        basis = element(
            "p", f"{words.published}{words.colon} ", published, " · ", path, class_="timeline-small"
        )
        return element("li", origin, basis, self._cited_for(mentioned), id=article.anchor)

    def _article_link(self, number: int) -> Part:
        listed = any(mentioned.article.number == number for mentioned in self._page.articles)
        return (
            element("a", f"[{number}]", href=f"#{self._shown.prefix}article-{number}")
            if listed
            else f"[{number}]"
        )

    def _cited_for(self, mentioned: Mentioned) -> Element:
        if not mentioned.cited:
            return element("p", self._words.not_cited, class_="timeline-small")
        ways_back: list[Part] = []
        for entry, quote in mentioned.cited:
            place = quote.anchor if self._shown.evidence else entry.anchor
            ways_back += [
                " ",
                element("a", entry.when or self._words.undated, role="doc-backlink", href=f"#{place}"),
            ]
        return element("p", self._words.cited_for, *ways_back, class_="timeline-small timeline-cited")

    def _left_out(self) -> Element:
        counts = ((reason, self._words.numbers.written(count)) for reason, count in self._page.reasons)
        reasons = (element("li", f"{reason}{self._words.colon} {count}") for reason, count in counts)
        heading = self._heading(1, f"{self._shown.prefix}left-out", self._words.left_out)
        folded = _folded(
            self._words.left_out_passages(self._page.rejections),
            [element("ul", *reasons)],
            "timeline-reasons",
        )
        return element("div", heading, folded, class_="timeline-left-out")

    def _provenance(self) -> Element:
        words, generated = self._words, self._page.generated
        model = f"{words.model}{words.colon} {generated.model}"
        made = f"{words.built_by} {generated.by} · {model} · {words.prompts}{words.colon} "
        checked = element("p", element("strong", words.check), f" {words.verbatim}")
        return element(
            "div", checked, element("p", made, element("code", generated.prompts)), class_="timeline-footer"
        )


def _failure(failure: Failure) -> Element:
    return element(
        "li", element("code", failure.path, dir="auto"), ": ", element("span", failure.reason, dir="auto")
    )


def _folded(summary: str, parts: Iterable[Element], name: str) -> Element:
    return element("details", element("summary", summary), *parts, class_=name)
