"""What an endpoint sends back may repeat what it was sent; what lets somebody in is neither told nor kept."""

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from timeline.llm.base import Endpoint

SHORTEST = 8
"""In code points. A shorter key stands in for one, as “ollama” does, and may be a word of an answer."""
SHORTEST_IN_ERRORS = 4
REDACTED = "…"
_HEADERS = re.compile(
    r"""\b(?:proxy-)?authorization\b(?:[\\"']*\s*[:=]\s*[\\"']*(?:(?:bearer|basic)\s+)?[^\s"',;}]*)?"""
    r"""|\b(?:set-cookie2?|cookie|x-api-key|api-key|www-authenticate)\b[\\"']*\s*[:=]\s*[\\"']*[^\s"',;}]*"""
    r"""|\b(?:bearer|basic)\s+[\w.~+/=%-]{8,}""",
    re.IGNORECASE,
)


def secrets_of(endpoint: Endpoint, shortest: int = SHORTEST) -> tuple[str, ...]:
    """Return what is sent to *endpoint* and lets somebody in, in each form in which it may come back, the longest first.

    What has fewer code points than *shortest* is none.

    >>> told = secrets_of(Endpoint("m", "http://ada:a%2Fcertain+word@localhost/v1"))
    >>> {"a%2Fcertain+word", "a/certain+word", "YWRhOmEvY2VydGFpbit3b3Jk"} <= set(told)
    True
    """
    user, password = endpoint.credentials or ("", "")
    written = urlsplit(endpoint.base_url or "").password or ""
    plain = [endpoint.key or "", password, written, f"{user}:{password}" if password else ""]
    forms = {form for secret in plain if len(secret) >= shortest for form in _forms(secret)}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def redacted(text: str, endpoint: Endpoint) -> str:
    """Return *text* without what lets somebody in at *endpoint*.

    >>> redacted("your key sk-0123456789 is old", Endpoint("m", key="sk-0123456789"))
    'your key … is old'
    """
    return _without(text, secrets_of(endpoint))


def redacted_error(text: str, endpoint: Endpoint) -> str:
    """Return *text* without that, and without the headers that carry it, whosever they are.

    >>> redacted_error("hunter2 in Authorization: Bearer abc, no", Endpoint("m", key="hunter2"))
    '… in …, no'
    """
    return _HEADERS.sub(REDACTED, _without(text, secrets_of(endpoint, SHORTEST_IN_ERRORS)))


def _without(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, REDACTED)
    return text


def _forms(secret: str) -> tuple[str, ...]:
    data = secret.encode("utf-8", "surrogatepass")
    coded = (code(data).decode().rstrip("=") for code in (b64encode, urlsafe_b64encode))
    slashed = secret.replace("/", r"\/")  # as some write JSON
    return (
        secret,
        slashed,
        quote(secret, safe="", errors="surrogatepass"),
        quote(secret, errors="surrogatepass"),
        *coded,
    )
