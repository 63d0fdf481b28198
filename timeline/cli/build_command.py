"""`timeline build`: articles in, one timeline out."""

import os
from dataclasses import replace
from pathlib import Path

import click

from timeline.articles.readers import reader_list
from timeline.cli.display import Display, write_report
from timeline.cli.error_reporting import exit_status, reported
from timeline.cli.model_options import MergeOptions, ModelOptions, merge_options, model_options
from timeline.cli.output_files import refuse_outputs_among_sources, write_outputs
from timeline.cli.output_options import OutputOptions, output_options
from timeline.cli.project import print_estimate, project_of
from timeline.cli.selection_options import SelectionOptions, selection_options
from timeline.config.settings import ProjectSettings
from timeline.pipeline.build import build as build_timeline
from timeline.pipeline.run_settings import Settings
from timeline.timelines.edits import find_edits

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
    options = ProjectSettings(sources=sources, output=output.output)
    project = project_of(options, merge.settings(), selection.settings(), model.settings())
    project_settings, settings = project.settings, Settings.of(project, os.environ)
    outputs = replace(output, output=project_settings.output).outputs()
    selection = SelectionOptions.of(project_settings)
    refuse_outputs_among_sources(project_settings.sources, [place for place, _ in outputs])
    selection.check()
    if model.dry_run:
        print_estimate(project, settings)
        return 0
    edits = find_edits(project_settings.edits, Path.cwd())
    with Display(quiet=model.quiet) as display:
        built = build_timeline(
            project_settings.sources,
            title=project_settings.title,
            published=project_settings.published,
            settings=settings,
            progress=display,
            edits=edits,
        )
    selected = selection.select(built.timeline)
    write_outputs(selected, outputs)
    display.built(built, selected.selection, [file for file, _ in outputs if file])
    if project_settings.report:
        write_report(project_settings.report, built.report, built.extractions, built.timeline.failed)
    return exit_status(built.timeline.failed or built.report.undecided, built.report.stopped)
