"""The time grammar of one language: its words, and which rules they begin."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from timeline.timex.rules import Rule
from timeline.timex.tense import Tense
from timeline.timex.time_words import NONE, Phrase, TimeWords, Words

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CalendarWords:
    """Names of months (1 to 12) and of weekdays (Monday 0), full and short, in lower case."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]


class Phrases(Generic[Value]):
    """Phrases with their values, found by their first word, the longest first."""

    def __init__(self, values: Mapping[Phrase, Value]) -> None:
        self._by_first: dict[str, list[tuple[list[str], Value]]] = {}
        for phrase in sorted(values, key=len, reverse=True):
            self._by_first.setdefault(phrase[0], []).append((list(phrase), values[phrase]))

    @property
    def openings(self) -> Words:
        """The first words."""
        return frozenset(self._by_first)

    def at(self, words: list[str], index: int) -> tuple[Value, int] | None:
        """Return the value of the longest phrase that begins at *index*, and the index behind it."""
        for phrase, value in self._by_first.get(words[index], ()):
            end = index + len(phrase)
            if words[end - 1] == phrase[-1] and words[index:end] == phrase:
                return value, end
        return None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimeGrammar:
    """The time expressions of one language.

    *read* reads the whole expression that begins at a token: one of the words *openings*, or a number.
    *direction_of* returns the tense of a sentence around an expression. The rules are those that may read
    what begins with a word (*rules*), or with a number, by the token behind it (*number_rules*; *year_rules*
    for four digits). *continuations* are what must stand behind the commonest words.
    """

    read: Rule
    direction_of: Tense
    terms: TimeWords = field(default_factory=TimeWords)
    openings: Words = NONE
    rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    number_rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    year_rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    ordinal_rules: tuple[Rule, ...] = ()
    """Rules for a number with a full stop and no digits behind it."""
    rules_in_names: tuple[Rule, ...] = ()
    """Rules for digits that go on from other characters: "mid-19th century"."""
    continuations: Mapping[str, Words] = field(default_factory=dict)
    year_endings: Words = NONE
    """What may stand behind the digits of a year and belong to it."""
    nesting_ranges: Words = NONE
    """The same for the ends of a range."""
    nesting: Words = NONE
    """Words whose rules read another expression; that one begins with none of them, so that nesting ends."""
    phrases: "PhraseTables" = field(default_factory=lambda: PhraseTables(TimeWords()))


class PhraseTables:
    """The phrases of *terms*, ready to be found."""

    __slots__ = (
        "day_names",
        "eras",
        "hours",
        "part_links",
        "relative_years",
        "units",
        "weekday_distances",
        "zones",
    )

    def __init__(self, terms: TimeWords) -> None:
        names = (*terms.fixed_days, *terms.movable_days)
        self.day_names = Phrases({tuple(name.split()): name for name in names})
        self.eras = Phrases(terms.eras)
        self.hours = Phrases(dict.fromkeys(terms.hours, True))
        self.part_links = Phrases(dict.fromkeys(terms.part_links, True))
        self.relative_years = Phrases(terms.relative_years)
        self.units = Phrases(terms.unit_phrases)
        self.weekday_distances = Phrases(terms.weekday_distances)
        self.zones = Phrases(dict.fromkeys(terms.zone_phrases, True))
