"""Batches of questions that an endpoint answers in its own time: what is under way where, kept beside the answers.

A question is noted before its batch is created, and given free only when it is certain that nobody will be
paid for it, so that nothing is submitted twice, whenever a run ends, and none of two runs that submit at
once.
"""

import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, Literal

from timeline.store.cached_responses import ResponseStore
from timeline.store.database import DamagedError, checksum, transaction

BatchState = Literal["uploading", "creating", "under way", "collected"]
"""How far a batch is: of one that is "uploading" nothing was asked, and one that is "creating" may be there or not."""
UPLOAD_SECONDS = 86_400
"""After how long an upload is over that nobody told the end of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchNote:
    """A batch: its own *key*, when its *state* began unless that is "collected", in seconds since 1970, and what it asks whom.

    *file* and *batch* are what the endpoint calls its file and itself, once that is known; *requests* counts
    its questions, *answered* and *failed* what became of them, once they are collected.
    """

    key: str
    at: int
    endpoint: str
    model: str
    state: BatchState
    requests: int
    file: str = ""
    batch: str = ""
    answered: int = 0
    failed: int = 0

    @property
    def name(self) -> str:
        """What to call it: as the endpoint does, where that is known."""
        return self.batch or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestNote:
    """A question of a batch: the key of its answer, the article that it was first asked for, and what to read the answer by.

    *failure* says why a batch brought no answer and another one would bring none; it is "" while the question
    is under way.
    """

    key: str
    batch: str
    path: str
    form: str
    prompt: str
    failure: str = ""


class BatchStore(ResponseStore):
    """An ResponseStore that also knows the batches whose answers it is to hold."""

    def request(self, key: str) -> RequestNote | None:
        """Return the question that is under way, or failed, under *key*; one that waits for an upload can still be had."""
        query = (
            "SELECT requests.* FROM requests JOIN batches ON batches.key = requests.batch "
            "WHERE requests.key = ? AND (batches.state != 'uploading' OR requests.failure != '')"
        )
        return self._do(lambda connection: next(map(_request, connection.execute(query, (key,))), None))

    def requests_of(self, batch: BatchNote) -> Mapping[str, RequestNote]:
        """Return the questions of *batch* by their keys."""
        query = "SELECT * FROM requests WHERE batch = ?"
        found = self._do(lambda connection: list(map(_request, connection.execute(query, (batch.key,)))))
        return {request.key: request for request in found}

    def batches(self) -> Sequence[BatchNote]:
        """Return all batches, the oldest first."""
        query = "SELECT * FROM batches ORDER BY at, key"
        return self._do(lambda connection: list(map(_batch, connection.execute(query))))

    def begin(self, batch: BatchNote, requests: Iterable[RequestNote]) -> bool:
        """Note *batch* and its *requests*; or nothing, and return False, when one of these is answered or under way by now.

        What another run has noted and not yet uploaded is taken from it, as that run may have ended.
        """
        rows = [_row(request) for request in requests]

        def write(connection: sqlite3.Connection) -> bool:
            try:
                with transaction(connection):
                    _insert_batch(connection, batch)
                    connection.executemany(_TAKE_REQUEST, [(row[0],) for row in rows])
                    connection.executemany(_INSERT_REQUEST, rows)
                    _check_unanswered(connection, batch)
                    connection.execute(_DROP_ROBBED, (int(time.time()) - UPLOAD_SECONDS,))
                    connection.execute(_DROP_ORPHANS)
            except sqlite3.IntegrityError:
                return False
            return True

        return self._do(write)

    def advance(self, batch: BatchNote, before: BatchState) -> bool:
        """Note how far *batch* is now, if it still is as it was *before*, and has all its questions; return whether it has."""

        def write(connection: sqlite3.Connection) -> bool:
            with transaction(connection):
                state = connection.execute("SELECT state FROM batches WHERE key = ?", (batch.key,)).fetchone()
                held = connection.execute(
                    "SELECT count(*) FROM requests WHERE batch = ?", (batch.key,)
                ).fetchone()[0]
                if state != (before,) or held != batch.requests:
                    return False
                _insert_batch(connection, batch)
                return True

        return self._do(write)

    def forget(self, batch: BatchNote) -> None:
        """Give the questions of *batch* free, of which none was nor will be asked."""

        def write(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                connection.execute("DELETE FROM requests WHERE batch = ?", (batch.key,))
                connection.execute("DELETE FROM batches WHERE key = ?", (batch.key,))

        self._do(write)

    def end(self, batch: BatchNote, failed: Iterable[RequestNote]) -> None:
        """Note that *batch* is collected, and which of its questions no batch will answer; the others are free."""
        rows = [_row(request) for request in failed]

        def write(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                connection.execute("DELETE FROM requests WHERE batch = ?", (batch.key,))
                connection.executemany(_INSERT_REQUEST, rows)
                _insert_batch(connection, batch)

        self._do(write)


_INSERT_REQUEST = "INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?)"
_TAKE_REQUEST = "DELETE FROM requests WHERE key = ? AND failure = '' AND batch IN (SELECT key FROM batches WHERE state = 'uploading')"
_COUNT_ANSWERED = (
    "SELECT count(*) FROM requests JOIN answers ON answers.key = requests.key WHERE requests.batch = ?"
)
_DROP_ROBBED = (
    "DELETE FROM batches WHERE state = 'uploading' AND "
    "(at < ? OR requests > (SELECT count(*) FROM requests WHERE requests.batch = batches.key))"
)
_DROP_ORPHANS = "DELETE FROM requests WHERE failure = '' AND batch NOT IN (SELECT key FROM batches)"


def _insert_batch(connection: sqlite3.Connection, batch: BatchNote) -> None:
    row = _row(batch)
    connection.execute(f"INSERT OR REPLACE INTO batches VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - they are bound


def _check_unanswered(connection: sqlite3.Connection, batch: BatchNote) -> None:
    if connection.execute(_COUNT_ANSWERED, (batch.key,)).fetchone()[0]:
        raise sqlite3.IntegrityError("a question was answered meanwhile")


def _row(note: BatchNote | RequestNote) -> tuple[str | int, ...]:
    """Return *note* as its table has it: the fields in their order, and the checksum of them."""
    values = astuple(note)
    return *values, checksum(*values)


def _batch(row: tuple[Any, ...]) -> BatchNote:
    return BatchNote(**_values(BatchNote, row))


def _request(row: tuple[Any, ...]) -> RequestNote:
    return RequestNote(**_values(RequestNote, row))


def _values(kind: type[BatchNote | RequestNote], row: tuple[Any, ...]) -> dict[str, Any]:
    *values, noted = row
    if checksum(*values) != noted:
        raise DamagedError("it does not hold what was put in")
    return dict(zip((one.name for one in fields(kind)), values, strict=True))
