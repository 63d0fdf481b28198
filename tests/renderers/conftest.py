"""A browser, and the renderer that a test asks for, where they are there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from headless_browser import opened_browser
from markdown_renderers import NEEDED, missing, need_node_modules, need_packages

from timeline.choices import Flavour

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def renderer(flavour: Flavour) -> Flavour:
    """Return *flavour*, whose renderer is there."""
    need_packages(NEEDED.get(flavour, ()))
    if flavour in ("gfm", "mdx"):
        need_node_modules()
    return flavour


# One browser a module: while it is open, its event loop would interfere with other tests' own.
@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    need_node_modules()
    with opened_browser(missing) as browser:
        yield browser
