"""How German denies: the denied verb may be anywhere in the clause of "nicht" or "kein"."""

import re

from timeline.lang.base import Negation

_DENYING_VERBS = (
    r"dementier\w+|bestritt\w*|bestreite\w*|bestritten|leugne\w*|weiger\w+|verweiger\w+|verneint\w*"
    r"|widersprach\w*|lehn(?:t|te|ten)(?=\b.*\bab\b)|ablehn(?:t|te|ten)|abgelehnt|verw[ao]rf\w*|scheiterte\w*"
)

NEGATION = Negation(
    denial=re.compile(
        r"\b(?:nicht|nie|niemals|nichts|niemand\w*|nirgends|nirgendwo|kein\w*|ohne|weder|noch nie|kaum"
        rf"|{_DENYING_VERBS})\b",
        re.IGNORECASE,
    ),
    negated=re.compile(r"\b(?:nicht|nie|niemals|kein\w*)\s+(?:mehr\s+|noch\s+)?(\w+)", re.IGNORECASE),
    clause_wide=True,
    denying_verbs=re.compile(rf"\b(?:{_DENYING_VERBS})\b", re.IGNORECASE),
)
