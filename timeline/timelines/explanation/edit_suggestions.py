"""What to write into an edits file to change an event, ready to be pasted."""

import json
from collections.abc import Iterator, Mapping, Sequence

from timeline.models import Article, Event, mention_id
from timeline.phrasing import shorten

SHORT = 60
"""How much of a headline is shown beside ids, in characters."""
NAMES = 3
"""By how many ids an entry names an event, so that it outlives one of them."""
REASON = 'reason = ""'


def entry_lines(event: Event, articles: Mapping[str, Article], nearest: Event | None) -> Iterator[str]:
    """Yield lines of TOML that change *event* in each possible way, and that merge it with *nearest*."""
    ids = [mention_id(citation, articles[citation.article].sha256) for citation in event.citations]
    by_article = {citation.article: name for citation, name in zip(event.citations, ids, strict=True)}
    names = list(dict.fromkeys(by_article.values()))[:NAMES]
    headline = " ".join(event.headline.split())
    yield "# Keep what you want of this, give each a reason, and build again."
    yield f"# {shorten(headline, SHORT)}"
    own = f"event = {_list(names)}"
    yield from ("", "[[retitle]]", own, f"headline = {json.dumps(headline, ensure_ascii=False)}", REASON)
    yield from ("", "[[redate]]", own, f'date = "{event.date or ""}"', REASON)
    yield from ("", "[[hide]]  # or [[pin]], to show it in every selection", own, REASON)
    if len(ids) > 1:
        yield from (
            "",
            "[[split]]  # makes an event of its own of these, which can be hidden",
            f"citations = {_list(ids[-1:])}",
        )
        yield REASON
    if nearest is not None:
        yield from (
            "",
            f"[[merge]]  # with {shorten(' '.join(nearest.headline.split()), SHORT)}",
        )
        yield from (f'events = [{_list(names)}, "{nearest.id}"]', REASON)


def _list(names: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"
