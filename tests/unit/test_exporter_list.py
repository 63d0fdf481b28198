"""The list of formats: names and endings that are free, and which one a file's ending names."""

from pathlib import Path

import pytest

from timeline.errors import UsageError
from timeline.plugins import Plugin
from timeline.rendering import Exporter
from timeline.rendering.exporters.exporter_list import BUILT_IN, list_exporters


def exporter(name: str, *endings: str) -> Exporter:
    return Exporter(name=name, endings=endings, summary="made up", render=lambda *_: name)


def test_no_two_built_in_formats_share_a_name_or_an_ending() -> None:
    endings = [ending for each in BUILT_IN for ending in each.endings]
    assert len({each.name for each in BUILT_IN}) == len(BUILT_IN)
    assert len(set(endings)) == len(endings)


def test_the_longest_ending_names_the_format() -> None:
    formats = list_exporters(
        [Plugin(exporter("long", ".tree.json"), "a"), Plugin(exporter("short", ".b"), "b")]
    )
    assert [formats.for_file(Path(name)).name for name in ("x.TREE.json", "x.json", "x.b")] == [
        "long",
        "json",
        "short",
    ]
    assert formats.for_file(Path(".tree.json")).name == "json"
    for name in ("x", "x.tree"):
        with pytest.raises(
            UsageError, match=r"end it with one of .*\.tree\.json, \.b,\nor name the format: html"
        ):
            formats.for_file(Path(name))


def test_of_two_plugins_with_one_name_the_first_is_used() -> None:
    first, second = exporter("same", ".one"), exporter("same", ".two")
    formats = list_exporters([Plugin(first, "a 1"), Plugin(second, "b 2")], ["Another problem."])
    assert formats.named("same") is first
    assert formats.origin(first) == "a 1"
    assert formats.origin(BUILT_IN[0]) is None
    assert formats.problems == (
        "Another problem.",
        "The plugin “same” of b 2 is left out: its name is taken by a 1.",
    )
    with pytest.raises(
        UsageError, match=r"There is no format “other”: choose from .*, same\.\nAnother problem\."
    ):
        formats.named("other")


@pytest.mark.parametrize(
    ("name", "ending"), [("Big", ".big"), ("", ".big"), ("big", "big"), ("big", ".Big"), ("big", ".")]
)
def test_a_name_or_an_ending_in_another_form_is_refused(name: str, ending: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        exporter(name, ending)
