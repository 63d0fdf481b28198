"""The edits file: TOML read into entries, and what is wrong with it reported by file, line and entry."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from timeline.dates import EventDate, parse_edtf
from timeline.errors import EditError
from timeline.models import EditKind

EDITS_FILE = "timeline.edits.toml"
"""The name under which edits are found in the folder of a build."""

KINDS: tuple[EditKind, ...] = get_args(EditKind)
_KEYS: Mapping[EditKind, tuple[str, ...]] = {
    "split": ("citations", "reason"),
    "merge": ("events", "reason"),
    "redate": ("event", "date", "reason"),
    "retitle": ("event", "headline", "reason"),
    "pin": ("event", "reason"),
    "hide": ("event", "reason"),
}
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*[\"']?(\w+)[\"']?[ \t]*\]\]", re.MULTILINE)

Target = tuple[str, ...]
"""Names any of which finds what is meant: ids of events or citations, or pieces of quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditEntry:
    """One edit as a person wrote it.

    *targets* are what it is about; *place* is where it stands in the file; *words* are all of its text,
    comments too.
    """

    kind: EditKind
    reason: str
    targets: tuple[Target, ...]
    headline: str | None = None
    date: EventDate | None = None
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Edits:
    """The entries of an edits file, in the order in which kinds of edit are applied."""

    file: Path | None = None
    entries: tuple[EditEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Raw:
    """An entry as TOML has it."""

    kind: EditKind
    values: Mapping[str, Any]
    place: str
    words: str

    def wrong(self, problem: str) -> EditError:
        return EditError(f"{self.place}: {problem}")


def find_edits(file: Path | None, folder: Path) -> Edits:
    """Read *file*, or without one the `timeline.edits.toml` of *folder* if it is there. Raises EditError."""
    if file is not None:
        return load_edits(file)
    found = folder / EDITS_FILE
    return load_edits(Path(EDITS_FILE), found) if found.is_file() else Edits()


def load_edits(file: Path, at: Path | None = None) -> Edits:
    """Read the edits of *file*, which is found *at* another place when that is given. Raises EditError."""
    try:
        return Edits(file, read_edits((at or file).read_bytes().decode("utf-8-sig"), str(file)))
    except OSError as error:
        raise EditError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise EditError(f"{file} is no text in UTF-8 (at byte {error.start}).") from error


def read_edits(text: str, file: str) -> tuple[EditEntry, ...]:
    """Return the entries of *text*, all of one kind together. Raises EditError for the first error."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EditError(
            f"{file} is not TOML: {error}.\nTexts, and dates such as “2021-03”, stand in quotes."
        ) from error
    except RecursionError as error:
        raise EditError(f"{file} is not TOML that can be read: it is nested too deeply.") from error
    for name, entries in tables.items():
        _check_table(name, entries, file)
    return tuple(_entry(raw) for raw in _raw_entries(tables, text, file))


def _check_table(name: str, entries: object, file: str) -> None:
    if name not in KINDS:
        what = (
            f"[[{name}]] is no edit"
            if isinstance(entries, list | dict)
            else f"“{name}” stands outside of an entry"
        )
        close = get_close_matches(name, KINDS, n=1)
        known = ", ".join(f"[[{kind}]]" for kind in KINDS)
        meant = f" Is [[{close[0]}]] meant?" if close else ""
        raise EditError(f"{file}: {what}.{meant}\nEach entry begins with one of {known}.")
    if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        raise EditError(
            f"{file}: an entry begins with [[{name}]] in two pairs of brackets: there may be several."
        )


def _raw_entries(tables: Mapping[str, Sequence[Mapping[str, Any]]], text: str, file: str) -> Iterator[_Raw]:
    pieces = _pieces(text)
    for kind in KINDS:
        for number, values in enumerate(tables.get(kind, ())):
            # Where headers are written in another way than usual, nobody can say which line is whose.
            known = len(pieces[kind]) == len(tables[kind])
            line, words = pieces[kind][number] if known else (None, "")
            where = f"line {line}, [[{kind}]]" if line else f"[[{kind}]] number {number + 1}"
            yield _Raw(kind, values, f"{file}, {where}", words)


def _pieces(text: str) -> Mapping[str, list[tuple[int, str]]]:
    """Return the line on which each entry begins and all of its text, by kinds."""
    headers = list(_HEADER.finditer(text))
    starts = [*(header.start() for header in headers), len(text)]
    pieces: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for header, (start, end) in zip(headers, pairwise(starts), strict=True):
        pieces[header[1]].append((text.count("\n", 0, start) + 1, text[start:end]))
    return pieces


def _entry(raw: _Raw) -> EditEntry:
    keys = _KEYS[raw.kind]
    takes = f"It takes {', '.join(keys[:-1])} and {keys[-1]}."
    for key in raw.values:
        if key not in keys:
            raise raw.wrong(f"there is no “{key}” here. {takes}")
    for key in keys:
        if key not in raw.values:
            raise raw.wrong(f"“{key}” is missing. {takes}")
    return EditEntry(
        kind=raw.kind,
        reason=_text(raw, "reason"),
        targets=_targets(raw, keys[0]),
        headline=_text(raw, "headline") if "headline" in keys else None,
        date=_date(raw) if "date" in keys else None,
        place=raw.place,
        words=raw.words,
    )


def _text(raw: _Raw, key: str) -> str:
    value = raw.values[key]
    line = " ".join(value.split()) if isinstance(value, str) else ""
    if not line:
        raise raw.wrong(f"“{key}” must be a text in quotes, and not empty.")
    return line


def _targets(raw: _Raw, key: str) -> tuple[Target, ...]:
    """Return what an entry is about: one target under "event", several under "events" and "citations"."""
    value = raw.values[key]
    targets = tuple(
        _target(raw, key, names) for names in ([value] if key == "event" else _listed(raw, key, value))
    )
    if raw.kind == "merge" and len(targets) < 2:
        raise raw.wrong("it takes two events or more to merge.")
    repeated = [target for target, count in Counter(targets).items() if count > 1]
    if repeated:
        raise raw.wrong(f"“{repeated[0][0]}” is there twice.")
    return targets


def _listed(raw: _Raw, key: str, value: object) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise raw.wrong(f'“{key}” must be a list of names: {key} = ["…", "…"].')
    return value


def _target(raw: _Raw, key: str, value: object) -> Target:
    names = value if isinstance(value, list) else [value]
    target = tuple(" ".join(name.split()) for name in names if isinstance(name, str))
    if not target or len(target) < len(names) or not all(target):
        raise raw.wrong(f"“{key}” names what it means by an id in quotes, or by words of a quote.")
    return target


def _date(raw: _Raw) -> EventDate:
    """Read the date, which TOML has read already when it is a day or a year without quotes."""
    value = raw.values["date"]
    try:
        return parse_edtf(str(value).strip())
    except ValueError:
        example = '"2021-03-23", "2021-03", "2021" or "2021-03-23~" (about then)'
        raise raw.wrong(f"“{value}” is no date; one looks like {example}.") from None
