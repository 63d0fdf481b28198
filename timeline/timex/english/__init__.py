"""English: its pack of time expressions."""

from timeline.timex.english.grammar import OPENINGS, expression
from timeline.timex.english.tense import direction_of
from timeline.timex.english.words import COMMON
from timeline.timex.packs import Pack

ENGLISH = Pack(
    code="en",
    names=("english",),
    read=expression,
    direction_of=direction_of,
    openings=OPENINGS,
    common=COMMON,
    day_first={"US": False, **dict.fromkeys("GB AU NZ IE IN ZA".split(), True)},
)
