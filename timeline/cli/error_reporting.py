"""Where errors become messages and exit statuses, once for all commands."""

import functools
import os
import sys
from collections.abc import Callable, Sequence
from typing import ParamSpec

import click

from timeline.cli.terminal import printable
from timeline.errors import TimelineError

Parameters = ParamSpec("Parameters")
INTERRUPTED = 130  # what shells use for a command that Ctrl-C ended


def reported(command: Callable[Parameters, int]) -> Callable[Parameters, None]:
    """Exit with what *command* returns; print an error as its own message, and exit with 2."""

    @functools.wraps(command)
    def run(*args: Parameters.args, **options: Parameters.kwargs) -> None:
        try:
            status = command(*args, **options)
        except TimelineError as error:
            click.echo(f"timeline: {printable(str(error))}", err=True)
            status = 2
        except KeyboardInterrupt:
            click.echo("timeline: stopped. Responses are cached; the same command resumes here.", err=True)
            status = INTERRUPTED
        except BrokenPipeError:
            # The reader of our output has gone; python would complain again when it flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 0
        sys.exit(status)

    return run


def exit_status(failed: Sequence[object] | str | None, stopped: str | None = None) -> int:
    """Return 3 when a limit *stopped* the work, 1 when some of it *failed*, else 0."""
    return 3 if stopped else 1 if failed else 0
