"""Where prompts, templates and the cache are.

Prompts and templates are at the top of a checkout, and inside the package in a wheel.
"""

import os
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
    resource = resource_folder(name) / file
    return resource.read_text(encoding="utf-8") if resource.is_file() else None


def cache_folder() -> Path:
    """Return the folder for weights, logs and cached responses, which may not exist yet.

    It is TIMELINE_CACHE, else the user's cache folder.
    """
    override = os.environ.get("TIMELINE_CACHE")
    if override:
        return Path(override).expanduser().absolute()
    from platformdirs import user_cache_path

    return user_cache_path("timeline", appauthor=False)
