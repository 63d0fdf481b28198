"""Numbers of units away from a date: "three weeks ago", "two days later", "vor rund zehn Jahren"."""

from timeline.timex.named_days import day_name_at, day_named
from timeline.timex.relative import plain_day
from timeline.timex.rules import Match, in_number, noun_at
from timeline.timex.semantics import About, CalendarUnit, Offset, Range, Unit, Value, Weekday
from timeline.timex.tokens import Tokens
from timeline.timex.written_dates import written_date
from timeline.timex.years import year_alone

Count = tuple[float | None, int]
"""How many, None where the words give no number, and the index of the token behind."""


def distance(tokens: Tokens, index: int) -> Match | None:
    """Read "three weeks ago", "two days later", "a year and a half earlier", "years ago"."""
    terms = tokens.terms
    counted = None if tokens.words[index - 1] in terms.duration_prepositions else _count(tokens, index)
    if counted is None:
        return None
    count, start = counted
    start += tokens.words[start] in terms.count_adjectives
    unit = terms.units.get(tokens.words[start])
    if unit is None or not noun_at(tokens, start):
        return None
    end = start + 1
    half = _half_behind(tokens, end)
    if half:
        count, end = (None if count is None else count + 0.5), half
    end += tokens.words[end] == "'"
    return _from_anchor(tokens, end, count, unit)


def distance_before(tokens: Tokens, index: int) -> Match | None:
    """Read "vor drei Wochen", "in zwei Tagen", "vor rund zehn Jahren", "vor Jahren"."""
    terms = tokens.terms
    start = behind_approximators(tokens, index + 1)
    counted = _count(tokens, start)
    if counted is None:
        return None
    count, end = counted
    sign, unit = terms.ago_before[tokens.words[index]], terms.units.get(tokens.words[end])
    if unit is None or not noun_at(tokens, end) or (count is None and sign > 0):
        return None
    value: Value = Offset(None if count is None else sign * count, unit)
    return Match(About(value) if start > index + 1 and count is not None else value, end + 1)


def behind_approximators(tokens: Tokens, index: int) -> int:
    """Return the index behind "about", "more than", "ca."; *index* if none of them stands there."""
    terms, end = tokens.terms, index
    while end < index + 2:
        word = tokens.words[end]
        if terms.comparisons.get(word) == tokens.words[end + 1]:
            end += 2
        elif word in terms.count_approximators:
            end += 1
            end += word in terms.short_approximators and tokens.words[end] == "."
        else:
            break
    return end


# --- how many


def _count(tokens: Tokens, index: int) -> Count | None:
    terms, word, behind = tokens.terms, tokens.words[index], tokens.words[index + 1]
    if word in terms.plural_units:
        return None, index
    article = word in terms.indefinite
    number = behind if article else word
    after = index + 1 + article
    if number in terms.vague_numbers:
        return None, after
    if number in terms.counted_nouns:
        return terms.counted_nouns[number], after + (tokens.words[after] in terms.month_links)
    if word in terms.articles:
        single = behind in terms.units and behind not in terms.plural_units
        return (1, index + 1) if single else None
    return _fraction(tokens, index) or _digits(tokens, index) or _number_words(tokens, index)


def _fraction(tokens: Tokens, index: int) -> Count | None:
    """Read "half a", "a quarter of a", "einem halben"."""
    terms = tokens.terms
    start = index + (tokens.words[index] in terms.indefinite)
    fraction = terms.fractions.get(tokens.words[start])
    if fraction is None:
        return None
    start += 1 + (tokens.words[start + 1] in terms.month_links)
    return fraction, start + (tokens.words[start] in terms.indefinite)


def _digits(tokens: Tokens, index: int) -> Count | None:
    """Read "3", "2.5", "10,000" and, where the language writes them so, "2,5", "10.000"."""
    word = tokens.words[index]
    if not word.isdecimal() or in_number(tokens, index) or len(word) > 6:
        return None
    mark, behind = tokens.words[index + 1], tokens.words[index + 2]
    glued = behind.isdecimal() and tokens.glued(index + 1) and tokens.glued(index + 2)
    thousands, decimals = (".", ",") if tokens.terms.decimal_comma else (",", ".")
    if mark == thousands and glued and len(behind) == 3:
        return int(word + behind), index + 3
    if mark == decimals and glued and len(behind) < 3:
        return float(f"{word}.{behind}"), index + 3
    return _and_a_half(tokens, int(word), index + 1)


