"""What stands around a date and changes it: ranges, limits, parts, modifiers, approximations, and "the"."""

from timeline.timex.distances import behind_approximators, distance
from timeline.timex.relative import from_previous, plain_day, unit_phrase, weekend, window
from timeline.timex.rules import Match, comparable, noun_at, point
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
from timeline.timex.written_dates import day_first, month_first
from timeline.timex.years import century, decade, quarter, season, second_year

_AROUND_DAYS = (Unit.WEEK, Unit.WEEKEND)
_NO_PARTS = (Unit.HOUR, Unit.DAY, Unit.FORTNIGHT, Unit.WEEKEND)


# --- ranges and limits


def ranged(tokens: Tokens, first: Match) -> Match:
    """Read on from "Monday" to "Monday to Friday", from "2011" to "2011 to the present"."""
    mark = tokens.words[first.end]
    if mark not in tokens.terms.range_words and mark != "-":
        return first
    found = _range(tokens, first, first.end + 1)
    if found is None and (mark != "-" or tokens.terms.open_ranges):
        found = _open_range(tokens, first, first.end + 1)
    return found or first


def _range(tokens: Tokens, first: Match, index: int) -> Match | None:
    """Read the end of a range that *first* begins, at *index* behind the word that joins them."""
    start = index
    while tokens.words[start] in tokens.terms.range_articles and start < index + 2:
        start += 1
    last = _second(tokens, start)
    if last is None or not comparable(first.value, last.value):
        return None
    return Match(Range(first.value, last.value), last.end)


def _open_range(tokens: Tokens, first: Match, index: int) -> Match | None:
    """Read "present", "heute" as the end of a range."""
    start = index + (tokens.words[index] in tokens.terms.articles)
    if tokens.words[start] not in tokens.terms.present or not isinstance(first.value, Stated | PartOfYear):
        return None
    return Match(Range(first.value, None), start + 1)


def _second(tokens: Tokens, index: int) -> Match | None:
    """Read the end of a range, where a year needs no preposition."""
    nesting = tokens.words[index] in tokens.grammar.nesting_ranges
    return second_year(tokens, index) or (None if nesting else point(tokens, index))


def between(tokens: Tokens, index: int) -> Match | None:
    """Read "between 2011 and 2015", "from 3 to 5 May", "vom 3. bis 5. Mai", "von Mai bis Juli"."""
    terms, start = tokens.terms, index + 1
    start += tokens.words[start] in terms.limit_articles
    compact = day_first(tokens, start) if len(tokens.words[start]) < 3 else None
    if compact and isinstance(compact.value, Range):
        return compact
    nesting = tokens.words[start] in tokens.grammar.nesting_ranges
    first = None if nesting else point(tokens, start) or second_year(tokens, start)
    if first is None or tokens.words[first.end] not in terms.between[tokens.words[index]]:
        return None
    found = _range(tokens, first, first.end + 1)
    return found or (_open_range(tokens, first, first.end + 1) if terms.open_ranges else None)


def limited(tokens: Tokens, index: int, match: Match) -> Match:
    """Make "2018" a limit in "by 2018"; not in "after Tuesday's vote" or "before 2018 elections"."""
    terms, before = tokens.terms, index - 1
    if tokens.words[before] in terms.limit_articles:
        before -= has_day(match.value) or tokens.words[before] in terms.limit_contractions
    if tokens.words[before] not in terms.limits or not _may_be_limit(match):
        return match
    behind = tokens.words[match.end]
    if terms.function_words and (
        behind == "'" or (tokens.is_word(match.end) and behind not in terms.function_words)
    ):
        return match
    return Match(Edge(terms.limits[tokens.words[before]], match.value), match.end)


def _may_be_limit(match: Match) -> bool:
    value = match.value.value if isinstance(match.value, About) else match.value
    if isinstance(value, Range | Edge | Offset | TimeOfDay):
        return False
    return not (isinstance(value, CalendarUnit) and value.anchor == "previous")


# --- modifiers and approximations


def modified(tokens: Tokens, index: int) -> Match | None:
    """Read "late Tuesday", "early 2009", "mid-October", "earlier this week", "frühen Mittwochmorgen"."""
    terms = tokens.terms
    start = index + 1 + (tokens.words[index + 1] == "-")
    word = tokens.words[start]
    if terms.modified_days_only:
        return plain_day(tokens, start) if word in terms.weekdays else None
    if word in terms.decade_names and tokens.words[index - 1] not in terms.articles:
        return None
    match = None
    if tokens.words[index] in terms.year_modifiers:
        match = second_year(tokens, start) or (_bare_season(tokens, start) if word in terms.seasons else None)
    if word not in tokens.grammar.nesting or word in terms.shifts:
        match = match or point(tokens, start)
    return match if match and not isinstance(match.value, Offset | Range) else None


def _bare_season(tokens: Tokens, index: int) -> Match:
    number = tokens.terms.seasons[tokens.words[index]]
    return season(tokens, index) or Match(PartOfYear(number), index + 1)


