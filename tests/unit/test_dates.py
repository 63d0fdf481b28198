"""Dates as values: they compare, order and intersect by the days that they can be."""

import datetime

import pytest
from date_strategies import days, event_dates, near_dates, partial_dates
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import (
    DateInterval,
    Day,
    EventDate,
    PartialDate,
    Precision,
    approximately,
    finest,
    intersection,
    order_key,
    overlap,
    parse_edtf,
    uncertain,
    week_of,
    within,
)


@given(event_dates, event_dates, event_dates)
def test_the_order_is_total_and_transitive(one: EventDate, two: EventDate, three: EventDate) -> None:
    ordered = sorted([one, two, three], key=order_key)
    assert ordered == sorted([three, one, two], key=order_key)
    assert (order_key(one) == order_key(two)) == (one == two)


@given(near_dates, near_dates, near_dates)
def test_to_lie_within_is_a_partial_order_that_implies_overlap(
    one: EventDate, two: EventDate, three: EventDate
) -> None:
    assert within(one, one)
    assert not within(one, two) or overlap(one, two)
    assert not (within(one, two) and within(two, three)) or within(one, three)


@given(near_dates, near_dates, days)
def test_the_intersection_holds_the_days_of_both_and_no_others(
    one: EventDate, other: EventDate, day: datetime.date
) -> None:
    both = intersection(one, other)
    assert (both is not None) == overlap(one, other) == overlap(other, one)
    if both:
        assert (both.first, both.last) == (max(one.first, other.first), min(one.last, other.last))
    held = [within(PartialDate.of(day), when) for when in (one, other)]
    assert all(held) == (both is not None and within(PartialDate.of(day), both))


@given(near_dates, near_dates)
def test_the_intersection_does_not_depend_on_which_comes_first(one: EventDate, other: EventDate) -> None:
    assert intersection(one, other) == intersection(other, one)
    assert intersection(one, one) == one


@given(near_dates, near_dates)
def test_what_lies_in_the_other_is_the_intersection(one: EventDate, other: EventDate) -> None:
    # Nothing is said anew, more finely or more surely, where one of the two says it already.
    if within(one, other) and not within(other, one):
        assert intersection(one, other) == one


@given(event_dates, event_dates)
def test_the_intersection_is_written_and_read_like_any_date(one: EventDate, other: EventDate) -> None:
    both = intersection(one, other)
    assert both is None or parse_edtf(str(both)) == both


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        pytest.param("2019", "2019-03", "2019-03", id="a month of a year"),
        pytest.param("../2015", "2014/..", "2014/2015", id="two half-open spans"),
        pytest.param("2014-11-03/..", "2014", "2014-11-03/2014-12", id="an end no finer than the days need"),
        pytest.param("199X", "1995/2005", "1995/1999", id="years of a decade"),
        pytest.param("19XX", "1985/2005", "1985/199X", id="decades of a century"),
        pytest.param("2014-24", "2015", "2015-01/2015-02", id="a winter and its second year"),
        pytest.param("0000/..", "../9999-24", "0000/9999-24", id="the last winter that can be written"),
        pytest.param("9999-12-25/..", "../9999-24", "9999-12-25/9999-24", id="a part of that winter"),
        pytest.param("2015-09-15/2015-10", "2015-10/2015-12", "2015-10", id="ends that meet in one month"),
        pytest.param("2015~", "2015", "2015", id="the sure one of equals"),
        pytest.param(
            "2014~/2016", "2015/2017?", "2015/2016", id="marks of ends that do not count are dropped"
        ),
        pytest.param("2014/2016~", "2015?/2017", "2015?/2016~", id="marks of ends that count are kept"),
        pytest.param("2014/2016~", "2015-06/2016-03", "2015-06/2016-03", id="the inner one as it is"),
        pytest.param("-01XX", "-0150/..", "-0150/-010X", id="decades before our era"),
        pytest.param(
            "19XX~", "1985-05/2005", "1985-05/199X~", id="a part of an approximate end is approximate"
        ),
        pytest.param("-0009/0000", "-0004/0005", "-0004/0000", id="around the year 0"),
        pytest.param("1985/", "1980/..", "1985/", id="an unknown end stays unknown"),
        pytest.param("2015-10-XX", "2015-10-03/2016", "2015-10-03/2015-10-31", id="days of a month"),
        pytest.param("2015", "2016", None, id="nothing in common"),
        pytest.param("2015-10-31", "2015-11/..", None, id="neighbours"),
    ],
)
def test_intersections(one: str, other: str, both: str | None) -> None:
    found = intersection(parse_edtf(one), parse_edtf(other))
    assert (found and str(found)) == both


