"""Years, and periods of several or of a part of one: "2011-15", "44 BC", "the 1990s", "Q3 2015"."""

from functools import cache

from timeline.dates import DateInterval, PartialDate
from timeline.timex.rules import Match, Number, compounded, in_number, is_plural, noun_at, number_at, year_at
from timeline.timex.semantics import PartOfYear, Stated
from timeline.timex.tokens import Tokens
from timeline.timex.written_dates import is_era, ordinal_at, year_behind

_DASHES = frozenset("-/")


@cache
def _stated(year: int, unspecified: int = 0) -> Stated:
    """Return the year, decade or century: texts name the same ones again and again."""
    return Stated(PartialDate(year, unspecified=unspecified))


# --- years


def year_alone(tokens: Tokens, index: int) -> Match | None:
    """Read a year that stands for itself: "2011", "2011-15", "2010/11", "44 BC", "1990s"."""
    if in_number(tokens, index) or tokens.words[index - 1].isdecimal():
        return None
    longer = None
    if tokens.words[index + 1] in tokens.grammar.year_endings:
        longer = decade(tokens, index) or _with_era(tokens, index) or _short_range(tokens, index)
    return longer or _bare_year(tokens, index)


def second_year(tokens: Tokens, index: int) -> Match | None:
    """Read a year where the one before it, or a word like "around", shows that it is one."""
    terms = tokens.terms
    if not (tokens.words[index].isdecimal() or tokens.words[index] in terms.decade_names):
        return None
    found = decade(tokens, index) or _with_era(tokens, index)
    year = None if found else year_at(tokens, index)
    if year is None or (terms.nouns_capitalised and tokens.words[year.end] in terms.counted):
        return found
    return Match(_stated(year.value), year.end)


def named_year(tokens: Tokens, index: int) -> Match | None:
    """Read "Jahr 2014", "Jahre 44 v. Chr."."""
    era = _with_era(tokens, index + 1)
    year = None if era else year_at(tokens, index + 1)
    return Match(_stated(year.value), year.end) if year else era


def _with_era(tokens: Tokens, index: int) -> Match | None:
    """Read "44 BC", "79 n. Chr."."""
    era = tokens.grammar.phrases.eras.at(tokens.words, index + 1)
    year = number_at(tokens, index, 1, 4) if era and is_era(tokens, index + 1) else None
    return Match(_stated(1 - year if era[0] else year), era[1]) if year and era else None


def era_first(tokens: Tokens, index: int) -> Match | None:
    """Read "AD 79"."""
    era = tokens.grammar.phrases.eras.at(tokens.words, index)
    year = number_at(tokens, era[1], 1, 4) if era and not era[0] and is_era(tokens, index) else None
    return Match(_stated(year), era[1] + 1) if era and year else None


def _short_range(tokens: Tokens, index: int) -> Match | None:
    """Read "2011-15", "2010/11"."""
    mark = tokens.words[index + 1]
    if mark not in _DASHES:
        return None
    year, second = number_at(tokens, index, 4, 4), number_at(tokens, index + 2, 2, 2)
    if year is None or second is None or not 1000 <= year <= 2999:
        return None
    last = year - year % 100 + second
    joined = tokens.glued(index + 1) and tokens.glued(index + 2)
    more = tokens.glued(index + 3) and tokens.words[index + 3] in _DASHES
    if not joined or more or last <= year or (mark == "/" and last != year + 1):
        return None
    return Match(Stated(DateInterval(PartialDate(year), PartialDate(last))), index + 3)


def _bare_year(tokens: Tokens, index: int) -> Match | None:
    year = year_at(tokens, index)
    if year is None or not _means_year(tokens, index, year):
        return None
    return Match(_stated(year.value), year.end)


def _means_year(tokens: Tokens, index: int, year: Number) -> bool:
    """Return by the words beside it whether a number of four digits is a year."""
    terms = tokens.terms
    before, behind = tokens.words[index - 1], tokens.words[year.end]
    determined = before in terms.year_determiners
    if _counts(tokens, index, behind):
        return determined and before not in terms.no_year_behind and behind not in terms.plural_people
    preceded = before in terms.year_prepositions or before in terms.seasons
    if not determined and _is_noun(tokens, year.end):
        round_number = year.value % 100 == 0 and not (preceded and terms.nouns_capitalised)
        if year.value < 1900 or round_number:
            return False
    if preceded:
        return 1000 <= year.value <= 2100
    if not 1900 <= year.value <= 2050:
        return False
    if terms.nouns_capitalised or not tokens.capitalised(index - 1):
        return True
    return before in terms.gatherings or before in terms.function_words


def _counts(tokens: Tokens, index: int, behind: str) -> bool:
    """Return whether the words beside a number say that it counts or numbers something."""
    terms, before = tokens.terms, tokens.words[index - 1]
    if behind in terms.counted or before in terms.no_year_behind:
        return True
    if not terms.nouns_capitalised:
        return False
    return before in terms.months or (before == "." and tokens.words[index - 2] in terms.no_year_behind)


def _is_noun(tokens: Tokens, index: int) -> bool:
    """Return whether what may be counted stands at *index*."""
    if tokens.terms.nouns_capitalised:
        return tokens.is_word(index) and tokens.capitalised(index)
    return is_plural(tokens, index)


# --- decades and centuries


