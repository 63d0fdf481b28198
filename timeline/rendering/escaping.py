"""Untrusted text made harmless: characters that hide or reorder, and links.

HTML's own signs are escaped by the template engine, everywhere, and Markdown's in `markdown_escaping`.
"""

import re
from functools import lru_cache
from urllib.parse import quote

# Controls but tab, line feed, form feed and carriage return; overrides and isolates of direction; what UTF-8
# cannot hold.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

_HTTP = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_UNSAFE_IN_URL = re.compile(rf"[\s\"'()<>\[\]\\^`{{|}};]|{_UNSHOWABLE.pattern}")

_SIGN_IN_DIRECTIVE = re.compile(r"[^A-Za-z0-9_.~ ]")
_NO_ANCHOR = re.compile(r"[^A-Za-z0-9_-]+")

_LONG_PASSAGE = 100
_WORDS_OF_AN_END = 5
_LONGEST_DIRECTIVE = 4000


def visible(text: str) -> str:
    r"""Return *text* with each character that hides or reorders others shown as the replacement character.

    >>> visible("pay\x00load \u202egpj.exe")
    'pay�load �gpj.exe'
    """
    # Nearly every text is printable through and through, which is known at once; what is replaced never is.
    return text if text.isprintable() else _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)


class Html(str):
    """Text that is HTML already, and is placed as it is."""

    __slots__ = ()

    def __html__(self) -> "Html":
        """Return the text: what template engines ask a value for that need not be escaped."""
        return self


def escaped_html(value: object) -> str:
    """Return *value* as HTML that shows just its characters, in text or attributes; its own HTML if any.

    >>> escaped_html('<a b="c">'), escaped_html(Html("<br>")), escaped_html(12)
    ('&lt;a b=&#34;c&#34;&gt;', '<br>', '12')
    """
    if type(value) is Html:
        return value
    text = value if type(value) is str else None
    if text is None:
        own = getattr(value, "__html__", None)
        if own:
            return str(own())
        text = str(value)
    # Most texts have none of these, and to see that takes a third of the time of replacing nothing.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    return text.replace("'", "&#39;") if "'" in text else text


def safe_url(url: str | None) -> str | None:
    """Return *url* with each character encoded that could end it in HTML or Markdown; None unless http(s).

    >>> safe_url("https://example.org/a (b)"), safe_url("javascript:alert(1)")
    ('https://example.org/a%20%28b%29', None)
    """
    if url is None or not _HTTP.match(url):
        return None
    return _UNSAFE_IN_URL.sub(lambda unsafe: quote(unsafe[0], safe="", errors="replace"), url)


def passage_link(url: str | None, passage: str) -> str | None:
    """Return a link that scrolls to *passage* on the page at *url* (a text fragment); None without a page.

    >>> passage_link("https://example.org/a#top", "Shut on Tuesday - at last")
    'https://example.org/a#top:~:text=Shut%20on%20Tuesday%20%2D%20at%20last'
    """
    page = _page_to_scroll(url)
    if page is None:
        return None
    directive = _text_directive(passage)
    return f"{page}:~:text={directive}" if directive else page.removesuffix("#")


@lru_cache(maxsize=1024)
def _page_to_scroll(url: str | None) -> str | None:
    """Return *url* up to where a directive begins, after its own fragment or a new one."""
    address = safe_url(url)
    if address is None:
        return None
    page, _, _ = address.partition(":~:")
    return page if "#" in page else f"{page}#"


def _text_directive(passage: str) -> str:
    """Return *passage* as it is looked for; nothing when that is too long for an address."""
    first, last = _ends(passage)
    directive = f"{_encoded(first)},{_encoded(last)}" if last else _encoded(passage.split())
    return directive if len(directive) <= _LONGEST_DIRECTIVE else ""


def _ends(passage: str) -> tuple[list[str], list[str]]:
    """Return the first and last words of a long passage, by which it is found; nothing of a short one."""
    # Pages differ from their text in small things, the more so the longer a passage is.
    first = passage.split(None, _WORDS_OF_AN_END) if len(passage) > _LONG_PASSAGE else []
    last = first.pop().rsplit(None, _WORDS_OF_AN_END)[1:] if len(first) > _WORDS_OF_AN_END else []
    return (first, last) if len(last) == _WORDS_OF_AN_END else ([], [])


def _encoded(words: list[str]) -> str:
    return _SIGN_IN_DIRECTIVE.sub(lambda sign: _percent_encoded(sign[0]), " ".join(words)).replace(" ", "%20")


@lru_cache(maxsize=1024)
def _percent_encoded(signs: str) -> str:
    # A hyphen that is left as it is would make browsers drop the whole directive.
    return quote(signs, safe="", errors="replace").replace("-", "%2D")


def anchor(identifier: str) -> str:
    """Return *identifier* as the name of an anchor: letters, digits, hyphens, underscores, a letter first."""
    name = _NO_ANCHOR.sub("-", identifier)
    return name if name[:1].isalpha() else f"a{name}"
