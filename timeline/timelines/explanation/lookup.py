"""Which event a person means: by an id, by the beginning of one, or by words of its headline."""

import re
from collections.abc import Callable, Iterable, Sequence

from timeline.errors import UsageError
from timeline.models import Event, Rejection, Timeline, mention_id
from timeline.rendering.explanation_words import reason_words
from timeline.rendering.labels import labels
from timeline.timelines.event_words import EventWords

_ID = re.compile(r"(?:(?:evt|cit)-)?([0-9a-f]{4,12})")
_LISTED = 10
"""How many events are listed of those that a person can mean."""


def find_event(timeline: Timeline, words: str) -> Event:
    """Return the event that *words* mean: its id or that of a citation, or words of its headline or a quote.

    Raises UsageError when there is none, or when there are several, which it lists.
    """
    events = (*timeline.events, *timeline.undated)
    named = _ID.fullmatch(words.strip())
    found = _by_id(events, timeline, named[1]) if named else []
    if named and not found:
        _refuse_left_out(timeline, words, named[1])
    read = EventWords(timeline.articles)
    found = found or _by_words(events, words, read)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"“{words}” can be {len(found)} events. Name one by its id:\n{_listed(found)}")
    near = _nearest(events, words, read)
    advice = (
        f"Is one of these meant?\n{_listed(near)}"
        if near
        else "Give an id that stands in the timeline, or its words."
    )
    raise UsageError(f"No event is “{words}”. {advice}")


def _listed(events: Sequence[Event]) -> str:
    lines = [f"  {event.id}  {event.date or 'undated'}  {event.headline}" for event in events[:_LISTED]]
    return "\n".join([*lines, *([f"  and {len(events) - _LISTED} more"] if len(events) > _LISTED else [])])


def _nearest(events: Sequence[Event], words: str, read: EventWords) -> list[Event]:
    """Return the events that share most of *words*, if any share one."""
    shared = {event.id: len(read.stems(words, event) & read.stems(_all_of(event), event)) for event in events}
    most = max(shared.values(), default=0)
    return [event for event in events if most and shared[event.id] == most]


def _by_id(events: Iterable[Event], timeline: Timeline, digits: str) -> list[Event]:
    hashes = {article.id: article.sha256 for article in timeline.articles}
    beginnings = (f"evt-{digits}", f"cit-{digits}")

    def ids(event: Event) -> Iterable[str]:
        return event.id, *(
            mention_id(it, hashes[it.article]) for it in event.citations if it.article in hashes
        )

    return [event for event in events if any(name.startswith(beginnings) for name in ids(event))]


def _by_words(events: Sequence[Event], words: str, read: EventWords) -> list[Event]:
    """Return the events with this headline, else those with all its words in theirs, else in a quote too."""
    same = [event for event in events if event.headline.casefold() == words.strip().casefold()]
    if same or read.mean_nothing(words):
        return same

    def with_all_words(text_of: Callable[[Event], str]) -> list[Event]:
        return [event for event in events if read.stems(words, event) <= read.stems(text_of(event), event)]

    return with_all_words(lambda event: event.headline) or with_all_words(_all_of)


def _all_of(event: Event) -> str:
    return " ".join(
        (event.headline, *(f"{citation.headline} {citation.quote}" for citation in event.citations))
    )


def _refuse_left_out(timeline: Timeline, words: str, digits: str) -> None:
    """Raise UsageError when the id is that of something left out, with the reason."""
    hashes = {article.id: article.sha256 for article in timeline.articles}

    def is_meant(rejection: Rejection) -> bool:
        known = hashes.get(rejection.article)
        return known is not None and mention_id(rejection, known).startswith(f"cit-{digits}")

    rejection = next(filter(is_meant, timeline.rejected), None)
    if rejection:
        why = reason_words(rejection, labels())
        raise UsageError(f"{words} is no event: it was left out ({why}).\nIt says: “{rejection.quote}”")
