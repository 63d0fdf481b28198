"""The generators of docs sites, each with the settings of the fixture site, and how it is built: strictly, with no network.

They are looked for in the Python that runs the tests, or in the one that TIMELINE_SITES_PYTHON names.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from timeline.models import TIMELINE_FORMAT, Event
from timeline.rendering.escaping import anchor

HERE = Path(__file__).parent
TIMELINES = HERE.parent / "timelines"
PYTHON = os.environ.get("TIMELINE_SITES_PYTHON", sys.executable)

MATERIAL = """
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
"""
BOOTSTRAP = """
  name: mkdocs
  color_mode: auto
  highlightjs: false
  navigation_depth: 4
"""
MARKDOWN_SITE = """
site_name: Bridges of Wendmouth
site_url: http://127.0.0.1/
docs_dir: pages
site_dir: built
use_directory_urls: false
theme: {theme}
markdown_extensions:
  - attr_list
  - footnotes
  - smarty
  - toc: {{permalink: true}}
  - pymdownx.superfences
"""
WITH_PLUGIN = """
plugins:
  - search
  - cited-timeline: {page: events.md, timelines: [data/old_bridge.json, data/hostile.json]}
validation: {anchors: warn}
"""
WITH_EXTENSION = """
  - timeline.integrations.markdown: {folder: pages}
extra_css: [assets/cited-timeline.css]
watch: [pages/data]
validation: {anchors: warn}
"""
SPHINX_SITE = """
project = "Bridges of Wendmouth"
extensions = ["myst_parser", "timeline.integrations.sphinx"]
myst_enable_extensions = ["colon_fence"]
html_theme = "{theme}"
html_theme_options = {options}
"""


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator with a theme: what it needs, how it is called, and its settings file."""

    name: str
    needs: tuple[str, ...]
    command: tuple[str, ...]
    settings: tuple[str, str]
    search: str

    @property
    def is_sphinx(self) -> bool:
        """Whether its pages are those for Sphinx."""
        return self.command[0] == "sphinx"


def _sphinx(name: str, theme: str, options: str = "{}") -> Generator:
    command = ("sphinx", "-W", "-n", "-b", "html", "pages", "built")
    return Generator(
        name,
        ("sphinx", "myst_parser", theme),
        command,
        ("pages/conf.py", SPHINX_SITE.format(theme=theme, options=options)),
        "sphinx",
    )


def _mkdocs(name: str, module: str, theme: str, needs: tuple[str, ...], search: str) -> Generator:
    settings = MARKDOWN_SITE.format(theme=theme) + WITH_PLUGIN
    return Generator(
        name, needs, (module, "build", "--strict", "-f", "site.yml"), ("site.yml", settings), search
    )


MKDOCS = _mkdocs("MkDocs with Material", "mkdocs", MATERIAL, ("mkdocs", "material"), "material")
PROPERDOCS = _mkdocs(
    "ProperDocs", "properdocs", BOOTSTRAP, ("properdocs", "properdocs_theme_mkdocs"), "bootstrap"
)
ZENSICAL = Generator(
    "Zensical",
    ("zensical",),
    ("zensical", "build", "--strict", "-f", "site.yml"),
    ("site.yml", MARKDOWN_SITE.format(theme=MATERIAL) + WITH_EXTENSION),
    "zensical",
)
FURO = _sphinx("Sphinx with Furo", "furo")
PYDATA = _sphinx("Sphinx with PyData", "pydata_sphinx_theme", '{"show_toc_level": 3}')
GENERATORS = (MKDOCS, PROPERDOCS, ZENSICAL, FURO, PYDATA)


def lay_out(generator: Generator, folder: Path) -> None:
    """Put the fixture site for *generator* into *folder*."""
    pages = folder / "pages"
    shutil.copytree(HERE / ("site-sphinx" if generator.is_sphinx else "site-markdown"), pages)
    shutil.copytree(TIMELINES, pages / "data", ignore=shutil.ignore_patterns("*.html", "*.md"))
    name, text = generator.settings
    (folder / name).write_text(text, encoding="utf-8")
    if generator is ZENSICAL:
        from timeline.rendering.html_page import site_stylesheet

        (pages / "assets").mkdir()
        (pages / "assets" / "cited-timeline.css").write_text(site_stylesheet(), encoding="utf-8")


def build(generator: Generator, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Build the site of *folder*, with the network out of reach; *more* are further arguments."""
    command = (PYTHON, str(HERE / "offline.py"), *generator.command, *more)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )


def events_of(name: str) -> list[Event]:
    """Return the dated and undated events of a timeline in tests/timelines/."""
    timeline = TIMELINE_FORMAT.validate_json((TIMELINES / f"{name}.json").read_bytes())
    return [*timeline.events, *timeline.undated]


def anchor_of(event: Event) -> str:
    """Return the anchor of *event* on a page with one timeline."""
    return f"timeline-{anchor(event.id)}"
