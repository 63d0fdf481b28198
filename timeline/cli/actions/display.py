"""Progress on standard error: bars on a terminal, a line for each article elsewhere, and a summary."""

import dataclasses
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from timeline.cli.terminal import first_names, printable
from timeline.models import Extraction, Failure, Selection, Timeline
from timeline.phrasing import pluralize
from timeline.pipeline.build import Built
from timeline.pipeline.extraction import Extracted
from timeline.pipeline.usage import Account, Report
from timeline.store import write_text
from timeline.timelines.selection import describe_selection

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Display:
    """The progress of a run, for people. Shows only failures when *quiet*."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._moving: Progress | None = None
        self._bars: dict[str, TaskID] = {}
        self._tenths: dict[str, int] = {}

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._quiet:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[count]}"),
                TimeRemainingColumn(),
            )
            self._moving = Progress(*columns, console=Console(stderr=True), transient=True)
            self._moving.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._moving:
            self._moving.stop()
            self._moving = None

    def opened(self, cancel: Callable[[], None]) -> None:
        """Do nothing: Ctrl-C cancels a command."""

    def downloading(self, done: int, total: int) -> None:
        """Show how much of a model has arrived, in bytes."""
        self._show("Downloading the model", done, total, f"{done / 1e6:,.0f} of {total / 1e6:,.0f} MB")

    def asking(self, done: int, total: int) -> None:
        """Show how many questions are answered."""
        self._show("Asking the model", done, total, f"{done:,} of {total:,} questions")

    def adjudicating(self, done: int, total: int) -> None:
        """Show how many questions about borderline pairs are answered."""
        self._show("Asking about borderline pairs", done, total, f"{done:,} of {total:,} questions")

    def extracted(self, extraction: Extraction) -> None:
        """Print a line about one finished article."""
        if not (extraction.failure or self._moving or self._quiet):
            self._print(f"{extraction.article.path}: {pluralize(len(extraction.mentions), 'mention')}")

    def built(self, built: Built, selection: Selection | None, outputs: Sequence[Path]) -> None:
        """Print what was built, what is missing, what is shown of it, and what it cost."""
        notes = [*built.notes, *([f"Shown: {describe_selection(selection)}"] if selection else [])]
        self._print_problems(notes, built.timeline.failed)
        if built.report.undecided:
            self._print(f"! {built.report.undecided}")
        self._summarise(_contents(built.timeline), built.report, outputs)

    def extracted_all(self, extracted: Extracted) -> None:
        """Print what was extracted, what is missing, and what it cost."""
        self._print_problems(extracted.loaded.notes, extracted.failed)
        mentions = sum(len(extraction.mentions) for extraction in extracted.extractions)
        rejected = sum(len(extraction.rejected) for extraction in extracted.extractions)
        contents = [
            pluralize(len(extracted.extractions), "article"),
            pluralize(mentions, "mention"),
            f"{rejected} left out",
        ]
        self._summarise(contents, extracted.report, [])

    def _print_problems(self, notes: Sequence[str], failures: Sequence[Failure]) -> None:
        by_reason: dict[str, list[str]] = {}
        for failure in failures:
            by_reason.setdefault(failure.reason, []).append(failure.path)
        for reason, paths in by_reason.items():
            self._print(f"! {first_names(paths)}: {reason}")
        if not self._quiet:
            for note in notes:
                self._print(f"  {note}")

    def _summarise(self, contents: Sequence[str], report: Report, outputs: Sequence[Path]) -> None:
        if self._quiet:
            return
        written = f" → {', '.join(map(str, outputs))}" if outputs else ""
        self._print(f"{', '.join(contents)}{written}")
        self._print(_cost(report))
        if report.stopped:
            self._print(f"Stopped: {report.stopped}. The same command resumes here.")

    def _show(self, what: str, done: int, total: int, count: str) -> None:
        if self._quiet:
            return
        if self._moving:
            if what not in self._bars:
                self._bars[what] = self._moving.add_task(what, total=total, count=count)
            self._moving.update(self._bars[what], completed=done, count=count)
        elif (tenths := 10 * done // total if total else 10) > self._tenths.get(what, 0):
            self._tenths[what] = tenths
            self._print(f"{what}: {count}")

    def _print(self, line: str) -> None:
        if self._moving:
            self._moving.console.print(printable(line), markup=False, highlight=False)
        else:
            click.echo(printable(line), err=True)


def write_report(
    file: Path, report: Report, extractions: Sequence[Extraction], failed: Sequence[Failure]
) -> None:
    """Write what a run cost as JSON."""
    accounts = dict(report.accounts.articles)
    articles = [
        {
            "path": extraction.article.path,
            "mentions": len(extraction.mentions),
            "rejected": len(extraction.rejected),
            "failure": extraction.failure,
            "cost": dataclasses.asdict(accounts.get(extraction.article.id, Account())),
        }
        for extraction in extractions
    ]
    content = {
        **dataclasses.asdict(report.accounts.total),
        "unchanged": report.unchanged,
        "stopped": report.stopped,
        "undecided": report.undecided,
        "seconds": round(report.seconds, 3),
        "articles": articles,
        "failed": [dataclasses.asdict(failure) for failure in failed],
    }
    write_text(file, f"{json.dumps(content, indent=2, ensure_ascii=False)}\n")


def _cost(report: Report) -> str:
    """Return what a run cost, as a line for people."""
    total = report.accounts.total
    retries = f" ({pluralize(total.retries, 'retry', 'retries')})" if total.retries else ""
    money = f", ${total.cost:.4f}" if total.cost else ""
    latency = (
        f", half of the calls within {total.latency.half:.1f} s, 90 % within {total.latency.most:.1f} s"
        if total.latency
        else ""
    )
    unchanged = f", {pluralize(report.unchanged, 'article')} unchanged" if report.unchanged else ""
    return (
        f"{pluralize(total.calls, 'call')}{retries}, {total.cached:,} answers from the cache{unchanged}, "
        f"{total.prompt_tokens + total.completion_tokens:,} tokens{money}, {report.seconds:.1f} s{latency}"
    )


def _contents(timeline: Timeline) -> list[str]:
    conflicts = sum(bool(event.conflicts) for event in (*timeline.events, *timeline.undated))
    return [
        pluralize(len(timeline.articles), "article"),
        pluralize(len(timeline.events), "event"),
        f"{len(timeline.undated):,} undated",
        pluralize(conflicts, "disagreement"),
        f"{len(timeline.rejected):,} left out",
    ]
