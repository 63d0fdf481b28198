"""What `timeline batch` does: questions that an endpoint answers within a day, for less money."""

import os
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import click

from timeline.cli.actions.given_options import batch_settings
from timeline.cli.actions.project import project_of
from timeline.cli.batch_options import BatchOptions, EndpointOptions
from timeline.cli.error_reporting import exit_status
from timeline.cli.terminal import first_names, print_table, printable
from timeline.config.profiles import Profile
from timeline.config.settings import ProjectSettings, load_project
from timeline.phrasing import pluralize
from timeline.pipeline import batches
from timeline.pipeline.batches import BatchStatus, Collected, FailedRequest, Submission
from timeline.pipeline.estimate import describe_estimate
from timeline.pipeline.run_settings import Settings
from timeline.store import BatchNote, response_cache_file

HEAD = ("batch", "state", "answered", "failed", "of", "age", "model")
POLL_SECONDS = 60


def submit(sources: tuple[str, ...], options: BatchOptions) -> int:
    """Upload what a build of *sources* would ask now, and print what that is. Return the exit status."""
    project = project_of(ProjectSettings(sources=sources), batch_settings(options))
    settings = Settings.of(project, os.environ)
    submission = batches.submit(
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


def status(endpoint: EndpointOptions) -> int:
    """Print how far each batch is. Return the exit status."""
    statuses = batches.statuses(_settings(endpoint))
    if not statuses:
        click.echo("There are no batches: `timeline batch submit` makes some.")
        return 0
    print_table(HEAD, [_row(status) for status in statuses])
    for status in statuses:
        _print_problem(status)
    if any(status.remote and status.remote.ended for status in statuses):
        click.echo("`timeline batch collect` stores the answers of those that have ended.")
    return 0


def collect(endpoint: EndpointOptions, *, wait: bool) -> int:
    """Store the answers of all batches that have ended, and print what they are. Return the exit status."""
    settings = _settings(endpoint)
    found: list[Collected] = []
    printed: dict[str, str] = {}

    def take(one: "Collected") -> None:
        found.append(one)
        _print_collected(one)

    while True:
        left = batches.collect(settings, take)
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


def forget(name: str) -> int:
    """Give up the batch *name*. Return the exit status."""
    forgotten = batches.forget(response_cache_file(), name)
    click.echo(
        printable(f"{name} is forgotten: {pluralize(forgotten.requests, 'question')} can be submitted again.")
    )
    return 0


def _settings(endpoint: EndpointOptions) -> Settings:
    """Return *endpoint* with the other settings of the current folder. Raises UsageError for a bad one."""
    options = ProjectSettings(profile=endpoint.profile, base_url=endpoint.base_url)
    return Settings.of(load_project(Path(), os.environ, options), os.environ)


def _print_submitted(note: BatchNote) -> None:
    click.echo(printable(f"{note.batch}: {pluralize(note.requests, 'question')} submitted"))


def _print_submission(submission: Submission, profile: Profile, *, dry_run: bool) -> None:
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


def _row(status: BatchStatus) -> tuple[str, ...]:
    note, remote = status.note, status.remote
    answered, failed = (remote.done, remote.failed) if remote else (note.answered, note.failed)
    age = _age(int(time.time()) - note.at)
    return (note.name, _state(status), f"{answered:,}", f"{failed:,}", f"{note.requests:,}", age, note.model)


def _state(status: BatchStatus) -> str:
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


def _print_problem(status: BatchStatus) -> None:
    problems = [status.problem] if status.problem else status.remote.problems if status.remote else ()
    for problem in problems:
        click.echo(printable(f"! {status.note.name}: {problem}"), err=True)


def _print_left(status: BatchStatus, printed: dict[str, str]) -> None:
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


def _print_collected(collected: Collected) -> None:
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


def _named(requests: Sequence[FailedRequest]) -> str:
    paths = dict.fromkeys(request.path or "borderline pairs" for request in requests)
    return first_names(list(paths))


def _print_next(found: Sequence[Collected]) -> None:
    again = sum(failed.again for one in found for failed in one.failed)
    given_up = sum(len(one.failed) for one in found) - again
    leads = "`timeline batch submit` asks what the answers lead to" + (
        f", and {pluralize(again, 'question')} again" if again else ""
    )
    left = f", {pluralize(given_up, 'question')} that no batch answers included" if given_up else ""
    click.echo(f"{leads}; `timeline build` asks all that is left at once{left}.")
