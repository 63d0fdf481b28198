"""Where the weights come from: a hub on the loopback address, and the real pip with a folder for an index."""

import hashlib
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import huggingface_hub
import pytest

from timeline.local import weight_sources as sources
from timeline.local.weight_sources import Partial, SourceError, append_from_hub, fetch_wheel
from timeline.local.weights import Weights

CONTENT = bytes(range(256)) * 20
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


class Hub(ThreadingHTTPServer):
    """Serves one file, in the ways that a hub may."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.content = CONTENT
        self.etag = WEIGHTS.sha256
        self.status = 200
        self.ranges = True
        self.silent = threading.Event()
        self.silent.set()
        self.breaks_at = len(CONTENT)
        self.seen: list[tuple[str, str | None]] = []


class Answer(BaseHTTPRequestHandler):
    """One answer of the hub."""

    server: Hub

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        """Describe the file."""
        hub = self.server
        hub.silent.wait()
        hub.seen.append(("HEAD", None))
        self.send_response(hub.status)
        self.send_header("ETag", f'"{hub.etag}"')
        self.send_header("Content-Length", str(len(hub.content)))
        self.end_headers()

    def do_GET(self) -> None:
        """Send the file, from where it is asked for."""
        hub, asked = self.server, self.headers["Range"]
        hub.seen.append(("GET", asked))
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if hub.ranges else 0
        self.send_response(206 if hub.ranges else 200)
        self.send_header("Content-Length", str(len(hub.content) - start))
        self.end_headers()
        self.wfile.write(hub.content[start : hub.breaks_at])
        self.close_connection = True


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """Serve the file where the library looks for it."""
    with Hub() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/{WEIGHTS.repository}/resolve/main/{WEIGHTS.file}"
        monkeypatch.setattr(huggingface_hub, "hf_hub_url", lambda *_: url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield server
        server.silent.set()
        huggingface_hub.close_session()
        server.shutdown()
        thread.join()


@pytest.fixture
def partial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Partial:
    """Begin with nothing there."""
    monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path))
    WEIGHTS.path.parent.mkdir()
    return Partial(WEIGHTS, lambda *_: None)


@pytest.mark.parametrize("length", [0, 1, 1234, len(CONTENT) - 1])
def test_hub_resumes(hub: Hub, partial: Partial, length: int) -> None:
    """Only what is missing is asked for, whatever is there."""
    partial.path.write_bytes(CONTENT[:length])
    append_from_hub(partial)
    assert partial.path.read_bytes() == CONTENT
    assert hub.seen == [("HEAD", None), ("GET", f"bytes={length}-")]


def test_hub_without_ranges(hub: Hub, partial: Partial) -> None:
    """A cache between that sends the whole file again does not make it longer."""
    hub.ranges = False
    partial.path.write_bytes(CONTENT[:1234])
    append_from_hub(partial)
    assert partial.path.read_bytes() == CONTENT


@pytest.mark.usefixtures("hub")
def test_hub_reports_progress(partial: Partial, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar moves while bytes come, from where it stood."""
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(sources, "CHUNK", 1000)
    partial.path.write_bytes(CONTENT[:1120])
    append_from_hub(Partial(WEIGHTS, lambda done, total: seen.append((done, total))))
    assert seen == [(2120, 5120), (3120, 5120), (4120, 5120), (5120, 5120)]


