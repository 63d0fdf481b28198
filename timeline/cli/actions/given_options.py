"""From the options of a command to settings, outputs, criteria and formats."""

from dataclasses import asdict, fields
from pathlib import Path

import click

from timeline.cli.actions.output_files import Outputs
from timeline.cli.batch_options import BatchOptions
from timeline.cli.model_options import MergeOptions, ModelOptions
from timeline.cli.output_options import DisplayOptions, OutputOptions
from timeline.cli.selection_options import SelectionOptions
from timeline.cli.terminal import printable
from timeline.config.settings import ProjectSettings
from timeline.dates import EventDate, PartialDate, parse_edtf
from timeline.errors import UsageError
from timeline.models import Timeline
from timeline.rendering import Options, exporter_list
from timeline.timelines.selection import Criteria, criteria_of, select


def model_settings(given: ModelOptions) -> ProjectSettings:
    """Return *given* as settings. Raises UsageError when --published is not a date."""
    return ProjectSettings(
        profile=given.profile,
        model=given.model,
        base_url=given.base_url,
        published=parse_date("--published", given.published),
        granularity=given.granularity,
        concurrency=given.concurrency,
        max_calls=given.max_calls,
        max_cost=given.max_cost,
        report=given.report,
        log=given.log,
    )


def batch_settings(given: BatchOptions) -> ProjectSettings:
    """Return *given* as settings. Raises UsageError when --published is not a date."""
    values = {
        one.name: getattr(given, one.name)
        for one in fields(given)
        if one.name not in ("dry_run", "published")
    }
    return ProjectSettings(published=parse_date("--published", given.published), **values)


def merge_settings(given: MergeOptions) -> ProjectSettings:
    """Return *given* as settings."""
    return ProjectSettings(title=given.title, edits=given.edits, adjudicate=given.adjudicate)


def selection_settings(given: SelectionOptions) -> ProjectSettings:
    """Return *given* as settings. Raises UsageError when a date is not one."""
    criteria = criteria_given(given)
    return ProjectSettings(
        top=criteria.top,
        since=criteria.since,
        until=criteria.until,
        topic=criteria.topic,
        min_sources=criteria.sources,
    )


def criteria_given(given: SelectionOptions) -> Criteria:
    """Return *given* as criteria of a selection. Raises UsageError when a date is not one."""
    return Criteria(
        top=given.top,
        since=single_date("--from", parse_date("--from", given.since)),
        until=single_date("--to", parse_date("--to", given.until)),
        topic=given.topic,
        sources=given.min_sources,
    )


def criteria_set(settings: ProjectSettings) -> Criteria:
    """Return what *settings* select. Raises UsageError when that makes no sense."""
    criteria = Criteria(
        top=settings.top,
        since=single_date("--from", settings.since),
        until=single_date("--to", settings.until),
        topic=settings.topic,
        sources=settings.min_sources,
    )
    list(criteria_of(criteria, ()))
    return criteria


def selected(timeline: Timeline, given: SelectionOptions) -> Timeline:
    """Return *timeline* with the events that *given* selects. Raises UsageError when that makes no sense."""
    return select(timeline, criteria_given(given))


def outputs_of(given: OutputOptions) -> Outputs:
    """Return each output, None for standard output, with its format; print which plugins are left out.

    Raises UsageError for an unknown format or ending.
    """
    print_plugin_problems()
    formats = exporter_list()
    outputs: Outputs = []
    for output in given.output or ("-",):
        place = None if output == "-" else Path(output)
        if given.format_:
            exporter = formats.named(given.format_)
        else:
            exporter = formats.for_file(place) if place else formats.named("markdown")
        outputs.append((place, exporter.name))
    return outputs


def print_plugin_problems() -> None:
    """Print a sentence for each plugin that is left out to standard error."""
    for problem in exporter_list().problems:
        click.echo(f"timeline: {printable(problem)}", err=True)


def display_of(given: DisplayOptions) -> Options:
    """Return *given* as options of rendering. Raises UsageError for a combination that is impossible."""
    return Options.of(asdict(given))


def parse_date(option: str, value: str | None) -> EventDate | None:
    """Return the date that is the *value* of *option*. Raises UsageError for any other value."""
    try:
        return parse_edtf(value) if value else None
    except ValueError:
        raise UsageError(f"{option} takes a date as 2015-10-21, 2015-10 or 2015, not “{value}”.") from None


def single_date(option: str, date: EventDate | None) -> PartialDate | None:
    """Return *date*, the value of *option*, when it is a day, month or year. Raises UsageError for a span."""
    if date is not None and not isinstance(date, PartialDate):
        raise UsageError(
            f"{option} takes one date, such as 2015-10-21, 2015-10 or 2015, not a span as “{date}”."
        )
    return date
