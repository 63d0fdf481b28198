"""English."""

from timeline.lang.base import Language
from timeline.lang.en.attribution import CLAUSES, PRONOUNS, REPORTING, ROLES, SUBJECT_PRONOUNS
from timeline.lang.en.boilerplate import BOILERPLATE
from timeline.lang.en.event_types import EVENT_TYPES
from timeline.lang.en.grammar import GRAMMAR
from timeline.lang.en.lexicon import (
    COMMON_WORDS,
    IRREGULAR,
    MONTHS,
    STOP_WORDS,
    WEEKDAYS,
)
from timeline.lang.en.negation import NEGATION
from timeline.lang.en.people import NATIONALITIES, TITLES
from timeline.lang.en.publication import PUBLICATION
from timeline.lang.en.quantities import CORRECTIONS, NUMBER_WORDS, QUANTITIES
from timeline.lang.en.role_words import ROLE_WORDS
from timeline.lang.en.tense import TENSE
from timeline.lang.en.time_words import TERMS
from timeline.lang.en.verbs import VERBS
from timeline.timex.grammar import time_grammar
from timeline.timex.time_grammar import CalendarWords

ENGLISH = Language(
    code="en",
    names=("english",),
    common_words=COMMON_WORDS,
    day_first={"US": False, **dict.fromkeys("GB AU NZ IE IN ZA".split(), True)},
    calendar=CalendarWords(months=MONTHS, weekdays=WEEKDAYS),
    time=time_grammar(TERMS, TENSE),
    stemmer="english",
    irregular=IRREGULAR,
    stop_words=STOP_WORDS,
    number_words=NUMBER_WORDS,
    titles=TITLES,
    nationalities=NATIONALITIES,
    event_types=EVENT_TYPES,
    corrections=CORRECTIONS,
    quantities=QUANTITIES,
    role_words=ROLE_WORDS,
    grammar=GRAMMAR,
    boilerplate=BOILERPLATE,
    publication=PUBLICATION,
    reporting=REPORTING,
    negation=NEGATION,
    pronouns=PRONOUNS,
    subject_pronouns=SUBJECT_PRONOUNS,
    clauses=CLAUSES,
    roles=ROLES,
    verbs=VERBS,
)
