"""Sources to articles: what is read, what is refused and why, what is kept exactly."""

import hashlib
import io
import json
import os
from pathlib import Path
from random import Random

import pytest
from article_files import BODY, jsonl, read, write
from hypothesis import given
from hypothesis import strategies as st

from timeline.articles.decoding import MAX_ARTICLE_BYTES, decode
from timeline.articles.loading import read_articles
from timeline.articles.metadata import Metadata, read_front_matter, split_front_matter
from timeline.dates import parse_edtf
from timeline.errors import ArticleError
from timeline.models import GivenBasis, MetadataBasis


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
    ("place", "reason"),
    [
        pytest.param("missing.txt", "no such file or folder", id="missing"),
        pytest.param("none-*.txt", "nothing matches it", id="glob"),
        pytest.param("void", "no article in this folder, no file", id="empty-folder"),
        pytest.param("pictures", "no article in this folder, only 1 file (a.png)", id="folder-of-others"),
        pytest.param("x" * 5000 + ".txt", "no such file or folder", id="name-too-long"),
        pytest.param("dangling.txt", "cannot be read: No such file", id="dangling-link"),
        pytest.param("circle.txt", "cannot be read: Too many levels", id="link-to-itself"),
        pytest.param("pipe.txt", "not a regular file", id="pipe"),
    ],
)
def test_a_place_that_holds_no_article_is_a_failure(tmp_path: Path, place: str, reason: str) -> None:
    """Nothing that was asked for is passed over silently, and a pipe is not waited for."""
    (tmp_path / "void" / ".hidden").mkdir(parents=True)
    write(tmp_path, "pictures/a.png")
    (tmp_path / "dangling.txt").symlink_to("nowhere.txt")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    reading = read(tmp_path, place)
    assert not reading.sources
    assert [failure.path for failure in reading.failures] == [place]
    assert reason in reading.failures[0].reason


def test_a_web_address_is_refused_as_it_was_given() -> None:
    """No address is fetched, and it is not mistaken for a path."""
    reading = read_articles(["https://example.org/a.html"])
    assert reading.failures[0].path == "https://example.org/a.html"
    assert "not fetched" in reading.failures[0].reason


def test_a_file_without_permission_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system refuses says so; simulated, since root may read everything."""
    write(tmp_path, "a.txt")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert read(tmp_path).failures[0].reason == "cannot be read: Permission denied"


def test_a_folder_without_permission_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder inside that cannot be listed is named, and what lies beside it is read."""
    write(tmp_path, "a.txt")
    write(tmp_path, "closed/b.txt")
    listing = os.scandir

    def refuse_closed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", refuse_closed)
    reading = read(tmp_path)
    assert [source.article.path for source in reading.sources] == ["a.txt"]
    assert [(failure.path, failure.reason) for failure in reading.failures] == [
        ("closed", "the folder cannot be read: Permission denied")
    ]


def test_a_folder_is_read_to_its_depth(tmp_path: Path) -> None:
    """Articles of all readable types count, hidden ones do not, and other types are noted without being failures."""
    write(tmp_path, "a.TXT", "One ferry.")
    write(tmp_path, "b/c/d.md", "Two ferries.")
    write(tmp_path, "b/e.jsonl", jsonl({"text": "Three ferries."}))
    for name in (".hidden.txt", ".git/f.txt", "b/photo.jpg", "b/page.html"):
        write(tmp_path, name, "No ferry.")
    reading = read(tmp_path)
    assert sorted(source.article.path for source in reading.sources) == ["a.TXT", "b/c/d.md", "b/e.jsonl:1"]
    assert reading.failures == ()
    assert reading.notes == (
        ".: left alone 2 files (b/page.html, b/photo.jpg), neither .txt, .md nor .jsonl",
    )


def test_links_that_form_a_loop_end(tmp_path: Path) -> None:
    """A folder that links to its own parent is entered once, and a file reached twice is read once."""
    write(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "z.txt").symlink_to(tmp_path / "a" / "b.txt")
    reading = read(tmp_path)
    assert [source.article.path for source in reading.sources] == ["a/b.txt"]
    assert (reading.failures, reading.notes) == ((), ())


def test_a_glob_that_no_shell_expanded_is_expanded(tmp_path: Path) -> None:
    """Quoted patterns work as unquoted ones do, and a file whose own name looks like a pattern is that file."""
    write(tmp_path, "x/a1.txt", "One.")
    write(tmp_path, "x/y/a2.txt", "Two.")
    write(tmp_path, "[b].txt", "Three.")
    assert sorted(source.text for source in read(tmp_path, "**/a?.txt").sources) == ["One.", "Two."]
    assert [source.text for source in read(tmp_path, "[b].txt").sources] == ["Three."]


def test_paths_are_relative_to_the_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No absolute path of the reader's machine gets into a timeline."""
    write(tmp_path, "press/a.txt")
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "press")
    assert read_articles([tmp_path / "press"]).sources[0].article.path == "a.txt"
    assert read_articles(["a.txt"], base=tmp_path / "site").sources[0].article.path == "../press/a.txt"


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


@given(st.text(st.sampled_from("-.\r\n :at🚢")) | st.text())
def test_the_body_is_the_end_of_the_file(text: str) -> None:
    """Whatever the top of a file looks like, the body is a suffix of it, and only what stands before it is front matter."""
    try:
        front_matter, body = split_front_matter(text)
    except ArticleError:
        return
    assert text.endswith(body)
    assert (body == text) == (front_matter is None)
    assert (front_matter or "") in text[: len(text) - len(body)]


