"""`timeline batch`: questions that an endpoint answers within a day, for less money."""

import click

from timeline.cli.batch_options import BatchOptions, EndpointOptions, batch_options, endpoint_options
from timeline.cli.error_reporting import reported


@click.group("batch")
def command() -> None:
    """Ask in batches, which OpenAI answers within 24 hours for half of the price.

    \b
    Examples:
      timeline batch submit articles/      what a build would ask becomes a batch
      timeline batch status                how far it is
      timeline batch collect               store the answers
      timeline batch submit articles/      what the answers lead to, if anything
      timeline build articles/ -o t.html   asks what is left, and builds

    Batches ask what `timeline build` would ask with the same sources and settings, and their answers are
    cached with its own: what a batch has answered is never asked again. Some questions depend on answers,
    such as what was wrong with one: collect, and submit again. A build can be made at any time; it asks at
    once, at the full price, what is not answered yet, even if that is under way in a batch.
    """


@command.command(short_help="Upload what a build would ask now.")
@click.argument("sources", nargs=-1)
@batch_options
@reported
def submit(sources: tuple[str, ...], options: BatchOptions) -> int:
    """Upload what a build of SOURCES would ask now, for answers within 24 hours.

    \b
    Examples:
      timeline batch submit articles/ --dry-run
      timeline batch submit articles/ --max-cost 5
      timeline batch submit articles/ --max-calls 2000

    Questions that are answered, or under way in a batch, are not submitted again. After an interrupted run,
    run the same command again: nothing is paid for twice. More than 50,000 questions or 200 MB become several
    batches. An endpoint with too much in its queue fails a batch as a whole: make smaller ones with
    --max-calls, one after the other.

    A batch that failed may be submitted again. What the model refused, or answered in an unusable form,
    is left to `timeline build`, which asks it in another way. --max-cost counts the most that all answers can
    cost.
    """
    from timeline.cli.actions import batch_actions

    return batch_actions.submit(sources, options)


@command.command(short_help="Show how far each batch is.")
@endpoint_options
@reported
def status(endpoint: EndpointOptions) -> int:
    """Show each batch: its name at the endpoint, its state there, and how many of its questions are answered.

    \b
    Example:
      timeline batch status
    """
    from timeline.cli.actions import batch_actions

    return batch_actions.status(endpoint)


@command.command(short_help="Store the answers of batches that have ended.")
@endpoint_options
@click.option("--wait", is_flag=True, help="Wait until all have ended. Ctrl-C only ends the waiting.")
@reported
def collect(endpoint: EndpointOptions, *, wait: bool) -> int:
    """Store the answers of all batches that have ended, including those that expired or were cancelled.

    \b
    Examples:
      timeline batch collect
      timeline batch collect --wait

    Each answer is read and checked like one given at once. Each bad answer is reported with its reason, and
    affects no other. A batch is collected once; until all of it is collected, the command can be repeated.
    """
    from timeline.cli.actions import batch_actions

    return batch_actions.collect(endpoint, wait=wait)


@command.command(short_help="Give up a batch that its endpoint no longer has.")
@click.argument("name", metavar="BATCH")
@reported
def forget(name: str) -> int:
    """Give up a BATCH that its endpoint no longer has, so that its questions can be submitted again.

    Its answers are lost, though paid for: try to collect it first.

    \b
    Example:
      timeline batch forget batch_68ab12
    """
    from timeline.cli.actions import batch_actions

    return batch_actions.forget(name)
