"""`timeline formats`: the formats in which a timeline can be written."""

import click

from timeline.cli.error_reporting import reported


@click.command("formats")
@reported
def command() -> int:
    """List the formats that --format and the endings of --output name, and which distribution brings each.

    \b
    Example:
      timeline formats

    Other distributions add formats by an entry point of the group `timeline.exporters`. One that cannot be
    loaded, or whose name or ending is taken, is left out, and the exit status is 1.
    """
    from timeline.cli.actions import formats_action

    return formats_action.list_formats()
