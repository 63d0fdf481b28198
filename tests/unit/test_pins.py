"""Versions that are held back for a reason: each test fails when its reason is gone, and says what to do then."""

import tomllib
from importlib.metadata import requires, version
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def requirement(lines: list[str], name: str) -> Requirement | None:
    """Return what *lines* require of the package *name* in every environment."""
    found = (Requirement(line) for line in lines)
    return next((one for one in found if one.name == name and one.marker is None), None)


def test_openai_is_held_back_by_instructors_cap_on_jiter() -> None:
    """openai from 3.4 on needs jiter 0.16, which the locked instructor refuses: it caps it below 0.15."""
    own = requirement(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"], "openai")
    assert own is not None
    assert not own.specifier.contains("3.4"), "openai is not held back any more: remove this test."
    jiter = requirement(requires("instructor") or [], "jiter")
    allows_newer = jiter is None or jiter.specifier.contains("0.16")
    assert not allows_newer, (
        f"instructor {version('instructor')} takes jiter 0.16: remove “<3.4” of openai and the comment above it "
        "from pyproject.toml, run `make lock`, run the tests of cassettes, and remove this test."
    )
