"""A group that imports the module of a command when the command is called.

Names and summaries stand in the group, so that `timeline --help` and the completion of names import no
command. This is the pattern of click's guide "Lazily loading subcommands".
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

import click
from click.shell_completion import CompletionItem


class LazyCommand(NamedTuple):
    """A command by its *name*, the *module* of timeline.cli that has it as `command`, and a line about it."""

    name: str
    module: str
    summary: str


class LazyGroup(click.Group):
    """A group of *lazy_commands*."""

    # ANN401: click's own
    def __init__(self, *args: Any, lazy_commands: Sequence[LazyCommand], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self._lazy = {each.name: each for each in lazy_commands}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(ctx), *self._lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command *cmd_name*, imported now; None for an unknown name."""
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"timeline.cli.{self._lazy[cmd_name].module}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each name with its summary."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(each.name, each.summary) for each in self._lazy.values()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the names that begin with *incomplete*, and the group's own options."""
        names = [
            CompletionItem(each.name, help=each.summary)
            for each in self._lazy.values()
            if each.name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]
