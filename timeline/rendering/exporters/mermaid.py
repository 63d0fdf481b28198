"""Mermaid: a timeline diagram, an overview only. Mermaid's timelines have neither links nor quotes."""

import re

from timeline.models import Timeline
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.exporters.export_view import ShownEvent, plain, shown_timeline
from timeline.rendering.render_options import Options

# Mermaid reads its own signs, and HTML, in any text; an entity of its own is safe wherever it stands.
_SIGN = re.compile(r"[^\w .,'()!?/\u00a0-\U0010ffff-]|_")
# Words that begin a statement where an event is expected.
_STATEMENT = re.compile(
    r"^(title|section|timeline|acctitle|accdescr|direction|click|style|class)", re.IGNORECASE
)
_LONGEST = 200
_COMMENT = (
    "%% An overview: a Mermaid timeline can hold no links. The quotes and sources are in the timeline's "
    "other formats."
)


def to_mermaid(timeline: Timeline, options: Options) -> str:
    """Return *timeline* as the source of a Mermaid diagram, with a comment on what it leaves out."""
    shown = shown_timeline(timeline, options.words)
    lines = [
        _COMMENT,
        "timeline",
        f"    title {_text(shown.page.title)}",
    ]
    dated = iter(shown.dated)
    for year in shown.page.years:
        lines.append(f"    section {_text(year.label)}")
        lines += [f"        {_event(next(dated))}" for _ in year.entries]
    if shown.undated:
        lines += [
            f"    section {_text(shown.page.words.undated)}",
            *(f"        {_event(each)}" for each in shown.undated),
        ]
    return "\n".join(lines) + "\n"


def _event(shown: ShownEvent) -> str:
    disagreements = [shown.words.disagree_on(about.subject) for about in shown.entry.disagreements]
    parts = [shown.entry.when or shown.words.undated, shown.entry.headline, *disagreements]
    return " : ".join(_text(part) for part in parts)


def _text(text: str) -> str:
    line = plain(text)
    if len(line) > _LONGEST:
        # A diagram has no room for more, and its layout takes long over it.
        line = f"{line[:_LONGEST]}…"
    line = _SIGN.sub(lambda sign: f"#{ord(sign[0])};", line)
    return _STATEMENT.sub(lambda word: f"#{ord(word[0][0])};{word[0][1:]}", line) or "#8211;"


MERMAID = Exporter(
    name="mermaid",
    endings=(".mmd", ".mermaid"),
    summary="a Mermaid timeline, as an overview",
    render=to_mermaid,
)
