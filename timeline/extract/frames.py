"""Which time expressions date not what happened but that it was told: "the Kremlin said on Tuesday that …"."""

import re

_REPORTING = (
    "said|says|say|told|tells|announced|announces|reported|reports|confirmed|stated|declared|wrote|tweeted|posted|added|"
    "acknowledged|disclosed|revealed|claimed|insisted|argued|warned"
)
# The verb stands at most three words from the expression, and no comma, quote mark or "that" between them.
_BEFORE = re.compile(rf"\b(?:{_REPORTING})\b(?:\s+[\w’'-]+){{0,3}}\s*$")
_AFTER = re.compile(rf"^(?:\s+[\w’'-]+){{0,3}}\s+(?:{_REPORTING})\b")
_REACH = 80  # code points on either side that are looked at


def is_reporting(sentence: str, start: int, end: int) -> bool:
    """Tell whether the time expression `sentence[start:end]` dates a report of something.

    >>> def check(s, e): return is_reporting(s, s.index(e), s.index(e) + len(e))
    >>> check("The Kremlin announced on Wednesday that he had come the previous day.", "Wednesday")
    True
    >>> check("The Kremlin announced on Wednesday that he had come the previous day.", "the previous day")
    False
    """
    before = sentence[max(0, start - _REACH) : start]
    match = _BEFORE.search(before)
    if match and "that" not in match.group().split():
        return True
    after = _AFTER.search(sentence[end : end + _REACH])
    return bool(after) and "that" not in (after.group().split() if after else ())


def reports(headline: str) -> bool:
    """Tell whether *headline* says that something was said."""
    return re.search(rf"\b(?:{_REPORTING})\b", headline) is not None
