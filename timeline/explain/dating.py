"""Where the date of an event comes from: what each citation says, the words, the day they are counted from, the rule."""

from collections.abc import Iterator, Mapping

from timeline.dates import EventDate, describe, overlap, within
from timeline.models import Article, Citation, Event


def date_lines(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    """Yield why *event* has its date, and then what each of its citations says about it."""
    yield _why(event, articles)
    for place, citation in enumerate(event.citations, start=1):
        yield f"[{place}] {_reading(citation, event.date, articles[citation.article])}"


def _why(event: Event, articles: Mapping[str, Article]) -> str:
    edit = next((edit for edit in event.edits if edit.kind == "redate"), None)
    if edit:
        before = f", instead of {edit.before}" if edit.before else ""
        return f"{event.date} was set by an editor{before}: {edit.reason}. The citations say:"
    if event.date is None:
        return "Nothing here fixes a date:"
    dates = [(citation.date, _origin(citation, articles)) for citation in event.citations if citation.date is not None]
    support = {origin for date, origin in dates if within(event.date, date)}
    return (
        f"{event.date}: of the dates told here it has most support, from {len(support)} of the "
        f"{len({origin for _, origin in dates})} independent sources that tell one, and of such dates it is the most exact:"
    )


def _origin(citation: Citation, articles: Mapping[str, Article]) -> str:
    article = articles[citation.article]
    return article.origin or article.id


def _reading(citation: Citation, date: EventDate | None, article: Article) -> str:
    """Say how a citation came by its date, from the words in it to the day on which its article appeared."""
    words = f"“{citation.expression}”" if citation.expression else "no words for a time"
    if citation.date is None:
        basis = citation.date_basis or ("no date could be worked out" if citation.expression else "")
        line = f"{words}{f': {basis}' if basis else ''}"
    else:
        line = f"{words} is {citation.date} ({citation.date_basis or 'basis not kept'})"
        line += _stand(citation.date, date)
    if citation.model_date is not None:
        line += f"; the model said {citation.model_date}"
    published = f"published {article.published}" if article.published else "publication date not known"
    return f"{line}. {article.publisher or article.title}, {published} ({article.published_basis})."


def _stand(told: EventDate, date: EventDate | None) -> str:
    """Say how a told date stands to the event's."""
    if date is None or told == date:
        return ""
    if within(date, told):
        return ", which is less exact and agrees"
    return ", which may be the same" if overlap(told, date) else f", NOT {describe(date)}"
