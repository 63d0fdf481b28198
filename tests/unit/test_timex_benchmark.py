"""The mapping between EDTF and TIMEX3 values by which time expressions are measured."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from timeline.dates import parse_edtf

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "dates_timex3.py"


@pytest.fixture(scope="module")
def timex3() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dates_timex3", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2015-10-20", "2015-10-20"),
        ("2015-10", "2015-10"),
        ("2015", "2015"),
        ("199", "199X"),
        ("19", "19XX"),
        ("2015-SU", "2015-22"),
        ("2015-W43", "2015-10-19/2015-10-25"),
        ("2009-W53", "2009-12-28/2010-01-03"),
        ("2015-W43-WE", "2015-10-24/2015-10-25"),
        ("2015-Q3", "2015-07/2015-09"),
        ("2015-H1", "2015-01/2015-06"),
        ("BC0044", "-0043"),
    ],
)
def test_both_ways(timex3: ModuleType, value: str, edtf: str) -> None:
    """What TIMEX3 has a name for is read from it, and written as the same name."""
    assert str(timex3.from_timex3(value)) == edtf
    assert timex3.to_timex3(parse_edtf(edtf)) == value


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2015-10-20T18:00Z", "2015-10-20"),
        ("2015-10-20TEV", "2015-10-20"),
        ("2015-10-XX", "2015-10"),
        ("2015-XX-XX", "2015"),
    ],
)
def test_what_edtf_leaves_out(timex3: ModuleType, value: str, edtf: str) -> None:
    """Times of day and unknown parts are not kept."""
    assert str(timex3.from_timex3(value)) == edtf


@pytest.mark.parametrize(
    "value", ["PAST_REF", "PRESENT_REF", "XXXX-XX-XX", "FY2007", "P2D", "PXD", "2015-13", "2015-W60", ""]
)
def test_what_is_no_date(timex3: ModuleType, value: str) -> None:
    """Vague references, durations, financial years and dates that no calendar has are none."""
    assert timex3.from_timex3(value) is None


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        ("2015-10~", "2015-10", True),
        ("../2018", "2018", True),
        ("2009/2011", "2011", True),
        ("194X/2002", "1940/2002", True),
        ("2015-10-20", "2015-10", False),
        ("2015", "2015-10", False),
    ],
)
def test_when_two_dates_count_as_one_value(timex3: ModuleType, found: str, gold: str, *, same: bool) -> None:
    """The same days are the same value; what is finer or coarser is another."""
    assert timex3.same_value(parse_edtf(found), parse_edtf(gold)) is same
