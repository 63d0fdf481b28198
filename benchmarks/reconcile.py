"""How well mentions of one event are merged, beside simpler ways to merge them, and what it costs.

python benchmarks/reconcile.py [--folder FOLDER] [--misses SET] [--cost 10000 100000 1000000]
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from reconcile_gold import GoldSet, Place, Sentence, annotated_sets, claims, own_sets, place_of

from timeline.lang.lexical import content_stems
from timeline.lang.registry import language_of
from timeline.models import Citation, Extraction, Generated, Timeline
from timeline.reconcile import reconcile

FOLDER = Path(__file__).parents[2] / "shared" / "data"
GENERATED = Generated(by="benchmark", model="none", prompts="none")
REDUNDANT = 0.6
"""The share of a headline's words from which another headline of the same day says it too."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a grouping compares with the gold: B-cubed, pairs, and what was merged wrongly.

    *false_sentences* of *merged_sentences* are the pairs of merged sentences that report no gold event in
    common: a sentence that reports two gold events is no false merge with itself. *judged_false* of them are
    left without those pairs that report one event nevertheless, by `reconcile_judged.toml`.
    """

    precision: float
    recall: float
    merged: int
    right: int
    gold: int
    false_sentences: int
    judged_false: int
    merged_sentences: int

    @property
    def f1(self) -> float:
        """B-cubed F1."""
        return _f1(self.precision, self.recall)


def main() -> int:
    """Print the tables."""
    options = _options()
    sets = [*own_sets(), *annotated_sets(options.folder)]
    if not options.folder.exists():
        print(
            f"There is no {options.folder}: only the sets of this project are measured (--folder names another).",
            file=sys.stderr,
        )
    if options.misses:
        for gold in sets:
            if gold.name.startswith(options.misses):
                _print_misses(gold)
        return 0
    if options.cost:
        import reconcile_cost

        reconcile_cost.print_table(options.cost)
        return 0
    _print_quality(sets)
    _print_claims(options.folder)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the annotated sets are")
    parser.add_argument(
        "--misses",
        metavar="SET",
        help="list the false and the missed merges of the sets that begin like this",
    )
    parser.add_argument(
        "--cost", type=int, nargs="+", metavar="MENTIONS", help="measure CPU and memory instead"
    )
    return parser.parse_args()


def _timeline(extractions: Sequence[Extraction]) -> Timeline:
    return reconcile(extractions, title="Benchmark", generated=GENERATED)


def _grouped(timeline: Timeline) -> dict[Place, Hashable]:
    """Return the event of each mention."""
    return {
        place_of(citation): event.id
        for event in (*timeline.events, *timeline.undated)
        for citation in event.citations
    }


def score(gold: GoldSet, group_of: Mapping[Place, Hashable]) -> Score:
    """Compare a grouping of the mentions of *gold* with its events."""
    groups = Counter(group_of[place] for place, _ in gold.items)
    events = Counter(event for _, event in gold.items)
    both = Counter((group_of[place], event) for place, event in gold.items)
    reported: dict[Hashable, dict[Sentence, set[str]]] = defaultdict(lambda: defaultdict(set))
    for place, event in gold.items:
        reported[group_of[place]][place[:2]].add(event)
    pairs = [pair for sentences in reported.values() for pair in combinations(sentences.items(), 2)]
    false = [frozenset((one, other)) for (one, ones), (other, others) in pairs if ones.isdisjoint(others)]
    return Score(
        precision=sum(count**2 / groups[group] for (group, _), count in both.items()) / len(gold.items),
        recall=sum(count**2 / events[event] for (_, event), count in both.items()) / len(gold.items),
        merged=sum(map(_pairs, groups.values())),
        right=sum(map(_pairs, both.values())),
        gold=sum(map(_pairs, events.values())),
        false_sentences=len(false),
        judged_false=len([pair for pair in false if pair not in gold.judged]),
        merged_sentences=len(pairs),
    )


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _print_quality(sets: Iterable[GoldSet]) -> None:
    from reconcile_baselines import BASELINES

    print(
        "| set | way | B³ P | R | F1 | pairs P | R | F1 | false of merged "
        "| false of merged sentences | as judged | missed of gold |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for gold in sets:
        print(_row(gold, "timeline", score(gold, _grouped(_timeline(gold.extractions)))), flush=True)
        mentions = gold.mentions
        places = [place_of(mention.citation) for mention in mentions]
        for baseline in BASELINES:
            best = max(
                (
                    score(
                        gold,
                        {
                            places[member]: number
                            for number, members in enumerate(groups)
                            for member in members
                        },
                    )
                    for groups in baseline.groupings(mentions)
                ),
                key=lambda found: found.f1,
            )
            print(_row(gold, baseline.name, best), flush=True)


def _row(gold: GoldSet, way: str, found: Score) -> str:
    precision, recall = found.right / max(1, found.merged), found.right / max(1, found.gold)
    shares = (found.precision, found.recall, found.f1, precision, recall, _f1(precision, recall))
    columns = " | ".join(f"{share:.3f}" for share in shares)
    false = f"{found.merged - found.right} of {found.merged}"
    sentences = f"{found.false_sentences} of {found.merged_sentences} | {found.judged_false}"
    return f"| {gold.name} | {way} | {columns} | {false} | {sentences} | {found.gold - found.right} of {found.gold} |"


def _print_claims(folder: Path) -> None:
    print("\n| background summaries | claims | lost | events | redundant before | after |")
    print("|---|---|---|---|---|---|")
    for topic, extractions in claims(folder):
        given = {mention.citation for extraction in extractions for mention in extraction.mentions}
        timeline = _timeline(extractions)
        events = (*timeline.events, *timeline.undated)
        cited = {citation for event in events for citation in event.citations}
        before, after = (
            _redundancy(given),
            _redundancy(max(e.citations, key=lambda c: c.headline == e.headline) for e in events),
        )
        print(
            f"| {topic} | {len(given)} | {len(given - cited)} | {len(events)} | {before:.0%} | {after:.0%} |"
        )


def _redundancy(citations: Iterable[Citation]) -> float:
    """Return the share of headlines of which another one of the same date says at least `REDUNDANT`."""
    by_date: dict[str, list[frozenset[str]]] = defaultdict(list)
    for citation in citations:
        by_date[str(citation.date)].append(content_stems(citation.headline, language_of("en")))
    said = [
        any(len(one & other) >= REDUNDANT * len(one) for place, other in enumerate(day) if place != number)
        for day in by_date.values()
        for number, one in enumerate(day)
    ]
    return sum(said) / max(1, len(said))


def _print_misses(gold: GoldSet) -> None:
    """Print pairs of sentences that are merged and share no gold event, and those that share one and are not merged."""
    groups = _grouped(_timeline(gold.extractions))
    reported: dict[Place, set[str]] = defaultdict(set)
    for place, event in gold.items:
        reported[place].add(event)
    places = sorted(reported)
    for number, one in enumerate(places):
        for other in places[:number]:
            merged = groups[one] == groups[other]
            if merged is reported[one].isdisjoint(reported[other]):
                judged = frozenset((one[:2], other[:2])) in gold.judged
                verdict = "missed" if not merged else "judged" if judged else "FALSE"
                print(f"{verdict}  {gold.name}\n    {other}  {reported[other]}\n    {one}  {reported[one]}")


if __name__ == "__main__":
    sys.exit(main())
