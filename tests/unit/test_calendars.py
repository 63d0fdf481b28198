"""The calendar words of each language are those of CLDR."""

import subprocess
import sys
from pathlib import Path

import pytest

from timeline.lang.base import Language
from timeline.lang.registry import languages

ROOT = Path(__file__).parents[2]


def test_calendar_modules_are_what_cldr_says() -> None:
    """Nobody edits them by hand, and a new version of CLDR is noticed."""
    check = [sys.executable, ROOT / ".ci" / "calendars.py", "--check"]
    run = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_each_language_names_all_months_and_weekdays(language: Language) -> None:
    """One table each holds them, in lower case."""
    calendar = language.calendar
    assert calendar is not None
    assert set(calendar.months.values()) == set(range(1, 13))
    assert set(calendar.weekdays.values()) == set(range(7))
    assert all(name == name.lower() for name in (*calendar.months, *calendar.weekdays))
