"""`timeline templates`: what there is to override, and copies to begin with."""

from pathlib import Path

import click

from timeline.cli.error_reporting import reported


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
    from timeline.cli.actions import template_actions

    return template_actions.list_templates()


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
    from timeline.cli.actions import template_actions

    return template_actions.export_templates(folder, names)
