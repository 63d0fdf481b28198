"""`timeline explain`: why an event is one event, and of this date."""

import click

from timeline.cli.errors import printable, reported


@click.command(short_help="Say why an event is one event, of its date.")
@click.argument("event")
@click.argument("timeline_json", metavar="[TIMELINE]", default="timeline.json")
@reported
def explain(event: str, timeline_json: str) -> int:
    """Say why an EVENT of a TIMELINE (a timeline.json, or -) is one event, and where its date comes from.

    \b
    Examples:
      timeline explain evt-1d8b360940ce
      timeline explain 1d8b t.json
      timeline explain "ran aground" t.json

    EVENT is an id, the beginning of one, or words of its headline; where several events have them, these are listed.
    TIMELINE is timeline.json when it is not given.

    Shown are the date and what each source says about it, what each citation shares with the others, what is
    nearest and why it is another event, which sources are independent, what editors changed, and what to write into
    timeline.edits.toml to change more.
    """
    from timeline.cli.files import read_timeline
    from timeline.explain import explain_event, find_event

    timeline = read_timeline(timeline_json)
    click.echo(printable(explain_event(find_event(timeline, event), timeline)), nl=False)
    return 0
