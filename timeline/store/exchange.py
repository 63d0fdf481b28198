"""Cached responses as JSON lines, to move them between machines and to merge several caches.

The first line names the format, each further one is a response, and the last one counts them.
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
"""How many responses are read or written at once; another writing process waits for no more than that."""


def export_responses(store: ResponseStore) -> Iterator[str]:
    """Yield all responses of *store* as JSON lines in the order of their keys: same responses, same bytes."""
    yield _line({"timeline_answers": FORMAT})
    count, key = 0, ""
    while responses := store.after(key, BATCH):
        for response in responses:
            yield _line({**asdict(response), "day": str(response.day)})
        count, key = count + len(responses), responses[-1].key
    yield _line({"answers": count})


def import_responses(store: ResponseStore, lines: Iterable[str], where: str) -> Merged:
    """Add what `export_responses` wrote to *store*; responses cached there already stay.

    Raises StoreError naming *where* and the line when it is not such a file, or is cut off; the lines before
    it are imported.
    """
    merged = Merged()
    waiting: list[CachedResponse] = []
    try:
        for response in _read(lines, where):
            waiting.append(response)
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
                yield _response(entry, number, where)
                read += 1
            case _:
                raise StoreError(f"{where} holds no responses as `timeline cache export` writes them.")
    raise StoreError(
        f"{where} was cut off after {read:,} responses, which are imported. Export it again completely."
    )


def _object(line: str, number: int, where: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        entry = None
    if not isinstance(entry, dict):
        raise _invalid(number, where)
    return entry


def _response(entry: dict[str, Any], number: int, where: str) -> CachedResponse:
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
    raise _invalid(number, where)


def _invalid(number: int, where: str) -> StoreError:
    return StoreError(f"{where}, line {number}: not a response as `timeline cache export` writes it.")
