"""Dates that count from another.

"late Tuesday", "last month", "three weeks ago", "the same day", "two days later".
"""

from timeline.dates import PartialDate
from timeline.lang.en.lexicon import WEEKDAYS
from timeline.lang.en.timex.clock import clock_at, with_time_of_day
from timeline.lang.en.timex.parts import month_at
from timeline.lang.en.timex.words import (
    AFTER,
    AGO,
    BEFORE,
    CLAUSE_OPENERS,
    COUNT_ADJECTIVES,
    DAYS_FROM_TODAY,
    DURATION_PREPOSITIONS,
    EARLIER,
    ELSEWHERE,
    FEAST_PREPOSITIONS,
    FIXED_DAYS,
    FRACTIONS,
    FUNCTION_WORDS,
    LATER,
    MOVABLE_DAYS,
    NICKNAMES,
    NUMBERS,
    PAPERS,
    PARTS_OF_DAY,
    PREVIOUS_SHIFTS,
    REPEATED,
    REPEATED_PARTS_OF_DAY,
    SEASON_PREPOSITIONS,
    SEASONS,
    SHIFTS,
    SHORT_WEEKDAYS,
    SPAN_PREPOSITIONS,
    UNITS,
    VAGUE_NUMBERS,
    WEEKEND_PREPOSITIONS,
    WINDOWS,
)
from timeline.lang.en.timex.written import written_date, year_behind
from timeline.lang.en.timex.years import year_alone
from timeline.timex.rules import Match, in_number
from timeline.timex.semantics import (
    Anchor,
    CalendarUnit,
    MovableDay,
    Offset,
    PartOfYear,
    Range,
    Stated,
    TimeOfDay,
    TrailingPeriod,
    Unit,
    Value,
    Weekday,
    Which,
    Yearly,
    has_day,
)
from timeline.timex.tokens import Tokens

_WHICH: dict[int, Which] = {-1: "last", 0: "this", 1: "next"}
_NEAREST: dict[int, Which] = {-1: "past", 0: "this", 1: "coming"}
_FEASTS: dict[str, list[list[str]]] = {}
for _name in sorted((name.split() for name in (*FIXED_DAYS, *MOVABLE_DAYS)), key=len, reverse=True):
    _FEASTS.setdefault(_name[0], []).append(_name)
"""The names of days by their first word, the longest first."""
_PLURAL_UNITS = frozenset(word for word in UNITS if word.endswith("s"))


# --- days


def weekday(tokens: Tokens, index: int) -> Match | None:
    """Read "Tuesday", "Tuesday night", "Tuesday, Oct. 20", "Tuesday of last week"."""
    word = tokens.words[index]
    day, end, short = WEEKDAYS.get(word), index + 1, False
    if day is None:
        day, short = SHORT_WEEKDAYS[word], True
        end += tokens.words[end] == "." and tokens.glued(end)
    if (
        tokens.words[index - 1] in REPEATED
        or tokens.words[index - 1] in NICKNAMES
        or tokens.words[end] in REPEATED_PARTS_OF_DAY
    ):
        return None
    start = end + (tokens.words[end] == ",")
    start += tokens.words[start] == "the"
    date = written_date(tokens, start, day)
    if date and has_day(date.value):
        return Match(date.value, with_time_of_day(tokens, date.end))
    if short or (tokens.words[end] in PAPERS and tokens.capitalised(end)):
        return None
    week = end + (tokens.words[end] == "of")
    if tokens.words[week + 1] == "week" and tokens.words[week] in SHIFTS:
        return Match(Weekday(day, week=SHIFTS[tokens.words[week]]), week + 2)
    return Match(Weekday(day), with_time_of_day(tokens, end))


def day_word(tokens: Tokens, index: int) -> Match | None:
    """Read "today", "yesterday evening", "tomorrow"."""
    before = tokens.words[index - 1]
    named = before == "the" or (
        tokens.is_word(index - 1) and tokens.capitalised(index - 1) and before not in FUNCTION_WORDS
    )
    if named and tokens.capitalised(index):
        return None
    value = CalendarUnit(Unit.DAY, DAYS_FROM_TODAY[tokens.words[index]])
    return Match(value, with_time_of_day(tokens, index + 1))


def clock(tokens: Tokens, index: int) -> Match | None:
    """Read a time of day with the day behind it ("6 p.m. on Tuesday"), or alone.

    It is then of the day mentioned last.
    """
    end = clock_at(tokens, index)
    if end is None:
        return None
    start = end + (tokens.words[end] == ",")
    start += tokens.words[start] == "on"
    day = plain_day(tokens, start)
    return Match(day.value, day.end) if day else Match(TimeOfDay(), end)


