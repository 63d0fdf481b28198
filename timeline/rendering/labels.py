"""The words of a page in the languages that dates are written in: templates/labels/, one file a language."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import Any

from timeline.dates.locales import LANGUAGES, cldr_locale, supported_language
from timeline.errors import UsageError
from timeline.models import Mark
from timeline.resources import read_resource


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a locale writes numbers, and which plural category of CLDR each has."""

    category: Callable[[float], str]
    written: Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Counted:
    """Words with a number in them, in the form that goes with it."""

    forms: Mapping[str, str]
    numbers: Numbers

    def __call__(self, number: float, **places: str) -> str:
        """Return the words for *number*, with *places* put in."""
        words = self.forms.get(self.numbers.category(number), self.forms["other"])
        return words.format(n=self.numbers.written(number), **places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """All words of a page, in the language of the tag *locale*, written in *direction* ("ltr" or "rtl")."""

    locale: str
    direction: str
    numbers: Numbers

    skip: str
    contents: str
    undated: str
    undated_note: str
    beginning_not_told: str
    articles: str
    article: str
    left_out: str
    quotes: str
    date: str
    event: str
    sources: str
    colon: str

    chosen: str
    filter: str
    change_filter: str
    all: str
    search: str
    shown: str
    see_left_out: str
    what_would_help: str

    link_to_event: str
    perhaps_same: str
    quote_from: str
    dating: str
    no_date_worked_out: str
    no_words_say_when: str

    by: str
    published: str
    copy_of: str
    cited_for: str
    not_cited: str
    not_read: str

    check: str
    verbatim: str
    built_by: str
    model: str
    prompts: str
    not_in_calendar: str

    patterns: Mapping[str, str]
    facets: Mapping[str, str]
    states: Mapping[str, str]
    kinds: Mapping[str, str]
    marks: Mapping[str, str]
    edits: Mapping[str, str]
    subjects: Mapping[str, str]
    doubts: Mapping[str, str]

    seasons: Mapping[str, str]
    basis: Mapping[str, str]
    unit_of: Mapping[str, str]
    unit_before: Mapping[str, str]
    unit_after: Mapping[str, str]
    unit_up_to: Mapping[str, str]
    units: Mapping[str, str]
    unresolved: Mapping[str, str]
    publication: Mapping[str, str]
    metadata: Mapping[str, str]
    reasons: Mapping[str, str]
    criteria: Mapping[str, str]

    events_counted: Counted
    articles_counted: Counted
    from_articles: Counted
    of_events: Counted
    nothing_found: Counted
    disputed: Counted
    sources_counted: Counted
    independent_sources: Counted
    partly_independent: Counted
    quotes_counted: Counted
    more_quotes: Counted
    more_choices: Counted
    left_out_passages: Counted
    left_out_counted: Counted
    evidence: Counted
    most_important: Counted
    least_sources: Counted
    lengths: Mapping[str, Counted]

    def summary(self, events: int, articles: int) -> str:
        """Say what the page holds."""
        return self.patterns["summary"].format(
            events=self.events_counted(events), from_articles=self.from_articles(articles)
        )

    def counts(self, events: int, articles: int, left_out: int) -> str:
        """Say what was counted."""
        return self.patterns["counts"].format(
            events=self.events_counted(events),
            articles=self.articles_counted(articles),
            left_out=self.left_out_counted(left_out),
        )

    def selection(self, shown: int, events: int, criteria: str) -> str:
        """Say that only some of the events are shown, and which."""
        of_events = self.of_events(events)
        return self.patterns["selection"].format(
            n=self.numbers.written(shown), of_events=of_events, criteria=criteria
        )

    def source_words(self, sources: int, independent: int) -> str:
        """Say how many sources report an event, and how many of them are independent."""
        if sources == independent > 1:
            return self.independent_sources(sources)
        words = self.sources_counted(sources)
        return words if sources == independent else self.partly_independent(independent, sources=words)

    def facet(self, name: str) -> str:
        """Return what the choices of a facet are."""
        return self.facets[name]

    def state(self, name: str) -> str:
        """Return what an event is, as the choice of a filter."""
        return self.states[name]

    def kind(self, name: str) -> str | None:
        """Return what an event is, as a note; None for an event that has nothing to note."""
        return self.kinds.get(name)

    def mark(self, name: Mark) -> str:
        """Return a mark in words."""
        return self.marks[name]

    def edit(self, kind: str, reason: str, before: str | None) -> str:
        """Say what a person changed and why, and what stood there *before*."""
        pattern = self.patterns["edited_before" if before else "edited"]
        return pattern.format(edit=self.edits[kind], reason=reason, before=before)

    def subject(self, field: str, about: str | None) -> str:
        """Return what sources disagree on; a *field* that is not known says itself."""
        words = self.subjects.get(field, field)
        return f"{words} ({about})" if about else words

    def disagree_on(self, subject: str) -> str:
        """Say what sources disagree on."""
        return self.patterns["disagree_on"].format(subject=subject)

    def in_quotes(self, words: str) -> str:
        """Put quotation marks around *words*."""
        return self.patterns["quoted"].format(words=words)

    def read_as(self, date: str) -> str:
        """Say what an expression was read as."""
        return self.patterns["read_as"].format(date=date)

    def model_read(self, date: str) -> str:
        """Say what the model read an expression as."""
        return self.patterns["model_read"].format(date=date)


_LENGTH = "length_"
# English as such needs no Babel.
_ENGLISH = Numbers(lambda number: "one" if number == 1 else "other", "{:,}".format)


@cache
def labels(locale: str = "en") -> Labels:
    """Return the words of a page for *locale*: its language's words, its own way to write numbers.

    Raises UsageError when there is no such language.
    """
    try:
        language = supported_language(locale)
    except ValueError as error:
        raise UsageError(
            f"There are no words for the locale {locale!r}: choose one of {', '.join(LANGUAGES)}."
        ) from error
    tag, numbers = ("en", _ENGLISH) if locale == "en" else _of_cldr(locale)
    table = tomllib.loads(read_resource("templates", f"labels/{language}.toml") or "")
    counted = {
        name: Counted(MappingProxyType(forms), numbers) for name, forms in table.pop("counted").items()
    }
    tables = {name: MappingProxyType(words) for name, words in table.items() if isinstance(words, dict)}
    lengths = {name: counted.pop(name) for name in list(counted) if name.startswith(_LENGTH)}
    words: dict[str, Any] = {**table, **tables, **counted}
    words["lengths"] = MappingProxyType(
        {name.removeprefix(_LENGTH): length for name, length in lengths.items()}
    )
    return Labels(locale=tag, numbers=numbers, **words)


def _of_cldr(locale: str) -> tuple[str, Numbers]:
    """Return the language tag of *locale*, and its numbers."""
    from babel.numbers import format_decimal

    cldr = cldr_locale(locale)
    return str(cldr).replace("_", "-"), Numbers(
        cldr.plural_form, lru_cache(4096)(partial(format_decimal, locale=cldr))
    )
