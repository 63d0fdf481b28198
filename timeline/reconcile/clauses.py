"""Where in a sentence the words stand that a time expression dates."""

import re
from itertools import takewhile

from timeline.lang.en.lexicon import REPORTING

FRAME_REACH = 3
"""How many words may lie between a time expression and the verb of telling that it dates."""

_CLAUSE_END = re.compile(
    r"[,:](?!\d)|[;()\"“”—–•]|\b(?=[abstuw])(?:that|which|who|whose|when|while|after|before|since|until|as|but|because|although|where"
    r"|and(?=\s+(?:has|have|had|is|are|was|were|will|would)\b))\b",
    re.IGNORECASE,
)
_SUBSTANCE = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"\w+")


def clause_of(quote: str, expression: str | None) -> tuple[int, int]:
    """Return where in *quote* the clause lies that holds *expression*, or what follows it where it stands alone."""
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


def is_framed(quote: str, expression: str | None, start: int, end: int) -> bool:
    """Tell whether *expression*, in its clause from *start* to *end*, dates a verb of telling.

    >>> said = "The court announced on Monday that he had left the day before."
    >>> [is_framed(said, words, *clause_of(said, words)) for words in ("on Monday", "the day before")]
    [True, False]
    >>> is_framed("He met them on Monday and told them so.", "on Monday", 0, 39)
    False
    """
    found = quote.find(expression) if expression else -1
    if found < 0:
        return False
    before = _TOKEN.findall(quote[start:found])[-FRAME_REACH - 1 :]
    after = list(
        takewhile("and".__ne__, _TOKEN.findall(quote[found + len(expression or "") : end])[: FRAME_REACH + 1])
    )
    return not REPORTING.isdisjoint(map(str.lower, (*before, *after)))
