"""Untrusted text as Markdown that shows just its characters, whichever flavour of Markdown reads it."""

import re
from functools import cache

from timeline.choices import Flavour
from timeline.rendering.escaping import visible

# What would begin an item of a list: a number, and where lists may be lettered, a letter or a Roman number.
_NUMBER = r"^\d+[.)]"
_LETTER = r"^(?:[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)]"
# Signs that every Markdown takes a backslash before. The last would make a link that follows it a picture.
_SIGN = r"[\\`*_\[\]#]|^[-+(]|^!(?=!!)|!$"
# Signs that are safest as character references, which also keep braces from programs that run before the
# renderer: HTML, tables, strikethrough, templates, references; formulas; underlines, definitions, directives,
# comments, blocks.
_REFERENCED = r"[<>|~{}]|&(?=#?\w+;)|\$(?!\d)|(?<!\s)\$|^[=:%]|^[?/](?=[?/]{2})"
# Where a bare address would become a link that the timeline did not make.
_ADDRESS = r"(?<=:)//|(?<=[wW]{3})\.|(?<=[\w.+-])@(?=\w)"
# What only some read: typography, citations, notes and superscripts (Pandoc), formulas even between two
# prices (MyST), pymdownx's signs, and statements of a script.
_NOTHING = r"(?!)"
_OWN: dict[Flavour, tuple[str, str, str]] = {
    "pandoc": (_LETTER, r"[\"'^@]|-(?=-)|(?<=-)-|\.(?=\.\.)|(?<=\.)\.", _NOTHING),
    "myst": (_NOTHING, r"\$", _NOTHING),
    "mkdocs": (_LETTER, _NOTHING, r"\^|=(?==)|(?<==)=|\+(?=\+)|(?<=\+)\+|:(?=[\w+-]+(?::|$))"),
    "mdx": (_NOTHING, _NOTHING, r"^[ie](?=mport\b|xport\b)"),
}
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


class Markdown(str):
    """Text that is Markdown already, and is placed as it is."""

    __slots__ = ()


def escaped(value: object, flavour: Flavour = "gfm") -> Markdown:
    r"""Return *value* as one line of Markdown that shows just its characters, in whatever place it stands.

    >>> print(escaped("1. *Not* <b>bold</b>\n# nor [a](link)"))
    1\. \*Not\* &lt;b&gt;bold&lt;/b&gt; \# nor \[a\](link)
    """
    line = " ".join(visible(str(value)).split())
    return Markdown(_pattern(flavour).sub(lambda found: _escape(found, flavour), line))


def within_line(value: object, flavour: Flavour = "gfm") -> Markdown:
    r"""Return *value* for a place within a line: what only matters where a line begins is left as it is.

    >>> print(within_line("9. März 2022"), escaped("9. März 2022"))
    9. März 2022 9\. März 2022
    """
    return Markdown(escaped(f"x{value}", flavour).removeprefix("x"))


def _escape(found: re.Match[str], flavour: Flavour) -> str:
    text = found[0]
    match found.lastgroup:
        case "item":
            return f"{text[:-1]}\\{text[-1]}"
        # With a backslash, pymdownx would take brackets for the bounds of a formula.
        case "sign" if not (flavour == "mkdocs" and text in "[]("):
            return f"\\{text}"
        case "address" if flavour == "mdx":
            # Its renderers look for addresses once more after they have read all references.
            return f'{{"{text}"}}'
        case _:
            return "".join(_NAMED.get(sign, f"&#{ord(sign)};") for sign in text)


@cache
def _pattern(flavour: Flavour) -> re.Pattern[str]:
    item, sign, referenced = _OWN.get(flavour, (_NOTHING, _NOTHING, _NOTHING))
    return re.compile(
        rf"(?P<item>{_NUMBER}|{item})|(?P<sign>{_SIGN}|{sign})"
        rf"|(?P<reference>{_REFERENCED}|{referenced})|(?P<address>{_ADDRESS})"
    )
