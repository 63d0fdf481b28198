"""Headlines say no more than the clause that they are taken from."""

import asyncio

import pytest
from fakes import FakeModel

from timeline.extract.article_extraction import extract_article
from timeline.extract.candidates import find_candidates
from timeline.extract.headline_evidence import HeadlineEvidence
from timeline.extract.verification import problem_with
from timeline.lang.registry import language_of
from timeline.models import Article, Source

RAID = (
    "Police in Tosk arrested Mira Okafor on suspicion of robbing a jeweller, but released her brother Piet."
)
VOTE = "Half of the 1,200 dockers in Tosk refused to unload ships, the union said."
TRAIN = "A train from Halvern to Tosk was delayed by four hours after a tree had fallen."
TALKS = "The talks collapsed before an agreement could be signed."
COUNT = "Lena Lund beat Jun Halloran by 52 to 48 percent."
GERMAN = "Der Minister bestritt, dass die Fähre Waffen geladen hatte."


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        (RAID, "Mira Okafor was detained on suspicion of robbing a jeweller."),
        (RAID, "Police in Tosk arrested Mira Okafor."),
        (VOTE, "Half of the 1,200 dockers refused to unload ships."),
        (TRAIN, "A train from Halvern to Tosk was delayed by 4 hours."),
        (TALKS, "The talks collapsed."),
        (COUNT, "Lena Lund beat Jun Halloran by 52 to 48 percent."),
    ],
)
def test_what_the_clause_says(sentence: str, headline: str) -> None:
    assert problem_with(headline, HeadlineEvidence(sentence, sentence, language_of("en"))) is None


@pytest.mark.parametrize(
    ("sentence", "headline", "problem"),
    [
        (RAID, "Mira Okafor robbed a jeweller.", "leaves out “suspicion”"),
        (RAID, "Piet Okafor was arrested.", "no name of the article"),
        (RAID, "Mira Okafor arrested police in Tosk.", "others in its roles"),
        (RAID, "Police in Tosk convicted Mira Okafor.", "“convicted” is not in the sentence"),
        (VOTE, "All 1,200 dockers refused to unload ships.", "no word of all"),
        (VOTE, "1,200 dockers in Tosk refused to unload ships.", "leaves out “Half”"),
        (VOTE, "Dockers in Tosk unloaded ships.", "leaves out that something did not happen"),
        (TRAIN, "A train from Tosk to Halvern was delayed by four hours.", "others in its roles"),
        (TRAIN, "A train was delayed by four trees.", "of something else"),
        (TALKS, "An agreement was signed.", "leaves out"),
        (COUNT, "Lena Lund beat Jun Halloran by 48 to 52 percent.", "in another order"),
        (COUNT, "**Lena Lund** beat Jun Halloran.", "marks that are no words"),
        (COUNT, "Lena Lund beat Jun Halloran \N{PARTY POPPER}.", "characters that are no text"),
        (COUNT, "Lena Lund beat Jun Halloran.\u202e", "characters that are no text"),
    ],
)
def test_what_it_does_not_say(sentence: str, headline: str, problem: str) -> None:
    found = problem_with(headline, HeadlineEvidence(sentence, sentence, language_of("en")))
    assert found is not None
    assert problem in found


@pytest.mark.parametrize(
    ("headline", "shown"),
    [
        ("Der Minister bestritt, dass die Fähre Waffen geladen hatte.", True),
        ("Die Fähre hatte Waffen geladen.", False),
        ("Der Minister bestätigte, dass die Fähre Waffen geladen hatte.", False),
    ],
)
def test_german(headline: str, *, shown: bool) -> None:
    assert (problem_with(headline, HeadlineEvidence(GERMAN, GERMAN, language_of("de"))) is None) is shown


def test_own_words_begin_with_what_governs_them() -> None:
    """An excerpt that leaves out "rumours that" would say that it happened."""
    sentence = "Rumours that the bank Nordhav had run out of cash spread through Tosk on 9 May 2013, though it stayed open."
    article = Article(
        id="a", title="t", path="a.txt", sha256="a", language="en", published=None, published_basis=None
    )
    shown = asyncio.run(
        extract_article(
            find_candidates(Source(article, sentence)),
            FakeModel(lambda _: {"kind": "event", "headline": "The bank Nordhav collapsed."}),
            lambda: None,
        )
    )
    (mention,) = shown.mentions
    assert mention.citation.headline.startswith("Rumours that the bank Nordhav had run out of cash")
