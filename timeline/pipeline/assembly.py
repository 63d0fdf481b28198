"""From extractions to the timeline: events are reconciled, and corrected by the edits."""

import os
from collections.abc import Sequence
from pathlib import Path

from timeline.errors import UsageError
from timeline.extract.publication_inference import with_inferred_dates
from timeline.models import Extraction, Failure, Generated, Timeline
from timeline.phrasing import pluralize
from timeline.reconcile import find_clusters, timeline_of
from timeline.reconcile.adjudication import Adjudicated
from timeline.timelines.edits import Edits, revise


def reconcile_extractions(
    lines: Sequence[Extraction | Failure], *, title: str, edits: Edits | None = None
) -> Timeline:
    """Return the timeline of *lines*, as `extract` wrote them, with the corrections of *edits*.

    Raises UsageError when there are no extractions, and EditError when an edit cannot be applied.
    """
    extractions = [line for line in lines if isinstance(line, Extraction)]
    failed = [line for line in lines if isinstance(line, Failure)]
    generated = next((extraction.generated for extraction in extractions if extraction.generated), None)
    if generated is None:
        raise UsageError("There are no extractions: `timeline extract` writes them.")
    dated = with_inferred_dates(extractions)
    found = Adjudicated(find_clusters(dated))
    return assemble_timeline(found, dated, edits or Edits(), title=title, failed=failed, generated=generated)


def assemble_timeline(
    found: Adjudicated,
    extractions: Sequence[Extraction],
    edits: Edits,
    *,
    title: str,
    failed: Sequence[Failure],
    generated: Generated,
) -> Timeline:
    """Return the timeline of the events *found*, after *edits*. Raises EditError."""
    revision = revise(found.event_clusters, edits, extractions)
    timeline = timeline_of(
        revision.event_clusters, extractions, title=title, failed=failed, generated=generated
    )
    return revision.finish(found.mark(timeline))


def assembly_notes(adjudicated: Adjudicated, edits: Edits) -> tuple[str, ...]:
    """Return the notes on what the model decided and which edits were applied."""
    decided = (adjudicated.summary,) if adjudicated.asked else ()
    edited = (f"{edits.file}: {pluralize(len(edits.entries), 'edit')} applied",) if edits.file else ()
    return (*decided, *edited)


def default_title(places: Sequence[str | Path]) -> str:
    """Return the name of the folder that the sources are in.

    >>> default_title(["storms/2014"]), default_title(["storms/a.txt", "storms/b.md"]), default_title(["-"])
    ('2014', 'storms', 'Timeline')
    """
    paths = [Path(place) for place in places if str(place) != "-"]
    folders = {(path if path.is_dir() or not path.suffix else path.parent).absolute() for path in paths}
    return os.path.commonpath(folders).rpartition(os.sep)[2] or "Timeline" if folders else "Timeline"
