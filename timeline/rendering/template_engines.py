"""The template engines. A user's templates run in a sandbox; all escape their values, refuse unknown names.

Every value that is placed is escaped, unless an escape has made it `Html` or `Markdown` already: forgetting a
filter in a template cannot open a hole.
"""

import json
import textwrap
import traceback
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.choices import Flavour
from timeline.errors import RenderError, UsageError
from timeline.rendering.escaping import Html, anchor, escaped_html, safe_url, visible
from timeline.rendering.markdown_escaping import Markdown, escaped, within_line
from timeline.resources import read_resource, resource_folder

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

CONTEXT_VERSION = 1
"""Raised when a name that templates may use is renamed or goes away."""


@cache
def html_environment(folder: Path | None) -> "Environment":
    """Return the engine for HTML: the templates of *folder* come first, ours behind them."""
    if folder is not None:
        # Jinja's own way to escape knows more of what users' templates may do, and takes twice as long.
        return _environment(folder, autoescape=True)
    environment = _environment(None, autoescape=False, finalize=escaped_html)
    # What was placed in the parts is escaped.
    environment.concat = lambda parts: Html("".join(parts))  # type: ignore[method-assign]
    return environment


@cache
def markdown_environment(folder: Path | None, flavour: Flavour, prefix: str) -> "Environment":
    """Return the engine for Markdown of one *flavour*, in which every anchor begins with *prefix*."""

    def md(value: object) -> Markdown:
        return value if isinstance(value, Markdown) else escaped(value, flavour)

    environment = _environment(folder, autoescape=False, finalize=md)
    # What a macro, a block or the whole template has put together is Markdown: its values were escaped one by
    # one.
    environment.concat = lambda parts: Markdown("".join(parts))  # type: ignore[method-assign]
    environment.filters.update(
        md=md,
        within_line=lambda value: within_line(value, flavour),
        # Extensions for formulas look for dollars before anyone looks for links.
        url=lambda url: Markdown((safe_url(url) or "").replace("$", "%24")),
        # MyST writes all names small, and then does not find those that are not.
        anchor=lambda name: Markdown((prefix + anchor(name)).lower()),
        yaml=lambda value: Markdown(json.dumps(" ".join(visible(str(value)).split()), ensure_ascii=False)),
        indent=lambda text, width: Markdown(textwrap.indent(md(text), " " * width)),
    )
    return environment


def rendered(environment: "Environment", template: str, context: dict[str, Any], folder: Path | None) -> str:
    """Return *template* filled in with *context*.

    Raises RenderError, naming file and line, for a fault in a template of the user's *folder*.
    """
    try:
        return str(environment.get_template(template).render(context))
    except (RenderError, UsageError):
        raise
    except Exception as error:
        if folder is None:
            raise
        # Whatever an untrusted template does wrong, from a misspelt name to a division by zero.
        raise RenderError(f"{_place(error, folder, template)}: {error}") from error


def template_names() -> tuple[str, ...]:
    """Return the names of our own templates, which a folder of templates may hold others of."""
    return tuple(
        sorted(file.name for file in resource_folder("templates").iterdir() if file.name.endswith(".j2"))
    )


def blocks_of(template: str) -> tuple[str, ...]:
    """Return the names of the blocks of *template*, one of our own, in their order."""
    from jinja2 import nodes

    tree = _environment(None).parse(read_resource("templates", template) or "")
    return tuple(block.name for block in sorted(tree.find_all(nodes.Block), key=lambda block: block.lineno))


def _place(error: Exception, folder: Path, template: str) -> str:
    """Return the file and line of *folder* where *error* arose; the template's name if no line is known."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if file and line:
        return f"{file}, line {line}"
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(folder)
    ]
    return f"{frames[-1].filename}, line {frames[-1].lineno}" if frames else str(folder / template)


def _loader(folder: Path | None) -> "BaseLoader":
    """Return what finds templates: those of *folder* first, then ours, which are under builtin/ too."""
    from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader, PrefixLoader

    # A name may come from a user's template: it is one of ours, or nothing, and never a path.
    known = template_names()
    ours = FunctionLoader(lambda name: read_resource("templates", name) if name in known else None)
    if folder is None:
        return ours
    if not folder.is_dir():
        raise UsageError(
            f"{folder} is no folder of templates.\n`timeline templates export {folder}` makes one."
        )
    return ChoiceLoader([FileSystemLoader(folder), ours, PrefixLoader({"builtin": ours})])


def _environment(folder: Path | None, **settings: Any) -> "Environment":  # noqa: ANN401 - Jinja's settings
    from jinja2 import Environment, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Trusting(Environment):
        # All that our own templates ask for is attributes: where one is missing, nothing else need be looked
        # for.
        getattr = staticmethod(getattr)  # type: ignore[assignment] # it takes the same arguments

    # The sandbox checks each attribute; our own templates need no such guard, and long timelines are quicker
    # without.
    engine = Trusting if folder is None else ImmutableSandboxedEnvironment
    environment = engine(
        loader=_loader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **settings,
    )
    environment.globals.update(context_version=CONTEXT_VERSION)
    return environment
