"""Sources to articles: what is refused and why, what is kept exactly, and which articles are the same."""

import hashlib
import json
from pathlib import Path
from random import Random

import pytest
from article_files import BODY, jsonl, read, write
from hypothesis import given
from hypothesis import strategies as st

from timeline.articles.decoding import MAX_ARTICLE_BYTES, decode
from timeline.articles.loading import read_articles
from timeline.errors import ArticleError
from timeline.models import MetadataBasis


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.txt", b"", "empty", id="empty"),
        pytest.param("a.txt", b" \n\t\r\n", "empty", id="white-space"),
        pytest.param("a.txt", b"\xef\xbb\xbf", "empty", id="only-a-byte-order-mark"),
        pytest.param("a.md", b"---\ntitle: A\n---\n\n", "only front matter", id="only-front-matter"),
        pytest.param("a.txt", b"Ferry\0hits", "NUL at character 5", id="nul"),
        pytest.param("a.txt", b"%PDF-1.7\n...", "this is a PDF", id="pdf"),
        pytest.param("a.txt", b"PK\x03\x04...", "this is a ZIP", id="zip"),
        pytest.param("a.txt", b"<!DOCTYPE html>\n<p>A ferry.", "this is a web page", id="web-page"),
        pytest.param("a.txt", b"Caf\xe9 burns", "not UTF-8: byte 0xE9 at offset 3", id="latin-1"),
        pytest.param("a.txt", b"\xef\xbb\xbfCaf\xe9", "byte 0xE9 at offset 6", id="latin-1-behind-a-mark"),
        pytest.param("a.txt", b"\xff\xfeA\0\x00\xd8", "not UTF-16-LE", id="broken-utf-16"),
        pytest.param("a.txt", b"x" * (MAX_ARTICLE_BYTES + 1), "longer than 4 MB", id="too-long"),
        pytest.param(
            "a.html", b"<p>A ferry.", ".html files are not read: save its text as a .txt", id="html"
        ),
        pytest.param("article", b"A ferry.", "a file without an ending", id="no-ending"),
        pytest.param("a.md", b"---\ntitle: 'A\n---\nText", "not YAML in line 3", id="front-matter-no-yaml"),
        pytest.param(
            "a.md", b"---\ntitle: [A\ndate: 2019\n---\nText", "not YAML in line", id="front-matter-unbalanced"
        ),
        pytest.param("a.md", b"---\ntitle: A\n\nText", "not closed", id="front-matter-not-closed"),
        pytest.param(
            "a.md",
            b"---\ntitle: !!python/object/apply:os.getcwd []\n---\nText",
            "an object in line 2",
            id="object",
        ),
        pytest.param(
            "a.md",
            b"---\nauthor: {name: A}\n---\nText",
            "author is not text in line 2",
            id="author-is-a-mapping",
        ),
        pytest.param(
            "a.md", b"---\nx: " + b"[" * 9000 + b"\n---\nText", "not YAML", id="front-matter-nested-deep"
        ),
        pytest.param("a.md", b'---\ntitle: "\\ud800"\n---\nText', "surrogate", id="front-matter-surrogate"),
        pytest.param(
            "a.md", b'---\ntitle: "\\U99999999"\n---\nText', "not YAML", id="front-matter-no-character"
        ),
        pytest.param(
            "a.md", b"---\n%YAML 1." + b"9" * 5000 + b"\n---\nText", "not YAML", id="front-matter-no-number"
        ),
        pytest.param("a.jsonl", b"", "empty", id="empty-jsonl"),
        pytest.param("a.jsonl", b"\x89PNG\r\n", "this is a picture", id="picture-as-jsonl"),
        pytest.param("a.jsonl", '{"text": "A ferry."}\n'.encode("utf-16"), "UTF-16", id="jsonl-in-utf-16"),
    ],
)
def test_a_bad_file_is_one_failure_with_its_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    """Each kind of bad input names itself and keeps the other article's work."""
    write(tmp_path, name, content)
    write(tmp_path, "good.txt")
    reading = read(tmp_path, name, "good.txt")
    assert [failure.path for failure in reading.failures] == [name]
    assert reason in reading.failures[0].reason
    assert reading.failures[0].reason.count("\n") <= 1
    assert [source.article.path for source in reading.sources] == ["good.txt"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"A\r\nB\rC\n", "A\r\nB\rC\n", id="line-endings-kept"),
        pytest.param(b"\xef\xbb\xbfCaf\xc3\xa9", "Café", id="utf-8-mark-is-no-text"),
        pytest.param("Café 🚢".encode("utf-16"), "Café 🚢", id="utf-16-with-mark"),
        pytest.param(b"\xfe\xff" + "Café".encode("utf-16-be"), "Café", id="utf-16-big-endian"),
        pytest.param("e\u0301 \u202eabc\ufb01".encode(), "e\u0301 \u202eabc\ufb01", id="nothing-normalised"),
    ],
)
def test_the_text_is_the_decoded_file(tmp_path: Path, data: bytes, text: str) -> None:
    """Offsets refer to this text, so that not one character of it may change."""
    write(tmp_path, "a.txt", data)
    source = read(tmp_path).sources[0]
    assert source.text == text
    assert source.article.sha256 == hashlib.sha256(text.encode()).hexdigest()


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_is_decoded_unchanged(text: str) -> None:
    """Decoding what was encoded gives the same text, or a refusal; never something else."""
    try:
        decoded = decode(text.encode())
    except ArticleError:
        return
    assert decoded == text.removeprefix("\ufeff")


