"""What `timeline templates` does: lists what there is to override, and copies it."""

from pathlib import Path

import click

from timeline.errors import UsageError
from timeline.rendering.template_engines import blocks_of, template_names
from timeline.resources import read_resource
from timeline.store import write_text


def list_templates() -> int:
    """Print the built-in templates, each with its blocks. Return the exit status."""
    for name in template_names():
        click.echo(" ".join([f"{name}:" if blocks_of(name) else name, *blocks_of(name)]))
    return 0


def export_templates(folder: Path, names: tuple[str, ...]) -> int:
    """Copy the templates *names*, or all, into *folder*. Return the exit status."""
    unknown = set(names) - set(template_names())
    if unknown:
        raise UsageError(
            f"There is no template {', '.join(sorted(unknown))}: choose from {', '.join(template_names())}."
        )
    there = [folder / name for name in names or template_names() if (folder / name).exists()]
    if there:
        raise UsageError(f"{', '.join(map(str, there))} would be overwritten: name another folder.")
    for name in names or template_names():
        write_text(folder / name, read_resource("templates", name) or "")
    return 0
