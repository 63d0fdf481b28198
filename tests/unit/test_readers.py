"""Readers: how inputs are recognised, what a reader of another distribution can do, and what it cannot break."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from plugin_distribution import install_plugin

from timeline.articles import loading
from timeline.articles.loading import read_articles
from timeline.articles.metadata import Metadata
from timeline.articles.readers import Document, Reader, ReaderInput, ReaderList, Unreadable
from timeline.articles.readers.base import HEAD_BYTES, with_head
from timeline.articles.readers.jsonl import JSON_LINES, sniff_json_lines
from timeline.articles.readers.reader_list import BUILT_IN, ENTRY_POINTS, list_readers
from timeline.articles.readers.text import TEXT
from timeline.articles.text_spool import IN_MEMORY, TextSpool
from timeline.plugins import Plugin, load_plugins

NOTES = """
from timeline.articles.metadata import Metadata
from timeline.articles.readers import Document, Reader, Unreadable


def read(source):
    with source.stream() as stream:
        for number, line in enumerate(stream, 1):
            day, _, text = line.decode().partition(" ")
            if text.strip():
                yield Document(text=text, metadata=Metadata(date=day), origin="line", part=str(number))
            else:
                yield Unreadable(part=str(number), reason="no text after the day")


NOTES = Reader(
    name="notes", version=3, suffixes=(".notes",), sniff=lambda head: head.startswith(b"2014-"), read=read
)
"""
LINES = b"2014-03-05 The ferry Aurora ran aground off Lindholm on Tuesday.\n2014-03-06 \n2014-03-07 It was towed.\n"
GROUP = ENTRY_POINTS


def reader(name: str, *suffixes: str, folders: bool = False) -> Reader:
    return Reader(name=name, version=1, suffixes=suffixes, sniff=bool, read=read_parts, folders=folders)


def read_parts(source: ReaderInput) -> Iterator[Document | Unreadable]:
    """Read each file of a folder, as a reader of a mailbox would."""
    with source.file() as folder:
        for file in sorted(folder.iterdir()):
            yield Document(text=file.read_text(encoding="utf-8"), part=file.name)


def with_readers(monkeypatch: pytest.MonkeyPatch, *added: Reader) -> None:
    found = list_readers([Plugin(each, "made-up 1.0") for each in added])
    for module in ("loading", "discovery"):
        monkeypatch.setattr(f"timeline.articles.{module}.reader_list", lambda: found)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return install_plugin(
        tmp_path / "site",
        "made-up-notes",
        {GROUP: {"notes": "made_up_notes:NOTES"}},
        {"made_up_notes": NOTES},
    )


def run(script: str, folder: Path, *sites: Path, stdin: bytes = b"") -> str:
    """Return what *script* prints in a process that sees the distributions of *sites*."""
    seen = [*map(str, sites), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(seen)},
        input=stdin,
        capture_output=True,
        check=True,
    )
    return process.stdout.decode()


READ = """
import json, sys
from timeline.articles.loading import read_articles
loaded = read_articles(sys.argv[1:] or ["."])
print(json.dumps([
    [[s.article.path, str(s.article.published), getattr(s.article.published_basis, "source", ""), s.text, s.reader] for s in loaded.sources],
    [[f.path, f.reason] for f in loaded.failures],
    loaded.notes,
]))
"""


def test_a_reader_of_another_distribution_reads_its_files(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "march.notes").write_bytes(LINES)
    sources, failures, notes = json.loads(run(READ, folder, site))
    assert sources == [
        [
            "march.notes:1",
            "2014-03-05",
            "line",
            "The ferry Aurora ran aground off Lindholm on Tuesday.\n",
            "notes 3",
        ],
        ["march.notes:3", "2014-03-07", "line", "It was towed.\n", "notes 3"],
    ]
    assert failures == [["march.notes:2", "no text after the day"]]
    assert notes == []


def test_a_reader_of_another_distribution_recognises_standard_input(site: Path, tmp_path: Path) -> None:
    script = READ.replace('or ["."]', 'or ["-"]')
    sources, failures, _ = json.loads(run(script, tmp_path, site, stdin=LINES))
    assert [source[0] for source in sources] == ["-:1", "-:3"]
    assert [failure[0] for failure in failures] == ["-:2"]


def test_messages_and_help_name_the_suffixes_of_all_readers(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "page.pdf").write_bytes(b"%PDF-")
    _, failures, _ = json.loads(run(READ, folder, site))
    assert failures == [
        [
            ".",
            "no article in this folder, only 1 file (page.pdf): timeline reads .txt, .md, .jsonl and .notes",
        ]
    ]
    shown = run("from timeline.cli import main; main(['build', '--help'])", folder, site)
    assert ".txt, .md, .jsonl and .notes" in " ".join(shown.split())


def test_an_output_that_a_reader_would_read_is_refused(site: Path, tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from timeline.cli.actions.output_files import refuse_outputs_among_sources\n"
        "try: refuse_outputs_among_sources(('.',), [Path('out.notes')])\n"
        "except Exception as error: print(error)"
    )
    assert "is among the articles" in run(script, tmp_path, site)
    assert run(script, tmp_path) == ""


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("NOTES = 1", "made_up_bad:NOTES is not an instance of timeline.articles.readers.base.Reader"),
        (NOTES.replace('"notes"', '"jsonl"'), "another reader has its name"),
        (NOTES.replace('"notes"', '"more"'), "its suffix .notes is that of the reader “notes”"),
        (NOTES.replace(".notes", "notes"), "ValueError: a suffix is a dot and small letters"),
    ],
)
def test_a_bad_reader_costs_one_sentence(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, reason: str
) -> None:
    bad = install_plugin(
        tmp_path / "bad", "unfit", {GROUP: {"bad": "made_up_bad:NOTES"}}, {"made_up_bad": module}
    )
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    monkeypatch.setattr(sys, "path", [str(site), str(bad), *sys.path])
    readers = list_readers(*load_plugins(ENTRY_POINTS, Reader))
    assert [each.name for each in readers.readers] == ["text", "markdown", "jsonl", "notes"]
    (problem,) = readers.problems
    assert problem.startswith("The plugin “")
    assert f" of unfit 1.0 is left out: {reason}" in problem


def test_a_plugin_that_is_left_out_is_told_of(tmp_path: Path) -> None:
    bad = install_plugin(
        tmp_path / "bad", "unfit", {GROUP: {"bad": "made_up_bad:X"}}, {"made_up_bad": "raise OSError('no')"}
    )
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("A barge sank.", encoding="utf-8")
    sources, _, notes = json.loads(run(READ, folder, bad))
    assert len(sources) == 1
    assert notes == ["The plugin “bad” of unfit 1.0 is left out: OSError: no."]


def test_whatever_a_reader_raises_costs_its_input_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: ReaderInput) -> Iterator[Document]:
        yield Document(text="The ferry ran aground.", part="1")
        raise KeyError(source.name)

    with_readers(monkeypatch, Reader(name="broken", version=1, suffixes=(".b",), sniff=bool, read=broken))
    (tmp_path / "x.b").write_bytes(b"x")
    (tmp_path / "y.txt").write_text("A barge sank.", encoding="utf-8")
    loaded = read_articles([tmp_path], base=tmp_path)
    assert sorted(source.article.path for source in loaded.sources) == ["x.b:1", "y.txt"]
    assert [(f.path, f.reason) for f in loaded.failures] == [
        ("x.b", "the reader “broken” failed: KeyError: 'x'")
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" \n", "empty: there is no text in it"),
        ("a\0b", "binary: a NUL at character 1"),
        ("a\ud800", "half a character"),
        ("x" * 4_000_001, "longer than 4 MB"),
    ],
)
def test_a_document_that_is_no_article_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, reason: str
) -> None:
    def read(_: ReaderInput) -> Iterator[Document]:
        yield Document(text=text, part="1")
        yield Document(text="A barge sank.", metadata=Metadata(title="Barge"), part="2")

    with_readers(monkeypatch, Reader(name="made-up", version=1, suffixes=(".b",), sniff=bool, read=read))
    (tmp_path / "x.b").write_bytes(b"x")
    loaded = read_articles([tmp_path], base=tmp_path)
    assert [source.article.title for source in loaded.sources] == ["Barge"]
    (failure,) = loaded.failures
    assert failure.path == "x.b:1"
    assert failure.reason.startswith(reason)


def test_a_folder_can_be_one_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files inside are the reader's alone, whether the folder is named or found in another one."""
    with_readers(monkeypatch, reader("boxes", ".box", folders=True))
    box = tmp_path / "all" / "mail.box"
    box.mkdir(parents=True)
    (box / "1.txt").write_text("The ferry ran aground.", encoding="utf-8")
    (box / "2.txt").write_text("A barge sank.", encoding="utf-8")
    for place in (tmp_path / "all", box):
        loaded = read_articles([place], base=tmp_path)
        assert loaded.failures == ()
        assert sorted(source.article.path for source in loaded.sources) == [
            "all/mail.box:1.txt",
            "all/mail.box:2.txt",
        ]


