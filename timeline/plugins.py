"""Plugins: values that other distributions bring, found by entry points.

A plugin that cannot be loaded costs one sentence, which names its distribution; all others work.
"""

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, TypeVar

from timeline.phrasing import shorten

Value = TypeVar("Value")
LONGEST_PROBLEM = 200  # code points of an exception's message


@dataclass(frozen=True, slots=True)
class Plugin(Generic[Value]):
    """The *value* of an entry point, and the *distribution* that brings it, such as "timeline-haiku 1.0"."""

    value: Value
    distribution: str


def load_plugins(group: str, kind: type[Value]) -> tuple[tuple[Plugin[Value], ...], tuple[str, ...]]:
    """Return the values of the type *kind* that the entry points of *group* lead to, in a fixed order.

    The second part is one sentence for each entry point that fails to load or leads to something else.
    """
    loaded, problems = [], []
    for entry_point in sorted(entry_points(group=group), key=lambda each: (distribution_of(each), each.name)):
        distribution = distribution_of(entry_point)
        try:
            value = entry_point.load()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - importing a plugin may raise anything
            reason = f"{type(error).__name__}: {shorten(str(error), LONGEST_PROBLEM)}"
            problems.append(left_out(entry_point.name, distribution, reason))
            continue
        if isinstance(value, kind):
            loaded.append(Plugin(value, distribution))
        else:
            reason = f"{entry_point.value} is not an instance of {kind.__module__}.{kind.__qualname__}"
            problems.append(left_out(entry_point.name, distribution, reason))
    return tuple(loaded), tuple(problems)


def left_out(name: str, distribution: str, reason: str) -> str:
    """Return the sentence about a plugin that is not used.

    >>> left_out("haiku", "timeline-haiku 1.0", "its name is taken")
    'The plugin “haiku” of timeline-haiku 1.0 is left out: its name is taken.'
    """
    return f"The plugin “{name}” of {distribution} is left out: {reason.removesuffix('.')}."


def distribution_of(entry_point: EntryPoint) -> str:
    """Return name and version of the distribution that brings *entry_point*."""
    distribution = entry_point.dist
    return f"{distribution.name} {distribution.version}" if distribution else entry_point.value
