"""For all tests: no endpoint from the environment, no cache of the user, no model."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Timings belong in benchmarks/: how long an example takes depends on what else runs. In CI, Hypothesis has a
# profile of its own, which has no deadline either.
if not os.environ.get("CI"):
    settings.register_profile("no deadline", deadline=None)
    settings.load_profile("no deadline")


@pytest.fixture(autouse=True)
def isolated_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # COLUMNS: pytest-xdist gives its workers one, and output would be wrapped at it.
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path / "cache"))
    # Child processes of a test download nothing either.
    monkeypatch.setenv("PIP_NO_INDEX", "1")
