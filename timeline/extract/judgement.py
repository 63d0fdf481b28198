"""The model's judgements of an article's candidates, with headlines that the article supports.

Each candidate is one question, or the article is one question in all. A headline that says more than its
article is asked for once more; if it still does, the sentence's own words take its place.
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
from timeline.extract.headline_evidence import HeadlineEvidence
from timeline.extract.repair import without_times
from timeline.extract.verification import problem_with
from timeline.lang.base import Language
from timeline.lang.lexical import words
from timeline.llm import Model
from timeline.models import RejectionReason, Span
from timeline.prompts import one_line

LONGEST_OWN = 300  # code points; of 4,605 candidates in news, 8 have more words of their own
Outcome = Judgement | ModelError


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What the model said of a sentence that matches none of its candidates, and what was wrong with it."""

    sentence: Span
    reason: RejectionReason
    detail: str | None
    headline: str | None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The checked judgement of each candidate, what matched none, and why some of it is missing."""

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
    numbered = NumberedArticle.of(article)
    judged = await ask_about_article(model, numbered)
    problems = _problems(numbered, judged)
    second, failure = Judged({}), None
    if problems:
        try:
            second = await ask_again(model, numbered, problems)
        except AnswerError:
            pass  # the article's own words take its place
        except ModelError as error:
            failure = (
                f"{len(problems)} of {len(numbered.lines)} sentences were not asked about again: {error}"
            )
    first_or_second = {**judged.outcomes, **second.outcomes, **judged.outcomes}  # in the order of the first
    outcomes = {
        candidate: _settled(article, candidate, outcome, second.outcomes.get(candidate))
        for candidate, outcome in first_or_second.items()
    }
    for _ in article.candidates:
        answered()
    unplaced = tuple(_unplaced(numbered, judged, second))
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
    if len(errors) == len(outcomes):
        return str(fatal)
    return f"{len(errors)} of {len(outcomes)} questions were not answered: {fatal}"


async def _checked(article: Candidates, candidate: Candidate, model: Model) -> Judgement:
    """Return a judgement with a supported headline: the first, the second, or the sentence's own words."""
    evidence = _evidence(article, candidate)
    judgement = await ask_about_candidate(model, article, candidate)
    if judgement.kind == "none":
        return judgement
    repaired = _repaired(judgement, evidence)
    if repaired is None:
        second = await _second_headline(article, candidate, evidence, model)
        repaired = replace(judgement, headline=second)
    return _as_reported(repaired, evidence)


async def _second_headline(
    article: Candidates, candidate: Candidate, evidence: HeadlineEvidence, model: Model
) -> str:
    """Return the model's headline for the piece that the expression dates, or else that piece itself.

    A small model that hears what was wrong repeats its answer; shown less text, it answers better.
    """
    if evidence.expression is None or evidence.language.negation is None:
        return _own_words(evidence)  # no second answer would be trusted either
    piece = piece_at(evidence.sentence, *evidence.expression, evidence.others, evidence.language)
    try:
        second = await ask_about_candidate(model, article, candidate, piece)
    except AnswerError:
        return _own_words(evidence)
    supported = _repaired(second, evidence)
    return supported.headline if supported is not None else _own_words(evidence)


def _settled(article: Candidates, candidate: Candidate, outcome: Outcome, second: Outcome | None) -> Outcome:
    """Return the first of both judgements with a supported headline, or one in the sentence's own words."""
    evidence = _evidence(article, candidate)
    judgements = [judgement for judgement in (outcome, second) if isinstance(judgement, Judgement)]
    tries = [judgement for judgement in judgements if judgement.kind != "none"]
    if not tries:
        return outcome
    supported = next(filter(None, (_repaired(judgement, evidence) for judgement in tries)), None)
    return _as_reported(supported or replace(tries[0], headline=_own_words(evidence)), evidence)


