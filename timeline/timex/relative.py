"""Dates that count from another: "Tuesday", "last month", "the same day", "vergangene Woche", "Vortag"."""

from timeline.timex.clock import clock_at, with_time_of_day
from timeline.timex.named_days import day_name_at, day_named, named_day
from timeline.timex.rules import Match, compounded, noun_at
from timeline.timex.semantics import (
    Anchor,
    CalendarUnit,
    Offset,
    PartOfYear,
    TimeOfDay,
    TrailingPeriod,
    Unit,
    Weekday,
    Which,
    has_day,
)
from timeline.timex.tokens import Tokens
from timeline.timex.written_dates import month_at, written_date

_WHICH: dict[int, Which] = {-1: "last", 0: "this", 1: "next"}
_NEAREST: dict[int, Which] = {-1: "past", 0: "this", 1: "coming"}
_SENTENCE_ENDS = frozenset(("", ".", "!", "?", ":", '"', "„", "»", "«", "“", "-"))
_NO_SINGLE_UNIT = (Unit.HOUR, Unit.FORTNIGHT)
_NO_WINDOW = (Unit.HOUR, Unit.DAY, Unit.FORTNIGHT)
_WHOLE_WINDOW = (Unit.QUARTER, Unit.WEEKEND, Unit.CENTURY)


# --- days


def weekday_of(tokens: Tokens, index: int) -> int | None:
    """Return the weekday that the word at *index* names, Monday 0."""
    terms, word = tokens.terms, tokens.words[index]
    day = terms.weekdays.get(word)
    return terms.short_weekdays.get(word) if day is None else day


def weekday(tokens: Tokens, index: int) -> Match | None:
    """Read "Tuesday night", "Tuesday, Oct. 20", "Tuesday of last week", "Dienstag, dem 20. Oktober"."""
    day = weekday_of(tokens, index)
    if day is None or not noun_at(tokens, index):
        return None
    terms, end = tokens.terms, index + 1
    short = tokens.words[index] not in terms.weekdays
    end += short and tokens.words[end] == "." and tokens.glued(end)
    if _is_no_day(tokens, index, end):
        return None
    date = _date_behind(tokens, end, day)
    if date:
        return date
    named = tokens.words[end] in terms.weekday_names and tokens.capitalised(end)
    if short or named or compounded(tokens, end):
        return None
    return _weekday_of_week(tokens, end, day) or Match(Weekday(day), with_time_of_day(tokens, end))


def _is_no_day(tokens: Tokens, index: int, end: int) -> bool:
    """Return whether a weekday is repeated, or part of a name: "every Monday", "Bild am Sonntag"."""
    terms, before = tokens.terms, tokens.words[index - 1]
    paper = tokens.words[index - 2] in terms.newspapers and before in terms.clock_day_links
    return paper or before in terms.no_weekday_behind or tokens.words[end] in terms.no_weekday_before


def _date_behind(tokens: Tokens, end: int, day: int) -> Match | None:
    """Read the date of a weekday: ", Oct. 20", ", dem 20. Oktober 2015", "(20.10.)"."""
    terms = tokens.terms
    opened = tokens.words[end] == "(" and "(" in terms.weekday_links
    start = end + (tokens.words[end] in terms.weekday_links)
    start += tokens.words[start] in terms.weekday_articles
    date = written_date(tokens, start, day)
    if date is None or not has_day(date.value):
        return None
    if not opened:
        return Match(date.value, with_time_of_day(tokens, date.end))
    closed = tokens.words[date.end] == ")"
    return Match(date.value, with_time_of_day(tokens, date.end + 1)) if closed else None


def _weekday_of_week(tokens: Tokens, end: int, day: int) -> Match | None:
    """Read on from "Tuesday" to "Tuesday of last week", "Dienstag in einer Woche"."""
    terms = tokens.terms
    week = end + (tokens.words[end] in terms.month_links)
    if tokens.words[week] in terms.shifts and _is_one(tokens, week + 1, Unit.WEEK):
        return Match(Weekday(day, week=terms.shifts[tokens.words[week]]), week + 2)
    distance = tokens.grammar.phrases.weekday_distances.at(tokens.words, end)
    if distance is None:
        return None
    weeks, behind = distance
    return Match(Offset(7 * weeks, Unit.DAY, Weekday(day, "coming" if weeks > 0 else "past")), behind)


def _is_one(tokens: Tokens, index: int, unit: Unit) -> bool:
    terms, word = tokens.terms, tokens.words[index]
    return terms.units.get(word) is unit and word not in terms.plural_units


