"""Commands about templates: what there is to override, and copies to begin with."""

from pathlib import Path

import click

from timeline.cli.error_reporting import reported


@click.group("templates")
def template_commands() -> None:
    """Templates of one's own: a folder of them comes before the built-in ones (--templates FOLDER).

    A template that begins with {% extends "builtin/timeline.md.j2" %} changes single blocks of the built-in
    one, and needs no copy of the rest.
    """


@template_commands.command("list")
@reported
def list_templates() -> int:
    """List the built-in templates, each with the blocks that one may override.

    \b
    Example:
      timeline templates list
    """
    from timeline.rendering.template_engines import blocks_of, template_names

    for name in template_names():
        click.echo(" ".join([f"{name}:" if blocks_of(name) else name, *blocks_of(name)]))
    return 0


@template_commands.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("names", nargs=-1, metavar="[TEMPLATE]...")
@reported
def export_templates(folder: Path, names: tuple[str, ...]) -> int:
    """Copy the built-in templates, or those named, into FOLDER, which is made. Nothing that is there is overwritten.

    \b
    Example:
      timeline templates export my-templates timeline.md.j2
      timeline render timeline.json --templates my-templates -o timeline.md
    """
    from timeline.errors import UsageError
    from timeline.rendering.template_engines import template_names
    from timeline.resources import read_resource
    from timeline.store import write_text

    unknown = set(names) - set(template_names())
    if unknown:
        raise UsageError(
            f"There is no template {', '.join(sorted(unknown))}: choose of {', '.join(template_names())}."
        )
    there = [folder / name for name in names or template_names() if (folder / name).exists()]
    if there:
        raise UsageError(f"{', '.join(map(str, there))} would be overwritten: name another folder.")
    for name in names or template_names():
        write_text(folder / name, read_resource("templates", name) or "")
    return 0
