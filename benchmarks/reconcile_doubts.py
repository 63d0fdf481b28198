"""Events that may be the same: how many there are, by reason, and how many of them the gold has as one.

python benchmarks/reconcile_doubts.py [--folder FOLDER] [--list]
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from reconcile import FOLDER, GENERATED
from reconcile_gold import Place, annotated_sets, claims, own_sets, place_of

from timeline.models import DoubtReason, Event, Extraction, MayBeSame
from timeline.reconcile import reconcile


def main() -> None:
    """Print a row for each set; a list of the pairs, if wanted."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the annotated sets are")
    parser.add_argument("--list", action="store_true", help="print each pair")
    options = parser.parse_args()
    print(
        f"| set | events | in doubt | {' | '.join(f'{reason}: pairs, one by gold' for reason in DoubtReason)} |"
    )
    print(f"|---|---|---|{'---|' * len(DoubtReason)}")
    for gold in (*own_sets(), *annotated_sets(options.folder)):
        reported: dict[Place, set[str]] = defaultdict(set)
        for place, event in gold.items:
            reported[place].add(event)
        _print_set(gold.name, gold.extractions, reported, listed=options.list)
    for topic, extractions in claims(options.folder):
        _print_set(topic, extractions, {}, listed=options.list)


def _print_set(
    name: str, extractions: Sequence[Extraction], reported: dict[Place, set[str]], *, listed: bool
) -> None:
    timeline = reconcile(extractions, title="Benchmark", generated=GENERATED)
    events = (*timeline.events, *timeline.undated)
    pairs = list(_pairs(events))
    counts = Counter(doubt.reason for _, _, doubt in pairs)
    right = Counter(
        doubt.reason
        for one, other, doubt in pairs
        if not _told(one, reported).isdisjoint(_told(other, reported))
    )
    columns = [f"{counts[reason]}, {right[reason] if reported else '?'}" for reason in DoubtReason]
    doubtful = sum(bool(event.may_be_same) for event in events)
    print(f"| {name} | {len(events)} | {doubtful} | {' | '.join(columns)} |", flush=True)
    for one, other, doubt in pairs if listed else ():
        print(
            f"    {doubt.score:.2f} {doubt.reason}: {doubt.one} / {doubt.other}\n        {one.date}  {one.headline}"
        )
        print(f"        {other.date}  {other.headline}")


def _pairs(events: Sequence[Event]) -> Iterator[tuple[Event, Event, MayBeSame]]:
    """Yield each two events that may be the same once."""
    known = {event.id: event for event in events}
    for event in events:
        for doubt in event.may_be_same:
            if event.id < doubt.event:
                yield event, known[doubt.event], doubt


def _told(event: Event, reported: dict[Place, set[str]]) -> set[str]:
    return {told for citation in event.citations for told in reported.get(place_of(citation), ())}


if __name__ == "__main__":
    main()
