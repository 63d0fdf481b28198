"""Generators of docs sites, and a browser: all from package registries.

    pip install --group sites
    apt-get install --no-install-recommends chromium-headless-shell fonts-dejavu-core
    npm ci --ignore-scripts --prefix tests/browser

Where one is missing its tests are skipped and say so; where CI is set they fail instead.
"""

import os
import subprocess
import threading
from collections.abc import Iterator
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn

import pytest
from browser.conftest import axe, chromium
from docs_sites.generators import PYTHON, Generator

__all__ = ["axe", "chromium"]


def need(generator: Generator) -> None:
    """Skip the test, or fail it where CI is set, unless all modules that *generator* needs are installed."""
    absent = [module for module in (*generator.needs, "timeline") if not _has(module)]
    if absent:
        _missing(generator, ", ".join(absent))


def _missing(generator: Generator, modules: str) -> NoReturn:
    reason = f"NOT BUILT WITH {generator.name}: {modules} missing; to have it: pip install --group sites"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@cache
def _has(module: str) -> bool:
    looked_for = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return subprocess.run([PYTHON, "-c", looked_for], check=False).returncode == 0


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Log nothing."""


class Served:
    """A folder served on the loopback address while the test runs."""

    def __init__(self, folder: Path) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture(scope="module")
def serve() -> "Iterator[type[Served]]":
    """Return the context manager that serves a folder."""
    return Served
