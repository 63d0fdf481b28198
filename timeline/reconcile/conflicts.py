"""The date that an event gets, and what its citations disagree on: dates that exclude each other, and counts of the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from timeline.dates import EventDate, order_key
from timeline.models import Citation, Conflict, ConflictValue
from timeline.reconcile.counts import Count
from timeline.reconcile.dating import Relation, period_of, relate
from timeline.reconcile.telling import Telling


def best_date(citations: Sequence[Citation], origin: Mapping[str, str]) -> EventDate | None:
    """Return the date that most independent sources support, of these the finest, of these the earliest.

    A source supports a date when its own is the same or a coarser one around it: "in May" supports the third of May, and
    not the other way round. *origin* is what each article counts as.
    """
    dates = {citation.date for citation in citations if citation.date is not None}
    return min(dates, key=lambda when: (-_support(when, citations, origin), _length(when), order_key(when)), default=None)


def _support(when: EventDate, citations: Sequence[Citation], origin: Mapping[str, str]) -> int:
    return len(
        {
            origin[c.article]
            for c in citations
            if c.date is not None and _agree(c.date, when) and _length(c.date) >= _length(when)
        }
    )


def _length(when: EventDate) -> int:
    period = period_of(when)
    return period.length + 2 * period.slack


def _agree(one: EventDate, other: EventDate) -> bool:
    return relate(period_of(one), period_of(other)) is not Relation.APART


def conflicts_of(date: EventDate | None, told: Sequence[Telling], origin: Mapping[str, str]) -> tuple[Conflict, ...]:
    """Return what *told* disagree on; each value names those that say so by their place."""
    citations = [telling.mention.citation for telling in told]
    return (*([] if date is None else _date_conflict(date, citations, origin)), *_number_conflicts(told))


def _date_conflict(date: EventDate, citations: Sequence[Citation], origin: Mapping[str, str]) -> list[Conflict]:
    values, rest = [date], [c for c in citations if c.date is not None and not _agree(c.date, date)]
    while value := best_date(rest, origin):
        values.append(value)
        rest = [c for c in rest if c.date is not None and not _agree(c.date, value)]
    if len(values) == 1:
        return []
    claims = {value: _claiming(value, values, citations) for value in values}
    told = tuple(ConflictValue(value=str(value), citations=places) for value, places in claims.items())
    return [Conflict(field="date", values=told)]


def _claiming(value: EventDate, values: Sequence[EventDate], citations: Sequence[Citation]) -> tuple[int, ...]:
    """Return the places of the citations that are for *value* and against every other one."""
    return tuple(
        place
        for place, citation in enumerate(citations)
        if citation.date is not None and all(_agree(citation.date, other) == (other == value) for other in values)
    )


def _number_conflicts(told: Sequence[Telling]) -> list[Conflict]:
    places: dict[Count, list[int]] = defaultdict(list)
    for place, telling in enumerate(told):
        for count in telling.counts:
            places[count].append(place)
    disputed: dict[str, set[Count]] = defaultdict(set)
    for one, other in combinations(places, 2):
        articles = {told[place].mention.citation.article for place in (*places[one], *places[other])}
        if one.contradicts(other) and len(articles) > 1:
            disputed[one.about] |= {one, other}
    return [_number_conflict(about, disputed[about], places) for about in sorted(disputed)]


def _number_conflict(about: str, counts: Iterable[Count], places: Mapping[Count, Sequence[int]]) -> Conflict:
    told: dict[tuple[float, float], list[Count]] = defaultdict(list)
    for count in counts:
        told[count.low, count.high].append(count)
    values = (
        ConflictValue(
            value=min(count.written for count in same),
            citations=tuple(sorted({place for count in same for place in places[count]})),
        )
        for _, same in sorted(told.items(), key=lambda value: value[0])
    )
    return Conflict(field="number", about=about, values=tuple(values))
