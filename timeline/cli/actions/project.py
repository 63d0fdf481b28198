"""The command line's options, together with the environment and the project's settings file."""

import os
from dataclasses import fields
from pathlib import Path

import click

from timeline.config.settings import SETTINGS_FILE, Project, ProjectSettings, load_project
from timeline.errors import UsageError
from timeline.pipeline.estimate import describe_estimate
from timeline.pipeline.rehearsal import estimate_build
from timeline.pipeline.run_settings import Settings


def project_of(*options: ProjectSettings) -> Project:
    """Return all that is set for the current folder, where *options* stand on the command line.

    Raises UsageError for a setting that cannot be, or when no articles are named.
    """
    values = {}
    for part in options:
        given = {one.name: getattr(part, one.name) for one in fields(part)}
        values.update({name: value for name, value in given.items() if value not in (None, ())})
    project = load_project(Path(), os.environ, ProjectSettings(**values))
    if not project.settings.sources:
        raise UsageError(
            f'Which articles? Name files or folders, or write sources = ["articles/"] into {SETTINGS_FILE}.'
        )
    return project


def print_estimate(project: Project, settings: Settings) -> None:
    """Print what asking about the articles of *project* would take."""
    sources, published = project.settings.sources, project.settings.published
    profile = settings.target.profile
    estimate = estimate_build(sources, published=published, settings=settings)
    click.echo(describe_estimate(estimate, profile.price_noted, thinks=profile.thinks))
