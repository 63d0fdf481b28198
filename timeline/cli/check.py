"""`timeline check`: whether what lies in a repository is still right, for continuous integration."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.error_reporting import printable, reported
from timeline.cli.options import (
    DisplayOptions,
    OutputOptions,
    SelectionOptions,
    choosing_options,
    showing_options,
    writing_options,
)

if TYPE_CHECKING:
    from timeline.cli.output_files import Outputs
    from timeline.models import Timeline
    from timeline.timelines.validation import Checked


@click.command(short_help="Check timelines, their quotes, and what was made of them.")
@click.argument("timelines", nargs=-1, metavar="[TIMELINE]...")
@click.option(
    "--articles",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="What the articles' paths are relative to. Default: the folder of each timeline.",
)
@writing_options
@choosing_options
@showing_options
@click.option(
    "--update", is_flag=True, help="Outputs are pages that hold the timeline between two marker lines."
)
@reported
def check(
    timelines: tuple[str, ...],
    articles: Path | None,
    writing: OutputOptions,
    choosing: SelectionOptions,
    showing: DisplayOptions,
    *,
    update: bool,
) -> int:
    """Check each TIMELINE (a timeline.json): no model is asked, nothing is written.

    \b
    Examples:
      timeline check
      timeline check docs/data/*.json
      timeline check timeline.json --articles .
      timeline check timeline.json -o docs/page.md --flavour mkdocs --level 2 --update

    Checked are: ids that are there twice, references to what is not there, the order of events, web
    addresses, and each quote, which is to stand word by word in its article, where that is in its folder.
    With --output, also that the file holds what `timeline render` would write there with the same options.

    Without a TIMELINE, that of the settings file in this folder is checked, with all outputs that are named
    there.

    Exit status: 0 all is right, 1 something is not, 2 nothing could be checked.
    """
    from timeline.cli.output_files import stale_outputs
    from timeline.errors import UsageError

    outputs = writing.outputs() if writing.output else []
    if not timelines:
        timelines, outputs = _of_project()
        articles = articles or Path()
    if outputs and len(timelines) > 1:
        raise UsageError(
            "--output is made of one timeline: check each with its outputs by a command of its own."
        )
    options = showing.options()

    def stale(timeline: "Timeline") -> list[Path]:
        return stale_outputs(choosing.select(timeline), outputs, options, update=update) if outputs else []

    faults = [_check(place, articles, stale) for place in timelines]
    if all(found is None for found in faults):
        return 2
    return 1 if any(found != 0 for found in faults) else 0


def _of_project() -> "tuple[tuple[str, ...], Outputs]":
    """Return the timeline that the settings of this folder are built to, and what else is. Raises UsageError without one."""
    from timeline.config.settings import load_project
    from timeline.errors import UsageError
    from timeline.rendering import format_of

    files = [Path(output) for output in load_project(Path(), os.environ).settings.output if output != "-"]
    timeline = next((file for file in files if format_of(file) == "json"), None)
    if timeline is None:
        raise UsageError(
            "There is nothing to check: name a timeline.json, or let the settings file have one among its "
            "outputs."
        )
    return (str(timeline),), [(file, format_of(file)) for file in files if file != timeline]


def _check(place: str, articles: Path | None, stale: Callable[["Timeline"], list[Path]]) -> int | None:
    """Tell what is wrong with the timeline of *place*, and return how much is; None when it cannot be read."""
    from timeline.errors import StoreError
    from timeline.store import read_timeline
    from timeline.timelines.validation import check_timeline

    try:
        timeline = read_timeline(place)
    except StoreError as error:
        _tell(str(error))
        return None
    checked = check_timeline(timeline, articles or (Path() if place == "-" else Path(place).parent))
    outdated = stale(timeline)
    for finding in checked.findings:
        _tell(f"{place}: {finding}")
    for file in outdated:
        _tell(f"{file}: is not what `timeline render` would write")
    _tell(f"{place}: {_summary(checked, timeline)}")
    return len(checked.findings) + len(outdated)


def _summary(checked: "Checked", timeline: "Timeline") -> str:
    events = len(timeline.events) + len(timeline.undated)
    problems = f"{len(checked.findings):,} found wrong" if checked.findings else "nothing found wrong"
    compared = f"{checked.compared:,} of {checked.passages:,} passages compared with their articles"
    absent = f"; not in the folder: {', '.join(checked.absent)}" if checked.absent else ""
    return f"{problems}: {events:,} events, {compared}{absent}"


def _tell(line: str) -> None:
    click.echo(printable(line).replace("\n", " "))