def approximate(tokens: Tokens, index: int) -> Match | None:
    """Read "around 1850", "c. 1850", "about three years ago", "more than a decade ago"."""
    terms, word = tokens.terms, tokens.words[index]
    start = behind_approximators(tokens, index)
    ago = distance(tokens, start) if start > index else None
    if ago:
        vague = isinstance(ago.value, Offset) and ago.value.count is None
        return ago if vague else Match(About(ago.value), ago.end)
    start = index + 1
    if word not in terms.approximators:
        return None
    if word in terms.short_approximators:
        if tokens.words[start] == ".":
            start += 1
        elif not terms.nouns_capitalised:
            return None
    match = second_year(tokens, start)
    if match and terms.nouns_capitalised and tokens.capitalised(match.end):
        return None
    if match is None and not terms.nouns_capitalised:
        match = month_first(tokens, start) or day_first(tokens, start)
    return Match(About(match.value), match.end) if match else None


# --- parts of a period


def part_of(tokens: Tokens, index: int) -> Match | None:
    """Read "end of 2015", "first half of the year", "beginning of last week": the whole of it."""
    terms = tokens.terms
    portion = tokens.words[index + 1] in terms.portions
    start = index + 1 + portion
    if tokens.words[start] not in terms.month_links or not (
        portion or tokens.words[index] in terms.whole_parts
    ):
        return None
    start += 1
    determined = tokens.words[start] in terms.articles
    if determined and tokens.words[start + 1] in terms.units:
        unit = unit_of_publication(tokens, start + 1)
        closed = tokens.words[start + 2] not in (terms.before | terms.after | terms.month_links)
        return unit if closed else None
    start += determined and tokens.words[start + 1].isdecimal()
    nesting = tokens.words[start] in tokens.grammar.nesting
    match = second_year(tokens, start) or (None if nesting else point(tokens, start))
    return match if match and not isinstance(match.value, Offset | Range) else None


def edge_of(tokens: Tokens, index: int) -> Match | None:
    """Read "Anfang Oktober", "Ende des 19. Jahrhunderts", "Mitte der 1990er Jahre": the whole of it."""
    terms = tokens.terms
    if not noun_at(tokens, index):
        return None
    determined = tokens.words[index + 1] in terms.edge_links
    start = index + 1 + determined
    if tokens.words[start] in tokens.grammar.nesting or tokens.words[start] in terms.edges:
        return None
    match = second_year(tokens, start) or point(tokens, start)
    if match is None and determined:
        match = unit_of_publication(tokens, start)
    if match is None or has_day(match.value) or isinstance(match.value, Offset | Range | About):
        return None
    return match


def unit_of_publication(tokens: Tokens, index: int) -> Match | None:
    """Read "year" behind "the end of the": that of publication."""
    terms, word = tokens.terms, tokens.words[index]
    unit = terms.units.get(word)
    if unit is None or word in terms.plural_units or unit in _NO_PARTS:
        return None
    return Match(CalendarUnit(unit, 0), index + 1)


# --- what begins with "the"


def with_article(tokens: Tokens, index: int) -> Match | None:
    """Read what holds its article: "the same day", "the early 1990s", "the end of the year"."""
    terms, start = tokens.terms, index + 1
    word = tokens.words[start]
    phrase = unit_phrase(tokens, index)
    if phrase:
        return phrase
    if word in terms.modifiers:
        match = modified(tokens, start)
        whole = match and isinstance(match.value, Stated | PartOfYear) and not has_day(match.value)
        return match if whole else None
    if word in terms.seasons:
        return season(tokens, start)
    if word in terms.decade_names or word == "'" or word.isdecimal():
        linked = tokens.words[index + 3] in terms.month_links
        return (
            decade(tokens, start + (word == "'"))
            or century(tokens, start)
            or (day_first(tokens, start) if linked else None)
        )
    if word in terms.parts_of_day and tokens.words[start + 1] in terms.month_links:
        return plain_day(tokens, start + 2 + (tokens.words[start + 2] in terms.articles))
    return (
        _around_day(tokens, index)
        or (_ordinal(tokens, start) if word in terms.ordinals else None)
        or part_of(tokens, start)
        or _from_previous(tokens, index)
        or (weekend(tokens, start) if terms.units.get(word) is Unit.WEEKEND else None)
        or (century(tokens, start) if word in terms.ordinals else None)
        or distance(tokens, index)
    )


def _ordinal(tokens: Tokens, index: int) -> Match | None:
    return day_first(tokens, index) or quarter(tokens, index)


def _from_previous(tokens: Tokens, index: int) -> Match | None:
    """Read "the following month", "the past year"; "over the next month" is a stretch of time."""
    terms, word = tokens.terms, tokens.words[index + 1]
    if word in terms.windows:
        return window(tokens, index + 2)
    if word not in terms.previous_shifts:
        return None
    stretch = word in terms.shifts and tokens.words[index - 1] in terms.span_prepositions
    return None if stretch else from_previous(tokens, index + 1)


def _around_day(tokens: Tokens, index: int) -> Match | None:
    """Read "the week of October 5", "the weekend of 17 October"."""
    terms = tokens.terms
    unit = terms.units.get(tokens.words[index + 1])
    if unit is None or unit not in _AROUND_DAYS or tokens.words[index + 1] in terms.plural_units:
        return None
    if tokens.words[index + 2] not in terms.month_links:
        return None
    day = plain_day(tokens, index + 3 + (tokens.words[index + 3] in terms.articles))
    return Match(Around(unit, day.value), day.end) if day and not isinstance(day.value, Range) else None


def apostrophe(tokens: Tokens, index: int) -> Match | None:
    """Read "'90s"."""
    return decade(tokens, index + 1) if tokens.glued(index + 1) else None
