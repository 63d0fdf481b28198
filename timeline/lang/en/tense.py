"""The English verbs that show whether something happened or is to come."""

from timeline.lang.en.lexicon import DETERMINERS, NOT_PAST_TENSES, PAST_TENSES
from timeline.timex.tense import NearestVerb

_FUTURE_AUXILIARIES = frozenset("will shall would won't wouldn't be".split())
_FUTURE_HEADS = frozenset(
    "due scheduled expected planned slated poised planning upcoming forthcoming going hopes "
    "plans intends".split()
)
_SCHEDULED = frozenset(
    "opens begins starts arrives closes expires kicks takes goes comes returns meets resumes sits "
    "convenes reconvenes votes".split()
)
"""Present tenses in which news announces what is to come."""

TENSE = NearestVerb(
    future=_FUTURE_AUXILIARIES | _FUTURE_HEADS | _SCHEDULED,
    future_endings=("'ll",),
    future_before=frozenset(
        "is are set about ready likely plan hope intend aims want wants vows pledges promises "
        "prepares".split()
    ),
    links=frozenset(("to", "for")),
    past=frozenset("was were had did been wasn't weren't hadn't didn't".split()),
    past_tenses=PAST_TENSES,
    past_ending="ed",
    not_past=NOT_PAST_TENSES,
    determiners=DETERMINERS,
    passive=frozenset(("be",)),
    perfect=frozenset(("have",)),
    future_auxiliaries=_FUTURE_AUXILIARIES,
)
