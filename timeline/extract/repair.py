"""Headlines made right where it is sure how: they are then neither asked for again nor replaced."""

import re

from timeline.lang.base import Language
from timeline.lang.time_expressions import find

_POSSESSIVE = re.compile(r"['’]s?\b")
_GAP = re.compile(r"\s+([.,;:!?]|$)")


def without_times(headline: str, language: Language) -> str:
    """Return *headline* without the words that say when, and the prepositions before them.

    A time that owns something stays: "Friday's vote" is not "Vote".

    >>> from timeline.lang.registry import language_of
    >>> without_times("On Friday the court in Tosk upheld the ban early on Monday.", language_of("en"))
    'The court in Tosk upheld the ban.'
    >>> without_times("Friday's vote was held.", language_of("en"))
    "Friday's vote was held."
    """
    link = language.reporting.before_time if language.reporting else None
    shorter = headline
    for expression in reversed(find(headline, language)):
        before, after = shorter[: expression.start], shorter[expression.end :]
        if _POSSESSIVE.match(after):
            return headline
        while link is not None and (words := link.search(before)):
            before = before[: words.start()]
        shorter = " ".join(part for part in (before.rstrip(" ,"), after.lstrip(" ,")) if part)
    plain = _GAP.sub(r"\1", shorter).strip()
    return f"{plain[:1].upper()}{plain[1:]}"
