"""The questions of a build are written to files and uploaded, and batches are created from them."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Any

from timeline.dates import EventDate
from timeline.errors import ModelError, UsageError
from timeline.llm import Budget, Endpoint, TokenUsage, current_article
from timeline.llm.batch_api import Batches, RemoteBatch, request_line
from timeline.models import Failure
from timeline.pipeline.batches.batch_status import opened
from timeline.pipeline.batches.request_files import BatchQuestion, RequestFile, RequestFiles
from timeline.pipeline.estimate import CountingModel, Estimate, PendingQuestion
from timeline.pipeline.model_selection import remote_endpoint
from timeline.pipeline.rehearsal import rehearse_build
from timeline.pipeline.run_settings import Settings
from timeline.store import BatchNote, BatchStore, RequestNote, prompt_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What was submitted, or would be, with its *estimate*, and what was left out.

    *under_way* counts questions that are in batches already, *given_up* those that a batch could not answer
    and a build will ask. *most* is the maximum cost in dollars, where a price is known; *stopped* is the
    limit that excluded the rest, *failures* are the articles that could not be read.
    """

    batches: tuple[BatchNote, ...]
    estimate: Estimate
    under_way: int
    given_up: int
    most: float | None
    stopped: str | None
    failures: tuple[Failure, ...]


def submit(
    places: Sequence[str | Path],
    *,
    published: EventDate | None,
    settings: Settings,
    submitted: Callable[[BatchNote], None],
    dry_run: bool = False,
) -> Submission:
    """Submit what a build of *places* would ask now; *submitted* is called for each batch.

    Raises TimelineError when nothing, or nothing more, can be submitted.
    """
    price = settings.target.profile.price_in_batches
    # Batches make no calls to log.
    settings = replace(settings, log=None)
    with opened(settings) as (store, batches), TemporaryDirectory(prefix="timeline-") as folder:
        budget = Budget(max_calls=settings.max_calls, max_cost=settings.max_cost, price=price)
        batching = _BatchTarget(store, remote_endpoint(settings.target), RequestFiles(Path(folder)), budget)
        rehearsal = rehearse_build(places, published, settings, batching.model, price)
        paths: dict[str | None, str] = {
            source.article.id: source.article.path for source in rehearsal.loaded.sources
        }
        notes = []
        for part in [] if dry_run else batching.files.parts:
            notes.append(_submit(part, paths, batching, batches))
            submitted(notes[-1])
    return Submission(
        batches=tuple(notes),
        estimate=rehearsal.estimate,
        under_way=batching.under_way,
        given_up=batching.given_up,
        most=budget.cost if price else None,
        stopped=budget.stopped,
        failures=rehearsal.loaded.failures,
    )


@dataclass(slots=True)
class _BatchTarget:
    """Where questions go, the budget that allows them, and how many were in a batch already."""

    store: BatchStore
    endpoint: Endpoint
    files: RequestFiles
    budget: Budget
    under_way: int = 0
    given_up: int = 0

    def model(self, *asked: Any, **options: Any) -> "_QuestionCollector":  # noqa: ANN401 - passed on
        """Return the model that receives all questions; arguments are those of CountingModel."""
        return _QuestionCollector(self, *asked, **options)


class _QuestionCollector(CountingModel):
    """A model that writes its questions to files."""

    # The arguments of CountingModel are passed on.
    def __init__(self, batching: _BatchTarget, *asked: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*asked, **options)
        self._batching = batching

    async def count(self, question: PendingQuestion) -> None:
        """Write a question to the files, unless a batch has it. Raises LimitError when a limit forbids it."""
        batching = self._batching
        noted = batching.store.request(question.key)
        if noted is not None:
            self.withheld += 1
            batching.given_up += bool(noted.failure)
            batching.under_way += not noted.failure
            return
        async with batching.budget.call(
            TokenUsage(question.tokens, batching.endpoint.sampling.answer_tokens)
        ):
            line = await request_line(
                batching.endpoint, question.key, question.messages, question.response_model
            )
            asked = BatchQuestion(
                question.key,
                question.response_model.__name__,
                prompt_of(question.messages),
                current_article(),
            )
            batching.files.add(asked, line)
            await super().count(question)


def _submit(
    part: RequestFile, paths: Mapping[str | None, str], batching: _BatchTarget, batches: Batches
) -> BatchNote:
    """Upload one file, and create a batch from it.

    Each step is recorded before it is taken, so that whatever ends this run, the next one knows whether these
    questions are in flight.
    """
    store, endpoint = batching.store, batching.endpoint
    note = BatchNote(
        key=token_hex(16),
        at=int(time.time()),
        endpoint=endpoint.where,
        model=endpoint.model,
        state="uploading",
        requests=len(part.asked),
    )
    if not store.begin(note, [_request(asked, note, paths) for asked in part.asked]):
        raise _overtaken()
    try:
        note = replace(note, file=batches.upload(f"timeline-{note.key}.jsonl", part.file))
    except BaseException:
        store.forget(note)
        raise
    note = replace(note, at=int(time.time()), state="creating")
    if not store.advance(note, "uploading"):
        store.forget(note)
        raise _overtaken()
    created = _created(batches, note, store)
    if created is None:
        raise ModelError(
            f"{endpoint.where} did not say whether it has taken the batch.\n"
            "Look again with `timeline batch status` in ten minutes: until then nothing of it is submitted "
            "again."
        )
    note = replace(note, state="under way", batch=created.id)
    store.advance(note, "creating")
    return note


def _created(batches: Batches, note: BatchNote, store: BatchStore) -> RemoteBatch | None:
    """Create the batch of *note*; None if the endpoint does not say whether it did. Raises ModelError."""
    try:
        return batches.create(note.file)
    except ModelError:
        store.forget(note)
        raise


def _request(asked: BatchQuestion, note: BatchNote, paths: Mapping[str | None, str]) -> RequestNote:
    path = paths.get(asked.article, "")
    return RequestNote(
        key=asked.key, batch=note.key, path=path, response_model=asked.response_model, prompt=asked.prompt
    )


def _overtaken() -> UsageError:
    return UsageError("Another run is submitting the same questions: let it finish, and submit again.")
