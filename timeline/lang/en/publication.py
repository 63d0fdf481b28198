"""How English pages word when they were published."""

import re

from timeline.lang.base import PublicationLines

_WORK = r"(?:article|story|report|column|piece|review|essay|interview)"

PUBLICATION = PublicationLines(
    labels=re.compile(
        r"""\b(?:(?:first|last|originally|was|this|article|story|issue)\s++){0,6}
        (?:published|posted|updated|modified|edited|revised|corrected|issued|released|filed|created
        |date|dated|on|at|as\ of)\b
      | \b(?:[ap]\.?m\b\.?|hrs?|local\ time|utc|gmt|bst|ce?s?t|[ecmp][sd]?t|i?st|sgt|hkt|jst|ae[sd]t|z)\b""",
        re.IGNORECASE | re.VERBOSE,
    ),
    updated=re.compile(r"\b(?:updated|modified|edited|revised|corrected)\b", re.IGNORECASE),
    byline=re.compile(r"\W*by\s[^\d|]{2,80}$", re.IGNORECASE),
    printed=re.compile(
        rf"\b(?:an?\ )?version\ of\ this\ {_WORK}\b"
        rf"|\bthis\ {_WORK}\ (?:was\ )?(?:(?:also|first|originally)\ )*"
        r"(?:appear(?:s|ed)|published|printed|ran)\b"
        r"|^\W{0,9}(?:(?:first|originally)\ )?(?:published\ )?in\ (?:the\ )?print\b"
        r"|^\W{0,9}(?:first|originally)\ published\b"
        r"|^\W{0,9}print\ edition\b",
        re.IGNORECASE | re.VERBOSE,
    ),
    copyright=re.compile(r"\W*(?:©|\(c\)|copyright\b)", re.IGNORECASE),
    place=re.compile(r"[A-Z][A-Z .'’-]+(?:,\s+[A-Z][\w. ]{1,20})?[,\s(]+"),
)
