"""`timeline batch`: questions that an endpoint answers within a day, for less money.

`timeline.pipeline.batches` imports the client library, which takes a second: only the commands themselves do
that, so that their help does not.
"""

import os
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.error_reporting import exit_status, reported
from timeline.cli.model_options import (
    ENDPOINT_OPTIONS,
    LIMIT_OPTIONS,
    QUESTION_OPTIONS,
    adjudicate_option,
    base_url_option,
    profile_option,
)
from timeline.cli.options import Command, bundled, parse_date
from timeline.cli.project import project_of
from timeline.cli.terminal import first_names, print_table, printable
from timeline.config.profiles import Profile
from timeline.config.settings import ProjectSettings, load_project
from timeline.llm import Granularity
from timeline.phrasing import pluralize
from timeline.pipeline.estimate import describe_estimate
from timeline.pipeline.run_settings import Settings
from timeline.store import BatchNote, response_cache_file

if TYPE_CHECKING:
    from timeline.pipeline.batches import BatchStatus, Collected, FailedRequest, Submission

HEAD = ("batch", "state", "answered", "failed", "of", "age", "model")
POLL_SECONDS = 60


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


@dataclass(frozen=True, slots=True)
class EndpointOptions:
    """The options about whose batches are meant."""

    profile: str | None
    base_url: str | None

    def settings(self) -> Settings:
        """Return them with all other settings of the current folder. Raises UsageError for a bad setting."""
        options = ProjectSettings(profile=self.profile, base_url=self.base_url)
        return Settings.of(load_project(Path(), os.environ, options), os.environ)


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """The options about what a batch asks."""

    profile: str | None
    model: str | None
    base_url: str | None
    published: str | None
    granularity: Granularity | None
    adjudicate: bool | None
    max_calls: int | None
    max_cost: float | None
    dry_run: bool

    def settings(self) -> ProjectSettings:
        """Return them as settings. Raises UsageError when --published is not a date."""
        given = {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if one.name not in ("dry_run", "published")
        }
        return ProjectSettings(published=parse_date("--published", self.published), **given)


def _endpoint_options(command: Command) -> Command:
    return bundled(command, (profile_option, base_url_option), EndpointOptions, "endpoint")


def _batch_options(command: Command) -> Command:
    options = (*ENDPOINT_OPTIONS, *QUESTION_OPTIONS, adjudicate_option, *LIMIT_OPTIONS)
    return bundled(command, options, BatchOptions, "options")


@command.command(short_help="Upload what a build would ask now.")
@click.argument("sources", nargs=-1)
@_batch_options
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
    from timeline.pipeline import batches as batch

    project = project_of(ProjectSettings(sources=sources), options.settings())
    settings = Settings.of(project, os.environ)
    submission = batch.submit(
        project.settings.sources,
        published=project.settings.published,
        settings=settings,
        submitted=_print_submitted,
        dry_run=options.dry_run,
    )
    for failure in submission.failures:
        click.echo(printable(f"! {failure.path}: {failure.reason}"), err=True)
    _print_submission(submission, settings.target.profile, dry_run=options.dry_run)
    return exit_status(submission.failures, submission.stopped)


@command.command(short_help="Show how far each batch is.")
@_endpoint_options
@reported
def status(endpoint: EndpointOptions) -> int:
    """Show each batch: its name at the endpoint, its state there, and how many of its questions are answered.

    \b
    Example:
      timeline batch status
    """
    from timeline.pipeline import batches as batch

    statuses = batch.statuses(endpoint.settings())
    if not statuses:
        click.echo("There are no batches: `timeline batch submit` makes some.")
        return 0
    print_table(HEAD, [_row(status) for status in statuses])
    for status in statuses:
        _print_problem(status)
    if any(status.remote and status.remote.ended for status in statuses):
        click.echo("`timeline batch collect` stores the answers of those that have ended.")
    return 0


@command.command(short_help="Store the answers of batches that have ended.")
@_endpoint_options
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
    from timeline.pipeline import batches as batch

    settings = endpoint.settings()
    found: list[Collected] = []
    printed: dict[str, str] = {}

    def take(one: "Collected") -> None:
        found.append(one)
        _print_collected(one)

    while True:
        left = batch.collect(settings, take)
        waiting = [status for status in left if status.remote and not status.problem]
        for status in left:
            _print_left(status, printed)
        if not (wait and waiting):
            break
        time.sleep(POLL_SECONDS)
    if found:
        _print_next(found)
    elif not left:
        click.echo("There is nothing to collect.")
    return 1 if left or any(one.failed for one in found) else 0


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
    from timeline.pipeline import batches as batch

    forgotten = batch.forget(response_cache_file(), name)
    click.echo(
        printable(f"{name} is forgotten: {pluralize(forgotten.requests, 'question')} can be submitted again.")
    )
    return 0


