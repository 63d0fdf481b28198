"""A browser, and the renderer that a test asks for, where they are there."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
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
    need_packages(("playwright",))
    from playwright.sync_api import sync_playwright

    need_node_modules()
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        missing("Chromium", "apt-get install --no-install-recommends chromium fonts-dejavu-core")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()
