"""No regular expression that reads articles can take exponential time."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from re import _constants, _parser  # type: ignore[attr-defined]  # only there can a pattern's structure be read

import pytest

from timeline import lang, text, timex


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that *value* is or holds, also as methods such as `re.compile(…).search`."""
    value = getattr(value, "__self__", value)
    if isinstance(value, re.Pattern):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from patterns_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from patterns_in(tuple(value.values()))
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from patterns_in(part)


def all_patterns() -> dict[re.Pattern[str], str]:
    """Return all patterns of the modules that read articles, each with a name under which it is found."""
    found: dict[re.Pattern[str], str] = {}
    for package in (timex, text, lang):
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(each.name)).items():
                for pattern in patterns_in(value) if not name.startswith("__") else ():
                    found.setdefault(pattern, f"{each.name}.{name}")
    return found


def nesting(parsed: object) -> int:
    """Return how deep repetitions without a limit are nested in a parsed pattern.

    Possessive ones do not count, as they never try again with less.
    """
    if (
        isinstance(parsed, tuple)
        and len(parsed) == 2
        and parsed[0] in (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
    ):
        return (parsed[1][1] == _constants.MAXREPEAT) + nesting(parsed[1][2])
    if isinstance(parsed, list | tuple | _parser.SubPattern):
        return max(map(nesting, parsed), default=0)
    return 0


def test_patterns_are_found_wherever_they_are() -> None:
    names = set(all_patterns().values())
    assert {name.split(".")[1] for name in names} == {"timex", "text", "lang"}
    parts = {"lang.en.PUBLICATION", "lang.de.PUBLICATION", "lang.de.EVENT_TYPES", "lang.lexical._WORD"}
    assert {f"timeline.{part}" for part in parts} <= names


def test_no_regular_expression_can_blow_up() -> None:
    """No repetition without a limit stands inside another that could try again with less of it."""
    nested = {
        name: pattern.pattern
        for pattern, name in all_patterns().items()
        if nesting(_parser.parse(pattern.pattern, pattern.flags)) > 1
    }
    assert nested == {}


@pytest.mark.parametrize(
    ("pattern", "depth"),
    [("a+b*", 1), ("(a+)+", 2), ("(?:a{1,9})*", 1), ("(?:a++)*", 1), ("x|(?:b|(?:a*?c)+)", 2)],
)
def test_nesting_counts_what_can_blow_up(pattern: str, depth: int) -> None:
    assert nesting(_parser.parse(pattern)) == depth
