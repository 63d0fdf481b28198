"""How much weight an event has: what sources make of it, and never what it is about."""

from collections.abc import Mapping, Sequence

from timeline.dates import PartialDate
from timeline.models import Article, Citation

SOURCES_SHARE, CITATIONS_SHARE, LEAD_SHARE, BURST_SHARE = 0.5, 0.2, 0.15, 0.15
"""What importance is mixed of."""
LEAD = 1000
"""After how many code points of an article its early telling counts half."""
BURST_DAYS = 3
"""Within how many days in a row sources that appear do so in one burst."""


def importance(
    citations: Sequence[Citation], articles: Mapping[str, Article], origin: Mapping[str, str]
) -> float:
    """Return the weight of an event from 0 to 1, which no further citation ever lowers.

    It is mixed of four shares: how many independent sources tell it, how many citations; how early in an
    article it is told; and how many independent sources appeared in one burst. One source, citation or
    appearance counts nothing yet, two count half, three two thirds, and so on towards all; so does what is
    told at an article's very beginning, and half of that after `LEAD` code points. *origin* is what each
    article counts as.
    """
    shares = (
        SOURCES_SHARE * _growth(len({origin[citation.article] for citation in citations})),
        CITATIONS_SHARE * _growth(len(citations)),
        LEAD_SHARE * LEAD / (LEAD + min(citation.start for citation in citations)),
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
