"""What the model makes of an article's candidates, with headlines that the article supports: one question each, or one in all.

A headline that says more than its article is asked for once more; what is still too much gives way to the
sentence's own words.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.errors import AnswerError, ModelError
from timeline.extract.article_prompt import Judged, NumberedArticle, Stray, ask_about_article, ask_again
from timeline.extract.attribution import as_report, excerpt, piece_at, reports
from timeline.extract.candidates import Candidate, Candidates
from timeline.extract.expression_prompt import NO_EVENT, Judgement, ask_about_candidate
from timeline.extract.verification import HeadlineEvidence, problem_with
from timeline.llm import Model
from timeline.models import Span
from timeline.prompts import one_line

LONGEST_OWN = 300  # code points; of 4,605 candidates in news, 8 have more words of their own
Outcome = Judgement | ModelError


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What the model told of a sentence that names none of its candidates, and what was wrong with it."""

    sentence: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the model made of each candidate, checked; what else it told; and why some of it is missing."""

    by_candidate: Mapping[Candidate, Outcome]
    unplaced: tuple[Unplaced, ...] = ()
    failure: str | None = None


async def judge_each(article: Candidates, model: Model, answered: Callable[[], None]) -> Outcomes:
    """Ask one question for each candidate; *answered* is called after each."""
    questions = [_caught(_checked(article, candidate, model), answered) for candidate in article.candidates]
    outcomes = dict(zip(article.candidates, await asyncio.gather(*questions), strict=True))
    return Outcomes(outcomes, failure=_failure(outcomes))


async def judge_article(article: Candidates, model: Model, answered: Callable[[], None]) -> Outcomes:
    """Ask about all candidates in one question, and in one more about what was wrong with the answer."""
    if not article.candidates:
        return Outcomes({})
    page = NumberedArticle.of(article)
    judged = await ask_about_article(model, page)
    problems = _problems(page, judged)
    second, failure = Judged({}), None
    if problems:
        try:
            second = await ask_again(model, page, problems)
        except AnswerError:
            pass  # what the article itself says stands in for it
        except ModelError as error:
            failure = f"{len(problems)} of {len(page.lines)} sentences were not asked about again: {error}"
    first_or_second = {**judged.outcomes, **second.outcomes, **judged.outcomes}  # in the order of the first
    outcomes = {
        candidate: _settled(article, candidate, outcome, second.outcomes.get(candidate))
        for candidate, outcome in first_or_second.items()
    }
    for _ in article.candidates:
        answered()
    unplaced = tuple(_unplaced(page, judged, second))
    return Outcomes(outcomes, unplaced, _failure(outcomes) or failure or _unnamed(judged))


async def _caught(outcome: Awaitable[Judgement], answered: Callable[[], None]) -> Outcome:
    try:
        return await outcome
    except ModelError as error:
        return error
    finally:
        answered()


def _failure(outcomes: Mapping[Candidate, Outcome]) -> str | None:
    errors = [outcome for outcome in outcomes.values() if isinstance(outcome, ModelError)]
    if not errors:
        return None
    fatal = next((error for error in errors if not isinstance(error, AnswerError)), errors[0])
    missing = (
        ""
        if len(errors) == len(outcomes)
        else f"{len(errors)} of {len(outcomes)} questions were not answered: "
    )
    return f"{missing}{fatal}"


async def _checked(article: Candidates, candidate: Candidate, model: Model) -> Judgement:
    """Return a judgement whose headline the article supports: the model's, its second try, or else the sentence's own words."""
    told = _told(article, candidate)
    judgement = await ask_about_candidate(model, article, candidate)
    if judgement.kind == "none":
        return judgement
    if problem_with(judgement.headline, told):
        judgement = replace(judgement, headline=await _second_headline(article, candidate, told, model))
    return _as_reported(judgement, told)


async def _second_headline(
    article: Candidates, candidate: Candidate, told: HeadlineEvidence, model: Model
) -> str:
    """Return what the model makes of the piece of the sentence that the expression dates, or else that piece itself.

    A small model that is told what was wrong answers the same again; shown less, it answers better.
    """
    if told.expression is None:
        return _own_words(told)
    try:
        second = await ask_about_candidate(
            model, article, candidate, piece_at(told.sentence, *told.expression, told.others)
        )
    except AnswerError:
        return _own_words(told)
    return second.headline if _supported(second, told) else _own_words(told)


def _settled(article: Candidates, candidate: Candidate, outcome: Outcome, second: Outcome | None) -> Outcome:
    """Return the first of both judgements whose headline the article supports, or else one in the sentence's own words."""
    told = _told(article, candidate)
    tries = [
        judgement
        for judgement in (outcome, second)
        if isinstance(judgement, Judgement) and judgement.kind != "none"
    ]
    if not tries:
        return outcome
    supported = next((judgement for judgement in tries if _supported(judgement, told)), None)
    return _as_reported(supported or replace(tries[0], headline=_own_words(told)), told)


