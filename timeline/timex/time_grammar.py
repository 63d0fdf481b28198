"""What a language brings to read its time expressions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline.timex.context import Direction
from timeline.timex.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CalendarWords:
    """Names of months (1 to 12) and of weekdays (Monday 0), full and short, in lower case."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimeGrammar:
    """The time expressions of one language.

    *read* reads the whole expression that begins at a token: one of the words *openings*, or a number.
    *direction_of* returns the tense of a sentence around an expression.
    """

    read: Rule
    direction_of: Callable[[str, int, int], Direction]
    openings: frozenset[str] = frozenset()
