"""Records of batches, beside the cached responses: which questions are in flight at which endpoint.

A question is recorded before its batch is created, and released only when it is certain that it will not be
billed: nothing is submitted twice, whenever a run ends, and whatever two runs submit at the same time.
"""

import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, Literal

from timeline.store.cached_responses import ResponseStore
from timeline.store.database import DamagedError, checksum, transaction

BatchState = Literal["uploading", "creating", "under way", "collected"]
"""The progress of a batch: "uploading" asked nothing yet; "creating" may or may not exist at the endpoint."""
UPLOAD_SECONDS = 86_400
"""After how long an upload without a recorded end counts as ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchNote:
    """A batch: its *key*, when its *state* began (*at*, seconds since 1970), its endpoint and model.

    *file* and *batch* are the endpoint's ids of its file and of itself, once known; *requests* counts its
    questions, *answered* and *failed* those with and without an answer, once collected ("collected" leaves
    *at* as it is).
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
        """The id that the endpoint gave it, or its own key."""
        return self.batch or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestNote:
    """A question of a batch: its cache key, the path of its article, and its response model's name.

    *failure* says why no batch will answer it; it is "" while the question is in flight.
    """

    key: str
    batch: str
    path: str
    response_model: str
    prompt: str
    failure: str = ""


class BatchStore(ResponseStore):
    """A response cache that also records the batches whose answers it will hold."""

    def request(self, key: str) -> RequestNote | None:
        """Return the question in flight, or failed, under *key*; one not yet uploaded may still be taken."""
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
        """Record *batch* and its *requests*; or nothing, and return False, if one is answered or in flight.

        Questions that another run recorded and has not uploaded are taken over, as that run may have ended.
        """
        rows = [_row(request) for request in requests]

        def write(connection: sqlite3.Connection) -> bool:
            try:
                with transaction(connection):
                    _insert_batch(connection, batch)
                    connection.executemany(_TAKE_REQUEST, [(row[0],) for row in rows])
                    connection.executemany(_INSERT_REQUEST, rows)
                    _check_unanswered(connection, batch)
                    connection.execute(_DROP_INCOMPLETE, (int(time.time()) - UPLOAD_SECONDS,))
                    connection.execute(_DROP_ORPHANS)
            except sqlite3.IntegrityError:
                return False
            return True

        return self._do(write)

    def advance(self, batch: BatchNote, before: BatchState) -> bool:
        """Record the state of *batch* if it was *before* and has all its questions; return whether it did."""

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
        """Release the questions of *batch*, of which none was or will be asked."""

        def write(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                connection.execute("DELETE FROM requests WHERE batch = ?", (batch.key,))
                connection.execute("DELETE FROM batches WHERE key = ?", (batch.key,))

        self._do(write)

    def end(self, batch: BatchNote, failed: Iterable[RequestNote]) -> None:
        """Record that *batch* is collected, and the questions no batch will answer; release the others."""
        rows = [_row(request) for request in failed]

        def write(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                connection.execute("DELETE FROM requests WHERE batch = ?", (batch.key,))
                connection.executemany(_INSERT_REQUEST, rows)
                _insert_batch(connection, batch)

        self._do(write)


_INSERT_REQUEST = "INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?)"
_TAKE_REQUEST = (
    "DELETE FROM requests WHERE key = ? AND failure = '' "
    "AND batch IN (SELECT key FROM batches WHERE state = 'uploading')"
)
_COUNT_ANSWERED = (
    "SELECT count(*) FROM requests JOIN answers ON answers.key = requests.key WHERE requests.batch = ?"
)
_DROP_INCOMPLETE = (
    "DELETE FROM batches WHERE state = 'uploading' AND "
    "(at < ? OR requests > (SELECT count(*) FROM requests WHERE requests.batch = batches.key))"
)
_DROP_ORPHANS = "DELETE FROM requests WHERE failure = '' AND batch NOT IN (SELECT key FROM batches)"


def _insert_batch(connection: sqlite3.Connection, batch: BatchNote) -> None:
    row = _row(batch)
    values = ", ".join("?" * len(row))
    connection.execute(f"INSERT OR REPLACE INTO batches VALUES ({values})", row)  # noqa: S608 - bound


def _check_unanswered(connection: sqlite3.Connection, batch: BatchNote) -> None:
    if connection.execute(_COUNT_ANSWERED, (batch.key,)).fetchone()[0]:
        raise sqlite3.IntegrityError("a question was answered meanwhile")


def _row(note: BatchNote | RequestNote) -> tuple[str | int, ...]:
    """Return *note* as a row: its fields in order, and their checksum."""
    values = astuple(note)
    return *values, checksum(*values)


def _batch(row: tuple[Any, ...]) -> BatchNote:
    return BatchNote(**_values(BatchNote, row))


def _request(row: tuple[Any, ...]) -> RequestNote:
    return RequestNote(**_values(RequestNote, row))


def _values(kind: type[BatchNote | RequestNote], row: tuple[Any, ...]) -> dict[str, Any]:
    *values, noted = row
    if checksum(*values) != noted:
        raise DamagedError("it is not what was written")
    return dict(zip((one.name for one in fields(kind)), values, strict=True))
