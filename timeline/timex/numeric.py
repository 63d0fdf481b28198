"""Dates in figures, which no language spells: "2015-10-20", "2015-10-20T18:00:00Z", "2015-09", "20.10.2015", "7/8/07"."""

from timeline.dates import PartialDate
from timeline.timex.rules import Match, in_number
from timeline.timex.semantics import EitherOrder, Stated
from timeline.timex.tokens import Tokens

_MARKS = ("-", "/", ".")
_NEXT_CENTURY = 70
"""Years of two figures below it are of the 21st century."""


def date_in_figures(tokens: Tokens, index: int) -> Match | None:
    """Read a date in figures; dots mean that the day is first, and slashes leave the order open."""
    mark, parts = joined_figures(tokens, index)
    return date_of(tokens, index, mark, parts) if parts else None


def joined_figures(tokens: Tokens, index: int) -> tuple[str, list[str]]:
    """Return the two or three numbers that a mark joins without a gap, and the mark; no number for fewer or more."""
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
    """Return the date that the numbers *parts*, joined by *mark* from *index* on, stand for; None when they are none."""
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
    """Return the end of the "T", figures, colons and zone of an ISO time that begins at *end*, or *end*."""
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
    """Read three numbers of which the year is last; dots mean that the day is first, slashes rather the month."""
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


def full_year(figures: str) -> int:
    """Return the year that *figures* stand for; two of them are of this century or the last.

    >>> full_year("2015"), full_year("15"), full_year("98")
    (2015, 2015, 1998)
    """
    year = int(figures)
    if len(figures) != 2:
        return year
    return year + (2000 if year < _NEXT_CENTURY else 1900)
