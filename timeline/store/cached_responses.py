"""The response cache: responses by the hash of all they depend on, and derived values, in SQLite."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import TypeAdapter

from timeline.errors import StoreError
from timeline.models import Extraction
from timeline.resources import cache_folder
from timeline.store.database import (
    FAILURES,
    DamagedError,
    Identity,
    Row,
    checksum,
    connect,
    identity,
    is_damage,
    replace_damaged,
    today,
    transaction,
)

DERIVED_DAYS = 90
"""After how many days derived values are computed again: those of old versions would pile up otherwise."""

_NOT_AS_WRITTEN = "it is not what was written"
_EXTRACTION = TypeAdapter(Extraction)
Result = TypeVar("Result")
Derived = Literal["extraction", "sketch", "related sentences"]
"""What is cached because it is slow to compute; unlike a response, it costs nothing to compute again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResponse:
    """An *answer* (JSON), its model and *prompt* ("" if unknown), and the *day* on which it arrived."""

    key: str
    model: str
    prompt: str
    day: date
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """How many responses were *added*, already *known*, or known with *other* content, which stays."""

    added: int = 0
    known: int = 0
    other: int = 0

    def __add__(self, more: "Merged") -> "Merged":
        """Return the sum of both."""
        return Merged(
            added=self.added + more.added, known=self.known + more.known, other=self.other + more.other
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelShare:
    """Responses of one model: how many, how many to *outdated* prompts, and the first and last day."""

    model: str
    answers: int
    outdated: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSummary:
    """What a cache holds: responses by model, the number of *articles* extracted, its *size* in bytes."""

    file: Path
    size: int
    models: tuple[ModelShare, ...]
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PruneFilter:
    """Which responses to drop: those that meet all given conditions.

    They arrived *before* a day; they are of *models*, or of any model but *other_than*; their prompt is known
    and not one of *current*.
    """

    before: date | None = None
    models: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    current: frozenset[str] | None = None

    def where(self) -> tuple[str, tuple[str | int, ...]]:
        """Return the filter as an SQL condition with its values."""
        current = ("", *sorted(self.current or ()))
        parts: list[tuple[bool, str, tuple[str | int, ...]]] = [
            (self.before is not None, "day < ?", (self.before.toordinal(),) if self.before else ()),
            (bool(self.models), f"model IN ({_marks(self.models)})", self.models),
            (bool(self.other_than), f"model NOT IN ({_marks(self.other_than)})", self.other_than),
            (self.current is not None, f"prompt NOT IN ({_marks(current)})", current),
        ]
        given = [(condition, values) for wanted, condition, values in parts if wanted]
        return " AND ".join(condition for condition, _ in given) or "TRUE", tuple(
            v for _, values in given for v in values
        )


def response_cache_file() -> Path:
    """Return the file of the response cache, unless settings name another one."""
    return cache_folder() / "answers.sqlite"


class ResponseStore:
    """Cached responses, shared by processes; each is committed as it arrives.

    A damaged file, which any use may detect, is moved aside: what can be read of it is recovered, and *notes*
    says so. Only what was once written is returned. Raises StoreError when the file cannot be used at all.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.notes: tuple[str, ...] = ()
        self._identity: Identity | None = None
        self._connection: sqlite3.Connection | None = None
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"cannot cache responses in {file.parent}: {error.strerror}; TIMELINE_CACHE moves it"
            ) from error
        self._do(lambda _: None)

    def get(self, key: str) -> str | None:
        """Return the response cached under *key*, as JSON."""
        query = "SELECT key, model, prompt, day, answer, checksum FROM answers WHERE key = ?"

        def read(connection: sqlite3.Connection) -> str | None:
            row = connection.execute(query, (key,)).fetchone()
            return None if row is None else _verified(row)[4]

        return self._do(read)

    def put(self, key: str, model: str, answer: str, prompt: str = "") -> str:
        """Cache *answer*, JSON, of *model* to *prompt* under *key*; return the response that is now cached.

        It is another one if a second process asked the same question and was quicker.
        """
        cached = CachedResponse(
            key=key, model=model, prompt=prompt, day=date.fromordinal(today()), answer=answer
        )
        return answer if self.add([cached]).added else self.get(key) or answer

    def add(self, answers: Iterable[CachedResponse]) -> Merged:
        """Cache all of *answers* or none; what is cached already stays as it is."""
        rows = [_row(answer) for answer in answers]

        def write(connection: sqlite3.Connection) -> Merged:
            with transaction(connection):
                return _merge(connection, rows)

        return self._do(write)

    def after(self, key: str, count: int) -> list[CachedResponse]:
        """Return the next *count* responses after *key*, in the order of their keys."""
        query = (
            "SELECT key, model, prompt, day, answer, checksum FROM answers WHERE key > ? ORDER BY key LIMIT ?"
        )
        return self._do(lambda connection: [_cached(row) for row in connection.execute(query, (key, count))])

    def derived(self, key: str) -> str | None:
        """Return the derived value cached under *key*, as JSON."""

        def read(connection: sqlite3.Connection) -> str | None:
            row = connection.execute(
                "SELECT key, value, checksum FROM derived WHERE key = ?", (key,)
            ).fetchone()
            if row is not None and checksum(*row[:2]) != row[2]:
                raise DamagedError(_NOT_AS_WRITTEN)
            return row and str(row[1])

        return self._do(read)

    def cache_derived(self, kind: Derived, values: Iterable[tuple[str, str]]) -> None:
        """Cache *values*, pairs of a key and JSON, replacing what is there; all of them or none."""
        rows = [(key, kind, today(), value, checksum(key, value)) for key, value in values]

        def write(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                connection.execute("DELETE FROM derived WHERE day < ?", (today() - DERIVED_DAYS,))
                connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?, ?)", rows)

        self._do(write)

    def cached_extraction(self, key: str) -> Extraction | None:
        """Return the extraction cached under *key*."""
        value = self.derived(key)
        return None if value is None else _EXTRACTION.validate_json(value)

    def cache_extraction(self, key: str, extraction: Extraction) -> None:
        """Cache *extraction* under *key*, the hash of all that it depends on."""
        self.cache_derived("extraction", [(key, _EXTRACTION.dump_json(extraction).decode())])

    def check(self) -> None:
        """Check the whole file for damage, which takes as long as reading it; *notes* says what was found."""

        def look(connection: sqlite3.Connection) -> None:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise DamagedError(_NOT_AS_WRITTEN)
            for row in connection.execute("SELECT key, model, prompt, day, answer, checksum FROM answers"):
                _verified(row)

        self._do(look)

    def summary(self, current: frozenset[str]) -> StoreSummary:
        """Return what is cached; a response is outdated if its prompt is known and not one of *current*."""
        outdated, values = PruneFilter(current=current).where()
        query = (
            f"SELECT model, count(*), sum({outdated}), min(day), max(day) "  # noqa: S608 - constant
            "FROM answers GROUP BY model ORDER BY count(*) DESC, model"
        )

        def read(connection: sqlite3.Connection) -> tuple[tuple[ModelShare, ...], int]:
            shares = tuple(
                ModelShare(
                    model=m, answers=n, outdated=o, first=date.fromordinal(first), last=date.fromordinal(last)
                )
                for m, n, o, first, last in connection.execute(query, values)
            )
            return shares, connection.execute(
                "SELECT count(*) FROM derived WHERE kind = 'extraction'"
            ).fetchone()[0]

        models, articles = self._do(read)
        return StoreSummary(file=self.file, size=_size(self.file), models=models, articles=articles)

    def count(self, selected: PruneFilter) -> int:
        """Return how many responses *selected* matches."""
        condition, values = selected.where()
        query = f"SELECT count(*) FROM answers WHERE {condition}"  # noqa: S608 - values are bound
        return self._do(lambda connection: int(connection.execute(query, values).fetchone()[0]))

    def prune(self, selected: PruneFilter) -> int:
        """Drop the responses that *selected* matches, and all derived values; return their number."""
        condition, values = selected.where()

        def drop(connection: sqlite3.Connection) -> int:
            with transaction(connection):
                deletion = f"DELETE FROM answers WHERE {condition}"  # noqa: S608 - as above
                dropped = connection.execute(deletion, values).rowcount
                connection.execute("DELETE FROM derived")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return dropped

        return self._do(drop)

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            with suppress(sqlite3.Error):
                connection.close()

    def _do(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do *work* on the file; if it turns out to be damaged, again on the file that replaces it."""
        try:
            try:
                return work(self._connected())
            except FAILURES as error:
                if not is_damage(error):
                    raise
                damaged = self._identity
                self.close()
                self.notes = (*self.notes, replace_damaged(self.file, damaged))
                return work(self._connected())
        except FAILURES as error:
            raise StoreError(
                f"{self.file} cannot cache responses: {error}. Move it away, and a new one is made."
            ) from error
        except OSError as error:
            raise StoreError(
                f"{self.file} cannot cache responses: {error.strerror}; TIMELINE_CACHE moves it"
            ) from error

    def _connected(self) -> sqlite3.Connection:
        """Return a connection to the current file: another process may have moved a damaged one aside."""
        while self._connection is None or identity(self.file) != self._identity:
            self.close()
            self._identity = identity(self.file)
            self._connection = connect(self.file)
        return self._connection


def _marks(values: Iterable[str]) -> str:
    return ", ".join("?" for _ in values)


def _verified(row: Row) -> Row:
    if checksum(*row[:5]) != row[5]:
        raise DamagedError(_NOT_AS_WRITTEN)
    return row


def _cached(row: Row) -> CachedResponse:
    key, model, prompt, day, answer, _ = _verified(row)
    return CachedResponse(key=key, model=model, prompt=prompt, day=date.fromordinal(day), answer=answer)


def _row(cached: CachedResponse) -> Row:
    values = cached.key, cached.model, cached.prompt, cached.day.toordinal(), cached.answer
    return *values, checksum(*values)


def _merge(connection: sqlite3.Connection, rows: Iterable[Row]) -> Merged:
    added = known = other = 0
    for row in rows:
        if connection.execute("INSERT OR IGNORE INTO answers VALUES (?, ?, ?, ?, ?, ?)", row).rowcount:
            added += 1
        elif connection.execute("SELECT answer FROM answers WHERE key = ?", row[:1]).fetchone()[0] == row[4]:
            known += 1
        else:
            other += 1
    return Merged(added=added, known=known, other=other)


def _size(file: Path) -> int:
    beside = (file.with_name(file.name + ending) for ending in ("", "-wal"))
    return sum(path.stat().st_size for path in beside if path.exists())
