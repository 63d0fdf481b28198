"""`timeline reconcile`: mentions merged into one timeline."""

from pathlib import Path

import click

from timeline.cli.error_reporting import exit_status, reported
from timeline.cli.model_options import edits_option
from timeline.cli.output_files import write
from timeline.pipeline.assembly import reconcile_extractions
from timeline.rendering import json_pieces
from timeline.store import read_extractions
from timeline.timelines.edits import find_edits


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
    extractions = [line for place in mentions for line in read_extractions(place)]
    corrections = find_edits(edits, Path.cwd())
    timeline = reconcile_extractions(extractions, title=title, edits=corrections)
    write(output, json_pieces(timeline))
    return exit_status(timeline.failed)
