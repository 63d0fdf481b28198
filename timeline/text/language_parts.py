"""What a language brings to split a text into sentences and to recognise boilerplate and clauses.

The engines of this package know no language: they get these values. Each part may be missing or empty.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OrdinalPatterns:
    """Where a full stop ends an ordinal instead of a sentence: "im 19. | Jahrhundert".

    *end* finds the ordinal at the end of a piece, *after* matches the beginning of what belongs to it.
    """

    end: re.Pattern[str]
    after: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VerbForms:
    """Which words are verbs, by which running text differs from titles and captions.

    *auxiliaries* are verbs in any spelling. In lower case, verbs are the *past_tenses* and what *regular*
    matches in full, except *not_past_tenses*, and except after *determiners*, where a form is an adjective.
    *possible* matches words that may be verbs. A clause that *relative_pronouns* open is not the main one.
    *beginnings* finds a verb by which something lasting begins.
    """

    auxiliaries: frozenset[str] = frozenset()
    past_tenses: frozenset[str] = frozenset()
    not_past_tenses: frozenset[str] = frozenset()
    regular: re.Pattern[str] | None = None
    possible: re.Pattern[str] | None = None
    determiners: frozenset[str] = frozenset()
    relative_pronouns: frozenset[str] = frozenset()
    beginnings: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Notice:
    """A *pattern* of boilerplate in a block of at most *most_words* words, and the *reason* it gives.

    The pattern sees the block's first 400 characters in lower case, with plain quotes and single spaces.
    """

    reason: str
    most_words: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BoilerplateWords:
    """What publishers print around an article, in one language; all words are in lower case.

    - *notices*: publication and print lines, subscription and comments notices, teasers, captions …
    - *date_line*: words that may stand beside the date in a line that is nothing but a date
    - *byline_openings*: words that begin a line with the author's name
    - *agency_nouns*: what agencies are called; *sign_off*: words beside an agency's name at the end of a text
    - *connectors*: words that stay small in a title or a name
    - *running_text*: words that captions lack
    - *source_headings*: headings of a list of sources
    - *credit*: introduces the owner of a picture; *picture*: is part of an owner's name in parentheses
    """

    notices: tuple[Notice, ...] = ()
    date_line: frozenset[str] = frozenset()
    byline_openings: frozenset[str] = frozenset()
    agency_nouns: frozenset[str] = frozenset()
    sign_off: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    running_text: frozenset[str] = frozenset()
    source_headings: frozenset[str] = frozenset()
    credit: re.Pattern[str] | None = None
    picture: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClauseWords:
    """How clauses are joined: *boundary* separates two, *connectives* join two verbs of one subject."""

    boundary: re.Pattern[str]
    connectives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReportedSpeech:
    """How a language reports what somebody said.

    *verbs* are reporting verbs in the forms that news uses, in lower case. *phrases* are how to write
    those that are not complete in one word ("teilte": "teilte mit"). *before_time* finds the words between
    a speaker and a time at the end of a piece of text. *unnamed* introduces a report of an unknown speaker.
    """

    verbs: frozenset[str]
    phrases: Mapping[str, str] = field(default_factory=dict)
    before_time: re.Pattern[str] | None = None
    unnamed: str = "Reported"


class MonthsAndWeekdays(Protocol):
    """The names of months and weekdays, in lower case."""

    @property
    def months(self) -> Mapping[str, int]:
        """The names of months."""

    @property
    def weekdays(self) -> Mapping[str, int]:
        """The names of weekdays."""


class WrittenLanguage(Protocol):
    """What this package needs of a language, which `timeline.lang.base.Language` provides."""

    @property
    def code(self) -> str:
        """Its ISO 639 code, by which the sentence splitter knows its abbreviations."""

    @property
    def calendar(self) -> MonthsAndWeekdays | None:
        """Its months and weekdays."""

    @property
    def ordinals(self) -> OrdinalPatterns | None:
        """Its ordinals with a full stop."""

    @property
    def boilerplate(self) -> BoilerplateWords | None:
        """Its boilerplate."""

    @property
    def verbs(self) -> VerbForms | None:
        """Its verbs."""

    @property
    def clauses(self) -> ClauseWords | None:
        """What separates its clauses."""

    @property
    def reporting(self) -> ReportedSpeech | None:
        """Its reporting verbs."""


def notice(reason: str, most_words: int, *patterns: str) -> Notice:
    """Return a notice that any of *patterns* finds."""
    return Notice(reason=reason, most_words=most_words, pattern=re.compile("|".join(patterns)))
