"""What `timeline check` does: finds what is wrong with timelines, and with the files made from them."""

import os
from collections.abc import Callable
from pathlib import Path

import click

from timeline.cli.actions.given_options import display_of, outputs_of, selected
from timeline.cli.actions.output_files import Outputs, stale_outputs
from timeline.cli.output_options import DisplayOptions, OutputOptions
from timeline.cli.selection_options import SelectionOptions
from timeline.cli.terminal import printable
from timeline.config.settings import load_project
from timeline.errors import StoreError, UsageError
from timeline.models import Timeline
from timeline.store import read_timeline
from timeline.timelines.validation import Checked, check_timeline


def check(
    timelines: tuple[str, ...],
    articles: Path | None,
    output: OutputOptions,
    selection: SelectionOptions,
    display: DisplayOptions,
    *,
    update: bool,
) -> int:
    """Check each of *timelines*, and print what is wrong. Return the exit status."""
    if timelines:
        outputs = outputs_of(output) if output.output else []
    else:
        timelines, outputs = _of_project()
        articles = articles or Path()
    if outputs and len(timelines) > 1:
        raise UsageError(
            "--output is made from one timeline: check each with its outputs by its own command."
        )
    options = display_of(display)

    def stale(timeline: Timeline) -> list[Path]:
        return (
            stale_outputs(selected(timeline, selection), outputs, options, update=update) if outputs else []
        )

    problems = [_check(place, articles, stale) for place in timelines]
    if all(found is None for found in problems):
        return 2
    return 1 if any(found != 0 for found in problems) else 0


def _of_project() -> tuple[tuple[str, ...], Outputs]:
    """Return the timeline.json that the settings of this folder name, and the other outputs.

    Raises UsageError when they name none.
    """
    files = tuple(output for output in load_project(Path(), os.environ).settings.output if output != "-")
    outputs = outputs_of(OutputOptions(files, format_=None)) if files else []
    timeline = next((file for file, format_ in outputs if format_ == "json"), None)
    if timeline is None:
        raise UsageError(
            "There is nothing to check: name a timeline.json, or add one to the outputs in the settings file."
        )
    return (str(timeline),), [output for output in outputs if output[0] != timeline]


def _check(place: str, articles: Path | None, stale: Callable[[Timeline], list[Path]]) -> int | None:
    """Print what is wrong with the timeline of *place*. Return how much is; None when it cannot be read."""
    try:
        timeline = read_timeline(place)
    except StoreError as error:
        _print(str(error))
        return None
    checked = check_timeline(timeline, articles or (Path() if place == "-" else Path(place).parent))
    outdated = stale(timeline)
    for finding in checked.findings:
        _print(f"{place}: {finding}")
    for file in outdated:
        _print(f"{file}: is not what `timeline render` would write")
    _print(f"{place}: {_summary(checked, timeline)}")
    return len(checked.findings) + len(outdated)


def _summary(checked: Checked, timeline: Timeline) -> str:
    events = len(timeline.events) + len(timeline.undated)
    problems = f"{len(checked.findings):,} found wrong" if checked.findings else "nothing found wrong"
    compared = f"{checked.compared:,} of {checked.passages:,} passages compared with their articles"
    absent = f"; not in the folder: {', '.join(checked.absent)}" if checked.absent else ""
    return f"{problems}: {events:,} events, {compared}{absent}"


def _print(line: str) -> None:
    click.echo(printable(line).replace("\n", " "))
