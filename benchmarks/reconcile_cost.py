"""What reconciling made-up mentions costs, beside reading and writing the same JSON lines once; each in its own process."""

import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reconcile_synthetic import extractions

from timeline.models import EXTRACTION_FORMAT, Extraction, Generated
from timeline.reconcile import reconcile
from timeline.rendering import json_pieces
from timeline.store import read_extractions, write_lines

GENERATED = Generated(by="benchmark", model="none", prompts="none")


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds, and the peak of the process's memory in MB."""

    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Reconciled:
    """CPU seconds of reading with validation, of reconciling in memory, of writing; the whole; and how right the pairs are.

    *memory* is the peak when all is reconciled, before it is written.
    """

    read: float
    reconcile: float
    write: float
    memory: float
    whole: Cost
    precision: float
    recall: float
    events: int


def print_table(counts: Sequence[int]) -> None:
    """Print a row for each count of mentions; the ratios are to the JSON pass over the same file."""
    columns = "mentions, file, JSON pass, reconcile(), ratio, read + reconcile + write, ratio, peak without and with writing"
    columns += ", events, pairs P, R, growth"
    print(f"| {columns.replace(', ', ' | ')} |")
    print(f"|{'---|' * (columns.count(',') + 1)}")
    last: tuple[int, float] | None = None
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "extractions.jsonl")
            _alone(_write, file, count)
            anchor: Cost = _alone(_json_pass, file)
            found: Reconciled = _alone(_reconcile, file)
            size = file.stat().st_size / 1e6
        growth = f"{found.reconcile / last[1]:.1f}× for {count / last[0]:.0f}×" if last else ""
        print(
            f"| {count:,} | {size:.0f} MB | {anchor.cpu:.2f} s, {anchor.memory:.0f} MB | {found.reconcile:.2f} s "
            f"| {found.reconcile / anchor.cpu:.1f}× | {found.read:.1f} + {found.reconcile:.1f} + {found.write:.1f} s "
            f"| {found.whole.cpu / anchor.cpu:.1f}× | {found.memory:.0f}, {found.whole.memory:.0f} MB | {found.events:,} "
            f"| {found.precision:.3f} | {found.recall:.3f} | {growth} |",
            flush=True,
        )
        last = (count, found.reconcile)


def _alone(work: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401 - what the work returns
    """Return what *work* returns in a process of its own, so that its peak of memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def _write(file: Path, count: int) -> None:
    with file.open("wb") as lines, file.with_suffix(".gold").open("w", encoding="utf-8") as gold:
        for extraction, happenings in extractions(count):
            lines.write(EXTRACTION_FORMAT.dump_json(extraction) + b"\n")
            gold.writelines(
                f"{mention.citation.article}\t{mention.citation.start}\t{happening}\n"
                for mention, happening in zip(extraction.mentions, happenings, strict=True)
            )


def _json_pass(file: Path) -> Cost:
    """Read and write each line with the standard library."""
    started = time.process_time()
    with file.open(encoding="utf-8") as lines, file.with_suffix(".copy").open("w", encoding="utf-8") as copy:
        for line in lines:
            copy.write(json.dumps(json.loads(line)))
            copy.write("\n")
    return Cost(time.process_time() - started, _peak())


def _reconcile(file: Path) -> Reconciled:
    started = time.process_time()
    found = read_extractions(file)
    read = time.process_time()
    timeline = reconcile(
        [one for one in found if isinstance(one, Extraction)], title="Benchmark", generated=GENERATED
    )
    reconciled, memory = time.process_time(), _peak()
    write_lines(file.with_suffix(".json"), json_pieces(timeline))
    written = time.process_time()
    whole = Cost(written - started, _peak())
    events = (*timeline.events, *timeline.undated)
    with file.with_suffix(".gold").open(encoding="utf-8") as gold:
        happening = {
            (article, int(start)): int(number)
            for article, start, number in (line.split("\t") for line in gold)
        }
    groups = [
        [happening[citation.article, citation.start] for citation in event.citations] for event in events
    ]
    merged = sum(_pairs(len(group)) for group in groups)
    right = sum(_pairs(count) for group in groups for count in Counter(group).values())
    true = sum(map(_pairs, Counter(happening.values()).values()))
    seconds = (read - started, reconciled - read, written - reconciled)
    return Reconciled(*seconds, memory, whole, right / max(1, merged), right / max(1, true), len(events))


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _peak() -> float:
    """Return the peak of this process's memory in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
