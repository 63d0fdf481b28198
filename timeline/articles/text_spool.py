"""The texts of many articles, which wait in a temporary file until they are needed."""

import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from timeline.models import Article, Source

IN_MEMORY = 8_000_000
"""How many bytes of text are held in memory before they are moved to a file."""


class SpooledText(NamedTuple):
    """Where a text stands in a spool, in bytes."""

    start: int
    length: int


class TextSpool:
    """Texts in an unnamed temporary file, which goes with the spool; few texts stay in memory."""

    def __init__(self) -> None:
        # Closed with the spool, so in no `with`.
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="timeline-")  # noqa: SIM115
        self._lock = threading.Lock()
        weakref.finalize(self, self._file.close)

    def add(self, text: str) -> SpooledText:
        """Add *text*, and return where it stands. Raises OSError when there is no room for it."""
        data = text.encode("utf-8", "surrogatepass")
        with self._lock:
            start = self._file.seek(0, 2)
            self._file.write(data)
        return SpooledText(start, len(data))

    def read(self, place: SpooledText) -> str:
        """Return the text that stands at *place*."""
        with self._lock:
            self._file.seek(place.start)
            return self._file.read(place.length).decode("utf-8", "surrogatepass")


class SpooledSource(NamedTuple):
    """A source whose text is in a spool."""

    article: Article
    reader: str
    text: SpooledText


class SpooledSources(Sequence[Source]):
    """Sources with their articles in memory, and their texts in a spool until they are asked for."""

    def __init__(self, spool: TextSpool, sources: Iterable[SpooledSource]) -> None:
        self._spool = spool
        self._sources = tuple(sources)

    @property
    def articles(self) -> Iterator[Article]:
        """The articles alone."""
        return (source.article for source in self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, index: int) -> Source: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Source, ...]: ...
    def __getitem__(self, index: int | slice) -> Source | tuple[Source, ...]:
        """Return the source with its text, read anew each time."""
        if isinstance(index, slice):
            return tuple(map(self._load, self._sources[index]))
        return self._load(self._sources[index])

    def __iter__(self) -> Iterator[Source]:
        return map(self._load, self._sources)

    def __eq__(self, other: object) -> bool:
        """Return whether *other* holds equal sources in the same order."""
        return isinstance(other, Sequence) and len(other) == len(self) and all(map(_equal, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self.articles))

    def _load(self, source: SpooledSource) -> Source:
        return Source(source.article, self._spool.read(source.text), source.reader)


def _equal(one: object, other: object) -> bool:
    return one == other
