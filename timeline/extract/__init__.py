"""From articles to mentions: the code finds candidates, the model judges them, the code checks what the model wrote.

The model chooses among sentences and time expressions and writes headlines; quotes, offsets and dates are the code's.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from timeline.dates import EventDate, Precision
from timeline.errors import AnswerError, ModelError
from timeline.extract.candidates import Candidate, Candidates, add_retellings, find_candidates
from timeline.extract.checks import Told, problem_with
from timeline.extract.dating import (
    MODEL_MARK,
    NOT_ANSWERED,
    SEES_NO_EVENT,
    Dated,
    dated_by_model,
    disagreeing,
    redate,
    tense_of,
)
from timeline.extract.frames import as_report, excerpt, piece_at, reports
from timeline.extract.questions import NO_EVENT, Judgement, ask_about_article, ask_about_candidate
from timeline.llm import Model
from timeline.models import Citation, Extraction, Kind, Mention, Rejection, Span
from timeline.prompts import one_line
from timeline.words import names

__all__ = ["Candidates", "add_retellings", "extract_article", "find_candidates", "nothing_answered", "redate"]

_BEGINNING = re.compile(r"\b(?:beg[aiu]n|broke out|started|erupted|founded|opened|established|launched)\b", re.IGNORECASE)

Outcome = Judgement | ModelError


async def extract_article(article: Candidates, model: Model, answered: Callable[[], None]) -> Extraction:
    """Ask *model* about the candidates of one article and return what it tells; *answered* is called for each of them.

    What could not be answered is a rejection that says so, and the extraction's failure; the rest stands.
    """
    outcomes, failure = await _judge(article, model, answered)
    results = [_result(article, candidate, outcome) for candidate, outcome in outcomes.items()]
    return Extraction(
        article=article.source.article,
        mentions=tuple(result for result in results if isinstance(result, Mention)),
        rejected=(*article.rejected, *(result for result in results if isinstance(result, Rejection))),
        failure=failure,
    )


def nothing_answered(extraction: Extraction) -> bool:
    """Tell whether the model answered nothing at all about an article that it was asked about."""
    judged = [rejection for rejection in extraction.rejected if rejection.reason.startswith(SEES_NO_EVENT)]
    return extraction.failure is not None and not extraction.mentions and not judged


async def _judge(
    article: Candidates, model: Model, answered: Callable[[], None]
) -> tuple[Mapping[Candidate, Outcome], str | None]:
    """Return what the model made of each candidate, checked, and why some of it is missing."""
    failure = None
    judged: dict[Candidate, Judgement | None] = dict.fromkeys(article.candidates)
    if model.granularity == "article" and article.candidates:
        try:
            found, failure = await ask_about_article(model, article)
            judged.update(found)
        except ModelError as error:
            return dict.fromkeys(article.candidates, error), str(error)
    checked = await asyncio.gather(
        *(_caught(_checked(article, candidate, judged[candidate], model), answered) for candidate in judged)
    )
    errors = [outcome for outcome in checked if isinstance(outcome, ModelError)]
    if errors:
        fatal = next((error for error in errors if not isinstance(error, AnswerError)), errors[0])
        missing = "" if len(errors) == len(judged) else f"{len(errors)} of {len(judged)} questions were not answered: "
        failure = f"{missing}{fatal}"
    return dict(zip(judged, checked, strict=True)), failure


async def _caught(outcome: Awaitable[Judgement], answered: Callable[[], None]) -> Outcome:
    try:
        return await outcome
    except ModelError as error:
        return error
    finally:
        answered()


async def _checked(article: Candidates, candidate: Candidate, judged: Judgement | None, model: Model) -> Judgement:
    """Return a judgement whose headline the article supports: the model's, its second try, or else the sentence's own words."""
    sentence = article.source.text[slice(*candidate.sentence)]
    told = _told(article, candidate, sentence)
    judgement = judged or await ask_about_candidate(model, article, candidate)
    if judgement.kind == "none":
        return judgement
    if problem_with(judgement.headline, told):
        judgement = replace(judgement, headline=await _second_headline(article, candidate, told, model))
    if told.expression and told.reporting and not reports(judgement.headline):
        return replace(judgement, headline=as_report(sentence, *told.expression, judgement.headline))
    return judgement


async def _second_headline(article: Candidates, candidate: Candidate, told: Told, model: Model) -> str:
    """Return what the model makes of the piece of the sentence that the expression dates, or else that piece itself.

    A small model that is told what was wrong answers the same again; shown less, it answers better.
    """
    if told.expression is None:
        return one_line(told.sentence)
    piece = piece_at(told.sentence, *told.expression, told.others)
    try:
        second = await ask_about_candidate(model, article, candidate, piece)
    except AnswerError:
        return one_line(excerpt(told.sentence, piece))
    supported = second.kind != "none" and problem_with(second.headline, told) is None
    return second.headline if supported else one_line(excerpt(told.sentence, piece))


def _told(article: Candidates, candidate: Candidate, sentence: str) -> Told:
    return Told(
        sentence,
        article.source.text,
        article.source.article.published,
        candidate.dated.date,
        _place(candidate),
        candidate.others,
        candidate.dated.reporting,
    )


def _place(candidate: Candidate) -> Span | None:
    """Return where in its sentence the candidate's expression stands."""
    if candidate.expression is None:
        return None
    return Span(candidate.expression.start - candidate.sentence.start, candidate.expression.end - candidate.sentence.start)


def _result(article: Candidates, candidate: Candidate, outcome: Outcome) -> Mention | Rejection:
    if isinstance(outcome, ModelError):
        return _rejection(article, candidate, f"{NOT_ANSWERED}{outcome}")
    if outcome.kind == NO_EVENT.kind:
        return _rejection(article, candidate, f"{SEES_NO_EVENT} {'at that time' if candidate.expression else 'in it'}")
    text, (start, end) = article.source.text, candidate.sentence
    actors = [name for name in outcome.who if name in text]
    published = article.source.article.published
    dated = dated_by_model(candidate.dated, outcome.date, published) if candidate.expression else candidate.dated
    return Mention(
        citation=Citation(
            article=article.source.article.id,
            start=start,
            end=end,
            quote=text[start:end],
            headline=outcome.headline,
            expression=candidate.expression.text if candidate.expression else None,
            date=dated.date,
            date_basis=dated.basis,
            model_date=disagreeing(outcome.date, candidate.dated.date),
        ),
        kind=_kind(dated, outcome, published),
        marks=() if dated is candidate.dated else (MODEL_MARK,),
        actors=tuple(actors or dict.fromkeys(names(outcome.headline))),
        places=tuple(name for name in outcome.where if name in text),
    )


def _rejection(article: Candidates, candidate: Candidate, reason: str) -> Rejection:
    start, end = candidate.sentence
    return Rejection(
        article=article.source.article.id,
        start=start,
        end=end,
        quote=article.source.text[start:end],
        expression=candidate.expression.text if candidate.expression else None,
        date=candidate.dated.date,
        reason=reason,
    )


def _kind(dated: Dated, judgement: Judgement, published: EventDate | None) -> Kind:
    # A model calls much of the past "since"; a beginning is told as one, and never to the day.
    coarse = dated.date is not None and dated.date.precision > Precision.DAY
    begins = _BEGINNING.search(judgement.headline) is not None
    told: Kind = "since" if judgement.kind == "since" and coarse and begins else "event"
    return tense_of(told, dated, published)
