"""Options that several commands take, each set of them as one value."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from timeline.config.settings import ProjectSettings
    from timeline.dates import EventDate, PartialDate
    from timeline.llm import Granularity
    from timeline.models import Timeline
    from timeline.rendering import Format, Options
    from timeline.rendering.html_page import HtmlOptions
    from timeline.rendering.markdown_document import Evidence, Layout, MarkdownOptions
    from timeline.rendering.markdown_escaping import Flavour
    from timeline.timelines.selection import Criteria

Command = Callable[..., None]
Shown = TypeVar("Shown", bound="HtmlOptions | MarkdownOptions")

# Named here once more, so that help needs nothing of what renders; a test holds both together.
FORMATS = (
    "html",
    "fragment",
    "css",
    "js",
    "markdown",
    "json",
    "timelinejs",
    "vis",
    "mermaid",
    "csv",
    "ical",
    "csl",
    "jsonld",
)
FLAVOURS = ("gfm", "mkdocs", "myst", "pandoc", "mdx", "commonmark")
LAYOUTS = ("headings", "bullets", "table")
EVIDENCE = ("footnotes", "blocks")


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """What the user said about asking a model."""

    profile: str | None
    model: str | None
    base_url: str | None
    published: str | None
    granularity: "Granularity | None"
    concurrency: int | None
    max_calls: int | None
    max_cost: float | None
    report: Path | None
    log: Path | None
    dry_run: bool
    quiet: bool

    def said(self) -> "ProjectSettings":
        """Return it as settings. Raises UsageError when --published is no date."""
        from timeline.config.settings import ProjectSettings

        return ProjectSettings(
            profile=self.profile,
            model=self.model,
            base_url=self.base_url,
            published=date_of("--published", self.published),
            granularity=self.granularity,
            concurrency=self.concurrency,
            max_calls=self.max_calls,
            max_cost=self.max_cost,
            report=self.report,
            log=self.log,
        )


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """What the user said about how mentions become one timeline."""

    title: str | None
    edits: Path | None
    adjudicate: bool | None

    def said(self) -> "ProjectSettings":
        """Return it as settings."""
        from timeline.config.settings import ProjectSettings

        return ProjectSettings(title=self.title, edits=self.edits, adjudicate=self.adjudicate)


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """What the user said about where a timeline is written, and how."""

    output: tuple[str, ...]
    format_: "Format | None"

    def outputs(self) -> "list[tuple[Path | None, Format]]":
        """Return each output, None for standard output, with its format. Raises UsageError for an ending that tells none."""
        from timeline.rendering import format_of

        places = [None if output == "-" else Path(output) for output in self.output] or [None]
        return [(place, self.format_ or (format_of(place) if place else "markdown")) for place in places]


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """What the user said about how a timeline looks; None is what suits the format."""

    flavour: "Flavour | None"
    layout: "Layout | None"
    evidence: "Evidence | None"
    front_matter: bool | None
    level: int | None
    prefix: str | None
    locale: str | None
    script: bool | None
    templates: Path | None

    def options(self) -> "Options":
        """Return it as it is rendered. Raises UsageError for what cannot be."""
        from timeline.rendering import Options

        plain = Options()
        return Options(
            html=self._changed(plain.html, "level", "prefix", "locale", "script"),
            fragment=self._changed(plain.fragment, "level", "prefix", "locale", "script"),
            markdown=self._changed(
                plain.markdown, "flavour", "layout", "evidence", "front_matter", "level", "prefix", "locale"
            ),
            templates=self.templates,
            locale=self.locale,
        )

    def _changed(self, options: Shown, *names: str) -> Shown:
        given = {name: getattr(self, name) for name in names}
        return replace(options, **{name: value for name, value in given.items() if value is not None})


@dataclass(frozen=True, slots=True)
class SelectionOptions:
    """What the user said about which events are wanted."""

    top: int | None
    since: str | None
    until: str | None
    topic: str | None
    min_sources: int | None

    def said(self) -> "ProjectSettings":
        """Return it as settings. Raises UsageError when a date is none."""
        from timeline.config.settings import ProjectSettings

        return ProjectSettings(
            top=self.top,
            since=_day("--from", self.since),
            until=_day("--to", self.until),
            topic=self.topic,
            min_sources=self.min_sources,
        )

    @classmethod
    def of(cls, settings: "ProjectSettings") -> "SelectionOptions":
        """Return what *settings* select."""
        since, until = (str(day) if day else None for day in (settings.since, settings.until))
        return cls(
            top=settings.top, since=since, until=until, topic=settings.topic, min_sources=settings.min_sources
        )

    def choice(self) -> "Criteria":
        """Return it as the timeline is asked for it. Raises UsageError when a date is none."""
        from timeline.timelines.selection import Criteria

        return Criteria(
            top=self.top,
            since=_day("--from", self.since),
            until=_day("--to", self.until),
            topic=self.topic,
            sources=self.min_sources,
        )

    def check(self) -> None:
        """Raise UsageError when the choice makes no sense, before anything is built for it."""
        from timeline.timelines.selection import criteria_of

        list(criteria_of(self.choice()))

    def select(self, timeline: "Timeline") -> "Timeline":
        """Return *timeline* with the events that are wanted. Raises UsageError when the choice makes no sense."""
        from timeline.timelines.selection import select

        return select(timeline, self.choice())


profile_option = click.option(
    "--profile", metavar="NAME", help="The endpoint to ask, by its name: see `timeline model list`."
)
base_url_option = click.option(
    "--base-url",
    metavar="URL",
    help="An OpenAI-compatible endpoint, such as http://localhost:11434/v1. OPENAI_API_KEY is sent to it if set.",
)

ENDPOINT_OPTIONS = (
    profile_option,
    click.option("--model", metavar="NAME", help="A model of the endpoint, or a .gguf file to run here."),
    base_url_option,
)

QUESTION_OPTIONS = (
    click.option(
        "--published",
        metavar="DATE",
        help="When all these articles appeared, as 2015-10-21, 2015-10 or 2015; it overrides what they say.",
    ),
    click.option(
        "--granularity",
        type=click.Choice(["expression", "article"]),
        help="Ask one question for each time expression (small models) or one for each article (large ones). "
        "Default: what suits the model.",
    ),
)

LIMIT_OPTIONS = (
    click.option(
        "--max-calls", metavar="N", type=click.IntRange(min=1), help="Stop before more than N calls are made."
    ),
    click.option(
        "--max-cost",
        metavar="DOLLARS",
        type=click.FloatRange(min=0),
        help="Stop before it may cost more, where a price is known.",
    ),
    click.option(
        "--dry-run",
        is_flag=True,
        help="Only say what asking would take: calls, tokens and, with a price known, money.",
    ),
)

ASKING_OPTIONS = (
    *ENDPOINT_OPTIONS,
    *QUESTION_OPTIONS,
    click.option(
        "--concurrency", metavar="N", type=click.IntRange(min=1), help="Ask so many questions at once."
    ),
    *LIMIT_OPTIONS,
    click.option(
        "--log",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write each call to this file, a line of JSON each; no key and no text of an article is in it.",
    ),
    click.option(
        "--report",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write what the run cost to this file, as JSON.",
    ),
    click.option("--quiet", "-q", is_flag=True, help="Tell nothing but what went wrong."),
)

WRITING_OPTIONS = (
    click.option(
        "--output",
        "-o",
        multiple=True,
        metavar="FILE",
        help="Write here; the ending says the format. May be given again.",
    ),
    click.option(
        "--format",
        "format_",
        metavar="FORMAT",
        type=click.Choice(FORMATS),
        help=f"The format, when the output's ending does not say it: {', '.join(FORMATS)}.",
    ),
)

SHOWING_OPTIONS = (
    click.option(
        "--flavour", type=click.Choice(FLAVOURS), help="The Markdown that is written. Default: gfm."
    ),
    click.option("--layout", type=click.Choice(LAYOUTS), help="How Markdown is laid out. Default: headings."),
    click.option(
        "--evidence", type=click.Choice(EVIDENCE), help="Where Markdown has its quotes. Default: footnotes."
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
        help="Templates that are taken instead of those of the same names.",
    ),
)

CHOOSING_OPTIONS = (
    click.option("--top", metavar="N", type=click.IntRange(min=1), help="Only the N most important events."),
    click.option(
        "--from", "since", metavar="DATE", help="Only events of that day, month or year, and later ones."
    ),
    click.option("--to", "until", metavar="DATE", help="Only events up to that day, month or year."),
    click.option(
        "--topic",
        metavar="WORDS",
        help="Only events that tell of all these words or names, in any of their forms.",
    ),
    click.option(
        "--min-sources",
        metavar="N",
        type=click.IntRange(min=1),
        help="Only events that N or more independent sources tell.",
    ),
)

edits_option = click.option(
    "--edits",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Corrections by people. Default: timeline.edits.toml in the current folder, if it is there.",
)

adjudicate_option = click.option(
    "--adjudicate/--no-adjudicate",
    default=None,
    help="Whether the model is asked which mentions tell the same, where that is close: one call for each group of them. "
    "Default: large models are, small ones and the embedded one are not.",
)

MERGING_OPTIONS = (
    click.option("--title", help="The timeline's title. Default: the name of the sources' folder."),
    edits_option,
    adjudicate_option,
)


def merging_options(command: Command) -> Command:
    """Give *command* the options about how mentions become one timeline, as one value named `merging`."""
    return bundled(command, MERGING_OPTIONS, MergeOptions, "merging")


def asking_options(command: Command) -> Command:
    """Give *command* the options about asking a model, as one value named `asking`."""
    return bundled(command, ASKING_OPTIONS, ModelOptions, "asking")


def writing_options(command: Command) -> Command:
    """Give *command* the options about what it writes, as one value named `writing`."""
    return bundled(command, WRITING_OPTIONS, OutputOptions, "writing")


def showing_options(command: Command) -> Command:
    """Give *command* the options about how a timeline looks, as one value named `showing`."""
    return bundled(command, SHOWING_OPTIONS, DisplayOptions, "showing")


def choosing_options(command: Command) -> Command:
    """Give *command* the options about which events are wanted, as one value named `choosing`."""
    return bundled(command, CHOOSING_OPTIONS, SelectionOptions, "choosing")


def bundled(
    command: Command, options: Sequence[Callable[[Command], Command]], bundle: type[Any], name: str
) -> Command:
    """Give *command* the *options* as one value of the type *bundle*, named *name*."""

    @functools.wraps(command)
    def run(**given: object) -> None:
        values = {field.name: given.pop(field.name) for field in fields(bundle)}
        command(**{name: bundle(**values)}, **given)

    whole: Command = run
    for option in reversed(options):
        whole = option(whole)
    return whole


def date_of(option: str, value: str | None) -> "EventDate | None":
    """Return the date that is the *value* of *option*. Raises UsageError when it is none."""
    from timeline.dates import parse_edtf
    from timeline.errors import UsageError

    try:
        return parse_edtf(value) if value else None
    except ValueError:
        raise UsageError(f"{option} takes a date as 2015-10-21, 2015-10 or 2015, not “{value}”.") from None


def _day(option: str, value: str | None) -> "PartialDate | None":
    from timeline.dates import PartialDate
    from timeline.errors import UsageError

    date = date_of(option, value)
    if date is not None and not isinstance(date, PartialDate):
        raise UsageError(
            f"{option} takes one date, such as 2015-10-21, 2015-10 or 2015, and no span as “{value}”."
        )
    return date
