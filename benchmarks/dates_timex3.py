"""How TIMEX3 values (ISO-TimeML) and EDTF level 1 stand for each other.

| TIMEX3                          | EDTF                        | why                                                   |
| ------------------------------- | --------------------------- | ----------------------------------------------------- |
| 2015-10-20, 2015-10, 2015       | the same                    |                                                       |
| 2015-10-20T18:00Z, 2015-10-20TEV| 2015-10-20                  | `timeline` keeps no time of day                       |
| 2015-10-XX, 2015-XX-XX          | 2015-10, 2015               | what is not known is left out                         |
| 2015-W43                        | 2015-10-19/2015-10-25       | EDTF level 1 has no weeks                             |
| 2015-W43-WE                     | 2015-10-24/2015-10-25       | nor weekends                                          |
| 2015-Q3, 2015-H1                | 2015-07/2015-09, …-01/…-06  | nor quarters and halves                               |
| 2015-SP, -SU, -FA, -WI          | 2015-21, -22, -23, -24      | seasons                                               |
| 199, 19                         | 199X, 19XX                  | decade, century                                       |
| BC0044                          | -0043                       | EDTF counts a year 0                                  |
| value with mod="APPROX"         | 2015~                       | compared without: the value says the same             |
| value with mod="BEFORE"/"AFTER" | ../2015, 2015/..            | the limit is the value                                |
| two expressions, 2009 and 2011  | 2009/2011                   | a range is one expression here, and either end is it  |
| PAST_REF, PRESENT_REF, …, FY2007| none (null in the JSON)     | no day follows from it                                |
"""

import re
from datetime import date

from timeline.dates import DateInterval, Day, EventDate, PartialDate, week_of

_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_SEASON_CODES = {number: code for code, number in _SEASONS.items()}


def from_timex3(value: str) -> EventDate | None:
    """Return what a TIMEX3 value means as a date, or None where no day follows from it.

    >>> [str(from_timex3(value)) for value in ("2015-W43", "2015-Q3", "199", "2015-10-20TEV", "2015-XX-XX", "PAST_REF")]
    ['2015-10-19/2015-10-25', '2015-07/2015-09', '199X', '2015-10-20', '2015', 'None']
    """
    known = value.strip().upper().partition("T")[0] if value[:1].isdigit() else value.strip().upper()
    known = re.sub(r"(-XX)+$", "", known)
    try:
        return _date(known)
    except ValueError:
        return None


_SHAPES = {
    re.compile(r"(\d{4})-W(\d\d)"): lambda year, week: week_of(date.fromisocalendar(int(year), int(week), 1)),
    re.compile(r"(\d{4})-W(\d\d)-WE"): lambda year, week: DateInterval(
        *(PartialDate.of(date.fromisocalendar(int(year), int(week), day)) for day in (6, 7))
    ),
    re.compile(r"(\d{4})-Q([1-4])"): lambda year, number: _months(int(year), 3, int(number)),
    re.compile(r"(\d{4})-H([12])"): lambda year, number: _months(int(year), 6, int(number)),
    re.compile(r"(\d{4})-(SP|SU|FA|WI)"): lambda year, season: PartialDate(int(year), _SEASONS[season]),
    re.compile(r"BC(\d{4})"): lambda year: PartialDate(1 - int(year)),
    re.compile(r"(\d{3})"): lambda decade: PartialDate(10 * int(decade), unspecified=1),
    re.compile(r"(\d{2})"): lambda century: PartialDate(100 * int(century), unspecified=2),
    re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"): lambda *parts: PartialDate(
        *(int(part) for part in parts if part)
    ),
}


def _date(value: str) -> EventDate | None:
    matches = ((shape.fullmatch(value), read) for shape, read in _SHAPES.items())
    return next((read(*match.groups()) for match, read in matches if match), None)


def _months(year: int, length: int, number: int) -> DateInterval:
    """Return the months of a quarter or a half of *year*."""
    return DateInterval(PartialDate(year, length * (number - 1) + 1), PartialDate(year, length * number))


def to_timex3(when: EventDate) -> str:
    """Return the TIMEX3 value of a date; of an interval that TIMEX3 has no name for, both ends with a slash between.

    >>> from timeline.dates import parse_edtf
    >>> [to_timex3(parse_edtf(edtf)) for edtf in ("2015-22", "199X", "2015-10-19/2015-10-25", "../2018", "-0043", "2011/2015")]
    ['2015-SU', '199', '2015-W43', '2018', 'BC0044', '2011/2015']
    """
    if isinstance(when, PartialDate):
        return _part(when)
    if when.start is None or when.end is None:
        return _part(when.start or when.end or PartialDate(0))
    return next(
        (value for value in _names(when.start, when.end) if _same_days(from_timex3(value), when)), None
    ) or (f"{_part(when.start)}/{_part(when.end)}")


def _names(start: PartialDate, end: PartialDate) -> list[str]:
    """Return the names that an interval with these ends may have."""
    names = [
        f"{start.year:04d}-{letter}{number}"
        for letter, count in (("Q", 4), ("H", 2))
        for number in range(1, count + 1)
    ]
    if monday := start.to_day():
        year, week, _ = monday.isocalendar()
        names += [f"{year:04d}-W{week:02d}", f"{year:04d}-W{week:02d}-WE"]
    return names if start.year > 0 and end.year > 0 else []


def _part(when: PartialDate) -> str:
    if when.year <= 0:
        return f"BC{1 - when.year:04d}"
    year = f"{when.year:04d}"
    if when.unspecified:
        return year[: -when.unspecified]
    if when.month in _SEASON_CODES:
        return f"{year}-{_SEASON_CODES[when.month]}"
    return "-".join([year, *(f"{part:02d}" for part in (when.month, when.day) if part is not None)])


def same_value(found: EventDate | None, gold: EventDate | None) -> bool:
    """Return whether a found date is the annotated one: it has the same days, or is a range that *gold* ends.

    An open interval counts as its limit, and what is approximate or uncertain as the date itself, for TIMEX3
    keeps both out of the value. Where no day follows from the annotation, none may have been found.

    >>> from timeline.dates import parse_edtf
    >>> [same_value(parse_edtf(edtf), PartialDate(2011)) for edtf in ("2011~", "../2011", "2009/2011", "2011-05")]
    [True, True, True, False]
    """
    if found is None or gold is None:
        return found is gold
    if _same_days(found, gold):
        return True
    return isinstance(found, DateInterval) and any(
        _same_days(end, gold) for end in (found.start, found.end) if end
    )


def _same_days(one: EventDate | None, other: EventDate | None) -> bool:
    return _days(one) == _days(other)


def _days(when: EventDate | None) -> tuple[Day, Day] | None:
    return (when.first, when.last) if when else None
