"""English boilerplate: what publishers print around an article.

`[^.]*$` is how a pattern asks for a line that is not a finished sentence.
"""

import re

from timeline.text.language_parts import BoilerplateWords, notice

_STORY = r"(?:article|story|post|page|piece|report|interview|column|essay|review)"
_OFFER = (
    r"(?:newsletters?|apps?|inbox|alerts?|channel|account|subscriptions?|subscribers?|membership|updates"
    r"|e-?mails?|facebook|twitter|telegram|whatsapp|instagram|youtube|linkedin|podcasts?|rss|breaking news"
    r"|latest news|notifications?|free articles|unlimited access|trial)"
)
_PRINT, _PUBLICATION, _CORRECTION, _COPYRIGHT = (
    "print-edition line",
    "publication line",
    "correction note",
    "copyright line",
)
_SUBSCRIPTION, _COMMENTS = "subscription notice", "comments notice"

_NOTICES = (
    notice(
        _PRINT,
        60,
        rf"\b(?:a|this) version of this {_STORY}\b",
        rf"\bthis {_STORY} (?:first |originally )?(?:appear|ran )",
    ),
    notice(
        _PRINT,
        30,
        r"\b(?:in|from) (?:the|today's) print edition\b|^in print\b|^print edition\b",
    ),
    notice(
        _PUBLICATION,
        25,
        rf"^this {_STORY} (?:was|has been|is)\b",
        r"^(?:first|originally) (?:published|posted|appeared)(?: (?:in|on|at|by))?[^,]*$",
        r"^(?:published|updated|posted|last (?:updated|modified)|page last updated)\b[^.]*\d[^.]*$",
    ),
    notice(
        _CORRECTION,
        80,
        r"^(?:correction|clarification|editor'?s'? note)s?(?: ?[:(]| [—–-] )",
    ),
    notice(
        _COPYRIGHT,
        60,
        r"^(?:©|\(c\) ?\d|copyright ?(?:©|\(c\)|\d{4}))|\ball rights reserved\b",
        r"\bmay not be (?:published|reproduced|republished)\b",
    ),
    notice(
        _SUBSCRIPTION,
        40,
        r"^already (?:an? (?:subscriber|member)|have an account|signed up|registered|subscribed)\b",
        r"^(?:subscribe\b|subscribers?[ -]only|sign (?:up|in)\b|log ?in\b|register (?:now|here|for|to)\b)",
        r"^(?:not (?:yet )?a (?:subscriber|member)|become a (?:member|subscriber|supporter|patron)\b)",
        r"^(?:enter your e-?mail|you have (?:reached|read|used|\d)[^.]*articles?\b)",
        r"^(?:thank you for (?:reading|subscribing)|support (?:us|our|independent|quality)\b)",
        r"^to (?:read|continue)[^.]*(?:subscribe|register|sign (?:in|up)|log ?in)",
        rf"^(?:join|follow|get|download|receive|try|start|want|enjoy|don't miss)\b[^.]*\b{_OFFER}\b",
        r"^(?:from |only |just )?(?:us)?[$€£] ?\d[\d.,]* (?:for (?:the |your )?first|per|an?|each|/) [^.]*$",
    ),
    notice(
        _COMMENTS,
        15,
        r"^comments? (?:are|section|policy|guidelines)\b|^\d* ?comments?$",
        r"^(?:no|view|show|post|read|leave|add) (?:an? |all |your |the )?(?:comments\b|comment$|reply$)",
        r"^join the (?:conversation|discussion|debate)\b|\bshare it!|^have an opinion on this\b",
    ),
    notice(
        "navigation",
        8,
        r"^(?:skip|jump|go|back|return) to (?:the )?(?:main |site |page )?"
        r"(?:content|menu|navigation|search|top)\b",
        r"^skip to\b|^send (?:in|by|via|as) e-?mail|^share (?:this|on|via|with)\b[^.]*$",
        r"^(?:home|menu|search|news|print|share|e-?mail|tweet|save|copy link|next|previous|close|open)$",
        r"^(?:show more|load more|more|sponsored|listen|live|stay connected|read more|view all|see all)$",
        r"^(?:continue reading|(?:article|story) continues)|^advertisement\b|^(?:https?://|www\.)\S+$",
    ),
    notice(
        "teaser",
        40,
        r"^(?:read|read more|read also|read next|also read|also on|see also|related|more|watch|listen)"
        r"(?: \w+)? ?[:|»>]",
        r"^(?:listen|in pictures|in photos|recommended|editors?'?s'? picks?|up next|further reading)"
        r"(?: \w+)? ?[:|»>]",
        r"^(?:related|recommended|popular|trending)(?: \w+)?$|^most (?:read|popular|viewed|shared)\b[^.]*$",
        r"^more (?:from|on|in|about|like this)\b[^.]*$|^you (?:may|might) also (?:like|be interested)[^.]*$",
    ),
    notice(
        "byline",
        40,
        r"^\(?(?:additional |with )?(?:reporting|writing|editing) by\b",
        rf"\b(?:contributed to|helped report) this {_STORY}\b"
        r"|^\(?with (?:reports?|files|agencies|inputs?) from\b",
    ),
    notice(
        "byline",
        8,
        r"^\(?(?:compiled|translated|edited|produced|written|text|words|photographs) by\b",
    ),
    notice(
        "caption",
        25,
        r"^(?:photo|picture|image)s? ?: ?\S",
    ),
    notice(
        "caption",
        80,
        r"^(?:file|file photo|file picture|file image|pictured|photo caption|caption)"
        r"(?: ?: ?| [—–-]{1,2} )\S",
        r"^(?:image|media|photo) caption\b|^file:\S+$|\bfile (?:photo|picture|image)[.)]?$",
        r"^in this .{0,60}\b(?:photo|photograph|frame grab|video grab)\b",
        r"^in this .{0,60}\b(?:picture|image) (?:taken|released|provided|made|from)\b",
    ),
)

BOILERPLATE = BoilerplateWords(
    notices=_NOTICES,
    date_line=frozenset(
        "published updated posted last modified date dated on at of the st nd rd th am pm a p m gmt utc "
        "bst est edt cet cest pst pdt ist sgt hkt jst aest et hrs hours local time min read".split()
    ),
    byline_openings=frozenset(("by",)),
    agency_nouns=frozenset(("agencies",)),
    sign_off=frozenset("and with agencies agency staff wires wire news service services".split()),
    connectors=frozenset(
        "a an and as at but by en for from in into of on or the to via vs with de la van von der "
        "al el".split()
    ),
    running_text=frozenset(
        "but or so then yet not no nor never also still if when why how what here there i we you they he "
        "she it let's please".split()
    ),
    source_headings=frozenset(
        ("sources", "source", "references", "external links", "footnotes", "works cited", "bibliography")
    ),
    credit=re.compile(
        r"\b(?:photo|photograph|picture|image|credit|video|illustration|graphic)s?"
        r"(?: (?:credit|by|courtesy|courtesy of|source|from))? ?[:©/]"
        r"|©|\b(?:credit|courtesy of|photo by|photograph by|picture by|image by|via getty)\b",
        re.IGNORECASE,
    ),
    picture=re.compile(r"photo|image", re.IGNORECASE),
)
