"""Parts of an article that is too long for one question: whole sentences, some of them in two parts.

The meaning of a sentence often depends on the sentences before it, so each part begins with the last ones of
the part before.
"""

from collections.abc import Sequence

OVERLAP = 2  # sentences that a part repeats of the part before, where both have room for them
NUMBER_TOKENS = 6  # the number of a line and its end


def parts(tokens: Sequence[int], room: int) -> tuple[range, ...]:
    """Return overlapping ranges that cover all lines, each of at most *room* tokens or of one longer line.

    *tokens* holds the number of tokens of each line, at least one.

    >>> parts([10, 10, 10, 10, 10, 10], 40)
    (range(0, 4), range(3, 6))
    """
    found: list[range] = []
    start = end = 0
    while end < len(tokens):
        end = _end(tokens, start, room)
        found.append(range(start, end))
        start = _next(tokens, found[-1], room)
    return tuple(found)


def halves(tokens: Sequence[int]) -> tuple[range, ...]:
    """Return parts of about half of all *tokens* each, for a model that does not say how much it takes."""
    return parts(tokens, sum(tokens) * 3 // 5)


def _end(tokens: Sequence[int], start: int, room: int) -> int:
    end, taken = start + 1, tokens[start]
    while end < len(tokens) and taken + tokens[end] <= room:
        taken += tokens[end]
        end += 1
    return end


def _next(tokens: Sequence[int], part: range, room: int) -> int:
    """Return where the next part begins, so that it holds one line more than *part*."""
    start = max(part.stop - min(OVERLAP, len(part) // 4), part.start + 1)
    while start < part.stop and sum(tokens[start : part.stop + 1]) > room:
        start += 1
    return start
