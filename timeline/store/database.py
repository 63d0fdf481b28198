"""The SQLite file of the response cache: created, migrated, and recovered when it is damaged.

Changes of the file as a whole happen under one lock, and a new file appears complete or not at all, so that
processes sharing it never see an incomplete one.
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
"""The format, in the file's `user_version`; the first version wrote none, the second had no batches."""
BUSY_SECONDS = 30.0
"""How long one process waits for another that writes."""

_APPLICATION = 0x74696D65  # in `application_id`, which says whose database a file is
_FIRST_COLUMNS = ["key", "model", "answer"]
_ANSWERS = """CREATE TABLE answers (
    key TEXT PRIMARY KEY, model TEXT NOT NULL, prompt TEXT NOT NULL, day INTEGER NOT NULL,
    answer TEXT NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID"""
_DERIVED = """CREATE TABLE derived (
    key TEXT PRIMARY KEY, kind TEXT NOT NULL, day INTEGER NOT NULL, value TEXT NOT NULL,
    checksum INTEGER NOT NULL)"""
_BATCHES = """CREATE TABLE batches (
    key TEXT PRIMARY KEY, at INTEGER NOT NULL, endpoint TEXT NOT NULL, model TEXT NOT NULL,
    state TEXT NOT NULL, requests INTEGER NOT NULL, file TEXT NOT NULL, batch TEXT NOT NULL,
    answered INTEGER NOT NULL, failed INTEGER NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID"""
_REQUESTS = """CREATE TABLE requests (
    key TEXT PRIMARY KEY, batch TEXT NOT NULL, path TEXT NOT NULL, form TEXT NOT NULL, prompt TEXT NOT NULL,
    failure TEXT NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID"""
_BY_DAY = "CREATE INDEX derived_by_day ON derived (day)"
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
_LASTING = {"answers": 6, "batches": 11, "requests": 7}
"""Tables that cannot be computed again, and their column counts; first the key, last the checksum."""
# Keys are hashes, so these ranges hold about equally many rows; damage in one does not affect the others.
_RANGES = tuple(pairwise(["", *(f"{number:02x}" for number in range(1, 256)), "\U0010ffff"]))


class DamagedError(Exception):
    """A row is not what was written."""


FAILURES = (sqlite3.Error, DamagedError, UnicodeDecodeError)
"""What any use of a file may raise; the last if SQLite quotes unreadable text in its message."""


Row = tuple[str, str, str, int, str, int]
"""A response as a row: key, model, prompt, day, answer, checksum of these."""
Identity = tuple[int, int]
"""Device and inode: the same file, whatever its name is."""


def identity(file: Path) -> Identity | None:
    """Return what identifies *file*, or None if it does not exist."""
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def is_damage(error: Exception) -> bool:
    """Return whether *error* means a damaged file: all statements here are valid for an intact one."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, DamagedError | UnicodeDecodeError) or (
        code is not None and code & 0xFF in _DAMAGE
    )


def checksum(*values: str | int) -> int:
    """Return the checksum of a row's values: SQLite itself does not notice a changed byte in a value."""
    return zlib.crc32("\x1f".join(map(str, values)).encode("utf-8", "surrogatepass"))


def today() -> int:
    """Return the current day in UTC, as an ordinal."""
    return datetime.now(UTC).date().toordinal()


def connect(file: Path) -> sqlite3.Connection:
    """Open *file*, creating or migrating it where needed.

    Raises StoreError when it is newer or another program's; sqlite3.Error when it cannot be used.
    """
    if not file.exists():
        with _locked(file):
            if not file.exists():
                made, _ = _make(file, lambda _: None)
                # Leftovers of a deleted file would be taken for parts of the new one.
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
    """Move *file* aside and create a new one with the readable responses; return a note on what was done.

    Does nothing if another process was quicker, so that *file* is no longer the *damaged* one.
    """
    with _locked(file):
        if damaged is None or identity(file) != damaged:
            return f"{file} was damaged; another run has replaced it."
        made, saved = _make(file, lambda connection: _save(file, connection))
        aside = _aside(file)
        for beside in _beside(file):
            beside.replace(aside.with_name(aside.name + beside.name.removeprefix(file.name)))
        _move_aside(file, aside)
        made.replace(file)
    recovered = f"{saved:,} readable responses were recovered" if saved else "no response in it can be read"
    return f"{file} is damaged; it is now {aside.name}, and {recovered}."


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
    # Bytes that are not UTF-8 are damage, which the checksum detects better than a decoding error.
    return data.decode("utf-8", "replace")


def _make(file: Path, fill: Callable[[sqlite3.Connection], int | None]) -> tuple[Path, int]:
    """Create the replacement of *file*, filled by *fill*; return it and how many responses it holds."""
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
    """Return the application id of the database, and the version of its tables."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    return application, int(connection.execute("PRAGMA user_version").fetchone()[0])


def _bring_up_to_date(connection: sqlite3.Connection, file: Path) -> None:
    with transaction(connection):
        application, version = _marks(connection)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(answers)")]
        if application == _APPLICATION and version > VERSION:
            raise StoreError(
                f"{file} was written by a newer timeline (format {version}; this one reads up to "
                f"{VERSION}).\n"
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
                f"{file} is another program's database and is left alone; set TIMELINE_CACHE to another "
                "folder."
            )


def _from_first(connection: sqlite3.Connection) -> None:
    """Migrate the responses of the first version, which recorded neither prompt nor day."""
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
    """Copy the intact rows of lasting tables from *damaged*; return the number of responses."""
    with closing(sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = _text
        # Otherwise SQLite reads nothing at all of a truncated file.
        connection.execute("PRAGMA writable_schema = ON")
        for table, columns in _LASTING.items():
            values = ", ".join("?" * columns)
            insertion = f"INSERT OR IGNORE INTO {table} VALUES ({values})"  # noqa: S608 - constant
            into.executemany(insertion, _readable(connection, table))
    return int(into.execute("SELECT count(*) FROM answers").fetchone()[0])


def _readable(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str | int, ...]]:
    query = f"SELECT * FROM {table} WHERE key >= ? AND key < ?"  # noqa: S608 - the name is a constant
    for first, beyond in _RANGES:
        try:
            for row in connection.execute(query, (first, beyond)):
                *values, noted = row
                if checksum(*values) == noted:
                    yield row
        except FAILURES:
            continue


def _beside(file: Path) -> list[Path]:
    """Return the existing files that SQLite keeps beside *file*."""
    files = (file.with_name(file.name + ending) for ending in ("-wal", "-shm"))
    return [beside for beside in files if beside.exists()]


def _move_aside(file: Path, aside: Path) -> None:
    try:
        # With links, the name exists at every moment.
        aside.hardlink_to(file)
    except OSError:
        file.replace(aside)


def _aside(file: Path) -> Path:
    names = (file.with_suffix(f".broken{number or ''}") for number in count())
    return next(path for path in names if not path.exists())


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit all writes inside, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.execute("COMMIT")


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Let one process at a time change *file* as a whole. The lock dies with its process."""
    lock = sqlite3.connect(file.with_name(f".{file.name}.lock"), timeout=BUSY_SECONDS, isolation_level=None)
    with closing(lock):
        lock.execute("BEGIN EXCLUSIVE")
        yield
