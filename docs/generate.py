"""Write the generated parts of the docs, or check that they are up to date: `make docs`, `make check`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from settings_page import settings_page
from templates_page import templates_page

from timeline.cli import main as command_line
from timeline.rendering import json_schema

REFERENCE = Path(__file__).with_name("reference")


def main() -> int:
    """Write each generated file, or with --check name those that are stale."""
    pages = {
        "command-line.md": _command_line(),
        "settings.md": settings_page(),
        "templates.md": templates_page(),
        "timeline.schema.json": json_schema(),
    }
    stale = [name for name, text in pages.items() if not _is_written(REFERENCE / name, text)]
    if "--check" in sys.argv:
        for name in stale:
            click.echo(f"docs/reference/{name} is stale; `make docs` writes it.", err=True)
        return 1 if stale else 0
    for name in stale:
        (REFERENCE / name).write_text(pages[name], encoding="utf-8")
    return 0


def _is_written(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == text


def _command_line() -> str:
    sections = [
        f"## {name}\n\n```text\n{help_text}\n```\n" for name, help_text in _helps("timeline", command_line)
    ]
    return "\n".join(["# The command line\n\nWhat `--help` says, command by command.\n", *sections])


def _helps(name: str, command: click.Command) -> Iterator[tuple[str, str]]:
    context = click.Context(command, info_name=name, terminal_width=100, max_content_width=100)
    yield name, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            subcommand = command.get_command(context, child)
            if subcommand:
                yield from _helps(f"{name} {child}", subcommand)


if __name__ == "__main__":
    sys.exit(main())
