"""A project's settings: read from its file, its paths relative to it, mistakes named, the stronger origin first."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from timeline.config.profiles import EndpointChoice, Given
from timeline.config.settings import Project, ProjectSettings, load_project
from timeline.config.toml_tables import settings_of
from timeline.dates import parse_edtf
from timeline.errors import UsageError

EVERYTHING = """
sources = ["articles/", "wire/*.jsonl", "-"]
title = "The ferry"
output = "timeline.html"
edits = "edits.toml"
published = 2014-03-05
base_url = "http://localhost:11434/v1"
model = "llama3.1:8b"
granularity = "expression"
concurrency = 4
max_calls = 1000
max_cost = 2.5
adjudicate = false
report = "build/report.json"
log = "build/calls.jsonl"
top = 20
from = "2014"
to = "2014-06"
topic = "harbour"
min_sources = 2
"""


def project(
    text: str | None, folder: Path = Path(), command_line: ProjectSettings | None = None, **environment: str
) -> Project:
    if text is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "timeline.toml").write_text(text, encoding="utf-8")
    return load_project(folder, environment, command_line)


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def test_each_setting_is_read() -> None:
    assert project(EVERYTHING).settings == ProjectSettings(
        sources=("articles", "wire/*.jsonl", "-"),
        title="The ferry",
        output=("timeline.html",),
        edits=Path("edits.toml"),
        published=parse_edtf("2014-03-05"),
        base_url="http://localhost:11434/v1",
        model="llama3.1:8b",
        granularity="expression",
        concurrency=4,
        max_calls=1000,
        max_cost=2.5,
        adjudicate=False,
        report=Path("build/report.json"),
        log=Path("build/calls.jsonl"),
        top=20,
        since=parse_edtf("2014"),
        until=parse_edtf("2014-06"),
        topic="harbour",
        min_sources=2,
    )


def test_a_pyproject_holds_them_too() -> None:
    Path("pyproject.toml").write_text(
        f"[project]\nname = 'x'\n[tool.timeline]\n{EVERYTHING}", encoding="utf-8"
    )
    from_pyproject = load_project(Path(), {}).settings
    Path("pyproject.toml").unlink()
    assert from_pyproject == project(EVERYTHING).settings


@pytest.mark.parametrize(
    "text",
    ["[project]\nname = 'x'\n", "[tool.other]\n", "tool = 1\n"],
    ids=["no tools", "others", "no table"],
)
def test_a_pyproject_without_the_table_sets_nothing(text: str) -> None:
    Path("pyproject.toml").write_text(text, encoding="utf-8")
    assert load_project(Path(), {}).settings == ProjectSettings()


def test_two_files_are_one_too_many() -> None:
    Path("pyproject.toml").write_text("[tool.timeline]\ntop = 3\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"timeline\.toml and \[tool\.timeline\] in pyproject\.toml both"):
        project("top = 4\n")


def test_paths_are_relative_to_the_file() -> None:
    """Also where the folder's own name looks like a pattern."""
    settings = project(EVERYTHING.replace("llama3.1:8b", "weights/x.gguf"), Path("some[1]")).settings
    assert settings.sources == ("some[[]1]/articles", "some[[]1]/wire/*.jsonl", "-")
    assert settings.output == ("some[1]/timeline.html",)
    assert (settings.edits, settings.report, settings.log) == (
        Path("some[1]/edits.toml"),
        Path("some[1]/build/report.json"),
        Path("some[1]/build/calls.jsonl"),
    )
    assert settings.model == "some[1]/weights/x.gguf"
    absolute = project('sources = "/a"\noutput = "/b.html"\n', Path("some")).settings
    assert (absolute.sources, absolute.output) == (("/a",), ("/b.html",))


