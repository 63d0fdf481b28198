"""How the model is asked about candidates: one question each, or one call for the whole article. Both give judgements."""

import re
import string
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from timeline.dates import EventDate, parse_edtf
from timeline.extract.candidates import Candidate, Candidates
from timeline.llm import Model
from timeline.models import Span
from timeline.prompts import load_prompt, one_line
from timeline.text import Sentence

_PRONOUN = re.compile(r"\b(?:he|she|it|they|him|her|them|his|its|their|this|these)\b", re.IGNORECASE)
Headline = Annotated[str, StringConstraints(max_length=300)]


class ExpressionAnswer(BaseModel):
    """What a sentence tells about one of its time expressions."""

    kind: Literal["event", "since", "none"]
    headline: Headline


class SentenceAnswer(BaseModel):
    """Whether a sentence without a time expression tells one happening."""

    kind: Literal["event", "none"]
    headline: Headline


class ArticleItem(BaseModel):
    """One event that an article tells."""

    sentence: int
    time: str
    kind: Literal["event", "since"]
    headline: Headline
    date: str
    who: list[str]
    where: list[str]


class ArticleAnswer(BaseModel):
    """The events that an article tells."""

    events: list[ArticleItem]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model made of one candidate, whichever way it was asked."""

    kind: Literal["event", "since", "none"]
    headline: str = ""
    date: EventDate | None = None
    who: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


NO_EVENT = Judgement("none")


async def ask_about_candidate(model: Model, article: Candidates, candidate: Candidate, piece: Span | None = None) -> Judgement:
    """Ask one question about *candidate*; about a *piece* of its sentence alone when the whole of it was too much."""
    text = article.source.text
    start, end = candidate.sentence
    form: type[ExpressionAnswer | SentenceAnswer]
    if candidate.expression is None:
        form = SentenceAnswer
        messages = load_prompt("sentence").messages(sentence=one_line(text[start:end]), **_context(article, candidate))
    else:
        form = ExpressionAnswer
        first, last = candidate.expression.start, candidate.expression.end
        context = {"before": one_line(text[start:end])} if piece else _context(article, candidate)
        begin, finish = (start + piece.start, start + piece.end) if piece else candidate.sentence
        marked = one_line(f"{text[begin:first]}[{text[first:last]}]{text[last:finish]}")
        messages = load_prompt("expression").messages(marked=marked, expression=one_line(text[first:last]), **context)
    answer = await model.ask(messages, form)
    return Judgement(answer.kind, one_line(answer.headline))


def _context(article: Candidates, candidate: Candidate) -> dict[str, str]:
    """Return the sentence before the candidate's, when the candidate's says "she" or "it" for somebody or something."""
    start, end = candidate.sentence
    if not _PRONOUN.search(article.source.text, start, end):
        return {}
    here = bisect_left(article.sentences, start, key=lambda sentence: sentence.start)
    before = next((s for s in reversed(article.sentences[max(0, here - 5) : here]) if s.furniture is None), None)
    return {"before": one_line(article.source.text[before.start : before.end])} if before else {}


async def ask_about_article(model: Model, article: Candidates) -> tuple[dict[Candidate, Judgement], str | None]:
    """Ask about the whole article in one call; sentences that the model adds are candidates without an expression.

    Returns the judgements, and what was wrong with the answer when it named sentences or expressions that are not there.
    """
    lines = [sentence for sentence in article.sentences if sentence.furniture is None]
    by_sentence = defaultdict(list)
    for asked in article.candidates:
        by_sentence[asked.sentence.start].append(asked)
    lettered = [_lettered(by_sentence[sentence.start]) for sentence in lines]
    marks = {(number, letter): found for number, pairs in enumerate(lettered, 1) for letter, found in pairs}
    shown = [_marked(article.source.text, line, pairs) for line, pairs in zip(lines, lettered, strict=True)]
    published = str(article.source.article.published or "unknown")
    answer = await model.ask(load_prompt("article").messages(published=published, lines=shown), ArticleAnswer)
    judged = dict.fromkeys(article.candidates, NO_EVENT)
    lost = 0
    for item in answer.events:
        candidate = marks.get((item.sentence, item.time))
        if candidate is None and not item.time and 1 <= item.sentence <= len(lines):
            candidate = Candidate(Span(lines[item.sentence - 1].start, lines[item.sentence - 1].end))
        if candidate is None or judged.get(candidate, NO_EVENT) is not NO_EVENT:
            lost += 1
        else:
            judged[candidate] = _judgement(item)
    failure = f"{lost} of the model's {len(answer.events)} events name no sentence and time of the article, or one twice"
    return judged, failure if lost else None


def _lettered(candidates: Sequence[Candidate]) -> list[tuple[str, Candidate]]:
    dated = [candidate for candidate in candidates if candidate.expression is not None]
    undated = [("", candidate) for candidate in candidates if candidate.expression is None]
    return [*zip(_letters(len(dated)), dated, strict=True), *undated]


def _marked(text: str, line: Sentence, lettered: Sequence[tuple[str, Candidate]]) -> str:
    parts, done = [], line.start
    for letter, candidate in lettered:
        if candidate.expression is not None:
            parts += [text[done : candidate.expression.start], f"{{{letter}| {candidate.expression.text}}}"]
            done = candidate.expression.end
    return one_line("".join([*parts, text[done : line.end]]))


def _letters(count: int) -> list[str]:
    return [string.ascii_lowercase[n % 26] + (str(n // 26) if n >= 26 else "") for n in range(count)]


def _judgement(item: ArticleItem) -> Judgement:
    try:
        date = parse_edtf(item.date.strip()) if item.date.strip() else None
    except ValueError:
        date = None  # the code's own date stands; a model's that cannot be read disagrees with nothing
    return Judgement(item.kind, one_line(item.headline), date, _short(item.who), _short(item.where))


def _short(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(name)[:80] for name in found if name.strip()))
