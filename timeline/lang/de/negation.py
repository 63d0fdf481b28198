"""How German denies: the denied verb may be anywhere in the clause of "nicht" or "kein"."""

import re

from timeline.lang.base import Negation

_DENYING_VERBS = (
    r"dementier\w+|bestritt\w*|bestreite\w*|bestritten|leugne\w*|weiger\w+|verweiger\w+|verneint\w*"
    r"|widersprach\w*|lehn(?:t|te|ten)(?=\b.*\bab\b)|ablehn(?:t|te|ten)|abgelehnt|verw[ao]rf\w*|scheiterte\w*"
)
_OPERATORS = {
    "negation": (
        r"nicht|nie|niemals|nichts|niemand\w*|kein\w*|ohne|weder|noch nie|kaum|unmöglich\w*|statt"
        r"|anstatt|falsch\w*|unbegründet\w*|keinesfalls"
    ),
    "prevention": (
        r"verhinder\w*|abgewendet\w*|wendete?n? \w+ ab|abwend\w*|vereitel\w*|vermied\w*|vermieden"
        r"|entging\w*|abgesagt\w*|sagten? \w+ ab|abgebrochen\w*|gestoppt\w*|stoppte\w*"
        r"|verschoben\w*|verschob\w*|ausgesetzt|blockier\w*|zurückgezogen|bewahrt\w*"
    ),
    "refusal": (
        r"dementier\w*|bestritt\w*|bestreite\w*|bestritten|leugne\w*|weiger\w*|verweiger\w*"
        r"|verneint\w*|widersprach\w*|lehn(?:t|te|ten)\b|ablehn\w*|abgelehnt|verw[ao]rf\w*"
        r"|scheiter\w*|wies \w+ zurück|zurückgewiesen|misslang\w*"
    ),
    "near": (r"fast|beinahe|um ein Haar|nahezu|knapp|kurz davor|drohte\w* zu"),
    "attempt": (r"versuch\w*|wollten?|will|wollen|hofft\w*|bemüh\w*"),
    "modality": (
        r"könn\w*|könnt\w*|kann|soll\w*|dürft\w*|dürfen|darf|mag|möchte\w*|würde\w*|müsse?n?|muss"
        r"|wohl|vermutlich|möglicherweise|vielleicht|plan(?:t|te|ten|en|ung\w*|mäßig\w*)?|geplant\w*"
        r"|erwart\w*|droh\w*"
        r"|kündig\w*|angekündigt|vorgeschlagen|schlug\w*|erwäg\w*|versprach\w*|versprochen"
        r"|beabsichtig\w*|hätte\w*|wäre\w*"
    ),
    "certainty": (r"wird|werden(?= \w+en\b)"),
    "all": (r"alle\w*|sämtliche\w*|ganze\w*|jede\w*"),
    "a part": (r"Hälfte|halbe\w*|(?-i:Teil\w*)|teilweise|einige der|manche der|Mehrheit"),
    "request": (
        r"forder\w*|gefordert|verlang\w*|bat|baten|gebeten|appellier\w*|rief\w* .* auf|aufgerufen"
        r"|empfahl\w*"
    ),
    "condition": (r"wenn|falls|sofern|ob|es sei denn"),
    "allegation": (
        r"angeblich\w*|mutmaßlich\w*|soll|sollen|beschuldig\w*|bezichtig\w*|verdächtig\w*"
        r"|behaupt\w*|vorgeworfen|wirft|warf\w*|werfen|Vorwurf\w*|Verdacht\w*|Gerücht\w*"
    ),
    "retraction": (
        r"(?:zog|zogen|nahm|nahmen) (?:die|ihre|seine|den|diese)"
        r" (?:Meldung|Nachricht|Bericht|Aussage|Behauptung)"
        r"|irrtümlich\w*|fälschlich\w*|Falschmeldung\w*|widerrief\w*|widerrufen"
    ),
    "warning": (r"warn\w*|gewarnt|befürcht\w*|fürcht\w*|Gefahr"),
}
"""What a headline may not leave out or add: each pattern is of words that do the same to a statement."""

NEGATION = Negation(
    denial=re.compile(
        r"\b(?:nicht|nie|niemals|nichts|niemand\w*|nirgends|nirgendwo|kein\w*|ohne|weder|noch nie|kaum"
        rf"|{_DENYING_VERBS})\b",
        re.IGNORECASE,
    ),
    negated=re.compile(r"\b(?:nicht|nie|niemals|kein\w*)\s+(?:mehr\s+|noch\s+)?(\w+)", re.IGNORECASE),
    clause_wide=True,
    denying_verbs=re.compile(rf"\b(?:{_DENYING_VERBS})\b", re.IGNORECASE),
    operators={name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _OPERATORS.items()},
    complementizers=frozenset("dass ob zu".split()),
)
