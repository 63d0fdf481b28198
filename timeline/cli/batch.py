"""`timeline batch`: questions that an endpoint answers within a day, for less money."""

import os
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.error_reporting import printable, reported
from timeline.cli.options import (
    ENDPOINT_OPTIONS,
    LIMIT_OPTIONS,
    QUESTION_OPTIONS,
    Command,
    adjudicate_option,
    base_url_option,
    bundled,
    date_of,
    profile_option,
)

if TYPE_CHECKING:
    from timeline.config.profiles import Profile
    from timeline.config.settings import ProjectSettings
    from timeline.llm import Granularity
    from timeline.pipeline.batches import BatchStatus, Collected, FailedRequest, Submission
    from timeline.pipeline.run_settings import Settings
    from timeline.store import BatchNote

HEAD = ("batch", "state", "answered", "failed", "of", "age", "model")
POLL_SECONDS = 60
NAMED = 5  # how many articles with the same trouble are named


@click.group("batch", short_help="Ask in batches: within a day, for less money.")
def batch_commands() -> None:
    """Ask in batches, which OpenAI answers within 24 hours for half of the price.

    \b
    Examples:
      timeline batch submit articles/      what a build would ask becomes a batch
      timeline batch status                how far it is
      timeline batch collect               keep the answers
      timeline batch submit articles/      what the answers lead to, if anything
      timeline build articles/ -o t.html   asks what is left, and builds

    Batches ask what `timeline build` would ask with the same sources and settings, and their answers are kept
    as its own are: what a batch has answered is never asked again. Some questions depend on answers, such as
    what was wrong with one: collect, and submit again. A build can be made at any time; it asks at once, at
    the full price, what is not answered yet, even if that is under way in a batch.
    """


