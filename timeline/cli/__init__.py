"""The command line: parse, delegate, report. Whatever is heavy is imported by the command that needs it."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.batch import batch_commands
from timeline.cli.cache import cache_commands
from timeline.cli.check import check
from timeline.cli.error_reporting import reported
from timeline.cli.explain import explain
from timeline.cli.model import model_commands
from timeline.cli.options import (
    DisplayOptions,
    MergeOptions,
    ModelOptions,
    OutputOptions,
    SelectionOptions,
    asking_options,
    choosing_options,
    edits_option,
    merging_options,
    showing_options,
    writing_options,
)
from timeline.cli.output_files import refuse_outputs_among_sources, stale_outputs, write, write_outputs
from timeline.cli.templates import template_commands

if TYPE_CHECKING:
    from timeline.models import Failure


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cited-timeline", prog_name="timeline")
def main() -> None:
    """Build one cited timeline out of many articles: what happened, when, and which sentence says so.

    \b
    Examples:
      timeline build articles/ -o timeline.html      a folder of .txt and .md files
      timeline build a.txt b.md -o briefing.md       some files, as Markdown
      timeline build articles/ -o t.html -o t.json   two outputs of one build
      timeline render t.json --top 10 -o short.md    the ten most important events
      timeline explain "ship freed" t.json           why this is one event, of this date
      cat story.txt | timeline build - --published 2015-10-21
    \b
    The same in steps, each reading what the one before wrote:
      timeline extract articles/ | timeline reconcile - | timeline render - --format markdown

    With no key and no --base-url an embedded model answers (pip install 'cited-timeline[local]'); no text
    leaves this machine then. With OPENAI_API_KEY, OPENAI_BASE_URL or --base-url, the articles' sentences are
    sent to that endpoint.

    Exit status: 0 done, 1 done in part, 2 nothing done, 3 stopped by a limit, 130 by Ctrl-C.
    """


@main.command(short_help="Build a timeline of articles, in one go.")
@click.argument("sources", nargs=-1)
@writing_options
@merging_options
@choosing_options
@asking_options
@reported
def build(
    *,
    sources: tuple[str, ...],
    writing: OutputOptions,
    merging: MergeOptions,
    choosing: SelectionOptions,
    asking: ModelOptions,
) -> int:
    """Build a timeline of SOURCES: files, folders and globs of .txt, .md and .jsonl, or - for standard input.

    \b
    Examples:
      timeline build articles/ -o timeline.html
      timeline build 'news/2015-*.txt' -o timeline.md --title "The visit"
      timeline build articles/ --base-url http://localhost:11434/v1 --model llama3.1:70b -o t.html
      timeline build articles/ -o briefing.md --top 20 --min-sources 2

    A timeline.toml in the current folder names sources, title, outputs and settings: `timeline build` alone
    builds it.

    Without an output, Markdown goes to standard output. Answers are kept: a second run asks nothing that was
    answered, and goes on where the first one stopped.

    Which events are shown may be chosen by --top, --from, --to, --topic and --min-sources, all of them
    together. To make several pages of one build, write it whole to a .json, and choose with `timeline
    render`.

    Mistakes are put right in timeline.edits.toml: `timeline explain` shows what to write there.
    """
    from timeline.cli.display import Display, write_report
    from timeline.cli.project import project_of, tell_estimate
    from timeline.config.settings import ProjectSettings
    from timeline.pipeline.build import build as build_timeline
    from timeline.pipeline.run_settings import Settings

    said = ProjectSettings(sources=sources, output=writing.output)
    project = project_of(said, merging.said(), choosing.said(), asking.said())
    held, settings = project.settings, Settings.of(project, os.environ)
    outputs, choosing = replace(writing, output=held.output).outputs(), SelectionOptions.of(held)
    refuse_outputs_among_sources(held.sources, [place for place, _ in outputs])
    choosing.check()
    if asking.dry_run:
        tell_estimate(project, settings)
        return 0
    with Display(quiet=asking.quiet) as display:
        built = build_timeline(
            held.sources,
            title=held.title,
            published=held.published,
            settings=settings,
            progress=display,
            edits=held.edits,
        )
    chosen = choosing.select(built.timeline)
    write_outputs(chosen, outputs)
    display.built(built, chosen.selection, [file for file, _ in outputs if file])
    if held.report:
        write_report(held.report, built.report, built.extractions, built.timeline.failed)
    return status(built.timeline.failed or built.report.undecided, built.report.stopped)


@main.command(short_help="Find the dated events of each article.")
@click.argument("sources", nargs=-1)
@click.option("--output", "-o", metavar="FILE", help="Write here instead of to standard output.")
@click.option(
    "--shard",
    metavar="I/N",
    help="Ask about the I-th of N parts of the articles alone; N machines do the work.",
)
@asking_options
@reported
def extract(sources: tuple[str, ...], output: str | None, shard: str | None, asking: ModelOptions) -> int:
    """Find the dated events of each article: JSON lines, one article a line, for `timeline reconcile`.

    \b
    Example:
      timeline extract articles/ -o mentions.jsonl
      timeline extract articles/ --shard 2/8 -o part2.jsonl
    """
    from timeline.cli.display import Display, write_report
    from timeline.cli.project import project_of, tell_estimate
    from timeline.config.settings import ProjectSettings
    from timeline.pipeline.extraction import extract as extract_articles
    from timeline.pipeline.run_settings import Settings
    from timeline.store import Shard, dump_extractions

    project = project_of(ProjectSettings(sources=sources), asking.said())
    held = project.settings
    part = Shard.parse(shard) if shard else None
    settings = replace(Settings.of(project, os.environ, part), adjudicate=False)
    refuse_outputs_among_sources(held.sources, [Path(output) if output else None])
    if asking.dry_run:
        tell_estimate(project, settings)
        return 0
    with Display(quiet=asking.quiet) as display:
        extracted = extract_articles(
            held.sources, published=held.published, settings=settings, progress=display
        )
    write(output, dump_extractions(extracted.extractions, extracted.loaded.failures))
    display.extracted_all(extracted)
    if held.report:
        write_report(held.report, extracted.report, extracted.extractions, extracted.failed)
    return status(extracted.failed, extracted.report.stopped)


@main.command(short_help="Merge extracted mentions into one timeline.")
@click.argument("mentions", nargs=-1, required=True)
@click.option("--output", "-o", metavar="FILE", help="Write here instead of to standard output.")
@click.option("--title", default="Timeline", show_default=True, help="The timeline's title.")
@edits_option
@reported
def reconcile(mentions: tuple[str, ...], output: str | None, title: str, edits: Path | None) -> int:
    """Merge what `timeline extract` wrote to MENTIONS (files, or -) into one timeline, as timeline.json.

    \b
    Example:
      timeline reconcile monday.jsonl tuesday.jsonl -o timeline.json --title "The visit"
    """
    from timeline.pipeline.assembly import reconcile_extractions
    from timeline.rendering import json_pieces
    from timeline.store import read_extractions

    lines = [line for place in mentions for line in read_extractions(place)]
    timeline = reconcile_extractions(lines, title=title, edits=edits)
    write(output, json_pieces(timeline))
    return status(timeline.failed)


@main.command(short_help="Show a timeline, or a part of it, in any format.")
@click.argument("timeline_json", metavar="TIMELINE")
@writing_options
@choosing_options
@showing_options
@click.option(
    "--update", is_flag=True, help="Replace only what stands between the marker lines of a Markdown page."
)
@click.option(
    "--check", is_flag=True, help="Write nothing, and exit with 1 when a file is not what would be written."
)
@reported
def render(
    timeline_json: str,
    writing: OutputOptions,
    choosing: SelectionOptions,
    showing: DisplayOptions,
    *,
    update: bool,
    check: bool,
) -> int:
    """Show a TIMELINE (a timeline.json, or -), or a part of it, in another format. No model is asked.

    \b
    Examples:
      timeline render timeline.json -o timeline.html
      timeline render timeline.json --format markdown >> briefing.md
      timeline render timeline.json --top 10 -o short.md
      timeline render timeline.json --topic "canal owners" --from 2021-04 -o claims.html
      timeline render timeline.json --flavour mkdocs --layout table -o docs/timeline.md
      timeline render timeline.json --update --level 2 -o docs/page.md
      timeline render timeline.json --check -o docs/timeline.md

    An event is chosen when it fulfils all that is asked for. --from and --to take what may lie in that time,
    and nothing undated. --topic looks into headlines, names and quotes, and compares words in any form:
    "strikes" finds "struck". --top takes what most independent sources tell most often, earliest in their
    articles, and in the shortest time. An event that an edit has pinned is always shown. How many are left
    out is said in the output.

    With --update a page keeps its own text: only what stands between the lines <!-- timeline:begin --> and
    <!-- timeline:end --> is replaced, in .mdx between {/* timeline:begin */} and {/* timeline:end */}.
    """
    from timeline.store import read_timeline

    outputs, options = writing.outputs(), showing.options()
    timeline = choosing.select(read_timeline(timeline_json))
    if check:
        stale = stale_outputs(timeline, outputs, options, update=update)
        for place in stale:
            click.echo(
                f"timeline: {place} is not what would be written; the same command without --check writes it.",
                err=True,
            )
        return 1 if stale else 0
    write_outputs(timeline, outputs, options, update=update)
    if timeline.selection:
        from timeline.timelines.selection import describe_selection

        click.echo(f"Shown: {describe_selection(timeline.selection)}.", err=True)
    return 0


@main.command()
@reported
def schema() -> int:
    """Print the JSON Schema of timeline.json.

    \b
    Example:
      timeline schema > timeline.schema.json
    """
    from timeline.rendering import json_schema

    write(None, json_schema())
    return 0


main.add_command(explain)
main.add_command(check)
main.add_command(batch_commands)
main.add_command(cache_commands)
main.add_command(model_commands)
main.add_command(template_commands)


def status(failed: "Sequence[Failure] | str | None", stopped: str | None = None) -> int:
    """Return the exit status of what was done: in part, when some of it *failed* or a limit *stopped* it."""
    return 3 if stopped else 1 if failed else 0
