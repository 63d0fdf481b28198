"""Time expressions: found with exact offsets, and resolved to dates by stated rules."""

from timeline.timex.grammar import TimeExpression, find
from timeline.timex.known import Direction, Resolution
from timeline.timex.resolution import resolve
from timeline.timex.tense import direction_of

__all__ = ["Direction", "Resolution", "TimeExpression", "direction_of", "find", "resolve"]
