"""Dates written bare, as they stand within words: "20 October 2015", "spring 2014", "19th century"."""

from timeline.dates.locales import DateShape, LocaleWording
from timeline.dates.values import SPRING, PartialDate

# Earlier years are written with their era, earlier decades as their years: "79" or "the 70s" is ambiguous.
_PLAIN_YEARS, _PLAIN_DECADES = 1000, 100
_SEASONS: tuple[DateShape, ...] = ("spring", "summer", "autumn", "winter")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def form_of(when: PartialDate) -> DateShape:
    """Return what *when* looks like, by which the words around it change."""
    if when.unspecified:
        if when.unspecified == 2:
            return "century"
        return "decade" if when.year >= _PLAIN_DECADES else "year"
    if when.month is None:
        return "year"
    if when.month >= SPRING:
        return _SEASONS[when.month - SPRING]
    return "month" if when.day is None else "day"


def bare(when: PartialDate, wording: LocaleWording) -> str:
    """Write *when* without what makes it approximate or uncertain."""
    language, form = wording.language, form_of(when)
    match form:
        case "day":
            return _written(wording.calendar.day, when, wording)
        case "month":
            return _written(wording.calendar.month, when, wording)
        case "decade":
            return language.decade.format(when.year)
        case "century":
            return _century(when.year, wording)
        case "year":
            return _years(when, wording)
    return language.seasons[_SEASONS.index(form)].format(_year(when.year, wording))


def bare_pair(start: PartialDate, end: PartialDate, wording: LocaleWording) -> tuple[str, str]:
    """Write two dates; what they share of month, year and era is written once."""
    calendar = wording.calendar
    forms = {form_of(start), form_of(end)}
    if forms == {"year"}:
        return _two_years(start.year, end.year, wording)
    if start.year == end.year and forms <= {"day", "month"}:
        if start.month != end.month:
            return _written(calendar.month_day if start.day else "{month}", start, wording), bare(
                end, wording
            )
        if forms == {"day"}:
            first, last = calendar.same_month
            return _written(first, start, wording), _written(last, end, wording)
    return bare(start, wording), bare(end, wording)


def _written(pattern: str, when: PartialDate, wording: LocaleWording) -> str:
    day = wording.language.first_day if when.day == 1 else None
    month = wording.calendar.months[(when.month or 1) - 1]
    return pattern.format(day=day or when.day, month=month, year=_year(when.year, wording))


def _year(year: int, wording: LocaleWording) -> str:
    if year >= _PLAIN_YEARS:
        return str(year)
    return _with_era(str(_counted(year)), year, wording)


def _years(when: PartialDate, wording: LocaleWording) -> str:
    """Write a year, or an early decade as its first and last."""
    if not when.unspecified:
        return _year(when.year, wording)
    first, last = _two_years(when.first.year, when.last.year, wording)
    return f"{first} {wording.language.to.around('year').format(last)}"


def _two_years(first: int, last: int, wording: LocaleWording) -> tuple[str, str]:
    """Write the years from *first* to *last*, with their era once where it is the same."""
    same_era = first < _PLAIN_YEARS and last < _PLAIN_YEARS and (first > 0) == (last > 0)
    return str(_counted(first)) if same_era else _year(first, wording), _year(last, wording)


def _counted(year: int) -> int:
    """Return the number of the astronomical *year* in its era, neither of which has a year 0."""
    return year if year > 0 else 1 - year


def _with_era(words: str, year: int, wording: LocaleWording) -> str:
    return wording.calendar.era.format(year=words, era=wording.calendar.eras[year > 0])


def _century(year: int, wording: LocaleWording) -> str:
    """Write the century of *year* to *year* + 99: "18XX" is the 19th century, as usual."""
    language, number = wording.language, abs(year) // 100 + 1
    if number == 1 and language.first_century:
        return language.first_century
    words = language.century.format(number=number, ordinal=_ordinal(number), roman=_roman(number))
    return words if year >= 0 else _with_era(words, year, wording)


def _ordinal(number: int) -> str:
    """Return *number* as an English ordinal.

    >>> _ordinal(1), _ordinal(12), _ordinal(21)
    ('1st', '12th', '21st')
    """
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def _roman(number: int) -> str:
    """Return *number*, 100 at most, as a Roman numeral.

    >>> _roman(19), _roman(44)
    ('XIX', 'XLIV')
    """
    numeral = ""
    for value, letters in _ROMAN:
        numeral += letters * (number // value)
        number %= value
    return numeral
