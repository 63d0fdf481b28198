"""How English denies."""

import re

from timeline.lang.base import Negation

_NOT = r"not|never|denied|denies|\w+n['’]t"

NEGATION = Negation(
    denial=re.compile(
        rf"\b(?:{_NOT}|no|none|nobody|neither|nor|without|refused|failed|declined)\b", re.IGNORECASE
    ),
    negated=re.compile(
        rf"\b(?:{_NOT}|refused to|failed to|declined to)\s+(?:yet\s+|been\s+|be\s+)?(\w+)", re.IGNORECASE
    ),
)
