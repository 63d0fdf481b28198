"""The SQLite file of a store: made, brought up to date, and set right when it is damaged.

Whatever changes the file as a whole happens under one lock, and a new file appears complete or not at all, so
that processes which share it never see one half made.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count, pairwise
from pathlib import Path

from timeline.errors import StoreError

VERSION = 3
"""Of the tables, in the file's `user_version`; the first version wrote none, and the second knew no batches."""
BUSY_SECONDS = 30.0
"""How long one process waits for another that writes."""

_APPLICATION = 0x74696D65  # in `application_id`, which says whose database a file is
_FIRST_COLUMNS = ["key", "model", "answer"]
_ANSWERS = """CREATE TABLE answers (
    key TEXT PRIMARY KEY, model TEXT NOT NULL, prompt TEXT NOT NULL, day INTEGER NOT NULL, answer TEXT NOT NULL,
    checksum INTEGER NOT NULL) WITHOUT ROWID"""
_DERIVED = """CREATE TABLE derived (
    key TEXT PRIMARY KEY, kind TEXT NOT NULL, day INTEGER NOT NULL, value TEXT NOT NULL, checksum INTEGER NOT NULL)"""
_BATCHES = """CREATE TABLE batches (
    key TEXT PRIMARY KEY, at INTEGER NOT NULL, endpoint TEXT NOT NULL, model TEXT NOT NULL, state TEXT NOT NULL,
    requests INTEGER NOT NULL, file TEXT NOT NULL, batch TEXT NOT NULL, answered INTEGER NOT NULL, failed INTEGER NOT NULL,
    checksum INTEGER NOT NULL) WITHOUT ROWID"""
_REQUESTS = """CREATE TABLE requests (
    key TEXT PRIMARY KEY, batch TEXT NOT NULL, path TEXT NOT NULL, form TEXT NOT NULL, prompt TEXT NOT NULL,
    failure TEXT NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID"""
_BY_DAY = "CREATE INDEX derived_by_day ON derived (day)"
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
_LASTING = {"answers": 6, "batches": 11, "requests": 7}
"""The tables that hold what cannot be made again, and how many columns they have: first the key, last the checksum."""
# Keys are hashes, so each of these ranges holds about as many: what is damaged in one of them stops no other.
_RANGES = tuple(pairwise(["", *(f"{number:02x}" for number in range(1, 256)), "\U0010ffff"]))


class DamagedError(Exception):
    """A row is not what was written."""


FAILURES = (sqlite3.Error, DamagedError, UnicodeDecodeError)
"""What may be raised at any use of a file; the last where SQLite shows what it cannot read in its message."""


Row = tuple[str, str, str, int, str, int]
"""An answer as it is in the file: key, model, prompt, day, answer, checksum of these."""
Identity = tuple[int, int]
"""By which a file is known to be the same one, whatever its name is."""


def identity(file: Path) -> Identity | None:
    """Return what tells *file* from one that took its place, or None where there is no file."""
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def is_damage(error: Exception) -> bool:
    """Tell whether *error* says that the file is not as it was written: the statements here are right for every whole one."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, DamagedError | UnicodeDecodeError) or (
        code is not None and code & 0xFF in _DAMAGE
    )


def checksum(*values: str | int) -> int:
    """Return what a row's values come to: SQLite itself does not notice when a byte inside one of them changes."""
    return zlib.crc32("\x1f".join(map(str, values)).encode("utf-8", "surrogatepass"))


def today() -> int:
    """Return the day, as a number that counts days, in UTC."""
    return datetime.now(UTC).date().toordinal()


def connect(file: Path) -> sqlite3.Connection:
    """Open *file*, made where there is none and brought up to date where it is older.

    Raises StoreError when it is newer, or another program's; sqlite3.Error when it cannot be used.
    """
    if not file.exists():
        with _locked(file):
            if not file.exists():
                made, _ = _make(file, lambda _: None)
                # What is left of one that was deleted would be taken for a part of the new one.
                for beside in _beside(file):
                    beside.unlink()
                made.replace(file)
    connection = _connection(file)
    try:
        if _marks(connection) != (_APPLICATION, VERSION):
            with _locked(file):
                _bring_up_to_date(connection, file)
    except BaseException:
        connection.close()
        raise
    return connection


def replace_damaged(file: Path, damaged: Identity | None) -> str:
    """Move *file* aside, and make a new one with the answers that can still be read; return what was done, for people.

    Does nothing when another process was quicker, so that it is no longer the file that was found *damaged*.
    """
    with _locked(file):
        if damaged is None or identity(file) != damaged:
            return f"{file} was damaged; another run has made it anew."
        made, saved = _make(file, lambda connection: _save(file, connection))
        aside = _aside(file)
        for beside in _beside(file):
            beside.replace(aside.with_name(aside.name + beside.name.removeprefix(file.name)))
        _move_aside(file, aside)
        made.replace(file)
    kept = (
        f"{saved:,} answers that can still be read were taken over"
        if saved
        else "no answer in it can be read"
    )
    return f"{file} is damaged; it is now {aside.name}, and {kept}."


