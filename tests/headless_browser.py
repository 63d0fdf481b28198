"""A real browser for the tests that open pages.

    apt-get install --no-install-recommends chromium-headless-shell fonts-dejavu-core

The shell is Chromium without its windows, for a quarter of the processor time a page (0.17 s, and 0.6 s with them).
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXECUTABLES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@contextmanager
def opened_browser(missing: "Callable[[str, str], NoReturn]") -> "Iterator[Browser]":
    """Return a browser, closed at the end; *missing* is told what there is not, and how to have it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright", "pip install playwright")
    executable = next(filter(None, map(shutil.which, EXECUTABLES)), None)
    if executable is None:
        missing(
            "Chromium",
            "apt-get install --no-install-recommends chromium-headless-shell fonts-dejavu-core",
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()
