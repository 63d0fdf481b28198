"""From places to files: names of files, folders and globs are resolved."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.articles.readers import reader_list
from timeline.models import Failure
from timeline.phrasing import pluralize

STANDARD_INPUT = "-"
_NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Found:
    """The inputs of some places, each once and sorted by shown path; failures; notes on files left alone."""

    files: tuple[Path, ...] = ()
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()


def find_files(places: Sequence[str | Path], base: Path) -> Found:
    """Find the files of *places*: a file that is named twice, or reached by two links, is found once."""
    found = [
        _look_into(place, base) for place in sorted({os.fspath(place) for place in places} - {STANDARD_INPUT})
    ]
    by_real_path: dict[str, Path] = {}
    for file in sorted(
        {file for part in found for file in part.files}, key=lambda file: shown_path(file, base)
    ):
        by_real_path.setdefault(os.path.realpath(file), file)
    failures = {(failure.path, failure.reason): failure for part in found for failure in part.failures}
    notes = {note for part in found for note in part.notes}
    return Found(
        tuple(by_real_path.values()), tuple(failures[key] for key in sorted(failures)), tuple(sorted(notes))
    )


def shown_path(path: str | Path, base: Path) -> str:
    """Return *path* relative to *base*, with forward slashes; absolute only where no relative one exists."""
    try:
        shown = os.path.relpath(path, base)
    except ValueError:  # another drive, on Windows
        # Path.resolve would follow the link whose name the user knows.
        shown = os.path.abspath(path)  # noqa: PTH100
    return Path(shown).as_posix()


def _look_into(place: str, base: Path) -> Found:
    if os.path.isdir(place):  # noqa: PTH112 - Path.is_dir raises for names too long or out of reach
        if reader_list().for_folder(Path(place)):
            return Found((Path(place),))
        return _look_into_folder(place, base)
    if os.path.lexists(place):
        return Found((Path(place),))
    if "://" in place:
        reason = "web addresses are not fetched: save the page's text as a .txt or .md file"
        return Found(failures=(Failure(path=place, reason=reason),))
    if glob.has_magic(place):
        return _look_into_glob(place, base)
    return _failed(place, base, "no such file or folder: check the name")


def _look_into_glob(pattern: str, base: Path) -> Found:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob refuses absolute patterns
    parts = [_look_into(match, base) for match in matches]
    if not parts:
        return _failed(pattern, base, "nothing matches it: check the pattern")
    return Found(
        tuple(file for part in parts for file in part.files),
        tuple(failure for part in parts for failure in part.failures),
        tuple(note for part in parts for note in part.notes),
    )


def _look_into_folder(folder: str, base: Path) -> Found:
    unreadable: list[OSError] = []
    every = [file for file in _walk(folder, unreadable) if not file.name.startswith(".")]
    readers = reader_list()
    files = tuple(file for file in every if readers.for_file(file) or file.is_dir())
    others = sorted(shown_path(file, Path(folder)) for file in set(every).difference(files))
    failures = tuple(
        Failure(path=shown_path(error.filename, base), reason=f"the folder cannot be read: {error.strerror}")
        for error in unreadable
    )
    if not files and not failures:
        held = f"only {_names(others)}" if others else "no file"
        return _failed(
            folder, base, f"no article in this folder, {held}: timeline reads {readers.named('and')}"
        )
    notes = (
        (f"{shown_path(folder, base)}: left alone {_names(others)}, neither {readers.named('nor')}",)
        if others
        else ()
    )
    return Found(files, failures, notes)


def _walk(folder: str, unreadable: list[OSError]) -> Iterator[Path]:
    """Yield the files below *folder*, and the folders that a reader takes as one input.

    Links are followed, but no folder is entered twice: links can loop.
    """
    entered = {os.path.realpath(folder)}
    readers = reader_list()
    for top, folders, names in os.walk(folder, followlinks=True, onerror=unreadable.append):
        inside = {
            name: os.path.realpath(os.path.join(top, name))  # noqa: PTH118 - os.walk deals in strings
            for name in sorted(folders)
            if not name.startswith(".")
        }
        whole = [name for name in inside if readers.for_folder(Path(name))]
        folders[:] = [name for name, real in inside.items() if real not in entered and name not in whole]
        entered.update(inside.values())
        yield from (Path(top, name) for name in sorted([*names, *whole]))


def _names(names: Sequence[str]) -> str:
    listed = ", ".join(names[:_NAMES_SHOWN])
    rest = len(names) - _NAMES_SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    return f"{pluralize(len(names), 'file')} ({listed}{more})"


def _failed(place: str, base: Path, reason: str) -> Found:
    return Found(failures=(Failure(path=shown_path(place, base), reason=reason),))
