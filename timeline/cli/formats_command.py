"""`timeline formats`: the formats in which a timeline can be written."""

import click

from timeline.cli.error_reporting import reported
from timeline.cli.output_options import print_plugin_problems
from timeline.cli.terminal import print_table
from timeline.rendering import exporter_list

HEAD = ("format", "endings", "from", "what it is")


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
    formats = exporter_list()
    print_table(
        HEAD,
        [
            (each.name, " ".join(each.endings), formats.origin(each) or "built in", each.summary)
            for each in formats.exporters.values()
        ],
    )
    print_plugin_problems()
    return 1 if formats.problems else 0
