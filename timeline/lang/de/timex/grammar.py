"""From tokens to German time expressions.

Which rule begins with which word, and what edges, ranges and limits add to it.
"""

from typing import Literal

from timeline.lang.de.lexicon import MONTHS, WEEKDAYS
from timeline.lang.de.timex.dates import clock, day_date, feast, month_first, weekday
from timeline.lang.de.timex.periods import (
    century,
    decade,
    named_year,
    quarter,
    season,
    second_year,
    year_alone,
)
from timeline.lang.de.timex.relative import (
    ago,
    day_adjective,
    day_from_previous,
    day_word,
    distance,
    from_previous,
    joined_unit,
    night,
    shifted,
    this_year,
    unit_of_publication,
)
from timeline.lang.de.timex.words import (
    APPROXIMATORS,
    COUNT_APPROXIMATORS,
    DAY_ADJECTIVES,
    DAYS_FROM_TODAY,
    DECADE_NAMES,
    EDGE_WORDS,
    FIXED_DAYS,
    FOLLOWING_UNITS,
    HALVES,
    JOINED_DECADES,
    MODIFIERS,
    MOVABLE_DAYS,
    NUMBERS,
    ORDINALS,
    PARTS_OF_DAY,
    PLURAL_UNITS,
    PRESENT,
    PREVIOUS_DAYS,
    PREVIOUS_SHIFTS,
    RANGE_WORDS,
    SEASONS,
    SHIFTS,
    SHORT_WEEKDAYS,
    UNIT_EDGES,
    UNITS,
    UNITS_BEFORE,
    VAGUE_NUMBERS,
    WEEKDAYS_WITH_PART,
)
from timeline.timex.rules import Match, Rule, comparable, first_match, in_number
from timeline.timex.semantics import (
    About,
    CalendarUnit,
    Edge,
    Offset,
    PartOfYear,
    Range,
    Stated,
    TimeOfDay,
    has_day,
)
from timeline.timex.tokens import Tokens

_LIMITS: dict[str, Literal["by", "after"]] = {"bis": "by", "spätestens": "by", "vor": "by", "nach": "after"}
_ARTICLES = frozenset("dem den der zum zu".split())


def expression(tokens: Tokens, index: int) -> Match | None:
    """Read the whole expression that begins at *index*, with the range or limit that it is part of."""
    match = _point(tokens, index)
    return _limited(tokens, index, _ranged(tokens, match)) if match else None


def _point(tokens: Tokens, index: int) -> Match | None:
    """Read one expression that begins at *index*, without what may make it the start of a range."""
    return first_match(_rules_at(tokens, index), tokens, index)


def _rules_at(tokens: Tokens, index: int) -> tuple[Rule, ...]:
    word = tokens.words[index]
    if not word.isdecimal():
        return _RULES.get(word, ())
    if len(word) > 6 or in_number(tokens, index):
        return ()
    rules = _RULES_BEFORE.get(tokens.words[index + 1], ())
    if tokens.words[index + 1] == "." and not tokens.words[index + 2].isdecimal():
        rules = _ORDINAL_RULES
    return (*rules, year_alone) if len(word) == 4 else rules


# --- ranges and limits


def _ranged(tokens: Tokens, first: Match) -> Match:
    """Read on from "Montag" to "Montag bis Freitag", from "2011" to "2011 bis heute"."""
    if tokens.words[first.end] not in RANGE_WORDS and tokens.words[first.end] != "-":
        return first
    return _range(tokens, first, first.end + 1) or first


def _range(tokens: Tokens, first: Match, index: int) -> Match | None:
    """Read the end of a range that *first* begins, at *index* behind the word that joins them."""
    start = index
    while tokens.words[start] in _ARTICLES and start < index + 2:
        start += 1
    if tokens.words[start] in PRESENT and isinstance(first.value, Stated | PartOfYear):
        return Match(Range(first.value, None), start + 1)
    last = None if tokens.words[start] in _NESTING else second_year(tokens, start) or _point(tokens, start)
    return (
        Match(Range(first.value, last.value), last.end)
        if last and comparable(first.value, last.value)
        else None
    )


def _between(tokens: Tokens, index: int) -> Match | None:
    """Read "zwischen 2011 und 2015", "vom 3. bis 5. Mai", "von Mai bis Juli"."""
    start = index + 1 + (tokens.words[index + 1] in _ARTICLES)
    first = None if tokens.words[start] in _NESTING else second_year(tokens, start) or _point(tokens, start)
    if first is None:
        return None
    if isinstance(first.value, Range):
        return first
    joint = tokens.words[first.end]
    joined = joint == "und" if tokens.words[index] == "zwischen" else joint in RANGE_WORDS or joint == "-"
    return _range(tokens, first, first.end + 1) if joined else None