def day_word(tokens: Tokens, index: int) -> Match | None:
    """Read "today", "yesterday evening", "morgen früh"."""
    if tokens.capitalised(index) and _is_name(tokens, index):
        return None
    if compounded(tokens, index + 1) or _in_idiom(tokens, index):
        return None
    value = CalendarUnit(Unit.DAY, tokens.terms.days_from_today[tokens.words[index]])
    return Match(value, with_time_of_day(tokens, index + 1))


def _is_name(tokens: Tokens, index: int) -> bool:
    """Return whether a word with a capital is a noun or a name, by what stands before it."""
    before = tokens.words[index - 1]
    if tokens.terms.nouns_capitalised:
        return before not in _SENTENCE_ENDS and not before.isspace()  # a blank line ends a sentence too
    if before in tokens.terms.articles:
        return True
    return (
        tokens.is_word(index - 1)
        and tokens.capitalised(index - 1)
        and before not in tokens.terms.function_words
    )


def _in_idiom(tokens: Tokens, index: int) -> bool:
    """Return whether the token at *index* belongs to a phrase that names no day."""
    for phrase in tokens.terms.idioms:
        for place, word in enumerate(phrase):
            start = index - place
            if word == tokens.words[index] and tuple(tokens.words[start : start + len(phrase)]) == phrase:
                return True
    return False


def day_adjective(tokens: Tokens, index: int) -> Match | None:
    """Read "heutigen Dienstag", "gestrigen Tag"."""
    terms = tokens.terms
    word = tokens.words[index + 1]
    part = word in terms.parts_of_day or _is_one(tokens, index + 1, Unit.DAY)
    if not part and weekday_of(tokens, index + 1) is None:
        return None
    value = CalendarUnit(Unit.DAY, terms.day_adjectives[tokens.words[index]])
    return Match(value, with_time_of_day(tokens, index + 2))


def clock(tokens: Tokens, index: int) -> Match | None:
    """Read a time of day with its day behind it, or alone: it is then of the date mentioned last."""
    end = clock_at(tokens, index)
    if end is None:
        return None
    start = end + (tokens.words[end] == ",")
    start += tokens.words[start] in tokens.terms.clock_day_links
    day = plain_day(tokens, start)
    return Match(day.value, day.end) if day else Match(TimeOfDay(), end)


def plain_day(tokens: Tokens, index: int) -> Match | None:
    """Read a day by its name or date."""
    if weekday_of(tokens, index) is not None:
        return weekday(tokens, index)
    if tokens.words[index] in tokens.terms.days_from_today:
        return day_word(tokens, index)
    found = named_day(tokens, index) or written_date(tokens, index)
    return found if found and has_day(found.value) else None


def night(tokens: Tokens, index: int) -> Match | None:
    """Read "Nacht zum Mittwoch", "Nacht auf den 3. Mai": the day on which it ends."""
    terms = tokens.terms
    if tokens.words[index + 1] not in terms.night_links:
        return None
    start = index + 2 + (tokens.words[index + 2] in terms.day_articles)
    return plain_day(tokens, start)


# --- units of the calendar


def unit_phrase(tokens: Tokens, index: int) -> Match | None:
    """Read a phrase for a unit of the calendar: "the day before yesterday"."""
    found = tokens.grammar.phrases.units.at(tokens.words, index)
    return Match(*found) if found else None


def joined_unit(tokens: Tokens, index: int) -> Match | None:
    """Read "Vorjahr", "Jahresende"."""
    terms, word = tokens.terms, tokens.words[index]
    if word in terms.joined_parts:
        bare = noun_at(tokens, index) and not tokens.words[index + 1].isdecimal()
        return Match(terms.joined_parts[word], index + 1) if bare else None
    return Match(terms.joined_units[word], index + 1)


def shifted(tokens: Tokens, index: int) -> Match | None:
    """Read "last month", "this morning", "next Friday", "this past summer", "kommenden Freitag"."""
    terms, word = tokens.terms, tokens.words[index]
    shift, start = terms.shifts[word], index + 1
    if word in terms.inner_shifts or tokens.words[index - 1] in terms.articles:
        return None
    if shift == 0 and tokens.words[start] in terms.shifts:
        shift, start = terms.shifts[tokens.words[start]], start + 1
    if word in terms.narrative_shifts and _is_narrative(tokens, index, start):
        return Match(CalendarUnit(Unit.DAY, 1, "previous"), start + 1)
    if not noun_at(tokens, start):
        return None
    if tokens.words[start] in terms.parts_of_day:
        return (
            Match(CalendarUnit(Unit.DAY, shift), with_time_of_day(tokens, start + 1)) if shift < 1 else None
        )
    if _is_one(tokens, start, Unit.DAY):
        same = shift == 0 and terms.this_day_is_previous
        return Match(CalendarUnit(Unit.DAY, 0, "previous"), start + 1) if same else None
    return _unit(tokens, start, shift, "published") or _named_period(tokens, start, shift)


