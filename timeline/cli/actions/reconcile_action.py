"""What `timeline reconcile` does: merges mentions into one timeline."""

from pathlib import Path

from timeline.cli.actions.output_files import write
from timeline.cli.error_reporting import exit_status
from timeline.pipeline.assembly import reconcile_extractions
from timeline.rendering import json_pieces
from timeline.store import read_extractions
from timeline.timelines.edits import find_edits


def reconcile(mentions: tuple[str, ...], output: str | None, title: str, edits: Path | None) -> int:
    """Merge *mentions* into one timeline, and write it to *output*. Return the exit status."""
    extractions = [line for place in mentions for line in read_extractions(place)]
    corrections = find_edits(edits, Path.cwd())
    timeline = reconcile_extractions(extractions, title=title, edits=corrections)
    write(output, json_pieces(timeline))
    return exit_status(timeline.failed)
