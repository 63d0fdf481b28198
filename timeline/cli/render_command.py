"""`timeline render`: a timeline, or a part of it, in any format."""

import click

from timeline.cli.error_reporting import reported
from timeline.cli.output_options import DisplayOptions, OutputOptions, display_options, output_options
from timeline.cli.selection_options import SelectionOptions, selection_options


@click.command("render")
@click.argument("timeline_json", metavar="TIMELINE")
@output_options
@selection_options
@display_options
@click.option(
    "--update", is_flag=True, help="Only replace what is between the marker lines of a Markdown page."
)
@click.option(
    "--check", is_flag=True, help="Write nothing, and exit with 1 when a file is not what would be written."
)
@reported
def command(
    timeline_json: str,
    output: OutputOptions,
    selection: SelectionOptions,
    display: DisplayOptions,
    *,
    update: bool,
    check: bool,
) -> int:
    """Show a TIMELINE (a timeline.json, or -), or a part of it, in another format. No model is asked.

    \b
    Examples:
      timeline render timeline.json -o timeline.html
      timeline render timeline.json --format markdown >> briefing.md
      timeline render timeline.json --top 10 -o short.md
      timeline render timeline.json --topic "canal owners" --from 2021-04 -o claims.html
      timeline render timeline.json --flavour mkdocs --layout table -o docs/timeline.md
      timeline render timeline.json --update --level 2 -o docs/page.md
      timeline render timeline.json --check -o docs/timeline.md

    An event is selected when it matches all options. --from and --to select what may lie in that time, and
    nothing undated. --topic searches headlines, names and quotes for words in any form: "strikes" finds
    "struck". --top selects what most independent sources mention most often, earliest in their articles, and
    in the shortest time. An event that an edit has pinned is always shown. The output says how many events
    are left out.

    With --update a page keeps its own text: only what is between the lines <!-- timeline:begin --> and
    <!-- timeline:end --> is replaced, in .mdx between {/* timeline:begin */} and {/* timeline:end */}.
    """
    from timeline.cli.actions import render_action

    return render_action.render(timeline_json, output, selection, display, update=update, check=check)
