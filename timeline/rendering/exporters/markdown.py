"""Markdown, in the flavours of `timeline.rendering.markdown_document`."""

from timeline.models import Timeline
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.markdown_document import to_markdown
from timeline.rendering.render_options import Options


def _document(timeline: Timeline, options: Options) -> str:
    return to_markdown(timeline, options.markdown, options.templates)


MARKDOWN = Exporter(
    name="markdown",
    endings=(".md", ".markdown", ".mdx"),
    summary="Markdown, in one of six flavours",
    render=_document,
)
