"""The store: answers by the hash of all that they depend on, and what was derived from them, in one SQLite file."""

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
"""After how many days what was derived is made anew, so that what no version makes any more does not pile up."""

_NOT_WHAT_WAS_KEPT = "it does not hold what was put in"
_EXTRACTION = TypeAdapter(Extraction)
Result = TypeVar("Result")
Derived = Literal["extraction", "sketch", "retellings"]
"""What is kept because it is slow to make; unlike an answer, it costs nothing to make again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResponse:
    """An answer, JSON, and what is noted of it: *prompt* is "" where it is not known, *day* is when it arrived."""

    key: str
    model: str
    prompt: str
    day: date
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """How many answers were new, and how many were there already, with the same words or *other* ones."""

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
    """How many answers of one model are kept, how many of them to questions that are no longer asked, and since when."""

    model: str
    answers: int
    outdated: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSummary:
    """What a store holds: answers by model, articles whose mentions are kept, and bytes on disk."""

    file: Path
    size: int
    models: tuple[ModelShare, ...]
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PruneFilter:
    """Which answers to drop: those that fulfil all that is given.

    They arrived *before* a day; *models* gave them, or any model but one of *other_than*; or their prompt is
    known and none of *current*.
    """

    before: date | None = None
    models: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    current: frozenset[str] | None = None

    def where(self) -> tuple[str, tuple[str | int, ...]]:
        """Return it as a condition of SQL, with its values."""
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
    """Return the file in which answers are kept unless another one is named."""
    return cache_folder() / "answers.sqlite"


class ResponseStore:
    """Answers that several processes may share; each is committed as it arrives.

    A file that is damaged, which may show at any use, is moved aside: what can be read of it is taken over,
    and *notes* says so. What is given back is always what was once put in. Raises StoreError when the file
    cannot be used at all.
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
                f"cannot keep answers in {file.parent}: {error.strerror}; TIMELINE_CACHE moves it"
            ) from error
        self._do(lambda _: None)

    def get(self, key: str) -> str | None:
        """Return the answer kept under *key*, as JSON."""
        query = "SELECT key, model, prompt, day, answer, checksum FROM answers WHERE key = ?"

        def read(connection: sqlite3.Connection) -> str | None:
            row = connection.execute(query, (key,)).fetchone()
            return None if row is None else _verified(row)[4]

        return self._do(read)

    def put(self, key: str, model: str, answer: str, prompt: str = "") -> str:
        """Keep *answer*, JSON, of *model* to a question of *prompt*, under *key*; return the answer that is kept from now on.

        That is another one where a second process asked the same question and was quicker.
        """
        kept = CachedResponse(
            key=key, model=model, prompt=prompt, day=date.fromordinal(today()), answer=answer
        )
        return answer if self.add([kept]).added else self.get(key) or answer

    def add(self, answers: Iterable[CachedResponse]) -> Merged:
        """Keep all of *answers* or none; what is kept already stays as it is."""
        rows = [_row(answer) for answer in answers]

        def write(connection: sqlite3.Connection) -> Merged:
            with transaction(connection):
                return _merge(connection, rows)

        return self._do(write)

    def after(self, key: str, count: int) -> list[CachedResponse]:
        """Return the next *count* answers after *key*, in the order of their keys."""
        query = (
            "SELECT key, model, prompt, day, answer, checksum FROM answers WHERE key > ? ORDER BY key LIMIT ?"
        )
        return self._do(lambda connection: [_kept(row) for row in connection.execute(query, (key, count))])

    def derived(self, key: str) -> str | None:
        """Return what was derived and kept under *key*, as JSON."""

        def read(connection: sqlite3.Connection) -> str | None:
            row = connection.execute(
                "SELECT key, value, checksum FROM derived WHERE key = ?", (key,)
            ).fetchone()
            if row is not None and checksum(*row[:2]) != row[2]:
                raise DamagedError(_NOT_WHAT_WAS_KEPT)
            return row and str(row[1])

        return self._do(read)

    def cache_derived(self, kind: Derived, values: Iterable[tuple[str, str]]) -> None:
        """Keep all of *values*, pairs of a key and JSON, in place of what is there."""
        rows = [(key, kind, today(), value, checksum(key, value)) for key, value in values]

        def write(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                connection.execute("DELETE FROM derived WHERE day < ?", (today() - DERIVED_DAYS,))
                connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?, ?)", rows)

        self._do(write)

    def cached_extraction(self, key: str) -> Extraction | None:
        """Return the extraction kept under *key*."""
        value = self.derived(key)
        return None if value is None else _EXTRACTION.validate_json(value)

    def cache_extraction(self, key: str, extraction: Extraction) -> None:
        """Keep *extraction* under *key*, the hash of all that it depends on."""
        self.cache_derived("extraction", [(key, _EXTRACTION.dump_json(extraction).decode())])

    def check(self) -> None:
        """Look the whole file through for damage, which takes as long as reading it; *notes* says what was found."""

        def look(connection: sqlite3.Connection) -> None:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise DamagedError(_NOT_WHAT_WAS_KEPT)
            for row in connection.execute("SELECT key, model, prompt, day, answer, checksum FROM answers"):
                _verified(row)

        self._do(look)

    def summary(self, current: frozenset[str]) -> StoreSummary:
        """Return what is kept; an answer whose prompt is known and none of *current* is outdated."""
        outdated, values = PruneFilter(current=current).where()
        query = (
            f"SELECT model, count(*), sum({outdated}), min(day), max(day) FROM answers "  # noqa: S608 - no text of anybody's
            "GROUP BY model ORDER BY count(*) DESC, model"
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

    def count(self, unneeded: PruneFilter) -> int:
        """Return how many answers are *unneeded*."""
        condition, values = unneeded.where()
        query = f"SELECT count(*) FROM answers WHERE {condition}"  # noqa: S608 - values are bound, the rest is ours
        return self._do(lambda connection: int(connection.execute(query, values).fetchone()[0]))

    def prune(self, unneeded: PruneFilter) -> int:
        """Drop the *unneeded* answers and all that was derived, give their room back, and return how many answers went."""
        condition, values = unneeded.where()

        def drop(connection: sqlite3.Connection) -> int:
            with transaction(connection):
                dropped = connection.execute(f"DELETE FROM answers WHERE {condition}", values).rowcount  # noqa: S608 - as above
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
        """Do *work* on the file; when that shows it to be damaged, once more on the one that takes its place."""
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
                f"{self.file} cannot keep answers: {error}. Move it away, and a new one is made."
            ) from error
        except OSError as error:
            raise StoreError(
                f"{self.file} cannot keep answers: {error.strerror}; TIMELINE_CACHE moves it"
            ) from error

    def _connected(self) -> sqlite3.Connection:
        """Return a connection to the file that has the name now: another process may have moved a damaged one aside."""
        while self._connection is None or identity(self.file) != self._identity:
            self.close()
            self._identity = identity(self.file)
            self._connection = connect(self.file)
        return self._connection


def _marks(values: Iterable[str]) -> str:
    return ", ".join("?" for _ in values)


def _verified(row: Row) -> Row:
    if checksum(*row[:5]) != row[5]:
        raise DamagedError(_NOT_WHAT_WAS_KEPT)
    return row


def _kept(row: Row) -> CachedResponse:
    key, model, prompt, day, answer, _ = _verified(row)
    return CachedResponse(key=key, model=model, prompt=prompt, day=date.fromordinal(day), answer=answer)


def _row(kept: CachedResponse) -> Row:
    values = kept.key, kept.model, kept.prompt, kept.day.toordinal(), kept.answer
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
