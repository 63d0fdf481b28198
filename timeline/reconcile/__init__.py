"""From mentions to one timeline: those that report the same are one event, with all sources and conflicts.

In the field's words this is cross-document event coreference: blocking, pairwise similarity, clustering. The
order of input, the names of files and articles that share nothing with an event change neither it nor its
id.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline.dates import order_key
from timeline.errors import UsageError
from timeline.gc_pause import without_cycle_search
from timeline.lang.registry import language_of
from timeline.models import (
    Article,
    Extraction,
    Failure,
    Generated,
    Mention,
    Rejection,
    Timeline,
    content_id,
    event_order,
    mention_key,
)
from timeline.reconcile.bylines import credits_of
from timeline.reconcile.clustering import Clustered, cluster
from timeline.reconcile.cross_date import join_disagreeing
from timeline.reconcile.disagreements import support_of
from timeline.reconcile.doubts import NearPair, doubts_of
from timeline.reconcile.features import MentionFeatures, features_of
from timeline.reconcile.merge import Sources, merge
from timeline.reconcile.near_duplicates import fingerprint, origins_of
from timeline.reconcile.superseded import superseded
from timeline.reconcile.undated import attach_undated

__all__ = [
    "EventClusters",
    "credits_of",
    "find_clusters",
    "fingerprint",
    "reconcile",
    "support_of",
    "timeline_of",
]


@without_cycle_search()
def reconcile(
    extractions: Sequence[Extraction], *, title: str, failed: Sequence[Failure] = (), generated: Generated
) -> Timeline:
    """Return the timeline of *extractions*: each mention is a citation of one event, nothing is dropped.

    An article or mention that is there twice counts once. Raises UsageError when a mention cites an article
    other than its own.
    """
    return timeline_of(
        find_clusters(extractions), extractions, title=title, failed=failed, generated=generated
    )


@dataclass(frozen=True, slots=True)
class EventClusters:
    """The mentions of each event, and what is known of their articles.

    *near* are pairs of mentions of two events that are similar enough for one, or nearly.
    """

    clusters: Sequence[Sequence[MentionFeatures]]
    sources: Sources
    near: Sequence[NearPair] = ()


@without_cycle_search()
def find_clusters(extractions: Sequence[Extraction]) -> EventClusters:
    """Return which mentions report the same event.

    Raises UsageError when a mention cites an article other than its own.
    """
    _check_articles(extractions)
    articles = _articles_of(extractions)
    mentions = _identified(extractions, articles)
    sketches = {e.article.id: e.fingerprint for e in sorted(extractions, key=lambda e: e.fingerprint)}
    credited = {e.article.id: e.credits for e in sorted(extractions, key=lambda e: e.credits)}
    sources = Sources(articles, origins_of(list(articles.values()), sketches, credited), mentions)
    languages = {name: language_of(article.language) for name, article in articles.items()}
    features = features_of(mentions, languages)
    found = _clusters(features, articles)
    clusters = [[features[place] for place in members] for members in found.clusters]
    return EventClusters(clusters, sources, [(features[one], features[other]) for one, other in found.near])


def _clusters(mentions: Sequence[MentionFeatures], articles: Mapping[str, Article]) -> Clustered:
    """Return the places of the mentions of each event; each place is in one cluster."""
    dated = [place for place, mention in enumerate(mentions) if mention.period is not None]
    undated = [place for place, mention in enumerate(mentions) if mention.period is None]
    found = cluster([mentions[place] for place in dated])
    clusters = [[dated[place] for place in members] for members in found.clusters]
    joined = join_disagreeing(mentions, clusters)
    grown, rest = attach_undated(mentions, joined, undated, articles)
    return Clustered([*grown, *rest], [(dated[one], dated[other]) for one, other in found.near])


@without_cycle_search()
def timeline_of(
    found: EventClusters,
    extractions: Sequence[Extraction],
    *,
    title: str,
    failed: Sequence[Failure] = (),
    generated: Generated,
) -> Timeline:
    """Return the timeline with one event for each cluster, and with what was left out of *extractions*."""
    articles, origin = found.sources.articles, found.sources.origins.independent
    outdated = superseded(found.clusters, articles)
    doubts = doubts_of(found.clusters, found.near)
    merged = (
        merge(members, found.sources, superseded=number in outdated)
        for number, members in enumerate(found.clusters)
    )
    events = sorted(
        (replace(it, may_be_same=doubts[it.id]) if it.id in doubts else it for it in merged), key=event_order
    )
    failures = {Failure(path=e.article.path, reason=e.failure) for e in extractions if e.failure}
    failures.update(failed)
    return Timeline(
        title=title,
        articles=tuple(
            replace(article, origin=origin[article.id] if origin[article.id] != article.id else None)
            for article in articles.values()
        ),
        events=tuple(event for event in events if event.date is not None),
        undated=tuple(event for event in events if event.date is None),
        rejected=_rejections_of(extractions, articles),
        failed=tuple(sorted(failures, key=lambda failure: (failure.path, failure.reason))),
        generated=generated,
    )


def _check_articles(extractions: Sequence[Extraction]) -> None:
    for extraction in extractions:
        cited = {mention.citation.article for mention in extraction.mentions} - {extraction.article.id}
        if cited:
            raise UsageError(
                f"{extraction.article.path}: a mention cites another article, {min(cited)}: extract it again"
            )


def _articles_of(extractions: Sequence[Extraction]) -> dict[str, Article]:
    """Return the articles by id: ordered by publication date, unknown ones last, then by title."""
    articles: dict[str, Article] = {}
    for article in (extraction.article for extraction in extractions):
        known = articles.setdefault(article.id, article)
        if known != article:
            articles[article.id] = min(
                known, article, key=lambda one: (*_article_order(one), one.path, repr(one))
            )
    return {article.id: article for article in sorted(articles.values(), key=_article_order)}


def _article_order(article: Article) -> tuple[Any, ...]:
    published = (0, *order_key(article.published)) if article.published else (1,)
    return (published, article.title, article.id)


def _identified(extractions: Iterable[Extraction], articles: Mapping[str, Article]) -> dict[str, Mention]:
    """Return each mention once by its id, in an order that only their content decides.

    Mentions whose `mention_key` is the same, such as those of one text in two papers, are numbered.
    """
    by_text: dict[str, list[Mention]] = defaultdict(list)
    for extraction in extractions:
        by_text[articles[extraction.article.id].sha256] += extraction.mentions
    identified = {}
    for sha256, mentions in sorted(by_text.items()):
        by_key: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
        for mention in mentions:
            by_key[mention_key(mention.citation, sha256)].append(mention)
        for key, same in sorted(by_key.items()):
            for number, mention in enumerate(sorted(set(same), key=repr) if len(same) > 1 else same):
                identified[content_id("evt", (*key, str(number)) if number else key)] = mention
    return identified


def _rejections_of(
    extractions: Sequence[Extraction], articles: Mapping[str, Article]
) -> tuple[Rejection, ...]:
    """Return every rejection once, in the order of the articles and of their text."""
    place = {name: number for number, name in enumerate(articles)}
    rejections = {rejection for extraction in extractions for rejection in extraction.rejected}

    def order(rejection: Rejection) -> tuple[Any, ...]:
        it = rejection
        said = it.expression
        where = (it.start, it.end, (said.start or 0) if said else 0, said.text if said else "")
        words = (it.reason, it.detail or "", it.headline or "", str(it.date), it.quote, it.article)
        return (place.get(it.article, len(place)), *where, *words)

    return tuple(sorted(rejections, key=order))
