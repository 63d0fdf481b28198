"""The reference of what templates may use, read off the code: blocks, macros, names, and the fields of each value."""

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Iterator

from jinja2 import meta, nodes

from timeline.models import Failure, Generated
from timeline.rendering import view
from timeline.rendering.html_dates import WrittenDate
from timeline.rendering.html_page import HtmlOptions
from timeline.rendering.labels import Labels
from timeline.rendering.markdown_document import Dialect, MarkdownOptions
from timeline.rendering.template_engines import (
    CONTEXT_VERSION,
    blocks_of,
    html_environment,
    markdown_environment,
    template_names,
)
from timeline.resources import read_resource

VALUES = (
    view.Page, view.Year, view.EventView, view.Quote, view.Disagreement, view.Claim, view.Doubt, view.Mentioned, view.ListedArticle,
    WrittenDate, view.LeftOut, view.LeftOutPassage, Failure, Generated, MarkdownOptions, HtmlOptions, Dialect, Labels,
)  # fmt: skip


INTRODUCTION = f"""# What templates may use

Version {CONTEXT_VERSION} (`context_version`); it is raised when a name here is renamed or goes away.
[Templates](../templates.md) says how to use it.
"""


def templates_page() -> str:
    """Return the page."""
    names = [line for name in template_names() for line in _template(name)]
    return "\n".join(
        [
            INTRODUCTION,
            "## Templates",
            "",
            *names,
            "## Values",
            "",
            *(line for value in VALUES for line in _value(value)),
        ]
    )


def _template(name: str) -> Iterator[str]:
    environment = markdown_environment(None, "gfm", "") if name.endswith(".md.j2") else html_environment(None)
    tree = environment.parse(read_resource("templates", name) or "")
    # Blocks see what stands around them, which their names alone do not tell.
    used = sorted(meta.find_undeclared_variables(tree) - {"range", "entry", "section", "show"})
    macros = [
        f"{macro.name}({', '.join(argument.name for argument in macro.args)})"
        for macro in tree.find_all(nodes.Macro)
    ]
    yield from (f"### {name}", "")
    for kind, some in (("blocks", blocks_of(name)), ("macros", macros), ("given", used)):
        if some:
            yield f"- {kind}: {', '.join(f'`{each}`' for each in some)}"
    yield ""


def _value(value: type) -> Iterator[str]:
    yield from (f"### {value.__name__}", "", _told(value), "", "| field | type |", "|---|---|")
    types_of = typing.get_type_hints(value)
    yield from (f"| `{field.name}` | {_type(types_of[field.name])} |" for field in dataclasses.fields(value))
    methods = inspect.getmembers(
        value, lambda member: inspect.isfunction(member) and not member.__name__.startswith("_")
    )
    yield ""
    for name, method in methods:
        arguments = ", ".join(list(inspect.signature(method).parameters)[1:])
        yield f"- `{name}({arguments})`: {_told(method)}"
    if methods:
        yield ""


def _told(documented: object) -> str:
    """Return the first paragraphs of a docstring as one, without what is only for who calls it."""
    paragraphs = (inspect.getdoc(documented) or "").split("\n\n")
    kept = [" ".join(text.split()) for text in paragraphs if not re.match(r"Raises|>>>", text)]
    return re.sub(r"\*(\w+)\*", r"`\1`", " ".join(kept)).replace("<", "&lt;")


def _type(hint: object) -> str:
    """Return a type in a few words."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType or origin is typing.Union:
        return " or ".join(map(_type, arguments))
    if origin is typing.Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return (
            f"some {_type(arguments[0])}"
            if arguments[-1] is Ellipsis
            else f"({', '.join(map(_type, arguments))})"
        )
    name = getattr(origin or hint, "__name__", str(hint))
    words = {
        "str": "text",
        "int": "number",
        "bool": "yes or no",
        "NoneType": "none",
        "Mapping": "words by name",
    }
    return words.get(name, f"`{name}`")
