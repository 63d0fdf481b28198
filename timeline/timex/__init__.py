"""Time expressions: found with exact offsets, and resolved to dates by stated rules.

Each language brings a pack (`english`, `german`); what an expression means, and which date that is, is the same for all.
"""

from timeline.timex.finding import direction_of, find
from timeline.timex.known import Direction, Resolution
from timeline.timex.languages import PACKS, UNDETERMINED, language_of_text, language_tag, pack_of, writes_day_first
from timeline.timex.resolution import resolve
from timeline.timex.values import TimeExpression

__all__ = [
    "PACKS",
    "UNDETERMINED",
    "Direction",
    "Resolution",
    "TimeExpression",
    "direction_of",
    "find",
    "language_of_text",
    "language_tag",
    "pack_of",
    "resolve",
    "writes_day_first",
]