def test_a_folder_is_no_input_of_a_reader_of_files(tmp_path: Path) -> None:
    (tmp_path / "all.txt").mkdir()
    (tmp_path / "all.txt" / "a.md").write_text("A barge sank.", encoding="utf-8")
    assert [s.article.path for s in read_articles([tmp_path / "all.txt"], base=tmp_path).sources] == [
        "all.txt/a.md"
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'{"text": "A ferry."}\n', True),
        (b"{}", True),
        (b"\xef\xbb\xbf{}\n", True),
        (b'{"text": "' + b"x" * HEAD_BYTES, True),
        (b'{"text": "' + b"x" * 100, False),
        (b"{braces} are no JSON\n", False),
        (b"{braces} " + b"x" * HEAD_BYTES, False),
        (b"[1]\n", False),
        (b"", False),
    ],
)
def test_json_lines_are_recognised_by_their_first_line(head: bytes, *, expected: bool) -> None:
    assert sniff_json_lines(head[:HEAD_BYTES]) is expected


def test_an_input_that_no_reader_recognises_is_text() -> None:
    def raises(_: bytes) -> bool:
        raise ValueError

    bad = Reader(name="bad", version=1, suffixes=(), sniff=raises, read=read_parts)
    readers = ReaderList((*BUILT_IN, bad))
    assert readers.for_head(b"{}") is JSON_LINES
    assert readers.for_head(b"A ferry.") is TEXT
    assert readers.for_head(b"\0\1") is TEXT


