"""The clause of a sentence that a time expression dates, and whether that clause is reported speech."""

import re
from itertools import chain, takewhile

from timeline.lang.base import Language
from timeline.reconcile.parameters import ATTRIBUTION_REACH

_CLAUSE_END = re.compile(
    r"[,:](?!\d)|[;()\"“”—–•]"
    r"|\b(?=[abstuw])(?:that|which|who|whose|when|while|after|before|since|until|as|but|because|although"
    r"|where|and(?=\s+(?:has|have|had|is|are|was|were|will|would)\b))\b",
    re.IGNORECASE,
)
_SUBSTANCE = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"\w+")


def clause_of(quote: str, expression: str | None, _language: Language) -> tuple[int, int]:
    """Return start and end of the clause of *quote* with *expression*, or of the next if that is all."""
    found = quote.find(expression) if expression else -1
    if found < 0:
        return 0, len(quote)
    after = found + len(expression or "")
    start = 0
    for match in _CLAUSE_END.finditer(quote, 0, found):
        start = match.end()
    if _SUBSTANCE.search(quote, start, found):
        end = _CLAUSE_END.search(quote, after)
        return start, end.start() if end else len(quote)
    for match in _CLAUSE_END.finditer(quote, after):
        if _SUBSTANCE.search(quote, after, match.start()):
            return start, match.start()
    return (start, len(quote)) if _SUBSTANCE.search(quote, after) else (0, len(quote))


def dates_attribution(quote: str, expression: str | None, start: int, end: int, language: Language) -> bool:
    """Return whether *expression*, in its clause from *start* to *end*, dates a reporting verb.

    >>> from timeline.lang.registry import language_of
    >>> said, english = "The court announced on Monday that he had left the day before.", language_of("en")
    >>> expressions = ("on Monday", "the day before")
    >>> [dates_attribution(said, words, *clause_of(said, words, english), english) for words in expressions]
    [True, False]
    >>> dates_attribution("He met them on Monday and told them so.", "on Monday", 0, 39, english)
    False
    """
    found = quote.find(expression) if expression else -1
    if found < 0 or language.reporting is None:
        return False
    before = _TOKEN.findall(quote[start:found])[-ATTRIBUTION_REACH - 1 :]
    after = _TOKEN.findall(quote[found + len(expression or "") : end])[: ATTRIBUTION_REACH + 1]
    near = chain(before, takewhile("and".__ne__, after))
    return not language.reporting.verbs.isdisjoint(map(str.lower, near))