def test_jsonl_gives_an_article_a_line_and_a_failure_a_line(tmp_path: Path) -> None:
    """A malformed line is named with its number, and the other lines go on; `text` is taken exactly as it is."""
    good = {
        "text": "---\nA ferry\r\nsank.",
        "title": "T",
        "publisher": "P",
        "author": ["A", "B"],
        "date": 2019,
        "url": "https://p.example/1",
    }
    lines = [
        json.dumps(good),
        "",
        "{not json",
        "[1]",
        '{"title": "no text"}',
        '{"text": "x\\ud800"}',
        '{"text": "a\\u0000"}',
        '{"text": " "}',
        '{"text": "x", "title": {}}',
        "[" * 100_000,
        json.dumps({"text": "x" * MAX_ARTICLE_BYTES}),
        '{"text": "Last."}',
    ]
    write(tmp_path, "a.jsonl", "\n".join(lines))
    reading = read(tmp_path)
    assert {source.article.path: source.text for source in reading.sources} == {
        "a.jsonl:1": good["text"],
        "a.jsonl:12": "Last.",
    }
    first = next(source.article for source in reading.sources if source.article.title == "T")
    assert (first.publisher, first.author, str(first.published), first.published_basis) == (
        "P",
        "A, B",
        "2019",
        MetadataBasis(source="JSON line"),
    )
    reasons = {failure.path: failure.reason for failure in reading.failures}
    assert list(reasons) == [f"a.jsonl:{number}" for number in (3, 4, 5, 6, 7, 8, 9, 10, 11)]
    expected = (
        "not JSON",
        'not an object with a "text"',
        'not an object with a "text"',
        "surrogate",
        "NUL",
        "empty",
        '"title" is not text',
    )
    assert all(part in reason for part, reason in zip(expected, reasons.values(), strict=False))
    assert "longer than 4 MB" in reasons["a.jsonl:11"]


def test_ids_come_from_content(tmp_path: Path) -> None:
    """A renamed file is the same article; the same words in two papers are two articles."""
    write(tmp_path, "old/a.txt")
    write(tmp_path, "new/renamed.md")
    for paper in ("Courier", "Ledger"):
        write(tmp_path, f"papers/{paper}.md", f"---\npublisher: {paper}\n---\n{BODY}")
    old, new, papers = (read(tmp_path, name).sources for name in ("old", "new", "papers"))
    assert old[0].article.id == new[0].article.id
    assert len({source.article.id for source in (*old, *papers)}) == 3


def test_the_same_article_given_twice_is_one(tmp_path: Path) -> None:
    """A doubled file counts once and is noted; of two that differ in the date, the one that knows it stays."""
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt")
    write(tmp_path, "c.md", f"---\ndate: 2019-05-04\n---\n{BODY}")
    reading = read(tmp_path)
    assert [(source.article.path, str(source.article.published)) for source in reading.sources] == [
        ("c.md", "2019-05-04")
    ]
    assert reading.notes == (
        "a.txt: the same article as c.md, read once",
        "b.txt: the same article as c.md, read once",
    )


def test_the_same_address_marks_a_copy(tmp_path: Path) -> None:
    """The earliest article of an address is the original, whatever the files are called and however they are given."""
    for name, day, host in (
        ("z.md", 3, "http://Courier"),
        ("a.md", 5, "https://courier"),
        ("m.md", 4, "https://Courier"),
    ):
        write(tmp_path, name, f"---\ndate: 2019-05-0{day}\nurl: {host}.example/ferry/#top\n---\nText {day}")
    sources = read(tmp_path, "a.md", "z.md", "m.md").sources
    assert [source.article.path for source in sources] == ["z.md", "m.md", "a.md"]
    assert [source.article.copy_of for source in sources] == [
        None,
        sources[0].article.id,
        sources[0].article.id,
    ]


def test_the_order_of_places_changes_nothing(tmp_path: Path) -> None:
    """Shuffled and doubled places give the same reading."""
    for number in range(9):
        write(
            tmp_path, f"{number}.txt", f"Ferry {number % 7}\n\nPublished: {number % 7 + 1} May 2019\n\nText."
        )
    write(tmp_path, "bad.txt", b"\0")
    write(tmp_path, "lines.jsonl", jsonl({"text": "A."}, [], {"text": "B."}))
    places: list[str | Path] = [tmp_path, *tmp_path.iterdir(), "missing.txt", "none*"]
    expected = read_articles(places, base=tmp_path)
    assert len(expected.sources) == 9
    for seed in range(5):
        shuffled = places * 2
        Random(seed).shuffle(shuffled)  # noqa: S311 - a seeded order, no secret
        assert read_articles(shuffled, base=tmp_path) == expected
