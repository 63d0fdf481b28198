"""`timeline schema`: the JSON Schema of timeline.json."""

from typing import get_args

import click

from timeline.choices import SchemaVersion
from timeline.cli.error_reporting import reported


@click.command("schema")
@click.option(
    "--version",
    type=click.IntRange(1, max(get_args(SchemaVersion))),
    default=max(get_args(SchemaVersion)),
    show_default=True,
    help="Which version of the format. Files of every version are read.",
)
@reported
def command(version: SchemaVersion) -> int:
    """Print the JSON Schema of timeline.json.

    \b
    Example:
      timeline schema > timeline.schema.json
      timeline schema --version 1 > timeline.schema-1.json
    """
    from timeline.cli.actions import schema_action

    return schema_action.print_schema(version)
