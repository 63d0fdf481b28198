"""How many questions about borderline mentions are asked, and what they can gain at most: when who annotated the events answers them.

python benchmarks/reconcile_borderline.py [--folder FOLDER] [--bands 0.05 0.10 0.15 0.20]
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

from timeline.reconcile import find_clusters
from timeline.reconcile.borderline import Borderline, Clusters, find_borderline, may_join, regroup
from timeline.reconcile.clustering import linkage
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import BORDERLINE_BAND

BANDS = (0.05, 0.10, 0.15, 0.20)
STEP, WIDEST = 0.05, 0.30
"""The width of a line of the second table, and of all of them."""
Gold = Mapping[Place, AbstractSet[str]]


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the annotated sets are")
    parser.add_argument(
        "--bands",
        type=float,
        nargs="+",
        default=BANDS,
        help=f"how wide the band is; {BORDERLINE_BAND:.2f} is the default's",
    )
    options = parser.parse_args()
    if not options.folder.exists():
        print(f"There is no {options.folder}: only the sets of this project are measured.", file=sys.stderr)
    sets = [*own_sets(), *annotated_sets(options.folder)]
    print(
        "| set | mentions | band | questions | subclusters | longest | answered otherwise | B³ F1 | P | R |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for gold in sets:
        _print_set(gold, options.bands)
    print("\n| from what is needed | decisions | wrong |\n|---|---|---|")
    _print_decisions([gold for gold in sets if "sentences" not in gold.name])
    return 0


def _print_set(gold: GoldSet, bands: Sequence[float]) -> None:
    clusters = find_clusters(gold.extractions).clusters
    events = _events(gold)
    mentions = sum(map(len, clusters))
    _print_row(gold, [gold.name, mentions, "", "", "", "", ""], clusters)
    for band in bands:
        questions = find_borderline(clusters, band)
        answers = [(question, _gold_answer(question, events)) for question in questions]
        other = sum({*map(tuple, answer)} != {*question.groups} for question, answer in answers)
        sizes = [len(question.subclusters) for question in questions]
        cells = ["", "", f"{band:.2f}", len(questions), sum(sizes), max(sizes, default=0), other]
        _print_row(gold, cells, regroup(clusters, answers))


def _print_row(gold: GoldSet, cells: Sequence[object], clusters: Clusters) -> None:
    found = score(gold, _grouped(clusters))
    shares = (f"{share:.3f}" for share in (found.f1, found.precision, found.recall))
    print(f"| {' | '.join(map(str, (*cells, *shares)))} |")


def _grouped(clusters: Clusters) -> dict[Place, Hashable]:
    return {
        place_of(member.mention.citation): number for number, group in enumerate(clusters) for member in group
    }


def _events(gold: GoldSet) -> Gold:
    events: dict[Place, set[str]] = defaultdict(set)
    for place, event in gold.items:
        events[place].add(event)
    return events


def _events_of(subcluster: Iterable[MentionFeatures], events: Gold) -> set[str]:
    return set().union(*(events[place_of(member.mention.citation)] for member in subcluster))


def _gold_answer(question: Borderline, events: Gold) -> list[list[int]]:
    """Return which mentions report the same event by the gold; one that reports several goes with the most frequent."""
    clusters = [_events_of(subcluster, events) for subcluster in question.subclusters]
    tellers = Counter(event for found in clusters for event in found)
    groups: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(clusters):
        groups[min(found, key=lambda event: (-tellers[event], event))].append(number)
    return list(groups.values())


def _print_decisions(sets: Iterable[GoldSet]) -> None:
    """Print how often the code decides wrongly on two subclusters, by how far their similarity is from what is needed."""
    decisions: Counter[int] = Counter()
    wrong: Counter[int] = Counter()
    for gold in sets:
        events = _events(gold)
        for question in find_borderline(find_clusters(gold.extractions).clusters, WIDEST):
            for distance, right in _decisions(question, events):
                decisions[int(distance // STEP)] += 1
                wrong[int(distance // STEP)] += not right
    for step in range(round(WIDEST / STEP)):
        share = wrong[step] / max(1, decisions[step])
        print(
            f"| {step * STEP:.2f} to {(step + 1) * STEP:.2f} | {decisions[step]} | {wrong[step]} ({share:.0%}) |"
        )


def _decisions(question: Borderline, events: Gold) -> Iterable[tuple[float, bool]]:
    """Yield how far two subclusters are from what is needed, and whether the gold has them together as the code has."""
    group_of = {number: group for group, numbers in enumerate(question.groups) for number in numbers}
    for first, second in combinations(range(len(question.subclusters)), 2):
        one, other = question.subclusters[first], question.subclusters[second]
        if may_join(one, other):
            held = linkage([*one, *other], range(len(one)), range(len(one), len(one) + len(other)))
            together = not _events_of(one, events).isdisjoint(_events_of(other, events))
            yield abs(held), together is (group_of[first] == group_of[second])


if __name__ == "__main__":
    sys.exit(main())