def decade(tokens: Tokens, index: int) -> Match | None:
    """Read "1990s", "'90s", "nineties", "1990er Jahre", "90er-Jahren", "Neunzigerjahre"."""
    terms, word, end = tokens.terms, tokens.words[index], index + 1
    if word in terms.joined_decades:
        return Match(_stated(1900 + terms.joined_decades[word], 1), end)
    if word in terms.decade_names:
        behind = _behind_years(tokens, end) if terms.decade_years else end
        return Match(_stated(1900 + terms.decade_names[word], 1), behind) if behind else None
    if not word.isdecimal() or len(word) not in (2, 4) or word[-1] != "0":
        return None
    if tokens.words[end] == "'" and tokens.glued(end) and len(word) == 4 and not terms.decade_years:
        end += 1
    last = _behind_ending(tokens, index, end) if tokens.glued(end) else None
    year = int(word) if len(word) == 4 else 1900 + int(word)
    return Match(_stated(year, 1), last) if last and 1000 <= year <= 2999 else None


def _behind_ending(tokens: Tokens, index: int, end: int) -> int | None:
    """Return the index behind the ending of a decade at *end*, whose digits are at *index*."""
    terms, short = tokens.terms, len(tokens.words[index]) == 2
    if tokens.words[end] in terms.joined_decade_endings:
        return end + 1
    if tokens.words[end] not in terms.decade_endings:
        return None
    end += 1
    if terms.decade_years:
        adjective = short or (tokens.is_word(end) and tokens.capitalised(end))
        return _behind_years(tokens, end) or (None if adjective else end)
    return None if short and tokens.words[index - 1] != "'" and not _behind_modifier(tokens, index) else end


def _behind_years(tokens: Tokens, index: int) -> int | None:
    """Return the index behind "Jahre" or "-Jahren"."""
    start = index + (tokens.words[index] == "-")
    return start + 1 if tokens.words[start] in tokens.terms.decade_years else None


def _behind_modifier(tokens: Tokens, index: int) -> bool:
    """Return whether "the late", "the mid-" stands before *index*."""
    before = index - 1 - (tokens.words[index - 1] == "-")
    return (
        tokens.words[before] in tokens.terms.modifiers and tokens.words[before - 1] in tokens.terms.articles
    )


def century(tokens: Tokens, index: int) -> Match | None:
    """Read "19th century", "nineteenth century", "5th century BC", "5. Jh. v. Chr."."""
    terms, found = tokens.terms, ordinal_at(tokens, index, 30)
    if found is None or found.value > 30:
        return None
    end = found.end + (tokens.words[found.end] == "-")
    word = tokens.words[end]
    if word not in terms.centuries:
        return None
    end += 1
    end += word in terms.short_centuries and tokens.words[end] == "." and tokens.glued(end)
    era = tokens.grammar.phrases.eras.at(tokens.words, end)
    if era and not is_era(tokens, end):
        era = None
    if era and era[0]:
        first = PartialDate(1 - 100 * found.value)
        return Match(Stated(DateInterval(first, PartialDate(100 - 100 * found.value))), era[1])
    return Match(_stated(100 * (found.value - 1), 2), era[1] if era else end)


def quarter(tokens: Tokens, index: int) -> Match | None:
    """Read "Q3 2015", "third quarter of 2015", "ersten Halbjahr 2015"."""
    if tokens.words[index] == "q":
        digit = number_at(tokens, index + 1, 1, 1) if tokens.glued(index + 1) else None
        found, parts = (Number(digit, index + 1), 4) if digit else (None, 0)
    else:
        found = ordinal_at(tokens, index, 4)
        parts = tokens.terms.year_parts.get(tokens.words[found.end], 0) if found else 0
    if found is None or found.value > parts:
        return None
    start = found.end + 1
    link = tokens.grammar.phrases.part_links.at(tokens.words, start)
    year = year_at(tokens, link[1] if link else start)
    if year is None:
        return None
    months = 12 // parts
    ends = (
        PartialDate(year.value, months * (found.value - 1) + 1),
        PartialDate(year.value, months * found.value),
    )
    return Match(Stated(DateInterval(*ends)), year.end)


# --- seasons


def season(tokens: Tokens, index: int) -> Match | None:
    """Read "summer 2014", "Winter 2014/15", "spring last year", and "the summer" behind a preposition."""
    terms = tokens.terms
    if not noun_at(tokens, index):
        return None
    number = terms.seasons[tokens.words[index]]
    both = _short_range(tokens, index + 1)
    if both and isinstance(both.value, Stated):
        return Match(Stated(PartialDate(both.value.date.first.year, number)), both.end)
    year = year_behind(tokens, index + 1)
    if year:
        when, end = year
        value = Stated(PartialDate(when, number)) if isinstance(when, int) else PartOfYear(number, year=when)
        return Match(value, end + 2 if _goes_to_next_year(tokens, end) else end)
    return Match(PartOfYear(number), index + 1) if _season_alone(tokens, index) else None


def _goes_to_next_year(tokens: Tokens, index: int) -> bool:
    """Return whether the second year of "winter 2014-2015" begins at *index*."""
    joined = tokens.words[index] in _DASHES and tokens.glued(index) and tokens.words[index + 1].isdecimal()
    return joined and not (tokens.words[index + 2] in _DASHES and tokens.glued(index + 2))


def _season_alone(tokens: Tokens, index: int) -> bool:
    """Return whether the name of a season without a year means the season: "in the summer"."""
    terms, before = tokens.terms, index - 1
    if terms.season_articles:
        if tokens.words[before] not in terms.season_articles:
            return False
        before -= 1
    if tokens.words[before] not in terms.season_prepositions or compounded(tokens, index + 1):
        return False
    if terms.nouns_capitalised:
        return True
    closed = not tokens.is_word(index + 1) or tokens.words[index + 1] in terms.function_words
    return closed and not tokens.capitalised(index)
