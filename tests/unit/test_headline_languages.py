"""What a model's headline may say in languages other than English, from an article to its mentions."""

import asyncio
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeModel

from timeline.choices import Granularity
from timeline.dates import parse_edtf
from timeline.extract.article_extraction import extract_article
from timeline.extract.candidates import find_candidates
from timeline.extract.headline_evidence import HeadlineEvidence
from timeline.extract.verification import problem_with
from timeline.lang.registry import language_of
from timeline.models import Article, Source

GERMAN = language_of("de")
PAIRS = Path(__file__).parents[2] / "benchmarks" / "headlines_german.toml"


def shown(text: str, language: str, headline: str, granularity: Granularity) -> tuple[str, int]:
    """Return the headline of the first mention when the model always answers *headline*, and how often it is asked."""
    article = Article(
        id="a",
        title="t",
        path="a.txt",
        published=parse_edtf("2023-12-01"),
        published_basis="given",
        sha256="a",
        language=language,
    )
    event = {"sentence": 1, "time": "a", "kind": "event", "headline": headline}
    answer = {"kind": "event", "headline": headline} if granularity == "expression" else {"events": [event]}
    model = FakeModel(lambda _: answer, granularity)
    extraction = asyncio.run(extract_article(find_candidates(Source(article, text)), model, lambda: None))
    return extraction.mentions[0].citation.headline, len(model.asked)


@pytest.mark.parametrize("granularity", ["expression", "article"])
@pytest.mark.parametrize(
    ("language", "text", "headline"),
    [
        ("es", "El capitán no fue detenido el 12/05/2014 en Lindholm.", "El capitán fue detenido"),
        ("fr", "Le capitaine n'a pas été arrêté le 12/05/2014 à Lindholm.", "Le capitaine a été arrêté"),
        ("und", "O capitão não foi detido em 12/05/2014 em Lindholm.", "O capitão foi detido"),
        ("es", "El capitán no fue detenido el 12/05/2014 en Lindholm.", "The captain was detained"),
    ],
)
def test_where_negation_is_not_known_the_sentence_speaks(
    language: str, text: str, headline: str, granularity: Granularity
) -> None:
    """A headline may say the opposite of its sentence: without negation words none is trusted, nor asked for again."""
    assert shown(text, language, headline, granularity) == (text.rstrip("."), 1)


@pytest.mark.parametrize(
    ("sentence", "headline", "problem"),
    [
        ("Die Aurora sank am Montag nicht.", "Die Aurora sank.", "leaves out"),
        ("Die Aurora sank am Montag nicht.", "Die Aurora sank nicht.", None),
        ("Das Amt bestritt, dass die Aurora Waffen lud.", "Die Aurora lud Waffen.", "leaves out"),
        ("Die Aurora lief aus, weil niemand sie hielt.", "Die Aurora lief nicht aus.", "denies something"),
        ("Das Schiff Aurora geriet in Not.", "Schiff Aurora geriet in Not", None),
        ("Das Schiff Aurora geriet in Seenot.", "Schiff Aurora not there", "denies something"),
        ("Das Schiff Aurora geriet in Seenot.", "It was the Aurora", "who “it” is"),
        ("Das Schiff Aurora geriet in Seenot.", "Dieses Schiff geriet in Seenot", "who “dieses” is"),
        ("Zwei Boote mit 1.200 Menschen sanken.", "2 Boote mit 1200 Menschen sanken", None),
        ("Zwei Boote mit 1.200 Menschen sanken.", "Drei Boote sanken", "number drei"),
        ("Zwei Boote mit 1.200 Menschen sanken.", "Boote mit 12.000 Menschen sanken", "number 12.000"),
    ],
)
def test_german_headlines(sentence: str, headline: str, problem: str | None) -> None:
    """Negation counts for its whole clause; words of English count too, for a model may answer in it."""
    found = problem_with(headline, HeadlineEvidence(sentence, sentence, GERMAN))
    assert found is None if problem is None else problem in (found or "")


def test_a_german_report_names_who_reported() -> None:
    text = "Am 3. März 2014 teilte die Polizei mit, dass die Fähre Aurora gesunken sei."
    assert shown(text, "de", "Die Fähre Aurora sei gesunken", "expression")[0] == (
        "Die Polizei teilte mit: Die Fähre Aurora sei gesunken"
    )
    text = "Die Fähre Aurora sei gesunken, teilte die Polizei am 3. März 2014 mit."
    assert shown(text, "de", "Die Fähre Aurora sei gesunken", "expression")[0] == (
        "Die Polizei teilte mit: Die Fähre Aurora sei gesunken"
    )


def claims() -> Iterator[tuple[str, str, bool]]:
    for case in tomllib.loads(PAIRS.read_text("utf-8"))["case"]:
        yield from ((case["sentence"], headline, True) for headline in case["true"])
        yield from ((case["sentence"], headline, False) for headline in case["false"])


def test_german_headlines_of_the_benchmark() -> None:
    """Of 32 false headlines 6 were shown when German had a few negation words only, and 18 of 23 true ones kept."""
    found = Counter(
        (true, shown(text, "de", claim, "expression")[0] == claim) for text, claim, true in claims()
    )
    assert found[False, True] == 0
    assert found[True, True] >= 21
