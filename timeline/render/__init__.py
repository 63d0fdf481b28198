"""Show a timeline: as one HTML page, as Markdown with footnotes, or as the JSON that it is kept in.

A format is its endings here, and a file in templates/. Templates only place what `pages` has prepared.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from timeline.errors import RenderError, UsageError
from timeline.models import TIMELINE_FORMAT, Timeline
from timeline.render.escaping import anchor, md, safe_url, visible
from timeline.render.pages import counted, page_of
from timeline.resources import read_resource

if TYPE_CHECKING:
    from jinja2 import Environment

Format = Literal["html", "markdown", "json"]

_ENDINGS: dict[Format, tuple[str, ...]] = {"html": (".html", ".htm"), "markdown": (".md", ".markdown"), "json": (".json",)}


def format_of(output: Path) -> Format:
    """Return the format that *output* names by its ending. Raises UsageError for an ending that is not known."""
    for known, endings in _ENDINGS.items():
        if output.suffix.lower() in endings:
            return known
    endings_known = ", ".join(ending for endings in _ENDINGS.values() for ending in endings)
    raise UsageError(
        f"{output.name!r} does not say which format to write: end it with one of {endings_known},\n"
        f"or name the format: {', '.join(get_args(Format))}."
    )


def render(timeline: Timeline, format: Format) -> str:  # noqa: A002 - it is the word for it on the command line too
    """Return *timeline* as the whole text of a file in *format*, the same for the same timeline.

    Raises RenderError when the timeline does not hold what it cites.
    """
    if format == "json":
        return _to_json(timeline)
    template = _environment().get_template(f"timeline{_ENDINGS[format][0]}.j2")
    return template.render(page=page_of(timeline))


def _to_json(timeline: Timeline) -> str:
    try:
        return TIMELINE_FORMAT.dump_json(timeline, indent=2).decode() + "\n"
    except ValueError as error:
        raise RenderError(f"The timeline {timeline.title!r} cannot be written as JSON: {error}.") from error


@cache
def _environment() -> "Environment":
    """Return the template engine: sandboxed, strict about names, escaping all that goes into HTML."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    def finalized(value: object) -> object:
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: read_resource("templates", name)),
        # Jinja's own list of endings knows ".html" but not ".html.j2", and would escape nothing.
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        finalize=finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(md=md, url=safe_url, anchor=anchor)
    css = Markup(read_resource("templates", "timeline.css"))  # noqa: S704 - our own file, and no stranger's text
    environment.globals.update(counted=counted, css=css)
    return environment