@given(st.lists(partial_dates(years=st.integers(100, 9998)), min_size=1))
def test_the_finest_date_spans_the_fewest_days(dates: list[PartialDate]) -> None:
    def span(when: PartialDate) -> int:
        first, last = (datetime.date(*day) for day in (when.first, when.last))
        return (last - first).days

    assert span(finest(dates)) == min(map(span, dates))


def test_the_finest_of_equals_is_the_sure_one() -> None:
    dates = [parse_edtf(text) for text in ("2015", "2015-09-30~", "2015-09", "2015-09-30?", "2015-09-30")]
    assert str(finest(dates)) == "2015-09-30"


def test_the_finest_counts_days_before_our_era_too() -> None:
    # The year 5 BCE is a leap year, the year 4 BCE is none.
    assert str(finest([parse_edtf("-0004-02"), parse_edtf("-0003-02")])) == "-0003-02"


@given(days)
def test_a_week_runs_from_monday_to_sunday_and_holds_its_day(day: datetime.date) -> None:
    week = week_of(day)
    assert within(PartialDate.of(day), week)
    assert week.start is not None
    assert week.start.to_day().weekday() == 0


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max], ids=["first", "last"])
def test_a_week_at_the_end_of_the_calendar_is_cut(day: datetime.date) -> None:
    assert within(PartialDate.of(day), week_of(day))


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2015-10-20", (2015, 10, 20), (2015, 10, 20)),
        ("2016-02", (2016, 2, 1), (2016, 2, 29)),
        ("2014-21", (2014, 3, 1), (2014, 5, 31)),
        ("2014-24", (2014, 12, 1), (2015, 2, 28)),
        ("2015-XX-XX", (2015, 1, 1), (2015, 12, 31)),
        ("-04XX", (-499, 1, 1), (-400, 12, 31)),
        ("-0004-02", (-4, 2, 1), (-4, 2, 29)),
    ],
)
def test_first_and_last_day(date: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    when = parse_edtf(date)
    assert (when.first, when.last) == (Day(*first), Day(*last))


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"year": 2015, "month": 13}, id="thirteenth month"),
        pytest.param({"year": 2015, "month": 2, "day": 29}, id="29 February of a common year"),
        pytest.param({"year": 2015, "day": 3}, id="a day of no month"),
        pytest.param({"year": 2015, "month": 21, "day": 3}, id="a day of a season"),
        pytest.param({"year": 2015, "unspecified": 1}, id="a decade that begins within"),
        pytest.param({"year": 2000, "unspecified": 3}, id="a millennium"),
        pytest.param({"year": 2015, "month": 10, "masked": 2}, id="two parts of a month"),
        pytest.param({"year": 2015, "month": 22, "masked": 1}, id="some day of a season"),
        pytest.param({"year": 2010, "unspecified": 1, "masked": 1}, id="some month of a decade"),
        pytest.param({"year": 10_000}, id="five digits"),
    ],
)
def test_what_no_calendar_has_is_refused(fields: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="no calendar has the date"):
        PartialDate(**fields)


@pytest.mark.parametrize(
    ("start", "end", "unknown"),
    [("2015", "2014", False), (None, None, False), ("2014", "2015", True)],
    ids=["ends before it starts", "has no end", "knows its unknown end"],
)
def test_what_is_no_span_is_refused(start: str | None, end: str | None, unknown: bool) -> None:  # noqa: FBT001 - a case
    sides = [side and PartialDate(int(side)) for side in (start, end)]
    with pytest.raises(ValueError, match=r"interval|both ends"):
        DateInterval(*sides, unknown=unknown)


@given(event_dates)
def test_marks_are_added_and_nothing_else_changes(when: EventDate) -> None:
    for mark, name in ((approximately, "approximate"), (uncertain, "uncertain")):
        marked = mark(when)
        assert getattr(marked, name)
        assert (marked.first, marked.last, marked.precision) == (when.first, when.last, when.precision)
        assert mark(marked) == marked


def test_an_interval_is_as_fine_as_its_coarser_end() -> None:
    assert parse_edtf("2015-10-03/2016").precision is Precision.YEAR
    assert parse_edtf("2015-10-03/..").precision is Precision.DAY
