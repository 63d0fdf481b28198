"""What is close is the model's to decide: one question for all mentions that may be one happening, within what is allowed.

Nothing is put together by the model's word alone: the code says what is close, and what can be one at all.
What is not answered stays as the code had it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import model_validator

from timeline.dates import describe
from timeline.errors import AnswerError, ModelError
from timeline.llm import Model
from timeline.llm.response_model import ResponseModel
from timeline.models import Article, Citation, Event, Message, Timeline
from timeline.prompts import load_prompt, one_line
from timeline.reconcile import Happenings
from timeline.reconcile.borderline import (
    GROUPED_MARK,
    Answer,
    Borderline,
    Subcluster,
    Told,
    find_borderline,
    regroup,
)
from timeline.reconcile.features import MentionFeatures

PROMPT = "adjudicate"
LONGEST = 300
"""How much of a headline or a quote is shown, in code points."""


# The model is sent the docstring too, as a description in the form.
class GroupsAnswer(ResponseModel):
    """Which mentions tell the same happening."""

    groups: list[list[int]]

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, answer: object) -> object:
        return {"groups": answer} if isinstance(answer, list) else answer


@dataclass(frozen=True, slots=True)
class Adjudicated:
    """Happenings as the model's answers have them.

    *asked* is how many questions were close, *anew* what each happening cites that the code alone would have
    grouped otherwise, and *failure* why some questions were not answered.
    """

    happenings: Happenings
    asked: int = 0
    anew: tuple[frozenset[Citation], ...] = ()
    failure: str | None = None

    @property
    def summary(self) -> str:
        """What was decided, as a line for people."""
        questions = f"{self.asked:,} question{'s' * (self.asked != 1)} about what is close"
        return f"{questions}; the model grouped {len(self.anew):,} event{'s' * (len(self.anew) != 1)} otherwise than the code"

    def mark(self, timeline: Timeline) -> Timeline:
        """Return the *timeline* of these happenings with the mark of those that the model grouped."""
        marked = frozenset().union(*self.anew)

        def one(event: Event) -> Event:
            if marked.isdisjoint(event.citations):
                return event
            return replace(event, marks=tuple(sorted({*event.marks, GROUPED_MARK})))

        if not marked:
            return timeline
        return replace(
            timeline, events=tuple(map(one, timeline.events)), undated=tuple(map(one, timeline.undated))
        )


async def adjudicate(found: Happenings, model: Model, answered: Callable[[int, int], None]) -> Adjudicated:
    """Ask *model* about what is close among what was *found*; *answered* is told how many of how many questions have ended."""
    questions = find_borderline(found.told)
    ended = 0

    async def one(close: Borderline) -> Answer | ModelError:
        nonlocal ended
        try:
            return await _ask_about(close, found.sources.articles, model)
        except ModelError as error:
            return error
        finally:
            ended += 1
            answered(ended, len(questions))

    outcomes = await asyncio.gather(*map(one, questions))
    answers = [
        (close, outcome)
        for close, outcome in zip(questions, outcomes, strict=True)
        if not isinstance(outcome, ModelError)
    ]
    told = regroup(found.told, answers)
    errors = [outcome for outcome in outcomes if isinstance(outcome, ModelError)]
    return Adjudicated(
        replace(found, told=told), len(questions), _anew(found.told, told), _failure(errors, len(questions))
    )


async def _ask_about(close: Borderline, articles: Mapping[str, Article], model: Model) -> Answer:
    answer = await model.ask(question_about(close, articles), GroupsAnswer)
    return [[number - 1 for number in group] for group in answer.groups]


def question_about(close: Borderline, articles: Mapping[str, Article]) -> tuple[Message, ...]:
    """Return the question which strands of *close* tell the same; the model is shown one mention of each, from 1 on."""
    shown = [_spokesman(strand) for strand in close.strands]
    letters: dict[str, str] = {}
    for telling in shown:
        letters.setdefault(telling.article, chr(ord("a") + len(letters)))
    return load_prompt(PROMPT).messages(
        mentions=[_shown(telling, letters[telling.article], articles[telling.article]) for telling in shown]
    )


def _spokesman(strand: Subcluster) -> MentionFeatures:
    """Return the telling that says most exactly when, and of these the one whose headline says most."""

    def rank(telling: MentionFeatures) -> tuple[bool, int, int, str]:
        period = telling.period
        return period is None, period.length if period else 0, -len(telling.headline), telling.id

    return min(strand, key=rank)


def _shown(telling: MentionFeatures, letter: str, article: Article) -> dict[str, str]:
    citation = telling.mention.citation
    return {
        "date": describe(citation.date) if citation.date else "date unknown",
        "headline": _short(citation.headline),
        "article": letter,
        "published": describe(article.published) if article.published else "unknown",
        "quote": _short(citation.quote),
    }


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _anew(before: Told, after: Told) -> tuple[frozenset[Citation], ...]:
    """Return what is cited by each happening that was not there *before*."""
    known = {frozenset(telling.id for telling in group) for group in before}
    anew = (group for group in after if frozenset(telling.id for telling in group) not in known)
    return tuple(frozenset(telling.mention.citation for telling in group) for group in anew)


def _failure(errors: Sequence[ModelError], asked: int) -> str | None:
    if not errors:
        return None
    fatal = next((error for error in errors if not isinstance(error, AnswerError)), errors[0])
    return f"{len(errors):,} of {asked:,} questions about what is close stay as the code had them: {fatal}"
