"""How German pages word when they were published."""

import re

from timeline.lang.base import PublicationLines

_WORK = r"(?:artikel|text|beitrag|bericht|interview|kommentar|essay|reportage)"
_NAME = r"[A-ZÄÖÜ][\wäöüß.'’-]+"

PUBLICATION = PublicationLines(
    labels=re.compile(
        r"""\b(?:(?:zuletzt|letzte|erstmals|online|artikel|beitrag|meldung|seit|wurde|dieser)\s++){0,6}
        (?:veröffentlicht|publiziert|erschienen|aktualisiert|aktualisierung|geändert|änderung|überarbeitet
        |korrigiert|ergänzt|erstellt|stand|datum|vom|am|um)\b
      | \b(?:uhr|mesz?|utc|gmt)\b""",
        re.IGNORECASE | re.VERBOSE,
    ),
    updated=re.compile(
        r"\b(?:aktualisiert|aktualisierung|geändert|änderung|überarbeitet|korrigiert|ergänzt|stand)\b",
        re.IGNORECASE,
    ),
    byline=re.compile(r"\W*von\s[^\d|]{2,80}$", re.IGNORECASE),
    printed=re.compile(
        rf"\bdieser\ {_WORK}\ (?:ist|erschien|stammt|stand|wurde)\b"
        rf"|\beine\ (?:frühere|kürzere|längere|gekürzte)?\ ?fassung\ dieses\ {_WORK}(?:e?s)?\b"
        r"|^\W{0,9}(?:zuerst|erstmals)\ (?:erschienen|veröffentlicht)\b"
        r"|^\W{0,9}(?:aus\ der\ )?(?:print|druck)ausgabe\b"
        r"|^\W{0,9}aus\ der\ gedruckten\ ausgabe\b",
        re.IGNORECASE | re.VERBOSE,
    ),
    copyright=re.compile(r"\W*(?:©|\(c\)|copyright\b)", re.IGNORECASE),
    # As before the date in: Lindholm (dpa), den 3. März 2014 –
    place=re.compile(
        rf"{_NAME}(?:[ /](?:(?:am|an\sder|im|in\sder|bei)\s)?{_NAME}){{0,3}}(?:\s\([^()\d]{{2,30}}\))?"
        r"[,\s(]+(?:den\s+)?"
    ),
)
