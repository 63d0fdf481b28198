"""What `timeline schema` does: prints the JSON Schema of timeline.json."""

from timeline.choices import SchemaVersion
from timeline.cli.actions.output_files import write
from timeline.rendering import json_schema


def print_schema(version: SchemaVersion) -> int:
    """Print the JSON Schema of *version*. Return the exit status."""
    write(None, json_schema(version))
    return 0
