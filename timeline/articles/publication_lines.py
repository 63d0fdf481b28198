"""The words around the date in an article's publication line, by language."""

import re
from dataclasses import dataclass

_CLOCK = r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\b"
_OFFSET = r"[+-]\d{2}:?\d{2}\b"


@dataclass(frozen=True, slots=True)
class PublicationWording:
    """The words of one language: *labels* of dates, *updated* for those of later changes, *byline*."""

    labels: re.Pattern[str]
    updated: re.Pattern[str]
    byline: re.Pattern[str]


_ENGLISH = PublicationWording(
    re.compile(
        rf"""\b(?:(?:first|last|originally|was|this|article|story|issue)\s+)*
        (?:published|posted|updated|modified|edited|revised|corrected|issued|released|filed
        |created|date|dated|on|at|as\ of)\b
      | {_CLOCK}
      | \b(?:[ap]\.?m\b\.?|hrs?|local\ time|utc|gmt|bst|ce?s?t|[ecmp][sd]?t|i?st|sgt|hkt|jst|ae[sd]t|z)\b
      | {_OFFSET}""",
        re.IGNORECASE | re.VERBOSE,
    ),
    re.compile(r"\b(?:updated|modified|edited|revised|corrected)\b", re.IGNORECASE),
    re.compile(r"\W*by\s[^\d|]{2,80}$", re.IGNORECASE),
)
_GERMAN = PublicationWording(
    re.compile(
        rf"""\b(?:(?:zuletzt|letzte|erstmals|online|artikel|beitrag|meldung|seit|wurde|dieser)\s+)*
        (?:veröffentlicht|publiziert|erschienen|aktualisiert|aktualisierung|geändert|änderung|überarbeitet|korrigiert|ergänzt
        |erstellt|stand|datum|vom|am|um)\b
      | {_CLOCK}
      | \b(?:uhr|mesz?|utc|gmt)\b
      | {_OFFSET}""",
        re.IGNORECASE | re.VERBOSE,
    ),
    re.compile(
        r"\b(?:aktualisiert|aktualisierung|geändert|änderung|überarbeitet|korrigiert|ergänzt|stand)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\W*von\s[^\d|]{2,80}$", re.IGNORECASE),
)


def wording_of(language: str) -> PublicationWording:
    """Return the wording of *language*, a BCP 47 tag; English if it is unknown."""
    return _GERMAN if language.partition("-")[0].lower() == "de" else _ENGLISH
