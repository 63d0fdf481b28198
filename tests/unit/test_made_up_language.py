"""A language that no part of the project knows: one value, registered, and every stage reads it."""

from pathlib import Path

import made_up_language
import pytest
from article_files import read, write
from made_up_language import LUMISH
from sample_mentions import SampleMention, mention

from timeline.articles.metadata import Metadata
from timeline.articles.publication import find_publication
from timeline.dates import parse_edtf
from timeline.extract.candidates import find_candidates
from timeline.extract.headline_evidence import HeadlineEvidence
from timeline.extract.verification import problem_with
from timeline.lang import registry
from timeline.lang.lexical import content_stems
from timeline.lang.registry import detect_language, language_of, register
from timeline.lang.time_expressions import direction_of, find
from timeline.reconcile.features import features_of
from timeline.timex import resolve

WEDNESDAY, TUESDAY = parse_edtf("2015-10-21"), parse_edtf("2015-10-13")
SENTENCE = "Lo kapitan Ada Brandt ne arresta in Lindholm."


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Register the language for one test."""
    monkeypatch.setattr(registry, "_registered", {})
    register(LUMISH)


def test_it_takes_sixty_lines() -> None:
    """A language is data: words and patterns, and no rule."""
    lines = Path(made_up_language.__file__).read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60
    assert not any(line.startswith(("def ", "class ")) for line in lines)


def test_it_is_detected() -> None:
    """By its common words, by its tag, and by its name."""
    assert detect_language(f"{SENTENCE} Lo nave sio in porto ek lo maro.") is LUMISH
    assert language_of("qlu-XX") is LUMISH


@pytest.mark.parametrize(
    ("text", "expression", "edtf"),
    [
        ("Lo nave sanka lundo.", "lundo", "2015-10-19"),
        ("Lo nave sanka mardo noto.", "mardo noto", "2015-10-20"),
        ("Lo nave sanka iri.", "iri", "2015-10-20"),
        ("Lo nave sanka pai avan iri.", "pai avan iri", "2015-10-19"),
        ("Lo nave sanka 20 dora 2015.", "20 dora 2015", "2015-10-20"),
        ("Lo nave sanka dora 20, 2015.", "dora 20, 2015", "2015-10-20"),
        ("Lo nave sanka mardo, 20 ul dora.", "mardo, 20 ul dora", "2015-10-20"),
        ("Lo nave sanka 20/10/2015.", "20/10/2015", "2015-10-20"),
        ("Lo nave sanka 3 ek 5 dora 2015.", "3 ek 5 dora 2015", "2015-10-03/2015-10-05"),
        ("Lo nave sanka in veda 2014.", "veda 2014", "2014-05"),
        ("Lo nave sanka in pela.", "pela", "2015-09"),
        ("Lo nave sanka in 2011.", "2011", "2011"),
        ("Lo nave sanka in esto 2014.", "esto 2014", "2014-22"),
        ("Lo nave sanka tri hedani retro.", "tri hedani retro", "2015-09-28~/2015-10-04~"),
        ("Lo nave sanka du paini poste.", "du paini poste", "2015-10-15"),
        ("Lo nave sanka ultra luna.", "ultra luna", "2015-09"),
        ("Lo nave sanka heda passa.", "heda passa", "2015-10-12/2015-10-18"),
        ("Lo nave sanka sama pai.", "sama pai", "2015-10-13"),
        ("Lo nave sanka de 2011 ad 2013.", "de 2011 ad 2013", "2011/2013"),
        ("Lo nave sanka inter veda ek sola 2014.", "inter veda ek sola 2014", "2014-05/2014-06"),
        ("Lo nave sanka ante 2014.", "2014", "../2014"),
        ("Lo nave sanka cirka 1850.", "cirka 1850", "1850~"),
    ],
)
def test_its_dates_are_found_and_resolved(text: str, expression: str, edtf: str) -> None:
    """The rules that all languages share read its tables."""
    found = find(text, LUMISH)
    assert [item.text for item in found] == [expression]
    direction = direction_of(text, found[0].start, found[0].end, LUMISH)
    date = resolve(found[0], WEDNESDAY, direction, TUESDAY, day_first=LUMISH.writes_day_first).date
    assert str(date) == edtf


@pytest.mark.parametrize(
    ("line", "date", "rule"),
    [
        ("Publika: 20 dora 2015", "2015-10-20", "publication_line"),
        ("Par Ada Brandt | 20 dora 2015", "2015-10-20", "publication_line"),
        ("Nova: 20 dora 2015", "2015-10-20", "updated_line"),
        ("Lo nave sanka 20 dora 2015", None, "unknown"),
    ],
)
def test_its_publication_line_is_read(line: str, date: str | None, rule: str) -> None:
    """Its labels, its byline and its word for a later change are known."""
    found = find_publication(f"Nave sanka\n\n{line}\n\n{SENTENCE}\n", Metadata(), "front matter", LUMISH)
    assert (None if found.date is None else str(found.date)) == date
    assert found.basis.rule == rule


def test_a_headline_that_says_the_opposite_is_refused() -> None:
    """It must deny what its sentence denies, and may say what the sentence says."""
    evidence = HeadlineEvidence(SENTENCE, SENTENCE, LUMISH)
    assert problem_with("Ada Brandt arresta in Lindholm", evidence)
    assert problem_with("Kapitan Ada Brandt ne arresta in Lindholm", evidence) is None


def test_its_stop_words_are_no_part_of_similarity() -> None:
    """Two sentences that share only these share nothing."""
    assert content_stems("Lo nave sanka in porto", LUMISH) == {"nave", "sanka", "porto"}
    texts = {"a": "Lo nave sanka por una noto.", "b": "Lo banko kolapsa por una dago."}
    mentions = {
        name: mention(SampleMention(name, text, None, text, "2015-10-20"), 0) for name, text in texts.items()
    }
    one, other = features_of(mentions, {f"art-{name}": LUMISH for name in texts})
    assert one.weights
    assert other.weights
    assert not set(one.weights) & set(other.weights)


def test_an_article_in_it_is_read_as_one(tmp_path: Path) -> None:
    """Its file is read like any other: language, publication date, sentences and candidates."""
    body = f"Lo nave sanka lundo in porto ek ne retorna. {SENTENCE}"
    write(tmp_path, "nave.txt", f"Nave sanka\n\nPublika: 21 dora 2015\n\n{body}\n")
    (source,) = read(tmp_path).sources
    assert source.article.language == "qlu"
    assert source.language is LUMISH
    assert str(source.article.published) == "2015-10-21"
    assert "2015-10-19" in {str(candidate.dated.date) for candidate in find_candidates(source).candidates}
