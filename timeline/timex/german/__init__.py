"""German: its pack of the common time expressions."""

from timeline.timex.german.grammar import OPENINGS, expression
from timeline.timex.german.tense import direction_of
from timeline.timex.german.words import COMMON
from timeline.timex.packs import Pack

GERMAN = Pack(
    code="de",
    names=("german", "deutsch"),
    read=expression,
    direction_of=direction_of,
    openings=OPENINGS,
    common=COMMON,
    day_first={"*": True},
)
