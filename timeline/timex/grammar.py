"""Which rule begins with which word, by the words of a language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from timeline.timex.distances import distance, distance_before
from timeline.timex.named_days import named_day
from timeline.timex.ranges import (
    apostrophe,
    approximate,
    between,
    edge_of,
    limited,
    modified,
    part_of,
    ranged,
    with_article,
)
from timeline.timex.relative import (
    clock,
    day_adjective,
    day_from_previous,
    day_word,
    demonstrative,
    from_previous,
    joined_unit,
    night,
    shifted,
    unit_phrase,
    weekday,
    weekend,
)
from timeline.timex.rules import Match, Rule, point
from timeline.timex.semantics import Unit
from timeline.timex.tense import Tense, always_past
from timeline.timex.time_grammar import PhraseTables, TimeGrammar
from timeline.timex.time_words import NONE, TimeWords, Words
from timeline.timex.tokens import Tokens
from timeline.timex.written_dates import date_from_number, month_first
from timeline.timex.years import century, decade, era_first, named_year, quarter, season, year_alone

_NOT_FOR_YEARS = (century, year_alone)
"""Rules for numbers that do not read four digits, or stand last for them."""


def expression(tokens: Tokens, index: int) -> Match | None:
    """Read the whole expression that begins at *index*, with the range or limit that it is part of."""
    match = point(tokens, index)
    return limited(tokens, index, ranged(tokens, match)) if match else None


def time_grammar(terms: TimeWords, tense: Tense = always_past) -> TimeGrammar:
    """Return the grammar of a language by its words; *tense* returns the tense of a sentence."""
    phrases = PhraseTables(terms)
    decades = terms.decade_endings | terms.joined_decade_endings
    rules = _table(_rules(terms, phrases))
    number_rules = _table(_number_rules(terms, phrases))
    year_rules = {
        behind: (*(rule for rule in found if rule not in _NOT_FOR_YEARS), year_alone)
        for behind, found in number_rules.items()
    }
    nesting = frozenset((*terms.between, *terms.ago_before, *terms.comparisons))
    nesting |= terms.approximators | terms.count_approximators
    return TimeGrammar(
        read=expression,
        direction_of=tense,
        terms=terms,
        openings=frozenset(rules),
        rules=rules,
        number_rules=number_rules,
        year_rules={"": (year_alone,), **year_rules},
        ordinal_rules=(date_from_number, century, quarter) if terms.ordinal_stop else (),
        rules_in_names=(century,),
        continuations=_continuations(terms),
        year_endings=frozenset(("'", "-", "/")) | phrases.eras.openings | decades,
        nesting=nesting | terms.articles | terms.modifiers | terms.parts,
        nesting_ranges=nesting,
        phrases=phrases,
    )


def _table(entries: Iterable[tuple[Iterable[str], Rule]]) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of each word, in order, each once."""
    rules: dict[str, dict[Rule, None]] = defaultdict(dict)
    for words, rule in entries:
        for word in words:
            rules[word][rule] = None
    return {word: tuple(found) for word, found in rules.items()}


def _rules(terms: TimeWords, phrases: PhraseTables) -> Iterator[tuple[Iterable[str], Rule]]:
    """Yield the words with which each rule begins, the rules in the order in which they are tried."""
    weekends = {word for word, unit in terms.units.items() if unit is Unit.WEEKEND} - terms.plural_units
    yield phrases.day_names.openings, named_day
    yield phrases.units.openings - terms.articles, unit_phrase
    yield terms.adverb_units, day_from_previous
    yield terms.months, month_first
    yield (*terms.weekdays, *terms.short_weekdays), weekday
    yield terms.days_from_today, day_word
    yield terms.day_adjectives, day_adjective
    yield terms.nights, night
    yield terms.shifts, shifted
    if not terms.articles:
        yield terms.previous_shifts, from_previous
        yield weekends, weekend
    yield (*terms.joined_units, *terms.joined_parts), joined_unit
    yield terms.year_nouns, named_year
    yield terms.seasons, season
    yield terms.articles, with_article
    yield terms.demonstratives, demonstrative
    yield terms.between, between
    yield terms.modifiers, modified
    yield from _rules_of_periods(terms)
    yield terms.ago_before, distance_before
    yield (*terms.count_approximators, *terms.comparisons, *terms.approximators), approximate
    yield (*terms.numbers, *terms.vague_numbers, *terms.counted_nouns, *terms.plural_units), distance
    yield set(terms.fractions) - set(terms.units), distance
    yield terms.eras_before_years, era_first
    if terms.decade_endings and not terms.decade_years:
        yield ("'",), apostrophe


def _rules_of_periods(terms: TimeWords) -> Iterator[tuple[Iterable[str], Rule]]:
    """Yield the same for periods and parts of them."""
    if terms.year_parts:
        yield (*terms.ordinals, "q"), quarter
    yield terms.parts, part_of
    if terms.centuries:
        yield terms.ordinals, century
    if terms.decade_years:
        yield (*terms.decade_names, *terms.joined_decades), decade
    yield terms.edges, edge_of


def _number_rules(terms: TimeWords, phrases: PhraseTables) -> Iterator[tuple[Iterable[str], Rule]]:
    """Yield the tokens behind a number before which each rule reads it."""
    yield ("-", "/", "."), date_from_number
    if not terms.ordinal_stop:
        yield (*terms.months, *terms.month_links, *terms.day_links, *terms.ordinal_endings), date_from_number
    yield (".", ":", "("), clock
    yield (
        phrases.hours.openings | phrases.zones.openings | terms.zones,
        clock,
    )
    if terms.centuries:
        yield terms.ordinal_endings, century
    yield terms.decade_endings | terms.joined_decade_endings, decade
    yield phrases.eras.openings, year_alone
    yield (".", ","), distance
    yield (*terms.units, *terms.count_adjectives, *terms.fractions), distance
    yield terms.halves_behind[:1], distance


def _continuations(terms: TimeWords) -> dict[str, Words]:
    """Return what must stand behind the commonest words if they open an expression."""
    counted = frozenset(
        (*terms.units, *terms.count_adjectives, *terms.vague_numbers, *terms.fractions)
    ) | frozenset((*terms.counted_nouns, *terms.multipliers))
    determined = frozenset((*terms.units, *terms.seasons, *terms.decade_names, *terms.ordinals, "'"))
    determined |= terms.modifiers | terms.parts_of_day | terms.parts | terms.windows
    determined |= frozenset(terms.previous_shifts)
    eras = {word: frozenset((".",)) for word in terms.eras_before_years & terms.indefinite}
    found = {word: counted | eras.get(word, NONE) for word in terms.indefinite}
    return found | dict.fromkeys(terms.articles, determined)
