"""What a reader is: one type of input, and how the articles in it are found."""

import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from timeline.articles.metadata import Metadata

HEAD_BYTES = 65_536
"""How much of an input `Reader.sniff` sees at most."""
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_SUFFIX = re.compile(r"\.[a-z0-9_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as read: its exact *text*, to which all offsets refer, and its *metadata*.

    *origin* says where the metadata comes from, such as "front matter". *part* is the article's place in an
    input that holds several, such as "12" for line 12; *title* is what it is called if nothing else gives it
    a title (default: the name of the input).
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    origin: str = "metadata"
    part: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A *part* of an input that is not an article, and the *reason*; the parts after it are read."""

    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReaderInput:
    """A file, a folder, or a *piped* stream such as standard input, which has no *path*.

    *name* is what it is called where an article has no title.
    """

    name: str
    path: Path | None = None
    piped: BinaryIO | None = None

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """Open the input as a stream of bytes, once. Raises OSError when that is impossible."""
        if self.piped is not None:
            yield self.piped
        elif self.path is not None:
            with self.path.open("rb") as file:
                yield file

    @contextmanager
    def file(self) -> Iterator[Path]:
        """Yield the path of the file or folder, or of a temporary copy of the stream. Raises OSError."""
        if self.path is not None:
            yield self.path
            return
        with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
            copy = Path(folder, "input")
            with self.stream() as stream, copy.open("wb") as file:
                shutil.copyfileobj(stream, file)
            yield copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A type of input: its *name*, the *suffixes* of its files, and how it is recognised and read.

    *version* changes whenever *read* makes another text of the same input: extractions of the older version
    are then not used. *sniff* returns whether an input that begins with the given bytes (up to `HEAD_BYTES`)
    is of this type; it decides for standard input, which has no suffix. *read* yields the articles one by
    one, holding no more of the input than it needs, and raises ArticleError or OSError when the rest cannot
    be read. With *folders*, a folder with one of the suffixes is one input.

    Raises ValueError for a name other than small letters, digits and hyphens, or a suffix other than a dot
    followed by such characters.
    """

    name: str
    version: int
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[ReaderInput], Iterator[Document | Unreadable]]
    folders: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a reader's name is small letters, digits and hyphens, not {self.name!r}")
        for suffix in self.suffixes:
            if not _SUFFIX.fullmatch(suffix):
                raise ValueError(f"a suffix is a dot and small letters, such as .txt, not {suffix!r}")

    @property
    def identity(self) -> str:
        """Name and version, such as "text 1"."""
        return f"{self.name} {self.version}"


def with_head(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of *stream*, and a stream that still begins with them."""
    head = stream.read(HEAD_BYTES)
    return head, io.BufferedReader(_Prefixed(head, stream))


class _Prefixed(io.RawIOBase):
    """The bytes *head*, then what is left of *stream*."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        super().__init__()
        self._head = io.BytesIO(head)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any writable buffer
        data = self._head.read(len(buffer)) or self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
