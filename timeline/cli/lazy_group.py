"""A group that imports the module of a command when the command is called.

Names and summaries stand in the group, so that `timeline --help` and the completion of names import no
command. This is the pattern of click's guide "Lazily loading subcommands".
"""

from importlib import import_module
from typing import ClassVar, NamedTuple

import click
from click.shell_completion import CompletionItem


class LazyCommand(NamedTuple):
    """A command by its *name*, the *module* of timeline.cli that has it as `command`, and a line about it."""

    name: str
    module: str
    summary: str


class LazyGroup(click.Group):
    """A group of the commands that a subclass names."""

    lazy_commands: ClassVar[tuple[LazyCommand, ...]] = ()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(ctx), *(each.name for each in self.lazy_commands)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command *cmd_name*, imported now; None for an unknown name."""
        lazy = next((each for each in self.lazy_commands if each.name == cmd_name), None)
        if lazy is None:
            return super().get_command(ctx, cmd_name)
        command: click.Command = import_module(f"timeline.cli.{lazy.module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each name with its summary."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(each.name, each.summary) for each in self.lazy_commands])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the names that begin with *incomplete*, and the group's own options."""
        names = [
            CompletionItem(each.name, help=each.summary)
            for each in self.lazy_commands
            if each.name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]
