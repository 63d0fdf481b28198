"""The importance of an event: what sources make of it, and never what it is about."""

from collections.abc import Mapping, Sequence

from timeline.dates import PartialDate
from timeline.models import Article, Citation
from timeline.reconcile.parameters import (
    BURST_DAYS,
    BURST_SHARE,
    CITATIONS_SHARE,
    LEAD_LENGTH,
    LEAD_SHARE,
    SOURCES_SHARE,
)


def importance(
    citations: Sequence[Citation], articles: Mapping[str, Article], origin: Mapping[str, str]
) -> float:
    """Return the importance of an event from 0 to 1, which no further citation ever lowers.

    It is the sum of four shares: the number of independent sources and of citations, how early in an article
    one of them stands, and the number of independent sources that appeared in one burst. One source or
    citation adds nothing, two half of the share, three two thirds, and so on towards all of it; an article's
    very beginning adds all of its share, and a place `LEAD_LENGTH` code points below it half. *origin* is
    what each article counts as.
    """
    shares = (
        SOURCES_SHARE * _growth(len({origin[citation.article] for citation in citations})),
        CITATIONS_SHARE * _growth(len(citations)),
        LEAD_SHARE * LEAD_LENGTH / (LEAD_LENGTH + min(citation.start for citation in citations)),
        BURST_SHARE * _growth(_burst(citations, articles, origin)),
    )
    return round(sum(shares), 2)


def _growth(count: int) -> float:
    return 1 - 1 / max(1, count)


def _burst(citations: Sequence[Citation], articles: Mapping[str, Article], origin: Mapping[str, str]) -> int:
    """Return the most independent sources that appeared within `BURST_DAYS` days in a row."""
    days: dict[int, set[str]] = {}
    for citation in citations:
        published = articles[citation.article].published
        day = published.to_day() if isinstance(published, PartialDate) else None
        if day is not None:
            days.setdefault(day.toordinal(), set()).add(origin[citation.article])
    if len(days) < 2:
        return max(map(len, days.values()), default=0)
    windows = ([days.get(first + day, set()) for day in range(BURST_DAYS)] for first in days)
    return max((len(set().union(*window)) for window in windows), default=0)
