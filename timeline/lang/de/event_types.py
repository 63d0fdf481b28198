"""German words by the type of event that they state, in their base forms; a word may be of several types.

The names of types are those of English, so that mentions in both languages can share them.
"""

import re

from timeline.lang.base import EventTypes, WordPattern
from timeline.lang.wordlists import lists

_WORDS = lists("""
accident: unglück unfall havarie katastrophe fährunglück schiffsunglück bootsunglück zugunglück \
schiffbruch
agree: einigte geeinigt tarifvertrag abkommen vereinbarung vertrag einigung einigen pakt waffenruhe \
unterzeichnen unterzeichnet unterzeichnung unterschreiben friedensvertrag memorandum absprache \
waffenstillstand
announce: teilte meldete gemeldet ankündigen angekündigt ankündigung bekanntgeben bekanntgegeben mitteilen \
mitgeteilt mitteilung erklärung bestätigen bestätigt bestätigung verkünden verkündet
appoint: ernennen ernennung nominieren nominiert nominierung berufen berufung nachfolger nachfolgerin
approve: billigen gebilligt billigung genehmigen genehmigt genehmigung verabschieden verabschiedet \
zustimmen zustimmung zugestimmt ratifizieren ratifiziert ratifizierung
arrest: festnehmen festgenommen festnahme verhaften verhaftet verhaftung inhaftieren inhaftiert haft \
untersuchungshaft gewahrsam beschlagnahmen beschlagnahmt beschlagnahmung
assault: angriff angreifen überfall überfallen anschlag bombardieren bombardiert beschuss luftangriff \
attacke attackieren attackiert offensive bombe
ban: verbieten verbot untersagen untersagt
begin: startete beginnen beginn anfangen angefangen anfang starten gestartet start auftakt ausbruch \
ausgebrochen
birth: geburt geboren
buy: kaufte kaufen gekauft kauf erwerben übernahme übernehmen übernommen
cancel: absagen abgesagt absage streichen gestrichen abschaffen abgeschafft
charge: klagte anklagen angeklagt anklage klage verklagen verklagt beschuldigen beschuldigt strafanzeige
close: sperrte schließen geschlossen schließung sperren gesperrt sperrung blockieren blockiert blockade
collapse: einstürzen eingestürzt einsturz zusammenbrechen zusammengebrochen zusammenbruch
convict: verurteilen verurteilt verurteilung urteil schuldig schuldspruch
crash: rammte abstürzen abgestürzt absturz zusammenstoß zusammenstoßen zusammengestoßen kollision \
kollidieren kollidiert entgleisen entgleist entgleisung rammen gerammt
criticise: rügte kritisieren kritisiert kritik beschwerde rügen rüge verurteilen
cyclone: wirbelsturm sturm orkan taifun hurrikan unwetter
delay: verschieben verschoben verschiebung vertagen vertagt verzögern verzögert verzögerung
depart: abreisen abgereist abreise abfahrt ablegen abgelegt auslaufen ausgelaufen verlassen
deploy: entsenden entsendung stationieren stationiert stationierung
die: tötete umkamen sterben tod tot todesopfer töten getötet ertrinken umkommen umgekommen ermorden \
ermordet mord todesfall leiche
discover: entdecken entdeckt entdeckung finden fund bergen bergung orten geortet
dismiss: entlassen entlassung absetzen abgesetzt absetzung
end: endete enden geendet beenden beendet ende abschließen abgeschlossen abschluss eingestellt
erupt: vulkanausbruch eruption
establish: gründete gründen gegründet gründung einrichten eingerichtet
explode: explodieren explodiert explosion detonieren detonation sprengen gesprengt sprengung bombe
fire: brand feuer brennen flamme großbrand
flee: fliehen flucht evakuieren evakuiert evakuierung vertreiben vertrieben vertreibung
flood: überflutung überfluten überflutet überschwemmung überschwemmen überschwemmt hochwasser flut
free: freilassen freigelassen freilassung befreien befreit befreiung freikommen freigekommen \
freigeschleppt
inaugurate: eröffnen eröffnet eröffnung einweihen eingeweiht einweihung amtseinführung vereidigen \
vereidigt vereidigung
injure: verletzen verletzt verletzung verwunden verwundet verletzter
invade: einmarschieren einmarschiert einmarsch invasion
kidnap: entführen entführt entführung geiselnahme geisel
land: landete landen gelandet landung
marry: heiratete heiraten geheiratet heirat hochzeit trauung
meet: treffen gespräch verhandeln verhandelt verhandlung gipfel beraten beratung empfangen empfang \
gipfeltreffen
protest: protestieren protestiert protest demonstrieren demonstriert demonstration kundgebung unruhen \
krawall
quake: erdbeben beben erdstoß
reject: ablehnen abgelehnt ablehnung zurückweisen zurückgewiesen veto verweigern verweigert
rescue: rettete retten gerettet rettung
resign: zurücktreten zurückgetreten rücktritt
resume: wiederaufnehmen wiederaufgenommen wiederaufnahme wiedereröffnung wiedereröffnet rückkehr \
zurückkehren zurückgekehrt
search: durchsuchen durchsucht durchsuchung razzia
shoot: schießen erschießen erschossen schuss schütze
show: zeigte vorstellen vorgestellt vorstellung präsentieren präsentiert zeigen gezeigt enthüllen enthüllt
sink: kenterte sinken kentern gekentert untergehen untergegangen untergang schiffbruch havarie
strand: strandete stranden gestrandet strandung auflaufen aufgelaufen festsitzen feststecken festgefahren
strike: streikte streik streiken gestreikt warnstreik generalstreik arbeitsniederlegung ausstand
travel: reiste reisen gereist reise ankommen angekommen ankunft eintreffen eingetroffen besuchen besucht \
besuch fliegen
vote: wählte siegte bürgermeisterwahl parlamentswahl präsidentschaftswahl landtagswahl bundestagswahl \
stichwahl wählen gewählt wahl abstimmen abgestimmt abstimmung siegen gesiegt sieg gewinnen gewonnen \
referendum wahlsieg
war: kämpfte krieg kämpfen gekämpft kampf gefecht aufstand rebellion bürgerkrieg
wave: flutwelle tsunami
withdraw: zurückziehen zurückgezogen rückzug abziehen abgezogen abzug
""")