def _is_narrative(tokens: Tokens, index: int, start: int) -> bool:
    """Return whether "next day", "next morning" stands at *index*, and its day at *start*."""
    terms = tokens.terms
    if tokens.words[start] not in terms.narrative_days:
        return False
    return not terms.narrative_prepositions or tokens.words[index - 1] in terms.narrative_prepositions


def from_previous(tokens: Tokens, index: int) -> Match | None:
    """Read what counts from the date mentioned last: "following month", "selben Tag", "desselben Jahres"."""
    terms, shift = tokens.terms, tokens.terms.previous_shifts[tokens.words[index]]
    day = terms.weekdays.get(tokens.words[index + 1])
    if day is not None:
        value = Weekday(day, _NEAREST[shift], anchor="previous")
        return Match(value, with_time_of_day(tokens, index + 2))
    return _unit(tokens, index + 1, shift, "previous") if noun_at(tokens, index + 1) else None


def demonstrative(tokens: Tokens, index: int) -> Match | None:
    """Read "that year", "that same week", "that October"."""
    start = index + 1 + (tokens.words[index + 1] in tokens.terms.intensifiers)
    month = month_at(tokens, start)
    if month:
        return Match(PartOfYear(month.value, year=CalendarUnit(Unit.YEAR, 0, "previous")), month.end)
    return _unit(tokens, start, 0, "previous")


def day_from_previous(tokens: Tokens, index: int) -> Match | None:
    """Read "tags zuvor", "Abend darauf", "Jahr zuvor": what lies beside the date mentioned last."""
    terms, word, behind = tokens.terms, tokens.words[index], tokens.words[index + 1]
    if behind not in terms.adverbs or (word in terms.parts_of_day and not noun_at(tokens, index)):
        return None
    before = tokens.words[index - 1]
    if before in terms.numbers or before.isdecimal():
        return None
    return Match(CalendarUnit(terms.adverb_units[word], terms.adverbs[behind], "previous"), index + 2)


def _unit(tokens: Tokens, index: int, shift: int, anchor: Anchor) -> Match | None:
    terms, word = tokens.terms, tokens.words[index]
    if word in terms.parts_of_day or _is_one(tokens, index, Unit.DAY):
        return Match(CalendarUnit(Unit.DAY, shift, anchor), index + 1)
    unit = terms.units.get(word)
    if unit is None or word in terms.plural_units or unit in _NO_SINGLE_UNIT:
        return None
    if tokens.words[index + 1] in terms.month_links:
        return None
    return Match(CalendarUnit(unit, shift, anchor), index + 1)


def window(tokens: Tokens, index: int) -> Match | None:
    """Read the unit of "the past year": the stretch up to publication."""
    terms, word = tokens.terms, tokens.words[index]
    unit = terms.units.get(word)
    if unit is None or word in terms.plural_units or unit in _NO_WINDOW:
        return None
    if tokens.words[index + 1] in terms.no_window_before:
        return None
    return Match(CalendarUnit(unit, -1) if unit in _WHOLE_WINDOW else TrailingPeriod(unit), index + 1)


def _named_period(tokens: Tokens, index: int, shift: int) -> Match | None:
    """Read a weekday, month, season or named day behind a word like "last"."""
    terms, word, which = tokens.terms, tokens.words[index], _WHICH[shift]
    if word in terms.weekdays:
        return _shifted_weekday(tokens, index, shift)
    if word in terms.seasons:
        return Match(PartOfYear(terms.seasons[word], which=which), index + 1)
    month = month_at(tokens, index)
    if month:
        return Match(PartOfYear(month.value, which=which), month.end)
    found = day_name_at(tokens, index)
    return Match(day_named(tokens, found[0], which=which), found[1]) if found else None


def _shifted_weekday(tokens: Tokens, index: int, shift: int) -> Match:
    """Read "last Tuesday", or "kommenden Freitag, dem 3. Mai" where a date may follow."""
    terms = tokens.terms
    nearest = tokens.words[index - 1] in terms.nearest_shifts
    value = Weekday(terms.weekdays[tokens.words[index]], (_NEAREST if nearest else _WHICH)[shift])
    dated = weekday(tokens, index) if terms.shifted_dates else None
    if dated and not isinstance(dated.value, Weekday):
        return dated
    return Match(value, dated.end if dated else with_time_of_day(tokens, index + 1))


def weekend(tokens: Tokens, index: int) -> Match | None:
    """Read "weekend" behind "over the", "Wochenende" behind "am"."""
    terms = tokens.terms
    before = index - 1 - (tokens.words[index - 1] in terms.articles)
    if not noun_at(tokens, index) or tokens.words[before] not in terms.weekend_prepositions:
        return None
    return Match(CalendarUnit(Unit.WEEKEND, 0), index + 1)
