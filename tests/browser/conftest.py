"""A real browser, and axe: both from package registries, neither in the lock of the project itself.

    apt-get install --no-install-recommends chromium fonts-dejavu-core
    npm ci --ignore-scripts --prefix tests/browser

Where one is missing the tests of this folder are skipped and say so; where CI is set they fail instead.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


def missing(what: str, remedy: str) -> NoReturn:
    reason = f"NOT TESTED IN A BROWSER: {what} is missing; to have it: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


# One browser a module, closed with it: while it is open, its event loop would get in the way of other tests' own.
@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright", "pip install playwright")
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        missing("Chromium", "apt-get install --no-install-recommends chromium fonts-dejavu-core")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script that looks for faults that keep people out."""
    if not AXE.is_file():
        missing("axe-core", "npm ci --ignore-scripts --prefix tests/browser")
    return AXE.read_text(encoding="utf-8")
