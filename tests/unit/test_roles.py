"""Roles: what a clause says happened, by whom and to whom, and when two clauses are two happenings."""

import pytest

from timeline.lang.registry import language_of
from timeline.roles.conflicts import Clause, conflict_of
from timeline.roles.frames import Frame, frame_of
from timeline.roles.names import is_same_name, name_of

ENGLISH = language_of("en")


def frame(clause: str, sentence: str = "") -> Frame:
    read = frame_of(clause, sentence or clause, ENGLISH)
    assert read is not None
    return read


def conflict(one: str, other: str, sentences: tuple[str, str] = ("", "")) -> str | None:
    """Return the role in which two clauses exclude each other; each is its own sentence where none is given."""
    clauses = [
        Clause(frame(clause, sentence), sentence or clause, ENGLISH)
        for clause, sentence in zip((one, other), sentences, strict=True)
    ]
    found, reverse = conflict_of(*clauses), conflict_of(*reversed(clauses))
    assert (found and found.role) == (reverse and reverse.role)
    return found.role if found else None


@pytest.mark.parametrize(
    ("clause", "agent", "verb", "patient"),
    [
        ("Police arrested Mira Okafor.", "Police", "arrest", "Mira Okafor"),
        ("Mira Okafor was arrested by police.", "police", "arrest", "Mira Okafor"),
        ("Mira Okafor was later arrested.", None, "arrest", "Mira Okafor"),
        ("A lorry loaded with gravel hit the bridge.", "A lorry loaded", "hit", "the bridge"),
        ("The crew of the Solveig left the ship.", "The crew of the Solveig", "leav", "the ship"),
        ("Halvern beat Tosk after the goalkeeper was sent off.", "Halvern", "beat", "Tosk"),
        ("Death of a painter", None, "", None),
    ],
)
def test_who_did_what_to_whom(clause: str, agent: str | None, verb: str, patient: str | None) -> None:
    read = frame(clause)
    assert (read.agent.text if read.agent else None) == agent
    assert read.verb == verb
    assert (read.patient.text if read.patient else None) == patient


def test_a_capital_at_the_beginning_is_a_name_only_where_the_sentence_shows_it() -> None:
    assert frame("Ship sank.", "A ship sank off Tosk.").names == frozenset()
    assert frame("Nordhav sank.", "The ferry Nordhav sank off Tosk.").names == {("nordhav",)}
    assert frame("Air raids began.", "Air raids began at noon.").names == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mira Okafor", "Okafor", True),
        ("finance minister Okafor", "Mira Okafor", True),
        ("Mira Okafor", "Jun Okafor", False),
        ("America", "Bank of America", False),
        ("Nordhav Lines", "Nordhav", True),
        ("U.N.", "United Nations", True),
        ("Paris", "the French", True),
    ],
)
def test_names_that_are_one(one: str, other: str, *, same: bool) -> None:
    assert is_same_name(name_of(one, ENGLISH), name_of(other, ENGLISH)) is same


@pytest.mark.parametrize(
    ("one", "other", "role"),
    [
        ("Police arrested Mira Okafor.", "Police arrested Jun Halloran.", "patient"),
        ("Mira Okafor resigned.", "Jun Halloran resigned.", "agent"),
        ("Jun Halloran was sentenced.", "A court sentenced Mira Okafor.", "patient"),
        ("Halvern beat Tosk.", "Tosk beat Halvern.", "who did it to whom"),
        ("Halvern beat Tosk 2-0.", "Halvern beat Tosk 3-1.", "amount"),
        ("Shares of Nordhav fell 4 per cent.", "Shares of Nordhav rose 4 per cent.", "event type"),
        ("Flight 812 landed.", "Flight 90 landed.", "identifier"),
        (
            "Voters in the 4th district chose a teacher.",
            "Voters in the ninth district chose a teacher.",
            "identifier",
        ),
        ("A fire destroyed a mill in Tosk.", "A fire destroyed a mill in Halvern.", "place"),
        ("The court upheld the ban.", "The court lifted the ban.", "event type"),
        (
            "Chancellor Okafor spoke with Premier Halloran.",
            "Chancellor Okafor spoke with Premier Lund.",
            "other",
        ),
        ("The mayor resigned.", "The mayor accused the council of fraud.", "event type"),
    ],
)
def test_fillers_that_exclude_each_other(one: str, other: str, role: str) -> None:
    assert conflict(one, other) == role


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police arrested Mira Okafor.", "Mira Okafor was held by officers."),
        ("A blast killed at least 12 people.", "A blast killed 15 people."),  # a toll is a disagreement
        ("A magnitude 6.1 earthquake struck Tosk.", "A strong quake shook Tosk."),
        ("Profit rose 12 per cent.", "Profit rose 12.4 per cent."),
        ("Nordhav paid $15bn.", "Nordhav paid $15 billion."),
        ("France withdrew its envoy.", "Paris withdrew its envoy."),
        ("The ferry ran aground.", "The Nordhav struck a sandbank."),
    ],
)
def test_what_may_be_one_happening(one: str, other: str) -> None:
    assert conflict(one, other) is None


def test_a_name_that_the_other_sentence_knows_excludes_nothing() -> None:
    sentences = (
        "Nordhav sold its yard in Tosk to Lund Brothers.",
        "Lund Brothers bought a yard from Nordhav.",
    )
    assert conflict("Nordhav sold its yard.", "Lund Brothers bought a yard.", sentences) != "agent"


def test_a_language_without_words_for_roles_has_no_frames() -> None:
    assert frame_of("El capitán fue detenido.", "El capitán fue detenido.", language_of("es")) is None
