"""Lumish, a made-up language: all that a new language must bring to be read, checked and compared."""

import re

from timeline.lang.base import Language, Negation, PublicationLines
from timeline.lang.wordlists import numbered, unit_words
from timeline.timex.grammar import time_grammar
from timeline.timex.semantics import CalendarUnit, Unit
from timeline.timex.time_grammar import CalendarWords
from timeline.timex.time_words import TimeWords

MONTHS = numbered("tama, resa, kila, mona, veda, sola, lira, naba, pela, dora, huna, zima", 1)
WEEKDAYS = numbered("lundo, mardo, merko, jordo, venro, sabro, dimro", 0)

TERMS = TimeWords(
    month_before_day=True,
    day_before_month=True,
    months=MONTHS,
    month_links=frozenset(("ul",)),
    day_links=frozenset(("-", "ek")),
    year_links=frozenset((",", "ul")),
    weekdays=WEEKDAYS,
    weekday_links=frozenset((",",)),
    seasons={"prilo": 21, "esto": 22, "futo": 23, "zimo": 24},
    units=unit_words(day="pai paini", week="heda hedani", month="luna lunani", year="anno annoni"),
    plural_units=frozenset("paini hedani lunani annoni".split()),
    unit_phrases={
        ("heda", "passa"): CalendarUnit(Unit.WEEK, -1),
        ("pai", "avan", "iri"): CalendarUnit(Unit.DAY, -2),
    },
    days_from_today={"hodi": 0, "iri": -1, "kras": 1},
    shifts={"ultra": -1, "esta": 0, "veni": 1},
    previous_shifts={"sama": 0, "sega": 1},
    numbers=numbered("un, du, tri, kvar, kvin", 1),
    ago={"retro": -1},
    later=frozenset(("poste",)),
    earlier=frozenset(("avante",)),
    approximators=frozenset(("cirka",)),
    year_prepositions=frozenset(("in", "de")),
    range_words=frozenset(("ad",)),
    between={"inter": frozenset(("ek",)), "de": frozenset(("ad",))},
    limits={"ante": "by", "depo": "after"},
    parts_of_day=frozenset(("mato", "noto")),
)

LUMISH = Language(
    code="qlu",
    names=("lumish", "lumin"),
    common_words=frozenset("lo ek ul in ad ne sio por kon una".split()),
    day_first={"*": True},
    calendar=CalendarWords(months=MONTHS, weekdays=WEEKDAYS),
    time=time_grammar(TERMS),
    publication=PublicationLines(
        labels=re.compile(r"\b(?:publika|nova)\b", re.IGNORECASE),
        updated=re.compile(r"\bnova\b", re.IGNORECASE),
        byline=re.compile(r"\W*par\s[^\d|]{2,80}$", re.IGNORECASE),
    ),
    negation=Negation(denial=re.compile(r"\bne\b"), negated=re.compile(r"\bne\s+(\w+)")),
    stop_words=frozenset("lo ek ul in ad ne sio por kon una de par".split()),
)
