"""What the model is asked about: sentences that may state an event, with one time expression or none.

Pure: an article's text goes in, candidates and the rejections that code alone can decide come out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.extract.anchoring import UNDATED, ArticleDates, Dated, place_in
from timeline.extract.attribution import is_comparison
from timeline.lang.base import ExpressionRoles
from timeline.lang.time_expressions import find
from timeline.models import Rejection, RejectionReason, Source, Span, boilerplate_reason, cited
from timeline.text import Sentence, sentences
from timeline.timex import TimeExpression

LEAD_SENTENCES = 2  # an article's first sentences give its news, with or without a date
LIST_OF_TIMES = 25  # a sentence with more time expressions is a table or a calendar: they date nothing in it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may state an event; *expression* may date it, and *dated* is what it means.

    *others* are where in the sentence the expressions for other times are.
    """

    sentence: Span
    expression: TimeExpression | None = None
    others: tuple[Span, ...] = ()
    dated: Dated = UNDATED
    lead: bool = False

    @property
    def place(self) -> Span | None:
        """Return where in the sentence its expression is, or None without an expression."""
        return place_in(self.sentence.start, self.expression) if self.expression else None


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of one article, in the order of its text, and what was left out before any question."""

    source: Source
    sentences: tuple[Sentence, ...]
    candidates: tuple[Candidate, ...]
    rejected: tuple[Rejection, ...]


def find_candidates(source: Source) -> Candidates:
    """Return the candidates of one article: each time expression of its body, and its lead."""
    found = sentences(source.text, source.language, source.article.language.partition("-")[0])
    lead = [sentence for sentence in found if sentence.boilerplate is None][:LEAD_SENTENCES]
    candidates: list[Candidate] = []
    rejected: list[Rejection] = []
    calendar = ArticleDates(source.article.published, source.language)
    for sentence in found:
        expressions = find(source.text, source.language, sentence.start, sentence.end)
        left_out = _left_out(source, sentence, expressions)
        rejected += [_reject(source, sentence, *why) for why in left_out]
        rejected_expressions = [expression for expression, *_ in left_out]
        if sentence.boilerplate is not None or len(expressions) > LIST_OF_TIMES:
            continue
        expressions = tuple(e for e in expressions if e not in rejected_expressions)
        dated = _dated_candidates(source, sentence, expressions, calendar)
        candidates += [replace(candidate, lead=sentence in lead) for candidate in dated]
        if not expressions and sentence in lead:
            candidates.append(Candidate(Span(sentence.start, sentence.end), lead=True))
    return Candidates(source, found, tuple(candidates), tuple(rejected))


def _left_out(
    source: Source, sentence: Sentence, expressions: Sequence[TimeExpression]
) -> list[tuple[TimeExpression, RejectionReason, str | None]]:
    """Return the expressions of *sentence* that date nothing in it, each with the reason and its detail."""
    if sentence.boilerplate is not None:
        why = boilerplate_reason(sentence.boilerplate)
        return [(expression, *why) for expression in expressions]
    if len(expressions) > LIST_OF_TIMES:
        return [(expression, RejectionReason.LIST_OF_TIMES, None) for expression in expressions]
    quote = source.text[sentence.start : sentence.end]
    roles = source.language.roles
    compared = [e for e in expressions if is_comparison(quote, e.start - sentence.start, roles)]
    repeated = _repeated(source.text, expressions, roles)
    return [
        *((expression, RejectionReason.ONLY_COMPARED, None) for expression in compared),
        *((expression, RejectionReason.SAME_TIME_AGAIN, None) for expression in repeated),
    ]


def _repeated(
    text: str, expressions: Sequence[TimeExpression], roles: ExpressionRoles
) -> list[TimeExpression]:
    """Return the expressions that only repeat a date: "on 29 March, a Monday"."""
    repeated = []
    for one, other in pairwise(expressions):
        if roles.apposition and roles.apposition.fullmatch(text, one.end, other.start):
            # A number says most: a date of the calendar, or a time of day.
            numeric = [any(map(str.isdigit, expression.text)) for expression in (one, other)]
            repeated.append(one if numeric == [False, True] else other)
    return repeated


def _dated_candidates(
    source: Source, sentence: Sentence, expressions: Sequence[TimeExpression], calendar: ArticleDates
) -> list[Candidate]:
    span = Span(sentence.start, sentence.end)
    quote = source.text[slice(*span)]
    places = [place_in(span.start, expression) for expression in expressions]
    found = []
    for expression, place in zip(expressions, places, strict=True):
        dated = calendar.date(expression, place, quote, span.start)
        others = tuple(other for other in places if other != place)
        found.append(Candidate(span, expression, others, dated))
    return found


def _reject(
    source: Source,
    sentence: Sentence,
    expression: TimeExpression,
    reason: RejectionReason,
    detail: str | None,
) -> Rejection:
    # Boilerplate is not resolved against the article: a teaser's "this month" is another article's month.
    return Rejection(
        article=source.article.id,
        start=sentence.start,
        end=sentence.end,
        quote=source.text[sentence.start : sentence.end],
        expression=cited(expression),
        reason=reason,
        detail=detail,
    )
