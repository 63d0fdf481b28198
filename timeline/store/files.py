"""Extractions and timelines as files."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from timeline.errors import StoreError
from timeline.models import EXTRACTION_FORMAT, TIMELINE_FORMAT, Extraction, Failure, Timeline


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
    write_lines(file, [text])


def write_lines(file: Path, lines: Iterable[str]) -> None:
    """Write *lines*, which may be more than memory holds, as `write_text` does. Raises StoreError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and not file.is_file():
            # A pipe or a device takes what is written; it is not replaced.
            _write(file, lines)
        else:
            _replace(file, lines)
    except OSError as error:
        raise StoreError(f"cannot write {file}: {error.strerror}") from error
    except ValueError as error:
        raise StoreError(f"cannot write “{file}”: it is no file name") from error


def _write(file: Path, lines: Iterable[str]) -> None:
    with file.open("wb") as stream:
        for line in lines:
            stream.write(line.encode("utf-8", "backslashreplace"))


def _replace(file: Path, lines: Iterable[str]) -> None:
    unfinished = file.with_name(f".timeline-{os.getpid()}.part")
    try:
        _write(unfinished, lines)
        unfinished.replace(file)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"{'/'.join(map(str, problem['loc'])) or 'the whole'}: {problem['msg']}"
