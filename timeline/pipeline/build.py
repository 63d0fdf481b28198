"""The whole pipeline: from sources to articles, extractions, events and the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.dates import EventDate
from timeline.extract.publication_inference import with_inferred_dates
from timeline.models import Extraction, Timeline
from timeline.pipeline.assembly import assemble_timeline, assembly_notes, default_title
from timeline.pipeline.extraction import extract_all
from timeline.pipeline.progress import Progress
from timeline.pipeline.run_settings import Settings
from timeline.pipeline.session import Session, open_session
from timeline.pipeline.usage import Report
from timeline.prompts import PROMPT_NAMES
from timeline.reconcile import EventClusters, find_clusters
from timeline.reconcile.adjudication import Adjudicated, adjudicate
from timeline.timelines.edits import Edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A timeline, what it was built from, and what that cost."""

    timeline: Timeline
    extractions: tuple[Extraction, ...]
    notes: tuple[str, ...]
    report: Report


def build(
    places: Sequence[str | Path],
    *,
    settings: Settings,
    title: str | None = None,
    published: EventDate | None = None,
    progress: Progress | None = None,
    edits: Edits | None = None,
) -> Built:
    """Build the timeline of *places*, with the corrections of *edits*.

    Raises TimelineError when nothing could be done, or an edit cannot be applied.
    """
    corrections = edits or Edits()
    with open_session(places, published, settings, progress) as session:
        extracted = extract_all(session)
        extractions = with_inferred_dates(extracted.extractions)
        adjudicated = adjudicated_by_model(find_clusters(extractions), session)
        report, notes = session.report(extracted.report.unchanged), session.notes
    timeline = assemble_timeline(
        adjudicated,
        extractions,
        corrections,
        title=title or default_title(places),
        failed=extracted.loaded.failures,
        generated=session.generated(PROMPT_NAMES) if adjudicated.asked else extracted.generated,
    )
    return Built(
        timeline=timeline,
        extractions=extracted.extractions,
        notes=(*notes, *assembly_notes(adjudicated, corrections)),
        report=replace(report, undecided=adjudicated.failure),
    )


def adjudicated_by_model(found: EventClusters, session: Session) -> Adjudicated:
    """Return *found* after the model decided its borderline pairs, where the settings ask for that."""
    if not session.settings.adjudicates:
        return Adjudicated(found)
    return session.engine.run(adjudicate(found, session.model, session.progress.adjudicating))
