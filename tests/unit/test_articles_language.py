"""In which language an article is, by its metadata or its words, and what is said of one that is not understood."""

from pathlib import Path

import pytest
from article_files import BODY, jsonl, read, write

GERMAN = "Die Fähre ist am Dienstag vor der Insel auf Grund gelaufen, und achtzig Menschen wurden von Bord geholt.\n"
FRENCH = "Le ferry s'est échoué mardi devant l'île, et les secours ont évacué quatre-vingts personnes, dit le maire hier soir.\n"


@pytest.mark.parametrize(
    ("content", "language"),
    [
        pytest.param(BODY, "en", id="told-from-english"),
        pytest.param(GERMAN, "de", id="told-from-german"),
        pytest.param(FRENCH, "und", id="no-known-one"),
        pytest.param(f"---\nlanguage: de-AT\n---\n{BODY}", "de-AT", id="front-matter"),
        pytest.param(f"---\nlang: en-GB\n---\n{GERMAN}", "en-GB", id="front-matter-lang"),
        pytest.param(f"---\nlang: en\nlanguage: German\n---\n{BODY}", "de", id="language-before-lang"),
        pytest.param(f"---\nlanguage: und\n---\n{GERMAN}", "de", id="undetermined"),
        pytest.param(f"---\nlanguage: fr\n---\n{BODY}", "fr", id="one-without-a-pack"),
    ],
)
def test_the_language_of_an_article(tmp_path: Path, content: str, language: str) -> None:
    """What metadata says is stronger than what the words tell."""
    write(tmp_path, "a.md", content)
    assert read(tmp_path).sources[0].article.language == language


def test_a_line_of_json_says_its_language(tmp_path: Path) -> None:
    """A JSONL field is metadata too, by either name."""
    write(tmp_path, "a.jsonl", jsonl({"text": BODY, "lang": "de"}, {"text": GERMAN, "language": "en-US"}))
    assert sorted(source.article.language for source in read(tmp_path).sources) == ["de", "en-US"]


def test_what_is_not_understood_is_said(tmp_path: Path) -> None:
    """An article in no known language is named, and so is a language that is none; it keeps only what is in figures."""
    write(tmp_path, "a.txt", FRENCH)
    write(tmp_path, "b.md", f"---\nlanguage: Klingon, mostly\n---\n{BODY}")
    write(tmp_path, "c.txt", GERMAN)
    assert read(tmp_path).notes == (
        "b.md: 'Klingon, mostly' is not a language tag like de or en-GB and is left out",
        (
            "a.txt: it is not in a language whose time expressions are known (English, German): "
            "only numeric dates are understood there"
        ),
    )
