"""Corrections by people: read from `timeline.edits.toml`, applied to the reconciled events, shown as such.

An edit names its event by an id of any of its citations, or by words of a quote. Such an id is a hash of an
article's text, a place in it and the words that say when: it outlives added articles, other prompts, and
other dates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.models import (
    Citation,
    Edit,
    Event,
    Extraction,
    Mark,
    Rejection,
    RejectionReason,
    Timeline,
    event_order,
    without_lost_doubts,
)
from timeline.reconcile import EventClusters
from timeline.timelines.edits.directory import Directory
from timeline.timelines.edits.parsing import EDITS_FILE, KINDS, EditEntry, Edits, find_edits
from timeline.timelines.edits.planning import plan_edits

__all__ = ["EDITS_FILE", "KINDS", "Edits", "Revision", "find_edits", "revise"]


_SETTLING = ("split", "redate")
"""Entries that leave no doubt about an event: an editor says what is apart from it, or when it was."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The clusters of mentions as edits want them, and the entries of each event, by its citations."""

    event_clusters: EventClusters
    entries: Mapping[Citation, Sequence[EditEntry]]

    def finish(self, timeline: Timeline) -> Timeline:
        """Return the *timeline* of these clusters with the entries applied, and what they hide left out.

        What sources disagree on stays as it is: an editor is not a source.
        """
        if not self.entries:
            return timeline
        events: list[Event] = []
        rejected = list(timeline.rejected)
        for event in (*timeline.events, *timeline.undated):
            entries = self.entries.get(event.citations[0], ())
            hiding = next((entry for entry in entries if entry.kind == "hide"), None)
            if hiding:
                rejected += _hidden(event, hiding.reason)
            else:
                events.append(_changed(event, entries))
        events = sorted(without_lost_doubts(events), key=event_order)
        return replace(
            timeline,
            events=tuple(event for event in events if event.date is not None),
            undated=tuple(event for event in events if event.date is None),
            rejected=_in_order(rejected, timeline),
        )


def revise(found: EventClusters, edits: Edits, extractions: Sequence[Extraction]) -> Revision:
    """Return what *edits* make of *found*. Raises EditError when an entry cannot be applied."""
    if not edits.entries:
        return Revision(found, {})
    sources = found.sources
    rejected = (rejection for extraction in extractions for rejection in extraction.rejected)
    features = {each.mention: each for cluster in found.clusters for each in cluster}
    clusters = ([each.mention for each in cluster] for cluster in found.clusters)
    plan = plan_edits(edits.entries, clusters, Directory(sources.ids, sources.articles, rejected))
    revised = [[features[mention] for mention in cluster] for cluster in plan.clusters]
    changed = zip(plan.clusters, plan.entries, strict=True)
    by_citation = {mention.citation: own for cluster, own in changed if own for mention in cluster}
    settled = {
        citation for citation, own in by_citation.items() if any(entry.kind in _SETTLING for entry in own)
    }
    near = [pair for pair in found.near if settled.isdisjoint(one.mention.citation for one in pair)]
    return Revision(EventClusters(revised, sources, near), by_citation)


def _changed(event: Event, entries: Sequence[EditEntry]) -> Event:
    if not entries:
        return event
    edits = []
    for entry in entries:
        before = None
        if entry.date is not None:
            before, event = str(event.date) if event.date else None, replace(event, date=entry.date)
        elif entry.headline is not None:
            before, event = event.headline, replace(event, headline=entry.headline)
        elif entry.kind == "pin":
            event = replace(event, importance=1.0)
        edits.append(Edit(kind=entry.kind, reason=entry.reason, before=before))
    return replace(event, marks=tuple(sorted({*event.marks, Mark.EDITED})), edits=tuple(edits))


def _hidden(event: Event, reason: str) -> list[Rejection]:
    return [
        Rejection(
            article=citation.article,
            start=citation.start,
            end=citation.end,
            quote=citation.quote,
            expression=citation.expression,
            date=citation.date,
            reason=RejectionReason.HIDDEN_BY_EDIT,
            detail=reason,
        )
        for citation in event.citations
    ]


def _in_order(rejected: Sequence[Rejection], timeline: Timeline) -> tuple[Rejection, ...]:
    place = {article.id: number for number, article in enumerate(timeline.articles)}
    return tuple(
        sorted(
            rejected,
            key=lambda it: (place.get(it.article, len(place)), it.start, it.end, it.reason, repr(it)),
        )
    )
