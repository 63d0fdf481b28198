"""Time expressions: found with exact offsets, and resolved to dates by stated rules."""

from timeline.timex.grammar import TimeExpression, find
from timeline.timex.resolution import Direction, Resolution, resolve
from timeline.timex.tense import direction_of

__all__ = ["Direction", "Resolution", "TimeExpression", "direction_of", "find", "resolve"]
