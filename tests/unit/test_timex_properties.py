"""What holds for time expressions in any text, under any publication date. All words are invented."""

import itertools
import re
import sys
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from timeline.dates import Day, EventDate, PartialDate, parse_edtf
from timeline.lang.base import Language
from timeline.lang.registry import language_of, languages
from timeline.lang.time_expressions import direction_of, find
from timeline.rendering.explanation_words import basis_words
from timeline.rendering.labels import labels
from timeline.timex import Direction, resolve
from timeline.timex.basis import DateBasis, UnresolvedBasis
from timeline.timex.semantics import (
    About,
    Around,
    CalendarUnit,
    Edge,
    Offset,
    PartOfYear,
    Range,
    Stated,
    TrailingPeriod,
    Unit,
    Value,
)
from timeline.timex.time_words import TimeWords

WEDNESDAY = parse_edtf("2015-10-21")
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(PartialDate.of)
DATES: st.SearchStrategy[EventDate | None] = st.one_of(
    st.none(),
    DAYS,
    st.builds(PartialDate, st.integers(-50, 9999), st.one_of(st.none(), st.integers(1, 12))),
    st.sampled_from(
        [
            parse_edtf(edtf)
            for edtf in ("0001-01-01", "9999-12-31", "../2015", "2015/..", "199X", "2015-24", "2014/2015")
        ]
    ),
)
DIRECTIONS = st.sampled_from(["past", "future"])
ORDERS = st.sampled_from([None, True, False])
NUMBERS_AND_MARKS = (
    "3 12 31 99 1 1990 2011 2015 00 29. 3. 3.10. 14.30 18:00 3/4/2015 2015-10-20 20.10.2015 Q3 Q . c : / - – , ' ’ ( ) "
    "b \n \n\n 😀"
).split(" ")


def tables(language: Language) -> list[tuple[str, ...]]:
    """Return the words of each table of a language that say when, as they are written in a sentence and at its beginning."""
    terms = language.time.terms if language.time else TimeWords()
    values = [getattr(terms, field.name) for field in fields(terms)]
    words = [
        tuple(sorted(map(_spaced, value)))
        for value in values
        if isinstance(value, Mapping | frozenset | tuple)
    ]
    return [(*table, *map(str.title, table)) for table in words if table]


