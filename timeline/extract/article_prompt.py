"""A whole article in one question, and what the model's items mean for the candidates.

An article that is too long for one question is asked about in parts; of two answers about one sentence, one
is taken.
"""

import asyncio
import re
import string
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from timeline.dates import parse_edtf
from timeline.errors import LengthError, ModelError
from timeline.extract.candidates import Candidate, Candidates
from timeline.extract.chunking import NUMBER_TOKENS, halves, parts
from timeline.extract.expression_prompt import (
    NO_EVENT,
    ArticleAnswer,
    ArticleItem,
    Judgement,
    stated_language,
)
from timeline.llm import Model, most_tokens, most_tokens_of
from timeline.models import Message, RejectionReason, Span
from timeline.prompts import load_prompt, one_line
from timeline.text import Sentence

KINDS: Mapping[str, Literal["event", "since"]] = {"event": "event", "since": "since"}
HALVINGS = 3
"""How often an article is halved for an endpoint that does not say how much it takes: 15 calls at most."""
_LETTER = re.compile(r"[a-z]\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stray:
    """An item that matches no candidate; *line* is None where the sentence does not exist.

    *problem* says what is wrong, in the words in which the model is asked again; *reason*, *detail* and
    *headline* are those of its rejection. *again* says that the mistake was one of naming, where a second
    question may help.
    """

    line: int | None
    problem: str
    again: bool = True
    reason: RejectionReason = RejectionReason.UNKNOWN_KIND
    detail: str | None = None
    headline: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model answered about an article's candidates, and its items that match none."""

    outcomes: Mapping[Candidate, Judgement | ModelError]
    strays: tuple[Stray, ...] = ()
    items: int = 0


@dataclass(frozen=True, slots=True)
class NumberedArticle:
    """An article as the model sees it: sentences without boilerplate, time expressions by letter."""

    article: Candidates
    lines: tuple[Sentence, ...]
    lettered: tuple[Mapping[str, Candidate], ...]

    @classmethod
    def of(cls, article: Candidates) -> "NumberedArticle":
        """Return *article* with its lines numbered."""
        by_sentence = defaultdict(list)
        for candidate in article.candidates:
            by_sentence[candidate.sentence.start].append(candidate)
        lines = tuple(sentence for sentence in article.sentences if sentence.boilerplate is None)
        return cls(article, lines, tuple(_lettered(by_sentence[line.start]) for line in lines))

    def question(self, numbers: Sequence[int]) -> tuple[Message, ...]:
        """Return the question about the lines *numbers*, counted from 0; the model sees them from 1 on."""
        published = str(self.article.source.article.published or "unknown")
        shown = [self.shown(number) for number in numbers]
        language = stated_language(self.article.source.language)
        return load_prompt("article").messages(language=language, published=published, lines=shown)

    def shown(self, number: int) -> str:
        """Return a line with its expressions marked."""
        text, line = self.article.source.text, self.lines[number]
        pieces, done = [], line.start
        for letter, candidate in self.lettered[number].items():
            if candidate.expression is not None:
                pieces += [
                    text[done : candidate.expression.start],
                    f"{{{letter}| {candidate.expression.text}}}",
                ]
                done = candidate.expression.end
        return one_line("".join([*pieces, text[done : line.end]]))

    def candidate(self, number: int, letter: str) -> Candidate | None:
        """Return what *letter* marks in a line; without a letter, the line itself, candidate or not."""
        found = self.lettered[number].get(letter)
        line = self.lines[number]
        return Candidate(Span(line.start, line.end)) if found is None and not letter else found

    def line_of(self, candidate: Candidate) -> int:
        """Return the number of the line of *candidate*."""
        return next(
            number for number, line in enumerate(self.lines) if line.start == candidate.sentence.start
        )


async def ask_about_article(model: Model, numbered: NumberedArticle) -> Judged:
    """Ask about a whole article; sentences that the model adds are candidates without an expression."""
    everything: dict[Candidate, Judgement | ModelError] = {}
    strays: list[Stray] = []
    items = 0
    for numbers, answer in await _ask_in_parts(model, numbered, range(len(numbered.lines))):
        found = _judged(numbered, numbers, answer)
        items += found.items
        strays += found.strays
        for candidate, outcome in found.outcomes.items():
            # An event outranks "no event", which outranks a failure; of equals, the first part counts.
            known = everything.get(candidate)
            if known is None or (isinstance(outcome, Judgement) and not _is_event(known)):
                everything[candidate] = outcome
    return Judged(everything, tuple(strays), items)


def _is_event(outcome: Judgement | ModelError) -> bool:
    return isinstance(outcome, Judgement) and outcome is not NO_EVENT


async def ask_again(model: Model, numbered: NumberedArticle, problems: Mapping[int, Sequence[str]]) -> Judged:
    """Ask once more about the lines that have *problems*, and about nothing else, with what was wrong.

    The line before each is shown too, which says who "he" or "it" is. Raises ModelError.
    """
    numbers = sorted({number for line in problems for number in (line - 1, line) if number >= 0})
    *before, question = numbered.question(numbers)
    request = [question.content, "", "An earlier answer could not be used in part:"]
    for line in sorted(problems):
        request += [f"{numbers.index(line) + 1}: {problem}" for problem in problems[line]]
    request.append("List the events of these sentences only.")
    answer = await model.ask([*before, replace(question, content="\n".join(request))], ArticleAnswer)
    judged = _judged(numbered, numbers, answer)
    asked = {numbered.lines[number].start for number in problems}
    outcomes = {c: outcome for c, outcome in judged.outcomes.items() if c.sentence.start in asked}
    strays = tuple(stray for stray in judged.strays if stray.line in problems)
    return Judged(outcomes, strays, judged.items)


async def _ask_in_parts(
    model: Model, numbered: NumberedArticle, numbers: range, halvings: int = HALVINGS
) -> list[tuple[range, ArticleAnswer | ModelError]]:
    """Ask about the lines with these *numbers*, in as many parts as needed; a failing part costs no other."""
    try:
        return [(numbers, await model.ask(numbered.question(numbers), ArticleAnswer))]
    except LengthError as error:
        if len(numbers) == 1 or not halvings:
            return [(numbers, error)]
        tokens = [most_tokens(numbered.shown(number)) + NUMBER_TOKENS for number in numbers]
        if error.room:
            split = parts(tokens, error.room - most_tokens_of(numbered.question([])))
        else:
            split = halves(tokens)
        halvings -= error.room is None
    except ModelError as error:
        return [(numbers, error)]
    asked = await asyncio.gather(
        *(_ask_in_parts(model, numbered, numbers[part.start : part.stop], halvings) for part in split)
    )
    return [answer for answers in asked for answer in answers]


def _judged(numbered: NumberedArticle, numbers: Sequence[int], answer: ArticleAnswer | ModelError) -> Judged:
    """Return what *answer* says of the candidates in the lines that were asked about."""
    candidates = [candidate for number in numbers for candidate in numbered.lettered[number].values()]
    if isinstance(answer, ModelError):
        return Judged(dict.fromkeys(candidates, answer))
    outcomes: dict[Candidate, Judgement | ModelError] = dict.fromkeys(candidates, NO_EVENT)
    strays = [Stray(None, "an item that cannot be read", again=False)] * answer.unreadable
    for item in answer.events:
        found = _place(numbered, numbers, item)
        if isinstance(found, Stray):
            strays.append(found)
            continue
        line, candidate = found
        known, judgement = outcomes.get(candidate, NO_EVENT), _judgement(item)
        if known is NO_EVENT:
            outcomes[candidate] = judgement
        elif isinstance(known, Judgement) and known.headline != judgement.headline:
            strays.append(_second_event(line, judgement.headline))
    return Judged(outcomes, tuple(strays), len(answer.events) + answer.unreadable)


def _second_event(line: int, headline: str) -> Stray:
    return Stray(
        line,
        f"another event of the same sentence and time: “{headline}”",
        again=False,
        reason=RejectionReason.SECOND_EVENT,
        headline=headline,
    )


def _place(
    numbered: NumberedArticle, numbers: Sequence[int], item: ArticleItem
) -> tuple[int, Candidate] | Stray:
    headline = one_line(item.headline)[:200]
    if not 1 <= item.sentence <= len(numbers):
        return Stray(None, f"there is no sentence {item.sentence}", again=False)
    line = numbers[item.sentence - 1]
    letter = _LETTER.search(item.time)
    candidate = numbered.candidate(line, letter.group().lower() if letter else "")
    if candidate is None:
        return Stray(
            line,
            f"the model names a time “{item.time[:20]}” that the sentence has not: “{headline}”",
            reason=RejectionReason.TIME_NOT_IN_SENTENCE,
            detail=item.time[:20],
            headline=headline,
        )
    if item.kind not in KINDS:
        return Stray(
            line,
            f"the model calls it “{item.kind[:20]}”, which is no kind of event: “{headline}”",
            reason=RejectionReason.UNKNOWN_KIND,
            detail=item.kind[:20],
            headline=headline,
        )
    return line, candidate


def _lettered(candidates: Sequence[Candidate]) -> Mapping[str, Candidate]:
    dated = [candidate for candidate in candidates if candidate.expression is not None]
    undated = [("", candidate) for candidate in candidates if candidate.expression is None]
    return dict([*zip(_letters(), dated, strict=False), *undated])


def _letters() -> Iterator[str]:
    for round_ in count():
        yield from (f"{letter}{round_ or ''}" for letter in string.ascii_lowercase)


def _judgement(item: ArticleItem) -> Judgement:
    try:
        date = parse_edtf(item.date.strip()) if item.date.strip() else None
    except ValueError:
        date = None  # the code's own date stands; a model's that cannot be read disagrees with nothing
    return Judgement(KINDS[item.kind], one_line(item.headline), date, _short(item.who), _short(item.where))


def _short(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(name)[:80] for name in found if name.strip()))
