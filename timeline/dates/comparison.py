"""Comparisons of dates by the days that they can be: what they share, which is first, which is finer."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from timeline.dates.values import LAST_YEAR, DateInterval, Day, EventDate, PartialDate

AnyDate = TypeVar("AnyDate", bound=EventDate)


def overlap(one: EventDate, other: EventDate) -> bool:
    """Return whether some day belongs to both. Not transitive: 2019 overlaps each of its months."""
    return one.first <= other.last and other.first <= one.last


def within(inner: EventDate, outer: EventDate) -> bool:
    """Return whether every day of *inner* belongs to *outer*."""
    return outer.first <= inner.first and inner.last <= outer.last


def intersection(one: EventDate, other: EventDate) -> EventDate | None:
    """Return the days that belong to both, or None when there are none.

    Where one lies in the other, it is the one; else an interval, whose ends are as coarse as the days allow
    and no coarser than the dates that they come from, and as approximate or uncertain as these.

    >>> from timeline.dates import parse_edtf
    >>> str(intersection(parse_edtf("2019"), parse_edtf("2019-03")))
    '2019-03'
    >>> str(intersection(parse_edtf("../2015"), parse_edtf("2014/..")))
    '2014/2015'
    >>> str(intersection(parse_edtf("2019"), parse_edtf("2019-03-05/2020")))
    '2019-03-05/2019-12'
    """
    first, last = max(one.first, other.first), min(one.last, other.last)
    if first > last:
        return None
    whole = [when for when in (one, other) if (when.first, when.last) == (first, last)]
    if whole:
        return finest(whole)
    start = _edge((when for when in _starts(one, other) if when.first == first), first, last)
    end = _edge((when for when in _ends(one, other) if when.last == last), first, last)
    whole = [when for when in (start, end) if (when.first, when.last) == (first, last)]
    return finest(whole) if whole else DateInterval(start, end)


def order_key(when: EventDate) -> tuple[Day, Day, str]:
    """Return the key by which dates are ordered: by their first day, then by their last.

    >>> from timeline.dates import parse_edtf
    >>> [str(d) for d in sorted(map(parse_edtf, ["2015", "2015-10", "../2015", "2015-01-01"]), key=order_key)]
    ['../2015', '2015-01-01', '2015', '2015-10']
    """
    return when.first, when.last, str(when)


def finest(dates: Iterable[AnyDate]) -> AnyDate:
    """Return the date that spans the fewest days; the earliest of equals. *dates* must not be empty."""
    return min(dates, key=lambda when: (_span(when), when.approximate, order_key(when)))


def _starts(*dates: EventDate) -> Iterable[PartialDate]:
    starts = (when if isinstance(when, PartialDate) else when.start for when in dates)
    return (start for start in starts if start is not None)


def _ends(*dates: EventDate) -> Iterable[PartialDate]:
    ends = (when if isinstance(when, PartialDate) else when.end for when in dates)
    return (end for end in ends if end is not None)


def _edge(edges: Iterable[PartialDate], first: Day, last: Day) -> PartialDate:
    """Return the finest of *edges*, or its coarsest part at *first* or *last* that lies between these."""
    edge = finest(edges)
    day = first if edge.first == first else last
    parts = (part for part in _parts_at(day) if part.precision < edge.precision)
    inside = (part for part in (edge, *parts) if first <= part.first and part.last <= last)
    return replace(next(inside, edge), approximate=edge.approximate, uncertain=edge.uncertain)


def _parts_at(day: Day) -> Iterable[PartialDate]:
    """Return the decade, year, month and day that hold *day*, the coarsest first."""
    if day.year > LAST_YEAR:
        return ()  # The winter of the last year ends in one that cannot be written.
    decade = abs(day.year) // 10 * 10 * (1 if day.year >= 0 else -1)
    # The years just before the year 0 share no three digits that could be written.
    decades = (PartialDate(decade, unspecified=1),) if decade or day.year >= 0 else ()
    return (*decades, PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(*day))


def _span(when: EventDate) -> int:
    return _ordinal(when.last) - _ordinal(when.first)


def _ordinal(day: Day) -> int:
    """Return the number of *day*, in any era: days that follow one another are one apart."""
    # `datetime.date` counts only days of our era, but 400 years always have 146,097 days.
    cycles, year = divmod(day.year, 400)
    return date(400 + year, day.month, day.day).toordinal() + cycles * 146_097
