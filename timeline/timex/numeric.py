"""Numeric dates, which need no language: "2015-10-20T18:00:00Z", "2015-09", "20.10.2015", "7/8/07"."""

from timeline.dates import PartialDate
from timeline.timex.rules import Match, in_number
from timeline.timex.semantics import EitherOrder, Stated
from timeline.timex.tokens import Tokens

_MARKS = ("-", "/", ".")
_NEXT_CENTURY = 70
"""Years of two digits below it are of the 21st century."""


def numeric_date(tokens: Tokens, index: int) -> Match | None:
    """Read a numeric date; dots mean that the day comes first, slashes leave the order open."""
    mark, parts = joined_numbers(tokens, index)
    return date_of(tokens, index, mark, parts) if parts else None


def joined_numbers(tokens: Tokens, index: int) -> tuple[str, list[str]]:
    """Return the mark that joins two or three numbers without a gap, and these; else no numbers."""
    mark, parts = tokens.words[index + 1], [tokens.words[index]]
    if mark not in _MARKS or in_number(tokens, index):
        return mark, []
    end = index + 1
    while (
        tokens.words[end] == mark
        and tokens.glued(end)
        and tokens.glued(end + 1)
        and tokens.words[end + 1].isdecimal()
    ):
        parts.append(tokens.words[end + 1])
        end += 2
        if len(parts) > 3:
            return mark, []
    return mark, parts if len(parts) > 1 else []


def date_of(tokens: Tokens, index: int, mark: str, parts: list[str]) -> Match | None:
    """Return the date that *parts* stand for, numbers joined by *mark* from *index* on; None for no date."""
    end = index + 2 * len(parts) - 1
    try:
        return _year_first(tokens, parts, mark, end) or _year_last(parts, mark, end)
    except ValueError:
        return None


def _year_first(tokens: Tokens, parts: list[str], mark: str, end: int) -> Match | None:
    lengths = [len(part) for part in parts]
    if lengths[:2] != [4, 2] or lengths[2:] not in ([], [1], [2]) or not "1000" <= parts[0] <= "2999":
        return None
    year, month, *days = map(int, parts)
    if days:
        return Match(Stated(PartialDate(year, month, days[0])), _behind_stamp(tokens, end))
    # "2011-15" and "2010/11" are years; "2015-09" can only be a month.
    return Match(Stated(PartialDate(year, month)), end) if mark == "-" and month <= year % 100 else None


def _behind_stamp(tokens: Tokens, end: int) -> int:
    """Return the end of an ISO time ("T18:00:00Z") that begins at *end*, or *end*."""
    if tokens.words[end] != "t" or not tokens.glued(end):
        return end
    start = end = end + 1
    while (
        end < start + 11
        and tokens.glued(end)
        and (tokens.words[end].isdecimal() or tokens.words[end] in (":", ".", "z", "+", "-"))
    ):
        end += 1
    return end - 1 if tokens.words[end - 1] in (":", ".", "-", "+") else end


def _year_last(parts: list[str], mark: str, end: int) -> Match | None:
    """Read three numbers with the year last; with dots the day comes first, with slashes rather the month."""
    lengths = [len(part) for part in parts]
    if len(parts) != 3 or max(lengths[:2]) > 2 or not (lengths[2] == 4 or (lengths[2] == 2 and mark == "/")):
        return None
    first, second, year = int(parts[0]), int(parts[1]), full_year(parts[2])
    if not 1000 <= year <= 2999:
        return None
    if mark == "." or first > 12 or first == second:
        return Match(Stated(PartialDate(year, second, first)), end)
    if second > 12:
        return Match(Stated(PartialDate(year, first, second)), end)
    return Match(EitherOrder(PartialDate(year, first, second), PartialDate(year, second, first)), end)


def full_year(digits: str) -> int:
    """Return the year that *digits* stand for; two of them are of this century or the last.

    >>> full_year("2015"), full_year("15"), full_year("98")
    (2015, 2015, 1998)
    """
    year = int(digits)
    if len(digits) != 2:
        return year
    return year + (2000 if year < _NEXT_CENTURY else 1900)
