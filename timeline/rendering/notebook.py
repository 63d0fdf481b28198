"""A timeline as a notebook shows it: a fragment with its style, of a size that a notebook can hold."""

import hashlib
from dataclasses import replace

from timeline.models import Event, Timeline, event_order
from timeline.rendering.html_page import HtmlOptions, stylesheet, to_fragment

MOST_EVENTS = 100
"""Some 2.5 kB each: a notebook holds each output in its file and in its page."""
MOST_REJECTED = 100


def to_notebook(timeline: Timeline) -> str:
    """Return *timeline* as HTML for the output of a notebook's cell.

    Of a long one, it holds the most important events, the articles that they cite, and a line that says so.
    Raises RenderError when the timeline does not hold what it cites.
    """
    shown = _shortened(timeline)
    digest = hashlib.sha256(repr((shown.title, [event.id for event in shown.events])).encode()).hexdigest()
    # Anchors begin with it, so that several timelines fit into one notebook.
    options = HtmlOptions(level=2, prefix=f"timeline-{digest[:8]}-")
    fragment = to_fragment(shown, options, None)
    return f"<style>\n{stylesheet()}</style>\n{_notice(shown, timeline)}{fragment}"


def _shortened(timeline: Timeline) -> Timeline:
    every = (*timeline.events, *timeline.undated)
    if len(every) <= MOST_EVENTS and len(timeline.rejected) <= MOST_REJECTED:
        return timeline
    events = sorted(every, key=_importance)[:MOST_EVENTS]
    rejected = timeline.rejected[:MOST_REJECTED]
    cited = {citation.article for event in events for citation in event.citations}
    cited.update(rejection.article for rejection in rejected)
    cited.update(article.origin for article in timeline.articles if article.id in cited and article.origin)
    cited.update(article.copy_of for article in timeline.articles if article.id in cited and article.copy_of)
    ids = {event.id for event in events}
    return replace(
        timeline,
        articles=tuple(article for article in timeline.articles if article.id in cited),
        events=tuple(event for event in timeline.events if event.id in ids),
        undated=tuple(event for event in timeline.undated if event.id in ids),
        rejected=rejected,
    )


def _importance(event: Event) -> tuple[object, ...]:
    return (-event.importance, event_order(event))


def _notice(shown: Timeline, timeline: Timeline) -> str:
    """Return a line that says what is not shown, if anything."""
    parts = {
        "events": (
            len(shown.events) + len(shown.undated),
            len(timeline.events) + len(timeline.undated),
        ),
        "articles": (len(shown.articles), len(timeline.articles)),
        "passages that were left out": (len(shown.rejected), len(timeline.rejected)),
    }
    cut = [f"{some:,} of {every:,} {what}" for what, (some, every) in parts.items() if some < every]
    if not cut:
        return ""
    advice = '<code>timeline.render(…, "html")</code> writes all of it'
    return f"<p><strong>Shown here: {', '.join(cut)}</strong>, the most important events; {advice}.</p>\n"
