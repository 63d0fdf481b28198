"""The model of the end-to-end tests: cassettes, or the real model when they are recorded."""

from collections.abc import Iterator

import pytest
from recordings import REPLAYED, Record, opened

from timeline import local


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
