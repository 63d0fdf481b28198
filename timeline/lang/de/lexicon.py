"""German words that several stages read: months and weekdays.

All are in lower case. Words of time expressions are in `timex.words`.
"""

from timeline.lang.wordlists import numbered

MONTHS = numbered(
    "januar jänner jan jän, februar feber feb, märz maerz mrz mär, april apr, mai, juni jun, juli jul, "
    "august aug, september sept sep, oktober okt, november nov, dezember dez",
    1,
)
WEEKDAYS = numbered("montag, dienstag, mittwoch, donnerstag, freitag, samstag sonnabend, sonntag", 0)

COMMON_WORDS = frozenset(
    "die und das dem ist nicht mit auf für sich von dass eine wurde auch nach wird bei einer einem "
    "einen wie über sie noch nur oder aber zum zur durch sein wurden hatte haben sind im zu aus vor "
    "als es".split()
)
"""Frequent words that are frequent in no neighbouring language: a text is recognised by them."""
