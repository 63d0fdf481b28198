"""Why an event is one event, and where its date comes from, in words, from a timeline alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from textwrap import fill

from timeline.dates import describe
from timeline.models import Article, DoubtReason, Event, Timeline, mention_id
from timeline.phrasing import pluralize
from timeline.timelines.explanation.date_report import date_lines, published_line
from timeline.timelines.explanation.edit_suggestions import entry_lines
from timeline.timelines.explanation.lookup import find_event
from timeline.timelines.explanation.merge_report import Comparer

__all__ = ["WIDTH", "entries_for", "explain_event", "find_event"]

WIDTH = 100
"""How long lines are where nothing else is asked for, in characters."""
HOW_COMPARED = (
    "Two sentences are taken for one event when they are alike enough for how their dates stand to each "
    "other. The words, names and event types that both have make them alike, rare ones more; what sets "
    "them apart takes from it. Each needs to be like one other here, and the event must hold together on the "
    "average. Numbers are rounded."
)
DOUBTS = {
    DoubtReason.OTHER_NAMES: "much speaks for one event, but it is told with other names",
    DoubtReason.ANOTHER_PLACE: "much speaks for one event, but it is told of another place",
    DoubtReason.SIMILARITY: "what both share is only just too little for one event",
}
"""Why two events may be the same, and are two all the same: in doubt they are kept apart."""
CHANGE = (
    "`timeline explain {} --edits` prints entries for timeline.edits.toml, and changes nothing by itself."
)
NEAREST = 2
"""How many events are named that are near, of the same date and of others."""


def explain_event(event: Event, timeline: Timeline, *, width: int = WIDTH) -> str:
    """Return why *event* of *timeline* is one event and has its date, in lines of *width* characters."""
    articles = {article.id: article for article in timeline.articles}
    comparer = Comparer(timeline, event)
    nearest = [line for _, line in comparer.nearest(NEAREST)] or ["Nothing shares a word."]
    sections = {
        "Citations": _citation_lines(event, articles),
        "Articles": _article_lines(event, articles),
        "Sources": _source_lines(event, articles),
        "Date": date_lines(event, articles),
        "Why these are one event": [HOW_COMPARED, *comparer.joined()],
        "Nearest, and why they are other events": nearest,
        **({"Perhaps the same": _doubt_lines(event, timeline)} if event.may_be_same else {}),
        "Edits": _edit_lines(event),
        "To take a sentence out, merge, redate or hide it": [CHANGE.format(event.id)],
    }
    shown = [_section(title, lines, width) for title, lines in sections.items()]
    return "\n\n".join(["\n".join(_heading(event)), *shown]) + "\n"


def entries_for(event: Event, timeline: Timeline) -> str:
    """Return the entries of an edits file that change *event* of *timeline*, as TOML with empty reasons."""
    articles = {article.id: article for article in timeline.articles}
    nearest = next((other for other, _ in Comparer(timeline, event).nearest(1)), None)
    return "\n".join(entry_lines(event, articles, nearest)) + "\n"


def _section(title: str, lines: Iterable[str], width: int) -> str:
    return "\n".join([title, *(_wrapped(line, width) for line in lines)])


def _wrapped(line: str, width: int) -> str:
    return fill(
        line,
        width,
        initial_indent="  ",
        subsequent_indent=" " * 6,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _heading(event: Event) -> Iterator[str]:
    when = describe(event.date) if event.date else "Undated"
    yield f"{when}: {' '.join(event.headline.split())}"
    importance = f"importance {event.importance:.2f} of 1"
    yield " · ".join((event.id, event.kind, *event.marks, importance))


def _letters(event: Event) -> dict[str, str]:
    """Return a short name for each article that *event* cites: "A" to "Z", then "A2" and so on."""
    cited = dict.fromkeys(citation.article for citation in event.citations)
    return {
        name: chr(ord("A") + number % 26) + (str(number // 26 + 1) if number > 25 else "")
        for number, name in enumerate(cited)
    }


def _citation_lines(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    letters = _letters(event)
    for place, citation in enumerate(event.citations, start=1):
        quote = " ".join(citation.quote.split())
        own_id = mention_id(citation, articles[citation.article].sha256)
        yield f"[{place}] {letters[citation.article]}: “{quote}” ({own_id})"


def _article_lines(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    for name, letter in _letters(event).items():
        article = articles[name]
        publisher = (
            f", {article.publisher}" if article.publisher and article.publisher != article.title else ""
        )
        yield f"{letter}  {article.title}{publisher}, {article.path}: {published_line(article)}"


def _source_lines(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    """Say how many sources there are, and which articles count as one."""
    letters = _letters(event)
    origins: dict[str, list[str]] = defaultdict(list)
    for name, letter in letters.items():
        origins[articles[name].origin or name].append(letter)
    alone = "no two of them print the same text, or that of one agency" if len(letters) > 1 else "one article"
    joined = [
        f"{' and '.join(same)} count once: they print the same text, or that of one agency"
        for same in origins.values()
        if len(same) > 1
    ]
    sources = pluralize(event.independent_sources, "independent source")
    yield f"{sources}: {'; '.join(joined) or alone}."


def _doubt_lines(event: Event, timeline: Timeline) -> Iterator[str]:
    """Say what may be the same event, and why it was kept apart."""
    events = {other.id: other for other in (*timeline.events, *timeline.undated)}
    for doubt in event.may_be_same:
        other = events.get(doubt.event)
        when = describe(other.date) if other and other.date else "undated"
        named = (
            f"{doubt.event} ({when}: {other.headline})" if other else f"{doubt.event} (not in this timeline)"
        )
        fillers = f": “{doubt.one}” here, “{doubt.other}” there" if doubt.one and doubt.other else ""
        yield f"{named}: {DOUBTS[doubt.reason]}{fillers}. Similarity {doubt.score:.2f}."


def _edit_lines(event: Event) -> Iterator[str]:
    for edit in event.edits:
        before = f" (before: {edit.before})" if edit.before else ""
        yield f"{edit.kind}{before}: {edit.reason}"
    if not event.edits:
        yield "None."
