"""`timeline model`: which models there are, and the one that is embedded."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.error_reporting import printable, reported

if TYPE_CHECKING:
    from timeline.config.profiles import Profile, Target

HEAD = ("", "profile", "model", "asked for each", "at once", "context", "price", "noted")


@click.group("model", short_help="See, download and serve the embedded model.")
def model_commands() -> None:
    """See which models there are; download and serve the one that answers when no endpoint is given.

    \b
    Examples:
      timeline model list      which endpoints are known, and which one a build would ask
      timeline model pull      download it now instead of at the first build
      timeline model serve     let other programs ask it
    """


@model_commands.command("list")
@reported
def list_models() -> int:
    """Show the profiles of endpoints that there are, and which one a build here would ask, and why.

    \b
    A profile is asked by its address, or by its name in timeline.toml or TIMELINE_PROFILE. Prices are dollars
    for a million tokens of questions and of answers, with the day on which they were noted.
    """
    from timeline.config.profiles import choose_target
    from timeline.config.settings import load_project

    project = load_project(Path(), os.environ)
    target = choose_target(project.wanted, project.profiles, os.environ)
    rows = [HEAD, *(_row(profile, target) for profile in project.profiles.values())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo(
            printable("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        )
    click.echo(printable(f"\n{_told(target)}"))
    return 0


@model_commands.command()
@reported
def pull() -> int:
    """Download the embedded model, or go on with a download that stopped."""
    from timeline import local
    from timeline.cli.display import Display

    with Display() as display:
        path = local.pull(display.downloading)
    click.echo(path)
    return 0


@model_commands.command()
@reported
def path() -> int:
    """Print where the embedded model is, or will be once it is downloaded."""
    from timeline import local

    click.echo(local.EMBEDDED.path)
    return 0 if local.is_pulled(local.EMBEDDED) else 1


@model_commands.command()
@click.option("--model", metavar="FILE", help="A .gguf file instead of the embedded model.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="The port on the loopback address. Default: a free one.",
)
@reported
def serve(model: str | None, port: int) -> int:
    """Serve a model on the loopback address for any OpenAI-compatible program, until interrupted."""
    from timeline import local
    from timeline.cli.display import Display

    with Display() as display:
        local.serve(local.resolve_model(model), display.downloading, click.echo, port=port)
    return 0


def _row(profile: "Profile", target: "Target") -> tuple[str, ...]:
    """Return what is known of *profile*, as it would be asked now where it is the one that would be."""
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


def _told(target: "Target") -> str:
    """Return who would be asked, why, and with which key."""
    from timeline import local
    from timeline.llm import Endpoint

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
    unset = f": {' or '.join(target.keys)} is to hold it" if target.keys else ""
    key = f"with the key in {set_key}" if set_key else f"without a key{unset}"
    return f"{because}\nIt is asked for {target.model or 'a model that --model names'} at {endpoint.where}, {key}."
