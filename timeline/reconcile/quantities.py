"""Quantities: how many were killed, injured or arrested, or how many of a named thing a text counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from timeline.lang.base import Language
from timeline.reconcile.lexicon import Lexicon, lexicon_of
from timeline.reconcile.parameters import COUNT_REACH

_YEAR = re.compile(r"1\d{3}|20\d\d")


@dataclass(frozen=True, slots=True)
class Count:
    """How many: *about* is what was counted, *unit* narrows it ("civilians" killed), *written* the text."""

    about: str
    unit: str | None
    low: float
    high: float
    written: str

    def contradicts(self, other: "Count") -> bool:
        """Return whether both count the same and cannot both be right."""
        same_unit = self.unit == other.unit or None in (self.unit, other.unit)
        return self.about == other.about and same_unit and (self.low > other.high or other.low > self.high)


def counts_in(text: str, language: Language) -> list[Count]:
    """Return what *text* counts; nothing in a language without words for quantities.

    >>> from timeline.lang.registry import language_of
    >>> text = "The blast killed at least 12 guards and hurt three; 40 houses burnt down on 3 May 2019."
    >>> [(count.about, count.unit, count.written) for count in counts_in(text, language_of("en"))]
    [('killed', 'guard', 'at least 12'), ('injured', None, 'three'), ('houses', None, '40')]
    """
    return _reader_of(language).counts(text)


@cache
def _reader_of(language: Language) -> "_CountReader":
    return _CountReader(language)


class _CountReader:
    """Finds what the texts of *language* count."""

    def __init__(self, language: Language) -> None:
        self._lexicon: Lexicon = lexicon_of(language)
        self._quantities = self._lexicon.quantities
        self._stop_words = language.stop_words
        # One is as often a pronoun as a number.
        self._numbers = {word: number for word, number in language.number_words.items() if number > 1}
        thousands, decimal = (re.escape(mark) for mark in (".,", ",.")[self._quantities.thousands == ","])
        self._token = re.compile(
            rf"[$£€]?\d+(?:{thousands}\d{{3}})*(?:{decimal}\d+)?%?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[.,;:()–—]"
        )
        self._number = re.compile(rf"\d{{1,12}}(?:{thousands}\d{{3}}){{0,4}}(?:{decimal}\d{{1,12}})?")

    def counts(self, text: str) -> list[Count]:
        """Return what *text* counts, in order."""
        if self._lexicon.language.quantities is None:
            return []
        tokens = self._token.findall(text)
        lower = [token.lower() for token in tokens]
        found = []
        for place, word in enumerate(lower):
            if word in self._numbers or word[0].isdigit():
                count = self._count_at(tokens, lower, place)
                if count is not None:
                    found.append(count)
        return found

    def _count_at(self, tokens: Sequence[str], lower: Sequence[str], place: int) -> Count | None:
        value, after = self._value_at(lower, place)
        if value is None:
            return None
        unit = self._unit_at(tokens, after)
        stem = self._lexicon.stems[unit] if unit is not None else None
        if stem in self._lexicon.uncounted:
            return None
        anybody = stem is None or stem in self._lexicon.anybody
        toll = self._toll_near(lower, place)
        about = toll or (None if anybody else unit)
        if about is None:
            return None
        bound = self._bound_before(lower, place)
        low, high = self._quantities.bounds.get(bound, (1.0, 1.0))
        first = place - len(bound.split())
        return Count(
            about=about,
            unit=stem if toll and not anybody else None,
            low=value * low,
            high=value * high,
            written=" ".join(tokens[first:after]),
        )

    def _bound_before(self, lower: Sequence[str], place: int) -> str:
        """Return the words before a number that make it a bound or an approximation, or nothing."""
        for words in self._quantities.bounds:
            if " ".join(lower[max(0, place - len(words.split())) : place]) == words:
                return words
        return ""

    def _value_at(self, lower: Sequence[str], place: int) -> tuple[float | None, int]:
        """Return the number at *place* and the place after it; None for a year, day, time, sum or share."""
        word, after = lower[place], place + 1
        if word in self._numbers or not self._number.fullmatch(word):
            return self._numbers.get(word), after
        around = {lower[place - 1] if place else "", lower[after] if after < len(lower) else ""}
        if _YEAR.fullmatch(word) or ":" in around or not around.isdisjoint(self._lexicon.calendar):
            return None, after
        scale = self._quantities.scales.get(lower[after], 1) if after < len(lower) else 1
        thousands = self._quantities.thousands
        plain = word.replace(thousands, "").replace(",", ".")
        if "." in plain and scale == 1:
            return None, after
        return float(plain) * scale, after + (scale > 1)

    def _unit_at(self, tokens: Sequence[str], after: int) -> str | None:
        """Return the noun of many, in lower case, that follows a number directly or after one other word."""
        counted = self._quantities.counted
        for token in tokens[after : after + 2]:
            word = token.lower()
            if self._lexicon.stems[word] in self._lexicon.uncounted:
                return word
            if not word[0].isalpha() or word in self._stop_words or word in self._quantities.tolls:
                return None
            if self._lexicon.stems[word] in self._lexicon.anybody or (counted and counted.fullmatch(token)):
                return word
        return None

    def _toll_near(self, lower: Sequence[str], place: int) -> str | None:
        """Return the toll whose word is nearest to a number, on either side, only plain words between."""
        tolls = self._quantities.tolls
        for distance in range(1, COUNT_REACH + 1):
            for other in (place - distance, place + distance):
                if not 0 <= other < len(lower) or lower[other] not in tolls:
                    continue
                if all(map(self._is_plain, lower[min(place, other) + 1 : max(place, other)])):
                    return tolls[lower[other]]
        return None

    def _is_plain(self, word: str) -> bool:
        return word[0].isalpha() and word not in self._numbers
