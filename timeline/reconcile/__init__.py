"""From mentions to one timeline: what tells the same happening is one event, with every source and every disagreement kept.

The order of input, the names of files and articles that share nothing with an event change neither it nor its id.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from timeline.dates import order_key
from timeline.errors import UsageError
from timeline.models import Article, Extraction, Failure, Generated, Mention, Rejection, Timeline, content_id, event_order
from timeline.reconcile.copies import fingerprint, origins_of
from timeline.reconcile.groups import group
from timeline.reconcile.joins import attach_undated, join_disagreeing
from timeline.reconcile.merge import Sources, merge
from timeline.reconcile.telling import Telling, tellings_of

__all__ = ["fingerprint", "reconcile"]


def reconcile(
    extractions: Sequence[Extraction], *, title: str, failed: Sequence[Failure] = (), generated: Generated
) -> Timeline:
    """Return the timeline of *extractions*: every mention is a citation of one event, and every rejection and failure is kept.

    An article or mention that is there twice counts once. Raises UsageError when a mention cites an article other than its own.
    """
    _check_articles(extractions)
    articles = _articles_of(extractions)
    sketches = {e.article.id: e.fingerprint for e in sorted(extractions, key=lambda e: e.fingerprint)}
    ids = _ids_of({mention for extraction in extractions for mention in extraction.mentions}, articles)
    sources = Sources(articles, origins_of(list(articles.values()), sketches), ids)
    events = sorted((merge(told, sources) for told in _happenings(list(ids))), key=event_order)
    failures = {Failure(path=e.article.path, reason=e.failure) for e in extractions if e.failure} | set(failed)
    return Timeline(
        title=title,
        articles=tuple(articles.values()),
        events=tuple(event for event in events if event.date is not None),
        undated=tuple(event for event in events if event.date is None),
        rejected=_rejections_of(extractions, articles),
        failed=tuple(sorted(failures, key=lambda failure: (failure.path, failure.reason))),
        generated=generated,
    )


def _happenings(mentions: Sequence[Mention]) -> Iterable[list[Telling]]:
    """Yield the tellings of each happening."""
    tellings = tellings_of(mentions)
    dated = [telling for telling in tellings if telling.period is not None]
    undated = [telling for telling in tellings if telling.period is None]
    ordered = dated + undated
    groups = join_disagreeing(dated, group(dated))
    grown, rest = attach_undated(ordered, groups, range(len(dated), len(ordered)))
    for members in (*grown, *rest):
        yield [ordered[place] for place in members]


def _check_articles(extractions: Sequence[Extraction]) -> None:
    for extraction in extractions:
        cited = {mention.citation.article for mention in extraction.mentions} - {extraction.article.id}
        if cited:
            raise UsageError(f"{extraction.article.path}: a mention cites another article, {min(cited)}: extract it again")


def _articles_of(extractions: Sequence[Extraction]) -> dict[str, Article]:
    """Return the articles by id, in the order of a timeline: by publication date, unknown ones last, then by title."""
    articles: dict[str, Article] = {}
    for article in sorted({extraction.article for extraction in extractions}, key=_article_order):
        articles.setdefault(article.id, article)
    return articles


def _article_order(article: Article) -> tuple[Any, ...]:
    published = (0, *order_key(article.published)) if article.published else (1,)
    return (published, article.title, article.id, article.path, repr(article))


def _ids_of(mentions: set[Mention], articles: Mapping[str, Article]) -> dict[Mention, str]:
    """Return an id for each mention, in an order that only their content decides.

    It is made of the article's text, the span, the time expression and the date, so that another headline leaves it as it
    is; mentions that have all these in common are numbered.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    ids = {}
    for mention in sorted(mentions, key=lambda mention: (_content_of(mention, articles), repr(mention))):
        parts = _content_of(mention, articles)
        again = (str(seen[parts]),) if seen[parts] else ()
        seen[parts] += 1
        ids[mention] = content_id("evt", (*parts, *again))
    return ids


def _content_of(mention: Mention, articles: Mapping[str, Article]) -> tuple[str, ...]:
    citation = mention.citation
    text = articles[citation.article].sha256
    return (text, f"{citation.start:09}", f"{citation.end:09}", citation.expression or "", str(citation.date or ""))


def _rejections_of(extractions: Sequence[Extraction], articles: Mapping[str, Article]) -> tuple[Rejection, ...]:
    """Return every rejection once, in the order of the articles and of their text."""
    place = {name: number for number, name in enumerate(articles)}
    rejections = {rejection for extraction in extractions for rejection in extraction.rejected}
    return tuple(sorted(rejections, key=lambda it: (place.get(it.article, len(place)), it.start, it.end, it.reason, repr(it))))
