"""What edits make of the clusters of mentions: which are split and merged, which entries change each.

An entry states the result, whatever the reconciler found: "these citations are an event of their own",
"these are one event". So the order of entries does not matter, and an entry still holds when another article
already brings about what it says.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from timeline.errors import EditError
from timeline.models import EditKind, Mention
from timeline.rendering.explanation_words import reason_words
from timeline.rendering.labels import labels
from timeline.timelines.edits.directory import Directory
from timeline.timelines.edits.parsing import EditEntry, Target

_SHOWN = 3
"""How many events are listed that a name can mean."""


@dataclass(frozen=True, slots=True)
class EditPlan:
    """The clusters of mentions after the edits, and the entries that change each, in the same order."""

    clusters: Sequence[Sequence[Mention]]
    entries: Sequence[Sequence[EditEntry]]


def plan_edits(
    entries: Sequence[EditEntry], clusters: Iterable[Iterable[Mention]], directory: Directory
) -> EditPlan:
    """Return what *entries* make of *clusters*, the mentions of each event.

    Raises EditError when what an entry names is gone, can be several events, or is wanted otherwise by
    another entry.
    """
    planner = _Planner(clusters, directory)
    planner.find_targets(entries)
    by_kind: dict[EditKind, list[EditEntry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    planner.split(by_kind.pop("split", []))
    planner.merge(by_kind.pop("merge", []))
    planner.change(list(chain.from_iterable(by_kind.values())))
    return planner.plan()


class _Planner:
    """Clusters of mentions while edits are applied to them, each known by a number."""

    def __init__(self, clusters: Iterable[Iterable[Mention]], directory: Directory) -> None:
        self._directory = directory
        self._members = {number: list(cluster) for number, cluster in enumerate(clusters)}
        self._cluster = {mention: number for number, cluster in self._members.items() for mention in cluster}
        self._entries: dict[int, list[EditEntry]] = {number: [] for number in self._members}
        self._taken: dict[EditEntry, Mention] = {}
        self._found: dict[str, Sequence[Mention]] = {}

    def find_targets(self, entries: Iterable[EditEntry]) -> None:
        """Look up all names. Raises EditError that names all targets that are gone."""
        gone = []
        for entry in entries:
            for target in entry.targets:
                for name in target:
                    self._found[name] = self._found.get(name) or self._directory.find(name)
                if not any(self._found[name] for name in target):
                    gone.append(self._why_gone(entry, target))
        if gone:
            raise EditError("\n".join(gone))

    def split(self, entries: Iterable[EditEntry]) -> None:
        """Make a cluster of the mentions that each entry names."""
        wanted = {entry: list(dict.fromkeys(self._all_named(entry))) for entry in entries}
        taken: dict[Mention, EditEntry] = {}
        for entry, mentions in wanted.items():
            for mention in mentions:
                if mention in taken:
                    raise _contradiction(entry, taken[mention], f"both take {self._describe(mention)} out")
                taken[mention] = entry
        for entry, mentions in wanted.items():
            self._take_out(entry, mentions)

    def _take_out(self, entry: EditEntry, mentions: Sequence[Mention]) -> None:
        left = sorted({self._cluster[mention] for mention in mentions})
        for mention in mentions:
            self._members[self._cluster[mention]].remove(mention)
        for cluster in left:
            self._entries[cluster].append(entry)
        self._put_together([cluster for cluster in left if not self._members[cluster]], mentions, entry)
        self._taken[entry] = mentions[0]

    def _put_together(self, clusters: Sequence[int], mentions: Sequence[Mention], entry: EditEntry) -> None:
        """Make one cluster of *clusters* and *mentions*, with the entries of all of these and *entry*."""
        number = max(self._members) + 1
        entries = dict.fromkeys(one for cluster in clusters for one in self._entries.pop(cluster))
        self._members[number] = [*(m for cluster in clusters for m in self._members.pop(cluster)), *mentions]
        self._cluster.update(dict.fromkeys(self._members[number], number))
        self._entries[number] = list(dict.fromkeys((*entries, entry)))

    def merge(self, entries: Iterable[EditEntry]) -> None:
        """Make one cluster of the clusters that each entry names."""
        for entry in entries:
            clusters = sorted({self._cluster[mention] for mention in self._all_named(entry)})
            for other, taken in self._taken.items():
                if (
                    self._cluster[taken] in clusters
                    and sum(other in self._entries[cluster] for cluster in clusters) > 1
                ):
                    raise _contradiction(entry, other, "one puts together what the other takes apart")
            self._put_together(clusters, (), entry)

    def change(self, entries: Iterable[EditEntry]) -> None:
        """Note which cluster each entry changes, and refuse contradictions."""
        for entry in entries:
            clusters = {self._cluster[m]: m for name in entry.targets[0] for m in self._named(entry, name)}
            if len(clusters) > 1:
                raise self._ambiguous(entry, entry.targets[0], clusters.values())
            (cluster,) = clusters
            for other in self._entries[cluster]:
                if problem := _contradict(entry, other):
                    raise _contradiction(entry, other, problem)
            self._entries[cluster].append(entry)

    def plan(self) -> EditPlan:
        """Return the clusters as they are now."""
        return EditPlan(list(self._members.values()), [self._entries[cluster] for cluster in self._members])

    def _all_named(self, entry: EditEntry) -> list[Mention]:
        return [
            mention for target in entry.targets for name in target for mention in self._named(entry, name)
        ]

    def _named(self, entry: EditEntry, name: str) -> Sequence[Mention]:
        """Return the mentions that *name* names, all of one event."""
        mentions = self._found[name]
        events = {self._cluster[mention]: mention for mention in mentions}
        if len(events) > 1:
            raise self._ambiguous(entry, (name,), events.values())
        return mentions

    def _describe(self, mention: Mention) -> str:
        """Return the id, date and headline by which a person knows the event of *mention*."""
        event = self._directory.id_of(self._members[self._cluster[mention]])
        return f"{event} ({mention.citation.date or 'undated'}, “{mention.citation.headline}”)"

    def _why_gone(self, entry: EditEntry, target: Target) -> str:
        """Say what became of a target none of whose names is found, and what is nearest to it."""
        left_out = self._directory.left_out(target)
        why = f" (left out now: {reason_words(left_out, labels())})" if left_out else ""
        nearest = self._directory.nearest(entry, target, left_out)
        advice = (
            f"The nearest is {self._describe(nearest)}: name that, or"
            if nearest
            else "Name another event, or"
        )
        return f"{entry.place}: no event cites “{target[0]}” any more{why}.\n{advice} take this entry out."

    def _ambiguous(self, entry: EditEntry, target: Target, events: Iterable[Mention]) -> EditError:
        found = sorted(map(self._describe, events))
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        named = " and ".join(f"“{name}”" for name in target)
        return EditError(
            f"{entry.place}: {named} can mean {len(found)} events: {', '.join(found[:_SHOWN])}{more}.\n"
            "Name one of them by its id."
        )


def _contradict(one: EditEntry, other: EditEntry) -> str | None:
    """Say why two entries cannot both change one event, if they cannot."""
    if {one.kind, other.kind} == {"pin", "hide"}:
        return "one keeps the event always, the other hides it"
    if one.kind == other.kind and (one.headline, one.date) != (other.headline, other.date):
        return f"they give one event two different {'headlines' if one.headline else 'dates'}"
    return None


def _contradiction(one: EditEntry, other: EditEntry, problem: str) -> EditError:
    return EditError(f"{one.place}, and {other.place}: {problem}.\nKeep one of these entries.")
