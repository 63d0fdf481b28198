"""Dates with a month or in numbers: "30 September 2015", "3. bis 5. Mai", "Oct 3rd", "20.10."."""

from functools import lru_cache

from timeline.dates import PartialDate
from timeline.timex.clock import clock_at, with_time_of_day
from timeline.timex.numeric import date_of, full_year, joined_numbers
from timeline.timex.rules import (
    Match,
    Number,
    YearBehind,
    compounded,
    goes_on,
    in_number,
    is_plural,
    month_in,
    number_at,
    year_at,
)
from timeline.timex.semantics import CalendarUnit, EitherOrder, PartOfYear, Range, Stated, Value, has_day
from timeline.timex.tokens import Tokens


def written_date(tokens: Tokens, index: int, weekday: int | None = None) -> Match | None:
    """Read a date that begins with a day, a month or a number."""
    if tokens.words[index][:1].isdecimal():
        return date_from_number(tokens, index, weekday)
    return month_first(tokens, index, weekday)


def date_from_number(tokens: Tokens, index: int, weekday: int | None = None) -> Match | None:
    """Read "2015-10-20", "20 October", "3.-5. Mai", "20.10.15", "20.10."."""
    joined = tokens.glued(index + 1) and tokens.glued(index + 2)
    date = _numeric(tokens, index) if joined else None
    date = date or day_first(tokens, index, weekday)
    if date is None and tokens.terms.ordinal_stop and tokens.words[index + 2].isdecimal():
        date = _day_and_month_numbers(tokens, index, weekday)
    if date and tokens.terms.dates_hold_time and has_day(date.value):
        return Match(date.value, with_time_of_day(tokens, date.end))
    return date


# --- parts


def ordinal_at(tokens: Tokens, index: int, highest: int) -> Number | None:
    """Read "third", and "3rd" or "3." as the language writes it."""
    terms, word = tokens.terms, tokens.words[index]
    if word in terms.ordinals:
        return Number(terms.ordinals[word], index + 1)
    number = number_at(tokens, index, 1, 2)
    behind = tokens.words[index + 1]
    stopped = (
        behind == "." and tokens.glued(index + 1) if terms.ordinal_stop else behind in terms.ordinal_endings
    )
    return Number(number, index + 2) if number and stopped and number <= highest else None


def day_at(tokens: Tokens, index: int) -> Number | None:
    """Read a day of the month: "3", "3rd", "third" where "of" follows, "3." where days have a full stop."""
    terms = tokens.terms
    if tokens.words[index] in terms.ordinals:
        linked = tokens.words[index + 1] in terms.month_links
        return Number(terms.ordinals[tokens.words[index]], index + 1) if linked else None
    day = number_at(tokens, index, 1, 2)
    if day is None or not 1 <= day <= 31:
        return None
    end = index + 1
    if terms.ordinal_stop:
        return Number(day, end + 1) if tokens.words[end] == "." and tokens.glued(end) else None
    if tokens.words[end] in terms.ordinal_endings and tokens.glued(end):
        return Number(day, end + 1)
    glued_year = tokens.words[end] == "," and number_at(tokens, end + 1, 4, 4)
    if (goes_on(tokens, end) and not glued_year) or tokens.words[end] in terms.counted:
        return None
    return None if tokens.is_word(end) and tokens.glued(end) else Number(day, end)


def month_at(tokens: Tokens, index: int) -> Number | None:
    """Read the name of a month, with the full stop of a short form."""
    terms, word = tokens.terms, tokens.words[index]
    month = terms.months.get(word)
    if month is None or (word in terms.ambiguous_months and not tokens.capitalised(index)):
        return None
    stopped = word in terms.short_months and tokens.words[index + 1] == "." and tokens.glued(index + 1)
    return Number(month, index + 2 if stopped else index + 1)


