"""German times of day: part of a date, or alone, and then always with "Uhr"."""

from timeline.lang.de.timex.words import CLOCK_PREPOSITIONS, PARTS_OF_DAY, ZONES
from timeline.timex.rules import in_number, number_at
from timeline.timex.tokens import Tokens

_NEAR = frozenset("kurz nach vor".split())


def clock_at(tokens: Tokens, index: int) -> int | None:
    """Return where a time of day that begins at *index* ends: "14.30 Uhr", "18 Uhr MESZ"; else None."""
    hour = number_at(tokens, index, 1, 2)
    if hour is None or hour > 24 or in_number(tokens, index):
        return None
    end, minutes = index + 1, number_at(tokens, index + 2, 2, 2)
    if (
        tokens.words[end] in (".", ":")
        and tokens.glued(end)
        and tokens.glued(end + 1)
        and minutes is not None
        and minutes < 60
    ):
        end += 2
    if tokens.words[end] != "uhr":
        return None
    end += 1
    end += tokens.words[end] in ZONES
    return end


def with_time_of_day(tokens: Tokens, end: int) -> int:
    """Return where a date that ends at *end* ends with the time of day behind it.

    "gestern Abend", "Dienstag um 18 Uhr".
    """
    end += tokens.words[end] in PARTS_OF_DAY
    start = end + (tokens.words[end] == ",")
    start += tokens.words[start] in _NEAR and tokens.words[start + 1] in CLOCK_PREPOSITIONS
    return clock_at(tokens, start + (tokens.words[start] in CLOCK_PREPOSITIONS)) or end
