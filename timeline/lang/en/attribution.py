"""English reported speech, clauses, and the words around a time expression."""

import re

from timeline.lang.base import ExpressionRoles
from timeline.lang.en.lexicon import REPORTING as REPORTING_VERBS
from timeline.text.language_parts import ClauseWords, ReportedSpeech

REPORTING = ReportedSpeech(
    verbs=REPORTING_VERBS,
    before_time=re.compile(r"\b(?:on|in|at|late|early|earlier|last|this)\s*$", re.IGNORECASE),
)
CLAUSES = ClauseWords(
    boundary=re.compile(
        r"[,:](?!\d)|[;()\"“”—–•]"
        r"|\b(?=[abstuw])(?:that|which|who|whose|when|while|after|before|since|until|as|but|because|although"
        r"|where|saying|adding|and(?=\s+(?:has|have|had|is|are|was|were|will|would)\b))\b",
        re.IGNORECASE,
    ),
    connectives=frozenset(("and", "but", "or")),
)
ROLES = ExpressionRoles(
    apposition=re.compile(r"\s*,?\s*(?:(?:a|the|of|on)\s+)?"),
    comparison=re.compile(
        r"\b(?:first|last|only|record|most|least|\w+est)\b[^.;]*\bsince\s+$", re.IGNORECASE
    ),
    determiner=re.compile(r"\b(?:the|a|an|its|his|her|their|this|that)\s+$", re.IGNORECASE),
    noun=re.compile(
        r"\s+(?!(?:and|but|or|he|she|it|they|we|in|on|at|of|to|with|for|was|were|is|are|had|has)\b)[a-z]{3,}"
    ),
    same_time=re.compile(r"the (?:same |very )?(?:day|week|month|year)\b", re.IGNORECASE),
    subject=re.compile(r"\s+(?:the|a|an|[A-Z]\w+)\s"),
    dated_verb=re.compile(r"\b(\w{3,}ed)\s+(?:(?:on|in|at|late|early|last|this)\s++){0,6}$"),
)
PRONOUNS = frozenset("he she it they him her them his its their this these".split())
SUBJECT_PRONOUNS = frozenset("he she it they these this".split())
