"""`timeline templates`: what there is to override, and copies to begin with."""

from pathlib import Path

import click

from timeline.cli.error_reporting import reported
from timeline.errors import UsageError
from timeline.rendering.template_engines import blocks_of, template_names
from timeline.resources import read_resource
from timeline.store import write_text


@click.group("templates")
def command() -> None:
    """List the built-in templates, and copy them to change them.

    Templates in the folder of --templates replace the built-in ones of the same names. A template that begins
    with {% extends "builtin/timeline.md.j2" %} changes single blocks, and needs no copy of the rest.
    """


@command.command("list")
@reported
def list_templates() -> int:
    """List the built-in templates, each with the blocks that can be overridden.

    \b
    Example:
      timeline templates list
    """
    for name in template_names():
        click.echo(" ".join([f"{name}:" if blocks_of(name) else name, *blocks_of(name)]))
    return 0


@command.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("names", nargs=-1, metavar="[TEMPLATE]...")
@reported
def export_templates(folder: Path, names: tuple[str, ...]) -> int:
    """Copy the built-in templates, or those named, into a new FOLDER. Existing files are not overwritten.

    \b
    Example:
      timeline templates export my-templates timeline.md.j2
      timeline render timeline.json --templates my-templates -o timeline.md
    """
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
