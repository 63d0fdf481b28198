"""What mentions of one language are read by: its words, looked up by their stems.

Each part of a Language may be missing. Without event types, mentions are compared by their words and names
alone; without a stemmer, a word is its lower-case form; without stop words, every word counts; without
quantities, nothing is counted; without reporting verbs, no time expression dates reported speech.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from timeline.lang.base import Language, Quantities, WordPattern
from timeline.lang.lexical import stems_of
from timeline.reconcile.feature_keys import event_type_key

COUNTING, REPORTING, CORRECTING = "counting", "reporting", "correcting"
"""Hints that a word may be part of a number, reported speech or a correction; others are type keys."""


class Lexicon:
    """The words of *language* that reconciling looks up.

    *calendar* are names of months and weekdays, *nations* maps the stem of a nationality to its country,
    *event_types* the stem of a word to the keys of its event types, *phrases* such a key to a phrase, and
    *hints* a lower-case word to what a phrase with it may be. *common_nouns* are stems that are never names.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.stems = stems_of(language)
        calendar = language.calendar
        self.calendar = frozenset((*calendar.months, *calendar.weekdays)) if calendar else frozenset[str]()
        self.nations = {self.stems[word]: country for word, country in language.nationalities.items()}
        self.event_types = self._event_types()
        self.phrases = self._phrases()
        self.hints = self._hints()
        quantities = language.quantities or Quantities()
        self.quantities = quantities
        self.anybody = self._stems_of(quantities.anybody)
        self.uncounted = self._stems_of(quantities.uncounted)
        self.common_nouns = frozenset((*self.event_types, *self._stems_of(quantities.tolls)))
        self.common_nouns |= self.anybody | self.uncounted

    def _stems_of(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset([self.stems[word] for word in words])

    def _event_types(self) -> Mapping[str, tuple[str, ...]]:
        """Return the keys of the types of each word, by its stem."""
        types = self.language.event_types
        if types is None:
            return {}
        keys: dict[str, dict[str, None]] = defaultdict(dict)
        for name, words in types.words.items():
            for word in words:
                keys[self.stems[word]][event_type_key(name, once_only=name in types.once_only)] = None
        return {stem: tuple(found) for stem, found in keys.items()}

    def _phrases(self) -> Mapping[str, WordPattern]:
        types = self.language.event_types
        if types is None:
            return {}
        return {
            event_type_key(name, once_only=name in types.once_only): phrase
            for name, phrase in types.phrases.items()
        }

    def _hints(self) -> Mapping[str, tuple[str, ...]]:
        language = self.language
        hints: dict[str, list[str]] = defaultdict(list)

        def add(hint: str, words: Collection[str]) -> None:
            for word in words:
                hints[word].append(hint)

        add(COUNTING, [word for word, number in language.number_words.items() if number > 1])
        add(REPORTING, language.reporting.verbs if language.reporting else ())
        add(CORRECTING, language.corrections.words if language.corrections else ())
        for key, phrase in self.phrases.items():
            add(key, phrase.words)
        return {word: tuple(found) for word, found in hints.items()}


@cache
def lexicon_of(language: Language) -> Lexicon:
    """Return the lexicon of *language*, made once."""
    return Lexicon(language)
