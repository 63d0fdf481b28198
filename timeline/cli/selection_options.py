"""Options about which events are shown."""

from dataclasses import dataclass

import click

from timeline.cli.options import Command, bundled, parse_single_date
from timeline.config.settings import ProjectSettings
from timeline.models import Timeline
from timeline.timelines.selection import Criteria, criteria_of, select


@dataclass(frozen=True, slots=True)
class SelectionOptions:
    """The options about which events are shown."""

    top: int | None
    since: str | None
    until: str | None
    topic: str | None
    min_sources: int | None

    def settings(self) -> ProjectSettings:
        """Return them as settings. Raises UsageError when a date is not one."""
        return ProjectSettings(
            top=self.top,
            since=parse_single_date("--from", self.since),
            until=parse_single_date("--to", self.until),
            topic=self.topic,
            min_sources=self.min_sources,
        )

    @classmethod
    def of(cls, settings: ProjectSettings) -> "SelectionOptions":
        """Return what *settings* select."""
        since, until = (str(day) if day else None for day in (settings.since, settings.until))
        return cls(
            top=settings.top, since=since, until=until, topic=settings.topic, min_sources=settings.min_sources
        )

    def criteria(self) -> Criteria:
        """Return them as criteria of a selection. Raises UsageError when a date is not one."""
        return Criteria(
            top=self.top,
            since=parse_single_date("--from", self.since),
            until=parse_single_date("--to", self.until),
            topic=self.topic,
            sources=self.min_sources,
        )

    def check(self) -> None:
        """Raise UsageError when the criteria make no sense, before anything is built for them."""
        list(criteria_of(self.criteria(), ()))

    def select(self, timeline: Timeline) -> Timeline:
        """Return *timeline* with the selected events. Raises UsageError when the criteria make no sense."""
        return select(timeline, self.criteria())


SELECTION_OPTIONS = (
    click.option("--top", metavar="N", type=click.IntRange(min=1), help="Only the N most important events."),
    click.option(
        "--from", "since", metavar="DATE", help="Only events of that day, month or year, and later ones."
    ),
    click.option("--to", "until", metavar="DATE", help="Only events up to that day, month or year."),
    click.option(
        "--topic",
        metavar="WORDS",
        help="Only events that mention all these words or names, in any of their forms.",
    ),
    click.option(
        "--min-sources",
        metavar="N",
        type=click.IntRange(min=1),
        help="Only events of N or more independent sources.",
    ),
)


def selection_options(command: Command) -> Command:
    """Give *command* the options about which events are shown, as one value named `selection`."""
    return bundled(command, SELECTION_OPTIONS, SelectionOptions, "selection")
