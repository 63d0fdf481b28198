"""What `timeline build` does: articles in, one timeline out."""

import os
from dataclasses import replace
from pathlib import Path

from timeline.cli.actions.display import Display, write_report
from timeline.cli.actions.given_options import (
    criteria_set,
    merge_settings,
    model_settings,
    outputs_of,
    selection_settings,
)
from timeline.cli.actions.output_files import refuse_outputs_among_sources, write_outputs
from timeline.cli.actions.project import print_estimate, project_of
from timeline.cli.error_reporting import exit_status
from timeline.cli.model_options import MergeOptions, ModelOptions
from timeline.cli.output_options import OutputOptions
from timeline.cli.selection_options import SelectionOptions
from timeline.config.settings import ProjectSettings
from timeline.pipeline.build import build as build_timeline
from timeline.pipeline.run_settings import Settings
from timeline.timelines.edits import find_edits
from timeline.timelines.selection import select


def build(
    sources: tuple[str, ...],
    output: OutputOptions,
    merge: MergeOptions,
    selection: SelectionOptions,
    model: ModelOptions,
) -> int:
    """Build a timeline, and write it to each output. Return the exit status."""
    options = ProjectSettings(sources=sources, output=output.output)
    project = project_of(options, merge_settings(merge), selection_settings(selection), model_settings(model))
    project_settings, settings = project.settings, Settings.of(project, os.environ)
    outputs = outputs_of(replace(output, output=project_settings.output))
    criteria = criteria_set(project_settings)
    refuse_outputs_among_sources(project_settings.sources, [place for place, _ in outputs])
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
    selected = select(built.timeline, criteria)
    write_outputs(selected, outputs)
    display.built(built, selected.selection, [file for file, _ in outputs if file])
    if project_settings.report:
        write_report(project_settings.report, built.report, built.extractions, built.timeline.failed)
    return exit_status(built.timeline.failed or built.report.undecided, built.report.stopped)
