"""The words of pages: every language has the same ones, with the same places, and counts as it is spoken."""

import re
import subprocess
import sys
import tomllib
from typing import Any

import pytest
from babel import Locale

from timeline.dates import LANGUAGES
from timeline.errors import UsageError
from timeline.rendering.labels import labels
from timeline.resources import read_resource

_OTHERS = tuple(language for language in LANGUAGES if language != "en")


def _table(language: str) -> dict[str, Any]:
    return tomllib.loads(read_resource("templates", f"labels/{language}.toml") or "")


def _places(words: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", words))


def _texts(table: dict[str, Any]) -> dict[str, str]:
    """Return every label but the counted ones by its name."""
    texts = {name: value for name, value in table.items() if isinstance(value, str)}
    tables = {name: value for name, value in table.items() if isinstance(value, dict) and name != "counted"}
    return texts | {
        f"{table}.{name}": words for table, entries in tables.items() for name, words in entries.items()
    }


@pytest.mark.parametrize("language", _OTHERS)
def test_every_language_has_the_same_labels_with_the_same_places(language: str) -> None:
    english, other = _texts(_table("en")), _texts(_table(language))
    assert other.keys() == english.keys()
    assert {name: _places(words) for name, words in other.items()} == {
        name: _places(words) for name, words in english.items()
    }
    assert all(words == words.strip() or name == "colon" for name, words in other.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_the_forms_of_its_language(language: str) -> None:
    counted, english = _table(language)["counted"], _table("en")["counted"]
    assert counted.keys() == english.keys()
    # "Many", of French and Spanish, is for whole millions.
    categories = {Locale(language).plural_form(number) for number in range(1000)}
    for name, forms in counted.items():
        assert forms.keys() == categories
        assert _places(forms["other"]) == _places(english[name]["other"]) >= {"n"}
        # A small number may be written as a word.
        assert all(_places(words) | {"n"} == _places(forms["other"]) for words in forms.values())


@pytest.mark.parametrize("language", _OTHERS)
def test_nothing_was_left_in_english(language: str) -> None:
    # Short words may be the same ones, and what has only places and marks is.
    english, other = _texts(_table("en")), _texts(_table(language))
    same = [
        name
        for name, words in english.items()
        if other[name] == words and len(re.sub(r"\{\w+\}|\W", "", words)) > 8
    ]
    assert same == []


@pytest.mark.parametrize(
    ("locale", "summary"),
    [
        ("en", "1,200 events from 1 article, each with the sentence that tells it."),
        ("de", "1.200 Ereignisse aus 1 Artikel, jeweils mit dem Satz, der davon berichtet."),
        ("de-CH", "1’200 Ereignisse aus 1 Artikel, jeweils mit dem Satz, der davon berichtet."),
        ("es", "1.200 acontecimientos de 1 artículo, cada uno con la frase que lo cuenta."),
        ("fr", "1\u202f200 événements dans 1 article, chacun avec la phrase qui le rapporte."),
        ("he", "1,200 אירועים מכתבה אחת, כל אחד עם המשפט שמספר עליו."),
    ],
)
def test_numbers_are_written_as_the_region_writes_them(locale: str, summary: str) -> None:
    assert labels(locale).summary(1200, 1) == summary


@pytest.mark.parametrize(
    ("locale", "number", "words"),
    [
        ("en", 0, "0 sources"),
        ("en", 1, "1 source"),
        ("fr", 0, "0 source"),
        ("fr", 2, "2 sources"),
        ("he", 1, "מקור אחד"),
        ("he", 2, "שני מקורות"),
        ("he", 3, "3 מקורות"),
    ],
)
def test_plurals_follow_the_language(locale: str, number: int, words: str) -> None:
    assert labels(locale).sources_counted(number) == words


@pytest.mark.parametrize(
    ("sources", "independent", "words"),
    [(1, 1, "1 source"), (5, 5, "5 independent sources"), (5, 1, "5 sources, 1 independent")],
    ids=["one", "all independent", "some independent"],
)
def test_sources_are_counted_with_the_independent_ones(sources: int, independent: int, words: str) -> None:
    assert labels("en").source_words(sources, independent) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_takes_what_is_put_in(language: str) -> None:
    words = labels(language)
    # What is put in is never read as a place of its own.
    braces = "{n} {0} {about.__class__}"
    said = [
        words.selection(3, 12, braces),
        words.edit("redate", braces, None),
        words.edit("redate", "a reason", braces),
        words.disagree_on(words.subject("number", braces)),
        words.in_quotes(braces),
        words.read_as(braces),
        words.model_read(braces),
    ]
    assert all(braces in each for each in said)
    assert "{" not in words.counts(1, 2, 3) + words.source_words(5, 2)


def test_what_is_not_known_says_itself() -> None:
    words = labels("de")
    assert (words.subject("place", None), words.kind("event")) == ("place", None)


@pytest.mark.parametrize(
    ("locale", "tag", "direction"),
    [
        ("en", "en", "ltr"),
        ("de_AT", "de-AT", "ltr"),
        ("he-IL", "he-IL", "rtl"),
        ("fr-x-press", "fr", "ltr"),
        ('de-"><b>', "de", "ltr"),
    ],
)
def test_the_language_tag_is_one_that_cldr_knows(locale: str, tag: str, direction: str) -> None:
    assert (labels(locale).locale, labels(locale).direction) == (tag, direction)


@pytest.mark.parametrize("locale", ["nl", "", "../en"])
def test_an_unknown_language_is_refused_with_the_known_ones(locale: str) -> None:
    with pytest.raises(UsageError, match="de, en, es, fr, he"):
        labels(locale)


def test_english_needs_no_babel() -> None:
    # It would double the time that a page takes.
    program = "import sys; from timeline.rendering.labels import labels; labels().sources_counted(2); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
