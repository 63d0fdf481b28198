"""Where articles are read from: files, folders, globs and standard input, and why not."""

import io
import os
from pathlib import Path

import pytest
from article_files import jsonl, read, write

from timeline.articles.decoding import MAX_ARTICLE_BYTES
from timeline.articles.loading import read_articles


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