def year_behind(tokens: Tokens, index: int) -> YearBehind | None:
    """Read the year behind a day or a month: ", 2015", "of last year", "vergangenen Jahres", "44 BC"."""
    start = index + 1 if tokens.words[index] in tokens.terms.year_links else index
    if tokens.words[start].isdecimal():
        return _year_number(tokens, index, start)
    relative = tokens.grammar.phrases.relative_years.at(tokens.words, index)
    return YearBehind(*relative) if relative else None


def _year_number(tokens: Tokens, index: int, start: int) -> YearBehind | None:
    terms, year = tokens.terms, year_at(tokens, start)
    if year:
        doubtful = tokens.words[index] == "," or terms.nouns_capitalised
        if not (doubtful and tokens.words[year.end] in terms.counted):
            return YearBehind(year.value, year.end)
    ancient = number_at(tokens, start, 1, 4)
    era = tokens.grammar.phrases.eras.at(tokens.words, start + 1) if ancient else None
    if ancient and era and is_era(tokens, start + 1):
        return YearBehind(1 - ancient if era[0] else ancient, era[1])
    return None


def is_era(tokens: Tokens, index: int) -> bool:
    """Return whether an era at *index* is written as one: "AD", not "ad"."""
    return not tokens.terms.eras_in_capitals or tokens.written[index].isupper()


# --- days


def day_first(tokens: Tokens, index: int, weekday: int | None = None) -> Match | None:
    """Read "30 September 2015", "30th of Sept", "3-5 May", "3. bis 5. Mai"."""
    if in_number(tokens, index):
        return None
    day = day_at(tokens, index)
    if day is None:
        return None
    links = tokens.terms.month_links
    month = month_at(tokens, day.end + (tokens.words[day.end] == "-" or tokens.words[day.end] in links))
    last = None
    if month is None:
        last = _last_day(tokens, day)
        month = month_at(tokens, last.end + (tokens.words[last.end] in links)) if last else None
    if month is None:
        return None
    year = year_behind(tokens, month.end)
    return _dated(month.value, (day.value, last.value if last else None), year, month.end, weekday)


def month_first(tokens: Tokens, index: int, weekday: int | None = None) -> Match | None:
    """Read "Sept. 30", "October 3rd, 2015", "May 3-5", "October 2015", "October last year", "in October"."""
    month = month_at(tokens, index)
    if month is None or _is_behind_day(tokens, index):
        return None
    day = None
    if tokens.terms.month_before_day and tokens.words[month.end].isdecimal():
        day = day_at(tokens, month.end)
    if day is None or _is_count(tokens, index, day.end):
        return _month_of_year(tokens, index, month)
    last = _last_day(tokens, day)
    if last and month_at(tokens, last.end):
        last = None
    end = last.end if last else day.end
    year = year_behind(tokens, end)
    return _dated(month.value, (day.value, last.value if last else None), year, end, weekday)


def _is_behind_day(tokens: Tokens, index: int) -> bool:
    """Return whether the month belongs to a day before it, and so is not read without that."""
    stopped = tokens.words[index - 1] == "." and tokens.words[index - 2].isdecimal()
    return tokens.terms.ordinal_stop and stopped


def _last_day(tokens: Tokens, first: Number) -> Number | None:
    """Read the second day of "3-5", "3 and 5", "3. bis zum 5."."""
    terms = tokens.terms
    if tokens.words[first.end] not in terms.day_links:
        return None
    start = first.end + 1
    last = day_at(tokens, start + (tokens.words[start] in terms.day_articles))
    return last if last and last.value > first.value else None


def _dated(
    month: int, days: tuple[int, int | None], year: YearBehind | None, end: int, weekday: int | None
) -> Match | None:
    """Put the parts of a date together; None for a date that no calendar has."""
    when = year.value if year else None
    end = year.end if year else end
    try:
        ends = [_one_day(month, day, when, weekday) for day in days if day is not None]
    except ValueError:
        return None
    if len(ends) == 1:
        return Match(ends[0], end)
    return Match(Range(ends[0], ends[1]), end)


