"""German words by how they are compared: stop words, irregular forms, and what marks a common noun.

All are in lower case.
"""

from timeline.lang.base import CommonNouns
from timeline.lang.de.lexicon import MONTHS
from timeline.lang.wordlists import pairs

STOP_WORDS = frozenset(MONTHS) | frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag montags dienstags "
    "mittwochs donnerstags freitags samstags sonntags mo di mi do fr sa so ab aber alle allem allen "
    "aller alles als also am an andere anderen anderer anderes ans auch auf aus außerdem außer bald "
    "bei beide beiden beim bereits besonders bis bisher da dabei dadurch dafür dagegen daher damals "
    "damit danach daneben dann daran darauf daraus darin darüber darum das dass davon davor dazu "
    "dein dem den denen denn dennoch der deren des deshalb dessen deutlich die dies diese dieselbe "
    "diesem diesen dieser dieses doch dort drüben du durch dürfen durfte ebenfalls ebenso eigene "
    "eigenen ein eine einem einen einer eines einige einigen einiger einmal eins er erst erste "
    "ersten erster erstes es etwa etwas euch euer fast für ganz gar gegen gegenüber genau gerade "
    "gern gewesen gibt gegeben geworden gleich gut hab habe haben hat hatte hatten hätte hätten her "
    "heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem "
    "infolge innerhalb ins ist ja jahr jahre jahren jahres je jede jedem jeden jeder jedes jedoch "
    "jemand jene jener jetzt kam kann kaum kein keine keinem keinen keiner können könnte könnten "
    "konnte konnten kürzlich lange lassen laut letzte letzten letzter letztes lässt machen macht "
    "machte man manche mehr mehrere mehreren mein meist meisten mich mir mit minuten monat monate "
    "monaten morgen morgens muss müssen musste mussten nach nachdem nachmittag nachts nacht nächste "
    "nächsten nahe nämlich neben nicht nichts nie noch nun nur ob oben oder offenbar oft ohne per "
    "rund sagt sagte sagten sagen schon sehr sei seien sein seine seinem seinen seiner seines seit "
    "seitdem selbst sich sie sind sogar solche solchen soll sollen sollte sollten sondern sonst "
    "soweit sowie später stark statt stets stunde stunden tag tage tagen tages teil teils trotz "
    "über um und uns unser unsere unserem unseren unserer unter viel viele vielen vieler vom von "
    "vor vorher vormittag während wann war waren wäre wären warum was wegen weil weiter weitere "
    "weiteren weiterer weiterhin welche welchem welchen welcher welches wenig wenige wenigen wenn "
    "wer werde werden wessen wie wieder will wir wird wo woche wochen wohl wollen wollte wollten "
    "worden wurde wurden würde würden zu zudem zuerst zufolge zuletzt zum zunächst zur zusammen "
    "zwar zwischen abend abends mittag mittags gestern vorgestern uhr ende anfang mitte".split()
)