@dataclass(frozen=True, slots=True)
class EndpointOptions:
    """What the user said about whose batches are meant."""

    profile: str | None
    base_url: str | None

    def settings(self) -> "Settings":
        """Return it with all else that is set for the current folder. Raises UsageError for a setting that is none."""
        from timeline.config.settings import ProjectSettings, load_project
        from timeline.pipeline.run_settings import Settings

        said = ProjectSettings(profile=self.profile, base_url=self.base_url)
        return Settings.of(load_project(Path(), os.environ, said), os.environ)


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What the user said about what a batch is to ask."""

    profile: str | None
    model: str | None
    base_url: str | None
    published: str | None
    granularity: "Granularity | None"
    adjudicate: bool | None
    max_calls: int | None
    max_cost: float | None
    dry_run: bool

    def said(self) -> "ProjectSettings":
        """Return it as settings. Raises UsageError when --published is no date."""
        from timeline.config.settings import ProjectSettings

        given = {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if one.name not in ("dry_run", "published")
        }
        return ProjectSettings(published=date_of("--published", self.published), **given)


def _reaching_options(command: Command) -> Command:
    return bundled(command, (profile_option, base_url_option), EndpointOptions, "reaching")


def _batching_options(command: Command) -> Command:
    options = (*ENDPOINT_OPTIONS, *QUESTION_OPTIONS, adjudicate_option, *LIMIT_OPTIONS)
    return bundled(command, options, BatchOptions, "batching")


@batch_commands.command(short_help="Upload what a build would ask now.")
@click.argument("sources", nargs=-1)
@_batching_options
@reported
def submit(sources: tuple[str, ...], batching: BatchOptions) -> int:
    """Upload what a build of SOURCES would ask now, and have it answered within 24 hours.

    \b
    Examples:
      timeline batch submit articles/ --dry-run
      timeline batch submit articles/ --max-cost 5
      timeline batch submit articles/ --max-calls 2000

    What is answered, or under way in a batch already, is not submitted again, and an interrupted run leaves
    nothing behind that is paid for twice: run the same command again. More than 50,000 questions or 200 MB
    become several batches. An endpoint that has too much waiting fails a batch as a whole: make smaller ones
    with --max-calls, one after the other.

    A batch that failed may be submitted again. What the model refused or answered in no usable form is left
    to `timeline build`, which asks it in another way. --max-cost counts the most that all answers can cost.
    """
    from timeline.cli.project import project_of
    from timeline.config.settings import ProjectSettings
    from timeline.pipeline import batches as batch
    from timeline.pipeline.run_settings import Settings

    project = project_of(ProjectSettings(sources=sources), batching.said())
    settings = Settings.of(project, os.environ)
    submission = batch.submit(
        project.settings.sources,
        published=project.settings.published,
        settings=settings,
        submitted=_tell_submitted,
        dry_run=batching.dry_run,
    )
    for failure in submission.failures:
        click.echo(printable(f"! {failure.path}: {failure.reason}"), err=True)
    _tell_submission(submission, settings.target.profile, dry_run=batching.dry_run)
    return 3 if submission.stopped else 1 if submission.failures else 0


@batch_commands.command(short_help="Show how far each batch is.")
@_reaching_options
@reported
def status(reaching: EndpointOptions) -> int:
    """Show each batch: its name at the endpoint, its state there, and how many of its questions are answered.

    \b
    Example:
      timeline batch status
    """
    from timeline.pipeline import batches as batch

    statuses = batch.statuses(reaching.settings())
    if not statuses:
        click.echo("There are no batches: `timeline batch submit` makes some.")
        return 0
    rows = [HEAD, *map(_row, statuses)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo(
            printable("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        )
    for status in statuses:
        _tell_problem(status)
    if any(status.remote and status.remote.ended for status in statuses):
        click.echo("`timeline batch collect` keeps the answers of those that have ended.")
    return 0


@batch_commands.command(short_help="Keep the answers of batches that have ended.")
@_reaching_options
@click.option(
    "--wait", is_flag=True, help="Wait until all have ended. Ctrl-C ends the waiting, and nothing else."
)
@reported
def collect(reaching: EndpointOptions, *, wait: bool) -> int:
    """Keep the answers of all batches that have ended, those that expired or were cancelled included.

    \b
    Examples:
      timeline batch collect
      timeline batch collect --wait

    Each answer is read and checked as if it had been given at once. What is wrong is told with the reason,
    and costs no other answer. A batch is collected once; until it is collected whole, the command can be
    repeated.
    """
    from timeline.pipeline import batches as batch

    settings = reaching.settings()
    found: list[Collected] = []
    told: dict[str, str] = {}

    def take(one: "Collected") -> None:
        found.append(one)
        _tell_collected(one)

    while True:
        left = batch.collect(settings, take)
        waiting = [status for status in left if status.remote and not status.problem]
        for status in left:
            _tell_left(status, told)
        if not (wait and waiting):
            break
        time.sleep(POLL_SECONDS)
    if found:
        _tell_next(found)
    elif not left:
        click.echo("There is nothing to collect.")
    return 1 if left or any(one.failed for one in found) else 0


@batch_commands.command(short_help="Give up a batch that its endpoint no longer has.")
@click.argument("name", metavar="BATCH")
@reported
def forget(name: str) -> int:
    """Give up a BATCH that its endpoint no longer has, so that its questions can be submitted again.

    What was answered in it is lost, and was paid for: try to collect it first.

    \b
    Example:
      timeline batch forget batch_68ab12
    """
    from timeline.pipeline import batches as batch
    from timeline.store import response_cache_file

    forgotten = batch.forget(response_cache_file(), name)
    click.echo(printable(f"{name} is forgotten: {_questions(forgotten.requests)} can be submitted again."))
    return 0


def _questions(count: int) -> str:
    from timeline.cli.display import counted

    return counted(count, "question")


def _tell_submitted(note: "BatchNote") -> None:
    click.echo(printable(f"{note.batch}: {_questions(note.requests)} submitted"))


def _tell_submission(submission: "Submission", profile: "Profile", *, dry_run: bool) -> None:
    """Say what was submitted, what was not, and what to do next."""
    from timeline.pipeline.estimate import describe_estimate

    estimate = submission.estimate
    if estimate.calls:
        most = "" if submission.most is None else f"; ${submission.most:.2g} at most"
        click.echo(f"{describe_estimate(estimate, profile.price_noted, thinks=profile.thinks)}{most}")
    else:
        click.echo("Nothing is left to submit.")
    if submission.under_way:
        click.echo(f"{_questions(submission.under_way)} under way in a batch already")
    if submission.given_up:
        click.echo(
            f"{_questions(submission.given_up)} left to `timeline build`: no batch brought a usable answer"
        )
    if submission.stopped:
        click.echo(f"Stopped: {submission.stopped}.", err=True)
    if submission.batches:
        click.echo(
            "`timeline batch status` shows how far that is, `timeline batch collect` keeps the answers."
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


def _tell_problem(status: "BatchStatus") -> None:
    problems = [status.problem] if status.problem else status.remote.problems if status.remote else ()
    for problem in problems:
        click.echo(printable(f"! {status.note.name}: {problem}"), err=True)


def _tell_left(status: "BatchStatus", told: dict[str, str]) -> None:
    """Say how far a batch is that cannot be collected yet, when that is news."""
    remote = status.remote
    far = (
        f"{remote.state}, {remote.done:,} of {status.note.requests:,} answered" if remote else _state(status)
    )
    line = f"{status.note.name}: {far}"
    if told.get(status.note.key) != line:
        told[status.note.key] = line
        click.echo(printable(line), err=True)
        _tell_problem(status)


def _tell_collected(collected: "Collected") -> None:
    """Say what a batch brought, what it did not, and why."""
    from timeline.cli.display import counted

    note, remote = collected.status.note, collected.status.remote
    tokens = collected.tokens.prompt + collected.tokens.completion
    cost = "" if collected.cost is None else f", ${collected.cost:.4f}"
    state = remote.state if remote else note.state
    click.echo(
        printable(f"{note.batch} ({state}): {counted(note.answered, 'answer')} kept; {tokens:,} tokens{cost}")
    )
    by_reason: dict[str, list[FailedRequest]] = defaultdict(list)
    for failed in collected.failed:
        by_reason[failed.reason].append(failed)
    for reason, requests in by_reason.items():
        click.echo(printable(f"! {_questions(len(requests))} of {_named(requests)}: {reason}"), err=True)
    if collected.unreadable:
        click.echo(f"! {counted(collected.unreadable, 'line')} cannot be read", err=True)
    if collected.not_asked:
        click.echo(f"! {counted(collected.not_asked, 'answer')} to what was not asked, left alone", err=True)


def _named(requests: "Sequence[FailedRequest]") -> str:
    paths = list(dict.fromkeys(request.path or "what is close" for request in requests))
    more = f" and {len(paths) - NAMED:,} more" if len(paths) > NAMED else ""
    return f"{', '.join(paths[:NAMED])}{more}"


def _tell_next(found: "Sequence[Collected]") -> None:
    again = sum(failed.again for one in found for failed in one.failed)
    given_up = sum(len(one.failed) for one in found) - again
    leads = "`timeline batch submit` asks what the answers lead to" + (
        f", and {_questions(again)} again" if again else ""
    )
    left = f", {_questions(given_up)} that no batch answers included" if given_up else ""
    click.echo(f"{leads}; `timeline build` asks all that is left at once{left}.")