def test_hub_breaks_off(hub: Hub, partial: Partial, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came before the connection broke stays, and the next pull resumes there."""
    monkeypatch.setattr(sources, "CHUNK", 1000)
    hub.breaks_at = 3000
    with pytest.raises(SourceError):
        append_from_hub(partial)
    assert partial.path.read_bytes() == CONTENT[:3000]
    hub.breaks_at = len(CONTENT)
    append_from_hub(partial)
    assert hub.seen[-1] == ("GET", "bytes=3000-")
    assert partial.path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    "other",
    [{"etag": "0" * 64}, {"content": CONTENT + b"!"}, {"content": b"log in", "etag": ""}],
    ids=["hash", "size", "login page"],
)
def test_hub_with_another_file(hub: Hub, partial: Partial, other: dict[str, object]) -> None:
    """The wrong file is detected before the download, and what is there already stays."""
    vars(hub).update(other)
    partial.path.write_bytes(CONTENT[:100])
    with pytest.raises(SourceError, match="a different file"):
        append_from_hub(partial)
    assert hub.seen == [("HEAD", None)]
    assert partial.size == 100


@pytest.mark.parametrize("status", [403, 404, 503])
def test_hub_refuses(hub: Hub, partial: Partial, status: int) -> None:
    """A refusal is a reason in one line, with the status in it; it is not asked again."""
    hub.status = status
    with pytest.raises(SourceError, match=str(status)) as caught:
        append_from_hub(partial)
    assert "\n" not in str(caught.value)
    assert len(hub.seen) == 1


def test_hub_is_silent(hub: Hub, partial: Partial, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that accepts and never answers does not delay the mirror."""
    monkeypatch.setattr(sources, "HUB_SECONDS", 0.1)
    hub.silent.clear()
    with pytest.raises(SourceError):
        append_from_hub(partial)


def test_hub_is_nowhere(hub: Hub, partial: Partial) -> None:
    """A connection that is refused, or reset where the port is still being closed, is a reason, not a traceback."""
    hub.server_close()
    with pytest.raises(SourceError, match=r"refused|reset"):
        append_from_hub(partial)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder the only package index, by the settings that a user has for it."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Give an empty folder to fetch into."""
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


def test_pip_fetches_a_wheel(shelf: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's index settings are used, and files of the current folder are not taken for modules."""
    with zipfile.ZipFile(shelf / "tiny_part1-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr("tiny_part1/data/part01.bin", b"payload")
        archive.writestr(
            "tiny_part1-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny-part1\nVersion: 1.0\n"
        )
        archive.writestr(
            "tiny_part1-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
    (shelf / "pip.py").write_text("raise SystemExit('imported from the current folder')")
    monkeypatch.chdir(shelf)
    wheel = fetch_wheel("tiny-part1==1.0", target, lambda: None)
    assert wheel == target / "tiny_part1-1.0-py3-none-any.whl"
    assert list(target.iterdir()) == [wheel]


def test_pip_never_builds(shelf: Path, target: Path) -> None:
    """A source distribution, whose set-up would run, is refused with pip's own reason."""
    with zipfile.ZipFile(shelf / "tiny-part1-1.0.zip", "w") as archive:
        archive.writestr("tiny-part1-1.0/setup.py", f"open({str(target / 'ran')!r}, 'w')")
    with pytest.raises(SourceError, match=r"^No matching distribution found for tiny-part1==1\.0$"):
        fetch_wheel("tiny-part1==1.0", target, lambda: None)
    assert list(target.iterdir()) == []


@pytest.mark.usefixtures("shelf")
def test_pip_is_interrupted(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends pip too, and propagates."""
    started = []
    popen = subprocess.Popen

    def start(*_: object, **__: object) -> object:
        command = [sys.executable, "-c", "import signal; signal.pause()"]
        started.append(popen(command, stderr=subprocess.PIPE, text=True))
        return started[0]

    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", start)
    with pytest.raises(KeyboardInterrupt):
        fetch_wheel("tiny-part1==1.0", target, interrupt)
    assert started[0].returncode < 0


@pytest.mark.parametrize(
    ("errors", "reason"),
    [
        (
            "ERROR: Could not find it\nERROR: No matching distribution found for x==1\n[notice] new pip\n",
            "No matching distribution found for x==1",
        ),
        (
            "WARNING: Retrying (…) after connection broken by 'Refused(111)': /x/\nERROR: No matching\n",
            "Refused(111)",
        ),
        ("Traceback\nMemoryError\n\n", "MemoryError"),
        ("", "pip gave no reason"),
    ],
    ids=["not there", "no network", "crash", "nothing"],
)
def test_pip_reason(errors: str, reason: str) -> None:
    """Of all that pip prints, the message has the cause: a broken network before the "not found" that follows from it."""
    assert sources.pip_reason(errors) == reason
