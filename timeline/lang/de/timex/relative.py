"""German dates that count from another.

"gestern Abend", "vergangene Woche", "vor drei Wochen", "zwei Tage später".
"""

from timeline.lang.de.timex.clock import with_time_of_day
from timeline.lang.de.timex.dates import day_date, feast_name, feast_value, month_at, weekday, weekday_of
from timeline.lang.de.timex.words import (
    COUNT_APPROXIMATORS,
    DAY_ADJECTIVES,
    DAYS_FROM_TODAY,
    EARLIER,
    FOLLOWING_UNITS,
    HALVES,
    LATER,
    NUMBERS,
    PARTS_OF_DAY,
    PLURAL_UNITS,
    PREVIOUS_ADVERBS,
    PREVIOUS_DAYS,
    PREVIOUS_SHIFTS,
    SEASONS,
    SHIFTS,
    UNIT_EDGES,
    UNITS,
    UNITS_BEFORE,
    VAGUE_NUMBERS,
)
from timeline.timex.rules import Match, in_number
from timeline.timex.semantics import (
    About,
    Anchor,
    CalendarUnit,
    Offset,
    PartOfYear,
    Unit,
    Value,
    Weekday,
    Which,
)
from timeline.timex.tokens import Tokens

_WHICH: dict[int, Which] = {-1: "last", 0: "this", 1: "next"}
_NEAREST: dict[int, Which] = {-1: "past", 0: "this", 1: "coming"}
_SENTENCE_ENDS = frozenset(("", ".", "!", "?", ":", '"', "„", "»", "«", "“", "-"))


# --- days


def day_word(tokens: Tokens, index: int) -> Match | None:
    """Read "heute", "gestern Abend", "morgen früh", "übermorgen"."""
    word, before = tokens.words[index], tokens.words[index - 1]
    # "Morgen" is tomorrow only where a sentence begins with it; "heute-journal" and "von heute auf morgen"
    # tell no day.
    begins = before in _SENTENCE_ENDS or before.isspace()  # behind a blank line too
    noun = tokens.capitalised(index) and not begins
    joined = tokens.words[index + 1] == "-" and tokens.glued(index + 1)
    idiom = tokens.words[index + 1 : index + 3] == ["auf", "morgen"] or tokens.words[index - 2 : index] == [
        "heute",
        "auf",
    ]
    if noun or joined or idiom or (word == "heute" and before == "bis"):
        return None
    return Match(CalendarUnit(Unit.DAY, DAYS_FROM_TODAY[word]), with_time_of_day(tokens, index + 1))


def day_adjective(tokens: Tokens, index: int) -> Match | None:
    """Read "heutigen Dienstag", "gestrigen Tag"."""
    word = tokens.words[index + 1]
    if word not in ("tag", "abend", "tages") and weekday_of(word) is None:
        return None
    value = CalendarUnit(Unit.DAY, DAY_ADJECTIVES[tokens.words[index]])
    return Match(value, with_time_of_day(tokens, index + 2))


def this_year(_tokens: Tokens, index: int) -> Match | None:
    """Read "heuer"."""
    return Match(CalendarUnit(Unit.YEAR, 0), index + 1)


def night(tokens: Tokens, index: int) -> Match | None:
    """Read "Nacht zum Mittwoch", "Nacht auf den 3. Mai": the day on which it ends."""
    joint = tokens.words[index + 1]
    start = index + 2 + (tokens.words[index + 2] in ("den", "dem"))
    if joint not in ("zum", "zu", "auf"):
        return None
    day = weekday(tokens, start) if weekday_of(tokens.words[start]) is not None else None
    return day or (day_date(tokens, start) if tokens.words[start].isdecimal() else None)


def day_from_previous(tokens: Tokens, index: int) -> Match | None:
    """Read "Vortag", "tags zuvor", "Tag darauf", "Abend zuvor", "Jahr zuvor".

    What lies beside the date mentioned last.
    """
    word, behind = tokens.words[index], tokens.words[index + 1]
    if word in PREVIOUS_DAYS:
        return Match(CalendarUnit(Unit.DAY, PREVIOUS_DAYS[word], "previous"), index + 1)
    plain = word in ("tags", "tag") or (word in PARTS_OF_DAY and tokens.capitalised(index))
    if plain and behind in PREVIOUS_ADVERBS and not _counted(tokens, index):
        return Match(CalendarUnit(Unit.DAY, PREVIOUS_ADVERBS[behind], "previous"), index + 2)
    if word in ("jahr", "monat", "woche") and behind in PREVIOUS_ADVERBS and not _counted(tokens, index):
        return Match(CalendarUnit(Unit(UNITS[word]), PREVIOUS_ADVERBS[behind], "previous"), index + 2)
    return None


