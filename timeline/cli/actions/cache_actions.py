"""What `timeline cache` does: the cached responses, which are what a run was paid for."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from timeline.cli.actions.output_files import write
from timeline.cli.terminal import printable
from timeline.errors import StoreError, UsageError
from timeline.phrasing import pluralize
from timeline.store import (
    Merged,
    PruneFilter,
    ResponseStore,
    StoreSummary,
    current_prompts,
    export_responses,
    import_responses,
    response_cache_file,
)


def info() -> int:
    """Print how many answers are cached, of which models. Return 1 when the file is not intact."""
    with _opened() as store:
        store.check()
        click.echo(_described(store.summary(current_prompts())), nl=False)
    return 1 if store.notes else 0


def prune(
    *,
    older_than: int | None,
    models: tuple[str, ...],
    others: tuple[str, ...],
    old_prompts: bool,
    dry_run: bool,
) -> int:
    """Drop the answers that match all that is given. Return the exit status."""
    if not (older_than or models or others or old_prompts):
        raise UsageError(
            "Which answers should go? Give --older-than, --model, --except-model or --old-prompts."
        )
    unneeded = PruneFilter(
        before=datetime.now(UTC).date() - timedelta(days=older_than) if older_than else None,
        models=models,
        other_than=others,
        current=current_prompts() if old_prompts else None,
    )
    with _opened() as store:
        dropped = store.count(unneeded) if dry_run else store.prune(unneeded)
    click.echo(f"{pluralize(dropped, 'answer')} {'would be dropped' if dry_run else 'dropped'}")
    return 0


def export(output: str | None) -> int:
    """Write all answers to the file *output*, or to standard output. Return the exit status."""
    with _opened() as store:
        write(output, export_responses(store))
    return 0


def import_(files: tuple[str, ...]) -> int:
    """Add the answers of *files*, and print how many of each. Return the exit status."""
    with _opened() as store:
        for place in files:
            with _lines(place) as lines:
                merged = import_responses(store, lines, place)
            click.echo(printable(f"{place}: {_merged(merged)}"))
    return 0


@contextmanager
def _opened() -> Iterator[ResponseStore]:
    """Yield the store, then print its notes about itself."""
    with closing(ResponseStore(response_cache_file())) as store:
        try:
            yield store
        finally:
            for note in store.notes:
                click.echo(f"! {printable(note)}", err=True)


@contextmanager
def _lines(place: str) -> Iterator[Iterable[str]]:
    """Yield the lines of a file, or of standard input for "-", as they are read."""
    try:
        with nullcontext(sys.stdin.buffer) if place == "-" else Path(place).open("rb") as file:
            yield (line.decode("utf-8") for line in file)
    except UnicodeDecodeError as error:
        raise StoreError(f"{place} is not text in UTF-8.") from error
    except OSError as error:
        raise StoreError(f"{place} cannot be read: {error.strerror}.") from error


def _merged(merged: Merged) -> str:
    other = f" ({merged.other:,} in other words, which stay)" if merged.other else ""
    known = f"{merged.known + merged.other:,} cached here already{other}"
    return f"{pluralize(merged.added, 'answer')} added, {known}"


def _described(summary: StoreSummary) -> str:
    """Return what a store holds, a model a line."""
    answers = sum(share.answers for share in summary.models)
    articles = f"; the mentions of {pluralize(summary.articles, 'article')}" if summary.articles else ""
    lines = [f"{summary.file}: {pluralize(answers, 'answer')}, {summary.size / 1e6:,.1f} MB{articles}"]
    for share in summary.models:
        outdated = f", {share.outdated:,} of them to questions of older prompts" if share.outdated else ""
        lines.append(f"  {share.model}: {share.answers:,} from {share.first} to {share.last}{outdated}")
    return "".join(f"{printable(line)}\n" for line in lines)
