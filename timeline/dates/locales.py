"""How a language and its regions write dates: the words of languages/, the calendar of CLDR.

English as such needs no Babel, which takes long to import.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from babel import Locale
    from babel.dates import DateTimePattern

_TABLES = files("timeline.dates") / "languages"
LANGUAGES = tuple(sorted(table.name.removesuffix(".toml") for table in _TABLES.iterdir()))
"""The languages that dates can be written in; each of their regions too."""

DateShape = Literal[
    "day", "month", "spring", "summer", "autumn", "winter", "year", "decade", "century", "week", "about"
]
"""What a date looks like, by which the words around it change."""

_SEASONS = ("spring", "summer", "autumn", "winter")
_FIELDS = {"d": "{day}", "dd": "{day:0>2}", "MMMM": "{month}", "LLLL": "{month}", "y": "{year}", "G": "{era}"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words around a date, which stands at "{}": by the date's form, or else the default ones."""

    default: str
    by_form: Mapping[str, str]

    @classmethod
    def of(cls, table: Mapping[str, str]) -> "Words":
        """Read *table* of words by form, where "season" is any season that has none of its own."""
        seasons = {name: table["season"] for name in _SEASONS if "season" in table}
        return cls(table["default"], {**seasons, **table})

    def around(self, form: DateShape) -> str:
        """Return the words for a date of *form*."""
        return self.by_form.get(form, self.default)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """The words of one language, as languages/en.toml explains them."""

    uncertain: str
    unknown: str
    decade: str
    century: str
    week: str
    seasons: tuple[str, ...]
    plain: Words
    about: Words
    circa: Words
    by: Words
    since: Words
    to: Words
    between_start: Words
    between_end: Words
    day_in: Words
    month_in: Words
    first_century: str | None = None
    first_day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleCalendar:
    """How a region writes dates: patterns of {day}, {month}, {year} and {era}; months and eras."""

    day: str
    month: str
    month_day: str
    era: str
    eras: tuple[str, ...]
    months: tuple[str, ...]

    @property
    def same_month(self) -> tuple[str, str]:
        """The patterns of two days of one month: "3" and "5 October 2015", "October 3" and "5, 2015"."""
        year, month, day = (self.day.index("{" + part) for part in ("year", "month", "day"))
        if day < month:
            return self.day.split(" ")[0], self.day
        return self.month_day if month < year else self.day, self.day[day:]


@dataclass(frozen=True, slots=True)
class LocaleWording:
    """What it takes to write dates for one locale."""

    language: DateWords
    calendar: LocaleCalendar


def supported_language(locale: str) -> str:
    """Return the language of *locale*: "fr" for "fr-CA".

    Raises ValueError when dates cannot be written in it.

    >>> supported_language("fr-CA"), supported_language("es_MX")
    ('fr', 'es')
    """
    language = locale.replace("_", "-").partition("-")[0].lower()
    if language not in LANGUAGES:
        raise ValueError(f"dates cannot be written in {locale!r}: the languages are {', '.join(LANGUAGES)}")
    return language


@cache
def wording_of(locale: str) -> LocaleWording:
    """Return how *locale* writes dates. Raises ValueError if its language is not supported."""
    import tomllib

    code = supported_language(locale)
    table = tomllib.loads((_TABLES / f"{code}.toml").read_text(encoding="utf-8"))
    fields = table.pop("calendar", None)
    own = LocaleCalendar(**_typed(fields)) if fields else None
    language = DateWords(**_typed(table))
    if own is None:
        return LocaleWording(language, _calendar(cldr_locale(locale)))
    return LocaleWording(
        language, own if locale.lower() == code else replace(_calendar(cldr_locale(locale)), eras=own.eras)
    )


def _typed(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return *table* with its tables as `Words` and its lists as tuples."""
    words = {name: Words.of(value) for name, value in table.items() if isinstance(value, dict)}
    lists = {name: tuple(value) for name, value in table.items() if isinstance(value, list)}
    return {**table, **words, **lists}


def cldr_locale(locale: str) -> "Locale":
    """Return CLDR's data for *locale*, or for its language. Raises ValueError if that is not supported."""
    from babel import Locale, UnknownLocaleError

    language = supported_language(locale)
    try:
        return Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale(language)


def _calendar(cldr: "Locale") -> LocaleCalendar:
    skeletons = cldr.datetime_skeletons
    return LocaleCalendar(
        day=_pattern(skeletons.get("yMMMMd") or cldr.date_formats["long"]),
        month=_pattern(skeletons["yMMMM"]),
        month_day=_pattern(skeletons["MMMMd"]),
        era=_pattern(skeletons["Gy"]),
        eras=tuple(cldr.eras["abbreviated"][era] for era in (0, 1)),
        months=tuple(cldr.months["format"]["wide"][month] for month in range(1, 13)),
    )


def _pattern(cldr: "DateTimePattern") -> str:
    """Write a pattern of CLDR, such as "d. MMMM y", with the fields of `LocaleCalendar`."""
    # It is annotated as something else, but is a string with fields in the way of "%(d)s".
    return str(cldr.format) % _FIELDS
