"""German."""

from timeline.lang.base import Language
from timeline.lang.de.lexicon import COMMON_WORDS, MONTHS, WEEKDAYS
from timeline.lang.de.timex import TIME
from timeline.timex.time_grammar import CalendarWords

GERMAN = Language(
    code="de",
    names=("german", "deutsch"),
    common_words=COMMON_WORDS,
    day_first={"*": True},
    calendar=CalendarWords(months=MONTHS, weekdays=WEEKDAYS),
    time=TIME,
)
