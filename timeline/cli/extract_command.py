"""`timeline extract`: the mentions of each article, as JSON lines."""

import click

from timeline.cli.error_reporting import reported
from timeline.cli.model_options import ModelOptions, model_options


@click.command("extract")
@click.argument("sources", nargs=-1)
@click.option("--output", "-o", metavar="FILE", help="Write here instead of to standard output.")
@click.option(
    "--shard",
    metavar="I/N",
    help="Only ask about part I of N of the articles, so that N machines can share the work.",
)
@model_options
@reported
def command(sources: tuple[str, ...], output: str | None, shard: str | None, model: ModelOptions) -> int:
    """Find the dated events of each article: JSON lines, one article a line, for `timeline reconcile`.

    \b
    Example:
      timeline extract articles/ -o mentions.jsonl
      timeline extract articles/ --shard 2/8 -o part2.jsonl
    """
    from timeline.cli.actions import extract_action

    return extract_action.extract(sources, output, shard, model)