MISTAKES = {
    "unknown key": ("outptu = 'a'", r"timeline\.toml: there is no “outptu”. Did you mean “output”\?"),
    "far from any key": ("zzzz = 1", r"there is no “zzzz”. Valid are: sources, title, .*min_sources"),
    "text for a number": ("top = '3'", r"“top” must be a whole number of at least 1, not “3”"),
    "too small": ("concurrency = 0", "“concurrency” must be a whole number of at least 1, not 0"),
    "truth for a number": ("max_calls = true", "“max_calls” must be a whole number"),
    "endless": ("max_cost = inf", "“max_cost” must be a number of at least 0, not inf"),
    "number for a text": ("title = 3", "“title” must be a text in quotes, not 3"),
    "empty": ("title = ' '", "“title” must be a text"),
    "number in a list": ("sources = ['a', 1]", "“sources” must be a text in quotes, or a list of such"),
    "no choice": (
        "granularity = 'word'",
        "“granularity” must be one of “expression”, “article”, not “word”",
    ),
    "no date": ("published = 'Tuesday'", "“published” must be a date such as 2015-10-21"),
    "a moment": ("published = 2015-10-21T10:00:00", "“published” must be a date"),
    "no TOML": ("top = ", r"timeline\.toml is not TOML"),
    "profiles are no tables": ("profiles = 1", "“profiles” must be tables"),
    "a profile is no table": ("profiles.x = 1", r"timeline\.toml, \[profiles\.x\]: this must be a table"),
    "unknown key of a profile": (
        "profiles.x.modle = 'a'",
        r"\[profiles\.x\]: there is no “modle”. Did you mean “model”\?",
    ),
    "unknown key of a model": (
        "profiles.x.models.a.price = 1",
        r"\[profiles\.x\], the model “a”: there is no “price”",
    ),
}


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_file_and_key(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        project(text)


def test_invalid_utf_8_is_named() -> None:
    Path("timeline.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(UsageError, match=r"timeline\.toml is not UTF-8 text \(at byte 9\)"):
        load_project(Path(), {})


def test_the_command_line_overrides_the_environment_and_that_the_file() -> None:
    file = "concurrency = 1\nmax_calls = 1\ntop = 1\nsources = 'a'\n"
    said = ProjectSettings(concurrency=3, sources=("b",))
    settings = project(file, Path(), said, TIMELINE_CONCURRENCY="2", TIMELINE_MAX_CALLS="2").settings
    assert (settings.concurrency, settings.max_calls, settings.top, settings.sources) == (3, 2, 1, ("b",))


def test_the_environment_is_read_as_the_file_is() -> None:
    settings = project(
        None, TIMELINE_MAX_COST="2.5", TIMELINE_GRANULARITY="article", TIMELINE_MODEL=" m "
    ).settings
    assert settings == ProjectSettings(max_cost=2.5, granularity="article", model="m")
    for variable, value in {
        "TIMELINE_MAX_CALLS": "many",
        "TIMELINE_GRANULARITY": "word",
        "TIMELINE_MAX_COST": "nan",
    }.items():
        with pytest.raises(UsageError, match=f"{variable} must be .*, not “{value}”"):
            project(None, **{variable: value})


def test_the_own_variable_overrides_the_common_one() -> None:
    one, other = "http://localhost:1/v1", "http://localhost:2/v1"
    assert project(None, TIMELINE_BASE_URL=one, OPENAI_BASE_URL=other).endpoint_choice == EndpointChoice(
        base_url=Given(one, "TIMELINE_BASE_URL")
    )
    assert project(None, OPENAI_BASE_URL=other).endpoint_choice == EndpointChoice(
        base_url=Given(other, "OPENAI_BASE_URL")
    )


def test_the_origin_of_an_endpoint_is_known() -> None:
    """Which key is sent depends on where an address comes from."""
    wanted = project(
        "base_url = 'http://a/v1'\nmodel = 'm'\n", Path(), ProjectSettings(model="n")
    ).endpoint_choice
    assert wanted == EndpointChoice(
        base_url=Given("http://a/v1", "timeline.toml", in_file=True), model=Given("n", "--model")
    )


ENDPOINTS = {
    "an address on the command line is not the file's profile": (
        ProjectSettings(base_url="http://b/v1"),
        {},
        (None, "http://b/v1", None),
    ),
    "a profile on the command line has not the file's model": (
        ProjectSettings(profile="openai"),
        {},
        ("openai", None, None),
    ),
    "the file's profile with another model": (ProjectSettings(model="n"), {}, ("ollama", None, "n")),
    "a variable is not the file's profile": (
        ProjectSettings(),
        {"OPENAI_BASE_URL": "http://c/v1"},
        (None, "http://c/v1", None),
    ),
    "nothing but the file": (ProjectSettings(), {}, ("ollama", None, "m")),
}


@pytest.mark.parametrize(("said", "environment", "expected"), ENDPOINTS.values(), ids=ENDPOINTS)
def test_whoever_names_an_endpoint_names_all_of_it(
    said: ProjectSettings, environment: dict[str, str], expected: tuple[str | None, ...]
) -> None:
    """Else one endpoint would be asked for the model of another, with what is known of it."""
    wanted = project("profile = 'ollama'\nmodel = 'm'\n", Path(), said, **environment).endpoint_choice
    assert tuple(one and one.value for one in (wanted.profile, wanted.base_url, wanted.model)) == expected


def test_a_model_alone_goes_with_an_address_of_the_environment() -> None:
    """The address is another on each machine, the model is the project's."""
    wanted = project("model = 'm'\n", OPENAI_BASE_URL="http://c/v1").endpoint_choice
    assert wanted.model == Given("m", "timeline.toml", in_file=True)


def test_every_setting_is_described_with_a_valid_example() -> None:
    """The documentation is made of these."""
    known = settings_of(ProjectSettings)
    assert {one.name for one in fields(ProjectSettings)} == set(known)
    text = "".join(f"{setting.key} = {setting.example}\n" for setting in known.values())
    settings = project(text).settings
    assert all(getattr(settings, name) for name in known)
    assert all(setting.about.endswith(".") for setting in known.values())


def test_a_profile_of_the_file_is_there() -> None:
    added = project(
        "[profiles.gateway]\nbase_url = 'https://models.example.org/v1'\nprice_noted = 2024-03-06\n"
    ).profiles["gateway"]
    assert (added.name, added.base_url, added.price_noted) == (
        "gateway",
        "https://models.example.org/v1",
        date(2024, 3, 6),
    )
