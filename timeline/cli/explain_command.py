"""`timeline explain`: why an event is one event, and of this date."""

from shutil import get_terminal_size

import click

from timeline.cli.error_reporting import reported
from timeline.cli.terminal import printable
from timeline.store import read_timeline
from timeline.timelines.explanation import WIDTH, entries_for, explain_event, find_event

NARROWEST = 40
"""The least width of a line, in characters."""


@click.command("explain")
@click.argument("event")
@click.argument("timeline_json", metavar="[TIMELINE]", default="timeline.json")
@click.option(
    "--edits",
    is_flag=True,
    help="Print entries for timeline.edits.toml that change the event, and nothing else.",
)
@reported
def command(event: str, timeline_json: str, *, edits: bool) -> int:
    """Explain why an EVENT of a TIMELINE (a timeline.json, or -) is one event, and where its date comes from.

    \b
    Examples:
      timeline explain evt-1d8b360940ce
      timeline explain 1d8b t.json
      timeline explain "ran aground" t.json
      timeline explain 1d8b t.json --edits >> timeline.edits.toml

    EVENT is an id, the beginning of one, or words of its headline; when several events match, they are
    listed. TIMELINE defaults to timeline.json.

    It shows the citations, which of their sources are independent, what each says about the date, what each
    citation shares with the others, the most similar event and why it is another one, and what editors
    changed.
    """
    timeline = read_timeline(timeline_json)
    found = find_event(timeline, event)
    width = min(WIDTH, max(NARROWEST, get_terminal_size((WIDTH, 0)).columns))
    shown = entries_for(found, timeline) if edits else explain_event(found, timeline, width=width)
    click.echo(printable(shown), nl=False)
    return 0