def _repaired(judgement: Judgement, evidence: HeadlineEvidence) -> Judgement | None:
    """Return a judgement with a supported headline, without its times if need be; None where it has none."""
    if judgement.kind == "none":
        return None
    if problem_with(judgement.headline, evidence) is None:
        return judgement
    shorter = without_times(judgement.headline, evidence.language)
    if shorter == judgement.headline or problem_with(shorter, evidence) is not None:
        return None
    return replace(judgement, headline=shorter)


def _own_words(evidence: HeadlineEvidence) -> str:
    if evidence.expression is None:
        return _beginning(one_line(evidence.sentence))
    piece = piece_at(evidence.sentence, *evidence.expression, evidence.others, evidence.language)
    if _is_governed(evidence.sentence[: piece.start], evidence.language):
        piece = Span(0, piece.end)
    return _beginning(one_line(excerpt(evidence.sentence, piece)))


def _is_governed(before: str, language: Language) -> bool:
    """Return whether what is left out *before* a piece may deny, doubt or attribute it: "Rumours that …"."""
    if language.negation is None or not {*words(before)[-1:]} & language.negation.complementizers:
        return False
    return any(operator.search(before) for operator in language.negation.operators.values())


def _beginning(text: str) -> str:
    """Return *text*, cut when it is too long: an article may be one sentence of ten thousand."""
    if len(text) <= LONGEST_OWN:
        return text
    return f"{text[:LONGEST_OWN].rpartition(' ')[0] or text[:LONGEST_OWN]} …"


def _as_reported(judgement: Judgement, evidence: HeadlineEvidence) -> Judgement:
    if evidence.expression and evidence.reporting and not reports(judgement.headline, evidence.language):
        return replace(
            judgement,
            headline=as_report(
                evidence.sentence, *evidence.expression, judgement.headline, evidence.language
            ),
        )
    return judgement


def _problems(numbered: NumberedArticle, judged: Judged) -> dict[int, list[str]]:
    """Return what was wrong with the answer and may be better in another, by line."""
    problems = defaultdict(list)
    for stray in judged.strays:
        if stray.line is not None and stray.again:
            problems[stray.line].append(stray.problem)
    for candidate, outcome in judged.outcomes.items():
        if isinstance(outcome, Judgement) and outcome.kind != "none":
            evidence = _evidence(numbered.article, candidate)
            problem = problem_with(outcome.headline, evidence)
            if problem is not None and _repaired(outcome, evidence) is not None:
                continue
            # Where the language's negation is not known, no second headline would be trusted either.
            if problem is not None and evidence.language.negation is not None:
                problems[numbered.line_of(candidate)].append(f"“{outcome.headline[:200]}”: {problem}")
    return dict(problems)


def _unplaced(numbered: NumberedArticle, judged: Judged, second: Judged) -> Sequence[Unplaced]:
    """Return the items that stay unusable: those whose line got nothing new from the second answer."""
    answered_later = {
        numbered.line_of(candidate)
        for candidate, outcome in second.outcomes.items()
        if outcome is not NO_EVENT and judged.outcomes.get(candidate, NO_EVENT) is NO_EVENT
    }
    return [
        Unplaced(_span(numbered, stray.line), stray.reason, stray.detail, stray.headline)
        for stray in judged.strays
        if stray.line is not None and not (stray.again and stray.line in answered_later)
    ]


def _span(numbered: NumberedArticle, line: int) -> Span:
    return Span(numbered.lines[line].start, numbered.lines[line].end)


def _unnamed(judged: Judged) -> str | None:
    lost: list[Stray] = [stray for stray in judged.strays if stray.line is None]
    if not lost:
        return None
    events = f"{len(lost)} of the model's {judged.items} events"
    return f"{events} name no sentence of the article ({lost[0].problem})"


def _evidence(article: Candidates, candidate: Candidate) -> HeadlineEvidence:
    text = article.source.text
    return HeadlineEvidence(
        sentence=text[slice(*candidate.sentence)],
        text=text,
        published=article.source.article.published,
        date=candidate.dated.date,
        expression=candidate.place,
        others=candidate.others,
        reporting=candidate.dated.reporting,
        language=article.source.language,
    )
