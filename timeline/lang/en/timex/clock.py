"""Times of day: found as part of a date, or by themselves where their form leaves no doubt."""

from timeline.lang.en.timex.words import CLOCK_PREPOSITIONS, PARTS_OF_DAY, ZONES
from timeline.timex.tokens import Tokens


def clock_at(tokens: Tokens, index: int) -> int | None:
    """Return where a time of day that begins at *index* ends: "6:40 p.m. (GMT +8)", "18:00 UTC", "1653 GMT".

    Else None.

    A bare "18:00" is none: it may be a score or a ratio.
    """
    hour = tokens.words[index]
    if not hour.isdecimal() or len(hour) > 4 or _belongs_to_number(tokens, index):
        return None
    if len(hour) > 2:
        return (
            _zone_at(tokens, index + 1)
            if len(hour) == 4 and int(hour) < 2400 and int(hour[2:]) < 60
            else None
        )
    if int(hour) > 24:
        return None
    end = _minutes_at(tokens, index + 1)
    half_of_day = _half_of_day_at(tokens, end)
    zone = _zone_at(tokens, half_of_day or end)
    if half_of_day or (zone and end > index + 1):
        return zone or half_of_day
    preceded = tokens.words[index - 1] in CLOCK_PREPOSITIONS
    goes_on = tokens.words[end] in (".", ":") and tokens.glued(end) and tokens.glued(end + 1)
    return end if preceded and end > index + 1 and not goes_on else None


def with_time_of_day(tokens: Tokens, end: int) -> int:
    """Return where a date that ends at *end* ends with the time of day behind it.

    "Tuesday night", "Monday at 6 p.m.".
    """
    end += tokens.words[end] in PARTS_OF_DAY
    start = end + (tokens.words[end] == ",")
    time = clock_at(tokens, start + (tokens.written[start] in CLOCK_PREPOSITIONS))
    if time:
        return time
    return end + 2 if tokens.words[end] == "local" and tokens.words[end + 1] == "time" else end


def _belongs_to_number(tokens: Tokens, index: int) -> bool:
    return tokens.glued(index) and tokens.words[index - 1] in ("$", "€", "£", ".", ",", ":", "/", "-", "+")


def _minutes_at(tokens: Tokens, index: int) -> int:
    marked = tokens.words[index] in (":", ".") and tokens.glued(index) and tokens.glued(index + 1)
    minutes = tokens.words[index + 1]
    if not (marked and minutes.isdecimal() and len(minutes) == 2 and int(minutes) < 60):
        return index
    seconds = tokens.words[index + 3]
    glued = tokens.words[index + 2] == ":" and tokens.glued(index + 2) and tokens.glued(index + 3)
    return index + 4 if glued and seconds.isdecimal() and len(seconds) == 2 else index + 2


def _half_of_day_at(tokens: Tokens, index: int) -> int | None:
    word = tokens.words[index]
    if word in ("am", "pm"):
        return index + 1
    if word in ("a", "p") and tokens.words[index + 1 : index + 3] == [".", "m"] and tokens.glued(index + 2):
        return index + 4 if tokens.words[index + 3] == "." else index + 3
    if word == "o" and tokens.words[index + 1 : index + 3] == ["'", "clock"]:
        return index + 3
    return None


def _zone_at(tokens: Tokens, index: int) -> int | None:
    opened = tokens.words[index] == "("
    start = index + 1 if opened else index
    end = None
    if tokens.words[start] in ZONES and (tokens.written[start].isupper() or tokens.glued(start)):
        end = start + 1
        if tokens.words[end] in ("+", "-") and tokens.words[end + 1].isdecimal():
            end += 2
    elif tokens.words[start] == "local" and tokens.words[start + 1] == "time":
        end = start + 2
    elif tokens.words[start] in ("hours", "hrs") and len(tokens.words[start - 1]) == 4:
        end = start + 1
    if end is None or not opened:
        return end
    return end + 1 if tokens.words[end] == ")" else None
