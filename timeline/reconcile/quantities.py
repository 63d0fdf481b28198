"""Quantities: how many were killed, injured or arrested, or how many of a named thing a text counts."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.lang.en.lexicon import CALENDAR, STOP_WORDS
from timeline.lang.lexical import stem
from timeline.reconcile.parameters import COUNT_REACH

_TOKEN = re.compile(r"[$£€]?\d+(?:,\d{3})*(?:\.\d+)?%?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[.,;:()–—]")
_NUMBER = re.compile(r"\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,12})?")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_SMALL = {
    word: float(value)
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
}
NUMBER_WORDS = frozenset(_SMALL)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_TOLLS = {
    word: toll
    for toll, words in (
        (
            "killed",
            (
                "killed kill kills killing dead died die dies deaths lives toll fatalities drowned perished "
                "slain"
            ),
        ),
        ("injured", "injured injuring injuries wounded wounding hurt"),
        ("missing", "missing unaccounted"),
        ("arrested", "arrested detained"),
        ("displaced", "displaced homeless evacuated fled"),
        ("rescued", "rescued"),
    )
    for word in words.split()
}
_BOUNDS = {
    "at least": (1.0, math.inf),
    "more than": (1.0, math.inf),
    "over": (1.0, math.inf),
    "as many as": (0.0, 1.0),
    "up to": (0.0, 1.0),
    "fewer than": (0.0, 1.0),
    "less than": (0.0, 1.0),
    "nearly": (0.85, 1.0),
    "almost": (0.85, 1.0),
    "close to": (0.85, 1.15),
    "about": (0.9, 1.1),
    "around": (0.9, 1.1),
    "some": (0.9, 1.1),
    "roughly": (0.9, 1.1),
}
"""What words before a number make of it: its least and its greatest multiple."""
_ANYBODY = frozenset(stem(word) for word in "people persons others victims casualties".split())
_UNCOUNTED = frozenset(
    stem(word)
    for word in "years months weeks days hours minutes seconds times percent metres meters miles kilometres "
    "kilometers feet tonnes tons degrees dollars euros pounds st nd rd th am pm".split()
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many: *about* is what was counted, *unit* narrows it ("civilians" killed), *written* is the text."""

    about: str
    unit: str | None
    low: float
    high: float
    written: str

    def contradicts(self, other: "Count") -> bool:
        """Return whether both count the same and cannot both be right."""
        same_unit = self.unit == other.unit or None in (self.unit, other.unit)
        return self.about == other.about and same_unit and (self.low > other.high or other.low > self.high)


def counts_in(text: str) -> list[Count]:
    """Return what *text* counts.

    >>> text = "The blast killed at least 12 guards and hurt three; 40 houses burnt down on 3 May 2019."
    >>> [(count.about, count.unit, count.written) for count in counts_in(text)]
    [('killed', 'guard', 'at least 12'), ('injured', None, 'three'), ('houses', None, '40')]
    """
    tokens = _TOKEN.findall(text)
    lower = [token.lower() for token in tokens]
    numbers = (place for place, word in enumerate(lower) if word in _SMALL or word[0].isdigit())
    counts = (_count_at(tokens, lower, place) for place in numbers)
    return [count for count in counts if count is not None]


def _count_at(tokens: Sequence[str], lower: Sequence[str], place: int) -> Count | None:
    value, after = _value_at(lower, place)
    if value is None:
        return None
    unit = _unit_at(lower, after)
    if unit is not None and stem(unit) in _UNCOUNTED:
        return None
    anybody = unit is None or stem(unit) in _ANYBODY
    toll = _toll_near(lower, place)
    about = toll or (None if anybody else unit)
    if about is None:
        return None
    bound = _bound_before(lower, place)
    low, high = _BOUNDS.get(bound, (1.0, 1.0))
    return Count(
        about=about,
        unit=stem(unit) if toll and unit is not None and not anybody else None,
        low=value * low,
        high=value * high,
        written=" ".join((*bound.split(), *tokens[place:after])),
    )


def _bound_before(lower: Sequence[str], place: int) -> str:
    """Return the words before a number that make it a bound or an approximation, or nothing."""
    for words in _BOUNDS:
        if " ".join(lower[max(0, place - len(words.split())) : place]) == words:
            return words
    return ""


def _value_at(lower: Sequence[str], place: int) -> tuple[float | None, int]:
    """Return the number at *place* and the place after it; None for a year, day, time, sum or share."""
    word, after = lower[place], place + 1
    if word in _SMALL or not _NUMBER.fullmatch(word):
        return _SMALL.get(word), after
    around = {lower[place - 1] if place else "", lower[after] if after < len(lower) else ""}
    if _YEAR.fullmatch(word) or ":" in around or not around.isdisjoint(CALENDAR):
        return None, after
    scale = _SCALES.get(lower[after], 1) if after < len(lower) else 1
    if "." in word and scale == 1:
        return None, after
    return float(word.replace(",", "")) * scale, after + (scale > 1)


def _unit_at(lower: Sequence[str], after: int) -> str | None:
    """Return the plural noun that follows a number, directly or after one other word."""
    for word in lower[after : after + 2]:
        if not word[0].isalpha() or word in STOP_WORDS or word in _TOLLS:
            return None
        if stem(word) in _ANYBODY or (word.endswith("s") and not word.endswith("ss")):
            return word
    return None


def _toll_near(lower: Sequence[str], place: int) -> str | None:
    """Return the toll whose word is nearest to a number, on either side, with only plain words between."""
    for distance in range(1, COUNT_REACH + 1):
        for other in (place - distance, place + distance):
            if not 0 <= other < len(lower) or lower[other] not in _TOLLS:
                continue
            if all(map(_is_plain, lower[min(place, other) + 1 : max(place, other)])):
                return _TOLLS[lower[other]]
    return None


def _is_plain(word: str) -> bool:
    return word[0].isalpha() and word not in _SMALL
