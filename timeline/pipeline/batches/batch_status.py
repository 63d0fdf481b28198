"""The status of recorded batches, here and at the endpoint."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.errors import ModelError, UsageError
from timeline.llm.batch_api import Batches, RemoteBatch
from timeline.pipeline.model_selection import endpoint_of
from timeline.pipeline.run_settings import Settings
from timeline.store import BatchNote, BatchStore, response_cache_file

CREATED_SECONDS = 600
"""After how long a batch that the endpoint does not list counts as not created; creating takes a minute."""
CLOCK_SECONDS = 86_400
"""How far this machine's clock and the endpoint's may be apart."""


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """A batch and its state at the endpoint, None for another endpoint's batch or if there is a *problem*."""

    note: BatchNote
    remote: RemoteBatch | None = None
    problem: str | None = None


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[BatchStore, Batches]]:
    """Yield the store and the endpoint's batches, after recovering what an interrupted run left behind.

    Raises UsageError when *settings* name no endpoint that takes batches.
    """
    if settings.target.is_local:
        raise UsageError(
            "The embedded model takes no batches.\n"
            "Name an endpoint with --base-url or --profile, or set OPENAI_API_KEY."
        )
    with (
        closing(BatchStore(settings.cache_file or response_cache_file())) as store,
        closing(Batches(endpoint_of(settings.target))) as batches,
    ):
        _recover(store, batches)
        yield store, batches


def statuses(settings: Settings) -> list[BatchStatus]:
    """Return the status of all batches, the oldest first; only the endpoint of *settings* is asked."""
    with closing(BatchStore(settings.cache_file or response_cache_file())) as store:
        if settings.target.is_local or not store.batches():
            return [BatchStatus(note) for note in store.batches()]
    with opened(settings) as (store, batches):
        return [status_of(note, batches) for note in store.batches()]


def forget(cache_file: Path, name: str) -> BatchNote:
    """Release the questions of the batch that `statuses` shows as *name*, recorded in *cache_file*.

    Raises UsageError when no batch of that name is under way.
    """
    with closing(BatchStore(cache_file)) as store:
        for note in store.batches():
            if note.name == name and note.state != "collected":
                store.forget(note)
                return note
    raise UsageError(f"No batch “{name}” is under way: `timeline batch status` shows which ones are.")


def status_of(note: BatchNote, batches: Batches) -> BatchStatus:
    """Return the status of *note*, asking the endpoint if the batch is under way there."""
    if note.state != "under way" or note.endpoint != batches.endpoint.where:
        return BatchStatus(note)
    try:
        return BatchStatus(note, batches.look(note.batch))
    except ModelError as error:
        return BatchStatus(note, problem=str(error))


def _recover(store: BatchStore, batches: Batches) -> None:
    """Resolve batches whose run ended during creation: each exists, or its questions are released.

    If an endpoint cannot say, everything stays as it is.
    """
    for note in store.batches():
        if note.state != "creating" or note.endpoint != batches.endpoint.where:
            continue
        try:
            found = batches.find(note.file, note.at - CLOCK_SECONDS)
        except ModelError:
            continue
        if found is not None:
            store.advance(replace(note, state="under way", batch=found.id), "creating")
        elif time.time() - note.at > CREATED_SECONDS:
            store.forget(note)
