"""How a language becomes known: built in, registered, or by an entry point of another distribution. All are invented."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from timeline import plugins
from timeline.errors import UsageError
from timeline.lang import registry
from timeline.lang.base import Language
from timeline.lang.registry import (
    UNDETERMINED,
    detect_language,
    language_of,
    languages,
    plugin_problems,
    register,
)

QUENDIAN = Language(code="qya", names=("quendian",), common_words=frozenset("lo mi enna or".split()))
OTHER_GERMAN = Language(code="de")
NOT_A_LANGUAGE = "Quendian"


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave no language registered, and no entry point found, behind a test."""
    monkeypatch.setattr(registry, "_registered", {})
    yield
    forget_plugins()


def forget_plugins() -> None:
    """Let the entry points be read again."""
    registry._plugins.cache_clear()  # noqa: SLF001 in production they are read once


def plug_in(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    """Let another distribution name these languages by entry points."""
    named = [EntryPoint(name, value, registry.ENTRY_POINTS) for name, value in values.items()]
    monkeypatch.setattr(
        plugins, "entry_points", lambda group: named if group == registry.ENTRY_POINTS else []
    )
    forget_plugins()


def test_a_registered_language_is_found_by_its_tag_and_detected() -> None:
    """Nothing but `register` is needed, and no built-in language changes."""
    register(QUENDIAN)
    assert language_of("qya-AM") is QUENDIAN
    assert detect_language("Lo mi or, lo mi or.") is QUENDIAN
    assert [language.code for language in languages()] == ["en", "de", "qya"]


@pytest.mark.parametrize("code", ["en", "und", "english", "EN", ""])
def test_a_code_that_is_taken_or_none_is_refused(code: str) -> None:
    """The sentence names the code."""
    with pytest.raises(UsageError, match=f"'{code}'"):
        register(Language(code=code))


def test_a_language_is_registered_twice_only_if_it_is_the_same() -> None:
    """Two modules may register one language; a second one under its code is refused."""
    register(QUENDIAN)
    register(QUENDIAN)
    with pytest.raises(UsageError, match="'qya' is taken"):
        register(Language(code="qya"))


def test_an_unknown_language_has_numeric_dates_alone() -> None:
    """It has no words at all, so that nothing is read into its texts."""
    assert language_of("tlh") is UNDETERMINED
    assert UNDETERMINED.time is not None
    assert not UNDETERMINED.time.openings


def test_a_language_of_an_entry_point_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found by the name of its entry point."""
    plug_in(monkeypatch, qya=f"{__name__}:QUENDIAN")
    assert language_of("qya") is QUENDIAN
    assert QUENDIAN in languages()
    assert plugin_problems() == ()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("no_such_module:IT", "ModuleNotFoundError: No module named 'no_such_module'"),
        (f"{__name__}:NOT_A_LANGUAGE", "is not an instance of timeline.lang.base.Language"),
        (f"{__name__}:OTHER_GERMAN", "the code of its language is taken"),
    ],
)
def test_a_broken_entry_point_costs_one_sentence(
    monkeypatch: pytest.MonkeyPatch, value: str, reason: str
) -> None:
    """It is left out with the reason, and all other languages work."""
    plug_in(monkeypatch, made_up=value)
    (sentence,) = plugin_problems()
    assert sentence.startswith("The plugin “")
    assert reason in sentence
    assert [language.code for language in languages()] == ["en", "de"]
    assert language_of("de") is not OTHER_GERMAN
