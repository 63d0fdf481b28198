"""Where the prompts and templates are: at the top of a checkout, inside the package in a wheel."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal


def resource_folder(name: Literal["prompts", "templates"]) -> Traversable:
    """Return the folder *name*."""
    packaged = files("timeline") / name
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / name


def read_resource(name: Literal["prompts", "templates"], file: str) -> str | None:
    """Return the text of *file* in the folder *name*, or None when there is no such file."""
    found = resource_folder(name) / file
    return found.read_text(encoding="utf-8") if found.is_file() else None
