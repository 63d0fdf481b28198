"""English: its pack of time expressions."""

from timeline.lang.en.timex.grammar import OPENINGS, expression
from timeline.lang.en.timex.tense import direction_of
from timeline.lang.en.timex.words import COMMON
from timeline.timex.time_grammar import TimeGrammar

ENGLISH = TimeGrammar(
    code="en",
    names=("english",),
    read=expression,
    direction_of=direction_of,
    openings=OPENINGS,
    common=COMMON,
    day_first={"US": False, **dict.fromkeys("GB AU NZ IE IN ZA".split(), True)},
)
