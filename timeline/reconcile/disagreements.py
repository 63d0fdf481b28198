"""The date that an event gets, and what its citations disagree on: dates that exclude each other, and counts of the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from timeline.dates import EventDate, order_key
from timeline.models import Citation, Conflict, ConflictValue
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.periods import Relation, period_of, relate
from timeline.reconcile.quantities import Count


def best_date(told: Sequence[MentionFeatures], origin: Mapping[str, str]) -> EventDate | None:
    """Return the date that most independent sources support, of these the finest, of these the earliest.

    A source supports a date when its own is the same or a coarser one around it: "in May" supports the third
    of May, and not the other way round. *origin* is what each article counts as.
    """
    if len(told) == 1:
        return told[0].mention.citation.date
    dates = {telling.mention.citation.date for telling in told} - {None}
    if len(dates) < 2:
        return next(iter(dates), None)
    told_by = [
        (one.mention.citation.date, origin[one.article])
        for one in told
        if one.mention.citation.date is not None
    ]
    support = support_of(told_by)
    return min(support, key=lambda when: (-support[when], _length(when), order_key(when)))


def support_of(told: Iterable[tuple[EventDate, str]]) -> Mapping[EventDate, int]:
    """Return how many sources support each date; *told* are dates, each with the source that gives it."""
    supporters: dict[EventDate, set[str]] = defaultdict(set)
    for when, source in told:
        supporters[when].add(source)
    return {when: _support(when, supporters) for when in supporters}


def _support(when: EventDate, supporters: Mapping[EventDate, AbstractSet[str]]) -> int:
    around = (date for date in supporters if _agree(date, when) and _length(date) >= _length(when))
    return len(set().union(*(supporters[date] for date in around)))


def _length(when: EventDate) -> int:
    period = period_of(when)
    return period.length + 2 * period.slack


def _agree(one: EventDate, other: EventDate) -> bool:
    return relate(period_of(one), period_of(other)) is not Relation.APART


def conflicts_of(
    date: EventDate | None, told: Sequence[MentionFeatures], origin: Mapping[str, str]
) -> tuple[Conflict, ...]:
    """Return what *told* disagree on; each value names those that say so by their place."""
    dates = _date_conflict(date, told, origin) if date is not None else []
    return (*dates, *(_number_conflicts(told) if sum(bool(telling.counts) for telling in told) > 1 else ()))


def _date_conflict(
    date: EventDate, told: Sequence[MentionFeatures], origin: Mapping[str, str]
) -> list[Conflict]:
    values: list[EventDate] = []
    value: EventDate | None = date
    rest = told
    while value is not None:
        values.append(value)
        rest = [
            one
            for one in rest
            if one.period is not None and relate(one.period, period_of(value)) is Relation.APART
        ]
        value = best_date(rest, origin)
    if len(values) == 1:
        return []
    citations = [telling.mention.citation for telling in told]
    claims = (
        ConflictValue(value=str(value), citations=_claiming(value, values, citations)) for value in values
    )
    return [Conflict(field="date", values=tuple(claims))]


def _claiming(
    value: EventDate, values: Sequence[EventDate], citations: Sequence[Citation]
) -> tuple[int, ...]:
    """Return the places of the citations that are for *value* and against every other one."""
    return tuple(
        place
        for place, citation in enumerate(citations)
        if citation.date is not None
        and all(_agree(citation.date, other) == (other == value) for other in values)
    )


def _number_conflicts(told: Sequence[MentionFeatures]) -> list[Conflict]:
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
