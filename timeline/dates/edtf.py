"""Read EDTF (ISO 8601-2:2019) level 1; what the values cannot hold is refused, never rounded.

Two things beyond level 1 are read and written, because texts say them: seasons with a mark ("about spring
2014", 2014-21~), and seasons, decades, centuries and masked parts as ends of an interval ("by the 1990s",
../199X). Of level 1, years of more than four digits are refused.
"""

import re
from functools import lru_cache

from timeline.dates.values import DateInterval, EventDate, PartialDate

_DATE = re.compile(
    r"(-?)([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}))?(?:-([0-9]{2}))?((?:-XX){0,2})([?~%]?)"
)
_REASONS = (
    (re.compile(r"[0-9]T[0-9]"), "times of day are not kept"),
    (re.compile(r"^-?[Yy]|/-?[Yy]"), "years have four digits"),
    (re.compile(r"[\[\]{},]"), "sets of dates are of level 2"),
    (re.compile(r"[0-9]S[0-9]|[0-9]E[0-9]"), "years by significant digits or exponents are of level 2"),
    (re.compile(r"[0-9][ux]|-[ux]"), "a digit that is not known is written X"),
    (re.compile(r"open|unknown"), "an open end is written .., and an unknown one is left out"),
    (
        re.compile(r"[0-9]{4}-(2[5-9]|3[0-9]|4[01])(?![0-9])"),
        "hemispheres, quarters and halves of a year are of level 2",
    ),
    (
        re.compile(r"[?~%](?!$|/)"),
        "marks on a part of a date are of level 2; in level 1 they stand at its end",
    ),
    (re.compile(r"X[-0-9]*[0-9]"), "known parts behind unknown ones are of level 2"),
    (re.compile(r"-00(00|0X|XX)"), "the year 0 has no sign"),
)


@lru_cache(maxsize=100_000)
def parse_edtf(text: str) -> EventDate:
    """Read EDTF level 1: `str` of the value is *text* again. Results are cached.

    >>> str(parse_edtf("2015-10-20~")), str(parse_edtf("2015-10-XX"))
    ('2015-10-20~', '2015-10-XX')
    >>> parse_edtf("199X").last
    Day(year=1999, month=12, day=31)

    Raises ValueError for anything else, and says what is not supported.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _parse_date(start)
    ends = (None if part in ("..", "") else _parse_date(part) for part in (start, end))
    return DateInterval(*ends, unknown="" in (start, end))


def _parse_date(text: str) -> PartialDate:
    match = _DATE.fullmatch(text)
    if not match:
        raise _refusal(text)
    sign, year, month, day, masked, mark = match.groups()
    try:
        when = PartialDate(
            int(sign + year.replace("X", "0")),
            int(month) if month else None,
            int(day) if day else None,
            unspecified=year.count("X"),
            approximate=mark in ("~", "%"),
            uncertain=mark in ("?", "%"),
            masked=masked.count("-"),
        )
    except ValueError as error:
        raise _refusal(text, str(error)) from None
    if str(when) != text:
        raise _refusal(text)
    return when


def _refusal(text: str, otherwise: str = "") -> ValueError:
    """Return the error for *text*, with the reason why it is no date here, or else the one given."""
    reason = next((reason for pattern, reason in _REASONS if pattern.search(text)), otherwise)
    return ValueError(f"{text!r:.60} is not a date in EDTF level 1" + (f": {reason}" if reason else ""))