def plain_day(tokens: Tokens, index: int) -> Match | None:
    """Read a day by its name or date."""
    word = tokens.words[index]
    if word in WEEKDAYS or word in SHORT_WEEKDAYS:
        return weekday(tokens, index)
    found = (
        day_word(tokens, index)
        if word in DAYS_FROM_TODAY
        else feast(tokens, index) or written_date(tokens, index)
    )
    return found if found and has_day(found.value) else None


def feast(tokens: Tokens, index: int) -> Match | None:
    """Read a day that has a name.

    "Christmas Eve", "Good Friday 2015"; short names only behind a preposition or with a year.
    """
    name = _feast_name(tokens, index)
    if name is None or tokens.words[index - 1] in ELSEWHERE:
        return None
    end = index + len(name)
    year = year_behind(tokens, end)
    if not year and (
        tokens.words[end] in UNITS or (len(name) == 1 and tokens.words[index - 1] not in FEAST_PREPOSITIONS)
    ):
        return None
    return Match(_feast(name, year.value if year else None, None), year.end if year else end)


def _feast_name(tokens: Tokens, index: int) -> list[str] | None:
    """Return the words of the longest name of a day at *index*."""
    for name in _FEASTS.get(tokens.words[index], ()):
        if (
            tokens.words[index + len(name) - 1] == name[-1]
            and tokens.words[index : index + len(name)] == name
        ):
            return name if tokens.capitalised(index) else None
    return None


def _feast(words: list[str], year: int | CalendarUnit | None, which: Which | None) -> Value:
    name, when = " ".join(words), year if isinstance(year, CalendarUnit) else None
    value: Yearly = (
        PartOfYear(*FIXED_DAYS[name], which=which, year=when)
        if name in FIXED_DAYS
        else MovableDay(_written(name), MOVABLE_DAYS[name], which, when)
    )
    day = value.in_year(year) if isinstance(year, int) else None
    return Stated(day) if day else value


def _written(name: str) -> str:
    """Return the name of a day as people write it, with capitals and no gaps before its marks."""
    return name.title().replace(" '", "'").replace("'S", "'s").replace(" .", ".")


# --- seasons


def season(tokens: Tokens, index: int) -> Match | None:
    """Read "summer 2014", "the summer of 2014", "spring last year", and "the summer" behind a preposition."""
    number = SEASONS[tokens.words[index]]
    year = year_behind(tokens, index + 1)
    if year:
        when, end = year
        value = Stated(PartialDate(when, number)) if isinstance(when, int) else PartOfYear(number, year=when)
        doubled = tokens.words[end] in ("/", "-") and tokens.glued(end) and tokens.words[end + 1].isdecimal()
        return Match(value, end + 2 if doubled else end)
    behind_the = tokens.words[index - 1] == "the" and tokens.words[index - 2] in SEASON_PREPOSITIONS
    closed = not tokens.is_word(index + 1) or tokens.words[index + 1] in FUNCTION_WORDS
    return (
        Match(PartOfYear(number), index + 1)
        if behind_the and closed and not tokens.capitalised(index)
        else None
    )


# --- units of the calendar


def shifted(tokens: Tokens, index: int) -> Match | None:
    """Read "last month", "this morning", "next Friday", "this past summer", "last October"."""
    shift, start = SHIFTS[tokens.words[index]], index + 1
    if tokens.words[index] == "past" or tokens.words[index - 1] == "the":
        return None
    if tokens.words[index] == "this" and tokens.words[start] in SHIFTS:
        shift, start = SHIFTS[tokens.words[start]], start + 1
    word = tokens.words[start]
    if word in ("day", "morning") and tokens.words[index] == "next":
        return Match(CalendarUnit(Unit.DAY, 1, "previous"), start + 1)
    if word in PARTS_OF_DAY:
        return (
            Match(CalendarUnit(Unit.DAY, shift), with_time_of_day(tokens, start + 1)) if shift < 1 else None
        )
    if word == "day":
        return None
    return _unit(tokens, start, shift, "published") or _named_period(tokens, start, shift, "published")