def _limited(tokens: Tokens, index: int, match: Match) -> Match:
    """Make "2018" a limit in "bis 2018", "nach dem 3. Mai", "spätestens Ende 2015"."""
    behind_article = tokens.words[index - 1] in _ARTICLES and (
        has_day(match.value) or tokens.words[index - 1] in ("zum", "zu")
    )
    before = tokens.words[index - 1 - behind_article]
    if before not in _LIMITS or isinstance(match.value, Range | Edge | Offset | About | TimeOfDay):
        return match
    if isinstance(match.value, CalendarUnit) and match.value.anchor == "previous":
        return match
    return Match(Edge(_LIMITS[before], match.value), match.end)


# --- edges, modifiers, approximations


def _edge_of(tokens: Tokens, index: int) -> Match | None:
    """Read "Anfang Oktober", "Mitte der 1990er Jahre", "Ende des 19. Jahrhunderts", "Ende kommender Woche".

    The whole of it.
    """
    if not tokens.capitalised(index):
        return None
    start = index + 1
    determined = tokens.words[start] in ("des", "der")
    start += determined
    word = tokens.words[start]
    if word in _NESTING or word in EDGE_WORDS:
        return None
    match = second_year(tokens, start) or _point(tokens, start)
    if match is None and determined:
        match = unit_of_publication(tokens, start)
    return (
        match
        if match and not has_day(match.value) and not isinstance(match.value, Offset | Range | About)
        else None
    )


def _modified(tokens: Tokens, index: int) -> Match | None:
    """Read "späten Dienstag", "frühen Mittwochmorgen"."""
    word = tokens.words[index + 1]
    return weekday(tokens, index + 1) if word in WEEKDAYS or word in WEEKDAYS_WITH_PART else None


def _approximate(tokens: Tokens, index: int) -> Match | None:
    """Read "um 1850", "ca. 1850"."""
    start = index + 1 + (tokens.words[index] == "ca" and tokens.words[index + 1] == ".")
    match = second_year(tokens, start)
    counted = match is not None and tokens.capitalised(match.end)
    return Match(About(match.value), match.end) if match and not counted else None


# --- which rules a word begins

_NESTING = frozenset(("zwischen", "von", "vom", "vor", "in", *APPROXIMATORS, *COUNT_APPROXIMATORS))
"""Words whose rules read another expression.

An end of a range begins with none of them, so that nesting ends.
"""

_RULES_BEFORE: dict[str, tuple[Rule, ...]] = {
    ".": (day_date, clock, distance),
    "-": (day_date,),
    "/": (day_date,),
    ":": (clock,),
    ",": (distance,),
    "uhr": (clock,),
    **dict.fromkeys(("er", "erjahre", "erjahren"), (decade,)),
    **dict.fromkeys(("v", "n", "vor", "nach"), (year_alone,)),
    **dict.fromkeys((*UNITS, *HALVES), (distance,)),
}
"""Which rules may read figures, by the token behind them."""

_ORDINAL_RULES: tuple[Rule, ...] = (day_date, century, quarter)
"""Which rules may read figures with a full stop and no more figures behind it."""

_RULES: dict[str, tuple[Rule, ...]] = {}
for _words, _rule in (
    ({name.split()[0] for name in (*FIXED_DAYS, *MOVABLE_DAYS)}, feast),
    (("tag", "tags", "woche", "monat", "jahr", *PARTS_OF_DAY, *PREVIOUS_DAYS), day_from_previous),
    (MONTHS, month_first),
    ((*WEEKDAYS, *WEEKDAYS_WITH_PART, *SHORT_WEEKDAYS), weekday),
    (DAYS_FROM_TODAY, day_word),
    (DAY_ADJECTIVES, day_adjective),
    (("heuer",), this_year),
    (("nacht",), night),
    (SHIFTS, shifted),
    (PREVIOUS_SHIFTS, from_previous),
    ((*UNIT_EDGES, *UNITS_BEFORE, *FOLLOWING_UNITS, "wochenende"), joined_unit),
    (("jahr", "jahre", "jahren", "jahres"), named_year),
    (SEASONS, season),
    ((*DECADE_NAMES, *JOINED_DECADES), decade),
    (ORDINALS, century),
    ((*ORDINALS, "q"), quarter),
    (EDGE_WORDS, _edge_of),
    (MODIFIERS, _modified),
    (("vor", "in"), ago),
    ((*NUMBERS, *VAGUE_NUMBERS, *PLURAL_UNITS, *COUNT_APPROXIMATORS), distance),
    (APPROXIMATORS, _approximate),
    (("zwischen", "von", "vom"), _between),
):
    for _word in _words:
        _RULES[_word] = (*_RULES.get(_word, ()), _rule)

OPENINGS = frozenset(_RULES)
"""The words with which an expression may begin."""
