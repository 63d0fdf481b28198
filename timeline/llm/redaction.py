"""Credentials that an endpoint repeats are removed from messages and from cached responses."""

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from timeline.llm.base import Endpoint

SHORTEST = 8
"""In code points. A shorter key is a placeholder, as “ollama” is, and may be a word of an answer."""
SHORTEST_IN_ERRORS = 4
REDACTED = "…"
_HEADERS = re.compile(
    r"""\b(?:proxy-)?authorization\b(?:[\\"']*\s*[:=]\s*[\\"']*(?:(?:bearer|basic)\s+)?[^\s"',;}]*)?"""
    r"""|\b(?:set-cookie2?|cookie|x-api-key|api-key|www-authenticate)\b[\\"']*\s*[:=]\s*[\\"']*[^\s"',;}]*"""
    r"""|\b(?:bearer|basic)\s+[\w.~+/=%-]{8,}""",
    re.IGNORECASE,
)


def secrets_of(endpoint: Endpoint, shortest: int = SHORTEST) -> tuple[str, ...]:
    """Return the credentials sent to *endpoint*, in each encoding in which they may come back, longest first.

    What has fewer code points than *shortest* is not a credential.

    >>> found = secrets_of(Endpoint("m", "http://ada:a%2Fcertain+word@localhost/v1"))
    >>> {"a%2Fcertain+word", "a/certain+word", "YWRhOmEvY2VydGFpbit3b3Jk"} <= set(found)
    True
    """
    user, password = endpoint.credentials or ("", "")
    written = urlsplit(endpoint.base_url or "").password or ""
    plain = [endpoint.key or "", password, written, f"{user}:{password}" if password else ""]
    encodings = {text for secret in plain if len(secret) >= shortest for text in _encodings(secret)}
    return tuple(sorted(encodings, key=lambda text: (-len(text), text)))


def redacted(text: str, endpoint: Endpoint) -> str:
    """Return *text* without the credentials of *endpoint*.

    >>> redacted("your key sk-0123456789 is old", Endpoint("m", key="sk-0123456789"))
    'your key … is old'
    """
    return _without(text, secrets_of(endpoint))


def redacted_error(text: str, endpoint: Endpoint) -> str:
    """Return *text* without them, and without any header that carries credentials.

    >>> redacted_error("hunter2 in Authorization: Bearer abc, no", Endpoint("m", key="hunter2"))
    '… in …, no'
    """
    return _HEADERS.sub(REDACTED, _without(text, secrets_of(endpoint, SHORTEST_IN_ERRORS)))


def _without(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, REDACTED)
    return text


def _encodings(secret: str) -> tuple[str, ...]:
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
