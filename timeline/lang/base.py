"""Everything that one language brings, as one value.

A language is data first: tables of words, and patterns where a table cannot say it. Every part may be
missing. Each module that uses a part documents what it does without it, and is then cautious: without
negation words, for example, no headline of a model is trusted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.text.language_parts import (
    BoilerplateWords,
    ClauseWords,
    OrdinalPatterns,
    ReportedSpeech,
    VerbForms,
)
from timeline.timex.time_grammar import CalendarWords, TimeGrammar


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PublicationLines:
    """How a page words when it was published.

    *labels* are the words that may be beside the date, *updated* those of a later change; *byline* matches a
    line that names the author. *printed* finds the words before the date of a print edition, *copyright*
    matches the beginning of a copyright line. *place* matches what precedes the date in a dateline.
    """

    labels: re.Pattern[str]
    updated: re.Pattern[str]
    byline: re.Pattern[str]
    printed: re.Pattern[str] | None = None
    copyright: re.Pattern[str] | None = None
    place: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Negation:
    """How a language denies.

    *denial* finds a denying word, and *negated* has the denied word as its first group. Where the denied word
    may be anywhere in its clause, *clause_wide* is true. *denying_verbs* find a verb that denies the clause
    after it ("bestritt, dass …").

    *operators* are, by what they do to a statement, the words that make of what happened what did not, may,
    or is only said to have happened: a headline has all of them that its clause has, and none other.
    *complementizers* are words that open what such a word is about ("that", "whether").
    """

    denial: re.Pattern[str]
    negated: re.Pattern[str]
    clause_wide: bool = False
    denying_verbs: re.Pattern[str] | None = None
    operators: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    complementizers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExpressionRoles:
    """How the words around a time expression show what it does in its sentence.

    - *apposition* matches all that is between two expressions of which one repeats the other
    - *comparison* finds, right before an expression, words that only compare with it
    - *determiner* right before it and, if given, *noun* right after it: the expression only names something
    - *same_time* matches an expression that is explained by a clause after it, which *subject* begins
    - *dated_verb* has as its first group a verb right before an expression, which the expression dates
    """

    apposition: re.Pattern[str] | None = None
    comparison: re.Pattern[str] | None = None
    determiner: re.Pattern[str] | None = None
    noun: re.Pattern[str] | None = None
    same_time: re.Pattern[str] | None = None
    subject: re.Pattern[str] | None = None
    dated_verb: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WordPattern:
    """A *pattern* that can match only where one of *words*, in lower case, is."""

    words: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventTypes:
    """Words that state the same type of event.

    *words* maps the name of a type to base forms; a form may be of several types. Names are English in all
    languages, so that mentions in two languages can share a type. *phrases* state a type though none of their
    words does. *once_only* names the types that happen once to the same thing.

    *opposites* are pairs of types that exclude each other for one thing. *acts* are types of what people
    decide and do: another act is another event, while what befalls them is told in many ways.
    *predicates* are the types of words that state what a clause says happened, in place of those in
    *words*; a verb with its particle is one form ("step_down").
    """

    words: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, WordPattern] = field(default_factory=dict)
    once_only: frozenset[str] = frozenset()
    predicates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opposites: frozenset[frozenset[str]] = frozenset()
    acts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quantities:
    """Words around a number.

    *tolls* maps a word to the kind of loss that it counts ("dead": "killed"), *bounds* a phrase before a
    number to its least and greatest multiple, *scales* a word to its value ("million"). *counted* matches,
    as it is written, a noun that may be what is counted; *anybody* are nouns for any people, *uncounted* are
    units. Thousands are separated by *thousands*, decimals by the other of comma and full stop.
    """

    tolls: Mapping[str, str] = field(default_factory=dict)
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    counted: re.Pattern[str] | None = None
    anybody: frozenset[str] = frozenset()
    uncounted: frozenset[str] = frozenset()
    thousands: str = ","


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoleWords:
    """By which words the roles of a clause are found: who did what to whom, where, how much.

    - *prepositions* map each to the role of what follows it: "agent", "place" or "other"; after those in
      *attached* a phrase goes on ("the crew of the Aurora")
    - *be* are the forms that a passive needs before its participle, *participles* those of irregular verbs;
      *reduced* are participles that describe the noun before them ("a car packed with explosives")
    - *light_verbs*, as stems, leave it to a noun to say what happened ("took place", "went on strike")
    - *openers* are common nouns that often begin a sentence, where a capital means nothing
    - *person_nouns* describe people before their name ("banker Jon Tarn"); *articles* belong to no name
    - *metonyms* map what stands for a country, its capital or the seat of its government, to the country
    - *ordinals* and *directions* tell things of one kind apart ("the 4th district", "the northern gate")
    - *shares* are words for hundredths, *money* for currencies, *levels* nouns whose number is what they are
      ("magnitude 6.1"), *measures* nouns whose number before them is ("54 seats")
    """

    prepositions: Mapping[str, str] = field(default_factory=dict)
    attached: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    reduced: frozenset[str] = frozenset()
    light_verbs: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    person_nouns: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    metonyms: Mapping[str, str] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    shares: frozenset[str] = frozenset()
    money: Mapping[str, str] = field(default_factory=dict)
    levels: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CommonNouns:
    """By what common nouns are recognised in a language that capitalises them like names.

    A common noun follows one of *determiners* or a number, perhaps with an adjective between that has one of
    *adjective_endings*; or it ends in one of *endings*.
    """

    determiners: frozenset[str]
    adjective_endings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """One language, or its form in one *region*.

    *code* is its ISO 639 code; *names* are what people call it, English first. *common_words* are frequent
    words, by which its texts are recognised, and are frequent in no other known language. *day_first* says,
    by region, whether 3/4/2015 is 3 April; "*" stands for all other regions.

    *time* finds and reads time expressions; without it, only numeric dates are found. *pronouns* stand for
    somebody or something of the sentence before; a headline that begins with one of *subject_pronouns* does
    not say who did it. *stemmer* names a Snowball algorithm; *irregular* maps a form to its base word.
    *titles* stand before a person's name, *nationalities* map a word, in lower case, to its country. *nouns*
    is given where common nouns are capitalised. *corrections* matches a sentence that mentions an earlier
    report.

    Two values are equal only if they are the same object; compare languages by *code*.
    """

    code: str
    names: tuple[str, ...] = ()
    region: str = ""
    common_words: frozenset[str] = frozenset()
    day_first: Mapping[str, bool] = field(default_factory=dict)
    calendar: CalendarWords | None = None
    time: TimeGrammar | None = None
    boilerplate: BoilerplateWords | None = None
    ordinals: OrdinalPatterns | None = None
    publication: PublicationLines | None = None
    stemmer: str | None = None
    irregular: Mapping[str, str] = field(default_factory=dict)
    stop_words: frozenset[str] = frozenset()
    number_words: Mapping[str, float] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    nationalities: Mapping[str, str] = field(default_factory=dict)
    nouns: CommonNouns | None = None
    event_types: EventTypes | None = None
    corrections: WordPattern | None = None
    quantities: Quantities | None = None
    role_words: RoleWords | None = None
    reporting: ReportedSpeech | None = None
    negation: Negation | None = None
    pronouns: frozenset[str] = frozenset()
    subject_pronouns: frozenset[str] = frozenset()
    clauses: ClauseWords | None = None
    roles: ExpressionRoles = ExpressionRoles()
    verbs: VerbForms | None = None

    @property
    def writes_day_first(self) -> bool | None:
        """Whether 3/4/2015 is 3 April; None if some write it so and some do not."""
        return self.day_first.get(self.region, self.day_first.get("*"))
