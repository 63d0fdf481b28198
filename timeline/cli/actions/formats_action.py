"""What `timeline formats` does: lists the formats in which a timeline can be written."""

from timeline.cli.actions.given_options import print_plugin_problems
from timeline.cli.terminal import print_table
from timeline.rendering import exporter_list

HEAD = ("format", "endings", "from", "what it is")


def list_formats() -> int:
    """Print all formats. Return 1 when a plugin is left out."""
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
