"""Options about asking a model, and about merging its answers into one timeline."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import click

from timeline.choices import Granularity
from timeline.cli.options import Command, bundled


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """The options about asking a model."""

    profile: str | None
    model: str | None
    base_url: str | None
    published: str | None
    granularity: Granularity | None
    concurrency: int | None
    max_calls: int | None
    max_cost: float | None
    report: Path | None
    log: Path | None
    dry_run: bool
    quiet: bool


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """The options about merging mentions into one timeline."""

    title: str | None
    edits: Path | None
    adjudicate: bool | None


profile_option = click.option(
    "--profile", metavar="NAME", help="The endpoint to ask, by its name: see `timeline model list`."
)
base_url_option = click.option(
    "--base-url",
    metavar="URL",
    help="An OpenAI-compatible endpoint, such as http://localhost:11434/v1. "
    "OPENAI_API_KEY is sent to it if set.",
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
        help="When all these articles appeared, as 2015-10-21, 2015-10 or 2015; overrides what they say.",
    ),
    click.option(
        "--granularity",
        type=click.Choice(get_args(Granularity)),
        help="Ask one question for each time expression (small models) or one for each article (large ones). "
        "Default: depends on the model.",
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
        help="Only print an estimate: calls, tokens and, with a known price, money.",
    ),
)

MODEL_OPTIONS = (
    *ENDPOINT_OPTIONS,
    *QUESTION_OPTIONS,
    click.option(
        "--concurrency", metavar="N", type=click.IntRange(min=1), help="Ask up to N questions at once."
    ),
    *LIMIT_OPTIONS,
    click.option(
        "--log",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write each call to this file, one line of JSON each, without keys and without articles' text.",
    ),
    click.option(
        "--report",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write what the run cost to this file, as JSON.",
    ),
    click.option("--quiet", "-q", is_flag=True, help="Print only what went wrong."),
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
    help="Whether the model decides which mentions are the same event where that is borderline, with one "
    "call for each group of them. Default: yes for large models, no for small ones and the embedded one.",
)

MERGE_OPTIONS = (
    click.option("--title", help="The timeline's title. Default: the name of the sources' folder."),
    edits_option,
    adjudicate_option,
)


def merge_options(command: Command) -> Command:
    """Give *command* the options about merging mentions, as one value named `merge`."""
    return bundled(command, MERGE_OPTIONS, MergeOptions, "merge")


def model_options(command: Command) -> Command:
    """Give *command* the options about asking a model, as one value named `model`."""
    return bundled(command, MODEL_OPTIONS, ModelOptions, "model")
