"""What `timeline model` does: the known models, and the embedded one."""

import os
from pathlib import Path

import click

from timeline import local
from timeline.cli.actions.display import Display
from timeline.cli.terminal import print_table, printable
from timeline.config.profiles import Profile, Target, select_target
from timeline.config.settings import load_project
from timeline.llm import Endpoint

HEAD = ("", "profile", "model", "asked for each", "at once", "context", "price", "noted")


def list_models() -> int:
    """Print the profiles of endpoints, and which one a build would ask. Return the exit status."""
    project = load_project(Path(), os.environ)
    target = select_target(project.endpoint_choice, project.profiles, os.environ)
    print_table(HEAD, [_row(profile, target) for profile in project.profiles.values()])
    click.echo(printable(f"\n{_explained(target)}"))
    return 0


def pull() -> int:
    """Download the embedded model. Return the exit status."""
    with Display() as display:
        path = local.pull(display.downloading)
    click.echo(path)
    return 0


def print_path() -> int:
    """Print where the embedded model is. Return 1 when it is not there yet."""
    click.echo(local.EMBEDDED.path)
    return 0 if local.is_pulled(local.EMBEDDED) else 1


def serve(model: str | None, port: int) -> int:
    """Serve *model*, by default the embedded one, until interrupted. Return the exit status."""
    with Display() as display:
        local.serve(local.resolve_model(model), display.downloading, click.echo, port=port)
    return 0


def _row(profile: Profile, target: Target) -> tuple[str, ...]:
    """Return what is known about *profile*, with the model of *target* when it is the one to be asked."""
    asked = profile.name == target.profile.name
    model = target.model if asked else profile.model
    shown = target.profile if asked else profile.for_model(model) if model else profile
    price = shown.price
    return (
        "*" if asked else "",
        shown.name,
        model or "",
        shown.granularity,
        str(shown.concurrency),
        f"{shown.context_tokens:,}" if shown.context_tokens else "",
        f"{price.prompt:.2f} / {price.completion:.2f}" if price else "",
        str(shown.price_noted) if price and shown.price_noted else "",
    )


def _explained(target: Target) -> str:
    """Return which endpoint would be asked, why, and with which key."""
    because = f"A build here asks “{target.profile.name}”: {target.why}."
    if target.is_local:
        embedded = local.EMBEDDED
        state = (
            "is downloaded"
            if local.is_pulled(embedded)
            else f"is not downloaded yet ({embedded.size / 1e9:.1f} GB)"
        )
        return f"{because}\n" + (
            f"The model {state}." if target.model == embedded.name else f"It runs {target.model}."
        )
    endpoint = Endpoint(target.model or "", target.base_url)
    set_key = target.key_variable(os.environ)
    unset = f": {' or '.join(target.keys)} must hold it" if target.keys else ""
    key = f"with the key in {set_key}" if set_key else f"without a key{unset}"
    model = target.model or "a model that --model names"
    return f"{because}\nIt is asked for {model} at {endpoint.where}, {key}."
