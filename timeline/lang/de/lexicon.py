"""German words that several stages read: months and weekdays.

All are in lower case. Words of time expressions are in `time_words`.
"""

from timeline.lang.de import calendar

SHORT_MONTHS = {**calendar.SHORT_MONTHS, "mrz": 3}
MONTHS = {**calendar.MONTHS, **SHORT_MONTHS, "feber": 2, "maerz": 3}
WEEKDAYS = {**calendar.WEEKDAYS, "sonnabend": 5}

COMMON_WORDS = frozenset(
    "die und das dem ist nicht mit auf für sich von dass eine wurde auch nach wird bei einer einem "
    "einen wie über sie noch nur oder aber zum zur durch sein wurden hatte haben sind im zu aus vor "
    "als es".split()
)
"""Frequent words that are frequent in no neighbouring language: a text is recognised by them."""
