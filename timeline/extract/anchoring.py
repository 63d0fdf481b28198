"""The dates of the time expressions of one article, resolved in the order of its text.

An expression may count from one before it ("the same day"), so an article is dated from its beginning on.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.dates import EventDate, overlap, uncertain
from timeline.extract.attribution import is_attribute, is_reporting
from timeline.lang.base import Language
from timeline.lang.registry import language_of
from timeline.lang.time_expressions import direction_of, find
from timeline.models import (
    Citation,
    CitedExpression,
    DateBasis,
    Extraction,
    Kind,
    Mark,
    Mention,
    PublicationBasis,
    Rejection,
    RejectionReason,
    Span,
)
from timeline.timex import Direction, Resolution, TimeExpression, resolve
from timeline.timex.basis import InferredPublicationBasis, ModelBasis

NEAR = 20  # expressions back to which "the same day" may look
_JUDGED = (RejectionReason.NO_EVENT, RejectionReason.NOT_ANSWERED)


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of one expression, its basis, its sentence's tense, and whether it dates reported speech."""

    date: EventDate | None = None
    basis: DateBasis | None = None
    direction: Direction = "past"
    reporting: bool = False


UNDATED = Dated()
"""The date of a sentence without a time expression."""


@dataclass(frozen=True, slots=True)
class _StatedDate:
    """A stated date: where its sentence begins, and whether it is only *background* to what happened."""

    sentence: int
    dated: Dated
    background: bool


class ArticleDates:
    """The dates that one article has stated so far."""

    def __init__(self, published: EventDate | None, language: Language) -> None:
        self._published = published
        self._language = language
        self._day_first = language.writes_day_first
        self._stated: list[_StatedDate] = []

    def date(self, expression: TimeExpression, place: Span, sentence: str, start: int) -> Dated:
        """Return the date of *expression* at *place* in *sentence*, which begins at *start* of the text."""
        direction = direction_of(sentence, *place, self._language)
        resolution = self._resolved(expression, direction, start)
        reporting = is_reporting(sentence, *place, self._language)
        dated = Dated(resolution.date, resolution.basis, direction, reporting)
        background = reporting or is_attribute(sentence, *place, self._language.roles)
        self._stated.append(_StatedDate(start, dated, background))
        return dated

    def _resolved(self, expression: TimeExpression, direction: Direction, sentence: int) -> Resolution:
        """Return the first resolution with a date, the likeliest anchor first, or else the first of all."""
        resolutions = (
            resolve(expression, self._published, direction, anchor, day_first=self._day_first)
            for anchor in (*self._anchors(sentence), None)
        )
        likeliest = next(resolutions)
        if likeliest.date is not None:
            return likeliest
        return next((resolution for resolution in resolutions if resolution.date is not None), likeliest)

    def _anchors(self, sentence: int) -> list[EventDate]:
        """Return the dates that "the same day" may refer to, the likeliest first.

        Those are the dates of the sentence itself, the last one first, and then those of earlier sentences
        on which something happened. The day on which something was said, or by which something is only
        named, anchors nothing that follows.
        """
        same, before = [], []
        for stated in reversed(self._stated[-NEAR:]):
            if stated.dated.date is None:
                continue
            if stated.sentence == sentence:
                same.append(stated.dated.date)
            elif not stated.background:
                before.append(stated.dated.date)
        return [*same, *before]


def place_in(start: int, expression: TimeExpression) -> Span:
    """Return where *expression* is in the sentence that begins at *start* of the same text."""
    return Span(expression.start - start, expression.end - start)


def kind_by_tense(stated: Kind, dated: Dated, published: EventDate | None) -> Kind:
    """Return *stated*, or "planned" when its date or its tense says that it is still to come."""
    ahead = published is not None and dated.date is not None and dated.date.first > published.last
    over = published is not None and dated.date is not None and dated.date.last < published.first
    return "planned" if ahead or (dated.direction == "future" and not over) else stated


def disagreeing(model_date: EventDate | None, date: EventDate | None) -> EventDate | None:
    """Return the model's date where the code has another or none."""
    if model_date is None or (date is not None and overlap(model_date, date)):
        return None
    return model_date


def dated_by_model(dated: Dated, model_date: EventDate | None, published: EventDate | None) -> Dated:
    """Return *dated* with the model's date, as an uncertain one, where no rule gives any.

    Where only the publication date is missing, the model knows no more than the code.
    """
    if dated.date is not None or dated.basis is None or model_date is None or published is None:
        return dated
    return replace(dated, date=uncertain(model_date), basis=ModelBasis(of=dated.basis))


def redate(extraction: Extraction, published: EventDate | None, basis: PublicationBasis) -> Extraction:
    """Return *extraction* with the dates that follow from *published*, which *basis* explains.

    What the model answered stays: only dates, and what follows from them, change.
    """
    calendar = ArticleDates(published, language_of(extraction.article.language))
    dated = {}
    for item, expression in _in_order(extraction):
        cited = _cited(item)
        dated[item] = calendar.date(expression, place_in(0, expression), cited.quote, cited.start)
    return replace(
        extraction,
        article=replace(extraction.article, published=published, published_basis=basis),
        mentions=tuple(_redated(m, dated[m], published) if m in dated else m for m in extraction.mentions),
        rejected=tuple(replace(r, date=dated[r].date) if r in dated else r for r in extraction.rejected),
    )


def _cited(item: Mention | Rejection) -> Citation | Rejection:
    return item.citation if isinstance(item, Mention) else item


def _in_order(extraction: Extraction) -> Iterator[tuple[Mention | Rejection, TimeExpression]]:
    """Yield what the model judged by a time expression, with that expression, in the order of the text."""
    judged = [rejection for rejection in extraction.rejected if rejection.reason in _JUDGED]
    asked_about: list[Mention | Rejection] = [*extraction.mentions, *judged]
    by_sentence: dict[tuple[int, str], list[Mention | Rejection]] = defaultdict(list)
    for item in asked_about:
        by_sentence[_cited(item).start, _cited(item).quote].append(item)
    for (start, quote), items in sorted(by_sentence.items(), key=lambda entry: entry[0]):
        for expression in find(quote, language_of(extraction.article.language)):
            place = Span(start + expression.start, start + expression.end)
            asked = next((item for item in items if _is_cited(_cited(item).expression, place)), None)
            if asked is not None:
                items.remove(asked)
                yield asked, expression


def _is_cited(expression: CitedExpression | None, place: Span) -> bool:
    return expression is not None and (expression.start, expression.end) == place


def _redated(mention: Mention, dated: Dated, published: EventDate | None) -> Mention:
    citation = mention.citation
    if dated.date == citation.date:
        return mention
    return replace(
        mention,
        citation=replace(
            citation,
            date=dated.date,
            date_basis=dated.basis and InferredPublicationBasis(of=dated.basis),
            model_date=disagreeing(citation.model_date, dated.date),
        ),
        kind=kind_by_tense("event" if mention.kind == "planned" else mention.kind, dated, published),
        marks=(*mention.marks, Mark.PUBLICATION_DATE_INFERRED),
    )
