"""No key, no password and no header with one is ever written, whatever an endpoint does and however a run ends."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import traceback
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from echo_server import WAYS, echo_server
from fault_server import DENIED, FAULTS, fault_server, in_turn

import timeline
from timeline.cli import main
from timeline.config import profiles
from timeline.errors import TimelineError
from timeline.llm import Endpoint, Limits
from timeline.llm import batch_api as batches
from timeline.pipeline import model_selection

VARIABLES = ("OPENAI_API_KEY", "TIMELINE_API_KEY", "AZURE_OPENAI_API_KEY", "OPENROUTER_API_KEY")
CORES = {variable: f"q7{number}Zx2v9KeyW{number}" for number, variable in enumerate((*VARIABLES, "password"))}
"""A part of each key in which no coding of a character changes anything."""
KEYS = {variable: f"sk-fake/{CORES[variable]}+3&a==" for variable in VARIABLES}
PASSWORD = f"pass/{CORES['password']}+3"
HEADER = re.compile(
    rb"""\b(?:bearer|basic)\s+[a-z0-9+/=_-]{8}|(?:authorization|x-api-key|cookie|www-authenticate)\W{1,6}(?!bearer\b|basic\b)\w{4}""",
    re.IGNORECASE,
)
"""A header with something in it."""
TOWNS = ("Lindholm", "Oster", "Velden", "Norby")


def needles() -> dict[str, bytes]:
    """Return what nothing may hold, with a name for each: the cores, and each key as it is in the middle of base64."""
    found = {core: core.lower().encode() for core in CORES.values()}
    for name, secret in {**KEYS, "password": PASSWORD, "login": f"ada:{PASSWORD}"}.items():
        for before in range(3):
            for code in (b64encode, urlsafe_b64encode):
                coded = code(b"x" * before + secret.encode())[4 if before else 0 : -4]
                found[f"{name} in {code.__name__} after {before}"] = coded.lower()
        found[f"{name} in an address"] = quote(secret, safe="").lower().encode()
    return found


NEEDLES = needles()


def leaks(written: bytes) -> list[str]:
    """Return what of *written* ought not to be there."""
    lowered = written.lower()
    return [name for name, needle in NEEDLES.items() if needle in lowered] + [
        match.group().decode() for match in HEADER.finditer(written)
    ]


def assert_clean(folder: Path, *texts: str) -> None:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    found = {str(file): leaked for file in files if (leaked := leaks(file.read_bytes()))}
    assert found == {}
    for text in texts:
        assert leaks(text.encode("utf-8", "surrogateescape")) == [], text


@pytest.fixture(autouse=True)
def keys_everywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hold another key in each variable, and write nowhere but below *tmp_path*."""
    for variable, key in KEYS.items():
        monkeypatch.setenv(variable, key)
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "TMPDIR"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    for number, town in enumerate(TOWNS):
        text = f"The ferry ran aground off {town} on {number + 1} March 2014.\n\nThe mayor of {town} resigned on 9 March 2014.\n"
        (tmp_path / "articles" / f"{town}.txt").write_text(text, encoding="utf-8")


def write_resignations(folder: Path, articles: int) -> None:
    """Write as many *articles* more, of one question each."""
    for number in range(articles):
        text = f"The mayor of Town {number} resigned on 9 March 2014.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands wait less than for an endpoint that is worth waiting for."""
    quick = partial(Limits, backoff_seconds=0.001, longest_backoff_seconds=0.002, attempts=8)
    monkeypatch.setattr(profiles, "Limits", quick)
    remote: Callable[..., Endpoint] = model_selection.remote_endpoint
    monkeypatch.setattr(
        model_selection, "remote_endpoint", lambda target: replace(remote(target), seconds=1.0)
    )


def with_login(base_url: str) -> str:
    """Return *base_url* with a name and a password."""
    return base_url.replace("://", f"://ada:{quote(PASSWORD, safe='')}@")


def everything(base_url: str, folder: Path, *, granularity: str = "article", profile: str = "other") -> str:
    """Run all commands that ask *base_url*, or keep or show what that brought; return what they said."""
    asking = ("--profile", profile, "--base-url", base_url, "--model", "m", "--granularity", granularity)
    outputs = [
        part for ending in ("json", "html", "md", "csv", "ics", "mmd") for part in ("-o", f"out/t.{ending}")
    ]
    commands = (
        ("build", "articles", *asking, *outputs, "--log", "out/calls.jsonl", "--report", "out/report.json"),
        ("extract", "articles", *asking, "-o", "out/mentions.jsonl", "--log", "out/more.jsonl"),
        ("build", "articles", *asking, "--dry-run"),
        ("model", "list"),
        ("cache", "info"),
        ("cache", "export", "-o", "out/answers.jsonl"),
    )
    (folder / "out").mkdir(exist_ok=True)
    said = []
    for command in commands:
        result = CliRunner().invoke(main, command, env={"TIMELINE_BASE_URL": base_url, "TIMELINE_MODEL": "m"})
        assert result.exit_code in (0, 1, 2), result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        said.append(result.output)
    return "\n".join(said)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("way", "granularity"),
    [*((way, "article") for way in WAYS), ("answer", "expression"), ("no form", "expression")],
)
def test_what_an_endpoint_repeats_of_a_request_is_written_nowhere(
    tmp_path: Path, way: str, granularity: str
) -> None:
    with echo_server("401") as other, echo_server(way, other.base_url) as served:
        said = everything(served.base_url, tmp_path, granularity=granularity)
    assert {headers["authorization"] for headers in served.headers} == {f"Bearer {KEYS['OPENAI_API_KEY']}"}
    assert not [headers for headers in other.headers if leaks(repr(headers).encode())]
    assert bool(other.headers) == (way == "redirect")
    assert "127.0.0.1" in said
    assert_clean(tmp_path, said)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("way", ["401", "answer"])