def _spaced(words: str | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else " ".join(words)


TABLES = [table for language in languages() for table in tables(language)]
WORDS = st.sampled_from(NUMBERS_AND_MARKS) | st.sampled_from(TABLES).flatmap(st.sampled_from)
"""A number, a mark, or a word of a language; each of its tables is as likely as any other."""
JUMBLES = st.lists(WORDS, max_size=14).map(" ".join)
LANGUAGES = st.sampled_from([*(known.code for known in languages()), "und"])
PHRASES = st.sampled_from(
    (
        "on Tuesday, last Tuesday, next Friday, this Sunday, yesterday, on 3 May, in October, the winter, "
        "last month, a week ago, two days ago, a week ago Friday, three weeks ago, two quarters ago, half a "
        "century ago, the past decade, this weekend, the week of October 5, the weekend of 3 May, at 18:00 "
        "UTC, on 3/4/2015, on Thanksgiving, at Easter, two days later, the same day, the following month, "
        "that year, from May to July, Monday to Friday, by Friday, after 3 May, about 1850, 2011-15, the "
        "1990s, the early 19th century, 5th century BC, the end of last year, 25 June last year, earlier "
        "this week, the third quarter of 2015, late on Christmas Eve, from 2011 to the present, mid-May "
        "2014, around 1850, last quarter, am Dienstag, am 3. Mai, im Oktober, vergangenen Monat, vor drei "
        "Wochen, vor zwei Tagen, vor einem halben Jahr, zwei Tage später, am selben Tag, vom 3. bis 5. Mai, "
        "Montag bis Freitag, bis 2018, um 1850, den 1990er Jahren, im 19. Jahrhundert, Ende des Jahres, am "
        "Wochenende, diese Woche, zu Ostern, um 14.30 Uhr, heuer, im dritten Quartal 2015, im Sommer, in "
        "zwei Wochen"
    ).split(", ")
)

LABELS = tuple(map(labels, ("en", "de", "es", "fr", "he")))
BASIS: TypeAdapter[DateBasis] = TypeAdapter(DateBasis)


@given(st.one_of(st.text(max_size=120), JUMBLES, PHRASES), LANGUAGES, DATES, DIRECTIONS, DATES, ORDERS)
@example("the end of the end of 2011 to the end of", "en", WEDNESDAY, "past", None, None)
@example(
    "99999 years ago and 9999999999 weeks ago, 29 February 1900, 31 November",
    "en",
    WEDNESDAY,
    "past",
    None,
    None,
)
@example("from 2015 to 2011; Friday to Monday; ٣ May ２０１１", "en", WEDNESDAY, "past", None, None)
@example(
    "vor 99999 Jahren, vor 999999 Wochen, am 29. Februar 1900, 31.11., ٣. Mai ２０１１",
    "de",
    WEDNESDAY,
    "past",
    None,
    None,
)
def test_any_text_is_read_without_an_error(
    text: str,
    language: str,
    published: EventDate | None,
    direction: Direction,
    previous: EventDate | None,
    day_first: bool | None,  # noqa: FBT001 - hypothesis fills it in
) -> None:
    """Offsets are exact, expressions are ordered and apart, each resolves or says why not, and its EDTF reads back."""
    behind = 0
    for expression in find(text, language_of(language)):
        assert behind <= expression.start < expression.end
        assert text[expression.start : expression.end] == expression.text
        behind = expression.end
        resolution = resolve(expression, published, direction, previous, day_first=day_first)
        for each in LABELS:
            words = basis_words(resolution.basis, each)
            assert words
            assert not {"\n", "{", "}"}.intersection(words)
        assert BASIS.validate_json(BASIS.dump_json(resolution.basis)) == resolution.basis
        if resolution.date is None:
            assert isinstance(resolution.basis, UnresolvedBasis)
        else:
            assert parse_edtf(str(resolution.date)) == resolution.date


@given(JUMBLES, LANGUAGES, st.integers(-3, 40), st.integers(-3, 40))
def test_a_part_of_a_text_is_read_alone(text: str, language: str, start: int, end: int) -> None:
    """Offsets count from the start of the whole text, and nothing outside the part is read."""
    start, end = sorted((max(start, 0), max(end, 0)))
    alone = find(text[start:end], language_of(language))
    assert [
        (found.start - start, found.end - start, found.value)
        for found in find(text, language_of(language), start, end)
    ] == [(found.start, found.end, found.value) for found in alone]


@given(JUMBLES.filter(str.strip), JUMBLES, st.sampled_from(["\n\n", "\n \n", "\r\n\r\n"]), LANGUAGES)
@example("the early", "90s", "\n\n", "en")
@example("two and", "half weeks ago", "\n\n", "en")
@example("am 3.", "Mai", "\n\n", "de")
@example("das", "Morgen", "\n\n", "de")
def test_nothing_is_read_across_a_blank_line(one: str, other: str, gap: str, language: str) -> None:
    """Two paragraphs say together what each says alone."""
    joined = [(found.start, found.value) for found in find(one + gap + other, language_of(language))]
    apart = [(found.start, found.value) for found in find(one, language_of(language))]
    assert joined == apart + [
        (found.start + len(one + gap), found.value) for found in find(other, language_of(language))
    ]


def test_a_long_text_is_read_whole() -> None:
    """A text is read in passages, and no expression is lost or moved where two of them meet."""
    paragraph = "It sank on Tuesday, 3 May 2011 and rose two days later.\n\n"
    found = find(paragraph * 3000, language_of("en"))
    assert len(found) == 6000
    assert {(found.start % len(paragraph), found.text) for found in found} == {
        (11, "Tuesday, 3 May 2011"),
        (40, "two days later"),
    }


@given(st.text(max_size=60) | JUMBLES, st.integers(0, 60), st.integers(0, 60), LANGUAGES)
def test_every_sentence_has_a_tense(sentence: str, start: int, end: int, language: str) -> None:
    """Any text and any offsets give a direction."""
    start, end = sorted((start, end))
    assert direction_of(sentence, start, end, language_of(language)) in ("past", "future")


# --- precision

LEAST_DAYS = {
    Unit.HOUR: 1,
    Unit.DAY: 1,
    Unit.WEEKEND: 2,
    Unit.WEEK: 7,
    Unit.FORTNIGHT: 7,
    Unit.MONTH: 28,
    Unit.QUARTER: 90,
    Unit.YEAR: 365,
    Unit.DECADE: 3650,
    Unit.CENTURY: 36500,
}
"""How many days a date must leave open that is known to the unit; a fortnight ago is a week."""


def days_named(value: Value) -> int:
    """Return how many days the words themselves leave open."""
    match value:
        case CalendarUnit(unit=unit) | Offset(unit=unit) | TrailingPeriod(unit=unit) | Around(unit=unit):
            return LEAST_DAYS[unit]
        case PartOfYear(month=month, day=day):
            return 1 if day else 28 if month <= 12 else 89
        case Stated(date=when):
            return days_open(when)
        case About(value=inner) | Edge(value=inner) | Range(start=inner):
            return days_named(inner)
        case _:
            return 1


def days_open(when: EventDate) -> int:
    """Return how many days lie in *when*; a year that `datetime` does not know counts 365."""

    def ordinal(day: Day) -> int:
        return date(*day).toordinal() if 1 <= day.year <= 9999 else 365 * day.year + 30 * day.month + day.day

    return ordinal(when.last) - ordinal(when.first) + 1


@given(st.one_of(JUMBLES, PHRASES), LANGUAGES, DAYS, DIRECTIONS, DAYS)
def test_no_date_is_finer_than_its_words(
    text: str, language: str, published: PartialDate, direction: Direction, previous: PartialDate
) -> None:
    """A month never gets a day, a decade never a year: the date leaves open at least the days that the words do."""
    for expression in find(text, language_of(language)):
        found = resolve(expression, published, direction, previous).date
        assert found is None or days_open(found) >= days_named(expression.value)


@given(
    st.one_of(JUMBLES, PHRASES),
    LANGUAGES,
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    st.integers(0, 400),
    DIRECTIONS,
    st.data(),
)
def test_what_follows_from_a_span_follows_from_each_day_of_it(
    text: str, language: str, first: date, length: int, direction: Direction, data: st.DataObject
) -> None:
    """A date that is resolved for an imprecise publication date is the same for every day on which it may have been."""
    span = parse_edtf(f"{first}/{first + timedelta(days=length)}")
    day = first + timedelta(days=data.draw(st.integers(0, length)))
    for expression in find(text, language_of(language)):
        found = resolve(expression, span, direction, WEDNESDAY).date
        assert found is None or found == resolve(expression, PartialDate.of(day), direction, WEDNESDAY).date


# --- work

NASTY = [
    "1",
    "1 ",
    "1.",
    "9" * 50 + " ",
    "1/1/",
    "12:",
    "2011-",
    "2011 ",
    "May ",
    "May 3-",
    "May 3\n\n",
    "3 and ",
    "the ",
    "a ",
    "half and ",
    "a and a half ",
    "two hundred and ",
    "twenty-",
    "from 2011 to ",
    "between May and ",
    "from between the early ",
    "the end of the ",
    "two weeks before two weeks before ",
    "two weeks before Friday ",
    "more than about ",
    "'90s ",
    "6:40 p.m. on ",
    "New Year 's ",
    "last next this past ",
    "the week of the ",
    "\n \n",
    "- ",
]

GERMAN_NASTY = [
    "1",
    "1. ",
    "1.1.",
    "3. und ",
    "3. bis zum ",
    "3. Mai ",
    "20.10.",
    "2011 bis ",
    "2011-",
    "2011 ",
    "der ",
    "vor rund ",
    "vor mehr als ",
    "vor vor ",
    "in in ",
    "ein halbes ",
    "zwei Tage nach ",
    "zwei Tage nach dem Dienstag ",
    "drei Tage vor drei Tage vor ",
    "vom 3. bis ",
    "zwischen zwischen ",
    "zwischen dem 3. und dem ",
    "von von ",
    "Anfang der ",
    "Ende des Ende des ",
    "Mitte Anfang Ende ",
    "neunziger ",
    "90er-",
    "Dienstag, dem ",
    "Dienstag (",
    "Nacht zum ",
    "Nacht auf den Dienstag, ",
    "Tag der Deutschen ",
    "letzten nächsten vergangenen ",
    "14.30 Uhr am ",
    "Di., ",
    "5. Jahrhundert v. ",
    "heute auf morgen ",
    "ca. ",
    "\n \n",
]
READ = [
    *((unit, "en") for unit in NASTY),
    *((unit, "de") for unit in GERMAN_NASTY),
    ("1/1/", "und"),
    ("2011-", "und"),
]


@pytest.mark.parametrize(("unit", "language"), READ)
def test_time_grows_only_with_the_length(unit: str, language: str) -> None:
    """Eight times as much of a nasty text costs eight times as many calls, not sixty-four."""
    assert calls(unit, 16_000, language) <= 8.5 * calls(unit, 2_000, language) + 100


@pytest.mark.parametrize(("unit", "language"), READ)
def test_no_text_takes_many_calls_for_a_word(unit: str, language: str) -> None:
    """Whatever the text says, a word or mark of it is read by few rules, and by each of them once."""
    length = 4_000
    words = len(re.findall(r"[^\W\d_]+|\d+|\S", unit * (length // len(unit))))
    assert calls(unit, length, language) <= 45 * words + 400


def calls(unit: str, length: int, language: str) -> int:
    """Return how many calls it takes to read *unit* again and again."""
    text = unit * (length // len(unit))
    find(text, language_of(language))
    counted = itertools.count()
    sys.setprofile(lambda _frame, event, _argument: next(counted) if event in ("call", "c_call") else None)
    try:
        find(text, language_of(language))
    finally:
        sys.setprofile(None)
    return next(counted)
