"""What `timeline render` does: writes a timeline, or a part of it, in any format."""

import click

from timeline.cli.actions.given_options import display_of, outputs_of, selected
from timeline.cli.actions.output_files import stale_outputs, write_outputs
from timeline.cli.output_options import DisplayOptions, OutputOptions
from timeline.cli.selection_options import SelectionOptions
from timeline.store import read_timeline
from timeline.timelines.selection import describe_selection


def render(
    timeline_json: str,
    output: OutputOptions,
    selection: SelectionOptions,
    display: DisplayOptions,
    *,
    update: bool,
    check: bool,
) -> int:
    """Write a timeline to each output, or check that it stands there. Return the exit status."""
    outputs, options = outputs_of(output), display_of(display)
    timeline = selected(read_timeline(timeline_json), selection)
    if check:
        stale = stale_outputs(timeline, outputs, options, update=update)
        for place in stale:
            stale_file = f"timeline: {place} is not what would be written"
            click.echo(f"{stale_file}; the same command without --check writes it.", err=True)
        return 1 if stale else 0
    write_outputs(timeline, outputs, options, update=update)
    if timeline.selection:
        click.echo(f"Shown: {describe_selection(timeline.selection)}.", err=True)
    return 0
