"""German in the layout of a text: ordinals, which end with a full stop, and the words of a date line."""

import re

from timeline.lang.de.lexicon import MONTHS

ORDINAL_END = re.compile(r"(?<![\d.])\d{1,2}\.\s*\Z")
BEHIND_ORDINAL = re.compile(
    rf"(?:{'|'.join(MONTHS)}|Jahrhunderts?|Jh|Jahrestag|Quartal|Halbjahr|Advent|Weihnachtstag|Geburtstag|Spieltag|Tag|bis|und|oder)\b",
    re.IGNORECASE,
)
"""Words behind a numeric ordinal: its full stop then ends no sentence."""

DATE_LINE_WORDS = frozenset(
    "veröffentlicht publiziert erschienen aktualisiert geändert zuletzt stand datum am vom um uhr "
    "mez mesz gmt utc den dem der lesezeit min minuten".split()
)
