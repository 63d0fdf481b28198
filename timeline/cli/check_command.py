"""`timeline check`: whether the timelines of a repository are still right, for continuous integration."""

from pathlib import Path

import click

from timeline.cli.error_reporting import reported
from timeline.cli.output_options import DisplayOptions, OutputOptions, display_options, output_options
from timeline.cli.selection_options import SelectionOptions, selection_options


@click.command("check")
@click.argument("timelines", nargs=-1, metavar="[TIMELINE]...")
@click.option(
    "--articles",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="What the articles' paths are relative to. Default: the folder of each timeline.",
)
@output_options
@selection_options
@display_options
@click.option("--update", is_flag=True, help="Outputs are pages with the timeline between two marker lines.")
@reported
def command(
    timelines: tuple[str, ...],
    articles: Path | None,
    output: OutputOptions,
    selection: SelectionOptions,
    display: DisplayOptions,
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

    It checks for duplicate ids, references to what does not exist, the order of events, web addresses, and
    that each quote stands word for word in its article, where that is in the folder. With --output, also
    that the file holds what `timeline render` would write there with the same options.

    Without a TIMELINE, it checks the timeline.json that the settings file of this folder names, and all
    outputs beside it.

    Exit status: 0 all is right, 1 something is not, 2 nothing could be checked.
    """
    from timeline.cli.actions import check_action

    return check_action.check(timelines, articles, output, selection, display, update=update)
