"""Dates in words that claim no more than they say, in the languages of `LANGUAGES`."""

from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from timeline.dates.formatting import bare, bare_pair, form_of
from timeline.dates.locales import LocaleWording, Words, wording_of
from timeline.dates.values import DateInterval, EventDate, PartialDate


class DatePhrase(NamedTuple):
    """Some words of a description, and the date that they name: None for words such as "by"."""

    words: str
    date: PartialDate | None = None


def describe(when: EventDate, locale: str = "en") -> str:
    """Return *when* in words of *locale* that claim no more than it says.

    >>> from timeline.dates import parse_edtf
    >>> [describe(parse_edtf(d)) for d in ("2015-10-20", "2015-10~", "2011-22", "199X")]
    ['20 October 2015', 'c. October 2015', 'summer 2011', 'the 1990s']
    >>> [describe(parse_edtf(d)) for d in ("-0043", "2011/2015", "../2015")]
    ['44 BCE', '2011 to 2015', 'by 2015']
    >>> describe(parse_edtf("2015-10-20~"), "de-AT")
    'um den 20. Oktober 2015'

    Raises ValueError when dates cannot be written in that language.
    """
    return "".join([phrase.words for phrase in _phrases(when, locale)])


def phrases(when: EventDate, locale: str = "en") -> tuple[DatePhrase, ...]:
    """Return the words of `describe`, cut where the dates in them begin and end.

    >>> from timeline.dates import parse_edtf
    >>> [phrase.words for phrase in phrases(parse_edtf("2015-10-03~/2015-10-05"))]
    ['c. ', '3', ' to ', '5 October 2015']

    Raises ValueError when dates cannot be written in that language.
    """
    # Neighbours that name no date are joined, and what is empty left out.
    runs = groupby(_phrases(when, locale), key=lambda phrase: phrase.date)
    joined = (DatePhrase("".join(phrase.words for phrase in run), date) for date, run in runs)
    return tuple(phrase for phrase in joined if phrase.words)


def _phrases(when: EventDate, locale: str) -> list[DatePhrase]:
    wording = wording_of(locale)
    inner = _interval(when, wording) if isinstance(when, DateInterval) else _date(when, wording)
    return _within(wording.language.uncertain, inner) if when.uncertain else inner


def _within(pattern: str, inner: list[DatePhrase]) -> list[DatePhrase]:
    before, _, after = pattern.partition("{}")
    return [DatePhrase(before), *inner, DatePhrase(after)]


def _date(when: PartialDate, wording: LocaleWording) -> list[DatePhrase]:
    language, form = wording.language, form_of(when)
    if when.approximate:
        words = language.about
    elif when.masked:
        words = language.month_in if form == "year" and when.masked == 1 else language.day_in
    else:
        words = language.plain
    return _within(words.around(form), [DatePhrase(bare(when, wording), when)])


def _interval(when: DateInterval, wording: LocaleWording) -> list[DatePhrase]:
    if len(when.known_ends) == 1:
        return _half_open(when, wording)
    start, end = when.known_ends
    if _is_week(start, end):
        return _week(start, wording)
    return _range(_limit(start, start.first.year), _limit(end, end.last.year), wording)


def _half_open(when: DateInterval, wording: LocaleWording) -> list[DatePhrase]:
    language, end = wording.language, when.known_ends[0]
    known = _limit(end, end.first.year if when.start else end.last.year)
    if not when.unknown:
        return _placed(language.since if when.start else language.by, known, wording)
    if when.start:
        return [
            *_placed(language.plain, known, wording),
            DatePhrase(" " + language.to.default.format(language.unknown)),
        ]
    return [DatePhrase(language.unknown + " "), *_placed(language.to, known, wording)]


def _limit(end: PartialDate, year: int) -> PartialDate:
    """Return *end* as an end of a span: October for one of its days, the outer *year* for an early decade."""
    if end.unspecified and form_of(end) == "year":
        return replace(end, year=year, unspecified=0)
    return replace(end, masked=0) if end.masked else end


def _is_week(start: PartialDate, end: PartialDate) -> bool:
    monday, sunday = start.to_day(), end.to_day()
    # Where only one end is approximate, it is no week any more.
    alike = start.approximate == end.approximate
    return bool(alike and monday and sunday and monday.weekday() == 0 and (sunday - monday).days == 6)


def _week(monday: PartialDate, wording: LocaleWording) -> list[DatePhrase]:
    language = wording.language
    words = language.about if monday.approximate else language.plain
    return _within(words.around("week"), _within(language.week, [DatePhrase(bare(monday, wording), monday)]))


def _range(start: PartialDate, end: PartialDate, wording: LocaleWording) -> list[DatePhrase]:
    if start == end:
        return _date(start, wording)
    language = wording.language
    first, last = bare_pair(start, end, wording)
    if start.uncertain or end.uncertain:
        before, between = language.between_start, language.between_end
    else:
        before, between = language.plain, language.to
    return [*_placed(before, start, wording, first), DatePhrase(" "), *_placed(between, end, wording, last)]


def _placed(
    words: Words, when: PartialDate, wording: LocaleWording, written: str | None = None
) -> list[DatePhrase]:
    """Put *words* around *when*, as *written* where its neighbour says the rest."""
    inner, form = [DatePhrase(written or bare(when, wording), when)], form_of(when)
    if when.approximate:
        return _within(words.around("about"), _within(wording.language.circa.around(form), inner))
    return _within(words.around(form), inner)
