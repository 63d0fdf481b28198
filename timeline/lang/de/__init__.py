"""German."""

from timeline.lang.base import Language
from timeline.lang.de.attribution import CLAUSES, PRONOUNS, REPORTING, ROLES, SUBJECT_PRONOUNS
from timeline.lang.de.boilerplate import BOILERPLATE, ORDINALS
from timeline.lang.de.event_types import EVENT_TYPES
from timeline.lang.de.lexicon import COMMON_WORDS, MONTHS, WEEKDAYS
from timeline.lang.de.negation import NEGATION
from timeline.lang.de.people import NATIONALITIES, TITLES
from timeline.lang.de.publication import PUBLICATION
from timeline.lang.de.quantities import CORRECTIONS, NUMBER_WORDS, QUANTITIES
from timeline.lang.de.tense import TENSE
from timeline.lang.de.time_words import TERMS
from timeline.lang.de.verbs import VERBS
from timeline.lang.de.words import IRREGULAR, NOUNS, STOP_WORDS
from timeline.timex.grammar import time_grammar
from timeline.timex.time_grammar import CalendarWords

GERMAN = Language(
    code="de",
    names=("german", "deutsch"),
    common_words=COMMON_WORDS,
    day_first={"*": True},
    calendar=CalendarWords(months=MONTHS, weekdays=WEEKDAYS),
    time=time_grammar(TERMS, TENSE),
    stemmer="german",
    irregular=IRREGULAR,
    stop_words=STOP_WORDS,
    number_words=NUMBER_WORDS,
    titles=TITLES,
    nationalities=NATIONALITIES,
    nouns=NOUNS,
    event_types=EVENT_TYPES,
    corrections=CORRECTIONS,
    quantities=QUANTITIES,
    boilerplate=BOILERPLATE,
    ordinals=ORDINALS,
    publication=PUBLICATION,
    reporting=REPORTING,
    negation=NEGATION,
    pronouns=PRONOUNS,
    subject_pronouns=SUBJECT_PRONOUNS,
    clauses=CLAUSES,
    roles=ROLES,
    verbs=VERBS,
)
