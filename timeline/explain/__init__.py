"""Why an event is one event, and where its date comes from: told in words, from a timeline alone."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import fill, shorten

from timeline.dates import describe
from timeline.explain.dating import date_lines
from timeline.explain.finding import find_event
from timeline.explain.joining import Comparer
from timeline.models import Article, Event, Timeline, mention_id

__all__ = ["explain_event", "find_event"]

WIDTH = 100
HOW_COMPARED = (
    "Two sentences are taken for one event when they are alike enough for how their dates stand to each other. What they "
    "share adds to their likeness, the more the fewer dates it is told of; what sets them apart takes from it."
)
NEAREST = 2
"""How many events are named that are near, of the same date and of others."""
SHORT = 60
"""How much of a headline is shown beside ids, in characters."""
NAMES = 3
"""By how many ids the proposed entry of an edits file names an event, so that it outlives one of them."""


def explain_event(event: Event, timeline: Timeline) -> str:
    """Return, in lines, why *event* of *timeline* is one event, where its date comes from, and how to change it."""
    articles = {article.id: article for article in timeline.articles}
    comparer = Comparer(timeline, event)
    nearest = comparer.nearest(NEAREST)
    others = [other for other, _ in nearest]
    return "\n\n".join(
        (
            "\n".join(_heading(event)),
            _section("Citations", _citation_lines(event, articles)),
            _section("Date", date_lines(event, articles)),
            _section("Why these are one event", [HOW_COMPARED, *comparer.joined()]),
            _section("Nearest, and why they are other events", [line for _, line in nearest] or ["Nothing shares a word."]),
            _section("Sources", _source_lines(event, articles)),
            _section("Edits", _edit_lines(event)),
            "\n".join(_entries(event, articles, others)),
        )
    )


def _section(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, *map(_wrapped, lines)])


def _wrapped(line: str) -> str:
    return fill(line, WIDTH, initial_indent="  ", subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False)


def _heading(event: Event) -> Iterator[str]:
    when = describe(event.date) if event.date else "Undated"
    yield f"{when}: {' '.join(event.headline.split())}"
    yield " · ".join((event.id, event.kind, *event.marks, f"importance {event.importance:.2f}"))


def _citation_lines(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    for place, citation in enumerate(event.citations, start=1):
        article = articles[citation.article]
        quote = " ".join(citation.quote.split())
        yield f"[{place}] {_name_of(article)}, {mention_id(citation, article.sha256)}: “{quote}”"


def _name_of(article: Article) -> str:
    return article.publisher or article.title


def _source_lines(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    """Say how many sources there are, and which of them count as one."""
    cited = dict.fromkeys(citation.article for citation in event.citations)
    yield f"{event.independent_sources} independent, of {event.sources} in {len(cited)} article{'s' * (len(cited) != 1)}."
    origins: dict[str, list[str]] = defaultdict(list)
    for name in cited:
        origins[articles[name].origin or name].append(name)
    for names in origins.values():
        if len(names) > 1:
            listed = ", ".join(f"{_name_of(articles[name])} ({articles[name].path})" for name in names)
            yield f"One source: {listed} print the same text, or that of one agency."


def _edit_lines(event: Event) -> Iterator[str]:
    for edit in event.edits:
        before = f" (before: {edit.before})" if edit.before else ""
        yield f"{edit.kind}{before}: {edit.reason}"
    if not event.edits:
        yield "None."


def _entries(event: Event, articles: Mapping[str, Article], others: Sequence[Event]) -> Iterator[str]:
    """Yield entries of an edits file about this event, each ready to be pasted."""
    ids = [mention_id(citation, articles[citation.article].sha256) for citation in event.citations]
    by_article = {citation.article: name for citation, name in zip(event.citations, ids, strict=True)}
    names = list(dict.fromkeys(by_article.values()))[:NAMES]
    headline = " ".join(event.headline.split())
    own = f"  event = {_list(names)}  # {shorten(headline, SHORT, placeholder=' …')}"
    reason = '  reason = ""'
    yield "To change it, write any of these into timeline.edits.toml, each with your reason, and build again"
    yield from ("", "  [[retitle]]", own, f"  headline = {json.dumps(headline, ensure_ascii=False)}", reason)
    yield from ("", "  [[redate]]", own, f'  date = "{event.date or ""}"', reason)
    yield from ("", "  [[hide]]  # or [[pin]], to show it in every selection", own, reason)
    if len(ids) > 1:
        yield from ("", "  [[split]]  # makes an own event of these", f"  citations = {_list(ids[-1:])}", reason)
    if others:
        together = f'  events = [{_list(names)}, "{others[0].id}"]'
        yield from ("", "  [[merge]]  # makes one event of both", together, reason)
    yield ""


def _list(names: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"
