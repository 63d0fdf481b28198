"""Where the date of an event comes from: the words of each citation, the anchor, the rule."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from timeline.dates import EventDate, describe, overlap, within
from timeline.models import Article, Citation, Event
from timeline.reconcile import support_of
from timeline.rendering.explanation_words import basis_words, publication_words
from timeline.rendering.labels import labels
from timeline.timex.basis import InferredPublicationBasis

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
    return f"published {describe(article.published)} ({publication_words(article.published_basis, labels())})"


def _why(event: Event, articles: Mapping[str, Article]) -> str:
    edit = next((edit for edit in event.edits if edit.kind == "redate"), None)
    if edit:
        before = f", instead of {edit.before}" if edit.before else ""
        return f"{event.date} was set by an editor{before}: {edit.reason}. The citations say:"
    stated = [(it.date, _origin(articles[it.article])) for it in event.citations if it.date is not None]
    if event.date is None or not stated:
        return "Nothing here fixes a date:"
    sources = {origin for _, origin in stated}
    support = support_of(stated)
    supporting = f"{support.get(event.date, 0)} of the {len(sources)} independent sources"
    line = f"{event.date}: {supporting} that state a date support it"
    return f"{line}{_by_inference(event, articles, sources)}{_against(event.date, support)}:"


def _by_inference(event: Event, articles: Mapping[str, Article], sources: AbstractSet[str]) -> str:
    """Say how many of *sources* state a date only by a publication date inferred from other articles."""
    stated = {
        _origin(articles[it.article])
        for it in event.citations
        if it.date is not None and not isinstance(it.date_basis, InferredPublicationBasis)
    }
    count = len(sources - stated)
    return (
        f", {count} of them only by a publication date that was inferred from other articles" if count else ""
    )


def _against(date: EventDate, support: Mapping[EventDate, int]) -> str:
    """Say what supports the dates that exclude *date*, and which rule chose where they have as much."""
    rivals = sorted(
        (other for other in support if not overlap(other, date)),
        key=lambda other: (-support[other], str(other)),
    )
    if not rivals:
        return ""
    listed = ", ".join(
        f"{support[rival]} support{'s' * (support[rival] == 1)} {rival}" for rival in rivals[:OTHERS]
    )
    coarser = any(within(rival, other) and within(date, other) for rival in rivals for other in support)
    both = "; a less exact source supports both" if coarser else ""
    equal = (
        "; of equals the most exact is taken, and then the earliest"
        if support[rivals[0]] == support.get(date, 0)
        else ""
    )
    return f"; {listed}{both}{equal}"


def _origin(article: Article) -> str:
    return article.origin or article.id


def _reading(citation: Citation, date: EventDate | None) -> str:
    """Say how a citation came by its date, from the words in it."""
    words = f"“{citation.expression.text}”" if citation.expression else "no words that give a time"
    basis = basis_words(citation.date_basis, labels()) if citation.date_basis else ""
    if citation.date is None:
        basis = basis or ("no date could be worked out" if citation.expression else "")
        line = f"{words}{f': {basis}' if basis else ''}"
    else:
        line = f"{words} is {citation.date} ({basis or labels().basis['not_kept']})"
        line += _stand(citation.date, date)
    return line if citation.model_date is None else f"{line}; the model said {citation.model_date}"


def _stand(stated: EventDate, date: EventDate | None) -> str:
    """Say how the date of a citation stands to the event's."""
    if date is None or stated == date:
        return ""
    if within(date, stated):
        return ", which is less exact and agrees"
    return ", which may be the same" if overlap(stated, date) else f", NOT {describe(date)}"