def _print_submitted(note: BatchNote) -> None:
    click.echo(printable(f"{note.batch}: {pluralize(note.requests, 'question')} submitted"))


def _print_submission(submission: "Submission", profile: Profile, *, dry_run: bool) -> None:
    """Print what was submitted, what was not, and what to do next."""
    estimate = submission.estimate
    if estimate.calls:
        most = "" if submission.most is None else f"; ${submission.most:.2g} at most"
        click.echo(f"{describe_estimate(estimate, profile.price_noted, thinks=profile.thinks)}{most}")
    else:
        click.echo("Nothing is left to submit.")
    if submission.under_way:
        click.echo(f"{pluralize(submission.under_way, 'question')} under way in a batch already")
    if submission.given_up:
        left = pluralize(submission.given_up, "question")
        click.echo(f"{left} left to `timeline build`: no batch gave a usable answer")
    if submission.stopped:
        click.echo(f"Stopped: {submission.stopped}.", err=True)
    if submission.batches:
        click.echo(
            "`timeline batch status` shows how far that is, `timeline batch collect` stores the answers."
        )
    elif not estimate.calls and not submission.under_way and not dry_run:
        click.echo("`timeline build` builds the timeline now.")


def _row(status: "BatchStatus") -> tuple[str, ...]:
    note, remote = status.note, status.remote
    answered, failed = (remote.done, remote.failed) if remote else (note.answered, note.failed)
    age = _age(int(time.time()) - note.at)
    return (note.name, _state(status), f"{answered:,}", f"{failed:,}", f"{note.requests:,}", age, note.model)


def _state(status: "BatchStatus") -> str:
    note = status.note
    if status.remote:
        return status.remote.state
    if note.state == "under way":
        return "unknown" if status.problem else f"at {note.endpoint}"
    return f"{note.state}, or interrupted there" if note.state in ("uploading", "creating") else note.state


def _age(seconds: int) -> str:
    """Return *seconds* as a length of time for people.

    >>> _age(59), _age(7_200), _age(200_000)
    ('1 min', '2 h', '2 days')
    """
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} h" if hours < 48 else f"{round(hours / 24)} days"


def _print_problem(status: "BatchStatus") -> None:
    problems = [status.problem] if status.problem else status.remote.problems if status.remote else ()
    for problem in problems:
        click.echo(printable(f"! {status.note.name}: {problem}"), err=True)


def _print_left(status: "BatchStatus", printed: dict[str, str]) -> None:
    """Print how far a batch is that cannot be collected yet, when that is news."""
    remote = status.remote
    far = (
        f"{remote.state}, {remote.done:,} of {status.note.requests:,} answered" if remote else _state(status)
    )
    line = f"{status.note.name}: {far}"
    if printed.get(status.note.key) != line:
        printed[status.note.key] = line
        click.echo(printable(line), err=True)
        _print_problem(status)


def _print_collected(collected: "Collected") -> None:
    """Print what a batch answered, what it did not, and why."""
    note, remote = collected.status.note, collected.status.remote
    tokens = collected.tokens.prompt + collected.tokens.completion
    cost = "" if collected.cost is None else f", ${collected.cost:.4f}"
    state = remote.state if remote else note.state
    click.echo(
        printable(
            f"{note.batch} ({state}): {pluralize(note.answered, 'answer')} stored; {tokens:,} tokens{cost}"
        )
    )
    by_reason: dict[str, list[FailedRequest]] = defaultdict(list)
    for failed in collected.failed:
        by_reason[failed.reason].append(failed)
    for reason, requests in by_reason.items():
        click.echo(
            printable(f"! {pluralize(len(requests), 'question')} of {_named(requests)}: {reason}"), err=True
        )
    if collected.unreadable:
        click.echo(f"! {pluralize(collected.unreadable, 'line')} cannot be read", err=True)
    if collected.not_asked:
        click.echo(
            f"! {pluralize(collected.not_asked, 'answer')} to what was not asked, left alone", err=True
        )


def _named(requests: "Sequence[FailedRequest]") -> str:
    paths = dict.fromkeys(request.path or "borderline pairs" for request in requests)
    return first_names(list(paths))


def _print_next(found: "Sequence[Collected]") -> None:
    again = sum(failed.again for one in found for failed in one.failed)
    given_up = sum(len(one.failed) for one in found) - again
    leads = "`timeline batch submit` asks what the answers lead to" + (
        f", and {pluralize(again, 'question')} again" if again else ""
    )
    left = f", {pluralize(given_up, 'question')} that no batch answers included" if given_up else ""
    click.echo(f"{leads}; `timeline build` asks all that is left at once{left}.")
