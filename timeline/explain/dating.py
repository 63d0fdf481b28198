"""Where the date of an event comes from: what each citation says, the words, the day they are counted from, the rule."""

from collections.abc import Iterator, Mapping, Sequence

from timeline.dates import EventDate, describe, overlap, within
from timeline.models import Article, Citation, Event
from timeline.reconcile import support_of

OTHERS = 3
"""How many dates are named that speak against the event's."""


def date_lines(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    """Yield why *event* has its date, and then what each of its citations says about it."""
    yield _why(event, articles)
    for place, citation in enumerate(event.citations, start=1):
        yield f"[{place}] {_reading(citation, event.date)}."


def published_line(article: Article) -> str:
    """Say when *article* appeared and how that is known."""
    if article.published is None:
        return "publication date not known"
    return f"published {describe(article.published)} ({article.published_basis})"


def _why(event: Event, articles: Mapping[str, Article]) -> str:
    edit = next((edit for edit in event.edits if edit.kind == "redate"), None)
    if edit:
        before = f", instead of {edit.before}" if edit.before else ""
        return f"{event.date} was set by an editor{before}: {edit.reason}. The citations say:"
    told = [(it.date, _origin(articles[it.article])) for it in event.citations if it.date is not None]
    if event.date is None or not told:
        return "Nothing here fixes a date:"
    sources = len({origin for _, origin in told})
    support = support_of(told)
    named = f"{event.date}: {support.get(event.date, 0)} of the {sources} independent sources that tell a date give it"
    rivals = [date for date in support if not overlap(date, event.date)]
    coarser = any(within(event.date, date) and date != event.date for date in support)
    return f"{named}{' or a coarser one around it' * coarser}{_against(event.date, support, rivals)}:"


def _against(date: EventDate, support: Mapping[EventDate, int], rivals: Sequence[EventDate]) -> str:
    """Say what supports the dates that exclude *date*, and which rule chose where they have as much."""
    if not rivals:
        return ""
    named = sorted(rivals, key=lambda rival: (-support[rival], str(rival)))[:OTHERS]
    listed = ", ".join(f"{support[rival]} give{'s' * (support[rival] == 1)} {rival}" for rival in named)
    equal = support[named[0]] == support.get(date, 0)
    return f"; {listed}{' (of equals the most exact is taken, and then the earliest)' if equal else ''}"


def _origin(article: Article) -> str:
    return article.origin or article.id


def _reading(citation: Citation, date: EventDate | None) -> str:
    """Say how a citation came by its date, from the words in it."""
    words = f"“{citation.expression}”" if citation.expression else "no words for a time"
    if citation.date is None:
        basis = citation.date_basis or ("no date could be worked out" if citation.expression else "")
        line = f"{words}{f': {basis}' if basis else ''}"
    else:
        line = f"{words} is {citation.date} ({citation.date_basis or 'basis not kept'})"
        line += _stand(citation.date, date)
    return line if citation.model_date is None else f"{line}; the model said {citation.model_date}"


def _stand(told: EventDate, date: EventDate | None) -> str:
    """Say how a told date stands to the event's."""
    if date is None or told == date:
        return ""
    if within(date, told):
        return ", which is less exact and agrees"
    return ", which may be the same" if overlap(told, date) else f", NOT {describe(date)}"
