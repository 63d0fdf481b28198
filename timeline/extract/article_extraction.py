"""The extraction of one article: the answers of the model as mentions and rejections."""

from collections.abc import Callable

from timeline.dates import Precision
from timeline.errors import ModelError
from timeline.extract.anchoring import Dated, dated_by_model, disagreeing, kind_by_tense
from timeline.extract.candidates import Candidate, Candidates
from timeline.extract.expression_prompt import NO_EVENT, Judgement
from timeline.extract.judgement import Outcome, Unplaced, judge_article, judge_each
from timeline.lang.lexical import names
from timeline.llm import Model, asking_about
from timeline.models import (
    Citation,
    Extraction,
    Kind,
    Mark,
    Mention,
    Rejection,
    RejectionReason,
    Source,
    cited,
)


async def extract_article(article: Candidates, model: Model, answered: Callable[[], None]) -> Extraction:
    """Ask *model* about the candidates of one article and return its mentions; *answered* is called for each.

    What could not be answered is a rejection that says so, and the extraction's failure; the rest stands.
    """
    judge = judge_article if model.granularity == "article" else judge_each
    with asking_about(article.source.article.id):
        outcomes = await judge(article, model, answered)
    results = [_result(article, candidate, outcome) for candidate, outcome in outcomes.by_candidate.items()]
    return Extraction(
        article=article.source.article,
        mentions=tuple(result for result in results if isinstance(result, Mention)),
        rejected=(
            *article.rejected,
            *(result for result in results if isinstance(result, Rejection)),
            *(_unplaced(article, found) for found in outcomes.unplaced),
        ),
        failure=outcomes.failure,
    )


def nothing_answered(extraction: Extraction) -> bool:
    """Return whether the model answered nothing at all about an article that it was asked about."""
    judged = any(rejection.reason is RejectionReason.NO_EVENT for rejection in extraction.rejected)
    return extraction.failure is not None and not extraction.mentions and not judged


def _result(article: Candidates, candidate: Candidate, outcome: Outcome) -> Mention | Rejection:
    if isinstance(outcome, ModelError):
        return _rejection(article, candidate, RejectionReason.NOT_ANSWERED, str(outcome))
    if outcome.kind == NO_EVENT.kind:
        return _rejection(article, candidate, RejectionReason.NO_EVENT)
    text, (start, end) = article.source.text, candidate.sentence
    actors = [name for name in outcome.who if name in text]
    published = article.source.article.published
    dated = candidate.dated
    if candidate.expression:
        dated = dated_by_model(dated, outcome.date, published)
    return Mention(
        citation=Citation(
            article=article.source.article.id,
            start=start,
            end=end,
            quote=text[start:end],
            headline=outcome.headline,
            expression=cited(candidate.expression),
            date=dated.date,
            date_basis=dated.basis,
            model_date=disagreeing(outcome.date, candidate.dated.date),
        ),
        kind=_kind(dated, outcome, article.source),
        marks=() if dated is candidate.dated else (Mark.DATED_BY_MODEL,),
        actors=tuple(actors or dict.fromkeys(names(outcome.headline, article.source.language))),
        places=tuple(name for name in outcome.where if name in text),
    )


def _rejection(
    article: Candidates, candidate: Candidate, reason: RejectionReason, detail: str | None = None
) -> Rejection:
    start, end = candidate.sentence
    return Rejection(
        article=article.source.article.id,
        start=start,
        end=end,
        quote=article.source.text[start:end],
        expression=cited(candidate.expression),
        date=candidate.dated.date,
        reason=reason,
        detail=detail,
    )


def _unplaced(article: Candidates, found: Unplaced) -> Rejection:
    start, end = found.sentence
    return Rejection(
        article=article.source.article.id,
        start=start,
        end=end,
        quote=article.source.text[start:end],
        reason=found.reason,
        detail=found.detail,
        headline=found.headline,
    )


def _kind(dated: Dated, judgement: Judgement, source: Source) -> Kind:
    # A model calls much of the past "since"; a true one has a verb of beginning, and never a day.
    coarse = dated.date is not None and dated.date.precision > Precision.DAY
    verbs = source.language.verbs
    begins = verbs and verbs.beginnings and verbs.beginnings.search(judgement.headline)
    stated: Kind = "since" if judgement.kind == "since" and coarse and begins else "event"
    return kind_by_tense(stated, dated, source.article.published)
