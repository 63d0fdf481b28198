"""German boilerplate: what publishers print around an article, and ordinals, which end with a full stop.

`[^.]*$` is how a pattern asks for a line that is not a finished sentence.
"""

import re

from timeline.lang.de.lexicon import MONTHS
from timeline.text.language_parts import BoilerplateWords, OrdinalPatterns, notice

ORDINALS = OrdinalPatterns(
    end=re.compile(r"(?<![\d.])\d{1,2}\.\s*\Z"),
    after=re.compile(
        rf"(?:{'|'.join(MONTHS)}|Jahrhunderts?|Jh|Jahrestag|Quartal|Halbjahr|Advent|Weihnachtstag|Geburtstag"
        r"|Spieltag|Tag|bis|und|oder)\b",
        re.IGNORECASE,
    ),
)

_WORK = r"(?:artikel|text|beitrag|bericht|interview|kommentar|essay|reportage|meldung)"
_OFFER = (
    r"(?:newsletter|app|postfach|push-?nachrichten|eilmeldungen|kanal|konto|abo|abos|abonnements?|probeabo"
    r"|probemonat|mitgliedschaft|facebook|twitter|telegram|whatsapp|instagram|youtube|linkedin|podcasts?|rss"
    r"|e-?paper|e-?mails?)"
)
_SUBSCRIPTION, _COMMENTS = "subscription notice", "comments notice"

