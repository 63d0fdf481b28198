"""The plugins of docs/how-to/plugins.md, installed as the page says, are found and used by the command."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from plugin_distribution import install_plugin

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "plugins.md"
TIMELINE = Path(__file__).parents[1] / "timelines" / "old_bridge.json"
CLIPPING = "Ferry aground | The Lindholm Courier | 2014-03-05\nThe ferry Aurora ran aground on Monday.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    modules = {re.findall(r"\w+", code)[0]: code for kind, code in blocks if kind == "python"}
    (settings,) = (tomllib.loads(code) for kind, code in blocks if kind == "toml")
    project = settings["project"]
    return install_plugin(tmp_path / "site", project["name"], project["entry-points"], modules)


def run(site: Path, code: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH")]))
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": path},
        cwd=site.parent,
        input=given,
        capture_output=True,
        check=True,
        text=True,
    )


READ = """
import sys
from timeline.articles.loading import read_articles
loaded = read_articles(sys.argv[1:], base=None)
print([(source.article.title, source.article.publisher, str(source.article.published)) for source in loaded.sources])
"""


def test_the_reader_reads_a_file_and_standard_input(site: Path) -> None:
    (site.parent / "a.clip").write_text(CLIPPING, encoding="utf-8")
    expected = "[('Ferry aground', 'The Lindholm Courier', '2014-03-05')]\n"
    assert run(site, READ, "a.clip").stdout == expected
    assert run(site, READ, "-", given=CLIPPING).stdout == expected


def test_the_exporter_writes_a_line_for_each_event(site: Path) -> None:
    code = "from timeline.cli import main; main()"
    printed = run(site, code, "render", str(TIMELINE), "-o", "old_bridge.headlines")
    assert "left out" not in printed.stderr
    lines = (site.parent / "old_bridge.headlines").read_text(encoding="utf-8").splitlines()
    assert lines
    assert all(re.fullmatch(r"\S+\t.+", line) for line in lines)


def test_the_language_is_detected(site: Path) -> None:
    code = "from timeline.lang.registry import detect_language; print(detect_language('Lo mi or, lo mi or.').code)"
    assert run(site, code).stdout == "qya\n"
