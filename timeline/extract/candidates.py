"""What the model is asked about: sentences that may tell an event, each with one time expression in it, or none.

Pure: an article's text goes in, candidates and the rejections that code alone can decide come out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.extract.anchoring import UNDATED, ArticleDates, Dated
from timeline.extract.attribution import only_compares
from timeline.lang.time_expressions import find
from timeline.models import Rejection, Source, Span
from timeline.text import Sentence, sentences
from timeline.timex import TimeExpression

LEAD_SENTENCES = 2  # an article's first sentences tell its news, with or without a date
_APPOSITION = re.compile(r"\s*,?\s*(?:(?:a|the|of|on)\s+)?")
LIST_OF_TIMES = (
    25  # a sentence with more time expressions is a table or a calendar, and its times date nothing in it
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may tell an event; *expression* is the one that may date it, and *dated* what it means.

    *others* are where in the sentence the expressions for other times stand.
    """

    sentence: Span
    expression: TimeExpression | None = None
    others: tuple[Span, ...] = ()
    dated: Dated = UNDATED
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of one article, in the order of its text, and what was left out before any question."""

    source: Source
    sentences: tuple[Sentence, ...]
    candidates: tuple[Candidate, ...]
    rejected: tuple[Rejection, ...]


def find_candidates(source: Source) -> Candidates:
    """Return the candidates of one article: each time expression of its body, and its lead."""
    language = source.article.language
    found = sentences(source.text, language)
    lead = [sentence for sentence in found if sentence.boilerplate is None][:LEAD_SENTENCES]
    candidates: list[Candidate] = []
    rejected: list[Rejection] = []
    calendar = ArticleDates(source.article.published, language)
    for sentence in found:
        expressions = find(source.text, sentence.start, sentence.end, language)
        told = source.text[sentence.start : sentence.end]
        if len(expressions) > LIST_OF_TIMES and sentence.boilerplate is None:
            rejected.extend(
                _reject(source, sentence, expression, "one of a list of times") for expression in expressions
            )
            continue
        compared = [e for e in expressions if only_compares(told, e.start - sentence.start)]
        if sentence.boilerplate is not None:
            rejected.extend(
                _reject(source, sentence, expression, sentence.boilerplate) for expression in expressions
            )
        else:
            rejected.extend(
                _reject(source, sentence, expression, "only compared with that time")
                for expression in compared
            )
            repeated = _repeated(source.text, expressions)
            rejected.extend(
                _reject(source, sentence, expression, "says the same time once more")
                for expression in repeated
            )
            expressions = tuple(e for e in expressions if e not in compared and e not in repeated)
            dated = _dated_candidates(source, sentence, expressions, calendar)
            candidates.extend(replace(candidate, lead=sentence in lead) for candidate in dated)
            if not expressions and sentence in lead:
                candidates.append(Candidate(Span(sentence.start, sentence.end), lead=True))
    return Candidates(source, found, tuple(candidates), tuple(rejected))


def _repeated(text: str, expressions: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Return the expressions that only say once more when: "on 29 March, a Monday", "the weekend of 27 and 28 March"."""
    repeated = []
    for one, other in pairwise(expressions):
        if _APPOSITION.fullmatch(text, one.end, other.start):
            # A figure says most: a date of the calendar, or a time of day.
            figures = [any(map(str.isdigit, expression.text)) for expression in (one, other)]
            repeated.append(one if figures == [False, True] else other)
    return repeated


def _dated_candidates(
    source: Source, sentence: Sentence, expressions: Sequence[TimeExpression], calendar: ArticleDates
) -> list[Candidate]:
    told = source.text[sentence.start : sentence.end]
    places = [
        Span(expression.start - sentence.start, expression.end - sentence.start) for expression in expressions
    ]
    dated = [calendar.date(expression, told, sentence.start) for expression in expressions]
    return [
        Candidate(
            Span(sentence.start, sentence.end),
            expression,
            tuple(other for other in places if other != place),
            one,
        )
        for expression, place, one in zip(expressions, places, dated, strict=True)
    ]


def _reject(source: Source, sentence: Sentence, expression: TimeExpression, reason: str) -> Rejection:
    # Furniture is not resolved against the article: a teaser's "this month" is another article's month.
    return Rejection(
        article=source.article.id,
        start=sentence.start,
        end=sentence.end,
        quote=source.text[sentence.start : sentence.end],
        expression=expression.text,
        reason=reason,
    )