def _counted(tokens: Tokens, index: int) -> bool:
    return tokens.words[index - 1] in NUMBERS or tokens.words[index - 1].isdecimal()


# --- units of the calendar


def shifted(tokens: Tokens, index: int) -> Match | None:
    """Read "vergangene Woche", "dieses Jahr", "kommenden Freitag", "nächsten Tag"."""
    shift, start = SHIFTS[tokens.words[index]], index + 1
    word = tokens.words[start]
    if (
        word in ("tag", "morgen")
        and tokens.words[index].startswith("nächst")
        and tokens.words[index - 1] in ("am", "den")
    ):
        return Match(CalendarUnit(Unit.DAY, 1, "previous"), start + 1)
    if not tokens.capitalised(start):
        return None
    if word in ("tag", "tages"):
        return Match(CalendarUnit(Unit.DAY, 0, "previous"), start + 1) if shift == 0 else None
    if word in PARTS_OF_DAY:
        return Match(CalendarUnit(Unit.DAY, -1 if shift < 0 else 0), start + 1) if shift < 1 else None
    return _unit(tokens, start, shift, "published") or _named_period(tokens, start, shift)


def from_previous(tokens: Tokens, index: int) -> Match | None:
    """Read what counts from the date mentioned last: "selben Tag", "folgenden Monat", "desselben Jahres"."""
    shift, word = PREVIOUS_SHIFTS[tokens.words[index]], tokens.words[index + 1]
    if (
        tokens.capitalised(index + 1)
        and (word in PARTS_OF_DAY or UNITS.get(word) == "day")
        and word not in PLURAL_UNITS
    ):
        return Match(CalendarUnit(Unit.DAY, shift, "previous"), index + 2)
    day = weekday_of(word)
    if day is not None:
        return Match(Weekday(day, _NEAREST[shift], anchor="previous"), with_time_of_day(tokens, index + 2))
    return _unit(tokens, index + 1, shift, "previous")


def joined_unit(tokens: Tokens, index: int) -> Match | None:
    """Read "Jahresende", "Vorjahr", "Folgemonat", "Wochenende" behind "am"."""
    word = tokens.words[index]
    if not tokens.capitalised(index):
        return None
    if word in UNIT_EDGES:
        year = tokens.words[index + 1].isdecimal()
        return None if year else Match(CalendarUnit(Unit(UNIT_EDGES[word]), 0), index + 1)
    if word in UNITS_BEFORE:
        return Match(CalendarUnit(Unit(UNITS_BEFORE[word]), -1), index + 1)
    if word in FOLLOWING_UNITS:
        return Match(CalendarUnit(Unit(FOLLOWING_UNITS[word]), 1, "previous"), index + 1)
    return (
        Match(CalendarUnit(Unit.WEEKEND, 0), index + 1)
        if tokens.words[index - 1] in ("am", "übers", "zum")
        else None
    )


def _unit(tokens: Tokens, index: int, shift: int, anchor: Anchor) -> Match | None:
    word = tokens.words[index]
    if word not in UNITS or word in PLURAL_UNITS or UNITS[word] in ("hour", "day"):
        return None
    return Match(CalendarUnit(Unit(UNITS[word]), shift, anchor), index + 1)


def _named_period(tokens: Tokens, index: int, shift: int) -> Match | None:
    """Read a weekday, month, season or named day behind a word like "vergangenen"."""
    word, which = tokens.words[index], _WHICH[shift]
    day = weekday_of(word)
    if day is not None:
        dated = weekday(tokens, index)
        found = (
            Weekday(day, _NEAREST[shift])
            if dated is None or isinstance(dated.value, Weekday)
            else dated.value
        )
        return Match(found, dated.end if dated else with_time_of_day(tokens, index + 1))
    if word in SEASONS:
        return Match(PartOfYear(SEASONS[word], which=which), index + 1)
    month = month_at(tokens, index)
    if month:
        return Match(PartOfYear(month.value, which=which), month.end)
    name = feast_name(tokens, index)
    return Match(feast_value(name, None, which), index + len(name)) if name else None