@pytest.mark.parametrize("holder", [*VARIABLES, "password"])
def test_that_holds_for_each_key_and_for_an_address_with_a_password(
    tmp_path: Path, holder: str, way: str
) -> None:
    with echo_server(way) as served:
        base_url = with_login(served.base_url) if holder == "password" else served.base_url
        if holder == "TIMELINE_API_KEY":
            settings = f'profile = "ours"\n[profiles.ours]\nbase_url = "{base_url}"\nmodel = "m"\n'
            (tmp_path / "timeline.toml").write_text(settings, encoding="utf-8")
            said = (
                CliRunner().invoke(main, ("build", "articles", "-o", "t.json", "--report", "r.json")).output
            )
        else:
            profile = {"AZURE_OPENAI_API_KEY": "azure", "OPENROUTER_API_KEY": "openrouter"}.get(
                holder, "other"
            )
            said = everything(base_url, tmp_path, profile=profile)
    sent = {headers["authorization"] for headers in served.headers}
    login = f"Basic {b64encode(f'ada:{PASSWORD}'.encode()).decode()}"
    assert sent == {login if holder == "password" else f"Bearer {KEYS[holder]}"}
    assert_clean(tmp_path, said)


@pytest.mark.usefixtures("impatient")
def test_nor_is_it_after_every_fault_that_is_known(tmp_path: Path) -> None:
    """But those that end a run: they are ways of echoing above."""
    faults = [fault for fault in FAULTS if fault not in DENIED]
    write_resignations(tmp_path / "articles", 2 * len(faults))
    with fault_server(in_turn(faults, clean=2)) as served:
        said = everything(with_login(served.base_url), tmp_path, granularity="expression")
    assert set(served.faults) == set(faults)
    assert_clean(tmp_path, said)


@pytest.mark.parametrize("way", ["400", "401", "403", "429", "500", "no JSON", "redirect"])
def test_nor_by_a_batch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str) -> None:
    monkeypatch.setattr(batches, "RETRIES", 1)
    monkeypatch.setattr(batches, "PAUSE_SECONDS", 0.0)
    asking = ("--profile", "openai", "--model", "gpt-4.1-mini")
    with echo_server("401") as other, echo_server(way, other.base_url) as served:
        base_url = with_login(served.base_url) if way == "403" else served.base_url
        submitted = CliRunner().invoke(main, ("batch", "submit", "articles", *asking, "--base-url", base_url))
        status = CliRunner().invoke(main, ("batch", "status", *asking, "--base-url", base_url))
    assert served.headers
    assert submitted.exit_code == 2
    assert submitted.stderr
    assert not [headers for headers in other.headers if leaks(repr(headers).encode())]
    assert_clean(tmp_path, submitted.output, status.output)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("way", ["401", "500", "redirect"])
def test_the_traceback_of_an_error_does_not_show_it(way: str) -> None:
    """As a program sees it that calls `timeline.build`, with all errors that led to it."""
    with echo_server(way, "http://127.0.0.1:9/v1") as served, pytest.raises(TimelineError) as raised:
        timeline.build(["articles"], model="m", base_url=with_login(served.base_url))
    assert served.headers
    assert leaks("".join(traceback.format_exception(raised.value)).encode()) == []


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("broken", ["\n", "\r\nX-More: 1", "ä", "\u20ac"], ids=ascii)
def test_a_key_that_cannot_be_sent_is_not_shown_either(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, broken: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", f"sk-{CORES['OPENAI_API_KEY']}{broken}x")
    with echo_server("401") as served:
        said = CliRunner().invoke(
            main, ("build", "articles", "--base-url", served.base_url, "--model", "m", "-o", "t.json")
        )
    assert said.exit_code == 2
    assert_clean(tmp_path, said.output)


@pytest.mark.parametrize(
    "address", ["http://ada:{}@127.0.0.1:999999/v1", "ftp://ada:{}@127.0.0.1/v1", "http://ada:{}@/v1"]
)
def test_an_address_that_is_none_is_told_without_its_password(address: str) -> None:
    result = CliRunner().invoke(
        main, ("build", "articles", "--base-url", address.format(PASSWORD), "--model", "m")
    )
    assert result.exit_code == 2
    assert "not the address of an endpoint" in result.stderr
    assert leaks(result.output.encode()) == []


def test_a_run_that_is_killed_leaves_none_behind(tmp_path: Path) -> None:
    """In no half-written file, in no journal of the store, and not where the client library logs all that it does."""
    command = Path(sys.executable).with_name("timeline")
    environment = {**os.environ, "TIMELINE_CACHE": str(tmp_path / "cache"), "OPENAI_LOG": "debug"}
    write_resignations(tmp_path / "articles", 10)
    with fault_server(in_turn(("429 retry-after", "malformed", "500") * 4, clean=2), latency=0.02) as served:
        asking = ("--base-url", with_login(served.base_url), "--model", "m", "--granularity", "expression")
        killed = (
            command,
            "build",
            "articles",
            *asking,
            "-o",
            "t.html",
            "--log",
            "calls.jsonl",
            "--report",
            "report.json",
        )
        process = subprocess.Popen(
            killed, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        served.received = lambda number: os.kill(process.pid, signal.SIGKILL) if number == 14 else None
        said = process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert (tmp_path / "calls.jsonl").read_bytes()
    assert list((tmp_path / "cache").glob("*-wal"))
    assert "chat/completions" in said[1]
    assert_clean(tmp_path, *said)
