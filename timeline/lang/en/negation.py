"""How English denies."""

import re

from timeline.lang.base import Negation

_NOT = r"not|never|denied|denies|\w+n['’]t"
_OPERATORS = {
    "negation": (
        r"before (?:\w+ ){1,4}could|not|no|none|never|nobody|nothing|neither|nor|without|\w+n['’]t"
        r"|cannot|unable|impossible|hardly|barely|lack(?:ed|s|ing)?|false|untrue|unfounded"
        r"|absence of|instead of|rather than"
    ),
    "prevention": (
        r"prevent\w*|avert\w*|avoid\w*|foil\w*|thwart\w*|stopp?ed? \w+ from|kept \w+ from"
        r"|stopped short|block\w*|spared|escap\w*|called off|calls? off|cancel\w*|scrapp?ed"
        r"|shelved|abandon\w*|postpon\w*|suspend\w*|withdr[ae]w\w*|halt\w*|rul(?:ed|es|ing) out"
    ),
    "refusal": r"refus\w*|declin(?:ed|es|ing) to|fail(?:ed|s|ing)? to|failed|failure",
    "rejection": (
        r"reject\w*|voted? down|turned? down|vetoed|den(?:y|ied|ies|ying)|dismiss\w*|disput\w*|threw out"
        r"|thrown out|rebuff\w*|spurn\w*"
    ),
    "near": (
        r"almost(?! in\b)|nearly|narrowly|came close|on the brink|on the verge|about to|all but"
        r"|close to"
    ),
    "attempt": (
        r"tried|tries|try|trying|attempt\w*|sought to|seek\w* to|hop(?:ed|es|ing) to"
        r"|aim(?:ed|s)? to"
    ),
    "modality": (
        r"(?-i:may)|might|could(?! not)|should|can(?! not)|must|likely|unlikely|possible|possibly"
        r"|perhaps|probably|plan(?:s|ned|ning)?|(?:is|are|was|were|been) due to"
        r"|expect\w*|intend\w*|propos\w*|threaten\w*"
        r"|consider\w*|promis\w*|pledg\w*|vow\w*|offer(?:ed|s) to|scheduled|ready to|set to"
        r"|want\w*|ought"
    ),
    "certainty": (r"will|shall|would|(?:is|are|was|were) to"),
    "all": (r"all(?! over)|every|entire|whole|each"),
    "a part": (
        r"(?<![\w-])half(?!-)|part of|some of|most of|many of|a (?:third|quarter|majority) of|partly"
        r"|partially"
    ),
    "request": (
        r"urg(?:ed|es|ing)|demand\w*|call(?:ed|s|ing)? for|ask(?:ed|s|ing)?|request\w*"
        r"|appeal(?:ed|s) for|recommend\w*|(?<!in )order(?:ed|s)"
    ),
    "condition": (r"if|unless|whether|provided that|had (?:the|it|he|she|they) "),
    "allegation": (
        r"alleg\w*|accus\w*|suspect\w*|suspicion|claimed|claiming|claims that|reportedly"
        r"|rumou?r\w*|charged with|charge[ds]?|believ\w*|apparently|suppos\w*"
        r"|imagin\w*|as if|purported\w*"
    ),
    "report": r"report(?:ed|s) (?:[^,;]* )?that",
    "retraction": (
        r"(?:withdr[ae]w|withdrew|withdrawn|retract\w*|took back|corrected)"
        r" (?:the|its|that|this|his|her|their) (?:\w+ )?(?:report|story|claim|statement|article|news)"
        r"|mistaken(?:ly)?|erroneous\w*|wrongly|hoax"
        r"|(?:proved|turned out to be) (?:\w+ )?(?:false|wrong|untrue)"
    ),
    "warning": (r"warn\w*|fear\w*|risk\w*"),
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
