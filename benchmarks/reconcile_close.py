"""How many questions about what is close are asked, and what they can gain at most: when who annotated the events answers them.

python benchmarks/reconcile_close.py [--folder FOLDER] [--bands 0.05 0.10 0.15 0.20]
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from pathlib import Path

from reconcile import FOLDER, score
from reconcile_gold import GoldSet, Place, annotated_sets, own_sets, place_of

from timeline.reconcile import find_happenings
from timeline.reconcile.borderline import BAND, Borderline, Told, find_borderline, may_join, regroup
from timeline.reconcile.clustering import link
from timeline.reconcile.features import MentionFeatures

BANDS = (0.05, 0.10, 0.15, 0.20)
STEP, WIDEST = 0.05, 0.30
"""The width of a line of the second table, and of all of them."""
Gold = Mapping[Place, AbstractSet[str]]


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the annotated sets are")
    parser.add_argument(
        "--bands", type=float, nargs="+", default=BANDS, help=f"how far is close; {BAND:.2f} is the default's"
    )
    options = parser.parse_args()
    if not options.folder.exists():
        print(f"There is no {options.folder}: only the sets of this project are measured.", file=sys.stderr)
    sets = [*own_sets(), *annotated_sets(options.folder)]
    print(
        "| set | mentions | close within | questions | strands | longest | answered otherwise | B³ F1 | P | "
        "R |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for gold in sets:
        _print_set(gold, options.bands)
    print("\n| from what is needed | decisions | wrong |\n|---|---|---|")
    _print_decisions([gold for gold in sets if "sentences" not in gold.name])
    return 0


def _print_set(gold: GoldSet, bands: Sequence[float]) -> None:
    told = find_happenings(gold.extractions).told
    events = _events(gold)
    mentions = sum(map(len, told))
    _print_row(gold, [gold.name, mentions, "", "", "", "", ""], told)
    for band in bands:
        questions = find_borderline(told, band)
        answers = [(close, _gold_answer(close, events)) for close in questions]
        other = sum({*map(tuple, answer)} != {*close.groups} for close, answer in answers)
        sizes = [len(close.strands) for close in questions]
        cells = ["", "", f"{band:.2f}", len(questions), sum(sizes), max(sizes, default=0), other]
        _print_row(gold, cells, regroup(told, answers))


def _print_row(gold: GoldSet, cells: Sequence[object], told: Told) -> None:
    found = score(gold, _grouped(told))
    shares = (f"{share:.3f}" for share in (found.f1, found.precision, found.recall))
    print(f"| {' | '.join(map(str, (*cells, *shares)))} |")


def _grouped(told: Told) -> dict[Place, Hashable]:
    return {
        place_of(telling.mention.citation): number for number, group in enumerate(told) for telling in group
    }


def _events(gold: GoldSet) -> Gold:
    events: dict[Place, set[str]] = defaultdict(set)
    for place, event in gold.items:
        events[place].add(event)
    return events


def _events_of(strand: Iterable[MentionFeatures], events: Gold) -> set[str]:
    return set().union(*(events[place_of(telling.mention.citation)] for telling in strand))


def _gold_answer(close: Borderline, events: Gold) -> list[list[int]]:
    """Return which strands tell the same by the gold; one that tells several events goes with the one that most tell."""
    told = [_events_of(strand, events) for strand in close.strands]
    tellers = Counter(event for found in told for event in found)
    groups: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(told):
        groups[min(found, key=lambda event: (-tellers[event], event))].append(number)
    return list(groups.values())


def _print_decisions(sets: Iterable[GoldSet]) -> None:
    """Print how often the code decides wrongly on two strands, by how far their likeness is from what is needed."""
    decisions: Counter[int] = Counter()
    wrong: Counter[int] = Counter()
    for gold in sets:
        events = _events(gold)
        for close in find_borderline(find_happenings(gold.extractions).told, WIDEST):
            for distance, right in _decisions(close, events):
                decisions[int(distance // STEP)] += 1
                wrong[int(distance // STEP)] += not right
    for step in range(round(WIDEST / STEP)):
        share = wrong[step] / max(1, decisions[step])
        print(
            f"| {step * STEP:.2f} to {(step + 1) * STEP:.2f} | {decisions[step]} | {wrong[step]} ({share:.0%}) |"
        )


def _decisions(close: Borderline, events: Gold) -> Iterable[tuple[float, bool]]:
    """Yield how far two strands are from what is needed, and whether the gold has them together as the code has."""
    group_of = {number: group for group, numbers in enumerate(close.groups) for number in numbers}
    for first, second in combinations(range(len(close.strands)), 2):
        one, other = close.strands[first], close.strands[second]
        if may_join(one, other):
            held = link([*one, *other], range(len(one)), range(len(one), len(one) + len(other)))
            together = not _events_of(one, events).isdisjoint(_events_of(other, events))
            yield abs(held), together is (group_of[first] == group_of[second])


if __name__ == "__main__":
    sys.exit(main())
