"""What `timeline extract` does: writes the mentions of each article as JSON lines."""

import os
from dataclasses import replace
from pathlib import Path

from timeline.cli.actions.display import Display, write_report
from timeline.cli.actions.given_options import model_settings
from timeline.cli.actions.output_files import refuse_outputs_among_sources, write
from timeline.cli.actions.project import print_estimate, project_of
from timeline.cli.error_reporting import exit_status
from timeline.cli.model_options import ModelOptions
from timeline.config.settings import ProjectSettings
from timeline.pipeline.extraction import extract as extract_articles
from timeline.pipeline.run_settings import Settings
from timeline.store import Shard, extraction_lines


def extract(sources: tuple[str, ...], output: str | None, shard: str | None, model: ModelOptions) -> int:
    """Write the mentions of each article to *output*. Return the exit status."""
    project = project_of(ProjectSettings(sources=sources), model_settings(model))
    sources, published, report = project.settings.sources, project.settings.published, project.settings.report
    part = Shard.parse(shard) if shard else None
    settings = replace(Settings.of(project, os.environ, part), adjudicate=False)
    refuse_outputs_among_sources(sources, [Path(output) if output else None])
    if model.dry_run:
        print_estimate(project, settings)
        return 0
    with Display(quiet=model.quiet) as display:
        extracted = extract_articles(sources, published=published, settings=settings, progress=display)
    write(output, extraction_lines(extracted.extractions, extracted.loaded.failures))
    display.extracted_all(extracted)
    if report:
        write_report(report, extracted.report, extracted.extractions, extracted.failed)
    return exit_status(extracted.failed, extracted.report.stopped)
