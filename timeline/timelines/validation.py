"""Validation of a timeline in a repository: the file itself, and whether its articles still say so."""

import glob
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.articles.loading import read_articles
from timeline.articles.metadata import web_address
from timeline.models import Article, Citation, Event, Rejection, Timeline, event_order
from timeline.rendering.escaping import anchor

Passage = Citation | Rejection


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: *where* in the timeline, and *what*."""

    where: str
    what: str

    def __str__(self) -> str:
        """Return it as a line."""
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong; how many passages there are and were compared; the paths of *absent* articles."""

    findings: tuple[Finding, ...]
    passages: int
    compared: int
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts that were read of a folder, by their hashes and by their paths."""

    by_hash: Mapping[str, str]
    by_path: Mapping[str, str]

    def of(self, article: Article) -> str | None:
        """Return the text of *article*, wherever it is, or else what its file holds now."""
        return self.by_hash.get(article.sha256, self.by_path.get(article.path))


def check_timeline(timeline: Timeline, folder: Path) -> Checked:
    """Check *timeline*, whose articles' paths are relative to *folder*; no file outside of it is read."""
    texts = _read(timeline.articles, folder)
    passages = [*_passages(timeline)]
    articles = {article.id: article for article in timeline.articles}
    known = [
        (where, passage, articles[passage.article])
        for where, passage in passages
        if passage.article in articles
    ]
    compared = [(*each, text) for each in known if (text := texts.of(each[-1])) is not None]
    findings = [
        *_repeated_ids(timeline),
        *_dates(timeline),
        *_references(timeline),
        *_addresses(timeline.articles),
        *(finding for where, passage in passages for finding in _span(where, passage)),
        *(finding for where, passage in passages for finding in _expression(where, passage)),
        *(
            finding
            for where, passage, article, text in compared
            for finding in _verbatim(where, passage, article.path, text)
        ),
    ]
    absent = tuple(sorted(article.path for article in timeline.articles if texts.of(article) is None))
    return Checked(tuple(findings), len(passages), len(compared), absent)


def _passages(timeline: Timeline) -> Iterator[tuple[str, Passage]]:
    """Yield what is cut from articles, each with its place: quotes of events, and what was left out."""
    for event in (*timeline.events, *timeline.undated):
        for number, citation in enumerate(event.citations, start=1):
            yield f"{event.id}, quote {number}", citation
    for number, rejection in enumerate(timeline.rejected, start=1):
        yield f"left out, passage {number}", rejection


def _read(articles: Iterable[Article], folder: Path) -> _Texts:
    """Read the files of *articles* that lie in *folder*."""
    root = folder.resolve()
    # Of an article that is a line of a file, the path ends with the line's number.
    names = {name for article in articles for name in (article.path, article.path.rpartition(":")[0]) if name}
    files = [file for name in sorted(names) if (file := _file_within(root, name))]
    read = read_articles([glob.escape(str(file)) for file in files], base=root) if files else None
    sources = read.sources if read else ()
    return _Texts(
        {source.article.sha256: source.text for source in sources},
        {source.article.path: source.text for source in sources},
    )


def _file_within(root: Path, name: str) -> Path | None:
    """Return the file *name* of *root*, None when there is none, or it lies outside."""
    try:
        file = (root / name).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None
    except (OSError, ValueError):
        return None


def _repeated_ids(timeline: Timeline) -> Iterator[Finding]:
    events = Counter(event.id for event in (*timeline.events, *timeline.undated))
    articles = Counter(article.id for article in timeline.articles)
    for ids, what in ((events, "event"), (articles, "article")):
        yield from (
            Finding(name, f"{count} {what}s have this id") for name, count in ids.items() if count > 1
        )
    anchors = Counter(anchor(name) for name in events)
    yield from (
        Finding(name, "several events have this anchor") for name, count in anchors.items() if count > 1
    )


def _dates(timeline: Timeline) -> Iterator[Finding]:
    yield from (
        Finding(event.id, "stands among the dated events without a date")
        for event in timeline.events
        if not event.date
    )
    yield from (
        Finding(event.id, "stands among the undated events with a date")
        for event in timeline.undated
        if event.date
    )
    for events in (timeline.events, timeline.undated):
        if list(events) != sorted(events, key=event_order):
            first = next(
                one
                for one, other in zip(events, sorted(events, key=event_order), strict=True)
                if one is not other
            )
            yield Finding(first.id, "stands out of order: events are ordered by date, importance and id")


def _references(timeline: Timeline) -> Iterator[Finding]:
    """Yield what names something that is not there."""
    known = {article.id for article in timeline.articles}
    for where, passage in _passages(timeline):
        if passage.article not in known:
            yield Finding(where, f"is of the article {passage.article}, which is not among the articles")
    for article in timeline.articles:
        for other in (article.copy_of, article.origin):
            if other is not None and other not in known:
                yield Finding(article.id, f"refers to the article {other}, which is not among the articles")
    events = (*timeline.events, *timeline.undated)
    ids = {event.id for event in events}
    for event in events:
        yield from _claims(event)
        for doubt in event.may_be_same:
            if doubt.event == event.id or doubt.event not in ids:
                yield Finding(event.id, f"may be the same as {doubt.event}, which is no other event here")


def _claims(event: Event) -> Iterator[Finding]:
    for conflict in event.conflicts:
        for value in conflict.values:
            if any(place not in range(len(event.citations)) for place in value.citations):
                yield Finding(
                    event.id,
                    f"a disagreement on the {conflict.field} names a quote that the event does not have",
                )
    if not event.citations:
        yield Finding(event.id, "has no quote")


def _addresses(articles: Iterable[Article]) -> Iterator[Finding]:
    for article in articles:
        if article.url is not None and not web_address(article.url):
            yield Finding(article.id, f"“{article.url}” is no http(s) address")


def _span(where: str, passage: Passage) -> Iterator[Finding]:
    if not 0 <= passage.start < passage.end or passage.end - passage.start != len(passage.quote):
        yield Finding(
            where, f"{passage.start} to {passage.end} is no place of {len(passage.quote)} characters"
        )


def _expression(where: str, passage: Passage) -> Iterator[Finding]:
    expression = passage.expression
    if expression is None or expression.start is None or expression.end is None:
        return
    start, end = expression.start - passage.start, expression.end - passage.start
    if start < 0 or passage.quote[start:end] != expression.text:
        yield Finding(where, f"“{expression.text}” does not stand at {expression.start} to {expression.end}")


def _verbatim(where: str, passage: Passage, path: str, text: str) -> Iterator[Finding]:
    if text[passage.start : passage.end] == passage.quote:
        return
    if passage.quote in text:
        yield Finding(where, f"stands at {text.index(passage.quote)} of {path} now, not at {passage.start}")
    else:
        yield Finding(where, f"does not stand in {path} any more: “{passage.quote}”")
