"""What a page shows, ready to be placed in a template: all text is visible, none of it escaped yet."""

from dataclasses import dataclass

from timeline.models import Failure, Generated
from timeline.rendering.html_dates import WrittenDate
from timeline.rendering.labels import Labels


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article and its number, which *label* shows; *copy_of* is the number of the article it copies."""

    number: int
    label: str
    anchor: str
    title: str
    publisher: str | None
    author: str | None
    when: str | None
    published: WrittenDate | None
    published_basis: str
    url: str | None
    path: str
    copy_of: int | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation: its text, its link to the passage, and how its date was read.

    *place* is its own among the quotes of its event, which begin with 1; *before*, *marked* and *after* are
    the text, cut at the words that say when.
    """

    anchor: str
    place: int
    article: ListedArticle
    text: str
    before: str
    marked: str
    after: str
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
class Doubt:
    """Another event of the page that may be the same, and why that is in doubt."""

    anchor: str
    headline: str
    reason: str


@dataclass(frozen=True, slots=True)
class EventView:
    """An event; *date* and *when*, its words, are None if it is undated. *names* are its tags and actors.

    *doubts* are the events of the page that may be the same as this one.
    """

    anchor: str
    kind: str
    date: WrittenDate | None
    when: str | None
    headline: str
    notes: tuple[str, ...]
    sources: str
    independent_sources: int
    names: tuple[str, ...]
    quotes: tuple[Quote, ...]
    disagreements: tuple[Disagreement, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The events that begin in one year."""

    anchor: str
    label: str
    entries: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An article with the first quote of it in each event that cites it: the way back."""

    article: ListedArticle
    cited: tuple[tuple[EventView, Quote], ...]


@dataclass(frozen=True, slots=True)
class LeftOutPassage:
    """A passage that was considered, and why it was left out."""

    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was left out of one article."""

    article: ListedArticle
    rejections: tuple[LeftOutPassage, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A timeline as it is read: from the years to the articles, to what was left out and why.

    *words* are the page's own, *language* that of the timeline; *selection* says what was chosen out of a
    longer one.
    """

    words: Labels
    title: str
    language: str
    years: tuple[Year, ...]
    undated: tuple[EventView, ...]
    articles: tuple[Mentioned, ...]
    left_out: tuple[LeftOut, ...]
    reasons: tuple[tuple[str, int], ...]
    failed: tuple[Failure, ...]
    generated: Generated
    selection: str | None
    events: int
    disputed: int
    rejections: int
