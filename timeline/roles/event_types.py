"""The types of event that words state, by stem."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from timeline.lang.base import Language
from timeline.lang.lexical import stems_of


@cache
def type_words_of(language: Language) -> Mapping[str, frozenset[str]]:
    """Return the types of each stem of *language*, or of a verb's stem and its particle.

    >>> from timeline.lang.registry import language_of
    >>> sorted(type_words_of(language_of("en"))["step down"])
    ['resign']
    """
    if language.event_types is None:
        return {}
    by_words = _by_stem(language.event_types.words, language)
    return {**by_words, **_by_stem(language.event_types.predicates, language)}


@cache
def synonyms_of(language: Language) -> Mapping[str, frozenset[str]]:
    """Return of which acts or things each stem of *language*, or verb with its particle, is one name.

    >>> from timeline.lang.registry import language_of
    >>> sorted(synonyms_of(language_of("en"))["step down"])
    ['resign', 'resign 1']
    """
    found: dict[str, frozenset[str]] = {}
    tables = [language.grammar.synonyms]
    tables += [language.event_types.predicates] if language.event_types else []
    for number, table in enumerate(tables):
        for stem, names in _by_stem(table, language).items():
            found[stem] = found.get(stem, frozenset()) | {
                f"{name} {number}" if number else name for name in names
            }
    return found


@cache
def things_of(language: Language) -> Mapping[str, str]:
    """Return for stems of nouns the stem of the one that names the same thing."""
    stems = stems_of(language)
    pairs = language.grammar.same_things
    return {stems[word]: stems[other] for word, other in pairs.items()}


def _by_stem(words: Mapping[str, tuple[str, ...]], language: Language) -> dict[str, frozenset[str]]:
    stems = stems_of(language)
    found: dict[str, set[str]] = defaultdict(set)
    for name, forms in words.items():
        for form in forms:
            verb, _, particle = form.partition("_")
            found[f"{stems[verb]} {particle}" if particle else stems[verb]].add(name)
    return {stem: frozenset(names) for stem, names in found.items()}
