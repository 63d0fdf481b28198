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
class SentenceGrammar:
    """How a sentence falls into clauses, and how the roles in each are known. All words are in lower case.

    - *subordinators* open a clause that depends on another, *simultaneous* those of the same time as it;
      *relatives* open one about the noun before it, *complementizers* one that is said, thought or known
    - *coordinators* join clauses or phrases; *marks* of the infinitive stand before it ("to sell")
    - *gerund* matches what may be a form in -ing of a verb, *not_gerunds* are nouns that look like one
    - *particles* go with verbs ("turned down")
    - *past_only* are past tenses that are no participles; *vague_verbs*, as stems, have no synonyms
    - *presents* are verbs in the present tense, *adverbs* matches words that say how; after *modals* a verb
      is in its base form
    - *auxiliary_gerunds* go on to another verb ("having sunk"); what follows a verb in *content_verbs*, by
      stem, can be a clause though no word opens it ("said it sank")
    - after a word in *controls*, by stem, *marks* open an infinitive
    - what depends on a verb in *factual_verbs* is told as true ("said that it sank"), as is the infinitive
      after one in *implicative_verbs* ("managed to land"), and what is opened by one of *factual_openers*, or
      by one of *dated_openers* if it has a time of its own ("until it sank on Monday")
    - *place_pronouns* stand for a place of the sentence ("there"); *agent* are prepositions of who did it
      in a passive, *places* are those of where; *inner* ones join two nouns of one phrase as a compound does
    - a form in -ing after one of *object_openers* says what the object does ("thanked her for coming"), and
      is told as true but after *alleging_verbs*, by stem ("sued her for copying")
    - after a verb in *object_control*, by stem, an infinitive says what its object does
    - *reciprocal* verbs, by stem, mean the same of both: "A met B"
    - *preposition_groups* map prepositions to one that says the same
    - *synonyms* are words of which one may stand for another in a headline, by lines as in `EventTypes`;
      *verb_forms* map irregular forms of verbs to their base, *ergative* verbs, by stem, say of what does
      something what is done to it ("it opened"); *same_things* map a noun to one that names the same
    - *negative_verbs*, by stem, tell their infinitive as not done ("failed to land")
    - *comma_closes* says that each clause ends with a mark, and that its verb may stand at its end
    """

    subordinators: frozenset[str] = frozenset()
    simultaneous: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    complementizers: frozenset[str] = frozenset()
    coordinators: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    gerund: re.Pattern[str] | None = None
    not_gerunds: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    past_only: frozenset[str] = frozenset()
    vague_verbs: frozenset[str] = frozenset()
    presents: frozenset[str] = frozenset()
    modals: frozenset[str] = frozenset()
    adverbs: re.Pattern[str] | None = None
    auxiliary_gerunds: frozenset[str] = frozenset()
    content_verbs: frozenset[str] = frozenset()
    controls: frozenset[str] = frozenset()
    factual_verbs: frozenset[str] = frozenset()
    implicative_verbs: frozenset[str] = frozenset()
    factual_openers: frozenset[str] = frozenset()
    dated_openers: frozenset[str] = frozenset()
    place_pronouns: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    object_openers: frozenset[str] = frozenset()
    alleging_verbs: frozenset[str] = frozenset()
    object_control: frozenset[str] = frozenset()
    reciprocal: frozenset[str] = frozenset()
    preposition_groups: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    verb_forms: Mapping[str, str] = field(default_factory=dict)
    ergative: frozenset[str] = frozenset()
    same_things: Mapping[str, str] = field(default_factory=dict)
    negative_verbs: frozenset[str] = frozenset()
    comma_closes: bool = False


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
    grammar: SentenceGrammar = SentenceGrammar()
    reporting: ReportedSpeech | None = None
    negation: Negation | None = None
    pronouns: frozenset[str] = frozenset()
    subject_pronouns: frozenset[str] = frozenset()
    clauses: ClauseWords | None = None
    roles: ExpressionRoles = ExpressionRoles()
    verbs: VerbForms | None = None

    @property
    def reads_clauses(self) -> bool:
        """Whether its sentences can be read clause by clause, and the roles in them."""
        return self.role_words is not None and bool(self.grammar.coordinators)

    @property
    def writes_day_first(self) -> bool | None:
        """Whether 3/4/2015 is 3 April; None if some write it so and some do not."""
        return self.day_first.get(self.region, self.day_first.get("*"))
