"""The wheel in an environment of its own, from another folder: what a user gets who installs it."""

import os
import subprocess
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "ever-given" / "timeline.json"
PYTHON = os.environ.get("TIMELINE_WHEEL_PYTHON", "")


@pytest.fixture
def installed() -> Path:
    """Return the environment's command."""
    if not PYTHON:
        message = "TIMELINE_WHEEL_PYTHON names no environment with the wheel in it; `make test` makes one"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return Path(PYTHON).with_name("timeline")


@pytest.mark.parametrize(
    ("name", "beginning"), [("t.html", "<!DOCTYPE html>"), ("t.md", "# "), ("t.json", "{")]
)
def test_it_renders_an_example_from_another_folder(
    installed: Path, tmp_path: Path, name: str, beginning: str
) -> None:
    """Templates and prompts are inside the wheel, and the folder that it runs in does not matter."""
    subprocess.run([installed, "render", EXAMPLE, "-o", name], cwd=tmp_path, check=True)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_it_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = "import timeline, timeline.resources as r; print(timeline.__file__, r.resource_folder('prompts'))"
    printed = subprocess.run(
        [PYTHON, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    assert installed.parent.name == "bin"
    assert all("site-packages" in path for path in printed.split())


def test_without_the_extra_a_build_says_what_to_install(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry Aurora ran aground on 3 March 2014.\n", encoding="utf-8")
    result = subprocess.run(
        [installed, "build", "a.txt"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "pip install '.[local]'" in result.stderr
