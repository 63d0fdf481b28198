"""Options about which events are shown."""

from dataclasses import dataclass

import click

from timeline.cli.options import Command, bundled


@dataclass(frozen=True, slots=True)
class SelectionOptions:
    """The options about which events are shown."""

    top: int | None
    since: str | None
    until: str | None
    topic: str | None
    min_sources: int | None


SELECTION_OPTIONS = (
    click.option("--top", metavar="N", type=click.IntRange(min=1), help="Only the N most important events."),
    click.option(
        "--from", "since", metavar="DATE", help="Only events of that day, month or year, and later ones."
    ),
    click.option("--to", "until", metavar="DATE", help="Only events up to that day, month or year."),
    click.option(
        "--topic",
        metavar="WORDS",
        help="Only events that mention all these words or names, in any of their forms.",
    ),
    click.option(
        "--min-sources",
        metavar="N",
        type=click.IntRange(min=1),
        help="Only events of N or more independent sources.",
    ),
)


def selection_options(command: Command) -> Command:
    """Give *command* the options about which events are shown, as one value named `selection`."""
    return bundled(command, SELECTION_OPTIONS, SelectionOptions, "selection")