def _supported(judgement: Judgement, told: HeadlineEvidence) -> bool:
    return judgement.kind != "none" and problem_with(judgement.headline, told) is None


def _own_words(told: HeadlineEvidence) -> str:
    if told.expression is None:
        return _beginning(one_line(told.sentence))
    return _beginning(
        one_line(excerpt(told.sentence, piece_at(told.sentence, *told.expression, told.others)))
    )


def _beginning(words: str) -> str:
    """Return *words*, or of too many of them the first ones: an article may be one sentence of ten thousand."""
    if len(words) <= LONGEST_OWN:
        return words
    return f"{words[:LONGEST_OWN].rpartition(' ')[0] or words[:LONGEST_OWN]} …"


def _as_reported(judgement: Judgement, told: HeadlineEvidence) -> Judgement:
    if told.expression and told.reporting and not reports(judgement.headline):
        return replace(judgement, headline=as_report(told.sentence, *told.expression, judgement.headline))
    return judgement


def _problems(page: NumberedArticle, judged: Judged) -> dict[int, list[str]]:
    """Return what was wrong with the answer and may be better in another, by line."""
    problems = defaultdict(list)
    for stray in judged.strays:
        if stray.line is not None and stray.again:
            problems[stray.line].append(stray.reason)
    for candidate, outcome in judged.outcomes.items():
        if isinstance(outcome, Judgement) and outcome.kind != "none":
            problem = problem_with(outcome.headline, _told(page.article, candidate))
            if problem is not None:
                problems[page.line_of(candidate)].append(f"“{outcome.headline[:200]}”: {problem}")
    return dict(problems)


def _unplaced(page: NumberedArticle, judged: Judged, second: Judged) -> Sequence[Unplaced]:
    """Return what stays bad: items with a mistake that the second answer did not mend by telling something new instead."""
    told_anew = {
        page.line_of(candidate)
        for candidate, outcome in second.outcomes.items()
        if outcome is not NO_EVENT and judged.outcomes.get(candidate, NO_EVENT) is NO_EVENT
    }
    return [
        Unplaced(_span(page, stray.line), stray.reason)
        for stray in judged.strays
        if stray.line is not None and not (stray.again and stray.line in told_anew)
    ]


def _span(page: NumberedArticle, line: int) -> Span:
    return Span(page.lines[line].start, page.lines[line].end)


def _unnamed(judged: Judged) -> str | None:
    lost: list[Stray] = [stray for stray in judged.strays if stray.line is None]
    return (
        f"{len(lost)} of the model's {judged.items} events name no sentence of the article ({lost[0].reason})"
        if lost
        else None
    )


def _told(article: Candidates, candidate: Candidate) -> HeadlineEvidence:
    text, start = article.source.text, candidate.sentence.start
    expression = candidate.expression
    return HeadlineEvidence(
        text[slice(*candidate.sentence)],
        text,
        article.source.article.published,
        candidate.dated.date,
        Span(expression.start - start, expression.end - start) if expression else None,
        candidate.others,
        candidate.dated.reporting,
        article.source.article.language,
    )