@lru_cache(maxsize=10_000)
def _one_day(month: int, day: int, year: int | CalendarUnit | None, weekday: int | None) -> Value:
    if isinstance(year, int):
        return Stated(PartialDate(year, month, day))
    PartialDate(2000, month, day)
    return PartOfYear(month, day, weekday, year=year)


def _is_count(tokens: Tokens, index: int, end: int) -> bool:
    """Return whether the digits between a month and *end* count something: "In May 30 rebels died"."""
    if tokens.words[index - 1] not in tokens.terms.period_prepositions:
        return False
    return is_plural(tokens, end) and not tokens.capitalised(end)


# --- months


def _month_of_year(tokens: Tokens, index: int, month: Number) -> Match | None:
    year = year_behind(tokens, month.end)
    if year is not None:
        return Match(month_in(month.value, year.value), year.end)
    return Match(PartOfYear(month.value), month.end) if _alone(tokens, index, month.end) else None


def _alone(tokens: Tokens, index: int, end: int) -> bool:
    """Return whether the name of a month with neither day nor year means the month."""
    terms, word, before = tokens.terms, tokens.words[index], tokens.words[index - 1]
    if compounded(tokens, end) or word in terms.dependent_months or _is_person(tokens, word, before, end):
        return False
    if word not in terms.ambiguous_months:
        return before not in terms.honorifics
    if before in terms.month_prepositions:
        return tokens.words[end] != "'"
    adjective = (
        tokens.is_word(end) and tokens.words[end] not in terms.function_words and not tokens.capitalised(end)
    )
    return before in terms.month_determiners and adjective


def _is_person(tokens: Tokens, word: str, before: str, end: int) -> bool:
    """Return whether a month is the first name of somebody whose second one follows."""
    terms = tokens.terms
    if word not in terms.people or before in terms.month_cues:
        return False
    return tokens.is_word(end) and tokens.capitalised(end) and tokens.words[end] not in terms.weekdays


# --- numbers


def _numeric(tokens: Tokens, index: int) -> Match | None:
    """Read a date in numbers with the time of day behind it, and a day whose name is in digits."""
    mark, parts = joined_numbers(tokens, index)
    if not parts:
        return None
    if mark == "/" and tuple(parts) in tokens.terms.numeric_days:
        return Match(Stated(PartialDate(*tokens.terms.numeric_days[parts[0], parts[1]])), index + 3)
    match = date_of(tokens, index, mark, parts)
    if match and tokens.terms.day_before_month and isinstance(match.value, EitherOrder):
        return Match(Stated(match.value.day_first), match.end)
    closed = match is not None and match.end == index + 5  # three numbers, and no time joined to them
    time = clock_at(tokens, index + 5) if closed and len(parts[0]) == 4 else None
    return Match(match.value, time) if match and time else match


def _day_and_month_numbers(tokens: Tokens, index: int, weekday: int | None) -> Match | None:
    """Read "20.10.15", "20. 10. 2015", and, behind a preposition or a weekday, "20.10."."""
    day = None if in_number(tokens, index) else day_at(tokens, index)
    month = day_at(tokens, day.end) if day else None
    if day is None or month is None or month.value > 12:
        return None
    year = _short_year(tokens, month.end)
    preceded = tokens.words[index - 1] in tokens.terms.bare_day_prepositions or weekday is not None
    if year is None and not preceded:
        return None
    return _dated(month.value, (day.value, None), year, month.end, weekday)


def _short_year(tokens: Tokens, index: int) -> YearBehind | None:
    """Read the "15" of "20.10.15", or a whole year."""
    written = tokens.words[index]
    if not (len(written) == 2 and written.isdecimal() and tokens.glued(index)):
        return year_behind(tokens, index)
    more = tokens.words[index + 1] in (".", ",") and tokens.words[index + 2].isdecimal()
    return None if more else YearBehind(full_year(written), index + 1)