# "Fähre" and "fahren" would have one stem.
IRREGULAR = pairs(
    "fähre:fährschiff fähren:fährschiff "
    "begann:beginnen begannen:beginnen begonnen:beginnen barg:bergen bargen:bergen "
    "geborgen:bergen bot:bieten boten:bieten geboten:bieten brach:brechen brachen:brechen "
    "gebrochen:brechen brachte:bringen brachten:bringen gebracht:bringen brannte:brennen "
    "brannten:brennen gebrannt:brennen dachte:denken entsandte:entsenden entsandten:entsenden "
    "entsandt:entsenden ernannte:ernennen ernannten:ernennen ernannt:ernennen erschoss:erschießen "
    "erschossen:erschießen ertrank:ertrinken ertranken:ertrinken ertrunken:ertrinken "
    "erwarb:erwerben erwarben:erwerben erworben:erwerben fand:finden fanden:finden "
    "gefunden:finden fiel:fallen fielen:fallen gefallen:fallen floh:fliehen flohen:fliehen "
    "geflohen:fliehen flog:fliegen flogen:fliegen geflogen:fliegen flug:fliegen flüge:fliegen "
    "fuhr:fahren fuhren:fahren gefahren:fahren gab:geben gaben:geben ging:gehen gingen:gehen "
    "gegangen:gehen gewann:gewinnen gewannen:gewinnen griff:greifen griffen:greifen "
    "gegriffen:greifen angegriffen:angreifen half:helfen halfen:helfen geholfen:helfen "
    "hielt:halten hielten:halten gehalten:halten kamen:kommen gekommen:kommen lief:laufen "
    "liefen:laufen gelaufen:laufen ließ:lassen ließen:lassen männer:mann männern:mann nahm:nehmen "
    "nahmen:nehmen genommen:nehmen rief:rufen riefen:rufen gerufen:rufen riss:reißen "
    "rissen:reißen gerissen:reißen sank:sinken sanken:sinken gesunken:sinken gesunkene:sinken "
    "gesunkenen:sinken schloss:schließen schlossen:schließen geschlossen:schließen "
    "schlug:schlagen schlugen:schlagen geschlagen:schlagen schoss:schießen schossen:schießen "
    "schüsse:schuss schüssen:schuss schrieb:schreiben schrieben:schreiben geschrieben:schreiben "
    "sprach:sprechen sprachen:sprechen gesprochen:sprechen stahl:stehlen stahlen:stehlen "
    "gestohlen:stehlen stand:stehen standen:stehen gestanden:stehen starb:sterben starben:sterben "
    "gestorben:sterben stirbt:sterben stieg:steigen stiegen:steigen gestiegen:steigen "
    "stieß:stoßen stießen:stoßen gestoßen:stoßen tote:tot toten:tot toter:tot traf:treffen "
    "trafen:treffen getroffen:treffen trifft:treffen trat:treten traten:treten getreten:treten "
    "trug:tragen trugen:tragen getragen:tragen unterschrieb:unterschreiben "
    "unterschrieben:unterschreiben verbot:verbieten verboten:verbieten verlor:verlieren "
    "verloren:verlieren verließ:verlassen verließen:verlassen warf:werfen warfen:werfen "
    "geworfen:werfen zog:ziehen zogen:ziehen gezogen:ziehen "
    "gebaut:bauen gedroht:drohen gefeiert:feiern gefordert:fordern gefolgt:folgen gefragt:fragen "
    "gehört:hören gejagt:jagen geklagt:klagen gekündigt:kündigen gekürzt:kürzen gelegt:legen "
    "gelobt:loben gelöscht:löschen löschte:löschen löschten:löschen gemeldet:melden geöffnet:öffnen "
    "geplant:planen geprüft:prüfen geräumt:räumen gesandt:senden geschickt:schicken gesetzt:setzen "
    "gespielt:spielen gesichert:sichern gestellt:stellen gestoppt:stoppen gesucht:suchen getagt:tagen "
    "geteilt:teilen gewarnt:warnen gezahlt:zahlen gezählt:zählen"
)

NOUNS = CommonNouns(
    determiners=frozenset(
        "alle allen aller am ans beide beiden beim das dem den der des die diese diesem diesen "
        "dieser dieses ein eine einem einen einer eines einige einigen ihr ihre ihrem ihren ihrer "
        "ihres im ins jede jedem jeden jeder jedes jene jenem jenen jener kein keine keinem "
        "keinen keiner manche mehrere mehreren sein seine seinem seinen seiner seines unsere "
        "unserem unseren unserer viele vielen vom wenige wenigen zahlreiche zahlreichen zum zur".split()
    ),
    adjective_endings=("e", "en", "em", "er", "es"),
    endings=(
        *("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen"),
        *("tät", "täten", "ismus", "nis", "nisse", "nissen", "chen"),
    ),
)
