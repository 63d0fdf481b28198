"""Dates in words: they claim no more than the date, in every language."""

import re
import subprocess
import sys
import tomllib
from importlib.resources import files

import pytest
from babel.localedata import locale_identifiers
from date_strategies import event_dates, partial_dates
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import (
    LANGUAGES,
    DateInterval,
    EventDate,
    PartialDate,
    describe,
    parse_edtf,
    phrases,
    supported_language,
)

languages = st.sampled_from(LANGUAGES)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2015-10-20", "20 October 2015"),
        ("2015-10", "October 2015"),
        ("2015", "2015"),
        ("2014-21?", "spring 2014 (uncertain)"),
        ("199X~", "c. the 1990s"),
        ("190X", "the 1900s"),
        ("19XX", "the 20th century"),
        ("11XX", "the 12th century"),
        ("-04XX", "the 5th century BCE"),
        ("-004X", "50 to 41 BCE"),
        ("001X~", "c. 10 to 19 CE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("0000", "1 BCE"),
        ("0079", "79 CE"),
        ("0999", "999 CE"),
        ("1000", "1000"),
        ("2015-XX", "a month in 2015"),
        ("2015-XX-XX", "a day in 2015"),
        ("2015-10-XX?", "a day in October 2015 (uncertain)"),
        ("2015-10-XX~", "c. October 2015"),
        ("2024-02-12/2024-02-18", "the week of 12 February 2024"),
        ("2024-02-12~/2024-02-18~", "c. the week of 12 February 2024"),
        ("2024-02-12~/2024-02-18", "c. 12 to 18 February 2024"),
        ("2024-02-13/2024-02-19", "13 to 19 February 2024"),
        ("2011/..", "since 2011"),
        ("../2015-10-XX", "by October 2015"),
        ("../-004X", "by 41 BCE"),
        ("-004X/..", "since 50 BCE"),
        ("2015-10~/..", "since c. October 2015"),
        ("2011/", "2011 to an unknown date"),
        ("/2015-10~", "an unknown date to c. October 2015"),
        ("2015-10-03/2015-10-05", "3 to 5 October 2015"),
        ("2015-10-03/2015-10-03", "3 October 2015"),
        ("2015-09-28/2015-10-02", "28 September to 2 October 2015"),
        ("2015-12-28/2016-01-02", "28 December 2015 to 2 January 2016"),
        ("2015-01/2015-03", "January to March 2015"),
        ("2015-01/2015-03-05", "January to 5 March 2015"),
        ("2015-03/2015-03-05", "March 2015 to 5 March 2015"),
        ("2014-21/2014-22", "spring 2014 to summer 2014"),
        ("2011~/2015~", "c. 2011 to c. 2015"),
        ("2011/2015?", "between 2011 and 2015 (uncertain)"),
        ("2015-10-03?/2015-10-05?", "between 3 and 5 October 2015 (uncertain)"),
        ("-0499/-0400", "500 to 401 BCE"),
        ("-0043/0014", "44 BCE to 14 CE"),
        ("0079/1200", "79 CE to 1200"),
    ],
)
def test_english(edtf: str, words: str) -> None:
    assert describe(parse_edtf(edtf)) == words


_IN_LANGUAGES = {
    "2015-10-01": ["1. Oktober 2015", "1 de octubre de 2015", "1er octobre 2015", "1 באוקטובר 2015"],
    "2015-10-20~": [
        "um den 20. Oktober 2015",
        "hacia el 20 de octubre de 2015",
        "vers le 20 octobre 2015",
        "בסביבות 20 באוקטובר 2015",
    ],
    "../2015-10": [
        "bis Oktober 2015",
        "a más tardar en octubre de 2015",
        "au plus tard en octobre 2015",
        "עד אוקטובר 2015",
    ],
    "2015-10-20/..": [
        "seit dem 20. Oktober 2015",
        "desde el 20 de octubre de 2015",
        "depuis le 20 octobre 2015",
        "מאז 20 באוקטובר 2015",
    ],
    "2014-21": ["Frühjahr 2014", "primavera de 2014", "printemps 2014", "אביב 2014"],
    "2014-22~": ["etwa im Sommer 2014", "hacia el verano de 2014", "vers l’été 2014", "בסביבות קיץ 2014"],
    "../2014-21": [
        "bis zum Frühjahr 2014",
        "a más tardar en la primavera de 2014",
        "au plus tard au printemps 2014",
        "עד אביב 2014",
    ],
    "199X": ["die 1990er-Jahre", "década de 1990", "années 1990", "שנות ה־1990"],
    "199X/..": [
        "seit den 1990er-Jahren",
        "desde la década de 1990",
        "depuis les années 1990",
        "מאז שנות ה־1990",
    ],
    "18XX": ["das 19. Jahrhundert", "siglo XIX", "XIXe siècle", "המאה ה־19"],
    "00XX": ["das 1. Jahrhundert", "siglo I", "Ier siècle", "המאה ה־1"],
    "-0043": ["44 v. Chr.", "44 a. C.", "44 av. J.-C.", "44 לפנה״ס"],
    "2015-10-03/2015-10-05": [
        "3. bis 5. Oktober 2015",
        "3 al 5 de octubre de 2015",
        "3 au 5 octobre 2015",
        "3 עד 5 באוקטובר 2015",
    ],
    "2015-01/2015-03": [
        "Januar bis März 2015",
        "enero a marzo de 2015",
        "janvier à mars 2015",
        "ינואר עד מרץ 2015",
    ],
    "2015-10-03?/2015-10-05": [
        "zwischen dem 3. und dem 5. Oktober 2015 (unsicher)",
        "entre el 3 y el 5 de octubre de 2015 (fecha incierta)",
        "entre le 3 et le 5 octobre 2015 (date incertaine)",
        "בין 3 לבין 5 באוקטובר 2015 (לא ודאי)",
    ],
    "2024-02-12~/2024-02-18~": [
        "etwa in der Woche vom 12. Februar 2024",
        "hacia la semana del 12 de febrero de 2024",
        "vers la semaine du 12 février 2024",
        "בסביבות השבוע שמתחיל ב־12 בפברואר 2024",
    ],
    "2015-10-XX": [
        "ein Tag im Oktober 2015",
        "un día de octubre de 2015",
        "un jour en octobre 2015",
        "יום באוקטובר 2015",
    ],
}