_END = r"(?=\s*(?:[.,;:!?)–—]|$)|\s+und\b)"
"""The end of a clause, where the second part of a separable verb stands."""


def _separable(particles: str, verbs: str) -> WordPattern:
    """Return the phrase of verbs whose particle is at the end of the clause: "trat am Montag zurück"."""
    return WordPattern(
        words=frozenset(particles.split("|")),
        pattern=re.compile(rf"\b(?:{verbs})\b[^.,;]*\b(?:{particles}){_END}", re.IGNORECASE),
    )


_PHRASES = {
    "arrest": _separable("fest", "nahm|nahmen|nimmt|nehmen"),
    "begin": _separable("aus|an", "brach|brachen|bricht|fing|fingen|fängt"),
    "cancel": _separable("ab", "sagte|sagten|sagt|schaffte|schafften|schafft"),
    "collapse": _separable("ein|zusammen", "stürzte|stürzten|stürzt|brach|brachen|bricht"),
    "crash": _separable("ab|zusammen", "stürzte|stürzten|stürzt|stieß|stießen|stößt"),
    "depart": _separable("ab|aus", "legte|legten|legt|reiste|reisten|reist|lief|liefen|läuft"),
    "die": WordPattern(words=frozenset(("ums",)), pattern=re.compile(r"\bums Leben\b")),
    "free": _separable("frei", "kam|kamen|kommt|ließ|ließen|lässt|schleppte|schleppten"),
    "reject": _separable("ab|zurück", "lehnte|lehnten|lehnt|wies|wiesen|weist"),
    "resign": _separable("zurück", "trat|traten|tritt"),
    "resume": _separable("auf", r"(?:nahm|nahmen|nimmt)\b[^.,;]*\bwieder"),
    "show": _separable("vor", "stellte|stellten|stellt"),
    "sink": _separable("unter", "ging|gingen|geht"),
    "strand": WordPattern(
        words=frozenset(("grund",)),
        pattern=re.compile(r"\bauf Grund\b(?!\s+(?:von|des|der|eines|einer|seine[sr]|ihre[sr])\b)"),
    ),
    "strike": _separable("nieder", r"(?:legte|legten|legt|legen)\b[^.,;]*\bArbeit"),
    "travel": WordPattern(
        words=frozenset(("gast", "ein", "an")),
        pattern=re.compile(
            rf"\bzu Gast\b|\b(?:kam|kamen|kommt|traf|trafen|trifft)\b[^.,;]*\b(?:an|ein){_END}", re.IGNORECASE
        ),
    ),
    "withdraw": _separable("zurück|ab", "zog|zogen|zieht"),
}

EVENT_TYPES = EventTypes(
    words=_WORDS,
    phrases=_PHRASES,
    once_only=frozenset("begin birth collapse crash establish inaugurate marry resign sink strand".split()),
)