def _number_words(tokens: Tokens, index: int) -> Count | None:
    """Read "twelve", "twenty-five", "two dozen"."""
    terms = tokens.terms
    if tokens.words[index] not in terms.numbers:
        return None
    count, end = terms.numbers[tokens.words[index]], index + 1
    if tokens.words[end] == "-" and tokens.words[end + 1] in terms.numbers and count >= 20:
        count, end = count + terms.numbers[tokens.words[end + 1]], end + 2
    elif tokens.words[end] in terms.multipliers:
        count, end = count * terms.multipliers[tokens.words[end]], end + 1
    return _and_a_half(tokens, count, end)


def _half_behind(tokens: Tokens, index: int) -> int | None:
    """Return the index behind "and a half" at *index*."""
    phrase = tokens.terms.halves_behind
    end = index + len(phrase)
    return end if phrase and tuple(tokens.words[index:end]) == phrase else None


def _and_a_half(tokens: Tokens, count: float, end: int) -> Count:
    """Read on from a number to "and a half", with or without hyphens."""
    phrase = tokens.terms.halves_behind
    start = end + (tokens.words[end] == "-")
    if not phrase or tokens.words[start] != phrase[0]:
        return count, end
    half = start + 1
    while (tokens.words[half] == "-" or tokens.words[half] in phrase[1:-1]) and half < start + 4:
        half += 1
    return (count + 0.5, half + 1) if tokens.words[half] == phrase[-1] else (count, end)


# --- from what


def _from_anchor(tokens: Tokens, end: int, count: float | None, unit: Unit) -> Match | None:
    """Read what a number of units counts from, and to which side: "ago", "later", "before Friday"."""
    terms, word = tokens.terms, tokens.words[end]
    negative = None if count is None else -count
    if word in terms.ago:
        signed = None if count is None else terms.ago[word] * count
        return _weeks_from_day(tokens, end + 1, signed, unit) or Match(Offset(signed, unit), end + 1)
    if word in terms.from_now:
        return _from_now(tokens, end, count, unit)
    if tokens.words[end + 1] in terms.than:
        return None
    if word in terms.later or word in terms.earlier:
        return Match(Offset(count if word in terms.later else negative, unit, "previous"), end + 1)
    if count is None or not (word in terms.before or word in terms.after):
        return None
    start = end + 1 + (terms.target_links.get(word) == tokens.words[end + 1])
    return _from_target(tokens, start, count if word in terms.after else -count, unit)


def _from_now(tokens: Tokens, end: int, count: float | None, unit: Unit) -> Match | None:
    """Read on from "two weeks from" to "two weeks from now", "two weeks from Tuesday"."""
    terms, behind = tokens.terms, tokens.words[end + 1]
    counted_from_day = behind in terms.days_from_today and unit is Unit.WEEK
    if behind in terms.from_now[tokens.words[end]] and not counted_from_day:
        return Match(Offset(count, unit), end + 2)
    return _weeks_from_day(tokens, end + 1, count, unit)


def _weeks_from_day(tokens: Tokens, index: int, count: float | None, unit: Unit) -> Match | None:
    """Read the day behind "a week ago" or "two weeks from": "today", "Tuesday"; weeks from a day are days."""
    terms = tokens.terms
    if unit is not Unit.WEEK or count is None or count != int(count):
        return None
    start = index + (tokens.words[index] in terms.clock_day_links)
    word = tokens.words[start]
    if word in terms.weekdays:
        day: Value = Weekday(terms.weekdays[word], "past" if count < 0 else "coming")
    elif word in terms.days_from_today:
        day = CalendarUnit(Unit.DAY, terms.days_from_today[word])
    else:
        return None
    return Match(Offset(7 * int(count), Unit.DAY, day), start + 1)


def _from_target(tokens: Tokens, index: int, count: float, unit: Unit) -> Match | None:
    """Read a date, the date mentioned last where nothing follows, else, for days, an event."""
    terms = tokens.terms
    target = _target(tokens, index + (tokens.words[index] in terms.weekday_articles))
    if target and not isinstance(target.value, Range):
        return Match(Offset(count, unit, target.value), target.end)
    open_ended = not tokens.is_word(index) and not tokens.words[index].isdecimal()
    if terms.clause_openers and (open_ended or tokens.words[index] in terms.clause_openers):
        return Match(Offset(count, unit, "previous"), index)
    event = unit is Unit.DAY and (tokens.is_word(index) or bool(terms.clause_openers))
    return Match(Offset(count, unit, "event"), index) if event else None


def _target(tokens: Tokens, index: int) -> Match | None:
    """Read the date that a distance counts from; a named day needs no preposition here."""
    found = plain_day(tokens, index)
    if found:
        return found
    name = day_name_at(tokens, index) if tokens.terms.nouns_capitalised else None
    if name:
        return Match(day_named(tokens, name[0]), name[1])
    return written_date(tokens, index) or year_alone(tokens, index)
