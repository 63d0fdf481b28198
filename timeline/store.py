"""What is kept: the answers of models, so that nothing is asked twice, and extractions and timelines as files."""

import asyncio
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from itertools import count
from pathlib import Path

from pydantic import ValidationError

from timeline.errors import StoreError
from timeline.llm import SAMPLING, Answer, Granularity, Model, Usage
from timeline.models import EXTRACTION_FORMAT, TIMELINE_FORMAT, Extraction, Failure, Message, Timeline

BUSY_SECONDS = 30.0  # how long one process waits for another that writes


class AnswerStore:
    """Answers by the hash of all that they depend on, in one SQLite file that several processes may share.

    Each answer is committed as it arrives. A file that is no store is moved aside, never overwritten.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection = _open(file)

    def get(self, key: str) -> str | None:
        """Return the answer kept under *key*, as JSON."""
        try:
            row = self._connection.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            raise self._failure(error) from error
        return row[0] if row else None

    def put(self, key: str, model: str, answer: str) -> None:
        """Keep *answer*, JSON, under *key*."""
        try:
            with self._connection:
                self._connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (key, model, answer))
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def _failure(self, error: sqlite3.Error) -> StoreError:
        return StoreError(f"{self._file} cannot keep answers: {error}. Move it away, and a new one is made.")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class RememberingModel:
    """A model that asks another one only what it was never asked before."""

    def __init__(self, model: Model, store: AnswerStore) -> None:
        self._model = model
        self._store = store
        self._asked: dict[str, asyncio.Task[str]] = {}
        self._cached = Usage()

    @property
    def name(self) -> str:
        """The name of the model that is asked."""
        return self._model.name

    @property
    def granularity(self) -> Granularity:
        """How the model is best asked."""
        return self._model.granularity

    @property
    def concurrency(self) -> int:
        """How many questions it takes at once."""
        return self._model.concurrency

    @property
    def usage(self) -> Usage:
        """What answering has cost so far, kept answers counted."""
        return self._model.usage + self._cached

    async def ask(self, messages: Sequence[Message], form: type[Answer]) -> Answer:
        """Return the kept answer, or ask and keep; a question that is being asked is not asked a second time."""
        key = answer_key(self.name, messages, form)
        kept = self._store.get(key)
        if kept is not None or key in self._asked:
            self._cached += Usage(cached=1)
        if kept is None:
            if key not in self._asked:
                self._asked[key] = asyncio.ensure_future(self._ask_and_keep(key, messages, form))
            kept = await self._asked[key]
        return form.model_validate_json(kept)

    async def close(self) -> None:
        """End the connections of the model that is asked."""
        await self._model.close()

    async def _ask_and_keep(self, key: str, messages: Sequence[Message], form: type[Answer]) -> str:
        try:
            answer = (await self._model.ask(messages, form)).model_dump_json()
            self._store.put(key, self.name, answer)
        finally:
            del self._asked[key]
        return answer


def answer_key(model: str, messages: Sequence[Message], form: type[Answer]) -> str:
    """Return the hash of all that an answer depends on: model, settings, form and the whole question."""
    parts = [model, SAMPLING, form.model_json_schema(), [asdict(message) for message in messages]]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def dump_extractions(extractions: Iterable[Extraction], failures: Iterable[Failure]) -> str:
    """Return *extractions* as JSON lines, one article a line, and then the *failures* of what could not be read."""
    lines: list[Extraction | Failure] = [*extractions, *failures]
    return "".join(f"{EXTRACTION_FORMAT.dump_json(line).decode()}\n" for line in lines)


def load_extractions(text: str, where: str) -> tuple[Extraction | Failure, ...]:
    """Read what `dump_extractions` wrote. Raises StoreError naming *where* and the line."""
    extractions: list[Extraction | Failure] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                extractions.append(EXTRACTION_FORMAT.validate_json(line))
            except ValidationError as error:
                reason = f"not an article as `timeline extract` writes it: {_first(error)}"
                raise StoreError(f"{where}, line {number}: {reason}") from error
    return tuple(extractions)


def load_timeline(text: str, where: str) -> Timeline:
    """Read a timeline.json. Raises StoreError naming *where* and what is wrong."""
    try:
        return TIMELINE_FORMAT.validate_json(text)
    except ValidationError as error:
        raise StoreError(f"{where} is not a timeline as `timeline build` writes it: {_first(error)}") from error


def write_text(file: Path, text: str) -> None:
    """Write *text* as UTF-8, whole or not at all. Raises StoreError when it cannot be written."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and not file.is_file():
            # A pipe or a device takes what is written; it is not replaced.
            file.write_bytes(data)
        else:
            _replace(file, data)
    except OSError as error:
        raise StoreError(f"cannot write {file}: {error.strerror}") from error
    except ValueError as error:
        raise StoreError(f"cannot write “{file}”: it is no file name") from error


def _replace(file: Path, data: bytes) -> None:
    unfinished = file.with_name(f".timeline-{os.getpid()}.part")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(file)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _open(file: Path) -> sqlite3.Connection:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return _connect(file)
    except sqlite3.OperationalError as error:
        raise StoreError(f"cannot use {file} to keep answers: {error}") from error
    except sqlite3.DatabaseError:
        return _begin_anew(file)
    except OSError as error:
        raise StoreError(f"cannot keep answers in {file.parent}: {error.strerror}; TIMELINE_CACHE moves it") from error


def _begin_anew(file: Path) -> sqlite3.Connection:
    aside = next(path for number in count() if not (path := file.with_suffix(f".broken{number or ''}")).exists())
    try:
        file.replace(aside)
        return _connect(file)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{file} is damaged and cannot be moved aside: {error}") from error


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, model TEXT NOT NULL, answer TEXT NOT NULL)")
    return connection


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"{'/'.join(map(str, problem['loc'])) or 'the whole'}: {problem['msg']}"
