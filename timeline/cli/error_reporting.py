"""Where errors become messages and exit statuses, once for all commands."""

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec

import click

Parameters = ParamSpec("Parameters")
INTERRUPTED = 130  # what shells use for a command that Ctrl-C ended


def printable(text: str) -> str:
    r"""Return *text* without what would steer a terminal: file names and articles are not ours.

    >>> printable("a\x1b[31m.txt\n")
    'a�[31m.txt\n'
    """
    return "".join(
        character if character.isprintable() or character == "\n" else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )


def reported(command: Callable[Parameters, int]) -> Callable[Parameters, None]:
    """Exit with what *command* returns; tell an error in its own words and exit with 2."""

    @functools.wraps(command)
    def run(*args: Parameters.args, **options: Parameters.kwargs) -> None:
        from timeline.errors import TimelineError

        try:
            status = command(*args, **options)
        except TimelineError as error:
            click.echo(f"timeline: {printable(str(error))}", err=True)
            status = 2
        except KeyboardInterrupt:
            click.echo(
                "timeline: stopped. What was answered is kept; the same command goes on from here.", err=True
            )
            status = INTERRUPTED
        except BrokenPipeError:
            # Who read our output has gone; python would complain once more when it flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 0
        sys.exit(status)

    return run
