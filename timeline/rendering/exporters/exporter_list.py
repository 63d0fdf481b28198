"""The list of all formats: the built-in ones, and those of other distributions.

A format of another distribution is found by an entry point of the group `timeline.exporters`, whose value
leads to an `Exporter`. What the command line, its messages and the docs name is read from this list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline.errors import UsageError
from timeline.plugins import Plugin, left_out, load_plugins
from timeline.rendering.exporters.base import Exporter
from timeline.rendering.exporters.csl import CSL
from timeline.rendering.exporters.html import CSS, FRAGMENT, HTML, JS
from timeline.rendering.exporters.icalendar import ICALENDAR
from timeline.rendering.exporters.json_ld import JSON_LD
from timeline.rendering.exporters.markdown import MARKDOWN
from timeline.rendering.exporters.mermaid import MERMAID
from timeline.rendering.exporters.spreadsheet import CSV
from timeline.rendering.exporters.timeline_json import JSON
from timeline.rendering.exporters.timelinejs import TIMELINE_JS
from timeline.rendering.exporters.vis import VIS

ENTRY_POINTS = "timeline.exporters"
BUILT_IN = (
    HTML,
    FRAGMENT,
    CSS,
    JS,
    MARKDOWN,
    JSON,
    TIMELINE_JS,
    VIS,
    MERMAID,
    CSV,
    ICALENDAR,
    CSL,
    JSON_LD,
)


@dataclass(frozen=True, slots=True)
class ExporterList:
    """All *exporters* by name, in their order; the *plugins* among them; a sentence for each one left out."""

    exporters: dict[str, Exporter]
    plugins: dict[str, Plugin[Exporter]]
    problems: tuple[str, ...]

    def named(self, name: str) -> Exporter:
        """Return the exporter *name*. Raises UsageError for an unknown one."""
        if name in self.exporters:
            return self.exporters[name]
        left_out_ones = "".join(f"\n{problem}" for problem in self.problems)
        raise UsageError(
            f"There is no format “{name}”: choose from {', '.join(self.exporters)}.{left_out_ones}"
        )

    def for_file(self, file: Path) -> Exporter:
        """Return the exporter whose ending *file* has, the longest of them. Raises UsageError for none."""
        name = file.name.lower()
        endings = {ending: each for each in self.exporters.values() for ending in each.endings}
        fitting = [ending for ending in endings if name.endswith(ending) and name != ending]
        if fitting:
            return endings[max(fitting, key=len)]
        raise UsageError(
            f"{file.name!r} does not say which format to write: end it with one of {', '.join(endings)},\n"
            f"or name the format: {', '.join(self.exporters)}."
        )

    def origin(self, exporter: Exporter) -> str | None:
        """Return the distribution that brings *exporter*; None for a built-in one."""
        plugin = self.plugins.get(exporter.name)
        return plugin.distribution if plugin else None


@cache
def exporter_list() -> ExporterList:
    """Return the list of all formats; other distributions are looked for once in a process."""
    plugins, problems = load_plugins(ENTRY_POINTS, Exporter)
    return list_exporters(plugins, problems)


def list_exporters(plugins: Iterable[Plugin[Exporter]], problems: Iterable[str] = ()) -> ExporterList:
    """Return the built-in exporters and those of *plugins* whose name and endings are free."""
    exporters = {each.name: each for each in BUILT_IN}
    added: dict[str, Plugin[Exporter]] = {}
    problems = list(problems)
    for plugin in plugins:
        exporter = plugin.value
        endings = {ending: each.name for each in exporters.values() for ending in each.endings}
        taken = next((ending for ending in exporter.endings if ending in endings), None)
        if exporter.name in exporters:
            reason = f"its name is taken by {_owner(exporter.name, added)}"
        elif taken:
            reason = f"its ending {taken} is taken by the format “{endings[taken]}”"
        else:
            exporters[exporter.name] = exporter
            added[exporter.name] = plugin
            continue
        problems.append(left_out(exporter.name, plugin.distribution, reason))
    return ExporterList(exporters, added, tuple(problems))


def _owner(name: str, added: dict[str, Plugin[Exporter]]) -> str:
    return added[name].distribution if name in added else "a built-in format"
