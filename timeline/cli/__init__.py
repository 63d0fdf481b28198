"""The command line: parse, delegate, report. Whatever is heavy is imported by the command that needs it."""

import functools
import glob
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.errors import reported
from timeline.cli.model import model_commands

if TYPE_CHECKING:
    from timeline.dates import EventDate
    from timeline.llm import Granularity
    from timeline.models import Failure, Timeline
    from timeline.pipeline import Settings
    from timeline.render import Format

FORMATS = ("html", "markdown", "json")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cited-timeline", prog_name="timeline")
def main() -> None:
    """Build one cited timeline out of many articles: what happened, when, and which sentence says so.

    \b
    Examples:
      timeline build articles/ -o timeline.html      a folder of .txt and .md files
      timeline build a.txt b.md -o briefing.md       some files, as Markdown
      timeline build articles/ -o t.html -o t.json   two outputs of one build
      cat story.txt | timeline build - --published 2015-10-21
    \b
    The same in steps, each reading what the one before wrote:
      timeline extract articles/ | timeline reconcile - | timeline render - --format markdown

    With no key and no --base-url an embedded model answers (pip install 'cited-timeline[local]'); no text
    leaves this machine then. With OPENAI_API_KEY, OPENAI_BASE_URL or --base-url, the articles' sentences are
    sent to that endpoint.

    Exit status: 0 done, 1 done in part, 2 nothing done, 130 stopped by Ctrl-C.
    """


@dataclass(frozen=True, slots=True)
class Asking:
    """What the user said about asking a model."""

    model: str | None
    base_url: str | None
    published: str | None
    granularity: "Granularity | None"
    report: Path | None
    quiet: bool

    def settings(self) -> "Settings":
        """Return what the pipeline needs of it."""
        from timeline.pipeline import Settings

        return Settings(model=self.model, base_url=self.base_url, granularity=self.granularity)

    def publication_date(self) -> "EventDate | None":
        """Read --published. Raises UsageError when it is no date."""
        from timeline.dates import parse_edtf
        from timeline.errors import UsageError

        try:
            return parse_edtf(self.published) if self.published else None
        except ValueError:
            raise UsageError(f"--published takes a date as 2015-10-21, 2015-10 or 2015, not “{self.published}”.") from None


ASKING_OPTIONS = (
    click.option("--model", metavar="NAME", help="A model of the endpoint, or a .gguf file to run here."),
    click.option(
        "--base-url",
        metavar="URL",
        help="An OpenAI-compatible endpoint, such as http://localhost:11434/v1. OPENAI_API_KEY is sent to it if set.",
    ),
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
    click.option(
        "--report",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write what the run cost to this file, as JSON.",
    ),
    click.option("--quiet", "-q", is_flag=True, help="Tell nothing but what went wrong."),
)


