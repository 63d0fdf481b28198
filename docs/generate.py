"""Write the generated parts of the docs, or check that they are up to date: `make docs`, `make check`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from api_page import api_page
from settings_page import settings_page
from templates_page import templates_page

from timeline.cli import main as command_line
from timeline.rendering import json_schema
from timeline.rendering.exporters.exporter_list import BUILT_IN

DOCS = Path(__file__).parent
FORMATS = ("<!-- formats:begin -->\n", "<!-- formats:end -->")


def main() -> int:
    """Write each generated file, or with --check name those that are stale."""
    pages = {
        "formats.md": _with_formats((DOCS / "formats.md").read_text(encoding="utf-8")),
        "reference/command-line.md": _command_line(),
        "reference/python.md": api_page(),
        "reference/settings.md": settings_page(),
        "reference/templates.md": templates_page(),
        "reference/timeline.schema.json": json_schema(),
        "reference/timeline.schema-1.json": json_schema(1),
    }
    stale = [name for name, text in pages.items() if not _is_written(DOCS / name, text)]
    if "--check" in sys.argv:
        for name in stale:
            click.echo(f"docs/{name} is stale; `make docs` writes it.", err=True)
        return 1 if stale else 0
    for name in stale:
        (DOCS / name).write_text(pages[name], encoding="utf-8")
    return 0


def _is_written(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == text


def _with_formats(page: str) -> str:
    """Return *page* with the table of the built-in formats between its two marker lines."""
    begin, end = FORMATS
    before, rest = page.split(begin)
    after = rest.split(end)[1]
    rows = [
        f"| `{each.name}` | {', '.join(f'`{ending}`' for ending in each.endings)} | {each.summary} |\n"
        for each in BUILT_IN
    ]
    table = ["| format | ending | what it is |\n", "|---|---|---|\n", *rows]
    return f"{before}{begin}{''.join(table)}{end}{after}"


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
