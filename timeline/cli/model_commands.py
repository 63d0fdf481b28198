"""`timeline model`: the known models, and the embedded one."""

import click

from timeline.cli.error_reporting import reported


@click.group("model")
def command() -> None:
    """List the known models; download and serve the embedded one, which answers when no endpoint is given.

    \b
    Examples:
      timeline model list      which endpoints are known, and which one a build would ask
      timeline model pull      download it now instead of at the first build
      timeline model serve     let other programs ask it
    """


@command.command("list")
@reported
def list_models() -> int:
    """Show the profiles of endpoints, and which one a build in this folder would ask, and why.

    \b
    A profile is chosen by its address, or by its name in timeline.toml or TIMELINE_PROFILE. Prices are
    dollars for a million tokens of questions and of answers, with the day on which they were noted.
    """
    from timeline.cli.actions import model_actions

    return model_actions.list_models()


@command.command()
@reported
def pull() -> int:
    """Download the embedded model, or resume a download that stopped."""
    from timeline.cli.actions import model_actions

    return model_actions.pull()


@command.command()
@reported
def path() -> int:
    """Print where the embedded model is, or will be once it is downloaded."""
    from timeline.cli.actions import model_actions

    return model_actions.print_path()


@command.command()
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
    from timeline.cli.actions import model_actions

    return model_actions.serve(model, port)
