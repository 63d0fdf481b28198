"""English numbers in words, and the words around numbers: tolls, bounds, scales and units."""

import math
import re

from timeline.lang.base import Quantities, WordPattern
from timeline.lang.wordlists import grouped, numbered

_TENS = numbered("thirty, forty, fifty, sixty, seventy, eighty, ninety", 3)
NUMBER_WORDS = {
    **numbered(
        "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, "
        "fifteen, sixteen, seventeen, eighteen, nineteen, twenty",
        1,
    ),
    **{word: 10 * tens for word, tens in _TENS.items()},
}

QUANTITIES = Quantities(
    tolls=grouped(
        killed=(
            "killed kill kills killing dead died die dies deaths lives toll fatalities drowned perished slain"
        ),
        injured="injured injuring injuries wounded wounding hurt",
        missing="missing unaccounted",
        arrested="arrested detained",
        displaced="displaced homeless evacuated fled",
        rescued="rescued",
    ),
    bounds={
        "at least": (1.0, math.inf),
        "more than": (1.0, math.inf),
        "over": (1.0, math.inf),
        "as many as": (0.0, 1.0),
        "up to": (0.0, 1.0),
        "fewer than": (0.0, 1.0),
        "less than": (0.0, 1.0),
        "nearly": (0.85, 1.0),
        "almost": (0.85, 1.0),
        "close to": (0.85, 1.15),
        "about": (0.9, 1.1),
        "around": (0.9, 1.1),
        "some": (0.9, 1.1),
        "roughly": (0.9, 1.1),
    },
    scales={
        "hundred": 100,
        "thousand": 1000,
        "million": 10**6,
        "mn": 10**6,
        "billion": 10**9,
        "bn": 10**9,
        "trillion": 10**12,
    },
    counted=re.compile(r"[^\W\d].*[^s]s"),
    anybody=frozenset("people persons others victims casualties".split()),
    uncounted=frozenset(
        "years months weeks days hours minutes seconds times percent metres meters miles kilometres "
        "kilometers feet tonnes tons degrees dollars euros pounds st nd rd th am pm".split()
    ),
)

CORRECTIONS = WordPattern(
    words=frozenset(
        "earlier early initial initially first previous previously preliminary wrongly mistakenly correct "
        "corrects corrected correction correcting".split()
    ),
    pattern=re.compile(
        r"\b(?:earlier|early|initial|first|previous|preliminary)"
        r" (?:reports?|accounts?|statements?|versions?|figures?|tolls?)\b"
        r"|\b(?:earlier|previously|initially|first|wrongly|mistakenly)"
        r" (?:reported|said|stated|announced|given|put|told)\b"
        r"|\bcorrect(?:s|ed|ion|ing)\b",
        re.IGNORECASE,
    ),
)
