"""How English denies."""

import re

from timeline.lang.base import Negation

_NOT = r"not|never|denied|denies|\w+n['’]t"
_OPERATORS = {
    "negation": (
        r"before (?:\w+ ){1,4}could|not|no|none|never|nobody|nothing|neither|nor|without|\w+n['’]t|cannot|unable|impossible|hardly|barely"
        r"|lack(?:ed|s|ing)?|false|untrue|unfounded|absence of|instead of|rather than"
    ),
    "prevention": (
        r"prevent\w*|avert\w*|avoid\w*|foil\w*|thwart\w*|stopp?ed? \w+ from|kept \w+ from|stopped short|block\w*"
        r"|spared|escap\w*|called off|calls? off|cancel\w*|scrapp?ed|shelved|abandon\w*|postpon\w*|suspend\w*"
        r"|withdr[ae]w\w*|halt\w*|rul(?:ed|es|ing) out"
    ),
    "refusal": (
        r"refus\w*|declin(?:ed|es|ing) to|reject\w*|voted? down|turned? down|vetoed|den(?:y|ied|ies|ying)|dismiss\w*"
        r"|disput\w*|fail(?:ed|s|ing)? to|failed|threw out|thrown out"
    ),
    "near": r"almost|nearly|narrowly|came close|on the brink|on the verge|about to|all but|close to",
    "attempt": r"tried|tries|try|trying|attempt\w*|sought to|seek\w* to|hop(?:ed|es|ing) to|aim(?:ed|s)? to",
    "modality": (
        r"(?-i:may)|might|could(?! not)|would|should|can(?! not)|must|likely|unlikely|possible|possibly|perhaps|probably|plan\w*|due to \w+"
        r"|expect\w*|intend\w*|propos\w*|threaten\w*|consider\w*|promis\w*|pledg\w*|vow\w*|offer(?:ed|s) to"
        r"|scheduled|ready to|set to|want\w*|ought"
    ),
    "certainty": r"will|shall",
    "all": r"all|every|entire|whole|each",
    "a part": r"half|part of|some of|most of|many of|a (?:third|quarter|majority) of|partly|partially",
    "request": r"urg(?:ed|es|ing)|demand\w*|call(?:ed|s|ing)? for|ask(?:ed|s|ing)?|request\w*|appeal(?:ed|s) for|recommend\w*"
    r"|order(?:ed|s) \w+ to",
    "condition": r"if|unless|whether|provided that|in case|had (?:the|it|he|she|they) ",
    "allegation": (
        r"alleg\w*|accus\w*|suspect\w*|suspicion|claim\w*|reportedly|rumou?r\w*|charged with|charge[ds]?|believ\w*|apparently"
        r"|supposed\w*|purported\w*"
    ),
    "warning": r"warn\w*|fear\w*|risk\w*",
}
"""What a headline may not leave out or add: each pattern is of words that do the same to a statement."""

NEGATION = Negation(
    denial=re.compile(
        rf"\b(?:{_NOT}|no|none|nobody|nothing|neither|nor|without|cannot|unable|impossible|unfounded|false"
        r"|refused|failed|declined)\b",
        re.IGNORECASE,
    ),
    negated=re.compile(
        rf"\b(?:{_NOT}|no|refused to|failed to|declined to)\s+(?:yet\s+|been\s+|be\s+)?(\w+)", re.IGNORECASE
    ),
    operators={name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _OPERATORS.items()},
    complementizers=frozenset("that whether if to of from".split()),
)
