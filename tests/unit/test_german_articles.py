"""A German article on its way to candidates: its publication line, sentences, dates and checks. All texts are invented."""

import pytest

from timeline.articles.metadata import Metadata
from timeline.articles.publication import find_publication
from timeline.dates import parse_edtf
from timeline.extract.candidates import find_candidates
from timeline.extract.headline_evidence import HeadlineEvidence
from timeline.extract.verification import problem_with
from timeline.lang.registry import language_of
from timeline.models import Article, GivenBasis, Source
from timeline.rendering.explanation_words import publication_words
from timeline.rendering.labels import labels
from timeline.text import sentences

GERMAN = language_of("de")

ARTICLE = (
    "Fähre läuft vor Lindholm auf Grund\n\n"
    "Stand: 21.10.2015, 14:30 Uhr\n\n"
    "Von Ada Brandt\n\n"
    "Die Fähre Aurora lief am späten Dienstag auf Grund.\n\n"
    "In der Nacht zum Mittwoch wurden 80 Menschen von Bord geholt. Das Schiff war am 3. Mai 2011 vom Stapel "
    "gelaufen, "
    "zwei Jahre später wurde es umgebaut.\n\n"
    "Im 19. Jahrhundert gab es hier keinen Hafen. Am kommenden Freitag soll die Fähre gehoben werden.\n\n"
    "Sie ist nicht gesunken."
)


def german(text: str) -> Source:
    article = Article(
        id="a",
        title="t",
        path="a.txt",
        language="de",
        published=parse_edtf("2015-10-21"),
        published_basis=GivenBasis(),
        sha256="a",
    )
    return Source(article, text)


@pytest.mark.parametrize(
    ("line", "date", "basis"),
    [
        ("Stand: 20.10.2015", "2015-10-20", "text, updated: "),
        ("Stand: 20. Oktober 2015, 14:30 Uhr", "2015-10-20", "text, updated: "),
        ("Veröffentlicht am 20. Oktober 2015", "2015-10-20", "text: "),
        ("20. Oktober 2015, 14:30 Uhr", "2015-10-20", "text: "),
        ("Dienstag, 20.10.2015", "2015-10-20", "text: "),
        ("Von Ada Brandt, 20. Oktober 2015", "2015-10-20", "text: "),
        ("Veröffentlicht: 20.10.2015 | Aktualisiert: 22.10.2015", "2015-10-20", "text: "),
        ("Aktualisiert: 22.10.2015 | Veröffentlicht: 20.10.2015", "2015-10-20", "text: "),
        ("03.04.2015", "2015-04-03", "text: "),
        ("Die Fähre sank am 20. Oktober 2015", None, "unknown"),
    ],
)
def test_a_publication_line_dates_the_article(line: str, date: str | None, basis: str) -> None:
    """The usual lines are read, and what was changed later is weaker than what was published."""
    found = find_publication(
        f"Fähre auf Grund\n\n{line}\n\nSie liegt fest.\n", Metadata(), "front matter", language_of("de")
    )
    assert (None if found.date is None else str(found.date)) == date
    assert publication_words(found.basis, labels()).startswith(basis)


@pytest.mark.parametrize("written", ["20. Oktober 2015", "20 October 2015", "2015-10-20", "20.10.2015"])
def test_a_date_in_metadata_may_be_in_either_language(written: str) -> None:
    """Front matter of a German article is written by tools that speak English, too."""
    assert (
        str(find_publication("Text", Metadata(date=written), "front matter", language_of("de")).date)
        == "2015-10-20"
    )


def test_the_dates_of_an_article() -> None:
    """Each expression is a candidate in its whole sentence, dated by the rules of its language."""
    found = find_candidates(german(ARTICLE))
    dated = [
        (ARTICLE[slice(*c.sentence)][:14], c.expression.text, str(c.dated.date), c.dated.direction)
        for c in found.candidates
        if c.expression
    ]
    assert dated == [
        ("Die Fähre Auro", "späten Dienstag", "2015-10-20", "past"),
        ("In der Nacht z", "Nacht zum Mittwoch", "2015-10-21", "past"),
        ("Das Schiff war", "3. Mai 2011", "2011-05-03", "past"),
        ("Das Schiff war", "zwei Jahre später", "2013~", "past"),
        ("Im 19. Jahrhun", "19. Jahrhundert", "18XX", "past"),
        ("Am kommenden F", "kommenden Freitag", "2015-10-23", "future"),
    ]