def asking_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give *command* the options about asking a model, as one value named `asking`."""

    @functools.wraps(command)
    def run(**options: object) -> None:
        about_asking = {field.name: options.pop(field.name) for field in fields(Asking)}
        command(asking=Asking(**about_asking), **options)  # type: ignore[arg-type]  # click made them of these types

    for option in reversed(ASKING_OPTIONS):
        run = option(run)
    return run


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--output", "-o", multiple=True, metavar="FILE", help="Write here; .html, .md or .json. May be given again.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="The format, when the output's ending does not say it.")
@click.option("--title", help="The timeline's title. Default: the name of the sources' folder.")
@asking_options
@reported
def build(
    sources: tuple[str, ...], output: tuple[str, ...], format_: "Format | None", title: str | None, asking: Asking
) -> int:
    """Build a timeline of SOURCES: files, folders and globs of .txt, .md and .jsonl, or - for standard input.

    \b
    Examples:
      timeline build articles/ -o timeline.html
      timeline build 'news/2015-*.txt' -o timeline.md --title "The visit"
      timeline build articles/ --base-url http://localhost:11434/v1 --model llama3.1:70b -o t.html

    Without --output, Markdown goes to standard output. Answers are kept: a second run asks nothing that was
    answered, and goes on where the first one stopped.
    """
    from timeline import pipeline
    from timeline.cli.display import Display, write_report

    outputs = formats_of(output, format_)
    refuse_outputs_among_sources(sources, [place for place, _ in outputs])
    with Display(quiet=asking.quiet) as display:
        built = pipeline.build(
            sources, title=title, published=asking.publication_date(), settings=asking.settings(), progress=display
        )
    write_outputs(built.timeline, outputs)
    display.built(built, [file for file, _ in outputs if file])
    if asking.report:
        write_report(asking.report, built.report, built.extractions, built.timeline.failed)
    return status(built.timeline.failed)


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--output", "-o", metavar="FILE", help="Write here instead of to standard output.")
@asking_options
@reported
def extract(sources: tuple[str, ...], output: str | None, asking: Asking) -> int:
    """Find the dated events of each article: JSON lines, one article a line, for `timeline reconcile`.

    \b
    Example:
      timeline extract articles/ -o mentions.jsonl
    """
    from timeline import pipeline
    from timeline.cli.display import Display, write_report
    from timeline.store import dump_extractions

    refuse_outputs_among_sources(sources, [Path(output) if output else None])
    with Display(quiet=asking.quiet) as display:
        extracted = pipeline.extract(sources, published=asking.publication_date(), settings=asking.settings(), progress=display)
    write(output, dump_extractions(extracted.extractions, extracted.reading.failures))
    display.extracted_all(extracted)
    if asking.report:
        write_report(asking.report, extracted.report, extracted.extractions, extracted.failed)
    return status(extracted.failed)


@main.command()
@click.argument("mentions", nargs=-1, required=True)
@click.option("--output", "-o", metavar="FILE", help="Write here instead of to standard output.")
@click.option("--title", default="Timeline", show_default=True, help="The timeline's title.")
@reported
def reconcile(mentions: tuple[str, ...], output: str | None, title: str) -> int:
    """Merge what `timeline extract` wrote to MENTIONS (files, or -) into one timeline, as timeline.json.

    \b
    Example:
      timeline reconcile monday.jsonl tuesday.jsonl -o timeline.json --title "The visit"
    """
    from timeline import pipeline
    from timeline.render import render
    from timeline.store import load_extractions

    lines = [line for place in mentions for line in load_extractions(read(place), place)]
    timeline = pipeline.reconcile_extractions(lines, title=title)
    write(output, render(timeline, "json"))
    return status(timeline.failed)


@main.command()
@click.argument("timeline_json", metavar="TIMELINE")
@click.option("--output", "-o", multiple=True, metavar="FILE", help="Write here; .html, .md or .json. May be given again.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="The format, when the output's ending does not say it.")
@reported
def render(timeline_json: str, output: tuple[str, ...], format_: "Format | None") -> int:
    """Show a TIMELINE (a timeline.json, or -) as HTML or Markdown. No model is asked.

    \b
    Examples:
      timeline render timeline.json -o timeline.html
      timeline render timeline.json --format markdown >> briefing.md
    """
    from timeline.store import load_timeline

    write_outputs(load_timeline(read(timeline_json), timeline_json), formats_of(output, format_))
    return 0


main.add_command(model_commands)


def status(failed: "Sequence[Failure]") -> int:
    """Return the exit status of what was done: in part, when some of it *failed*."""
    return 1 if failed else 0


def formats_of(outputs: tuple[str, ...], format_: "Format | None") -> "list[tuple[Path | None, Format]]":
    """Return each output, None for standard output, with its format. Raises UsageError for an ending that tells none."""
    from timeline.render import format_of

    places = [None if output == "-" else Path(output) for output in outputs] or [None]
    return [(place, format_ or (format_of(place) if place else "markdown")) for place in places]


def refuse_outputs_among_sources(sources: tuple[str, ...], outputs: "Iterable[Path | None]") -> None:
    """Raise UsageError when an output would replace an article, or the next build would read it as one."""
    from timeline.errors import UsageError

    # Of a glob, the folder in which it looks.
    read = {(Path(source).parent if glob.has_magic(source) else Path(source)).resolve() for source in sources}
    folders = {place for place in read if place.is_dir()}
    for output in outputs:
        place = output.resolve() if output else None
        if place is None or place.suffix.lower() not in (".md", ".txt", ".jsonl"):
            continue
        if place in read or not folders.isdisjoint(place.parents):
            raise UsageError(
                f"{output} is among the articles: this build or the next would take it for one. Write it elsewhere."
            )


def write_outputs(timeline: "Timeline", outputs: "list[tuple[Path | None, Format]]") -> None:
    """Write *timeline* to each output in its format."""
    from timeline.render import render as rendered

    for place, format_ in outputs:
        write(str(place) if place else None, rendered(timeline, format_))


def read(place: str) -> str:
    """Return the text of a file, or of standard input for "-". Raises StoreError when it cannot be read."""
    from timeline.errors import StoreError

    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        raise StoreError(f"{place} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise StoreError(f"{place} is no text in UTF-8 (at byte {error.start}).") from error


def write(place: str | None, text: str) -> None:
    """Write *text* to a file, or to standard output for None and "-"."""
    if place is None or place == "-":
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    else:
        from timeline.store import write_text

        write_text(Path(place), text)
