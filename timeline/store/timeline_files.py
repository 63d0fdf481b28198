"""Extractions and timelines as files."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from timeline.errors import StoreError
from timeline.models import EXTRACTION_FORMAT, SCHEMA_VERSION, TIMELINE_FORMAT, Extraction, Failure, Timeline
from timeline.store.migrations import extraction_from_schema_1, timeline_from_schema_1

_VERSION = re.compile(r'\s*\{\s*"schema_version"\s*:\s*(\d{1,9})')


def extraction_lines(extractions: Iterable[Extraction], failures: Iterable[Failure]) -> Iterator[str]:
    """Yield *extractions* as JSON lines, one article a line, and then *failures* of reading."""
    for line in chain[Extraction | Failure](extractions, failures):
        yield f"{EXTRACTION_FORMAT.dump_json(line).decode()}\n"


def read_extractions(place: str | Path) -> list[Extraction | Failure]:
    """Read what `extraction_lines` yields, from a file or, for "-", from standard input, a line at a time.

    Raises StoreError naming the file and the line.
    """
    try:
        with nullcontext(sys.stdin.buffer) if place == "-" else Path(place).open("rb") as lines:
            return [
                _extraction(line, f"{place}, line {number}")
                for number, line in enumerate(lines, 1)
                if line.strip()
            ]
    except OSError as error:
        raise StoreError(f"{place} cannot be read: {error.strerror}.") from error


def _extraction(line: bytes, where: str) -> Extraction | Failure:
    try:
        return _extraction_of(line)
    except ValidationError as error:
        raise StoreError(
            f"{where}: not an article as `timeline extract` writes it: {_first(error)}"
        ) from error


def _extraction_of(line: bytes) -> Extraction | Failure:
    """Read a line of this schema, or of schema 1, whose lines do not say so."""
    try:
        return EXTRACTION_FORMAT.validate_json(line)
    except ValidationError:
        whole: Any = _parsed(line)
        article = whole.get("article") if isinstance(whole, dict) else None
        if not (isinstance(article, dict) and isinstance(article.get("published_basis"), str)):
            raise
        return EXTRACTION_FORMAT.validate_python(extraction_from_schema_1(whole))


def load_timeline(text: str, where: str) -> Timeline:
    """Read a timeline.json of this schema or of schema 1.

    Raises StoreError naming *where* and what is wrong.
    """
    try:
        return _timeline_of(text)
    except ValidationError as error:
        raise StoreError(f"{where} {_no_timeline(text, _first(error))}") from error


def _timeline_of(text: str) -> Timeline:
    opening = _VERSION.match(text)
    if opening is None or int(opening[1]) != 1:
        try:
            return TIMELINE_FORMAT.validate_json(text)
        except ValidationError:
            if opening or _schema_version(text) != 1:
                raise
    whole = _parsed(text)
    if not isinstance(whole, dict):
        return TIMELINE_FORMAT.validate_json(text)
    return TIMELINE_FORMAT.validate_python(timeline_from_schema_1(whole))


def _parsed(text: str | bytes) -> object:
    """Return what *text* is as JSON, None where it is not."""
    try:
        return from_json(text)
    except ValueError:
        return None


def read_timeline(place: str | Path) -> Timeline:
    """Return the timeline of a file, or of standard input for "-". Raises StoreError."""
    return load_timeline(read_text(place), str(place))


def read_text(place: str | Path) -> str:
    """Return the text of a file, or of standard input for "-". Raises StoreError when it cannot be read."""
    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        raise StoreError(f"{place} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise StoreError(f"{place} is not text in UTF-8 (at byte {error.start}).") from error


def write_text(file: Path, text: str) -> None:
    """Write *text* as UTF-8, whole or not at all. Raises StoreError when it cannot be written."""
    write_lines(file, [text])


def write_lines(file: Path, lines: Iterable[str | bytes]) -> None:
    """Write *lines*, which may be more than memory holds, as `write_text` does; bytes as they are."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and not file.is_file():
            # A pipe or a device is written to, and not replaced.
            _write(file, lines)
        else:
            _replace(file, lines)
    except OSError as error:
        raise StoreError(f"cannot write {file}: {error.strerror}") from error
    except ValueError as error:
        raise StoreError(f"cannot write “{file}”: it is not a file name") from error


def _write(file: Path, lines: Iterable[str | bytes]) -> None:
    with file.open("wb") as stream:
        for line in lines:
            stream.write(line if isinstance(line, bytes) else line.encode("utf-8", "backslashreplace"))


def _replace(file: Path, lines: Iterable[str | bytes]) -> None:
    unfinished = file.with_name(f".timeline-{os.getpid()}.part")
    try:
        _write(unfinished, lines)
        unfinished.replace(file)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _no_timeline(text: str, problem: str) -> str:
    """Return what *text* is instead of a timeline; *problem* is the first that was found."""
    version = _schema_version(text)
    if version is None:
        if text.lstrip().startswith('{"article":'):
            return "is what `timeline extract` writes: `timeline reconcile` makes a timeline of it."
        return f"is not a timeline as `timeline build` writes it: {problem}"
    if version > SCHEMA_VERSION:
        reads = f"this one reads up to {SCHEMA_VERSION}"
        upgrade = "`pip install --upgrade cited-timeline`"
        return f"was written by a newer timeline (schema {version}); {reads}: {upgrade}."
    return (
        f"(schema {version}) is damaged, or was changed by hand: {problem}\n"
        "Build it again, or copy it again from its origin."
    )


def _schema_version(text: str) -> int | None:
    """Return the schema version that *text* states, or None."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        begun = _VERSION.match(text)
        return int(begun[1]) if begun else None
    version = whole.get("schema_version") if isinstance(whole, dict) else None
    return version if isinstance(version, int) else None


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"{'/'.join(map(str, problem['loc'])) or 'the whole'}: {problem['msg']}"
