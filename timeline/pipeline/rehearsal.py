"""A build without its questions: they are counted, or written down for a batch, instead of asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.articles.loading import LoadedArticles
from timeline.dates import EventDate
from timeline.extract.publication_inference import with_inferred_dates
from timeline.llm import Price
from timeline.pipeline.build import adjudicated_by_model
from timeline.pipeline.estimate import ANSWER_TOKENS, CountingModel, Estimate, estimate, estimate_of
from timeline.pipeline.extraction import extract_all, plan_of
from timeline.pipeline.run_settings import Settings
from timeline.pipeline.session import open_session
from timeline.reconcile import find_clusters
from timeline.store import CachingModel


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The articles of a build, and what it would take now."""

    loaded: LoadedArticles
    estimate: Estimate


def estimate_build(
    places: Sequence[str | Path], *, settings: Settings, published: EventDate | None = None
) -> Estimate:
    """Return what a build of *places* would take, without any question. Raises TimelineError as `extract`."""
    price = settings.target.profile.price
    return rehearse_build(places, published, settings, CountingModel, price).estimate


def rehearse_build(
    places: Sequence[str | Path],
    published: EventDate | None,
    settings: Settings,
    counting: Callable[..., CountingModel],
    price: Price | None,
) -> Rehearsal:
    """Put the questions a build would ask now to a model made by *counting*; return what they take.

    Borderline pairs are counted once no other question is left, as in a build.
    """
    with open_session(places, published, settings) as session:
        profile, context = settings.target.profile, session.context
        model = counting(
            context.model,
            context.granularity,
            session.store,
            limits=profile.limits,
            sampling=profile.sampling,
        )
        pending = (article.candidates for article in plan_of(session).pending)
        estimated = session.engine.run(estimate(pending, model, price))
        if not settings.adjudicates or settings.shard:
            return Rehearsal(session.loaded, estimated)
        if estimated.calls or model.withheld:
            return Rehearsal(session.loaded, replace(estimated, then_borderline=True))
        rehearsed = replace(session, model=CachingModel(model, session.store, profile.sampling))
        extractions = with_inferred_dates(extract_all(rehearsed).extractions)
        adjudicated_by_model(find_clusters(extractions), rehearsed)
        estimated = estimate_of(model.usage, model.usage.calls * ANSWER_TOKENS, price)
        return Rehearsal(session.loaded, estimated)
