"""`timeline extract`: the mentions of each article, as JSON lines."""

import os
from dataclasses import replace
from pathlib import Path

import click

from timeline.cli.display import Display, write_report
from timeline.cli.error_reporting import exit_status, reported
from timeline.cli.model_options import ModelOptions, model_options
from timeline.cli.output_files import refuse_outputs_among_sources, write
from timeline.cli.project import print_estimate, project_of
from timeline.config.settings import ProjectSettings
from timeline.pipeline.extraction import extract as extract_articles
from timeline.pipeline.run_settings import Settings
from timeline.store import Shard, extraction_lines


@click.command("extract")
@click.argument("sources", nargs=-1)
@click.option("--output", "-o", metavar="FILE", help="Write here instead of to standard output.")
@click.option(
    "--shard",
    metavar="I/N",
    help="Only ask about part I of N of the articles, so that N machines can share the work.",
)
@model_options
@reported
def command(sources: tuple[str, ...], output: str | None, shard: str | None, model: ModelOptions) -> int:
    """Find the dated events of each article: JSON lines, one article a line, for `timeline reconcile`.

    \b
    Example:
      timeline extract articles/ -o mentions.jsonl
      timeline extract articles/ --shard 2/8 -o part2.jsonl
    """
    project = project_of(ProjectSettings(sources=sources), model.settings())
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
