"""Formats of other distributions, installed beside the command: one that works, and ones that cannot be used."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from plugin_distribution import install_plugin

from timeline.store import read_timeline

TIMELINE = Path(__file__).parents[1] / "timelines" / "old_bridge.json"
GROUP = "timeline.exporters"
HEADLINES = """
import io, zipfile
from timeline.rendering import Exporter

def headlines(timeline, options):
    return "".join(f"{event.date}\\t{event.headline}\\n" for event in timeline.events)

def archive(timeline, options):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as files:
        files.writestr("headlines.txt", headlines(timeline, options))
    return packed.getvalue()

HEADLINES = Exporter(name="headlines", endings=(".headlines.json",), summary="dates and headlines", render=headlines)
ARCHIVE = Exporter(name="archive", endings=(".zip",), summary="the same, packed", render=archive)
"""
CLASHING = """
from timeline.rendering import Exporter

def nothing(timeline, options):
    return ""

SAME_NAME = Exporter(name="csv", endings=(".made-up",), summary="", render=nothing)
SAME_ENDING = Exporter(name="calendar", endings=(".cal", ".ics"), summary="", render=nothing)
SAME_AS_OTHER = Exporter(name="headlines", endings=(".made-up",), summary="", render=nothing)
OTHER_ENDING = Exporter(name="packed", endings=(".zip",), summary="", render=nothing)
"""
FAILING = """
from timeline.rendering import Exporter

BROKEN = Exporter(name="broken", endings=(".broken",), summary="", render=lambda timeline, options: 1 / 0)
ODD = Exporter(name="odd", endings=(".odd",), summary="", render=lambda timeline, options: [timeline.title])
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return install_plugin(
        tmp_path / "site",
        "made-up-headlines",
        {GROUP: {"headlines": "made_up_headlines:HEADLINES", "archive": "made_up_headlines:ARCHIVE"}},
        {"made_up_headlines": HEADLINES},
    )


def run(site: Path, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[bytes]:
    path = os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH")]))
    code = "from timeline.cli import main; main(prog_name='timeline')"
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        check=False,
        cwd=site.parent,
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "200"},
    )
    assert result.returncode == status, result.stderr.decode()
    return result


def unpacked(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        return files.read("headlines.txt").decode()


def test_a_format_of_another_distribution_is_one_of_the_formats(site: Path, tmp_path: Path) -> None:
    events = read_timeline(str(TIMELINE)).events
    expected = "".join(f"{event.date}\t{event.headline}\n" for event in events)

    run(site, "render", str(TIMELINE), "-o", "old.headlines.json", "-o", "old.zip", "-o", "old.json")
    assert (tmp_path / "old.headlines.json").read_text(encoding="utf-8") == expected
    assert unpacked((tmp_path / "old.zip").read_bytes()) == expected
    assert read_timeline(str(tmp_path / "old.json")).events == events

    assert unpacked(run(site, "render", str(TIMELINE), "--format", "archive").stdout) == expected
    assert run(site, "render", str(TIMELINE), "--format", "headlines").stdout.decode() == expected

    run(site, "render", str(TIMELINE), "--check", "-o", "old.headlines.json")
    (tmp_path / "old.zip").write_bytes(b"PK other bytes \xff")
    assert (
        "old.zip is not what"
        in run(site, "render", str(TIMELINE), "--check", "-o", "old.zip", status=1).stderr.decode()
    )

    shown = " ".join(run(site, "render", "--help").stdout.decode().split())
    assert "jsonld; `timeline formats` lists those of other distributions, too." in shown
    listed = run(site, "formats")
    assert (
        "headlines   .headlines.json     made-up-headlines 1.0  dates and headlines\n"
        in listed.stdout.decode()
    )
    assert listed.stderr == b""


def test_a_format_of_another_distribution_is_rendered_from_python(site: Path) -> None:
    code = f"""
import sys
from timeline.rendering import exporter_list, render
from timeline.store import read_timeline
timeline = read_timeline({str(TIMELINE)!r})
sys.stdout.write(render(timeline, "headlines"))
assert isinstance(render(timeline, "archive"), bytes)
assert list(exporter_list().exporters)[-2:] == ["archive", "headlines"]
"""
    path = os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH")]))
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert result.stdout.count("\n") == len(read_timeline(str(TIMELINE)).events)


def test_formats_that_cannot_be_used_are_left_out_and_all_others_work(site: Path, tmp_path: Path) -> None:
    install_plugin(
        site, "made-up-gone", {GROUP: {"gone": "made_up_gone:FORMAT"}}, {"made_up_gone": "import nowhere"}
    )
    clashing = ("SAME_NAME", "SAME_ENDING", "SAME_AS_OTHER", "OTHER_ENDING")
    install_plugin(
        site,
        "zz-clashing",
        {GROUP: {name.lower(): f"zz_clashing:{name}" for name in clashing}},
        {"zz_clashing": CLASHING},
    )
    problems = [
        "timeline: The plugin “gone” of made-up-gone 1.0 is left out: ModuleNotFoundError: No module named 'nowhere'.",
        "timeline: The plugin “packed” of zz-clashing 1.0 is left out: its ending .zip is taken by the format “archive”.",
        "timeline: The plugin “headlines” of zz-clashing 1.0 is left out: its name is taken by made-up-headlines 1.0.",
        "timeline: The plugin “calendar” of zz-clashing 1.0 is left out: its ending .ics is taken by the format “ical”.",
        "timeline: The plugin “csv” of zz-clashing 1.0 is left out: its name is taken by a built-in format.",
    ]
    rendered = run(site, "render", str(TIMELINE), "-o", "old.csv", "-o", "old.ics", "-o", "old.zip")
    assert rendered.stderr.decode().splitlines() == problems
    assert (tmp_path / "old.csv").read_text(encoding="utf-8").startswith("event,")
    assert (tmp_path / "old.ics").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
    assert unpacked((tmp_path / "old.zip").read_bytes())

    listed = run(site, "formats", status=1)
    assert listed.stderr.decode().splitlines() == problems
    assert len(listed.stdout.splitlines()) == 1 + 13 + 2
    asked = run(site, "render", str(TIMELINE), "--format", "gone", status=2)
    assert "There is no format “gone”: choose from html, fragment," in asked.stderr.decode()


def test_a_format_that_fails_is_named_with_its_distribution(site: Path, tmp_path: Path) -> None:
    names = {"broken": "made_up_failing:BROKEN", "odd": "made_up_failing:ODD"}
    install_plugin(site, "made-up-failing", {GROUP: names}, {"made_up_failing": FAILING})
    broken = run(site, "render", str(TIMELINE), "-o", "old.csv", "-o", "old.broken", status=2)
    assert broken.stderr.decode() == (
        "timeline: The format “broken” of made-up-failing 1.0 failed: ZeroDivisionError: division by zero\n"
    )
    assert not (tmp_path / "old.csv").exists()
    odd = run(site, "render", str(TIMELINE), "-o", "old.odd", status=2)
    assert odd.stderr.decode() == (
        "timeline: The format “odd” of made-up-failing 1.0 gave list, not text or bytes.\n"
    )
