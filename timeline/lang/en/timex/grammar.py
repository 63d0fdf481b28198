"""From tokens to time expressions.

Which rule begins with which word, and what modifiers, ranges and limits add to it.
"""

from timeline.lang.en.lexicon import MONTHS, WEEKDAYS
from timeline.lang.en.timex.relative import (
    clock,
    day_word,
    distance,
    feast,
    from_previous,
    plain_day,
    season,
    shifted,
    weekday,
    weekend,
)
from timeline.lang.en.timex.words import (
    APPROXIMATORS,
    COMPARISONS,
    COUNT_ADJECTIVES,
    COUNT_APPROXIMATORS,
    DAYS_FROM_TODAY,
    DECADE_NAMES,
    EDGES,
    FIXED_DAYS,
    FRACTIONS,
    FUNCTION_WORDS,
    MODIFIERS,
    MOVABLE_DAYS,
    NUMBERS,
    ORDINAL_ENDINGS,
    ORDINALS,
    PARTS_OF_DAY,
    PARTS_OF_PERIOD,
    PORTIONS,
    PRESENT,
    PREVIOUS_SHIFTS,
    RANGE_WORDS,
    SEASONS,
    SHIFTS,
    SHORT_WEEKDAYS,
    UNITS,
    VAGUE_NUMBERS,
    WHOLE_PARTS,
    WINDOWS,
    ZONES,
)
from timeline.lang.en.timex.written import day_first, month_first, numeric_or_named_date
from timeline.lang.en.timex.years import century, decade, era_first, quarter, second_year, year_alone
from timeline.timex.rules import Match, Rule, comparable, first_match, in_number
from timeline.timex.semantics import (
    About,
    Around,
    CalendarUnit,
    Edge,
    Offset,
    PartOfYear,
    Range,
    Stated,
    TimeOfDay,
    Unit,
    has_day,
)
from timeline.timex.tokens import Tokens


def expression(tokens: Tokens, index: int) -> Match | None:
    """Read the whole expression that begins at *index*, with the range or limit that it is part of."""
    match = point(tokens, index)
    return _limited(tokens, index, _ranged(tokens, match)) if match else None


def point(tokens: Tokens, index: int) -> Match | None:
    """Read one time expression that begins at *index*, without what may make it the start of a range."""
    return first_match(_rules_at(tokens, index), tokens, index)


def _rules_at(tokens: Tokens, index: int) -> tuple[Rule, ...]:
    """Return the rules that may read what begins at *index*."""
    word = tokens.words[index]
    if word.isdecimal():
        return _number_rules(tokens, index)
    if word in _OPENED:
        behind = tokens.words[index + 1]
        return _RULES[word] if behind in _OPENED[word] or behind.isdecimal() else ()
    return _RULES.get(word, ())


def _number_rules(tokens: Tokens, index: int) -> tuple[Rule, ...]:
    """Return the rules that the tokens beside some figures leave open: most numbers are no dates."""
    figures, behind = tokens.words[index], tokens.words[index + 1]
    if len(figures) > 4:
        return ()
    if in_number(tokens, index):
        return (century,) if behind in ORDINAL_ENDINGS else ()
    return (
        _YEAR_RULES_BEFORE.get(behind, (year_alone,)) if len(figures) == 4 else _RULES_BEFORE.get(behind, ())
    )


# --- ranges and limits


def _ranged(tokens: Tokens, first: Match) -> Match:
    """Read on from "Monday" to "Monday to Friday", from "2011" to "2011 to the present"."""
    mark = tokens.words[first.end]
    if mark not in RANGE_WORDS and mark != "-":
        return first
    start = first.end + 1
    last = _second(tokens, start)
    if last and comparable(first.value, last.value):
        return Match(Range(first.value, last.value), last.end)
    start += tokens.words[start] == "the"
    if tokens.words[start] in PRESENT and isinstance(first.value, Stated | PartOfYear) and mark != "-":
        return Match(Range(first.value, None), start + 1)
    return first


def _second(tokens: Tokens, index: int) -> Match | None:
    """Read the end of a range, where a year needs no preposition."""
    return second_year(tokens, index) or (
        None if tokens.words[index] in ("from", "between") else point(tokens, index)
    )


def _between(tokens: Tokens, index: int) -> Match | None:
    """Read "between 2011 and 2015", "between 3 and 5 May", "from May to October", "from 3 to 5 May"."""
    compact = day_first(tokens, index + 1) if len(tokens.words[index + 1]) < 3 else None
    if compact and isinstance(compact.value, Range):
        return compact
    first = None if tokens.words[index + 1] in ("from", "between") else point(tokens, index + 1)
    joint = ("and",) if tokens.words[index] == "between" else (*RANGE_WORDS, "-")
    if first is None or tokens.words[first.end] not in joint:
        return None
    last = _second(tokens, first.end + 1)
    if last and comparable(first.value, last.value):
        return Match(Range(first.value, last.value), last.end)
    return None


