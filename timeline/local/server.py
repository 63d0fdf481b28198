"""A server for a local model, in its own process: this one survives its crashes and reports them."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from timeline.errors import ModelError
from timeline.local.extra import require_extra
from timeline.local.model_file import LocalModel
from timeline.local.threads import default_threads
from timeline.local.weight_sources import Progress
from timeline.phrasing import shorten
from timeline.resources import cache_folder

CONTEXT_TOKENS = 16384
"""Shared by the slots: with two, a question and its answer have half of it."""
START_SECONDS = 300.0
"""Reading the file takes some 5 s for the embedded model, minutes for a large one on a slow disk."""
STOP_SECONDS = 5.0
MOST_LOGS = 10
# By its path, and with -P: modules in the user's current folder must not be imported.
RUNTIME = (sys.executable, "-P", str(Path(__file__).with_name("runtime.py")))


class Server:
    """An OpenAI-compatible server for *model* on the loopback address, for *parallel* questions at once.

    It starts when `base_url` is first read, after downloading the model if necessary, and stops with the
    context or with this process, however that ends. *port* 0 is a free one.
    """

    def __init__(self, model: LocalModel, progress: Progress, *, parallel: int = 1, port: int = 0) -> None:
        self.model = model
        self.log = cache_folder() / "logs" / f"server-{os.getpid()}.log"
        self._progress = progress
        self._settings = {
            "context": CONTEXT_TOKENS,
            "parallel": parallel,
            "threads": default_threads(),
            "port": port,
        }
        self._starting = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._address = ""

    @property
    def base_url(self) -> str:
        """The endpoint, "http://127.0.0.1:…/v1". Raises ModelError if the server cannot start or has died."""
        with self._starting:
            if self._process is None:
                self._start()
            elif self._process.poll() is not None:
                raise self._failure("has stopped", self._process)
        return f"{self._address}/v1"

    def wait(self) -> None:
        """Block as long as the server runs. Raises ModelError when it dies."""
        if self._process is not None:
            self._process.wait()
            raise self._failure("has stopped", self._process)

    def stop(self) -> None:
        """Stop the server if it runs."""
        if self._process is None:
            return
        process, self._process = self._process, None
        try:
            # This closes the server's standard input, which ends it.
            process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start(self) -> None:
        require_extra()
        settings = {"model": str(self.model.fetch(self._progress)), **self._settings}
        with _open_log(self.log) as log:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command; user input is one argument
                [*RUNTIME, json.dumps(settings)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        try:
            self._address = self._await_address(self._process)
        except BaseException:
            self.stop()
            raise

    def _await_address(self, process: "subprocess.Popen[str]") -> str:
        output = process.stdout or io.StringIO()
        lines: list[str] = []
        reader = threading.Thread(target=lambda: lines.append(output.readline()), daemon=True)
        reader.start()
        reader.join(START_SECONDS)
        if not lines:
            process.kill()
            raise ModelError(
                f"the model server was not ready after {START_SECONDS:.0f} s; its log is {self.log}"
            )
        if not lines[0]:
            process.wait()
            raise self._failure("did not start", process)
        return lines[0].strip()

    def _failure(self, what: str, process: "subprocess.Popen[str]") -> ModelError:
        how = f"the model server {what} ({_ending(process.returncode)})"
        return ModelError(f"{how}: {_first_error(self.log)}\nits log is {self.log}")


def serve(model: LocalModel, progress: Progress, announce: Callable[[str], None], *, port: int = 0) -> None:
    """Serve *model* on the loopback address until interrupted; *announce* gets the base URL.

    Raises ModelError when the server cannot start or dies.
    """
    with Server(model, progress, port=port) as server:
        announce(server.base_url)
        with suppress(KeyboardInterrupt):
            server.wait()


def _open_log(path: Path) -> io.BufferedWriter:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            logs = sorted(path.parent.glob("server-*.log"), key=lambda log: log.stat().st_mtime)
            for old in logs[:-MOST_LOGS]:
                old.unlink()
        return path.open("wb")
    except OSError as error:
        problem = f"the log {path} cannot be written ({error.strerror})"
        raise ModelError(f"{problem}: set TIMELINE_CACHE to a folder that is writable") from error


def _ending(status: int) -> str:
    """Describe how a process with this exit status ended."""
    if status >= 0:
        return f"status {status}"
    hint = ", perhaps out of memory" if -status == signal.SIGKILL else ""
    return f"{signal.Signals(-status).name}{hint}"


def _first_error(log: Path) -> str:
    """Return the first error in *log*, which causes the later ones; else its last line."""
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    errors = re.findall(r"^[\d.]+ E (.*\S)", text, re.MULTILINE)
    lines = re.findall(r".*\S", text)
    found = errors[0] if errors else lines[-1] if lines else "it logged nothing"
    return shorten(found, 200)
