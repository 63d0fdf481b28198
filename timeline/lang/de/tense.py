"""The German verbs that show whether something happened or is to come."""

import re

from timeline.timex.tense import ClauseVerbs

TENSE = ClauseVerbs(
    future=frozenset(
        "wird werden werde werdet wirst soll sollen solle will wollen wolle plant planen geplant "
        "vorgesehen angesetzt anberaumt terminiert erwartet bevor bevorstehende bevorstehenden "
        "anstehende anstehenden beabsichtigt".split()
    ),
    rumoured=frozenset("soll sollen solle".split()),
    infinitives=frozenset(("haben", "sein")),
    scheduled=frozenset(
        "beginnt beginnen startet starten endet enden eröffnet öffnet schließt tagt tagen reist reisen "
        "kommt kommen trifft treffen findet finden tritt treten läuft stimmt entscheidet empfängt steht "
        "feiert wählt wählen bleibt bleiben ruht ruhen geht gehen gilt gelten".split()
    ),
    past=frozenset(
        "war waren warst hatte hatten wurde wurden konnte konnten musste mussten durfte durften worden "
        "gewesen geworden".split()
    ),
    perfect=frozenset("hat haben habe ist sind sei seien".split()),
    strong=frozenset(
        "kam ging stand lag sah nahm gab fand traf starb begann blieb fiel flog fuhr hielt hieß lief "
        "ließ las rief schlug schrieb sprach stieg trat trug verlor wuchs zog sank brach bat bot floh "
        "schloss schoss stieß verließ gewann entschied erschien erhielt bekam verbot beschloss "
        "unterschrieb übernahm überfiel trank aß saß log warf half drang schwieg hob wies riet schied "
        "griff litt schnitt ritt lud schuf erfand entstand bestand verstand gelang misslang zwang sang "
        "sprang verschwand betrat vertrat ertrank unterlag erlag vergab ergab verriet enthielt behielt "
        "bezog entging verging zerbrach versprach widersprach besprach".split()
    ),
    weak_endings=("te", "ten"),
    plural_ending="en",
    not_past=frozenset(
        "heute letzte letzten bitte mitte seite leute woche rechte rechten linke gute guten weite zweite "
        "zweiten dritte dritten vierte erste ersten nächste nächsten beste besten größte größten meiste "
        "meisten älteste ältesten höchste höchsten mitten unten hinten selten drüben sollte sollten "
        "könnte könnten möchte möchten müsste müssten dürfte dürften hätte hätten bekannte bekannten "
        "gesamte gesamten geplante geplanten erwartete erwarteten sechste siebte achte zehnte tote toten "
        "verletzte verletzten achten leichte leichten schlechte schlechten breite breiten späte späten "
        "alte alten kalte kalten bunte bunten echte echten harte harten laute lauten sanfte sanften "
        "unbekannte unbekannten".split()
    ),
    participle=re.compile(
        r"worden|(?:[a-zäöüß]{0,12}ge[a-zäöüß]{2,20}|(?:be|ver|er|ent|zer|miss)[a-zäöüß]{2,20}"
        r"|[a-zäöüß]{2,20}ier)(?:t|en)"
    ),
)