def _limited(tokens: Tokens, index: int, match: Match) -> Match:
    """Make "2018" a limit in "by 2018"; not in "after Tuesday's vote" or "before 2018 elections"."""
    before = tokens.words[index - 1]
    if before not in EDGES or isinstance(match.value, Range | Edge | Offset | TimeOfDay):
        return match
    if isinstance(match.value, CalendarUnit) and match.value.anchor == "previous":
        return match
    behind = tokens.words[match.end]
    if behind == "'" or (tokens.is_word(match.end) and behind not in FUNCTION_WORDS):
        return match
    return Match(Edge(EDGES[before], match.value), match.end)


# --- modifiers


def _modified(tokens: Tokens, index: int) -> Match | None:
    """Read "late Tuesday", "early 2009", "mid-October", "earlier this week", "later in the day"."""
    start = index + 1 + (tokens.words[index + 1] == "-")
    if tokens.words[index] in ("earlier", "later") and tokens.words[start : start + 2] == ["in", "the"]:
        word = tokens.words[start + 2]
        if word in ("day", "week", "month", "year"):
            return Match(CalendarUnit(Unit(word), 0, "previous" if word == "day" else "published"), start + 3)
    match = None
    if tokens.words[start] in DECADE_NAMES and tokens.words[index - 1] != "the":
        return None
    if tokens.words[index] in ("early", "late", "mid"):
        match = second_year(tokens, start) or (
            _bare_season(tokens, start) if tokens.words[start] in SEASONS else None
        )
    if tokens.words[start] not in _NESTING or tokens.words[start] in SHIFTS:
        match = match or point(tokens, start)
    return match if match and not isinstance(match.value, Offset | Range) else None


def _bare_season(tokens: Tokens, index: int) -> Match:
    return season(tokens, index) or Match(PartOfYear(SEASONS[tokens.words[index]]), index + 1)


def _approximate(tokens: Tokens, index: int) -> Match | None:
    """Read "around 1850", "c. 1850", "about three years ago", "more than a decade ago"."""
    word, start = tokens.words[index], index + 1
    if word in COMPARISONS:
        if tokens.words[start] != COMPARISONS[word]:
            return None
        start += 1
    start += word == "c" and tokens.words[start] == "."
    ago = distance(tokens, start)
    if ago:
        return Match(About(ago.value), ago.end)
    if word not in APPROXIMATORS or (word == "c" and tokens.words[index + 1] != "."):
        return None
    match = second_year(tokens, start) or month_first(tokens, start) or day_first(tokens, start)
    return Match(About(match.value), match.end) if match else None


# --- what begins with "the"


def _with_article(tokens: Tokens, index: int) -> Match | None:
    """Read the expressions that hold their article.

    "the same day", "the early 1990s", "the end of the year".
    """
    word = tokens.words[index + 1]
    if word in MODIFIERS:
        match = _modified(tokens, index + 1)
        return (
            match
            if match and isinstance(match.value, Stated | PartOfYear) and not has_day(match.value)
            else None
        )
    if word in SEASONS:
        return season(tokens, index + 1)
    if word in DECADE_NAMES or word == "'" or word.isdecimal():
        return (
            decade(tokens, index + 1 + (word == "'"))
            or century(tokens, index + 1)
            or (day_first(tokens, index + 1) if tokens.words[index + 3] == "of" else None)
        )
    if word in PARTS_OF_DAY and tokens.words[index + 2] == "of":
        start = index + 3 + (tokens.words[index + 3] == "the")
        return plain_day(tokens, start)
    return (
        _day_beside(tokens, index)
        or _around_day(tokens, index)
        or (day_first(tokens, index + 1) if word in ORDINALS else None)
        or (quarter(tokens, index + 1) if word in ORDINALS else None)
        or _part_of(tokens, index + 1)
        or from_previous(tokens, index)
        or weekend(tokens, index)
        or (century(tokens, index + 1) if word in ORDINALS else None)
        or distance(tokens, index)
    )


def _day_beside(tokens: Tokens, index: int) -> Match | None:
    """Read "the day before yesterday", "the day after tomorrow"."""
    side = {"before": -2, "after": 2}.get(tokens.words[index + 2])
    named = {-2: "yesterday", 2: "tomorrow"}.get(side or 0)
    if side is None or tokens.words[index + 1] != "day" or tokens.words[index + 3] != named:
        return None
    return Match(CalendarUnit(Unit.DAY, side), index + 4)


def _around_day(tokens: Tokens, index: int) -> Match | None:
    """Read "the week of October 5", "the weekend of 17 October"."""
    unit = _AROUND_DAYS.get(tokens.words[index + 1])
    if unit is None or tokens.words[index + 2] != "of":
        return None
    day = plain_day(tokens, index + 3 + (tokens.words[index + 3] == "the"))
    return Match(Around(unit, day.value), day.end) if day and not isinstance(day.value, Range) else None


