"""Boilerplate and clauses by the words of a language: German ones, and none at all. All texts are invented."""

import re

import pytest

from timeline.lang.base import Language
from timeline.lang.registry import UNDETERMINED, language_of
from timeline.text import sentences
from timeline.text.clauses import clause_around, dates_report
from timeline.text.language_parts import ReportedSpeech

GERMAN = language_of("de")
BODY = (
    "Der Hafenrat von Port Elin beschloss am Dienstag, das alte Fährterminal zu schließen. Zwölf Mitglieder stimmten "
    "dafür.\n\n"
    "Bürgermeisterin Ines Okafor sagte, das Gebäude sei seit dem Sturm von 2011 baufällig und werde im Frühjahr "
    "abgerissen.\n\n"
)


def reasons(text: str, language: Language) -> dict[str, str | None]:
    return {text[s.start : s.end]: s.boilerplate for s in sentences(text, language)}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Lesen Sie auch: Wie der Sturm die Küste veränderte", "teaser"),
        ("Mehr zum Thema", "teaser"),
        ("Das könnte Sie auch interessieren", "teaser"),
        ("Foto: Lena Hart/Küstenbote", "credit"),
        ("Das alte Terminal (Archivbild)", "caption"),
        ("Das Bild zeigt den Hafen vor dem Sturm.", "caption"),
        ("Bereits Abonnent? Hier einloggen", "subscription notice"),
        ("Jetzt kostenlos testen", "subscription notice"),
        ("Abonnieren Sie unseren Newsletter mit den Nachrichten aus dem Hafen.", "subscription notice"),
        ("3 Kommentare", "comments notice"),
        ("Diskutieren Sie mit!", "comments notice"),
        ("Zur Startseite", "navigation"),
        ("Anzeige", "navigation"),
        ("Alle Rechte vorbehalten.", "copyright line"),
        ("© 2015 Küstenbote", "credit"),
        ("Dieser Artikel ist zuerst im Küstenboten erschienen.", "publication line"),
        ("Aus der gedruckten Ausgabe", "print-edition line"),
        ("Korrektur: In einer früheren Fassung stand ein falscher Name.", "correction note"),
        ("Stand: 21. Oktober 2015, 14:30 Uhr", "date line"),
        ("Von Lena Hart und Jonas Wieck", "byline"),
        ("Mit Material von dpa", "credit"),
        ("Mitarbeit: Jonas Wieck und Lena Hart", "byline"),
        ("(dpa, mit Agenturen)", "credit"),
    ],
)
def test_german_boilerplate(line: str, reason: str) -> None:
    """Each kind is known where it stands between paragraphs, and takes no paragraph with it."""
    found = reasons(f"{BODY}{line}\n\n{BODY}", GERMAN)
    assert {why for why in found.values() if why} == {reason}


@pytest.mark.parametrize(
    "line",
    [
        "Hintergrund: Im März 2014 war eine Fähre gesunken.",
        "Stand der Arbeiten ist laut Rat gut, am 3. Mai 2014 begann der Bau.",
        "Von Montag an fahren wieder Fähren.",
        "Anzeige erstattete der Rat gegen den Betreiber.",
        "Drucken durfte die Zeitung den Brief nicht.",
        "Die Kommentare des Ministers kamen am Montag.",
        "Dieser Bericht wurde am 3. Mai 2014 dem Rat übergeben.",
        "Lindholm sank.",
    ],
)
def test_german_sentences_that_look_like_boilerplate_stay(line: str) -> None:
    """Losing a sentence of the article would lose an event."""
    assert not any(reasons(f"{BODY}{line}\n\n{BODY}", GERMAN).values())


def test_a_german_caption_without_a_verb_and_a_short_sentence_above_the_text() -> None:
    found = reasons(f"Terminal schließt\n\nDer Hafen von Port Elin.\n\nDie Fähre kam.\n\n{BODY}", GERMAN)
    assert found["Terminal schließt"] == "headline"
    assert found["Der Hafen von Port Elin."] == "caption"
    assert found["Die Fähre kam."] is None


@pytest.mark.parametrize(
    "line",
    [
        "À lire aussi : comment la tempête a changé la côte",
        "Read also: how the storm changed the coast.",
        "Le vieux port",
        "Abonnez-vous à notre lettre d'information",
    ],
)
def test_without_the_words_of_a_language_lines_are_kept(line: str) -> None:
    """Between paragraphs, layout alone takes no line away: in doubt it is kept."""
    body = "Le conseil du port a voté mardi la fermeture du vieux terminal. Douze membres ont voté pour.\n\n"
    assert not any(reasons(f"{body}{line}\n\n{body}", UNDETERMINED).values())


def test_without_the_words_of_a_language_dates_agencies_and_markup_are_known() -> None:
    body = "Le conseil du port a voté mardi la fermeture du vieux terminal. Douze membres ont voté pour.\n\n"
    text = f"# Le vieux port\n\n21.10.2015, 14:30\n\n{body}(AFP, Reuters)\n\n{body}© 2015\n\n{body}"
    found = [reason for reason in reasons(text, UNDETERMINED).values() if reason]
    assert found == ["headline", "date line", "credit", "copyright line"]


@pytest.mark.parametrize(
    ("sentence", "words", "reported"),
    [
        ("Die Fähre sei gesunken, teilte die Polizei am Dienstag mit.", "Dienstag", True),
        ("Am Dienstag teilte die Polizei mit, dass die Fähre am Montag gesunken sei.", "Dienstag", True),
        ("Am Dienstag teilte die Polizei mit, dass die Fähre am Montag gesunken sei.", "Montag", False),
        ("Wie das Amt am Mittwoch mitteilte, ist die Fähre gesunken.", "Mittwoch", True),
        ("Am Dienstag sank die Fähre und ihr Kapitän sagte nichts.", "Dienstag", False),
    ],
)
def test_german_reported_speech(sentence: str, words: str, *, reported: bool) -> None:
    """The day of a report is not the day of what it reports."""
    start = sentence.index(words)
    end = start + len(words)
    clause = clause_around(sentence, start, end, GERMAN)
    assert dates_report(sentence, start, end, clause, GERMAN) is reported


def test_without_clause_words_a_sentence_is_one_clause_and_without_verbs_reports_nothing() -> None:
    sentence = "Le ministre a dit mardi, selon la radio, que le navire a coulé lundi."
    start = sentence.index("mardi")
    assert clause_around(sentence, start, start + 5, UNDETERMINED) == (0, len(sentence))
    assert not dates_report(sentence, start, start + 5, (0, len(sentence)), UNDETERMINED)
    reporting = Language(
        code="xx", reporting=ReportedSpeech(verbs=frozenset(("dit",)), before_time=re.compile("$"))
    )
    assert dates_report(sentence, start, start + 5, (0, len(sentence)), reporting)


def test_a_boundary_word_right_before_an_expression_is_its_preposition() -> None:
    """What separates clauses elsewhere belongs to the time here; without punctuation, nothing comes before the first word."""
    english = language_of("en")
    for sentence, words, clause in [
        (
            "She will be unloaded here until Monday, as all say",
            "Monday",
            "She will be unloaded here until Monday",
        ),
        ("Monday saw the ferry leave, as all say", "Monday", "Monday saw the ferry leave"),
        ("He stayed until the ferry left on Monday", "Monday", " the ferry left on Monday"),
    ]:
        start = sentence.index(words)
        first, last = clause_around(sentence, start, start + len(words), english)
        assert sentence[first:last] == clause
