"""From articles to extractions: the model is asked about each article that is not cached."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.articles.loading import LoadedArticles
from timeline.dates import EventDate
from timeline.errors import ModelError
from timeline.extract.article_extraction import extract_article, nothing_answered
from timeline.models import Extraction, Failure, Generated
from timeline.pipeline.incremental import (
    ExtractionPlan,
    PendingArticle,
    cache_extraction,
    plan_extraction,
)
from timeline.pipeline.preparation import prepare, prepared
from timeline.pipeline.progress import Progress
from timeline.pipeline.run_settings import Settings
from timeline.pipeline.session import Session, open_session
from timeline.pipeline.usage import Report

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
    plan = plan_of(session)
    ask = _Questions(plan, session).ask
    extractions = session.engine.gather(ask, plan.articles, ARTICLES_AT_ONCE)
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


def plan_of(session: Session) -> ExtractionPlan:
    """Return which articles of *session* the model will be asked about."""
    return plan_extraction(
        session.loaded.sources,
        session.context,
        session.store,
        session.settings.shard,
        session.engine.map_articles,
    )


class _Questions:
    """Asks about the articles of *plan*, and reports how far it is."""

    def __init__(self, plan: ExtractionPlan, session: Session) -> None:
        self._session = session
        self._total = sum(article.questions for article in plan.pending)
        self._answered = 0

    async def ask(self, article: PendingArticle | Extraction) -> Extraction:
        """Return the extraction of *article*, whose text and candidates are held only meanwhile."""
        if isinstance(article, Extraction):
            return article
        session = self._session
        candidates = article.take()
        if candidates is None:
            source = article.source
            found = await session.engine.prepare(prepare, (source, article.related))
            # Of a worker's result, the article is a copy: one is enough.
            found = found._replace(candidates=replace(found.candidates, source=source))
        else:
            found = prepared(candidates)
        extraction = await extract_article(found.candidates, session.model, self._count)
        extraction = replace(extraction, fingerprint=found.fingerprint, credits=found.credits)
        cache_extraction(article, extraction, session.store)
        session.progress.extracted(extraction)
        return extraction

    def _count(self) -> None:
        # Asked about a whole article, a model may add sentences of its own.
        self._answered = min(self._answered + 1, self._total)
        self._session.progress.asking(self._answered, self._total)
