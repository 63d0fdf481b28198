"""Dates of all kinds, drawn by hypothesis for property tests."""

import datetime

from hypothesis import strategies as st

from timeline.dates import DateInterval, EventDate, PartialDate

flags = st.booleans()
days = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))
years = st.integers(-9999, 9999)


@st.composite
def partial_dates(
    draw: st.DrawFn, *, masked: bool = True, years: st.SearchStrategy[int] = years
) -> PartialDate:
    """Draw a date of any precision and era; some day or month of it where *masked*."""
    year, unspecified = draw(years), draw(st.sampled_from([0, 0, 0, 1, 2]))
    marks = {"approximate": draw(flags), "uncertain": draw(flags)}
    if unspecified:
        return PartialDate(int(year / 10**unspecified) * 10**unspecified, unspecified=unspecified, **marks)
    month = draw(st.sampled_from([None, 21, 22, 23, 24, *range(1, 13)]))
    day = draw(st.none() | st.integers(1, 28)) if month and month <= 12 else None
    unknown = 0 if day or (month or 0) > 12 else 1 if month else 2
    return PartialDate(year, month, day, masked=draw(st.integers(0, unknown)) if masked else 0, **marks)


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[PartialDate]) -> DateInterval:
    """Draw a span between two of *ends*, or one that is open or unknown on one side."""
    one, other = sorted([draw(ends), draw(ends)], key=lambda date: (date.first, date.last))
    sides = draw(st.sampled_from([(one, other), (one, None), (None, other)]))
    return DateInterval(*sides, unknown=None in sides and draw(flags))


event_dates: st.SearchStrategy[EventDate] = partial_dates() | intervals(partial_dates())
# Dates near one another, which meet more often than not.
near_dates: st.SearchStrategy[EventDate] = st.deferred(
    lambda: (
        partial_dates(years=st.integers(1998, 2001)) | intervals(partial_dates(years=st.integers(1998, 2001)))
    )
)
