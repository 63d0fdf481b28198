"""Which languages are known: the table of packs, and how a text or a tag leads to one of them."""

import re
from collections import Counter
from types import MappingProxyType

from timeline.lang.de.timex import GERMAN
from timeline.lang.en.timex import ENGLISH
from timeline.timex.context import Direction
from timeline.timex.numeric import date_in_figures
from timeline.timex.time_grammar import TimeGrammar

PACKS = MappingProxyType({pack.code: pack for pack in (ENGLISH, GERMAN)})
"""The pack of each known language by its code: a language is added here."""

UNDETERMINED = "und"
"""The tag of a text in none of the known languages (BCP 47)."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_WORD = re.compile(r"[^\W\d_]+")
_READ = 20_000
"""In code points: by as much of its beginning a text's language is told."""
_LEAST_SHARE = 0.05
"""Of all its words so many are common ones of its language; it is three to six times as many in running text."""
_FEW_WORDS = 20
"""A text of fewer words may be a list of names, and says too little of its language."""


def _past(_sentence: str, _start: int, _end: int) -> Direction:
    return "past"


NO_LANGUAGE = TimeGrammar(UNDETERMINED, ("no language that is known",), date_in_figures, _past)
"""What is read in a text whose language is not known: dates in figures."""


def pack_of(language: str) -> TimeGrammar:
    """Return the pack for texts in *language*, a BCP 47 tag."""
    return PACKS.get(_parts(language)[0], NO_LANGUAGE)


def language_of_text(text: str) -> str:
    """Return the code of the known language whose common words *text* holds most of, UNDETERMINED if it holds hardly any.

    What is too short to tell is read as English.

    >>> language_of_text("Die Fähre ist mit 80 Menschen an Bord vor der Insel auf Grund gelaufen, und es regnet.")
    'de'
    """
    words = [word.lower() for word in _WORD.findall(text, 0, _READ)]
    counts = Counter({pack.code: sum(map(pack.common.__contains__, words)) for pack in PACKS.values()})
    (code, most), *_ = counts.most_common(1)
    if most < _LEAST_SHARE * len(words):
        return ENGLISH.code if len(words) < _FEW_WORDS else UNDETERMINED
    return code


def language_tag(written: str) -> str | None:
    """Return the BCP 47 tag for a language as people write it: a tag or a known language's name; None for what is neither.

    >>> language_tag("DE_at"), language_tag("German"), language_tag("Klingon, mostly")
    ('de-AT', 'de', None)
    """
    named = next((pack.code for pack in PACKS.values() if written.strip().casefold() in pack.names), None)
    if named or not _TAG.fullmatch(written.strip()):
        return named
    code, region = _parts(written.strip())
    return f"{code}-{region}" if region else code


def writes_day_first(language: str) -> bool | None:
    """Tell whether texts in *language* write 3/4/2015 for 3 April; None where some do and some do not.

    >>> writes_day_first("en-GB"), writes_day_first("en-US"), writes_day_first("en")
    (True, False, None)
    """
    region = _parts(language)[1]
    known = pack_of(language).day_first
    return known.get(region, known.get("*"))


def _parts(language: str) -> tuple[str, str]:
    """Return the language and the region of a tag; the region is empty where it has none."""
    code, *rest = re.split("[-_]", language)
    return code.lower(), next((part.upper() for part in rest if len(part) == 2 or part.isdigit()), "")
