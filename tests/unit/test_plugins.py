"""Plugins as they are found: loaded in a fixed order, and left out with one sentence when something is wrong."""

import sys
from pathlib import Path

import pytest
from plugin_distribution import install_plugin

from timeline.plugins import Plugin, load_plugins

GROUP = "timeline.made_up"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return tmp_path


def test_values_of_the_right_type_are_loaded_in_the_order_of_their_distributions(site: Path) -> None:
    install_plugin(site, "made-up-b", {GROUP: {"one": "made_up_b:VALUE"}}, {"made_up_b": "VALUE = 'b'"})
    install_plugin(
        site,
        "made-up-a",
        {GROUP: {"two": "made_up_a:SECOND", "one": "made_up_a:FIRST"}, "timeline.other": {"x": "nowhere:X"}},
        {"made_up_a": "FIRST, SECOND = 'first', 'second'"},
    )
    plugins, problems = load_plugins(GROUP, str)
    assert plugins == (
        Plugin("first", "made-up-a 1.0"),
        Plugin("second", "made-up-a 1.0"),
        Plugin("b", "made-up-b 1.0"),
    )
    assert problems == ()


@pytest.mark.parametrize(
    ("value", "source", "reason"),
    [
        ("gone:VALUE", "", "ModuleNotFoundError: No module named 'gone'"),
        ("made_up:GONE", "", "AttributeError: module 'made_up' has no attribute 'GONE'"),
        ("made_up:VALUE", "raise ValueError('first\\nsecond ' + 300 * 'x')", "ValueError: first second xxx"),
        ("made_up:VALUE", "raise SystemExit('no')", "SystemExit: no"),
        ("made_up:VALUE", "VALUE = 1", "made_up:VALUE is not an instance of builtins.str"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_costs_one_sentence(
    site: Path, value: str, source: str, reason: str
) -> None:
    install_plugin(site, "made-up", {GROUP: {"broken": value}}, {"made_up": source})
    install_plugin(site, "whole", {GROUP: {"good": "whole:VALUE"}}, {"whole": "VALUE = 'good'"})
    plugins, problems = load_plugins(GROUP, str)
    assert [plugin.value for plugin in plugins] == ["good"]
    (problem,) = problems
    assert problem.startswith(f"The plugin “broken” of made-up 1.0 is left out: {reason}")
    assert len(problem) < 300
    assert "\n" not in problem
