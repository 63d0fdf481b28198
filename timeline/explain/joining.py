"""What the citations of one event share, as the reconciler compares them, and what keeps the nearest others apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.dates import describe
from timeline.models import Event, Mention, Timeline
from timeline.reconcile.dating import Relation
from timeline.reconcile.groups import SPOKESMEN, link
from timeline.reconcile.likeness import Comparison, Part, compare
from timeline.reconcile.telling import Telling, tellings_of
from timeline.words import stem

SHOWN = 5
"""How many shared names or words are named."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """The likest two tellings of an event and another one, and how they compare."""

    one: Telling
    other: Telling
    comparison: Comparison


class Comparer:
    """The tellings of all events of a timeline, compared with those of one *event*, numbered as its citations are."""

    def __init__(self, timeline: Timeline, event: Event) -> None:
        self._event = event
        self._others = [other for other in (*timeline.events, *timeline.undated) if other.id != event.id]
        mentions = {
            f"{one.id}-{place}": mention
            for one in (event, *self._others)
            for place, mention in enumerate(_mentions(one), start=1)
        }
        tellings = iter(tellings_of(mentions))
        self._told = {one.id: [next(tellings) for _ in one.citations] for one in (event, *self._others)}

    def joined(self) -> list[str]:
        """Say what each citation after the first shares with the one that it is likest to."""
        told = self._told[self._event.id]
        if len(told) == 1:
            return ["There is only one: no other sentence was found to tell it."]
        return [self._joined(place, told) for place in range(1, len(told))]

    def _joined(self, place: int, told: Sequence[Telling]) -> str:
        comparisons = {other: compare(told[other], told[place]) for other in range(len(told)) if other != place}
        earlier = [other for other in range(place) if comparisons[other].alike]
        likest = max(earlier or comparisons, key=lambda other: (_margin(comparisons[other]), -other))
        comparison = comparisons[likest]
        line = f"[{place + 1}] with [{likest + 1}]: {_in_words(told[likest], comparison)}."
        return line if comparison.alike else line + self._despite(told[place], comparison)

    def _despite(self, telling: Telling, comparison: Comparison) -> str:
        """Say why a citation is here that is like no other one by itself."""
        if any(edit.kind == "merge" for edit in self._event.edits):
            return " An editor put them together."
        if telling.mention.citation.date is None:
            return " It has no date of its own, and tells this more clearly than anything else of the timeline."
        if comparison.relation is Relation.APART:
            return " What it tells can happen only once, or is corrected, so the other date is taken for a disagreement."
        return " It was joined by what it shares with the others on the average."

    def nearest(self, count: int) -> list[tuple[Event, str]]:
        """Return the likest events, *count* that may be of the same date and as many others, with what keeps each apart."""
        found = [(pair, other) for other in self._others if (pair := self._likest(other))]
        found.sort(key=lambda it: (-_margin(it[0].comparison), it[1].id))
        apart = [it for it in found if it[0].comparison.relation is Relation.APART]
        near = [it for it in found if it[0].comparison.relation is not Relation.APART]
        return [(other, self._apart(other, pair)) for pair, other in (*near[:count], *apart[:count])]

    def _likest(self, other: Event) -> Pair | None:
        """Return the two tellings of both events that are likest, if any two share a word."""
        mine, theirs = self._told[self._event.id][:SPOKESMEN], self._told[other.id][:SPOKESMEN]
        sharing = [(one, two) for one in mine for two in theirs if not {*one.keys}.isdisjoint(two.keys)]
        pairs = [Pair(one, two, compare(one, two)) for one, two in sharing]
        return max(pairs, key=lambda pair: _margin(pair.comparison), default=None)

    def _apart(self, other: Event, pair: Pair) -> str:
        when = describe(other.date) if other.date else "undated"
        line = f"{other.id} ({when}: {other.headline}): {_in_words(pair.one, pair.comparison)}."
        if pair.comparison.forbidden:
            return f"{line} Whatever they share, they cannot be one: {pair.comparison.forbidden}."
        if not pair.comparison.alike:
            return line
        mine, theirs = self._told[self._event.id], self._told[other.id]
        if link([*mine, *theirs], range(len(mine)), range(len(mine), len(mine) + len(theirs))) < 0:
            return f"{line} That is enough for these two sentences, but on the average the two events share too little."
        return f"{line} That would be enough, but others of their sentences exclude each other, or an editor parted them."


def _margin(comparison: Comparison) -> float:
    return comparison.score - comparison.needed


def _mentions(event: Event) -> Iterator[Mention]:
    """Yield the mentions of *event* as far as a timeline keeps them: names go with the citations that have them."""
    for citation in event.citations:
        text = f"{citation.headline} {citation.quote}"
        actors, places = (tuple(name for name in names if name in text) for names in (event.actors, event.places))
        yield Mention(citation=citation, kind=event.kind, actors=actors, places=places)


def _in_words(telling: Telling, comparison: Comparison) -> str:
    """Return the score, what is needed, and the parts of the score with the words of *telling* that they come from."""
    parts = [_part(part, telling) for part in comparison.parts] or ["nothing shared"]
    needed = f"needed {comparison.needed:.2f} for {comparison.relation.value}"
    return f"likeness {comparison.score:.2f}, {needed}: {'; '.join(parts)}"


def _part(part: Part, telling: Telling) -> str:
    words = _written(part.words[:SHOWN], telling)
    more = ", …" if len(part.words) > SHOWN else ""
    listed = f" ({', '.join(words)}{more})" if words else ""
    return f"{part.name} {part.points:+.2f}{listed}"


def _written(keys: Sequence[str], telling: Telling) -> list[str]:
    """Return the words by which *telling* has *keys*: "@" stands before names there, "=" before kinds of deed."""
    citation = telling.mention.citation
    words: dict[str, str] = {}
    for written in _WORD.findall(f"{citation.headline} {citation.quote}"):
        for form in (written.lower(), stem(written.lower())):
            words.setdefault(form, written)
    return [words.get(key.lstrip("@="), key.lstrip("@=")) if key[0] != "=" else key[1:] for key in keys]
