"""What the functions of the Python interface share: paths, and options that are refused if unknown."""

from collections.abc import Mapping
from os import PathLike
from typing import TypeAlias

from timeline.config.toml_tables import nearest

StrPath: TypeAlias = str | PathLike[str]


def refuse_unknown(function: str, options: Mapping[str, object], known: Mapping[str, object]) -> None:
    """Raise TypeError for the first of *options* that *function* does not have, naming the nearest."""
    for name in options:
        if name not in known:
            raise TypeError(f"{function}() has no option “{name}”. {nearest(name, list(known))}")