def test_an_input_has_a_path_even_where_it_is_piped() -> None:
    with ReaderInput("piped", piped=io.BytesIO(b"A ferry.")).file() as file:
        assert file.read_bytes() == b"A ferry."
    assert not file.exists()


@pytest.mark.parametrize("size", [0, 1, HEAD_BYTES, HEAD_BYTES + 1, 3 * HEAD_BYTES + 7])
def test_looking_at_the_head_loses_nothing(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    head, whole = with_head(io.BytesIO(data[:size]))
    assert head == data[: min(size, HEAD_BYTES)]
    assert whole.read() == data[:size]


@pytest.mark.parametrize(
    "bad", [{"name": "Text"}, {"name": ""}, {"suffixes": ("txt",)}, {"suffixes": (".TXT",)}]
)
def test_a_reader_has_a_name_and_suffixes_that_can_be_written(bad: dict[str, object]) -> None:
    values = {"name": "x", "version": 1, "suffixes": (), "sniff": bool, "read": read_parts, **bad}
    with pytest.raises(ValueError, match="small letters"):
        Reader(**values)  # type: ignore[arg-type]


def test_the_version_of_a_reader_is_part_of_what_is_cached(tmp_path: Path) -> None:
    from timeline.models import Source
    from timeline.pipeline.incremental import article_key

    (tmp_path / "a.txt").write_text("The ferry ran aground on 3 March 2014.", encoding="utf-8")
    (source,) = read_articles([tmp_path], base=tmp_path).sources
    assert source.reader == "text 1"
    newer = Source(source.article, source.text, "text 2")
    assert article_key(source) == article_key(Source(source.article, source.text, "text 1"))
    assert article_key(source) != article_key(newer)


def test_texts_come_back_as_they_were_spooled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.articles.text_spool.IN_MEMORY", 100)
    spool = TextSpool()
    texts = ["A ferry.", "", "Fähre – 渡船\r\n", "x" * 300, "\U0001f6a2"]
    places = [spool.add(text) for text in texts]
    assert [spool.read(place) for place in reversed(places)] == texts[::-1]
    assert IN_MEMORY > 100
    assert loading.TextSpool is TextSpool
