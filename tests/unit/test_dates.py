"""Dates compare, order and round-trip; the `edtf` package is the oracle."""

import datetime

import pytest
from edtf import parse_edtf as oracle
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import (
    WINTER,
    DateInterval,
    EventDate,
    PartialDate,
    Precision,
    approximately,
    describe,
    finest,
    order_key,
    overlap,
    parse_edtf,
    week_of,
    within,
)

days = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))
flags = st.booleans()


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(days)
    unspecified = draw(st.integers(0, 2))
    if unspecified:
        return PartialDate(day.year // 10**unspecified * 10**unspecified, unspecified=unspecified)
    month = draw(st.sampled_from([None, day.month, 21, 22, 23, 24]))
    known_day = draw(st.sampled_from([None, day.day])) if month == day.month else None
    return PartialDate(day.year, month, known_day, approximate=draw(flags), uncertain=draw(flags))


@st.composite
def event_dates(draw: st.DrawFn) -> EventDate:
    if draw(flags):
        return draw(partial_dates())
    one, other = sorted([draw(partial_dates()), draw(partial_dates())], key=order_key)
    return draw(st.sampled_from([DateInterval(one, other), DateInterval(one, None), DateInterval(None, other)]))


@given(event_dates())
def test_what_is_written_as_edtf_is_read_as_the_same(when: EventDate) -> None:
    assert parse_edtf(str(when)) == when


@given(partial_dates())
def test_bounds_agree_with_the_edtf_package(when: PartialDate) -> None:
    season = when.precision is Precision.SEASON  # that package reads no uncertain seasons, and ends winter in its first year
    if not season or not (when.month == WINTER or when.approximate or when.uncertain):
        known = oracle(str(when))
        assert tuple(known.lower_strict()[:3]) == tuple(when.first)
        assert tuple(known.upper_strict()[:3]) == tuple(when.last)


@given(event_dates(), event_dates(), event_dates())
def test_the_order_is_total_and_transitive(one: EventDate, two: EventDate, three: EventDate) -> None:
    ordered = sorted([one, two, three], key=order_key)
    assert ordered == sorted([three, one, two], key=order_key)
    assert (order_key(one) == order_key(two)) == (one == two)


@given(event_dates(), event_dates())
def test_what_is_within_overlaps(inner: EventDate, outer: EventDate) -> None:
    assert not within(inner, outer) or overlap(inner, outer)
    assert overlap(inner, outer) == overlap(outer, inner)


@given(days)
def test_a_week_runs_from_monday_to_sunday_and_holds_its_day(day: datetime.date) -> None:
    week = week_of(day)
    assert within(PartialDate.of(day), week)
    assert week.start is not None
    assert week.start.to_day().weekday() == 0


@pytest.mark.parametrize("text", ["", "Tuesday", "2015-13", "2015-02-30", "2015-10-20/2014", "20151020", "../..", "2015-1"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its words are for whoever catches it
        parse_edtf(text)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2015-10-20", "20 October 2015"),
        ("2015-10", "October 2015"),
        ("2014-21?", "spring 2014 (uncertain)"),
        ("19XX", "the 1900s"),
        ("2024-02-12~/2024-02-18~", "c. the week of 12 February 2024"),
        ("2011/..", "since 2011"),
        ("2015-10-03/2015-10-05", "3 October 2015 to 5 October 2015"),
    ],
)
def test_words_claim_no_more_than_the_date(edtf: str, words: str) -> None:
    assert describe(parse_edtf(edtf)) == words


def test_a_century_before_our_era_counts_backwards() -> None:
    assert (parse_edtf("-04XX").first.year, parse_edtf("-04XX").last.year) == (-499, -400)


def test_the_finest_date_spans_the_fewest_days() -> None:
    dates = [parse_edtf(text) for text in ("2015", "2015-09-30", "2015-09", "2015-09-30~")]
    assert str(finest(dates)) == "2015-09-30"
    assert approximately(dates[1]) == dates[3]
    assert dates[1].precision is Precision.DAY
