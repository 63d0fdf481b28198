"""German verbs, by which running text differs from titles and captions.

Endings of verbs are endings of adjectives too: in doubt a word is taken for a verb, and its line is kept.
"""

import re

from timeline.text.language_parts import VerbForms

VERBS = VerbForms(
    auxiliaries=frozenset(
        "ist sind war waren wird werden wurde wurden worden hat haben hatte hatten sei seien wäre wären "
        "kann können konnte konnten muss müssen musste mussten soll sollen sollte sollten will wollen "
        "wollte wollten darf dürfen durfte durften mag möchte möchten würde würden habe hätte hätten "
        "gibt gab".split()
    ),
    past_tenses=frozenset(
        "bat band begann bekam blieb brach brachte brachen dachte drang erfuhr erhielt fand fiel fing fuhr "
        "fuhren ging gelang geriet geschah gewann griff hielt half hing kam kamen lag lagen las lief liefen "
        "ließ log nahm nahmen rief riefen riss sah sahen sank sanken saß schied schlug schloss schnitt schob "
        "schoss schrieb schwamm schwieg sprach sprachen sprang stand stahl starb starben stieg stieß trafen "
        "traf trat traten trug trank verbot verließ verlor verschwand warf wies wuchs zog zwang".split()
    ),
    not_past_tenses=frozenset(
        "den einen keinen seinen ihren meinen unseren euren allen vielen beiden diesen jenen zwischen wegen "
        "neben unten oben mitten gegen seit mit nicht erst fast selbst sonst dort statt samt heute heuten "
        "seiten weit laut zuletzt jetzt morgen gestern sondern hintern unter hinten sieben zehn".split()
    ),
    regular=re.compile(r".{2,}(?:t|te|en|eln|ern)"),
    possible=re.compile(r".{3,}[etn]"),
    determiners=frozenset(
        "der die das den dem des ein eine einen einem einer eines sein seine seinen seinem seiner ihr "
        "ihre ihren ihrem ihrer unser unsere dieser diese dieses diesen diesem kein keine keinen".split()
    ),
    beginnings=re.compile(
        r"\b(?:beg[ao]nn\w*|begonnen|brach(?:en)?\b.*\baus\b|ausgebrochen|startete\w*|gründete\w*|gegründet"
        r"|eröffnete\w*|eröffnet|entstand\w*)\b",
        re.IGNORECASE,
    ),
)
