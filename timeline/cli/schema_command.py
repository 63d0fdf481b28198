"""`timeline schema`: the JSON Schema of timeline.json."""

import click

from timeline.cli.error_reporting import reported
from timeline.cli.output_files import write
from timeline.rendering import json_schema


@click.command("schema")
@reported
def command() -> int:
    """Print the JSON Schema of timeline.json.

    \b
    Example:
      timeline schema > timeline.schema.json
    """
    write(None, json_schema())
    return 0