@given(st.text(st.sampled_from("-:[]{}&*!|>'\"#%@\\ \n\tat")) | st.text())
def test_front_matter_is_read_or_refused(text: str) -> None:
    """No front matter, however broken, ends in anything but metadata or a reason."""
    try:
        metadata = read_front_matter(text)
    except ArticleError:
        return
    assert metadata is None or isinstance(metadata, Metadata)


@pytest.mark.parametrize(
    "end", [pytest.param("\n", id="lf"), pytest.param("\r\n", id="crlf"), pytest.param("\r", id="cr")]
)
def test_front_matter_describes_the_article(tmp_path: Path, end: str) -> None:
    """All five fields are read, in .txt too, as they are written: a title that is a number or a yes stays what it was."""
    lines = [
        "---",
        "Title: 007",
        "date: 2019-05-04",
        "url: https://courier.example/ferry",
        "publisher: 'No'",
        "author: [A. Berg, B. Tal]",
        "tags: {x: 1}",
        "---",
        "",
        "Body",
    ]
    write(tmp_path, "a.txt", end.join(lines))
    source = read(tmp_path).sources[0]
    article = source.article
    assert source.text == f"{end}Body"
    assert (article.title, article.publisher, article.author) == ("007", "No", "A. Berg, B. Tal")
    assert (article.url, str(article.published), article.published_basis) == (
        "https://courier.example/ferry",
        "2019-05-04",
        MetadataBasis(source="front matter"),
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\nA ferry hit a pier.\n---\nMore.", id="rules-around-a-paragraph"),
        pytest.param("---\nA ferry hit a pier.\n\nMore.", id="a-rule-at-the-top"),
        pytest.param("----\ntitle: A\n----\nMore.", id="longer-rules"),
        pytest.param("A ferry\n---\ntitle: B\n---\nMore.", id="further-down"),
    ],
)
def test_what_is_no_front_matter_is_text(tmp_path: Path, text: str) -> None:
    """Rules across a page are no fences: no sentence is lost to them."""
    write(tmp_path, "a.md", text)
    assert read(tmp_path).sources[0].text == text


def test_a_bomb_of_aliases_costs_nothing(tmp_path: Path) -> None:
    """Nothing is constructed from front matter, so that references to references do not multiply."""
    levels = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 20))
    write(tmp_path, "a.md", f"---\nx0: &x0 [a]\n{levels}title: Ferry\n---\nBody")
    assert read(tmp_path).sources[0].article.title == "Ferry"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(BODY, "Ferry hits pier", id="first-line"),
        pytest.param(
            "1. Skip to content\n  2. Skip to menu\n\n# Ferry hits pier\n\nText.",
            "Ferry hits pier",
            id="skip-links",
        ),
        pytest.param("The ferry hit the pier. It sank.\nMore.", "a", id="a-sentence-is-no-title"),
        pytest.param("Will it float?\n\nText.", "Will it float?", id="question"),
        pytest.param("x" * 300 + "\n\nText.", "a", id="a-paragraph-is-no-title"),
    ],
)
def test_the_title_comes_from_the_text_or_the_name(tmp_path: Path, text: str, title: str) -> None:
    """An article without a stated title is called by its headline, else by its file."""
    write(tmp_path, "a.txt", text)
    assert read(tmp_path).sources[0].article.title == title


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


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        pytest.param(b"---\ntitle: T\n---\nA ferry.\n", ["A ferry.\n"], id="one-article"),
        pytest.param(b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."], id="jsonl"),
        pytest.param(
            b"{braces} are no JSON\nA ferry.", ["{braces} are no JSON\nA ferry."], id="text-with-a-brace"
        ),
    ],
)
def test_standard_input_is_read_once(data: bytes, texts: list[str]) -> None:
    """`-` is an article or JSON lines, and naming it twice changes nothing."""
    reading = read_articles(["-", "-"], stdin=io.BytesIO(data))
    assert sorted(source.text for source in reading.sources) == texts
    assert reading.failures == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"a" * MAX_ARTICLE_BYTES + b"\n" + b"b" * 10, "longer than", id="too-long"),
        pytest.param(b"%PDF-1.4", "a PDF", id="pdf"),
    ],
)
def test_bad_standard_input_is_a_failure(data: bytes, reason: str) -> None:
    """Standard input is refused for the same reasons as a file, under the name it was given by."""
    reading = read_articles(["-"], stdin=io.BytesIO(data))
    assert [failure.path for failure in reading.failures] == ["-"]
    assert reason in reading.failures[0].reason


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("javascript:alert(1)", id="javascript"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param("www.courier.example/a", id="no-scheme"),
        pytest.param("https://courier.example/a b", id="space"),
        pytest.param("https:///a", id="no-host"),
        pytest.param("http://[::1", id="broken-host"),
        pytest.param("https://courier.example/\u202egpj", id="text-direction-override"),
    ],
)
def test_only_web_addresses_are_kept(tmp_path: Path, url: str) -> None:
    """An address that could run or lead nowhere never gets into an article, and a note says so."""
    write(tmp_path, "a.md", f"---\nurl: '{url}'\n---\nText")
    reading = read(tmp_path)
    assert reading.sources[0].article.url is None
    assert reading.failures == ()
    assert reading.notes == (f"a.md: {url!r} is not an http(s) address and is left out",)


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


def test_the_user_dates_all_articles(tmp_path: Path) -> None:
    """What the user says is stronger than front matter and text, and is stated as the basis."""
    write(tmp_path, "a.md", "---\ndate: 2019-05-04\n---\nA")
    write(tmp_path, "b.txt", "B\n\n5 May 2019\n")
    reading = read_articles([tmp_path], published=parse_edtf("2020-01"), base=tmp_path)
    assert {
        (str(source.article.published), source.article.published_basis) for source in reading.sources
    } == {("2020-01", GivenBasis())}
