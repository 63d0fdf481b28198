"""Ids of content, and the one order of events: neither depends on a path, a moment, or the order of input."""

import hashlib
from collections.abc import Iterable
from typing import Any

from timeline.dates import order_key
from timeline.models.events import Event
from timeline.models.mentions import Citation, Rejection


def content_id(prefix: str, parts: Iterable[str]) -> str:
    """Return an id that depends on nothing but *parts*: their order too, but neither a path nor a moment."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:12]}"


def mention_key(citation: Citation | Rejection, sha256: str) -> tuple[str, ...]:
    """Return what identifies a mention in all builds: its article's text (*sha256*), span, time expression.

    Where the same words stand in the quote before them, it is also how often: "on Tuesday … on Tuesday" are
    two. Its headline and date are not part of it: another prompt rewords the one, a publication date that
    becomes known moves the other.
    """
    key = (sha256, f"{citation.start:09}", f"{citation.end:09}")
    expression = citation.expression
    if expression is None:
        return (*key, "")
    before = citation.quote[: (expression.start or 0) - citation.start] if expression.start else ""
    earlier = before.count(expression.text)
    return (*key, expression.text, str(earlier)) if earlier else (*key, expression.text)


def mention_id(citation: Citation | Rejection, sha256: str) -> str:
    """Return the id by which an edit names a citation of the article whose text hashes to *sha256*."""
    return content_id("cit", mention_key(citation, sha256))


def event_order(event: Event) -> tuple[Any, ...]:
    """Return the one key by which events are ordered: by date (undated last), then by importance, then by id.

    >>> from timeline.dates import parse_edtf
    >>> def on(date, importance):
    ...     return Event(id=date, date=parse_edtf(date), headline="", kind="event", citations=(), sources=1,
    ...                  independent_sources=1, importance=importance)
    >>> [e.id for e in sorted([on("2015-10", 1), on("2015-10-20", .1), on("2011", .5)], key=event_order)]
    ['2011', '2015-10', '2015-10-20']
    """
    when = (1,) if event.date is None else (0, *order_key(event.date))
    return (when, -event.importance, event.id)