def from_previous(tokens: Tokens, index: int) -> Match | None:
    """Read what counts from the date mentioned last, from "the" or "that" on.

    "the same day", "the following month", "that year".
    """
    if tokens.words[index] == "that":
        start = index + 1 + (tokens.words[index + 1] == "same")
        month = month_at(tokens, start)
        if month:
            return Match(PartOfYear(month.value, year=CalendarUnit(Unit.YEAR, 0, "previous")), month.end)
        return _unit(tokens, start, 0, "previous")
    word = tokens.words[index + 1]
    if word in WINDOWS:
        return _window(tokens, index + 2)
    if word not in PREVIOUS_SHIFTS:
        return None
    if word == "next" and tokens.words[index - 1] in SPAN_PREPOSITIONS:
        return None
    shift = PREVIOUS_SHIFTS[word]
    return _unit(tokens, index + 2, shift, "previous") or _named_period(tokens, index + 2, shift, "previous")


def _unit(tokens: Tokens, index: int, shift: int, anchor: Anchor) -> Match | None:
    word = tokens.words[index]
    if word in PARTS_OF_DAY or word == "day":
        return Match(CalendarUnit(Unit.DAY, shift, anchor), index + 1)
    if (
        word not in UNITS
        or word in _PLURAL_UNITS
        or UNITS[word] in ("hour", "fortnight")
        or tokens.words[index + 1] == "of"
    ):
        return None
    return Match(CalendarUnit(Unit(UNITS[word]), shift, anchor), index + 1)


def _window(tokens: Tokens, index: int) -> Match | None:
    word = tokens.words[index]
    if word not in UNITS or word in _PLURAL_UNITS or tokens.words[index + 1] in ("of", "in"):
        return None
    unit = Unit(UNITS[word])
    if unit in (Unit.HOUR, Unit.DAY, Unit.FORTNIGHT):
        return None
    return Match(
        CalendarUnit(unit, -1)
        if unit in (Unit.QUARTER, Unit.WEEKEND, Unit.CENTURY)
        else TrailingPeriod(unit),
        index + 1,
    )


def _named_period(tokens: Tokens, index: int, shift: int, anchor: Anchor) -> Match | None:
    """Read a weekday, month, season or named day behind a word like "last"."""
    word, which = tokens.words[index], _WHICH[shift]
    if word in WEEKDAYS:
        nearest = anchor == "previous" or tokens.words[index - 1] in ("past", "coming")
        day = Weekday(WEEKDAYS[word], _NEAREST[shift] if nearest else which, anchor=anchor)
        return Match(day, with_time_of_day(tokens, index + 1))
    if anchor == "previous":
        return None
    if word in SEASONS:
        return Match(PartOfYear(SEASONS[word], which=which), index + 1)
    month = month_at(tokens, index)
    if month:
        return Match(PartOfYear(month.value, which=which), month.end)
    name = _feast_name(tokens, index)
    return Match(_feast(name, None, which), index + len(name)) if name else None


def weekend(tokens: Tokens, index: int) -> Match | None:
    """Read "the weekend" behind a preposition; *index* is at "the"."""
    if tokens.words[index + 1] == "weekend" and tokens.words[index - 1] in WEEKEND_PREPOSITIONS:
        return Match(CalendarUnit(Unit.WEEKEND, 0), index + 2)
    return None


# --- distances


def distance(tokens: Tokens, index: int) -> Match | None:
    """Read "three weeks ago", "two days later", "the day before", "years ago"."""
    number = None if tokens.words[index - 1] in DURATION_PREPOSITIONS else _count(tokens, index)
    if number is None:
        return None
    count, start = number
    start += tokens.words[start] in COUNT_ADJECTIVES
    word = tokens.words[start]
    if word not in UNITS:
        return None
    end = start + 1
    if tokens.words[end : end + 3] == ["and", "a", "half"]:
        count, end = (None if count is None else count + 0.5), end + 3
    end += tokens.words[end] == "'"
    return _from_anchor(tokens, end, count, Unit(UNITS[word]))


def _count(tokens: Tokens, index: int) -> tuple[float | None, int] | None:
    """Read how many: None for "several", and for a plural unit that has no number."""
    word, behind = tokens.words[index], tokens.words[index + 1]
    after_article = index + 1 + (word == "a")
    if word in _PLURAL_UNITS:
        return None, index
    if word in VAGUE_NUMBERS or (word == "a" and behind in VAGUE_NUMBERS):
        return None, after_article
    if "couple" in (word, behind if word == "a" else ""):
        return 2, after_article + (tokens.words[after_article] == "of")
    if word == "the":
        return (1, index + 1) if behind in UNITS and behind not in _PLURAL_UNITS else None
    return _fraction(tokens, index) or _digits(tokens, index) or _number_words(tokens, index)


