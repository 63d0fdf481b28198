"""From articles to extractions: the model is asked about each article that is not cached."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.articles import LoadedArticles
from timeline.dates import EventDate
from timeline.errors import ModelError
from timeline.extract import extract_article, nothing_answered
from timeline.models import Extraction, Failure, Generated
from timeline.pipeline.incremental import (
    ExtractionPlan,
    PendingArticle,
    cache_extraction,
    plan_extraction,
)
from timeline.pipeline.progress import Progress
from timeline.pipeline.run_settings import Settings
from timeline.pipeline.session import Session, open_session
from timeline.pipeline.usage import Report
from timeline.reconcile import credits_of, fingerprint

ARTICLES_AT_ONCE = 32
"""How many articles have open questions at the same time; the model limits the questions themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The extractions of a run, one an article, in the order in which the articles were loaded."""

    loaded: LoadedArticles
    extractions: tuple[Extraction, ...]
    generated: Generated
    report: Report

    @property
    def failed(self) -> tuple[Failure, ...]:
        """The articles that could not be read, or not be extracted completely."""
        incomplete = (Failure(path=e.article.path, reason=e.failure) for e in self.extractions if e.failure)
        return (*self.loaded.failures, *incomplete)


def extract(
    places: Sequence[str | Path],
    *,
    settings: Settings,
    published: EventDate | None = None,
    progress: Progress | None = None,
) -> Extracted:
    """Read *places* and ask the model about each article. Raises TimelineError when nothing could be done."""
    with open_session(places, published, settings, progress) as session:
        extracted = extract_all(session)
        return replace(extracted, loaded=replace(extracted.loaded, notes=session.notes))


def extract_all(session: Session) -> Extracted:
    """Extract the articles of *session*. Raises ModelError when the model answered nothing at all."""
    plan = plan_extraction(session.loaded.sources, session.context, session.store, session.settings.shard)
    extractions = session.runner.run(_ask_about_all(plan, session))
    report = session.report(unchanged=len(plan.articles) - len(plan.pending))
    if extractions and not report.stopped and all(map(nothing_answered, extractions)):
        raise ModelError(extractions[0].failure)
    generated = session.generated()
    return Extracted(
        loaded=session.loaded,
        extractions=tuple(replace(extraction, generated=generated) for extraction in extractions),
        generated=generated,
        report=report,
    )


async def _ask_about_all(plan: ExtractionPlan, session: Session) -> list[Extraction]:
    total = sum(len(article.candidates.candidates) for article in plan.pending)
    answered = 0
    free = asyncio.Semaphore(ARTICLES_AT_ONCE)

    def count() -> None:
        nonlocal answered
        # Asked about a whole article, a model may add sentences of its own.
        answered = min(answered + 1, total)
        session.progress.asking(answered, total)

    async def extraction_of(article: PendingArticle | Extraction) -> Extraction:
        if isinstance(article, Extraction):
            return article
        async with free:
            found = await extract_article(article.candidates, session.model, count)
        source = article.candidates.source
        extraction = replace(found, fingerprint=fingerprint(source.text), credits=credits_of(source))
        cache_extraction(article, extraction, session.store)
        session.progress.extracted(extraction)
        return extraction

    return await asyncio.gather(*map(extraction_of, plan.articles))
