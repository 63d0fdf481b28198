"""Strangers' text made harmless: characters that hide or reorder, Markdown's own signs, and links.

HTML's own signs are escaped by the template engine, everywhere, and not here.
"""

import re
from urllib.parse import quote

# Controls but tab, line feed, form feed and carriage return; overrides and isolates of direction; what UTF-8 cannot hold.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

_MARKDOWN_SIGN = re.compile(r"[\\`*_\[\]{}#]")
# Not every Markdown takes a backslash before these; a character reference is read by all of them.
_MARKDOWN_REFERENCED = re.compile(r"[<>|~]|&(?=#?\w+;)|^=")
_REFERENCES = {"<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "&": "&amp;", "=": "&#61;"}
_LEADING_MARKER = re.compile(r"^(\d+(?=[.)])|(?=[-+]))")

_HTTP = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_UNSAFE_IN_URL = re.compile(rf"[\s\"'()<>\[\]\\^`{{|}};]|{_UNSHOWABLE.pattern}")

_LONG_PASSAGE = 100
_WORDS_OF_AN_END = 5


def visible(text: str) -> str:
    r"""Return *text* with each character that would hide, or turn others around, shown as the replacement character.

    >>> visible("pay\x00load \u202egpj.exe")
    'pay�load �gpj.exe'
    """
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def md(value: object) -> str:
    r"""Return *value* as one line of Markdown that shows just its characters, in whatever place it stands.

    >>> print(md("1. *Not* <b>bold</b>\n# nor [a](link)"))
    1\. \*Not\* &lt;b&gt;bold&lt;/b&gt; \# nor \[a\](link)
    """
    line = visible(" ".join(str(value).split()))
    line = _MARKDOWN_SIGN.sub(r"\\\g<0>", line)
    line = _MARKDOWN_REFERENCED.sub(lambda sign: _REFERENCES[sign[0]], line)
    return _LEADING_MARKER.sub(r"\1\\", line)


def safe_url(url: str | None) -> str | None:
    """Return *url* with every character encoded that could end it in HTML or Markdown; None for all but http and https.

    >>> safe_url("https://example.org/a (b)"), safe_url("javascript:alert(1)")
    ('https://example.org/a%20%28b%29', None)
    """
    if url is None or not _HTTP.match(url):
        return None
    return _UNSAFE_IN_URL.sub(lambda unsafe: quote(unsafe[0], safe="", errors="replace"), url)


def passage_link(url: str | None, passage: str) -> str | None:
    """Return a link that scrolls to *passage* on the page at *url* (a text fragment); None when there is no page.

    >>> passage_link("https://example.org/a#top", "Shut on Tuesday - at last")
    'https://example.org/a#top:~:text=Shut%20on%20Tuesday%20%2D%20at%20last'
    """
    address = safe_url(url)
    if address is None:
        return None
    page, _, _ = address.partition(":~:")
    return f"{page}{'' if '#' in page else '#'}:~:text={_text_directive(passage.split())}"


def _text_directive(words: list[str]) -> str:
    # Pages differ from their text in small things, the more so the longer a passage is: of a long one, its ends are looked for.
    if len(" ".join(words)) > _LONG_PASSAGE and len(words) > 2 * _WORDS_OF_AN_END:
        return f"{_encoded(words[:_WORDS_OF_AN_END])},{_encoded(words[-_WORDS_OF_AN_END:])}"
    return _encoded(words)


def _encoded(words: list[str]) -> str:
    # A hyphen that is left as it is would make browsers drop the whole directive.
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")


def anchor(identifier: str) -> str:
    """Return *identifier* as the name of an anchor: letters, digits, hyphens and low lines, a letter first."""
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", identifier)
    return name if name[:1].isalpha() else f"a{name}"
