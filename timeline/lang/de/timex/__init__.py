"""German: its pack of the common time expressions."""

from timeline.lang.de.timex.grammar import OPENINGS, expression
from timeline.lang.de.timex.tense import direction_of
from timeline.lang.de.timex.words import COMMON
from timeline.timex.time_grammar import TimeGrammar

GERMAN = TimeGrammar(
    code="de",
    names=("german", "deutsch"),
    read=expression,
    direction_of=direction_of,
    openings=OPENINGS,
    common=COMMON,
    day_first={"*": True},
)
