"""Options about batches."""

from dataclasses import dataclass

from timeline.choices import Granularity
from timeline.cli.model_options import (
    ENDPOINT_OPTIONS,
    LIMIT_OPTIONS,
    QUESTION_OPTIONS,
    adjudicate_option,
    base_url_option,
    profile_option,
)
from timeline.cli.options import Command, bundled


@dataclass(frozen=True, slots=True)
class EndpointOptions:
    """The options about whose batches are meant."""

    profile: str | None
    base_url: str | None


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """The options about what a batch asks."""

    profile: str | None
    model: str | None
    base_url: str | None
    published: str | None
    granularity: Granularity | None
    adjudicate: bool | None
    max_calls: int | None
    max_cost: float | None
    dry_run: bool


def endpoint_options(command: Command) -> Command:
    """Give *command* the options about whose batches are meant, as one value named `endpoint`."""
    return bundled(command, (profile_option, base_url_option), EndpointOptions, "endpoint")


def batch_options(command: Command) -> Command:
    """Give *command* the options about what a batch asks, as one value named `options`."""
    options = (*ENDPOINT_OPTIONS, *QUESTION_OPTIONS, adjudicate_option, *LIMIT_OPTIONS)
    return bundled(command, options, BatchOptions, "options")
