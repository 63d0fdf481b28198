"""Answers as JSON lines, to move them from one machine to another and to put together what several were asked.

The first line says what it is, each further one is an answer, and the last one says how many there were.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any

from timeline.errors import StoreError
from timeline.store.cached_responses import CachedResponse, Merged, ResponseStore

FORMAT = 1
BATCH = 1000
"""How many answers are read or written in one go: another process that writes waits no longer than that."""


def export_responses(store: ResponseStore) -> Iterator[str]:
    """Yield all answers of *store* as JSON lines, in the order of their keys: the same answers are the same bytes."""
    yield _line({"timeline_answers": FORMAT})
    count, key = 0, ""
    while answers := store.after(key, BATCH):
        for kept in answers:
            yield _line({**asdict(kept), "day": str(kept.day)})
        count, key = count + len(answers), answers[-1].key
    yield _line({"answers": count})


def import_responses(store: ResponseStore, lines: Iterable[str], where: str) -> Merged:
    """Add what `export_responses` wrote to *store*; what is kept there already stays.

    Raises StoreError naming *where* and the line when it is no such file, or is cut off; what stood before it
    is kept.
    """
    merged = Merged()
    waiting: list[CachedResponse] = []
    try:
        for kept in _read(lines, where):
            waiting.append(kept)
            if len(waiting) == BATCH:
                merged, waiting = merged + store.add(waiting), []
    finally:
        merged += store.add(waiting)
    return merged


def _line(content: object) -> str:
    return f"{json.dumps(content, ensure_ascii=False)}\n"


def _read(lines: Iterable[str], where: str) -> Iterator[CachedResponse]:
    read = 0
    for number, line in enumerate(lines, 1):
        match _object(line, number, where):
            case {"timeline_answers": int(version)} if number == 1:
                if version > FORMAT:
                    raise StoreError(
                        f"{where} was exported by a newer timeline (format {version}): upgrade this one."
                    )
            case {"answers": count} if number > 1 and count == read:
                return
            case entry if number > 1:
                yield _kept(entry, number, where)
                read += 1
            case _:
                raise StoreError(f"{where} holds no answers as `timeline cache export` writes them.")
    raise StoreError(
        f"{where} was cut off after {read:,} answers. These are imported; export it whole, and import it again."
    )


def _object(line: str, number: int, where: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        entry = None
    if not isinstance(entry, dict):
        raise _wrong(number, where)
    return entry


def _kept(entry: dict[str, Any], number: int, where: str) -> CachedResponse:
    match entry:
        case {
            "key": str(key),
            "model": str(model),
            "prompt": str(prompt),
            "day": str(day),
            "answer": str(answer),
        }:
            with suppress(ValueError, RecursionError):
                json.loads(answer)
                return CachedResponse(
                    key=key, model=model, prompt=prompt, day=date.fromisoformat(day), answer=answer
                )
    raise _wrong(number, where)


def _wrong(number: int, where: str) -> StoreError:
    return StoreError(f"{where}, line {number}: no answer as `timeline cache export` writes it.")
