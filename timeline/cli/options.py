"""What all options share: a set of them becomes one value."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

Command = Callable[..., None]
Option = Callable[[Command], Command]


def bundled(command: Command, options: Sequence[Option], bundle: type[Any], name: str) -> Command:
    """Give *command* the *options* as one value of the type *bundle*, named *name*."""

    @functools.wraps(command)
    def run(**given: object) -> None:
        values = {field.name: given.pop(field.name) for field in fields(bundle)}
        command(**{name: bundle(**values)}, **given)

    whole: Command = run
    for option in reversed(options):
        whole = option(whole)
    return whole