def _fraction(tokens: Tokens, index: int) -> tuple[float, int] | None:
    """Read "half a", "a quarter of a"."""
    start = index + (tokens.words[index] == "a")
    fraction = FRACTIONS.get(tokens.words[start])
    if fraction is None:
        return None
    start += 1 + (tokens.words[start + 1] == "of")
    return fraction, start + (tokens.words[start] in ("a", "an"))


def _digits(tokens: Tokens, index: int) -> tuple[float, int] | None:
    if not tokens.words[index].isdecimal() or in_number(tokens, index) or len(tokens.words[index]) > 6:
        return None
    mark, behind = tokens.words[index + 1], tokens.words[index + 2]
    glued = behind.isdecimal() and tokens.glued(index + 1) and tokens.glued(index + 2)
    if mark == "," and glued and len(behind) == 3:
        return int(tokens.words[index] + behind), index + 3
    if mark == "." and glued and len(behind) < 3:
        return float(f"{tokens.words[index]}.{behind}"), index + 3
    return _and_a_half(tokens, int(tokens.words[index]), index + 1)


def _number_words(tokens: Tokens, index: int) -> tuple[float, int] | None:
    if tokens.words[index] not in NUMBERS:
        return None
    count, end = NUMBERS[tokens.words[index]], index + 1
    if tokens.words[end] == "-" and tokens.words[end + 1] in NUMBERS and count >= 20:
        count, end = count + NUMBERS[tokens.words[end + 1]], end + 2
    elif tokens.words[end] in ("dozen", "hundred"):
        count, end = count * (12 if tokens.words[end] == "dozen" else 100), end + 1
    return _and_a_half(tokens, count, end)


def _and_a_half(tokens: Tokens, count: float, end: int) -> tuple[float, int]:
    """Read on from a number to "and a half", with or without hyphens."""
    start = end + (tokens.words[end] == "-")
    if tokens.words[start] != "and":
        return count, end
    half = start + 1
    while tokens.words[half] in ("-", "a") and half < start + 4:
        half += 1
    return (count + 0.5, half + 1) if tokens.words[half] == "half" else (count, end)


def _from_anchor(tokens: Tokens, end: int, count: float | None, unit: Unit) -> Match | None:
    word = tokens.words[end]
    negative = None if count is None else -count
    if word == AGO:
        return _weeks_from_day(tokens, end + 1, negative, unit) or Match(Offset(negative, unit), end + 1)
    if word in LATER and tokens.words[end + 1] != "than":
        return Match(Offset(count, unit, "previous"), end + 1)
    if word in EARLIER and tokens.words[end + 1] != "than":
        return Match(Offset(negative, unit, "previous"), end + 1)
    if word == "from":
        now = tokens.words[end + 1] == "now" or (tokens.words[end + 1] == "today" and unit is not Unit.WEEK)
        return Match(Offset(count, unit), end + 2) if now else _weeks_from_day(tokens, end + 1, count, unit)
    if count is not None and (word in BEFORE or word in AFTER):
        start = end + 1 + (word == "prior" and tokens.words[end + 1] == "to")
        return _from_target(tokens, start, count if word in AFTER else negative, unit)
    return None


def _weeks_from_day(tokens: Tokens, index: int, count: float | None, unit: Unit) -> Match | None:
    """Read the day behind "a week ago" or "two weeks from": "today", "Tuesday"; weeks from a day are days."""
    if unit is not Unit.WEEK or count is None or count != int(count):
        return None
    word = tokens.words[index + (tokens.words[index] == "on")]
    if word in WEEKDAYS:
        day: Value = Weekday(WEEKDAYS[word], "past" if count < 0 else "coming")
    elif word in DAYS_FROM_TODAY:
        day = CalendarUnit(Unit.DAY, DAYS_FROM_TODAY[word])
    else:
        return None
    return Match(Offset(7 * int(count), Unit.DAY, day), index + 1 + (tokens.words[index] == "on"))


def _from_target(tokens: Tokens, index: int, count: float | None, unit: Unit) -> Match | None:
    """Read what a distance counts from.

    A date, the date mentioned last where nothing follows, else, for days, an event.
    """
    target = plain_day(tokens, index) or written_date(tokens, index) or year_alone(tokens, index)
    if target and not isinstance(target.value, Range):
        return Match(Offset(count, unit, target.value), target.end)
    open_ended = not tokens.is_word(index) and not tokens.words[index].isdecimal()
    if open_ended or tokens.words[index] in CLAUSE_OPENERS:
        return Match(Offset(count, unit, "previous"), index)
    return Match(Offset(count, unit, "event"), index) if unit is Unit.DAY else None
