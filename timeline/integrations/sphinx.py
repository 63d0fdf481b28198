"""A Sphinx extension: the directive `cited-timeline` embeds a timeline, in reStructuredText and in MyST.

    .. cited-timeline:: data/timeline.json
       :title: The bridge
       :from: 2022
       :prefix: bridge-

Files are relative to the page, or to the source folder with a leading slash; several are shown as one
timeline. An event is referred to by its prefix and id: ``:ref:`timeline-evt-1d8b360940ce```.
"""

import shlex
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from timeline.errors import TimelineError
from timeline.integrations.docutils_nodes import NodeBuilder, timeline_date
from timeline.integrations.embedding import OPTIONS, read_request, show

NAME = "cited-timeline"
_COUNT = "cited_timeline_count"


class TimelineDataError(SphinxError):
    """A timeline of a page cannot be shown: the build stops, whether warnings are errors or not."""

    category = "Timeline error"


class CitedTimeline(SphinxDirective):
    """Embeds a timeline."""

    required_arguments = 1
    final_argument_whitespace = True
    # Sections are as deep as the page has them.
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        name: directives.unchanged for name in OPTIONS if name != "level"
    }

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the timeline.

        Raises TimelineDataError, which names page, line and file, when it cannot be shown.
        """
        document = self.state.document
        try:
            request = read_request({name: value or "" for name, value in self.options.items()})
            shown = show(self._files(), request, self._number())
        except (TimelineError, ValueError) as error:
            raise TimelineDataError(f"{self.get_location()}: {error}") from error
        sections = isinstance(self.state_machine.node, nodes.document | nodes.section)
        built = NodeBuilder(shown, document, sections=sections).build()
        for node in built:
            self.set_source_info(node)
        return built

    def _files(self) -> Sequence[Path]:
        """Return the files that the page names, each noted as something that the page depends on."""
        files = []
        for name in shlex.split(self.arguments[0]):
            relative, absolute = self.env.relfn2path(name)
            self.env.note_dependency(relative)
            files.append(Path(absolute))
        return files

    def _number(self) -> int:
        """Return which timeline of its page this is, from 1 on."""
        document = self.env.current_document
        number = int(document.get(_COUNT) or 0) + 1
        document[_COUNT] = number
        return number


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, and how dates are written."""
    plain = (_nothing, _nothing)
    app.add_node(
        timeline_date, html=(_visit_date, _depart_date), latex=plain, man=plain, texinfo=plain, text=plain
    )
    app.add_directive(NAME, CitedTimeline)
    return {"version": version("cited-timeline"), "parallel_read_safe": True, "parallel_write_safe": True}


def _visit_date(translator: Any, node: timeline_date) -> None:  # noqa: ANN401 - every writer of HTML
    translator.body.append(translator.starttag(node, "time", "", datetime=node["datetime"]))


def _depart_date(translator: Any, node: timeline_date) -> None:  # noqa: ANN401, ARG001 - every writer of HTML
    translator.body.append("</time>")


def _nothing(translator: Any, node: timeline_date) -> None:  # noqa: ANN401 - its text is written by itself
    """Write nothing of its own."""
