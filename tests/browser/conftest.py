"""A real browser, and what checks pages: all from package registries, none in the lock of the project itself.

    apt-get install --no-install-recommends chromium-headless-shell fonts-dejavu-core poppler-utils
    npm ci --ignore-scripts --prefix tests/browser

Where one is missing the tests of this folder are skipped and say so; where CI is set they fail instead.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from headless_browser import opened_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is broken is described in full: to describe each element that passes takes three times as long as to check it.
RUN_AXE = """async ([rules, within]) => {
    const how = {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']};
    const {passes, violations} = await axe.run(within ? {include: [within]} : document, how);
    return {passes: passes.length, violations};
}"""
HTML_VALIDATE = HERE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


def missing(what: str, remedy: str) -> NoReturn:
    reason = f"NOT TESTED IN A BROWSER: {what} is missing; to have it: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


# One browser a module: while it is open, its event loop would interfere with other tests' own.
@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    with opened_browser(missing) as browser:
        yield browser


@dataclass(frozen=True, slots=True)
class Findings:
    """What axe says of a page: how many rules it passes, and those that it breaks with the places where."""

    passes: int
    violations: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Axe:
    """The script that checks accessibility."""

    script: str

    def __call__(self, page: "Page", within: str | None = None) -> Findings:
        """Check an open page, or what of it is within the elements of a selector."""
        page.evaluate(self.script)
        return Findings(**page.evaluate(RUN_AXE, [RULES, within]))


@pytest.fixture(scope="session")
def axe() -> Axe:
    if not AXE.is_file():
        missing("axe-core", "npm ci --ignore-scripts --prefix tests/browser")
    return Axe(AXE.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def markup_faults() -> Callable[[Path], str]:
    """Return a function from a page's file to its markup errors: "" for valid markup.

    The rule against role "list" on lists is off: some screen readers ignore a list without markers unless it
    has that role.
    """
    node = shutil.which("node")
    if node is None or not HTML_VALIDATE.is_file():
        missing("html-validate", "npm ci --ignore-scripts --prefix tests/browser (and Node)")

    def faults(page: Path) -> str:
        command = [node, HTML_VALIDATE, "--config", HERE / "htmlvalidate.json", page]
        result = subprocess.run(command, check=False, capture_output=True, text=True)
        return "" if result.returncode == 0 else result.stdout + result.stderr

    return faults


@pytest.fixture(scope="session")
def text_of_pdf() -> Callable[[Path], str]:
    """Return a function that extracts the text of a PDF."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        missing("pdftotext", "apt-get install --no-install-recommends poppler-utils")
    return lambda pdf: subprocess.run([pdftotext, pdf, "-"], check=True, capture_output=True).stdout.decode()
