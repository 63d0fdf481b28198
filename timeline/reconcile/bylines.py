"""Credits of an article besides its publisher: news agencies, and reporters at the end of its text."""

import re
from collections.abc import Iterator

from timeline.lang.wordlists import pairs
from timeline.models import Source
from timeline.reconcile.parameters import EDGE_LINES, LONGEST_CREDIT

AGENCIES = "agencies"
"""The credit of a text that names no agency but mentions some."""

# A name that several share stands for one agency, under the second.
_FULL_NAMES = pairs(
    "ap:associated_press ap_news:associated_press afp:agence_france-presse "
    "agence_france_presse:agence_france-presse thomson_reuters:reuters deutsche_presse-agentur:dpa "
    "deutsche_presse_agentur:dpa pa_media:press_association upi:united_press_international "
    "aap:australian_associated_press pti:press_trust_of_india keystone-sda:sda xinhua_news_agency:xinhua "
    "itar-tass:tass cp:canadian_press agencia_efe:efe anadolu_agency:anadolu"
)
_OTHERS = (
    "ani anp ansa apa belga bloomberg epd europa_press ians interfax jiji kna kyodo "
    "lusa mti ntb pap ria_novosti ritzau stt yonhap"
)
_KNOWN = {name.replace("_", " ") for name in (*_FULL_NAMES, *_FULL_NAMES.values(), *_OTHERS.split())}
_NAME = (
    "(?:the )?(?:"
    + "|".join(re.escape(name) for name in sorted(_KNOWN, key=lambda name: (-len(name), name)))
    + r")\b"
)
_NAMES = rf"{_NAME}(?:(?: ?[,/&+] ?| and | und | et | y |, and ){_NAME})*"

_find_names = re.compile(rf"\b{_NAME}", re.IGNORECASE).findall
_DATELINE = re.compile(rf"(?:[A-Z][^()]{{0,60}} )?\((?P<names>(?i:{_NAMES}))\)")
_DATELINE_OF_OTHERS = re.compile(
    r"[A-Z]{3}[^()]{0,60} \((?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})\) [-–—]"
)
_BYLINE = re.compile(
    r"\W*(?:(?:by|von|par|por|from|sources?|quellen?|credit|copyright|©|\d{4})\W+)*"
    rf"(?P<names>{_NAMES})(?: (?:staff|news agency))?\W*"
    rf"|(?:by |von |par |por )?[^.,|/]{{3,60}}[,|/] ?(?P<behind>{_NAMES})\W*",
    re.IGNORECASE,
)
_CONTRIBUTION = re.compile(
    rf"(?P<names>{_NAMES})[^.]{{0,60}}\bcontributed\b"
    rf"|\b(?:with|additional reporting|mit|avec|con|com)\b[^.;()]{{0,40}}?\b(?P<behind>{_NAMES})\W*$",
    re.IGNORECASE,
)
_AGENCIES = re.compile(
    r"\b(?:with|from|mit|avec|con|com)\b[^.;]{0,30}\b(?:agencies|agenturen|agences|agencias)\W*$"
    r"|^\W*agencies\W*$|agencies contributed",
    re.IGNORECASE,
)
_REPORTERS = re.compile(
    r"\W*(?:additional )?reporting (?:and writing )?by (?P<names>[^;.()]+)", re.IGNORECASE
)
_BETWEEN_REPORTERS = re.compile(r", and |, | and | & ")
_PLACE = re.compile(r" in [A-Z].*")
_KIND = re.compile(r" (?:(?:press|news) )?(?:agency|service)$")


def credits_of(source: Source) -> tuple[str, ...]:
    """Return the agencies and reporters that a text's edges, its author and its publisher name, in order.

    They are in lower case and in full, so that "AP" and "The Associated Press" are one. An agency that is
    quoted within the text is no credit.
    """
    article = source.article
    lines = [line for line in map(str.strip, source.text.splitlines()) if line]
    edges = lines if len(lines) <= 2 * EDGE_LINES else [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]
    found = {credit for line in (article.author, *edges) if line for credit in _in_line(line)}
    return tuple(sorted(found | set(_in_publisher(article.publisher or ""))))


def _in_line(line: str) -> Iterator[str]:
    yield from _in_dateline(line)
    if len(line) > LONGEST_CREDIT:
        return
    credit = _BYLINE.fullmatch(line) or _CONTRIBUTION.search(line)
    if credit:
        yield from map(_folded, _find_names(credit["names"] or credit["behind"]))
    if _AGENCIES.search(line):
        yield AGENCIES
    reporters = _REPORTERS.match(line)
    if reporters:
        yield from (
            _PLACE.sub("", name).strip().lower() for name in _BETWEEN_REPORTERS.split(reporters["names"])
        )


def _in_dateline(line: str) -> Iterator[str]:
    """Yield the agency of a report that opens with "PARIS, May 3 (Reuters) —"."""
    known, other = _DATELINE.match(line), _DATELINE_OF_OTHERS.match(line)
    if known:
        yield from map(_folded, _find_names(known["names"]))
    elif other:
        yield _folded(other["name"])


def _in_publisher(publisher: str) -> Iterator[str]:
    name = _folded(publisher)
    if name in _KNOWN or name != publisher.lower().removeprefix("the "):
        yield name


def _folded(name: str) -> str:
    """Return an agency's name in full and in lower case, without words such as "agency".

    >>> [_folded(name) for name in ("AP", "The Associated Press", "Meridian Press Agency")]
    ['associated press', 'associated press', 'meridian']
    """
    lower = name.lower().removeprefix("the ")
    full = _FULL_NAMES.get(lower.replace(" ", "_"), lower).replace("_", " ")
    return _KIND.sub("", full)
