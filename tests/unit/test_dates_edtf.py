"""Dates are written as EDTF and read back, with the `edtf` package as oracle."""

import pytest
from date_strategies import event_dates, intervals, partial_dates
from edtf import parse_edtf as oracle
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.dates import WINTER, DateInterval, EventDate, PartialDate, Precision, parse_edtf

# The oracle takes 20 ms for a date.
slowly = settings(max_examples=25, deadline=None)


@given(event_dates)
def test_what_is_written_as_edtf_is_read_as_the_same(when: EventDate) -> None:
    assert parse_edtf(str(when)) == when


_PIECES = "2015 -0043 19XX 199X -10 -21 -31 -XX / .. ? ~ % 0000 - X Y T 1 +".split()


@given(
    st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)
    | st.text("0123456789-/X.?~%Tx ２", max_size=12)
)
@example("-0000")
@example("-000X")
@example("2015-XX-10")
@example("２０１５")
@example("2015\n")
def test_nothing_is_read_as_something_else(text: str) -> None:
    # What is read is either refused or kept to the letter.
    try:
        when = parse_edtf(text)
    except ValueError:
        return
    assert str(when) == text


def _known_to_oracle(when: PartialDate) -> bool:
    """Tell whether the package reads *when*, and rightly."""
    if when.precision is Precision.SEASON:
        # It reads no season with a mark, and ends winter in the year in which it began.
        return not (when.approximate or when.uncertain or when.month == WINTER)
    # It takes the twelfth month for the first one in "-0001-XX".
    return not (when.masked and when.year < 0)


def _interval_known_to_oracle(when: DateInterval) -> bool:
    """Tell whether the package reads *when*, and rightly."""
    # It gives an unknown end ten years more or less than the known one. Its decades and centuries as ends are
    # those of level 2, which combine with neither marks nor open ends; "198X/199X", which it reads, is an
    # example of its own.
    return not when.unknown and all(
        _known_to_oracle(end) and end.precision <= Precision.YEAR for end in when.known_ends
    )


@slowly
@given(partial_dates().filter(_known_to_oracle))
@example(parse_edtf("-04XX"))
@example(parse_edtf("0000"))
@example(parse_edtf("2015-XX-XX%"))
@example(parse_edtf("2016-02"))
def test_the_days_of_a_date_agree_with_the_oracle(when: PartialDate) -> None:
    known = oracle(str(when))
    assert tuple(known.lower_strict()[:3]) == tuple(when.first)
    assert tuple(known.upper_strict()[:3]) == tuple(when.last)


@slowly
@given(intervals(partial_dates(masked=False)).filter(_interval_known_to_oracle))
@example(parse_edtf("198X/199X"))
@example(parse_edtf("../2015-10~"))
@example(parse_edtf("-0043-03-15/0014?"))
def test_the_days_of_an_interval_agree_with_the_oracle(when: DateInterval) -> None:
    known = oracle(str(when))
    if when.start:
        assert tuple(known.lower_strict()[:3]) == tuple(when.first)
    if when.end:
        assert tuple(known.upper_strict()[:3]) == tuple(when.last)
    assert [known.lower_strict() == -float("inf"), known.upper_strict() == float("inf")] == [
        not when.start,
        not when.end,
    ]


@pytest.mark.parametrize(
    "text",
    """
    1985-04-12 1985-04 1985 1964/2008 2004-06/2006-08 2004-02-01/2005-02 2004-02-01/2005 2005/2006-02
    2001-21 2001-24 1984? 2004-06~ 2004-06-11% 201X 20XX 2004-XX 1985-04-XX 1985-XX-XX 201X~ 1985-XX?
    1985-04-12/.. 1985-04/.. 1985/.. ../1985-04-12 ../1985-04 ../1985 1985-04-12/ 1985-04/ 1985/ /1985-04-12 /1985-04 /1985
    1984~/2004-06 1984/2004-06~ 1984~/2004~ 1984?/2004% 1984-06?/2004-08? 1984-06-02?/2004-08-08~ -1985 -0043-03-15 0000 -04XX
    """.split(),
)
def test_level_1_is_read(text: str) -> None:
    # The examples of the specification's levels 0 and 1, and some of their combinations.
    assert str(parse_edtf(text)) == text


@pytest.mark.parametrize("text", ["2014-21~", "2014-21/2014-22", "../199X", "2014-24?/.."])
def test_what_texts_say_beyond_level_1_is_read(text: str) -> None:
    assert str(parse_edtf(text)) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1985-04-12T23:20:30Z", "times of day are not kept"),
        ("Y170000002", "years have four digits"),
        ("Y-17E7", "years have four digits"),
        ("-Y17e7", "years have four digits"),
        ("1950S2", "significant digits"),
        ("[1667,1668..1672]", "sets of dates"),
        ("{1960,1961-12}", "sets of dates"),
        ("2001-34", "quarters"),
        ("2001-25", "hemispheres"),
        ("2004?-06-11", "marks on a part"),
        ("?2004-06-~11", "marks on a part"),
        ("156X-12-25", "behind unknown ones"),
        ("2015-XX-10", "behind unknown ones"),
        ("199u", "written X"),
        ("1985/open", r"written \.\."),
        ("unknown/1985", "left out"),
        ("-0000", "year 0 has no sign"),
        ("-00XX", "year 0 has no sign"),
        ("2015-13", "no calendar has the date 2015-13"),
        ("2015-02-29", "no calendar has the date 2015-2-29"),
        ("2015-22-XX", "no calendar"),
        ("2015-10-20/2014", "ends before it starts"),
        ("../..", "at least one end"),
        ("/", "at least one end"),
        ("2015/2016/2017", "not a date in EDTF level 1"),
        ("", "not a date in EDTF level 1"),
        ("Tuesday", "not a date in EDTF level 1"),
        ("20151020", "not a date in EDTF level 1"),
        ("2015-1", "not a date in EDTF level 1"),
        (" 2015", "not a date in EDTF level 1"),
    ],
)
def test_what_is_not_supported_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_edtf(text)