@pytest.mark.parametrize(
    ("edtf", "locale", "words"),
    [
        (edtf, locale, words)
        for edtf, of_all in _IN_LANGUAGES.items()
        for locale, words in zip(("de", "es", "fr", "he"), of_all, strict=True)
    ],
)
def test_other_languages(edtf: str, locale: str, words: str) -> None:
    # CLDR writes "a. C." and the like with spaces that do not break.
    assert re.sub(r"\s", " ", describe(parse_edtf(edtf), locale)) == words


@pytest.mark.parametrize(
    ("edtf", "locale", "words"),
    [
        ("2015-01", "de-AT", "Jänner 2015"),
        ("2015-10-20~", "en-US", "c. October 20, 2015"),
        ("2015-10-03/2015-10-05", "en_US", "October 3 to 5, 2015"),
        ("2015-09-28/2015-10-02", "en-US", "September 28 to October 2, 2015"),
        ("-0043", "en-US", "44 BCE"),
        ("2015-10-20", "en-GB", "20 October 2015"),
        ("2015-10-20", "EN", "20 October 2015"),
        ("2015-09-20", "es-PE", "20 de setiembre de 2015"),
        ("2015-10-20", "fr_CA", "20 octobre 2015"),
        ("2015-10-20", "de-ZZ", "20. Oktober 2015"),
        ("2015-10-20", "de-DE-x-press", "20. Oktober 2015"),
    ],
)
def test_a_region_has_its_languages_words_and_its_own_calendar(edtf: str, locale: str, words: str) -> None:
    assert describe(parse_edtf(edtf), locale) == words


@pytest.mark.parametrize("locale", ["xx", "", "nl-NL", "C", "../de", "english"])
def test_an_unknown_language_is_refused_with_the_known_ones(locale: str) -> None:
    for refusing in (supported_language, lambda asked: describe(PartialDate(2015), asked)):
        with pytest.raises(ValueError, match="the languages are de, en, es, fr, he"):
            refusing(locale)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_that_cldr_knows_can_be_told_dates(language: str) -> None:
    days = [
        parse_edtf(text)
        for text in ("2015-10-21", "2015-10-20/2015-10-21", "2015-09-28/2015-10-21", "2015-09/2015-10")
    ]
    for locale in (name for name in locale_identifiers() if name.partition("_")[0] == language):
        for when in days:
            words = describe(when, locale)
            assert words.count("2015") == 1
            assert ("21" in words) == (when.precision == 0)
            assert not set(words) & set("{}%")


@given(event_dates, languages)
def test_any_date_can_be_told(when: EventDate, language: str) -> None:
    words = describe(when, language)
    assert words == words.strip()
    assert "  " not in words
    assert not set(words) & set("{}%~?")
    # Right-to-left text needs none of Unicode's invisible marks here: numbers stand within letters of its own
    # direction.
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", words)


@given(event_dates, languages)
def test_phrases_are_the_words_and_name_the_dates_in_them(when: EventDate, language: str) -> None:
    told = phrases(when, language)
    assert "".join(phrase.words for phrase in told) == describe(when, language)
    assert all(phrase.words for phrase in told)
    ends = when.known_ends if isinstance(when, DateInterval) else (when,)
    named = [phrase.date for phrase in told if phrase.date]
    assert len(named) <= len(ends)
    # What is named lies within an end, and marks stay with their ends.
    for date in named:
        assert any((date.approximate, date.uncertain) == (end.approximate, end.uncertain) for end in ends)
        assert any(end.first <= date.first and date.last <= end.last for end in ends)


@given(partial_dates(masked=False), partial_dates(masked=False), languages)
def test_no_two_dates_read_alike(one: PartialDate, other: PartialDate, language: str) -> None:
    assert (describe(one, language) == describe(other, language)) == (one == other)


def test_the_catalogue_has_the_languages_that_are_named_and_a_place_in_every_word() -> None:
    folder = files("timeline.dates") / "languages"
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir()]
    assert len(tables) == len(LANGUAGES)
    for table in tables:
        around = [
            words
            for value in table.values()
            if isinstance(value, dict) and "default" in value
            for words in value.values()
        ]
        assert len(around) >= 10
        assert all(words.count("{}") == 1 for words in [*around, *table["seasons"]])


def test_english_needs_no_babel() -> None:
    # Babel takes longer to import than all else that showing a date needs.
    program = (
        "import sys; from timeline.dates import *; describe(PartialDate(2015)); print('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
