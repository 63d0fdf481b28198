"""`timeline explain`: why an event is one event, and of this date."""

import click

from timeline.cli.error_reporting import reported


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
    from timeline.cli.actions import explain_action

    return explain_action.explain(event, timeline_json, edits=edits)
