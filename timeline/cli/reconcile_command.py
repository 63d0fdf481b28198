"""`timeline reconcile`: mentions merged into one timeline."""

from pathlib import Path

import click

from timeline.cli.error_reporting import reported
from timeline.cli.model_options import edits_option


@click.command("reconcile")
@click.argument("mentions", nargs=-1, required=True)
@click.option("--output", "-o", metavar="FILE", help="Write here instead of to standard output.")
@click.option("--title", default="Timeline", show_default=True, help="The timeline's title.")
@edits_option
@reported
def command(mentions: tuple[str, ...], output: str | None, title: str, edits: Path | None) -> int:
    """Merge what `timeline extract` wrote to MENTIONS (files, or -) into one timeline, as timeline.json.

    \b
    Example:
      timeline reconcile monday.jsonl tuesday.jsonl -o timeline.json --title "The visit"
    """
    from timeline.cli.actions import reconcile_action

    return reconcile_action.reconcile(mentions, output, title, edits)
