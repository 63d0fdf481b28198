"""The embedded server's life, with the real process around a runtime that this file makes up."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.errors import ModelError
from timeline.local import LocalModel, Server, serve
from timeline.local import server as server_module

RUNTIME = '''
"""Does what the model file's text says."""

import io, json, os, pathlib, signal, sys, types

class CommonParams:
    def __init__(self):
        self.model, self.cpuparams, self.cpuparams_batch = (types.SimpleNamespace() for _ in range(3))

def plain(value):
    return vars(value)

class Server:
    listening_address = "http://127.0.0.1:4321"

    def __init__(self, params):
        os.write(1, b"noise on the standard output\\n")
        os.write(2, json.dumps(params, default=plain).encode() + b"\\n")
        does = pathlib.Path(params.model.path).read_text()
        if does == "fail":
            os.write(2, b"0.00.042 E load: the file is cut off\\n0.00.050 E init: giving up\\n")
            raise RuntimeError("bad parameters")
        if does == "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        if does == "hang":
            signal.pause()
        if does == "leave":
            sys.stdin = io.TextIOWrapper(io.BytesIO())
        if does == "stay":
            sys.stdin = os.fdopen(os.pipe()[0])
        if does.startswith("/"):
            self.held = os.open(does, os.O_WRONLY)
            os.write(self.held, b"started")
'''


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up runtime before the real one, and give every test its own cache folder."""
    (tmp_path / "runtime").mkdir()
    (tmp_path / "runtime" / "xllamacpp.py").write_text(RUNTIME)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "runtime"))
    monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path / "cache"))


def make_server(tmp_path: Path, does: str = "serve", **options: int) -> Server:
    path = tmp_path / "model.gguf"
    path.write_text(does)
    return Server(LocalModel("model", path), lambda *_: None, **options)


def test_starts_at_first_need(tmp_path: Path) -> None:
    """Nothing is started until the address is asked for, and then once."""
    with make_server(tmp_path) as server:
        assert not server.log.exists()
        assert server.base_url == "http://127.0.0.1:4321/v1"
        server.log.write_text("the log of the first")
        assert server.base_url == "http://127.0.0.1:4321/v1"
        assert server.log.read_text() == "the log of the first"


def test_settings(tmp_path: Path) -> None:
    """The runtime is given only the loopback address, and what was asked for; all that it prints is in the log."""
    with make_server(tmp_path, parallel=3, port=4321) as server:
        assert server.base_url
        noise, line, *_ = server.log.read_text().splitlines()
    assert noise == "noise on the standard output"
    given = json.loads(line)
    assert given["hostnames"] == ["127.0.0.1"]
    assert given["model"] == {"path": str(tmp_path / "model.gguf")}
    assert (given["n_parallel"], given["port"], given["n_ctx"]) == (3, 4321, 16384)
    assert given["cpuparams"] == given["cpuparams_batch"] == {"n_threads": server_module.default_threads()}
    assert (given["ui"], given["cors_origins"]) == (False, "")


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("fail", r"\(status 1\): load: the file is cut off"),
        ("crash", r"\(SIGKILL, perhaps out of memory\)"),
    ],
    ids=["refuses the file", "out of memory"],
)
def test_does_not_start(tmp_path: Path, does: str, reason: str) -> None:
    """A runtime that fails or is killed is a ModelError with the first cause and the log, and not a crash of the command."""
    with make_server(tmp_path, does) as server, pytest.raises(ModelError, match=reason) as caught:
        assert server.base_url
    assert str(server.log) in str(caught.value)
    assert len(str(caught.value).splitlines()) == 2


def test_never_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A runtime that hangs is given up and ended, and its log named."""
    monkeypatch.setattr(server_module, "START_SECONDS", 0.01)
    with make_server(tmp_path, "hang") as server, pytest.raises(ModelError, match="not ready") as caught:
        assert server.base_url
    assert str(server.log) in str(caught.value)


def test_ends_by_itself(tmp_path: Path) -> None:
    """A dead server is a ModelError both when waited for and when asked for its address."""
    with make_server(tmp_path, "leave") as server:
        assert server.base_url
        with pytest.raises(ModelError, match="has stopped"):
            server.wait()
        with pytest.raises(ModelError, match="has stopped"):
            assert server.base_url


def test_will_not_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not stop is killed: stopping returns, and leaves no process."""
    monkeypatch.setattr(server_module, "STOP_SECONDS", 0.1)
    with make_server(tmp_path, "stay") as server:
        assert server.base_url


def test_starts_again_after_a_stop(tmp_path: Path) -> None:
    """Stopping twice, or before the start, does nothing; asking afterwards starts a new one."""
    server = make_server(tmp_path)
    server.stop()
    assert server.base_url
    server.stop()
    server.stop()
    assert server.base_url
    server.stop()


@pytest.mark.parametrize(
    "ending", ["os.kill(os.getpid(), 9)", "raise KeyboardInterrupt", "pass"], ids=["killed", "Ctrl-C", "done"]
)
def test_never_outlives_the_command(tmp_path: Path, ending: str) -> None:
    """However the command ends, the server ends with it: its end of a pipe closes."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    (tmp_path / "model.gguf").write_text(str(fifo))
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    program = f"""
import os
from pathlib import Path
from timeline.local import LocalModel, Server
with Server(LocalModel("model", Path({str(tmp_path / "model.gguf")!r})), lambda *_: None) as server:
    print(server.base_url, flush=True)
    {ending}
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "http://127.0.0.1:4321/v1\n", done.stderr
    chunks = []
    while b"" not in chunks and select.select([reader], [], [], 30)[0]:
        chunks.append(os.read(reader, 100))
    assert chunks == [b"started", b""]
    os.close(reader)


def test_no_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the message has the command that installs it, and no process is started."""
    monkeypatch.setattr("timeline.local.extra.PACKAGES", ("no_such_package_is_installed",))
    with make_server(tmp_path) as server, pytest.raises(ModelError, match=r"pip install '\.\[local\]'"):
        assert server.base_url
    assert not server.log.exists()


def test_log_that_cannot_be_written(tmp_path: Path) -> None:
    """A file in place of the cache folder is a ModelError that names it."""
    (tmp_path / "cache").write_text("a file")
    with make_server(tmp_path) as server, pytest.raises(ModelError, match="TIMELINE_CACHE"):
        assert server.base_url


def test_old_logs_go(tmp_path: Path) -> None:
    """Logs do not pile up."""
    folder = tmp_path / "cache" / "logs"
    folder.mkdir(parents=True)
    for number in range(30):
        (folder / f"server-{number}.log").write_text("old")
        os.utime(folder / f"server-{number}.log", (number, number))
    with make_server(tmp_path) as server:
        assert server.base_url
    left = {path.name for path in folder.iterdir()}
    assert left == {server.log.name, *(f"server-{number}.log" for number in range(20, 30))}


def test_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`timeline model serve` prints the address and ends without an error on Ctrl-C."""

    def interrupt(_: Server) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "wait", interrupt)
    path = tmp_path / "model.gguf"
    path.write_text("serve")
    announced: list[str] = []
    serve(LocalModel("model", path), lambda *_: None, announced.append, port=4321)
    assert announced == ["http://127.0.0.1:4321/v1"]
