"""`timeline build`: articles in, one timeline out."""

import click

from timeline.articles.readers import reader_list
from timeline.cli.error_reporting import reported
from timeline.cli.model_options import MergeOptions, ModelOptions, merge_options, model_options
from timeline.cli.output_options import OutputOptions, output_options
from timeline.cli.selection_options import SelectionOptions, selection_options

HELP = f"""Build a timeline of SOURCES: files, folders and globs of {reader_list().named("and")}, or - for
standard input.

\b
Examples:
  timeline build articles/ -o timeline.html
  timeline build 'news/2015-*.txt' -o timeline.md --title "The visit"
  timeline build articles/ --base-url http://localhost:11434/v1 --model llama3.1:70b -o t.html
  timeline build articles/ -o briefing.md --top 20 --min-sources 2

A timeline.toml in the current folder names sources, title, outputs and settings: `timeline build` alone
builds it.

Without an output, Markdown goes to standard output. Responses are cached: a second run asks nothing
again, and an interrupted one resumes where it stopped.

--top, --from, --to, --topic and --min-sources select which events are shown; an event has to match all
of them. To make several pages of one build, write all of it to a .json, and select with `timeline
render`.

Corrections go into timeline.edits.toml: `timeline explain` shows what to write there.
"""


@click.command("build", help=HELP)
@click.argument("sources", nargs=-1)
@output_options
@merge_options
@selection_options
@model_options
@reported
def command(
    *,
    sources: tuple[str, ...],
    output: OutputOptions,
    merge: MergeOptions,
    selection: SelectionOptions,
    model: ModelOptions,
) -> int:
    """Build a timeline, and write it to each output."""
    from timeline.cli.actions import build_action

    return build_action.build(sources, output, merge, selection, model)
