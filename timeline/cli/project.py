"""What the command line says, together with the environment and the project's settings file."""

import os
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from timeline.config.settings import Project, ProjectSettings
    from timeline.pipeline.run_settings import Settings


def project_of(*said: "ProjectSettings") -> "Project":
    """Return all that is set for the current folder, where *said* stands on the command line.

    Raises UsageError for a setting that is none, or when no articles are named.
    """
    from timeline.config.settings import SETTINGS_FILE, ProjectSettings, load_project
    from timeline.errors import UsageError

    values = {
        one.name: value
        for part in said
        for one in fields(part)
        if (value := getattr(part, one.name)) not in (None, ())
    }
    project = load_project(Path(), os.environ, ProjectSettings(**values))
    if not project.settings.sources:
        raise UsageError(
            f'Which articles? Name files or folders, or write sources = ["articles/"] into {SETTINGS_FILE}.'
        )
    return project


def tell_estimate(project: "Project", settings: "Settings") -> None:
    """Say what asking about the articles of *project* would take."""
    from timeline.pipeline.estimate import describe_estimate
    from timeline.pipeline.rehearsal import estimate_build

    held, profile = project.settings, settings.target.profile
    estimate = estimate_build(held.sources, published=held.published, settings=settings)
    click.echo(describe_estimate(estimate, profile.price_noted, thinks=profile.thinks))
