"""The settings of a project: timeline.toml, or [tool.timeline] in pyproject.toml.

The command line overrides the environment, which overrides the file. Relative paths are relative to the file.
"""

import glob
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_args

from timeline.choices import Granularity
from timeline.config.profiles import EndpointChoice, Given, Profile, load_profiles
from timeline.config.toml_tables import (
    AMOUNT,
    DATE,
    PATH,
    TEXT,
    TEXTS,
    TRUTH,
    WHOLE,
    Setting,
    one_of,
    read_table,
    read_toml,
    setting,
    settings_of,
)
from timeline.dates import EventDate
from timeline.errors import UsageError

SETTINGS_FILE = "timeline.toml"
PYPROJECT = "pyproject.toml"
PROFILES = "profiles"
OPENAI_ADDRESS = "OPENAI_BASE_URL"
"""Where other programs look for an address; TIMELINE_BASE_URL overrides it."""
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSettings:
    """What a project is built from, how, and to what; None or empty when not set."""

    sources: tuple[str, ...] = field(
        default=(),
        metadata=setting(
            TEXTS,
            "The articles: files, folders and globs, as `timeline build` takes them.",
            example='["articles/", "wire/2024-*.jsonl"]',
        ),
    )
    title: str | None = field(
        default=None, metadata=setting(TEXT, "The timeline's title.", example='"The ferry Aurora"')
    )
    output: tuple[str, ...] = field(
        default=(),
        metadata=setting(
            TEXTS,
            "The files to write; the ending is the format.",
            example='["timeline.html", "timeline.json"]',
        ),
    )
    edits: Path | None = field(
        default=None, metadata=setting(PATH, "Corrections by people.", example='"timeline.edits.toml"')
    )
    published: EventDate | None = field(
        default=None,
        metadata=setting(
            DATE, "The publication date of all articles; it overrides theirs.", example="2014-03-05"
        ),
    )
    profile: str | None = field(
        default=None,
        metadata=setting(
            TEXT, "The endpoint to ask, by its name.", example='"ollama"', variable="TIMELINE_PROFILE"
        ),
    )
    base_url: str | None = field(
        default=None,
        metadata=setting(
            TEXT,
            "The address of an OpenAI-compatible endpoint. OPENAI_BASE_URL is another variable for it.",
            example='"http://localhost:11434/v1"',
            variable="TIMELINE_BASE_URL",
        ),
    )
    model: str | None = field(
        default=None,
        metadata=setting(
            TEXT,
            "A model of the endpoint, or a .gguf file to run here.",
            example='"llama3.1:8b"',
            variable="TIMELINE_MODEL",
        ),
    )
    granularity: Granularity | None = field(
        default=None,
        metadata=setting(
            one_of(get_args(Granularity)),
            "One question for each time expression or for each article; by default, what suits the model.",
            example='"expression"',
            variable="TIMELINE_GRANULARITY",
        ),
    )
    concurrency: int | None = field(
        default=None,
        metadata=setting(
            WHOLE, "How many questions to ask at once.", example="4", variable="TIMELINE_CONCURRENCY"
        ),
    )
    max_calls: int | None = field(
        default=None,
        metadata=setting(
            WHOLE, "How many calls a build may make.", example="1000", variable="TIMELINE_MAX_CALLS"
        ),
    )
    max_cost: float | None = field(
        default=None,
        metadata=setting(
            AMOUNT, "How many dollars a build may cost.", example="2.50", variable="TIMELINE_MAX_COST"
        ),
    )
    adjudicate: bool | None = field(
        default=None,
        metadata=setting(
            TRUTH,
            "Whether the model decides which borderline mentions are the same event; by default, "
            "large models do.",
            example="true",
            variable="TIMELINE_ADJUDICATE",
        ),
    )
    report: Path | None = field(
        default=None,
        metadata=setting(PATH, "A JSON file for the costs of the build.", example='"build/report.json"'),
    )
    log: Path | None = field(
        default=None,
        metadata=setting(PATH, "A file for the calls, one JSON line each.", example='"build/calls.jsonl"'),
    )
    top: int | None = field(
        default=None, metadata=setting(WHOLE, "Only the most important events, this many.", example="20")
    )
    since: EventDate | None = field(
        default=None,
        metadata=setting(
            DATE, "Only events of that day, month or year, and later.", key="from", example='"2014"'
        ),
    )
    until: EventDate | None = field(
        default=None,
        metadata=setting(DATE, "Only events up to that day, month or year.", key="to", example='"2014-06"'),
    )
    topic: str | None = field(
        default=None,
        metadata=setting(
            TEXT, "Only events that mention all these words or names.", example='"harbour strike"'
        ),
    )
    min_sources: int | None = field(
        default=None,
        metadata=setting(WHOLE, "Only events of at least that many independent sources.", example="2"),
    )


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings of one origin, with the *names* that they have there; *in_file* for the settings file."""

    settings: ProjectSettings
    names: Mapping[str, str]
    in_file: bool = False

    @property
    def names_endpoint(self) -> bool:
        """Whether it names an endpoint."""
        return self.settings.profile is not None or self.settings.base_url is not None

    def given(self, name: str) -> Given | None:
        """Return the setting *name* and its origin, if it is set."""
        value = getattr(self.settings, name)
        return None if value is None else Given(value, self.names[name], self.in_file)


@dataclass(frozen=True, slots=True)
class Project:
    """All settings, the strongest layer first, and all profiles."""

    layers: tuple[Layer, ...]
    profiles: Mapping[str, Profile]

    @property
    def settings(self) -> ProjectSettings:
        """Each setting as the strongest layer sets it."""
        merged: dict[str, Any] = {}
        for layer in self.layers:
            for field_ in fields(layer.settings):
                value = getattr(layer.settings, field_.name)
                if value not in (None, ()):
                    merged.setdefault(field_.name, value)
        return ProjectSettings(**merged)

    @property
    def endpoint_choice(self) -> EndpointChoice:
        """The endpoint and model that the user chose, with the origin of each.

        An address or a profile stands for a whole endpoint: the strongest layer that has one also overrides
        the endpoint and the model of every weaker layer that has one.
        """
        deciding = next((layer for layer in self.layers if layer.names_endpoint), None)
        applying = [layer for layer in self.layers if layer is deciding or not layer.names_endpoint]
        models = (layer.given("model") for layer in applying)
        return EndpointChoice(
            profile=deciding.given("profile") if deciding else None,
            base_url=deciding.given("base_url") if deciding else None,
            model=next((model for model in models if model), None),
        )


def load_project(
    folder: Path | None, environment: Mapping[str, str], command_line: ProjectSettings | None = None
) -> Project:
    """Return the settings of the *command_line*, the *environment*, and the file in *folder*, if any.

    Raises UsageError for an invalid setting.
    """
    options = {
        name: f"--{known.key.replace('_', '-')}" for name, known in settings_of(ProjectSettings).items()
    }
    layers = (Layer(command_line or ProjectSettings(), options), _read_environment(environment))
    found = _find_settings(folder) if folder is not None else None
    if found is None:
        return Project(layers, load_profiles())
    file, tables = found
    where = str(file) if file.name == SETTINGS_FILE else f"{file}, [tool.timeline]"
    values = {key: value for key, value in tables.items() if key != PROFILES}
    settings = _relative_to(file.parent, read_table(ProjectSettings, values, where))
    profiles = tables.get(PROFILES, {})
    if not isinstance(profiles, Mapping):
        raise UsageError(f"{where}: “{PROFILES}” must be tables, each [{PROFILES}.NAME].")
    in_file = Layer(settings, dict.fromkeys(options, where), in_file=True)
    return Project((*layers, in_file), load_profiles(profiles, where))


def _find_settings(folder: Path) -> tuple[Path, Mapping[str, Any]] | None:
    """Return the settings file of *folder* and its tables, if any. Raises UsageError when there are two."""
    own, shared = folder / SETTINGS_FILE, folder / PYPROJECT
    tool = read_toml(shared).get("tool", {}) if shared.is_file() else {}
    tables = tool.get("timeline") if isinstance(tool, Mapping) else None
    if own.is_file() and tables is not None:
        raise UsageError(f"{own} and [tool.timeline] in {shared} both have settings: keep them in one file.")
    if own.is_file():
        return own, read_toml(own)
    if tables is None:
        return None
    if not isinstance(tables, Mapping):
        raise UsageError(f"{shared}: “timeline” must be a table, [tool.timeline].")
    return shared, tables


def _read_environment(environment: Mapping[str, str]) -> Layer:
    values: dict[str, Any] = {}
    names: dict[str, str] = {}
    for name, known in settings_of(ProjectSettings).items():
        for variable in filter(None, (known.variable, OPENAI_ADDRESS if name == "base_url" else None)):
            text = environment.get(variable, "").strip()
            if text and name not in values:
                values[name], names[name] = _parse_variable(known, variable, text), variable
    return Layer(ProjectSettings(**values), names)


def _parse_variable(known: Setting, variable: str, text: str) -> object:
    try:
        return known.kind.read(known.kind.of_text(text))
    except (ValueError, OverflowError):
        raise UsageError(f"{variable} must be {known.kind.called}, not “{text}”.") from None


def _relative_to(folder: Path, settings: ProjectSettings) -> ProjectSettings:
    """Return *settings* with paths relative to *folder*."""

    def path(text: str) -> str:
        return str(folder / Path(text).expanduser())

    def source(text: str) -> str:
        # The folder's own name is not a pattern, even with special characters.
        return (
            text if text == STANDARD_INPUT else str(Path(glob.escape(str(folder))) / Path(text).expanduser())
        )

    is_file = settings.model is not None and settings.model.endswith(".gguf")
    return replace(
        settings,
        sources=tuple(map(source, settings.sources)),
        output=tuple(text if text == STANDARD_INPUT else path(text) for text in settings.output),
        edits=settings.edits and Path(path(str(settings.edits))),
        report=settings.report and Path(path(str(settings.report))),
        log=settings.log and Path(path(str(settings.log))),
        model=path(settings.model) if is_file and settings.model else settings.model,
    )
