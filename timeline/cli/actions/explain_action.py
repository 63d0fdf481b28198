"""What `timeline explain` does: says why an event is one event, and of this date."""

from shutil import get_terminal_size

import click

from timeline.cli.terminal import printable
from timeline.store import read_timeline
from timeline.timelines.explanation import WIDTH, entries_for, explain_event, find_event

NARROWEST = 40
"""The least width of a line, in characters."""


def explain(event: str, timeline_json: str, *, edits: bool) -> int:
    """Print why *event* is one event, or entries that change it. Return the exit status."""
    timeline = read_timeline(timeline_json)
    found = find_event(timeline, event)
    width = min(WIDTH, max(NARROWEST, get_terminal_size((WIDTH, 0)).columns))
    shown = entries_for(found, timeline) if edits else explain_event(found, timeline, width=width)
    click.echo(printable(shown), nl=False)
    return 0
