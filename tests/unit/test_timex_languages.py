"""Which languages time expressions are read in, and how a text or a tag leads to one. All texts are invented."""

import pytest

from timeline.dates import parse_edtf
from timeline.lang.base import Language
from timeline.lang.registry import detect_language, language_of, language_tag, languages
from timeline.lang.time_expressions import find
from timeline.timex import resolve

WEDNESDAY = parse_edtf("2015-10-21")
TEXTS = {
    "en": "The ferry ran aground off the island on Tuesday, and eighty people were taken from it.",
    "de": "Die Fähre ist am Dienstag vor der Insel auf Grund gelaufen, achtzig Menschen wurden von Bord geholt.",
    "nl": "De veerboot liep dinsdag voor het eiland aan de grond, en tachtig mensen werden van boord gehaald.",
    "sv": "Färjan gick på grund utanför ön på tisdagen, åttio personer hämtades. Det är den andra olyckan i år.",
    "da": "Færgen gik på grund ud for øen tirsdag, firs mennesker blev hentet. Der er ingen, der er kommet til skade.",
    "fr": "Le ferry s'est échoué mardi devant l'île, et les secours ont évacué quatre-vingts personnes.",
    "es": "El ferry encalló el martes frente a la isla, y los equipos de rescate evacuaron a ochenta personas.",
    "it": "Il traghetto si è arenato martedì davanti all'isola, e i soccorritori hanno evacuato ottanta persone.",
    "ru": "Паром сел на мель во вторник у острова, и спасатели эвакуировали восемьдесят человек. Никто не пострадал.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_tells_its_language(language: str) -> None:
    """A known language is told from its common words; a neighbour of one is not taken for it."""
    assert detect_language(f"{TEXTS[language]}\n" * 3) is language_of(language)


@pytest.mark.parametrize("text", ["", "Lindholm", "Aurora, Maris Stella, Nordwerk", "2015-10-20"])
def test_what_is_too_short_to_tell_is_read_as_english(text: str) -> None:
    """A list of names says nothing of its language."""
    assert detect_language(text).code == "en"


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("de", "de"),
        ("DE_at", "de-AT"),
        ("en-GB", "en-GB"),
        ("zh-Hant-TW", "zh-TW"),
        ("German", "de"),
        ("Deutsch ", "de"),
        ("English", "en"),
        ("fr", "fr"),
        ("Klingon, mostly", None),
        ("de; rm -rf", None),
        ("", None),
    ],
)
def test_a_tag_is_read_as_people_write_it(written: str, tag: str | None) -> None:
    """Metadata may say a tag in any case, or a name; anything else is no language."""
    assert language_tag(written) == tag


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_a_language_is_whole(language: Language) -> None:
    """Each is found by its code and known by words that no other has; its expressions open in lower case."""
    assert language_of(language.code) is language
    openings = language.time.openings if language.time else frozenset()
    assert all(word == word.lower() for word in openings | language.common_words)
    others = [other.common_words for other in languages() if other is not language]
    assert not any(language.common_words & other for other in others)


@pytest.mark.parametrize(
    ("language", "day_first", "edtf"),
    [
        ("en", None, "2015-03-04?"),
        ("en-US", False, "2015-03-04"),
        ("en-GB", True, "2015-04-03"),
        ("en-AU", True, "2015-04-03"),
        ("en-CA", None, "2015-03-04?"),
        ("de", True, "2015-04-03"),
        ("de-AT", True, "2015-04-03"),
        ("fr", None, "2015-03-04?"),
    ],
)
def test_the_region_says_which_figure_is_the_day(language: str, *, day_first: bool | None, edtf: str) -> None:
    """What a language leaves open stays uncertain, and German never does."""
    assert language_of(language).writes_day_first is day_first
    expression = find("3/4/2015", language_of(language))[0]
    assert str(resolve(expression, WEDNESDAY, day_first=language_of(language).writes_day_first).date) == edtf


@pytest.mark.parametrize("language", ["und", "fr", "tlh"])
def test_in_another_language_only_figures_are_read(language: str) -> None:
    """No rule of English is applied to words that it does not know."""
    text = "Le 2015-10-20 à 18:00, lundi 3 mai 2015, sale on Monday, 20.10.2015; am Dienstag, in May, 2011."
    assert [found.text for found in find(text, language_of(language))] == ["2015-10-20", "20.10.2015"]


def test_an_english_expression_is_none_in_german() -> None:
    """Each pack reads its own language alone."""
    assert find("On Tuesday, last week, he left in May.", language_of("de")) == ()
    assert find("Am Dienstag vergangener Woche ging er.", language_of("en")) == ()
