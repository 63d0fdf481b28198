"""German reported speech, clauses, and the words around a time expression."""

import re

from timeline.lang.base import ExpressionRoles
from timeline.text.language_parts import ClauseWords, ReportedSpeech

_DAY = r"(?:am|an|im|in|seit|vom|zum|späten|frühen|vergangenen|letzten|diesem|diesen)"

REPORTING = ReportedSpeech(
    verbs=frozenset(
        "sagte sagten sagt gesagt erklärte erklärten erklärt teilte teilten mitteilte mitteilten mitgeteilt "
        "berichtete berichteten berichtet meldete meldeten meldet gemeldet bekannt bekanntgab bekanntgaben "
        "bekanntgegeben betonte betonten betont behauptete behaupteten behauptet bestätigte bestätigten "
        "bestätigt schrieb schrieben geschrieben twitterte äußerte äußerten geäußert verkündete verkündeten "
        "verkündet bestritt bestritten dementierte dementierten dementiert warnte warnten gewarnt "
        "versicherte versicherten hieß verlautete kündigte ankündigte angekündigt räumte einräumte".split()
    ),
    phrases={
        "teilte": "teilte mit",
        "teilten": "teilten mit",
        "mitteilte": "teilte mit",
        "mitteilten": "teilten mit",
        "bekannt": "gab bekannt",
        "bekanntgab": "gab bekannt",
        "bekanntgaben": "gaben bekannt",
        "kündigte": "kündigte an",
        "ankündigte": "kündigte an",
        "räumte": "räumte ein",
        "einräumte": "räumte ein",
    },
    before_time=re.compile(rf"(?:\b{_DAY}\s*+){{1,6}}$", re.IGNORECASE),
    unnamed="Laut Bericht",
)
CLAUSES = ClauseWords(
    boundary=re.compile(
        r"[,:](?!\d)|[;()\"„“”»«—–•]"
        r"|\b(?:dass|daß|weil|obwohl|während|nachdem|bevor|sodass|sobald|aber|sondern|denn|wobei|wo|wie"
        r"|und(?=\s+(?:hat|haben|hatte|hatten|ist|sind|war|waren|wird|werden|wurde|wurden)\b))\b",
        re.IGNORECASE,
    ),
    connectives=frozenset(("und", "aber", "oder")),
)
ROLES = ExpressionRoles(
    apposition=re.compile(r"\s*,?\s*(?:(?:dem|den|der|ein|einem|am|vom)\s+)?"),
    comparison=re.compile(
        r"\b(?:erste\w*|letzte\w*|einzige\w*|rekord\w*|meisten|wenigsten|\w+ste[rnsm]?)\b"
        r"[^.;]*\bseit\s+(?:dem\s+)?$",
        re.IGNORECASE,
    ),
    # "das Abkommen vom 3. Mai": the date names the noun before it.
    determiner=re.compile(r"\b[A-ZÄÖÜ]\w+\s+(?:vom|von)\s+$"),
    same_time=re.compile(r"(?:(?:am|im)\s+)?(?:selben|gleichen)\s+(?:Tag|Monat|Jahr)\b", re.IGNORECASE),
    subject=re.compile(r",\s+(?:an|in)\s+(?:dem|der)\s"),
)
PRONOUNS = frozenset(
    "er sie es ihn ihm ihr ihnen sein seine seinen seinem seiner ihre ihren ihrem ihrer dieser diese dieses "
    "diesen diesem".split()
)
SUBJECT_PRONOUNS = frozenset("er sie dieser diese dieses".split())
