"""`timeline cache`: the cached responses, which are what a run was paid for."""

import click

from timeline.cli.error_reporting import reported


@click.group("cache")
def command() -> None:
    """See, prune, export and import the cached responses, which save asking anything twice.

    \b
    Examples:
      timeline cache info
      timeline cache prune --older-than 365 --dry-run
      timeline cache export -o monday.jsonl
      timeline cache import monday.jsonl tuesday.jsonl

    They are in one file of the cache folder; TIMELINE_CACHE names another folder.
    """


@command.command()
@reported
def info() -> int:
    """Show how many answers are cached, of which models, and whether the file is intact."""
    from timeline.cli.actions import cache_actions

    return cache_actions.info()


@command.command()
@click.option(
    "--older-than", metavar="DAYS", type=click.IntRange(1, 36500), help="Answers that are older than DAYS."
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
@click.option("--dry-run", is_flag=True, help="Only print how many that are.")
@reported
def prune(
    *,
    older_than: int | None,
    models: tuple[str, ...],
    others: tuple[str, ...],
    old_prompts: bool,
    dry_run: bool,
) -> int:
    """Drop the answers that match all options. A dropped answer is asked, and paid for, again when needed.

    \b
    Examples:
      timeline cache prune --old-prompts
      timeline cache prune --older-than 365 --except-model gpt-4.1-mini
    """
    from timeline.cli.actions import cache_actions

    return cache_actions.prune(
        older_than=older_than, models=models, others=others, old_prompts=old_prompts, dry_run=dry_run
    )


@command.command("export")
@click.option("--output", "-o", metavar="FILE", help="Write here instead of to standard output.")
@reported
def export(output: str | None) -> int:
    """Write all answers as JSON lines, for `timeline cache import` on another machine.

    Answers hold headlines, not the articles' texts.

    \b
    Example:
      timeline cache export -o part2.jsonl
    """
    from timeline.cli.actions import cache_actions

    return cache_actions.export(output)


@command.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@reported
def import_(files: tuple[str, ...]) -> int:
    """Add the answers of other caches, exported to FILEs (or - for standard input). Answers cached here stay.

    \b
    Example:
      timeline cache import part1.jsonl part2.jsonl part3.jsonl
    """
    from timeline.cli.actions import cache_actions

    return cache_actions.import_(files)
