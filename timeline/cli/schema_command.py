"""`timeline schema`: the JSON Schema of timeline.json."""

from typing import Literal

import click

from timeline.cli.error_reporting import reported
from timeline.cli.output_files import write
from timeline.models import SCHEMA_VERSION
from timeline.rendering import json_schema


@click.command("schema")
@click.option(
    "--version",
    type=click.IntRange(1, SCHEMA_VERSION),
    default=SCHEMA_VERSION,
    show_default=True,
    help="Which version of the format. Files of every version are read.",
)
@reported
def command(version: Literal[1, 2]) -> int:
    """Print the JSON Schema of timeline.json.

    \b
    Example:
      timeline schema > timeline.schema.json
      timeline schema --version 1 > timeline.schema-1.json
    """
    write(None, json_schema(version))
    return 0
