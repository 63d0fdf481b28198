"""Time expressions: found with exact offsets, and resolved to dates by stated rules.

Each language brings its words (`TimeGrammar`); what an expression means, and which date that is, is the same
for all.
"""

from timeline.timex.context import Direction, Resolution
from timeline.timex.normalization import resolve
from timeline.timex.semantics import TimeExpression

__all__ = ["Direction", "Resolution", "TimeExpression", "resolve"]
