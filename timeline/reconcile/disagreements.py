"""The date of an event, and its conflicts: dates that exclude each other, different counts of the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from timeline.dates import EventDate, order_key
from timeline.models import Citation, Conflict, ConflictValue
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.periods import Relation, period_of, relate
from timeline.reconcile.quantities import Count


def best_date(members: Sequence[MentionFeatures], origin: Mapping[str, str]) -> EventDate | None:
    """Return the date that most independent sources support, of these the finest, of these the earliest.

    A source supports a date when its own is the same or a coarser one around it: "in May" supports the third
    of May, and not the other way round. *origin* is what each article counts as.
    """
    if len(members) == 1:
        return members[0].mention.citation.date
    dates = {member.mention.citation.date for member in members} - {None}
    if len(dates) < 2:
        return next(iter(dates), None)
    stated = [
        (member.mention.citation.date, origin[member.article])
        for member in members
        if member.mention.citation.date is not None
    ]
    support = support_of(stated)
    return min(support, key=lambda when: (-support[when], _length(when), order_key(when)))


def support_of(stated: Iterable[tuple[EventDate, str]]) -> Mapping[EventDate, int]:
    """Return how many sources support each date; *stated* are dates, each with its source."""
    supporters: dict[EventDate, set[str]] = defaultdict(set)
    for when, source in stated:
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
    date: EventDate | None, members: Sequence[MentionFeatures], origin: Mapping[str, str]
) -> tuple[Conflict, ...]:
    """Return what *members* disagree on; each value names the citations that give it by their places."""
    conflicts = _date_conflict(date, members, origin) if date is not None else []
    if sum(bool(member.counts) for member in members) > 1:
        conflicts += _number_conflicts(members)
    return tuple(conflicts)


def _date_conflict(
    date: EventDate, members: Sequence[MentionFeatures], origin: Mapping[str, str]
) -> list[Conflict]:
    values: list[EventDate] = []
    value: EventDate | None = date
    rest = members
    while value is not None:
        values.append(value)
        rest = [member for member in rest if _excludes(member, value)]
        value = best_date(rest, origin)
    if len(values) == 1:
        return []
    citations = [member.mention.citation for member in members]
    claims = [
        ConflictValue(value=str(value), citations=_claiming(value, values, citations)) for value in values
    ]
    return [Conflict(field="date", values=tuple(claims))]


def _excludes(member: MentionFeatures, date: EventDate) -> bool:
    return member.period is not None and relate(member.period, period_of(date)) is Relation.APART


def _claiming(
    value: EventDate, values: Sequence[EventDate], citations: Sequence[Citation]
) -> tuple[int, ...]:
    """Return the places of the citations that are for *value* and against every other one."""
    places = []
    for place, citation in enumerate(citations):
        date = citation.date
        if date is not None and all(_agree(date, other) == (other == value) for other in values):
            places.append(place)
    return tuple(places)


def _number_conflicts(members: Sequence[MentionFeatures]) -> list[Conflict]:
    places: dict[Count, list[int]] = defaultdict(list)
    for place, member in enumerate(members):
        for count in member.counts:
            places[count].append(place)
    disputed: dict[str, set[Count]] = defaultdict(set)
    for one, other in combinations(places, 2):
        articles = {members[place].article for place in (*places[one], *places[other])}
        if one.contradicts(other) and len(articles) > 1:
            disputed[one.about] |= {one, other}
    return [_number_conflict(about, disputed[about], places) for about in sorted(disputed)]


def _number_conflict(about: str, counts: Iterable[Count], places: Mapping[Count, Sequence[int]]) -> Conflict:
    by_range: dict[tuple[float, float], list[Count]] = defaultdict(list)
    for count in counts:
        by_range[count.low, count.high].append(count)
    values = (
        ConflictValue(
            value=min(count.written for count in same),
            citations=tuple(sorted({place for count in same for place in places[count]})),
        )
        for _, same in sorted(by_range.items(), key=lambda value: value[0])
    )
    return Conflict(field="number", about=about, values=tuple(values))