def _part_of(tokens: Tokens, index: int) -> Match | None:
    """Read "end of 2015", "first half of the year", "beginning of last week".

    The whole of it, for its parts are no dates.
    """
    if tokens.words[index] not in PARTS_OF_PERIOD:
        return None
    portion = tokens.words[index + 1] in PORTIONS
    start = index + 1 + portion
    if tokens.words[start] != "of" or not (portion or tokens.words[index] in WHOLE_PARTS):
        return None
    start += 1
    if tokens.words[start] == "the" and tokens.words[start + 1] in UNITS:
        unit = Unit(UNITS[tokens.words[start + 1]])
        closed = tokens.words[start + 2] not in ("before", "after", "of")
        calendar = unit not in (Unit.HOUR, Unit.DAY, Unit.FORTNIGHT, Unit.WEEKEND) and not tokens.words[
            start + 1
        ].endswith("s")
        return Match(CalendarUnit(unit, 0), start + 2) if closed and calendar else None
    start += tokens.words[start] == "the" and tokens.words[start + 1].isdecimal()
    match = second_year(tokens, start) or (None if tokens.words[start] in _NESTING else point(tokens, start))
    return match if match and not isinstance(match.value, Offset | Range) else None


def _apostrophe(tokens: Tokens, index: int) -> Match | None:
    """Read "'90s"."""
    return decade(tokens, index + 1) if tokens.glued(index + 1) else None


# --- which rules a word begins

_AROUND_DAYS = {"week": Unit.WEEK, "weekend": Unit.WEEKEND}
_NESTING = frozenset(("from", "between", "the", *MODIFIERS, *PARTS_OF_PERIOD, *APPROXIMATORS, *COMPARISONS))
"""Words whose rules read another expression; that one begins with none of them, so that nesting ends."""

_RULES_BEFORE: dict[str, tuple[Rule, ...]] = {
    "-": (numeric_or_named_date, day_first),
    "/": (numeric_or_named_date,),
    ".": (numeric_or_named_date, clock, distance),
    ":": (clock,),
    ",": (distance,),
    "of": (day_first,),
    "and": (day_first, distance),
    "to": (day_first,),
    "or": (day_first,),
    "through": (day_first,),
    "until": (day_first,),
    "s": (year_alone,),
    "b": (year_alone,),
    "a": (clock, year_alone),
    "(": (clock,),
    **dict.fromkeys(("am", "pm", "p", "o", "local", "hours", "hrs", *ZONES), (clock,)),
    **dict.fromkeys(("bc", "bce", "ad", "ce"), (year_alone,)),
    **dict.fromkeys(MONTHS, (day_first,)),
    **dict.fromkeys(ORDINAL_ENDINGS, (day_first, century)),
    **dict.fromkeys((*UNITS, *COUNT_ADJECTIVES), (distance,)),
}
"""Which rules may read figures, by the token behind them."""
_YEAR_RULES_BEFORE = {
    behind: (*(rule for rule in rules if rule not in (day_first, century, year_alone)), year_alone)
    for behind, rules in _RULES_BEFORE.items()
}
"""The same for four figures: no day of the month has so many."""

_RULES: dict[str, tuple[Rule, ...]] = {}
for _words, _rule in (
    ({name.split()[0] for name in (*FIXED_DAYS, *MOVABLE_DAYS)}, feast),
    (MONTHS, month_first),
    (WEEKDAYS, weekday),
    (SHORT_WEEKDAYS, weekday),
    (DAYS_FROM_TODAY, day_word),
    (SHIFTS, shifted),
    (SEASONS, season),
    (("the",), _with_article),
    (("that",), from_previous),
    (("between", "from"), _between),
    (MODIFIERS, _modified),
    (ORDINALS, quarter),
    (("q",), quarter),
    (PARTS_OF_PERIOD, _part_of),
    (ORDINALS, century),
    ((*COUNT_APPROXIMATORS, *COMPARISONS), _approximate),
    ((*NUMBERS, *VAGUE_NUMBERS, "half", "couple", *(unit for unit in UNITS if unit.endswith("s"))), distance),
    (("ad", "a"), era_first),
    (("'",), _apostrophe),
):
    for _word in _words:
        _RULES[_word] = (*_RULES.get(_word, ()), _rule)

OPENINGS = frozenset(_RULES)
"""The words with which an expression may begin."""

_COUNTED_OR_PORTION = frozenset(
    (*UNITS, *COUNT_ADJECTIVES, *VAGUE_NUMBERS, *FRACTIONS, "couple", "dozen", "hundred")
)
_OPENED: dict[str, frozenset[str]] = {
    "a": _COUNTED_OR_PORTION | {"."},
    "an": _COUNTED_OR_PORTION,
    "the": frozenset(
        (
            *UNITS,
            *MODIFIERS,
            *SEASONS,
            *DECADE_NAMES,
            *PARTS_OF_DAY,
            *PARTS_OF_PERIOD,
            *ORDINALS,
            *PREVIOUS_SHIFTS,
            *WINDOWS,
            "'",
        )
    ),
}
"""Of the commonest words: what must stand behind them if they open an expression."""
