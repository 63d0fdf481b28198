"""The page on settings: what a settings file may say, from the fields that read it, and the profiles that there are."""

from collections.abc import Iterable, Iterator

from timeline.config.profiles import KEY_OF_A_FILE, ModelTraits, Profile, load_profiles
from timeline.config.settings import OPENAI_ADDRESS, ProjectSettings
from timeline.config.toml_tables import Setting, settings_of

INTRODUCTION = f"""# Settings

A `timeline.toml` in a project's folder, or `[tool.timeline]` in its `pyproject.toml`, says what its timeline is built from and
how: `timeline build` alone builds it again. What is said on the command line is stronger than a variable of the environment,
and that is stronger than the file. Relative paths are relative to the file. A key that there is not, or a value of another
kind, is an error.

An address or a profile names a whole endpoint: who gives one on the command line does not get the file's model with it.
`timeline model list` shows the profiles, and which of them a build would ask, and why.

Keys are only in the environment. To an address that stands in a settings file, no key is sent but `{KEY_OF_A_FILE}`: whoever
wrote the file does not choose among your keys. `{OPENAI_ADDRESS}` is read as an address, after `TIMELINE_BASE_URL`.
"""

PROFILES = f"""
## Profiles

What is known of an endpoint. A table `[profiles.NAME]` adds one, or changes one that there is, key by key; it is asked where
`profile` names it, or where the address is one of its hosts. Prices are for estimates and limits.
`[profiles.NAME.models."MODEL"]` says what is different with one model, or with those whose names fit, * standing for any part:
{", ".join(settings_of(ModelTraits))}. Models of OpenAI that think before they answer want
`answer_limit = "max_completion_tokens"`, `temperature = "unset"`, and room for their thoughts in answer_tokens.
"""

PROFILE_HEAD = """| name | what it is | address | model | asked for each | at once | context | key |
|---|---|---|---|---|---|---|---|"""


def settings_page() -> str:
    """Return the page, as Markdown."""
    profile_keys = [
        setting for setting in settings_of(Profile).values() if setting.key not in ("key", "models")
    ]
    return "\n".join(
        [
            INTRODUCTION,
            *_table(settings_of(ProjectSettings).values()),
            "\n```toml",
            *_example(settings_of(ProjectSettings).values()),
            "```",
            PROFILES,
            *_table(profile_keys),
            "\n```toml\n[profiles.gateway]",
            *_example(setting for setting in profile_keys if setting.example),
            "```\n\nThese there are:\n",
            *_profiles(),
            "",
        ]
    )


def _table(settings: Iterable[Setting]) -> Iterator[str]:
    yield "| key | value | meaning |\n|---|---|---|"
    for setting in settings:
        variable = f" In the environment: `{setting.variable}`." if setting.variable else ""
        yield f"| `{setting.key}` | {setting.kind.called} | {setting.about}{variable} |"


def _example(settings: Iterable[Setting]) -> Iterator[str]:
    for setting in settings:
        yield f"{setting.key} = {setting.example}"


def _profiles() -> Iterator[str]:
    yield PROFILE_HEAD
    for profile in load_profiles().values():
        cells = (
            f"`{profile.name}`",
            profile.about,
            profile.base_url or "",
            profile.model or "",
            profile.granularity,
            str(profile.concurrency),
            f"{profile.context_tokens:,}" if profile.context_tokens else "",
            f"`{profile.key}`" if profile.key else "",
        )
        yield f"| {' | '.join(cells)} |"
