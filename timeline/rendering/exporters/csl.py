"""CSL-JSON: the articles as items for reference managers and citation processors."""

import json
from typing import Any

from timeline.dates import SPRING, DateInterval, EventDate, PartialDate, Precision, describe
from timeline.models import Article, Timeline
from timeline.rendering.escaping import anchor, safe_url
from timeline.rendering.explanation_words import publication_words
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.exporters.export_view import plain
from timeline.rendering.labels import Labels
from timeline.rendering.page_layout import words_for
from timeline.rendering.render_options import Options

_DATE_PARTS = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1, Precision.SEASON: 1}


def to_csl(timeline: Timeline, options: Options) -> str:
    """Return the articles of *timeline* as CSL-JSON; the note explains each publication date."""
    words = options.words or words_for(timeline.language)
    titles = {article.id: article.title for article in timeline.articles}
    return (
        json.dumps(
            [_item(article, titles, words) for article in timeline.articles], indent=2, ensure_ascii=False
        )
        + "\n"
    )


def _item(article: Article, titles: dict[str, str], words: Labels) -> dict[str, Any]:
    url = safe_url(article.url)
    notes = [f"{words.published}{words.colon} {publication_words(article.published_basis, words)}"]
    if article.copy_of in titles:
        notes.append(f"{words.copy_of} {titles[article.copy_of or '']}")
    item = {
        "id": anchor(article.id),
        # An article's kind is not known; who has a publisher was printed somewhere.
        "type": "article-newspaper" if article.publisher else "webpage" if url else "document",
        "title": plain(article.title) or plain(article.path),
        "container-title": plain(article.publisher or ""),
        "author": [{"literal": plain(article.author)}] if article.author else None,
        "issued": _date(article.published, words) if article.published else None,
        "URL": url,
        "note": plain("; ".join(notes)),
    }
    return {name: value for name, value in item.items() if value}


def _date(when: EventDate, words: Labels) -> dict[str, Any]:
    """Return *when* as CSL's date: parts where they can express it, else words."""
    ends = (when.start, when.end) if isinstance(when, DateInterval) else (when,)
    parts = [_parts(end) for end in ends if end and end.precision in _DATE_PARTS]
    if len(parts) < len(ends):
        return {"literal": describe(when, words.locale)}
    csl_date: dict[str, Any] = {"date-parts": parts}
    if isinstance(when, PartialDate) and when.precision is Precision.SEASON and when.month:
        csl_date["season"] = when.month - SPRING + 1
    if when.approximate or when.uncertain:
        csl_date["circa"] = True
    return csl_date


def _parts(part: PartialDate) -> list[int]:
    return list(part.first[: _DATE_PARTS[part.precision]])


CSL = Exporter(
    name="csl", endings=(".csl.json", ".csl"), summary="the articles, for reference managers", render=to_csl
)
