"""Options about what is written where, and how it looks."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import click

from timeline.choices import FLAVOURS, LAYOUTS, Evidence, Flavour, Layout, TextFormat
from timeline.cli.options import Command, bundled


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """The options about where a timeline is written, and in which format."""

    output: tuple[str, ...]
    format_: str | None


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """The options about how a timeline looks; None is the default of the format."""

    flavour: Flavour | None
    layout: Layout | None
    evidence: Evidence | None
    front_matter: bool | None
    level: int | None
    prefix: str | None
    locale: str | None
    script: bool | None
    templates: Path | None


def _complete_format(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    from timeline.rendering.exporters import exporter_list

    return [name for name in exporter_list().exporters if name.startswith(begun)]


OUTPUT_OPTIONS = (
    click.option(
        "--output",
        "-o",
        multiple=True,
        metavar="FILE",
        help="Write here, in the format that the ending names (see `timeline formats`). May be given again.",
    ),
    click.option(
        "--format",
        "format_",
        metavar="FORMAT",
        shell_complete=_complete_format,
        help="The format, when the output's ending does not name it: "
        f"{', '.join(get_args(TextFormat))}; `timeline formats` lists those of other distributions, too.",
    ),
)

DISPLAY_OPTIONS = (
    click.option("--flavour", type=click.Choice(FLAVOURS), help="The flavour of Markdown. Default: gfm."),
    click.option("--layout", type=click.Choice(LAYOUTS), help="How Markdown is laid out. Default: headings."),
    click.option(
        "--evidence",
        type=click.Choice(get_args(Evidence)),
        help="Where Markdown has its quotes. Default: footnotes.",
    ),
    click.option(
        "--front-matter", is_flag=True, default=None, help="Begin Markdown with title and language."
    ),
    click.option(
        "--level", metavar="N", type=click.IntRange(1, 4), help="The level of the title's heading, 1 to 4."
    ),
    click.option(
        "--prefix", metavar="NAME", help="What anchors begin with, so that a page can hold several timelines."
    ),
    click.option(
        "--locale",
        metavar="TAG",
        help="The language of the words and dates, such as de. Default: the timeline's.",
    ),
    click.option(
        "--script/--no-script", default=None, help="Whether an HTML page can be searched. Default: yes."
    ),
    click.option(
        "--templates",
        metavar="FOLDER",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="Templates that replace the built-in ones of the same names.",
    ),
)


def output_options(command: Command) -> Command:
    """Give *command* the options about what it writes, as one value named `output`."""
    return bundled(command, OUTPUT_OPTIONS, OutputOptions, "output")


def display_options(command: Command) -> Command:
    """Give *command* the options about how a timeline looks, as one value named `display`."""
    return bundled(command, DISPLAY_OPTIONS, DisplayOptions, "display")
