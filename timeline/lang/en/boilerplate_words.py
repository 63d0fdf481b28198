"""The English wording of page furniture: what publishers print around an article.

Patterns are matched against a block's first 400 characters in lower case, with plain apostrophes and single
spaces. `[^.]*$` is how a pattern asks for a line that is no finished sentence.
"""

import re
from itertools import groupby
from operator import itemgetter

_STORY = r"(?:article|story|post|page|piece|report|interview|column|essay|review)"
_OFFER = (
    r"(?:newsletters?|apps?|inbox|alerts?|channel|account|subscriptions?|subscribers?|membership|updates|e-?mails?|"
    r"facebook|twitter|telegram|whatsapp|instagram|youtube|linkedin|podcasts?|rss|breaking news|latest news|"
    r"notifications?|free articles|unlimited access|trial)"
)
_PRINT, _PUBLICATION, _CORRECTION, _COPYRIGHT = (
    "print-edition line",
    "publication line",
    "correction note",
    "copyright line",
)
_SUBSCRIPTION, _COMMENTS = "subscription notice", "comments notice"

_ROWS = (
    (_PRINT, 60, rf"\b(?:a|this) version of this {_STORY}\b"),
    (_PRINT, 60, rf"\bthis {_STORY} (?:first |originally )?(?:appear|ran )"),
    (_PRINT, 30, r"\b(?:in|from) (?:the|today's) print edition\b|^in print\b|^print edition\b"),
    (_PUBLICATION, 25, rf"^this {_STORY} (?:was|has been|is)\b"),
    (_PUBLICATION, 25, r"^(?:first|originally) (?:published|posted|appeared)(?: (?:in|on|at|by))?[^,]*$"),
    (
        _PUBLICATION,
        25,
        r"^(?:published|updated|posted|last (?:updated|modified)|page last updated)\b[^.]*\d[^.]*$",
    ),
    (_CORRECTION, 80, r"^(?:correction|clarification|editor'?s'? note)s?(?: ?[:(]| [—–-] )"),
    (_COPYRIGHT, 60, r"^(?:©|\(c\) ?\d|copyright ?(?:©|\(c\)|\d{4}))|\ball rights reserved\b"),
    (_COPYRIGHT, 60, r"\bmay not be (?:published|reproduced|republished)\b"),
    (
        _SUBSCRIPTION,
        40,
        r"^already (?:an? (?:subscriber|member)|have an account|signed up|registered|subscribed)\b",
    ),
    (
        _SUBSCRIPTION,
        40,
        r"^(?:subscribe\b|subscribers?[ -]only|sign (?:up|in)\b|log ?in\b|register (?:now|here|for|to)\b)",
    ),
    (
        _SUBSCRIPTION,
        40,
        r"^(?:not (?:yet )?a (?:subscriber|member)|become a (?:member|subscriber|supporter|patron)\b)",
    ),
    (_SUBSCRIPTION, 40, r"^(?:enter your e-?mail|you have (?:reached|read|used|\d)[^.]*articles?\b)"),
    (
        _SUBSCRIPTION,
        40,
        r"^(?:thank you for (?:reading|subscribing)|support (?:us|our|independent|quality)\b)",
    ),
    (_SUBSCRIPTION, 40, r"^to (?:read|continue)[^.]*(?:subscribe|register|sign (?:in|up)|log ?in)"),
    (
        _SUBSCRIPTION,
        40,
        rf"^(?:join|follow|get|download|receive|try|start|want|enjoy|don't miss)\b[^.]*\b{_OFFER}\b",
    ),
    (
        _SUBSCRIPTION,
        40,
        r"^(?:from |only |just )?(?:us)?[$€£] ?\d[\d.,]* (?:for (?:the |your )?first|per|an?|each|/) [^.]*$",
    ),
    (_COMMENTS, 15, r"^comments? (?:are|section|policy|guidelines)\b|^\d* ?comments?$"),
    (
        _COMMENTS,
        15,
        r"^(?:no|view|show|post|read|leave|add) (?:an? |all |your |the )?(?:comments\b|comment$|reply$)",
    ),
    (_COMMENTS, 15, r"^join the (?:conversation|discussion|debate)\b|\bshare it!|^have an opinion on this\b"),
    (
        "navigation",
        8,
        (
            r"^(?:skip|jump|go|back|return) to (?:the )?(?:main |site |page )?"
            r"(?:content|menu|navigation|search|top)\b"
        ),
    ),
    ("navigation", 8, r"^skip to\b|^send (?:in|by|via|as) e-?mail|^share (?:this|on|via|with)\b[^.]*$"),
    (
        "navigation",
        8,
        r"^(?:home|menu|search|news|print|share|e-?mail|tweet|save|copy link|next|previous|close|open)$",
    ),
    (
        "navigation",
        8,
        r"^(?:show more|load more|more|sponsored|listen|live|stay connected|read more|view all|see all)$",
    ),
    (
        "navigation",
        8,
        r"^(?:continue reading|(?:article|story) continues)|^advertisement\b|^(?:https?://|www\.)\S+$",
    ),
    (
        "teaser",
        40,
        (
            r"^(?:read|read more|read also|read next|also read|also on|see also|"
            r"related|more|watch|listen)(?: \w+)? ?[:|»>]"
        ),
    ),
    (
        "teaser",
        40,
        (
            r"^(?:listen|in pictures|in photos|recommended|editors?'?s'? picks?|up next|"
            r"further reading)(?: \w+)? ?[:|»>]"
        ),
    ),
    (
        "teaser",
        40,
        r"^(?:related|recommended|popular|trending)(?: \w+)?$|^most (?:read|popular|viewed|shared)\b[^.]*$",
    ),
    (
        "teaser",
        40,
        r"^more (?:from|on|in|about|like this)\b[^.]*$|^you (?:may|might) also (?:like|be interested)[^.]*$",
    ),
    ("byline", 40, r"^\(?(?:additional |with )?(?:reporting|writing|editing) by\b"),
    (
        "byline",
        40,
        (
            rf"\b(?:contributed to|helped report) this {_STORY}\b"
            r"|^\(?with (?:reports?|files|agencies|inputs?) from\b"
        ),
    ),
    ("byline", 8, r"^\(?(?:compiled|translated|edited|produced|written|text|words|photographs) by\b"),
    ("caption", 25, r"^(?:photo|picture|image)s? ?: ?\S"),
    (
        "caption",
        80,
        (
            r"^(?:file|file photo|file picture|file image|pictured|photo caption|"
            r"caption)(?: ?: ?| [—–-]{1,2} )\S"
        ),
    ),
    ("caption", 80, r"^(?:image|media|photo) caption\b|^file:\S+$|\bfile (?:photo|picture|image)[.)]?$"),
    ("caption", 80, r"^in this .{0,60}\b(?:photo|photograph|frame grab|video grab)\b"),
    ("caption", 80, r"^in this .{0,60}\b(?:picture|image) (?:taken|released|provided|made|from)\b"),
)
WORDINGS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (reason, longest, re.compile("|".join(pattern for _, _, pattern in rows)))
    for (reason, longest), rows in groupby(_ROWS, key=itemgetter(0, 1))
)
"""Reason, most words the block may have, and the pattern."""

