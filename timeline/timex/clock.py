"""Times of day: part of a date, or by themselves where their form leaves no doubt."""

from timeline.timex.rules import in_number
from timeline.timex.tokens import Tokens


def clock_at(tokens: Tokens, index: int) -> int | None:
    """Return where a time of day at *index* ends: "6:40 p.m. (GMT +8)", "1653 GMT", "18 Uhr"; else None.

    "18:00" alone may be a score or a ratio, and is read only behind a word like "at".
    """
    hour = tokens.words[index]
    if not hour.isdecimal() or len(hour) > 4 or in_number(tokens, index):
        return None
    if len(hour) > 2:
        return _zone_at(tokens, index + 1) if _is_four_digit_time(hour) else None
    if int(hour) > 24:
        return None
    end = _behind_minutes(tokens, index + 1)
    behind_hour = _behind_hour_words(tokens, end)
    if behind_hour is None and end == index + 1:
        return None
    zone = _zone_at(tokens, behind_hour or end)
    if zone or behind_hour:
        return zone or behind_hour
    preceded = tokens.words[index - 1] in tokens.terms.bare_clock_prepositions
    goes_on = tokens.words[end] in (".", ":") and tokens.glued(end) and tokens.glued(end + 1)
    return end if preceded and not goes_on else None


def with_time_of_day(tokens: Tokens, end: int) -> int:
    """Return where a date that ends at *end* ends with its time: "Tuesday night", "Monday at 6 p.m."."""
    terms = tokens.terms
    end += tokens.words[end] in terms.parts_of_day
    start = end + (tokens.words[end] == ",")
    start += (
        tokens.words[start] in terms.clock_modifiers and tokens.words[start + 1] in terms.clock_prepositions
    )
    time = clock_at(tokens, start + (tokens.written[start] in terms.clock_prepositions))
    if time:
        return time
    zone = tokens.grammar.phrases.zones.at(tokens.words, end)
    return zone[1] if zone else end


def _is_four_digit_time(digits: str) -> bool:
    return len(digits) == 4 and int(digits) < 2400 and int(digits[2:]) < 60


def _behind_minutes(tokens: Tokens, index: int) -> int:
    """Return the index behind ":40" or ":40:30" at *index*."""
    marked = tokens.words[index] in (":", ".") and tokens.glued(index) and tokens.glued(index + 1)
    minutes = tokens.words[index + 1]
    if not (marked and minutes.isdecimal() and len(minutes) == 2 and int(minutes) < 60):
        return index
    seconds = tokens.words[index + 3]
    glued = tokens.words[index + 2] == ":" and tokens.glued(index + 2) and tokens.glued(index + 3)
    return index + 4 if glued and seconds.isdecimal() and len(seconds) == 2 else index + 2


def _behind_hour_words(tokens: Tokens, index: int) -> int | None:
    """Return the index behind "p.m.", "o'clock" or "Uhr" at *index*."""
    found = tokens.grammar.phrases.hours.at(tokens.words, index)
    if found is None or (found[1] > index + 2 and not tokens.glued(index + 2)):
        return None
    return found[1]


def _zone_at(tokens: Tokens, index: int) -> int | None:
    """Return the index behind a time zone at *index*, with or without brackets."""
    terms = tokens.terms
    opened = tokens.words[index] == "("
    start = index + 1 if opened else index
    phrase = tokens.grammar.phrases.zones.at(tokens.words, start)
    end = phrase[1] if phrase else None
    if tokens.words[start] in terms.zones and (tokens.written[start].isupper() or tokens.glued(start)):
        end = start + 1
        if tokens.words[end] in ("+", "-") and tokens.words[end + 1].isdecimal():
            end += 2
    elif tokens.words[start] in terms.hours_behind_four_digits and len(tokens.words[start - 1]) == 4:
        end = start + 1
    if end is None or not opened:
        return end
    return end + 1 if tokens.words[end] == ")" else None