def unit_of_publication(tokens: Tokens, index: int) -> Match | None:
    """Read "Jahres", "Woche" behind an edge, "Anfang der": those of publication."""
    word = tokens.words[index]
    if (
        word not in UNITS
        or word in PLURAL_UNITS
        or UNITS[word] not in ("week", "month", "quarter", "year", "decade", "century")
    ):
        return None
    return Match(CalendarUnit(Unit(UNITS[word]), 0), index + 1)


# --- distances


def ago(tokens: Tokens, index: int) -> Match | None:
    """Read "vor drei Wochen", "vor rund zehn Jahren", "vor mehr als einem Jahr", "vor Jahren"."""
    start, about = _behind_approximators(tokens, index + 1)
    counted = _count(tokens, start)
    if counted is None:
        return None
    count, end = counted
    word = tokens.words[end]
    sign = -1 if tokens.words[index] == "vor" else 1
    if word not in UNITS or not tokens.capitalised(end) or (count is None and sign > 0):
        return None
    value: Value = Offset(None if count is None else sign * count, Unit(UNITS[word]))
    return Match(About(value) if about and count is not None else value, end + 1)


def distance(tokens: Tokens, index: int) -> Match | None:
    """Read "zwei Tage später", "ein Jahr zuvor", "rund drei Wochen danach", "drei Tage nach dem Unfall"."""
    start, about = _behind_approximators(tokens, index)
    counted = _count(tokens, start)
    if counted is None:
        return None
    count, end = counted
    word, behind = tokens.words[end], tokens.words[end + 1]
    if word not in UNITS or not tokens.capitalised(end) or tokens.words[end + 2] == "als":
        return None
    unit, sign = Unit(UNITS[word]), 1 if behind in LATER or behind == "nach" else -1
    signed = None if count is None else sign * count
    if behind in LATER or behind in EARLIER:
        value: Value = Offset(signed, unit, "previous")
        return Match(About(value) if about and count is not None else value, end + 2)
    if behind in ("nach", "vor") and count is not None:
        return _from_target(tokens, end + 2, Offset(signed, unit, "event"))
    return None


def _from_target(tokens: Tokens, index: int, offset: Offset) -> Match | None:
    """Read what a distance counts from: a date, else, for days, an event."""
    start = index + (tokens.words[index] in ("dem", "den", "der"))
    if tokens.words[start].isdecimal():
        target = day_date(tokens, start)
    else:
        target = (
            weekday(tokens, start)
            if weekday_of(tokens.words[start]) is not None
            else feast_target(tokens, start)
        )
    if target:
        return Match(Offset(offset.count, offset.unit, target.value), target.end)
    return Match(offset, index) if offset.unit is Unit.DAY and tokens.is_word(index) else None


def feast_target(tokens: Tokens, index: int) -> Match | None:
    """Read the named day that a distance counts from."""
    name = feast_name(tokens, index)
    return Match(feast_value(name, None, None), index + len(name)) if name else None


def _behind_approximators(tokens: Tokens, index: int) -> tuple[int, bool]:
    """Return the index behind "rund", "mehr als", "ca.", and whether there is any of them."""
    end = index
    while tokens.words[end] in COUNT_APPROXIMATORS and end < index + 2:
        end += 1 + (tokens.words[end : end + 2] == ["mehr", "als"])
        end += tokens.words[end - 1] == "ca" and tokens.words[end] == "."
    return end, end > index


def _count(tokens: Tokens, index: int) -> tuple[float | None, int] | None:
    """Read how many: None for "einige", and for a plural unit that has no number."""
    word = tokens.words[index]
    if word in PLURAL_UNITS:
        return None, index
    if word in VAGUE_NUMBERS:
        return None, index + 1
    if word in NUMBERS:
        behind = tokens.words[index + 1]
        if NUMBERS[word] == 1 and behind in HALVES:
            return 0.5, index + 2
        return (None, index + 2) if NUMBERS[word] == 1 and behind == "paar" else (NUMBERS[word], index + 1)
    return _digits(tokens, index)


def _digits(tokens: Tokens, index: int) -> tuple[float, int] | None:
    """Read "3", "2,5", "10.000"."""
    if not tokens.words[index].isdecimal() or in_number(tokens, index) or len(tokens.words[index]) > 6:
        return None
    mark, behind = tokens.words[index + 1], tokens.words[index + 2]
    glued = behind.isdecimal() and tokens.glued(index + 1) and tokens.glued(index + 2)
    if mark == "." and glued and len(behind) == 3:
        return int(tokens.words[index] + behind), index + 3
    if mark == "," and glued and len(behind) < 3:
        return float(f"{tokens.words[index]}.{behind}"), index + 3
    return int(tokens.words[index]), index + 1
