"""The page on the Python interface: each public name with its signature, its docstring and its fields."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, Unpack, get_args, get_origin, get_overloads

import timeline
from timeline import errors
from timeline.config.settings import ProjectSettings
from timeline.config.toml_tables import settings_of

INTRODUCTION = """# Python

`import timeline` gives these names; each is imported with its first use. All of them are typed. What else is in the package may change from
one version to the next. The [guide](../guide.md#in-python) has examples.
"""
FUNCTIONS = ("build", "abuild", "load", "render", "check", "explain")
TYPES = ("BuildOptions", "BuildResult", "RenderOptions", "Timeline", "Event", "Citation", "Article")
_MODULES = re.compile(r"\b(?:\w+\.)+(?=\w)")


def api_page() -> str:
    """Return the page, as Markdown."""
    parts = [INTRODUCTION, "## Functions", *map(_function, FUNCTIONS), "## Types", *map(_type, TYPES)]
    tree = (errors.__doc__ or "").partition("\n\n")[2]
    return "\n".join(
        [
            *parts,
            "## Errors\n",
            f"`timeline.TimelineError` is the root of all of them:\n\n```text\n{tree}```",
            "",
        ]
    )


def _function(name: str) -> str:
    function: Callable[..., Any] = getattr(timeline, name)
    signatures = [_signature(name, each) for each in get_overloads(function) or [function]]
    return (
        f"### `timeline.{name}`\n\n```python\n{chr(10).join(signatures)}\n```\n\n{inspect.getdoc(function)}\n"
    )


def _signature(name: str, function: Callable[..., Any]) -> str:
    """Return the signature of *function* with the names of its types, without their modules."""
    signature = inspect.signature(function)
    parameters = ", ".join(_parameter(parameter) for parameter in signature.parameters.values())
    kind = "async def" if inspect.iscoroutinefunction(function) else "def"
    return f"{kind} {name}({parameters}) -> {_named(signature.return_annotation)}"


def _parameter(parameter: inspect.Parameter) -> str:
    stars = "**" if parameter.kind is parameter.VAR_KEYWORD else ""
    default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
    return f"{stars}{parameter.name}: {_named(parameter.annotation)}{default}"


def _type(name: str) -> str:
    kind = getattr(timeline, name)
    lines = [f"### `timeline.{name}`\n", f"{inspect.getdoc(kind)}\n"]
    if name == "BuildOptions":
        lines.append("| name | type | meaning |\n|---|---|---|")
        settings = settings_of(ProjectSettings)
        lines += [f"| `{key}` | {_cell(value)} | {settings[key].about} |" for key, value in _fields(kind)]
    else:
        lines.append("| name | type |\n|---|---|")
        lines += [f"| `{key}` | {_cell(value)} |" for key, value in _fields(kind)]
    for key, value in vars(kind).items():
        if isinstance(value, property) and value.fget:
            returned = inspect.signature(value.fget).return_annotation
            lines.append(f"| `{key}` | {_cell(returned)}: {inspect.getdoc(value)} |")
    return "\n".join([*lines, ""])


def _fields(kind: type[Any]) -> Iterator[tuple[str, object]]:
    if is_dataclass(kind):
        yield from ((field.name, field.type) for field in fields(kind))
    else:
        yield from kind.__annotations__.items()


def _cell(annotation: object) -> str:
    return "`{}`".format(_named(annotation).replace("|", "\\|"))


def _named(annotation: object) -> str:
    """Return *annotation* as code has it, without modules and metadata."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation in (None, NoneType):
        return "None"
    if origin is Annotated:
        return _named(arguments[0])
    if origin is Unpack:
        return f"Unpack[{_named(arguments[0])}]"
    if origin in (Union, UnionType):
        return " | ".join(map(_named, arguments))
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return _MODULES.sub("", text).replace("'", '"')
