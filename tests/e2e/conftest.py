"""The model that the end-to-end tests ask: the cassettes', and the real one when they are recorded."""

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
    """Open the cassette of this module that has a name: to replay it, or to record it anew."""
    return lambda name: opened(request.path, name, record_mode, model_address)