_NOTICES = (
    notice(
        "print-edition line",
        60,
        rf"^dieser {_WORK} (?:ist |erschien |stammt |stand )[^.]*\b(?:ausgabe|heft|zeitung|magazin)\b",
    ),
    notice(
        "print-edition line",
        30,
        r"\baus der (?:gedruckten|aktuellen) ausgabe\b|^(?:print|druck)ausgabe\b",
    ),
    notice(
        "publication line",
        25,
        rf"^dieser {_WORK} (?:ist|wurde|erschien)\b[^.]*\b(?:zuerst|erstmals|zuletzt|ursprünglich)\b",
        r"^(?:veröffentlicht|erschienen|publiziert|aktualisiert|zuletzt (?:aktualisiert|geändert)|stand)\b"
        r".*\d[^.]*$",
        r"^(?:zuerst|erstmals) (?:erschienen|veröffentlicht)\b",
    ),
    notice(
        "correction note",
        80,
        r"^(?:korrektur|berichtigung|richtigstellung|(?:anmerkung|anm\.|hinweis) der redaktion"
        r"|transparenzhinweis)(?: ?[:(]| [—–-] )",
    ),
    notice(
        "copyright line",
        60,
        r"^(?:©|\(c\) ?\d|copyright ?(?:©|\(c\)|\d{4}))|\balle rechte vorbehalten\b",
        r"\b(?:vervielfältigung|weiterverbreitung|nachdruck|weitergabe)\b.*\b(?:nicht gestattet|untersagt"
        r"|nur mit (?:schriftlicher )?(?:genehmigung|zustimmung))\b",
    ),
    notice(
        _SUBSCRIPTION,
        40,
        r"^(?:bereits|schon) (?:abonnent|abonnentin|abonniert|registriert|mitglied|angemeldet)\b",
        r"^(?:noch kein|sie haben noch kein) (?:abo|konto|abonnent|mitglied)\b",
        r"^(?:jetzt |hier |gleich )?(?:abonnieren|anmelden|einloggen|registrieren|kostenlos testen|bestellen)"
        r"(?: sie)?\b[^.]*$",
        r"^(?:abonnieren|testen|sichern|bestellen|lesen|erhalten|holen|folgen|melden|laden|verpassen) sie\b"
        rf".*\b(?:\w+-)?{_OFFER}\b",
        rf"^(?:folgt?|abonniert?|hol dir|melde dich|lade)\b[^.]*\b(?:\w+-)?{_OFFER}\b",
        r"^(?:um )?weiter(?:zu)?lesen\b[^.]*\b(?:abo|anmelden|registrieren|einloggen)\b",
        r"^(?:nur|exklusiv) für (?:abonnenten|mitglieder|registrierte)\b[^.]*$",
        r"^(?:nur |ab |jetzt )?(?:€ ?\d[\d.,]*|\d[\d.,]* ?(?:€|euro)) (?:im|pro|monatlich)\b[^.]*$",
        r"^(?:unterstützen sie|danke, dass sie)\b.*\b(?:journalismus|redaktion|lesen)\b",
    ),
    notice(
        _COMMENTS,
        15,
        r"^\d* ?kommentare?$|^(?:keine|alle|zu den) kommentaren?\b[^.]*$",
        r"^(?:kommentar|leserbrief) (?:schreiben|verfassen|abgeben)\b|^diskutieren sie mit\b",
        r"^die kommentarfunktion\b|^ihre meinung (?:zählt|ist gefragt)\b|^jetzt kommentieren\b",
    ),
    notice(
        "navigation",
        8,
        r"^(?:zum|zur|zurück|nach oben|springe zu|direkt zum?)\b ?(?:zum |zur )?"
        r"(?:inhalt|startseite|hauptinhalt|navigation|übersicht|anfang|seitenanfang|menü|suche)?$",
        r"^(?:startseite|menü|suche|suchen|drucken|teilen|merken|vorlesen|anhören|weiter|zurück|schließen"
        r"|merkliste|link kopieren|als e-?mail versenden)$",
        r"^(?:mehr (?:anzeigen|laden|lesen)|weiterlesen|alle anzeigen"
        r"|artikel (?:teilen|drucken|anhören|merken)"
        r"|per e-?mail teilen|auf \w+ teilen)$",
        r"^(?:anzeige|werbung|gesponsert)$",
    ),
    notice(
        "teaser",
        40,
        r"^(?:lesen sie (?:auch|hier|dazu|mehr)|lies auch|mehr zum thema|zum thema|siehe auch"
        r"|auch interessant"
        r"|podcast|bilderstrecke|fotostrecke|im video|hören sie(?: auch)?|sehen sie(?: auch)?)"
        r" ?[:|»>]",
        r"^(?:mehr (?:zum thema|aus|zu|von|über)|zum thema|verwandte (?:themen|artikel)"
        r"|weitere (?:artikel|themen"
        r"|meldungen|nachrichten)|ähnliche artikel|meistgelesen|am häufigsten gelesen)\b[^.]*$",
        r"^das könnte (?:sie|dich) (?:auch )?interessieren\b|^lesen sie (?:auch|hier|dazu|mehr)\b",
    ),
    notice(
        "byline",
        40,
        r"^\(?(?:mitarbeit|mit material|mit informationen|mit inhalten) ?(?::|von\b|der\b|aus\b)",
    ),
    notice(
        "byline",
        8,
        r"^\(?(?:(?:text|redaktion|protokoll|übersetzung) ?: ?\S|(?:text|übersetzt|aufgezeichnet) von\b)",
    ),
    notice(
        "caption",
        40,
        r"^(?:foto|bild|grafik|quelle|video)s? ?: ?\S",
    ),
    notice(
        "caption",
        80,
        r"^(?:archivbild|archivfoto|symbolbild|symbolfoto|bildunterschrift|im bild)(?: ?:| [—–-])",
        r"\((?:archivbild|archivfoto|symbolbild|symbolfoto|archiv)\)[.]?$",
        r"^(?:dieses|das) (?:foto|bild|archivbild|archivfoto|satellitenbild) zeigt\b",
    ),
)

BOILERPLATE = BoilerplateWords(
    notices=_NOTICES,
    date_line=frozenset(
        "veröffentlicht publiziert erschienen aktualisiert geändert zuletzt stand datum am vom um uhr "
        "mez mesz gmt utc den dem der lesezeit min minuten".split()
    ),
    byline_openings=frozenset(("von",)),
    agency_nouns=frozenset(("agenturen", "agentur")),
    sign_off=frozenset("und mit material von der agenturen agentur nachrichtenagentur red redaktion".split()),
    connectors=frozenset("und von vom zu zum zur der die das des dem den van de la al in im am an".split()),
    running_text=frozenset(
        "aber oder so dann doch nicht nie auch noch wenn warum wie was hier da ich wir sie er es ihr man "
        "bitte dass weil".split()
    ),
    source_headings=frozenset(
        ("quellen", "quelle", "literatur", "einzelnachweise", "weblinks", "fußnoten", "belege", "nachweise")
    ),
    credit=re.compile(
        r"\b(?:foto|bild|grafik|video|illustration|montage|quelle|archivfoto|archivbild|symbolbild)s?"
        r"(?: ?(?:von|nachweis|quelle|rechte))? ?[:©/]|©",
        re.IGNORECASE,
    ),
    picture=re.compile(r"foto|bild|archiv|grafik", re.IGNORECASE),
)
