"""Borderline pairs decided by the model: one question for all mentions that may be one event.

Nothing is joined by the model's word alone: the code finds what is borderline, and what can be one event at
all. What is not answered stays as similarity had it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import model_validator

from timeline.dates import describe
from timeline.errors import AnswerError, ModelError
from timeline.llm import Model
from timeline.llm.response_model import ResponseModel
from timeline.models import Article, Citation, Event, Mark, Message, Timeline
from timeline.phrasing import pluralize, shorten
from timeline.prompts import load_prompt
from timeline.reconcile import EventClusters
from timeline.reconcile.borderline import (
    Answer,
    Borderline,
    Clusters,
    Subcluster,
    find_borderline,
    regroup,
    unsettled,
)
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import LONGEST_SHOWN

PROMPT = "adjudicate"


# The docstring is sent to the model, as the description of the schema.
class GroupsAnswer(ResponseModel):
    """Which mentions tell the same happening."""

    groups: list[list[int]]

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, answer: object) -> object:
        return {"groups": answer} if isinstance(answer, list) else answer


@dataclass(frozen=True, slots=True)
class Adjudicated:
    """Clusters as the model's answers have them.

    *asked* is the number of questions, *regrouped* what each event cites that similarity alone would have
    grouped otherwise, and *failure* why some questions were not answered.
    """

    event_clusters: EventClusters
    asked: int = 0
    regrouped: tuple[frozenset[Citation], ...] = ()
    failure: str | None = None

    @property
    def summary(self) -> str:
        """What was decided, as a line for people."""
        questions = pluralize(self.asked, "question")
        events = pluralize(len(self.regrouped), "event")
        return f"{questions} about borderline mentions; the model grouped {events} otherwise than the code"

    def mark(self, timeline: Timeline) -> Timeline:
        """Return the *timeline* of these clusters with the mark of the events that the model grouped."""
        marked = frozenset().union(*self.regrouped)

        def with_mark(event: Event) -> Event:
            if marked.isdisjoint(event.citations):
                return event
            return replace(event, marks=tuple(sorted({*event.marks, Mark.CLUSTERED_BY_MODEL})))

        if not marked:
            return timeline
        events, undated = map(with_mark, timeline.events), map(with_mark, timeline.undated)
        return replace(timeline, events=tuple(events), undated=tuple(undated))


async def adjudicate(found: EventClusters, model: Model, answered: Callable[[int, int], None]) -> Adjudicated:
    """Ask *model* about the borderline pairs of *found*.

    *answered* is called with the number of questions that have ended and the number of all.
    """
    questions = find_borderline(found.clusters)
    ended = 0

    async def ask(question: Borderline) -> Answer | ModelError:
        nonlocal ended
        try:
            return await _ask_about(question, found.sources.articles, model)
        except ModelError as error:
            return error
        finally:
            ended += 1
            answered(ended, len(questions))

    outcomes = await asyncio.gather(*map(ask, questions))
    answers = [
        (question, outcome)
        for question, outcome in zip(questions, outcomes, strict=True)
        if not isinstance(outcome, ModelError)
    ]
    errors = [outcome for outcome in outcomes if isinstance(outcome, ModelError)]
    clusters = regroup(found.clusters, answers)
    return Adjudicated(
        replace(found, clusters=clusters, near=unsettled(found.near, answers)),
        len(questions),
        _regrouped(found.clusters, clusters),
        _failure(errors, len(questions)),
    )


async def _ask_about(question: Borderline, articles: Mapping[str, Article], model: Model) -> Answer:
    answer = await model.ask(question_about(question, articles), GroupsAnswer)
    return [[number - 1 for number in group] for group in answer.groups]


def question_about(question: Borderline, articles: Mapping[str, Article]) -> tuple[Message, ...]:
    """Return the messages of *question*, which show one mention of each subcluster, numbered from 1 on."""
    shown = [_representative(subcluster) for subcluster in question.subclusters]
    letters: dict[str, str] = {}
    for member in shown:
        letters.setdefault(member.article, chr(ord("a") + len(letters)))
    mentions = [_shown(member, letters[member.article], articles[member.article]) for member in shown]
    return load_prompt(PROMPT).messages(mentions=mentions)


def _representative(subcluster: Subcluster) -> MentionFeatures:
    """Return the mention with the most exact date, and of these the one with most terms in its headline."""

    def rank(member: MentionFeatures) -> tuple[bool, int, int, str]:
        period = member.period
        return period is None, period.length if period else 0, -len(member.headline), member.id

    return min(subcluster, key=rank)


def _shown(member: MentionFeatures, letter: str, article: Article) -> dict[str, str]:
    citation = member.mention.citation
    return {
        "date": describe(citation.date) if citation.date else "date unknown",
        "headline": _short(citation.headline),
        "article": letter,
        "published": describe(article.published) if article.published else "unknown",
        "quote": _short(citation.quote),
    }


def _short(text: str) -> str:
    return shorten(text, LONGEST_SHOWN + len("…"))


def _regrouped(before: Clusters, after: Clusters) -> tuple[frozenset[Citation], ...]:
    """Return the citations of each cluster that was not there *before*."""
    known = {frozenset(member.id for member in cluster) for cluster in before}
    changed = [cluster for cluster in after if frozenset(member.id for member in cluster) not in known]
    return tuple(frozenset(member.mention.citation for member in cluster) for cluster in changed)


def _failure(errors: Sequence[ModelError], asked: int) -> str | None:
    if not errors:
        return None
    fatal = next((error for error in errors if not isinstance(error, AnswerError)), errors[0])
    return (
        f"{len(errors):,} of {asked:,} questions about borderline mentions were not answered, "
        f"so these stay as the code grouped them: {fatal}"
    )