SOURCE_HEADINGS = frozenset(
    ("sources", "source", "references", "external links", "footnotes", "works cited", "bibliography")
)

CREDIT = re.compile(
    r"\b(?:photo|photograph|picture|image|credit|video|illustration|graphic)s?"
    r"(?: (?:credit|by|courtesy|courtesy of|source|from))? ?[:©/]"
    r"|©|\b(?:credit|courtesy of|photo by|photograph by|picture by|image by|via getty)\b",
    re.IGNORECASE,
)
"""Words that introduce the owner of a picture."""

AGENCIES = re.compile(
    r"\b(?:AFP|AP|EPA|Reuters|REUTERS|Getty|GETTY|Xinhua|XINHUA|TASS|Bloomberg|BLOOMBERG|"
    r"Associated Press|ASSOCIATED PRESS|"
    r"Agence France-Presse|AGENCE FRANCE-PRESSE|dpa|DPA|ANSA|EFE|Kyodo|KYODO|Yonhap|YONHAP|PTI|UPI|"
    r"Shutterstock|Alamy|iStock|"
    r"Wikimedia|Flickr|Unsplash|Anadolu|ANADOLU|Handout|HANDOUT|Interfax|INTERFAX)\b"
)
"""News and picture agencies that sign texts and pictures."""

SIGN_OFF_WORDS = frozenset(
    "afp ap epa reuters xinhua tass bloomberg associated press agence france presse dpa ansa efe "
    "kyodo yonhap pti upi ani ians interfax and with agencies agency staff wires wire news service "
    "services".split()
)
DATE_LINE_WORDS = frozenset(
    "published updated posted last modified date dated on at of the st nd rd th am pm a p m gmt utc "
    "bst est edt cet cest pst pdt ist sgt hkt jst aest et hrs hours local time min read".split()
)
CONNECTORS = frozenset(
    "a an and as at but by en for from in into of on or the to via vs with de la van von der al el".split()
)
"""Words that stay small in a title."""
RELATIVE_PRONOUNS = frozenset("who whose which that where whom".split())
NO_CAPTION_WORDS = frozenset(
    "but or so then yet not no nor never also still if when why how what here there i we you they he "
    "she it let's please".split()
)
"""Words of running text that a caption does not hold."""
PLURAL_ENDINGS = (
    "ers",
    "ors",
    "ists",
    "ians",
    "ions",
    "ments",
    "ties",
    "ings",
    "ants",
    "ents",
    "ees",
    "ss",
    "us",
)
"""Endings in -s of nouns, which hardly any verb has."""
