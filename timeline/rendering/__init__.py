"""Show a timeline: as an HTML page, as Markdown of many flavours, as JSON, and as what other tools read.

`exporters` lists the formats, each with the endings of its files and how it is written. Templates only place
what `view` has prepared.
"""

import json
from importlib.resources import files
from pathlib import Path

from timeline.choices import SchemaVersion
from timeline.errors import RenderError, TimelineError
from timeline.models import SCHEMA_VERSION, TIMELINE_FORMAT, Timeline
from timeline.phrasing import shorten
from timeline.plugins import LONGEST_PROBLEM
from timeline.rendering.exporters import Exporter, exporter_list
from timeline.rendering.json_stream import json_pieces
from timeline.rendering.render_options import Options

__all__ = ["Exporter", "Options", "exporter_list", "format_of", "json_pieces", "json_schema", "render"]

PLAIN = Options()
"""Every format as it is without any options."""


def format_of(output: Path) -> str:
    """Return the format that *output* names by its ending. Raises UsageError for an unknown ending."""
    return exporter_list().for_file(output).name


def render(timeline: Timeline, format: str, options: Options = PLAIN) -> str | bytes:  # noqa: A002
    """Return *timeline* as the whole content of a file in *format*, the same for the same timeline.

    Text, or bytes where the format of another distribution is no text. Raises UsageError for a format that is
    not in `exporter_list()`, and RenderError when the timeline does not hold what it cites, a template of
    *options* is at fault, or the exporter of another distribution fails.
    """
    exporter = exporter_list().named(format)
    distribution = exporter_list().origin(exporter)
    if distribution is None:
        return exporter.render(timeline, options)
    return _render_plugin(exporter, distribution, timeline, options)


def _render_plugin(
    exporter: Exporter, distribution: str, timeline: Timeline, options: Options
) -> str | bytes:
    """Return what the *exporter* of another *distribution* makes of *timeline*. Raises RenderError."""
    try:
        content = exporter.render(timeline, options)
    except TimelineError:
        raise
    except Exception as error:
        raise RenderError(
            f"The format “{exporter.name}” of {distribution} failed: {type(error).__name__}: "
            f"{shorten(str(error), LONGEST_PROBLEM)}"
        ) from error
    if not isinstance(content, str | bytes):
        given = type(content).__name__
        raise RenderError(f"The format “{exporter.name}” of {distribution} gave {given}, not text or bytes.")
    return content


def json_schema(version: SchemaVersion = SCHEMA_VERSION) -> str:
    """Return the JSON Schema of timeline.json, of this *version* or an earlier one, as a file's text."""
    if version != SCHEMA_VERSION:
        return (files("timeline.models") / f"schema_{version}.json").read_text(encoding="utf-8")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **TIMELINE_FORMAT.json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
