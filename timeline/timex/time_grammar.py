"""What a language brings to read its time expressions: one value, to which every other module of a language leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from timeline.timex.context import Direction
from timeline.timex.rules import Rule


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """The time expressions of one language.

    *code* is its ISO 639 code, *names* what people call it, in English first. *read* reads the whole
    expression that begins at a token: one of the words *openings*, or figures. *direction_of* tells the tense
    of a sentence around an expression. *common* are frequent words by which its texts are known, so none that
    is as frequent in another language. *day_first* tells, by region, whether 3/4/2015 is 3 April there, under
    "*" what holds in any other.
    """

    code: str
    names: tuple[str, ...]
    read: Rule
    direction_of: Callable[[str, int, int], Direction]
    openings: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    day_first: Mapping[str, bool] = field(default_factory=dict)