def test_the_boilerplate_of_an_article() -> None:
    """Title, date line and byline are recognised by the text, and a short German sentence is not taken for a caption."""
    reasons = {ARTICLE[s.start : s.end]: s.boilerplate for s in sentences(ARTICLE, GERMAN)}
    assert [reason for reason in reasons.values() if reason] == ["headline", "date line", "byline"]
    assert reasons["Die Fähre Aurora lief am späten Dienstag auf Grund."] is None
    assert reasons["Sie ist nicht gesunken."] is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Im 19. Jahrhundert kam er.",
        "Am 3. Mai kam er.",
        "Vom 3. bis 5. Mai kam er.",
        "Das 2. Quartal war gut.",
        "Er kam 44 v. Chr. nach Rom.",
        "Es war der 3. Oktober.",
    ],
)
def test_an_ordinal_ends_no_sentence(sentence: str) -> None:
    """The full stop of an ordinal stands inside its sentence; one at a sentence's end stays an end."""
    text = f"{sentence} Dann ging er. Es waren 12. Alle gingen."
    found = [text[s.start : s.end] for s in sentences(text, GERMAN)]
    assert found == [sentence, "Dann ging er.", "Es waren 12.", "Alle gingen."]


@pytest.mark.parametrize(
    ("headline", "problem"),
    [
        ("Fähre Aurora gesunken", "it leaves out that something did not happen"),
        ("Fähre Aurora nicht gesunken", None),
        ("Fähre Aurora nicht gesunken, 2 Menschen gerettet", None),
        ("Fähre Aurora nicht gesunken, 3 Menschen gerettet", "the number 3 is not in the sentence"),
    ],
)
def test_a_headline_says_no_more_than_its_sentence(headline: str, problem: str | None) -> None:
    """Negation and small numbers are known in German."""
    sentence = "Die Fähre Aurora ist nicht gesunken, zwei Menschen wurden gerettet."
    assert (
        problem_with(headline, HeadlineEvidence(sentence, sentence, GERMAN, parse_edtf("2015-10-21")))
        == problem
    )


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        ("Lindholm (dpa), 3. März 2014 – Die Fähre sank.", "2014-03-03", "dateline"),
        ("LINDHOLM/OSTER, den 3. März 2014 – Die Fähre sank.", "2014-03-03", "dateline"),
        ("Die Fähre sank am 3. März 2014 – alle lebten.", None, "unknown"),
        ("Dieser Artikel erschien in der Ausgabe vom 5. Mai 2014.", "2014-05-05", "print-edition line"),
        ("Die Fähre sank.\n\n© 5. Mai 2014 Küstenbote", "2014-05-05", "copyright line"),
    ],
)
def test_german_publication_lines(text: str, date: str | None, basis: str) -> None:
    """Datelines, print-edition and copyright lines are read in German."""
    found = find_publication(text, Metadata(), "front matter", GERMAN)
    assert (
        str(found.date) if found.date else None,
        publication_words(found.basis, labels()).partition(":")[0],
    ) == (date, basis)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12/05/2014\n\nEl capitán fue detenido.", None),
        ("2014-05-12\n\nEl capitán fue detenido.", "2014-05-12"),
        ("Published 2014-05-12\n\nEl capitán fue detenido.", None),
        ("El capitán fue detenido.\n\n© 2014 El Faro", None),
    ],
)
def test_without_publication_lines_only_a_bare_date_counts(text: str, date: str | None) -> None:
    """What a line says beside its date is not guessed."""
    found = find_publication(text, Metadata(), "front matter", language_of("es"))
    assert (str(found.date) if found.date else None) == date
