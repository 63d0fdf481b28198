"""`timeline model list`: which models there are, and which one would be asked."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline.cli import main


def listed(**environment: str) -> Result:
    return CliRunner().invoke(main, ["model", "list"], env=environment, catch_exceptions=False)


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def marked(result: Result) -> list[str]:
    return [line.split()[1] for line in result.stdout.splitlines() if line.startswith("*")]


def test_without_anything_the_embedded_model_is_asked() -> None:
    result = listed()
    assert result.exit_code == 0
    assert marked(result) == ["embedded"]
    assert "neither an endpoint nor a key is given" in result.stdout
    assert "is not downloaded yet" in result.stdout


def test_a_key_is_named_but_never_shown() -> None:
    result = listed(OPENAI_API_KEY="sk-secret")
    assert marked(result) == ["openai"]
    assert "gpt-4.1-mini at https://api.openai.com/v1, with the key in OPENAI_API_KEY" in result.stdout
    assert "0.40 / 1.60  2026-06-21" in result.stdout
    assert "secret" not in result.stdout


def test_a_profile_of_the_settings_file_is_shown_and_its_address_steers_no_terminal() -> None:
    Path("timeline.toml").write_text(
        'profile = "gateway"\n[profiles.gateway]\nbase_url = "https://user:word@models.example.org/v1\\u001b"\nmodel = "m"\n',
        encoding="utf-8",
    )
    result = listed(OPENAI_API_KEY="sk-secret")
    assert marked(result) == ["gateway"]
    assert "timeline.toml names it" in result.stdout
    assert "without a key: TIMELINE_API_KEY must hold it" in result.stdout
    assert "word" not in result.stdout
    assert "\x1b" not in result.stdout


def test_a_mistake_in_the_settings_is_reported() -> None:
    Path("timeline.toml").write_text('profil = "x"\n', encoding="utf-8")
    result = listed()
    assert result.exit_code == 2
    assert result.stderr == "timeline: timeline.toml: there is no “profil”. Did you mean “profile”?\n"
