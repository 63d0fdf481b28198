"""Days that have a name: "Christmas Eve", "Good Friday 2015", "Tag der Deutschen Einheit"."""

from timeline.timex.rules import Match, compounded
from timeline.timex.semantics import CalendarUnit, MovableDay, PartOfYear, Stated, Value, Which, Yearly
from timeline.timex.tokens import Tokens
from timeline.timex.written_dates import year_behind


def named_day(tokens: Tokens, index: int) -> Match | None:
    """Read a named day; one that may mean more than the day needs a preposition or a year."""
    terms, found = tokens.terms, day_name_at(tokens, index)
    if found is None or tokens.words[index - 1] in terms.other_days:
        return None
    name, end = found
    year = year_behind(tokens, end)
    if year:
        return Match(day_named(tokens, name, year.value), year.end)
    loose = name in terms.loose_days and tokens.words[index - 1] not in terms.day_name_prepositions
    longer = tokens.words[end] in terms.units and not terms.nouns_capitalised  # "Christmas week"
    if loose or longer or compounded(tokens, end):
        return None
    return Match(day_named(tokens, name), end)


def day_name_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Return the longest name of a day at *index*, and the index behind it."""
    found = tokens.grammar.phrases.day_names.at(tokens.words, index)
    if found is None or not any(tokens.capitalised(place) for place in range(index, found[1])):
        return None
    return found


def day_named(
    tokens: Tokens, name: str, year: int | CalendarUnit | None = None, which: Which | None = None
) -> Value:
    """Return the day that has *name*, in its year where one is stated."""
    terms, when = tokens.terms, year if isinstance(year, CalendarUnit) else None
    value: Yearly = (
        PartOfYear(*terms.fixed_days[name], which=which, year=when)
        if name in terms.fixed_days
        else MovableDay(_written(name), terms.movable_days[name], which, when)
    )
    day = value.in_year(year) if isinstance(year, int) else None
    return Stated(day) if day else value


def _written(name: str) -> str:
    """Return the name of a day as people write it, with capitals and no gaps before its marks."""
    return name.title().replace(" '", "'").replace("'S", "'s").replace(" .", ".")
