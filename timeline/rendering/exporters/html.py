"""HTML: a page of its own, or an element of another page, with its style sheet and its script."""

from timeline.models import Timeline
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.html_page import script, site_stylesheet, to_fragment, to_html
from timeline.rendering.render_options import Options


def _page(timeline: Timeline, options: Options) -> str:
    return to_html(timeline, options.html, options.templates)


def _fragment(timeline: Timeline, options: Options) -> str:
    return to_fragment(timeline, options.fragment, options.templates)


# The style sheet and the script of a fragment are the same for every timeline.
def _stylesheet(timeline: Timeline, options: Options) -> str:  # noqa: ARG001
    return site_stylesheet()


def _script(timeline: Timeline, options: Options) -> str:  # noqa: ARG001
    return script()


HTML = Exporter(name="html", endings=(".html", ".htm"), summary="a standalone page", render=_page)
FRAGMENT = Exporter(
    name="fragment",
    endings=(".fragment.html",),
    summary="one element to embed in a page, with css and, for search, js",
    render=_fragment,
)
CSS = Exporter(
    name="css",
    endings=(".css",),
    summary="the style sheet of a fragment",
    render=_stylesheet,
)
JS = Exporter(name="js", endings=(".js",), summary="the script of a fragment, for search", render=_script)
