"""A headline's clauses are those of its sentence, or the sentence's own words stand."""

import pytest

from timeline.extract.clause_match import match_of
from timeline.lang.registry import language_of

BOAT = (
    "The ferry Brisa, which had left Tosk at dawn, rammed a pier in Elin on Monday, injuring five passengers."
)
MAYOR = "Mayor Ines Falk told the council of Elin that she would not sell the harbour to the firm Nordvik."
SUIT = "Nordvik sued its rival Osterby over a patent after engineers had found the part in a lawnmower."
GUARD = "A guard, Tom Reyes, stopped two men from setting the mill on fire, police in Tosk said."
TALKS = "The union called its strike off and accepted an offer of the company, delegates reported."
RUMOUR = "Rumours that the bank had failed spread through Elin, but its chief, Ana Ruiz, denied them."
REBELS = "Rebels threatened to shell the port unless the army left the hill, a spokesman of the army claimed."


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        (BOAT, "The Brisa rammed a pier in Elin."),
        (BOAT, "Five passengers were injured when the ferry Brisa rammed a pier."),
        (BOAT, "A pier in Elin was rammed by the ferry Brisa."),
        (BOAT, "A ferry hit a pier."),
        (MAYOR, "Ines Falk said she would not sell the harbour."),
        (SUIT, "Nordvik sued Osterby over a patent."),
        (SUIT, "Osterby was sued by Nordvik."),
        (GUARD, "Tom Reyes stopped two men from setting the mill on fire."),
        (TALKS, "The union called off its strike."),
        (TALKS, "The union accepted an offer."),
        (RUMOUR, "Ana Ruiz denied rumours that the bank had failed."),
        (REBELS, "Rebels threatened to shell the port, an army spokesman claimed."),
    ],
)
def test_a_clause_with_the_same_roles_is_found(sentence: str, headline: str) -> None:
    match = match_of(headline, sentence, sentence, language_of("en"))
    assert match is not None
    assert match.problem is None
    assert match.pairs


@pytest.mark.parametrize(
    ("sentence", "headline", "problem"),
    [
        (BOAT, "A pier rammed the ferry Brisa.", "others in its roles"),
        (BOAT, "Five passengers rammed a pier.", "others in its roles"),
        (BOAT, "The ferry Brisa left Elin.", "others in its roles"),
        (BOAT, "The ferry rammed a pier in Tosk.", "others in its roles"),
        (BOAT, "The ferry sank.", "no verb of the sentence"),
        (MAYOR, "The council of Elin said she would not sell the harbour.", "others in its roles"),
        (MAYOR, "Nordvik would not sell the harbour.", "others in its roles"),
        (SUIT, "Osterby sued its rival Nordvik.", "others in its roles"),
        (SUIT, "Engineers sued Osterby.", "others in its roles"),
        (GUARD, "Two men set the mill on fire.", "leaves out"),
        (TALKS, "The company accepted an offer of the union.", "others in its roles"),
        (RUMOUR, "The bank failed.", "leaves out"),
        (REBELS, "The army left the hill.", "leaves out “unless”"),
        (REBELS, "Rebels shelled the port.", "leaves out “threatened”"),
        (REBELS, "Rebels threatened to shell the port.", "leaves out “claimed”"),
    ],
)
def test_another_role_clause_or_degree_of_truth_is_named(sentence: str, headline: str, problem: str) -> None:
    match = match_of(headline, sentence, sentence, language_of("en"))
    assert match is not None
    assert problem in (match.problem or "")


def test_a_pronoun_stands_for_what_is_before_its_sentence() -> None:
    text = "The freighter Halla ran aground in March. It was refloated on Friday."
    sentence = "It was refloated on Friday."
    english = language_of("en")
    found = match_of("The freighter Halla was refloated.", sentence, text, english)
    assert found is not None
    assert found.succeeded
    unknown = match_of("The freighter Halla was refloated.", sentence, sentence, english)
    assert unknown is not None
    assert not unknown.succeeded


def test_a_time_dates_its_clause_and_what_happens_at_once() -> None:
    sentence = "The ferry rammed a pier on Monday, injuring five, after its crew had fallen asleep."
    english = language_of("en")
    start = sentence.index("Monday")
    for headline, dated in [
        ("The ferry rammed a pier.", True),
        ("Its crew had fallen asleep.", False),
    ]:
        match = match_of(headline, sentence, sentence, english)
        assert match is not None
        assert match.succeeded
        assert dated is not match.told.dated_by(start, start + 6).isdisjoint(match.pairs.values())


def test_a_language_without_grammar_is_not_read() -> None:
    assert match_of("El barco se hundió.", "El barco se hundió.", "", language_of("es")) is None
