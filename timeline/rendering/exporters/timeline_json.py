"""timeline.json: the timeline itself."""

from timeline.models import Timeline
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.json_stream import json_pieces
from timeline.rendering.render_options import Options


def _text(timeline: Timeline, options: Options) -> str:  # noqa: ARG001 - whole, and in no locale
    return "".join(json_pieces(timeline))


JSON = Exporter(
    name="json",
    endings=(".json",),
    summary="the timeline itself; `timeline schema` prints its JSON Schema",
    render=_text,
)
