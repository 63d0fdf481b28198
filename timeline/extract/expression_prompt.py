"""The response models of extraction, the judgements that they give, and the question about one candidate."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints, ValidationError, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema

from timeline.dates import EventDate
from timeline.extract.candidates import Candidate, Candidates
from timeline.lang.base import Language
from timeline.llm import Model, ResponseModel
from timeline.models import Span
from timeline.prompts import load_prompt, one_line

_TOKEN = re.compile(r"\w+")
Headline = Annotated[str, StringConstraints(max_length=300)]


class ExpressionAnswer(ResponseModel):
    """What a sentence tells about one of its time expressions."""

    kind: Literal["event", "since", "none"]
    headline: Headline


class SentenceAnswer(ResponseModel):
    """Whether a sentence without a time expression tells one happening."""

    kind: Literal["event", "none"]
    headline: Headline


# The model is sent the docstrings too, as descriptions in the schema.
class ArticleItem(BaseModel):
    """One event that an article tells."""

    # One bad item must not cost the others: what the schema says of kinds and lengths is checked item by item
    # afterwards.
    sentence: int
    time: str
    kind: Annotated[str, WithJsonSchema({"enum": ["event", "since"], "type": "string"})]
    headline: Annotated[str, WithJsonSchema({"maxLength": 300, "type": "string"})]
    date: str
    who: list[str]
    where: list[str]

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, item: object) -> object:
        given = (
            {key: value for key, value in item.items() if value is not None} if isinstance(item, dict) else {}
        )
        return {"time": "", "date": "", "who": [], "where": [], **given} if given else item


class ArticleAnswer(ResponseModel):
    """The events that an article tells."""

    events: list[ArticleItem]
    unreadable: SkipJsonSchema[int] = 0

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_cannot_be_read(cls, answer: object) -> object:
        answer = {"events": answer} if isinstance(answer, list) else answer
        if not isinstance(answer, dict) or not isinstance(answer.get("events"), list):
            return answer
        readable = [item for item in map(_readable, answer["events"]) if item is not None]
        # An answer without any readable item is asked for again.
        lost = len(answer["events"]) - len(readable) if readable else 0
        if not lost:
            return answer
        return {**answer, "events": readable, "unreadable": lost + answer.get("unreadable", 0)}


def _readable(item: object) -> ArticleItem | None:
    try:
        return ArticleItem.model_validate(item)
    except ValidationError:
        return None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The model's answer about one candidate, whichever way it was asked."""

    kind: Literal["event", "since", "none"]
    headline: str = ""
    date: EventDate | None = None
    who: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


NO_EVENT = Judgement("none")


def stated_language(language: Language) -> str:
    """Return how a question states the *language* of its text.

    >>> from timeline.lang.registry import UNDETERMINED, language_of
    >>> stated_language(language_of("en-GB")), stated_language(UNDETERMINED)
    ('English', 'that of the sentence')
    """
    return language.names[0].title() if language.names else "that of the sentence"


async def ask_about_candidate(
    model: Model, article: Candidates, candidate: Candidate, piece: Span | None = None
) -> Judgement:
    """Ask one question about *candidate*, or about a *piece* of its sentence when the whole was too much."""
    text = article.source.text
    start, end = candidate.sentence
    response_model: type[ExpressionAnswer | SentenceAnswer]
    if candidate.expression is None:
        response_model = SentenceAnswer
        messages = load_prompt("sentence").messages(
            language=stated_language(article.source.language),
            sentence=one_line(text[start:end]),
            **_context(article, candidate),
        )
    else:
        response_model = ExpressionAnswer
        first, last = candidate.expression.start, candidate.expression.end
        context = {"before": one_line(text[start:end])} if piece else _context(article, candidate)
        begin, finish = (start + piece.start, start + piece.end) if piece else candidate.sentence
        marked = one_line(f"{text[begin:first]}[{text[first:last]}]{text[last:finish]}")
        messages = load_prompt("expression").messages(
            language=stated_language(article.source.language),
            marked=marked,
            expression=one_line(text[first:last]),
            **context,
        )
    answer = await model.ask(messages, response_model)
    return Judgement(answer.kind, one_line(answer.headline))


def _context(article: Candidates, candidate: Candidate) -> dict[str, str]:
    """Return the sentence before the candidate's when the candidate's has a pronoun."""
    start, end = candidate.sentence
    tokens = _TOKEN.findall(article.source.text, start, end)
    if article.source.language.pronouns.isdisjoint(map(str.lower, tokens)):
        return {}
    here = bisect_left(article.sentences, start, key=lambda sentence: sentence.start)
    before = next(
        (s for s in reversed(article.sentences[max(0, here - 5) : here]) if s.boilerplate is None), None
    )
    return {"before": one_line(article.source.text[before.start : before.end])} if before else {}
