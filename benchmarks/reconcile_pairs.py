"""Pairs of mentions of one day: two happenings kept apart, and one told in other words joined.

python benchmarks/reconcile_pairs.py [--pairs FILE] [--use fit|test] [--misses] [--folder FOLDER]

Each pair is reconciled alone, and then all of them among the mentions of the annotated news. FILE holds one JSON
object a line: name, published, date, a and b with sentence, expression and headline, events (1 or 2), and perhaps
use. `pairs.jsonl`, written by somebody who had not seen the code, has 200 of ten kinds of news; nothing was
chosen on those for "test". `pairs_short.jsonl` has 120 plainer ones of twenty kinds, on which nothing was chosen at all.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reconcile import FOLDER, GENERATED
from reconcile_gold import GoldMention, GoldSet, annotated_sets, gold_set, own_sets

from timeline.dates import parse_edtf
from timeline.models import Extraction
from timeline.reconcile import reconcile

PAIRS = Path(__file__).with_name("pairs.jsonl")
DIFFERENT, SAME = 2, 1


def main() -> None:
    """Print how many pairs come out right."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--use", choices=["fit", "test"], help="only these")
    parser.add_argument("--misses", action="store_true", help="print the pairs that come out wrong alone")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the annotated sets are")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    pairs = [(row, _pair(row)) for row in rows if options.use in (None, row.get("use"))]
    alone = Counter((row["events"], _events([pair])[0]) for row, pair in pairs)
    news = [*own_sets(), *annotated_sets(options.folder)]
    others = [extraction for gold in news for extraction in gold.extractions]
    found = _events([pair for _, pair in pairs], others)
    among = Counter((row["events"], events) for (row, _), events in zip(pairs, found, strict=True))
    print("| pairs | different kept apart | same joined |")
    print("|---|---|---|")
    for name, counts in (("alone", alone), (f"among {len(others)} articles", among)):
        apart = f"{counts[DIFFERENT, DIFFERENT]} of {counts[DIFFERENT, DIFFERENT] + counts[DIFFERENT, SAME]}"
        joined = f"{counts[SAME, SAME]} of {counts[SAME, SAME] + counts[SAME, DIFFERENT]}"
        print(f"| {name} | {apart} | {joined} |")
    for row, pair in pairs if options.misses else ():
        if _events([pair])[0] != row["events"]:
            print(f"{row['name']}: “{row['a']['headline']}” and “{row['b']['headline']}”")


def _pair(row: dict[str, Any]) -> GoldSet:
    mentions = [
        GoldMention(
            article=f"{row['name']}-{side}",
            sentence=0,
            quote=row[side]["sentence"],
            headline=row[side]["headline"],
            date=parse_edtf(row["date"]),
            event=side,
            expression=row[side]["expression"],
        )
        for side in "ab"
    ]
    return gold_set(row["name"], mentions, {mention.article: row["published"] for mention in mentions})


def _events(pairs: Sequence[GoldSet], others: Iterable[Extraction] = ()) -> list[int]:
    """Return how many events the mentions of each pair are."""
    extractions = [extraction for pair in pairs for extraction in pair.extractions]
    timeline = reconcile([*extractions, *others], title="Benchmark", generated=GENERATED)
    event_of = {
        citation.article: event.id
        for event in (*timeline.events, *timeline.undated)
        for citation in event.citations
    }
    return [len({event_of[extraction.article.id] for extraction in pair.extractions}) for pair in pairs]


if __name__ == "__main__":
    main()
