"""For all tests: no endpoint of the environment, no cache of the user, no model."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def nothing_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path / "cache"))
    # What a test starts in a process of its own downloads nothing either.
    monkeypatch.setenv("PIP_NO_INDEX", "1")
