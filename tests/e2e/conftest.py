"""What the end-to-end tests share: a stub of an endpoint, a command line, and cassettes of the real model."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from command_runs import Run, honest
from fakes import LoopbackEndpoint, endpoint
from recordings import REPLAYED, Record, opened

from timeline import local
from timeline.cli import main


@pytest.fixture(scope="session")
def model_address(record_mode: str) -> Iterator[str]:
    """Serve the real model when recording."""
    if record_mode == "none":
        yield REPLAYED
    else:
        with local.Server(local.resolve_model(None), lambda *_: None) as server:
            yield server.base_url


@pytest.fixture(scope="module")
def record(request: pytest.FixtureRequest, record_mode: str, model_address: str) -> Record:
    """Open a cassette of this module by its name, to replay or to re-record it."""
    return lambda name: opened(request.path, name, record_mode, model_address)


@pytest.fixture
def served() -> Iterator[LoopbackEndpoint]:
    with endpoint(honest) as running:
        yield running


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command line in an empty folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def command(*arguments: str, at: LoopbackEndpoint | None = None, **options: Any) -> Result:
        asking = ["--base-url", at.base_url, "--model", "stub", "--granularity", "expression"] if at else []
        return CliRunner().invoke(main, [*arguments, *asking], catch_exceptions=False, **options)

    return command