def _connection(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.text_factory = _text
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _text(data: bytes) -> str:
    # Bytes that are no UTF-8 are damage, which the checksum tells better than a decoding error.
    return data.decode("utf-8", "replace")


def _make(file: Path, fill: Callable[[sqlite3.Connection], int | None]) -> tuple[Path, int]:
    """Make what is to take the place of *file*, with what *fill* puts into it, and say how many answers that was."""
    unfinished = file.with_name(f"{file.name}.new")
    unfinished.unlink(missing_ok=True)
    with closing(_connection(unfinished)) as connection, transaction(connection):
        _create(connection)
        filled = fill(connection) or 0
    return unfinished, filled


def _create(connection: sqlite3.Connection) -> None:
    connection.execute(_ANSWERS)
    connection.execute(_DERIVED)
    connection.execute(_BY_DAY)
    _create_batches(connection)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _create_batches(connection: sqlite3.Connection) -> None:
    connection.execute(_BATCHES)
    connection.execute(_REQUESTS)


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return whose database it is, and the version of its tables."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    return application, int(connection.execute("PRAGMA user_version").fetchone()[0])


def _bring_up_to_date(connection: sqlite3.Connection, file: Path) -> None:
    with transaction(connection):
        application, version = _marks(connection)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(answers)")]
        if application == _APPLICATION and version > VERSION:
            raise StoreError(
                f"{file} was written by a newer timeline (format {version}; this one knows up to {VERSION}).\n"
                "Upgrade this one, or set TIMELINE_CACHE to another folder."
            )
        if (application, version) == (0, 0) and columns == _FIRST_COLUMNS:
            _from_first(connection)
        elif (application, version) == (_APPLICATION, 2):
            _create_batches(connection)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        elif connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
            _create(connection)
        elif (application, version) != (_APPLICATION, VERSION):
            raise StoreError(
                f"{file} is another program's database and is left alone; set TIMELINE_CACHE to another folder."
            )


def _from_first(connection: sqlite3.Connection) -> None:
    """Take over the answers of the first version, which noted neither prompt nor day."""
    connection.execute("ALTER TABLE answers RENAME TO first")
    _create(connection)
    connection.create_function("checksum", 5, checksum, deterministic=True)
    connection.execute(
        "INSERT INTO answers SELECT key, model, '', ?1, answer, checksum(key, model, '', ?1, answer) FROM "
        "first",
        (today(),),
    )
    connection.execute("DROP TABLE first")


def _save(damaged: Path, into: sqlite3.Connection) -> int:
    """Copy what can be read of *damaged*, is what was written, and cannot be made again; return how many answers that are."""
    with closing(sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = _text
        # Else SQLite reads nothing at all of a file that is shorter than it should be.
        connection.execute("PRAGMA writable_schema = ON")
        for table, columns in _LASTING.items():
            values = ", ".join("?" * columns)
            into.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({values})", _readable(connection, table))  # noqa: S608 - ours
    return int(into.execute("SELECT count(*) FROM answers").fetchone()[0])


def _readable(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str | int, ...]]:
    query = f"SELECT * FROM {table} WHERE key >= ? AND key < ?"  # noqa: S608 - the name is one of ours
    for first, beyond in _RANGES:
        try:
            for row in connection.execute(query, (first, beyond)):
                *values, noted = row
                if checksum(*values) == noted:
                    yield row
        except FAILURES:
            continue


def _beside(file: Path) -> list[Path]:
    """Return the files that SQLite keeps beside *file*, as long as there are any."""
    files = (file.with_name(file.name + ending) for ending in ("-wal", "-shm"))
    return [beside for beside in files if beside.exists()]


def _move_aside(file: Path, aside: Path) -> None:
    try:
        # Where there are links, at no moment is there nothing under the name.
        aside.hardlink_to(file)
    except OSError:
        file.replace(aside)


def _aside(file: Path) -> Path:
    names = (file.with_suffix(f".broken{number or ''}") for number in count())
    return next(path for path in names if not path.exists())


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all or nothing of what is done inside."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.execute("COMMIT")


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Let one process at a time change *file* as a whole. The lock is a database of its own, and dies with its process."""
    lock = sqlite3.connect(file.with_name(f".{file.name}.lock"), timeout=BUSY_SECONDS, isolation_level=None)
    with closing(lock):
        lock.execute("BEGIN EXCLUSIVE")
        yield
