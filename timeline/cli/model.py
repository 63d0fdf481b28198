"""`timeline model`: the model that is embedded, and where it is."""

import click

from timeline.cli.errors import reported


@click.group("model")
def model_commands() -> None:
    """See, download and serve the model that answers when no endpoint is given.

    \b
    Examples:
      timeline model pull      download it now instead of at the first build
      timeline model serve     let other programs ask it
    """


@model_commands.command("list")
@reported
def list_models() -> int:
    """Show which models there are, and which one a build would ask."""
    from timeline import local, pipeline

    embedded = local.EMBEDDED
    state = "downloaded" if local.is_pulled(embedded) else f"not downloaded yet ({embedded.size / 1e9:.1f} GB)"
    settings = pipeline.Settings()
    if pipeline.is_local(settings):
        click.echo(f"* {embedded.name}  embedded, {state}")
    else:
        click.echo(f"  {embedded.name}  embedded, {state}")
        endpoint = pipeline.remote_endpoint(settings)
        click.echo(f"* {endpoint.model or '(name one with --model)'}  at {endpoint.where}, from the environment")
    click.echo("A build asks the one marked *. --model takes any .gguf file, --base-url any OpenAI-compatible endpoint.")
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
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port on the loopback address. Default: a free one.")
@reported
def serve(model: str | None, port: int) -> int:
    """Serve a model on the loopback address for any OpenAI-compatible program, until interrupted."""
    from timeline import local
    from timeline.cli.display import Display

    with Display() as display:
        local.serve(local.resolve_model(model), display.downloading, click.echo, port=port)
    return 0
