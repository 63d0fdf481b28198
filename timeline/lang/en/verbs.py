"""English verbs, by which running text differs from titles and captions."""

import re

from timeline.lang.en.lexicon import AUXILIARIES, DETERMINERS, NOT_PAST_TENSES, PAST_TENSES
from timeline.text.language_parts import VerbForms

_NOUN_ENDINGS = "ers|ors|ists|ians|ions|ments|ties|ings|ants|ents|ees|ss|us|'s"
"""Endings in -s that hardly any verb has."""

VERBS = VerbForms(
    auxiliaries=AUXILIARIES,
    past_tenses=PAST_TENSES,
    not_past_tenses=NOT_PAST_TENSES,
    regular=re.compile(r".{2,}ed"),
    possible=re.compile(rf"(?!.*(?:{_NOUN_ENDINGS})$).*s"),
    determiners=DETERMINERS,
    relative_pronouns=frozenset("who whose which that where whom".split()),
    beginnings=re.compile(
        r"\b(?:beg[aiu]n|broke out|started|erupted|founded|opened|established|launched)\b", re.IGNORECASE
    ),
)
