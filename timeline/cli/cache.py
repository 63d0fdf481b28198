"""`timeline cache`: the kept answers, which are what a run was paid for."""

import sys
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.error_reporting import printable, reported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.store import Merged, ResponseStore, StoreSummary


@click.group("cache", short_help="See, prune, export and import the kept answers.")
def cache_commands() -> None:
    """See, prune, export and import the answers that are kept, so that nothing is asked twice.

    \b
    Examples:
      timeline cache info
      timeline cache prune --older-than 365 --dry-run
      timeline cache export -o monday.jsonl
      timeline cache import monday.jsonl tuesday.jsonl

    They are in one file of the cache folder, which TIMELINE_CACHE moves.
    """


@cache_commands.command()
@reported
def info() -> int:
    """Show how many answers are kept, of which models, and whether the file is whole."""
    from timeline.store import current_prompts

    with _opened() as store:
        store.check()
        click.echo(_described(store.summary(current_prompts())), nl=False)
    return 1 if store.notes else 0


@cache_commands.command()
@click.option(
    "--older-than", metavar="DAYS", type=click.IntRange(1, 36500), help="Answers that are older than that."
)
@click.option(
    "--model", "models", multiple=True, metavar="NAME", help="Answers of this model. May be given again."
)
@click.option(
    "--except-model",
    "others",
    multiple=True,
    metavar="NAME",
    help="Answers of all other models. May be given again.",
)
@click.option("--old-prompts", is_flag=True, help="Answers to questions as this version no longer asks them.")
@click.option("--dry-run", is_flag=True, help="Only say how many that are.")
@reported
def prune(
    *,
    older_than: int | None,
    models: tuple[str, ...],
    others: tuple[str, ...],
    old_prompts: bool,
    dry_run: bool,
) -> int:
    """Drop the answers that fulfil all that is given. What is dropped is asked, and paid for, again when it is needed.

    \b
    Examples:
      timeline cache prune --old-prompts
      timeline cache prune --older-than 365 --except-model gpt-4.1-mini
    """
    from timeline.cli.display import counted
    from timeline.errors import UsageError
    from timeline.store import PruneFilter, current_prompts

    if not (older_than or models or others or old_prompts):
        raise UsageError(
            "Which answers are to go? Give --older-than, --model, --except-model or --old-prompts."
        )
    unneeded = PruneFilter(
        before=datetime.now(UTC).date() - timedelta(days=older_than) if older_than else None,
        models=models,
        other_than=others,
        current=current_prompts() if old_prompts else None,
    )
    with _opened() as store:
        dropped = store.count(unneeded) if dry_run else store.prune(unneeded)
    click.echo(f"{counted(dropped, 'answer')} {'would be dropped' if dry_run else 'dropped'}")
    return 0


@cache_commands.command("export")
@click.option("--output", "-o", metavar="FILE", help="Write here instead of to standard output.")
@reported
def export(output: str | None) -> int:
    """Write all answers as JSON lines, for `timeline cache import` on another machine.

    Answers hold the headlines of what was asked about, not the articles' texts.

    \b
    Example:
      timeline cache export -o part2.jsonl
    """
    from timeline.store import export_responses, write_lines

    with _opened() as store:
        if output is None or output == "-":
            for line in export_responses(store):
                sys.stdout.buffer.write(line.encode())
            sys.stdout.flush()
        else:
            write_lines(Path(output), export_responses(store))
    return 0


@cache_commands.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@reported
def import_(files: tuple[str, ...]) -> int:
    """Add the answers of other stores, exported to FILEs (or - for standard input). What is kept here already stays.

    \b
    Example:
      timeline cache import part1.jsonl part2.jsonl part3.jsonl
    """
    from timeline.store import import_responses

    with _opened() as store:
        for place in files:
            with _lines(place) as lines:
                merged = import_responses(store, lines, place)
            click.echo(printable(f"{place}: {_merged(merged)}"))
    return 0


@contextmanager
def _opened() -> "Iterator[ResponseStore]":
    """Yield the store, and tell what was found out about it meanwhile."""
    from timeline.store import ResponseStore, response_cache_file

    with closing(ResponseStore(response_cache_file())) as store:
        try:
            yield store
        finally:
            for note in store.notes:
                click.echo(f"! {printable(note)}", err=True)


@contextmanager
def _lines(place: str) -> "Iterator[Iterable[str]]":
    """Yield the lines of a file, or of standard input for "-", as they are read."""
    from timeline.errors import StoreError

    try:
        with nullcontext(sys.stdin.buffer) if place == "-" else Path(place).open("rb") as file:
            yield (line.decode("utf-8") for line in file)
    except UnicodeDecodeError as error:
        raise StoreError(f"{place} is no text in UTF-8.") from error
    except OSError as error:
        raise StoreError(f"{place} cannot be read: {error.strerror}.") from error


def _merged(merged: "Merged") -> str:
    from timeline.cli.display import counted

    other = f" ({merged.other:,} in other words, which stay)" if merged.other else ""
    return (
        f"{counted(merged.added, 'answer')} added, {merged.known + merged.other:,} kept here already{other}"
    )


def _described(summary: "StoreSummary") -> str:
    """Return what a store holds, a model a line."""
    from timeline.cli.display import counted

    answers = sum(share.answers for share in summary.models)
    articles = f"; the mentions of {counted(summary.articles, 'article')}" if summary.articles else ""
    lines = [f"{summary.file}: {counted(answers, 'answer')}, {summary.size / 1e6:,.1f} MB{articles}"]
    for share in summary.models:
        outdated = f", {share.outdated:,} of them to questions of older prompts" if share.outdated else ""
        lines.append(f"  {share.model}: {share.answers:,} from {share.first} to {share.last}{outdated}")
    return "".join(f"{printable(line)}\n" for line in lines)
