"""Selection of events: the most important, those of a time, of a topic, with a tag, or of several sources.

The timeline says how many events were selected, and by which criteria. An event that an editor has pinned is
always selected.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.dates import EventDate, PartialDate, describe
from timeline.errors import UsageError
from timeline.models import (
    Article,
    Event,
    Selection,
    SelectionCriterion,
    SourcesCriterion,
    TagsCriterion,
    TimeCriterion,
    Timeline,
    TopCriterion,
    TopicCriterion,
    event_order,
    without_lost_doubts,
)
from timeline.rendering.explanation_words import criteria_words
from timeline.rendering.labels import labels
from timeline.timelines.event_words import EventWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What is wanted of a timeline; all of it together, and None where it does not matter.

    *top* is how many events, the most important; *since* and *until* are dates that an event lies between or
    overlaps; *topic* is words all of which it has; *tags* are those of which it has one at least; *sources*
    is how many independent ones it has at least.
    """

    top: int | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    topic: str | None = None
    tags: frozenset[str] = frozenset()
    sources: int | None = None


def select(timeline: Timeline, choice: Criteria) -> Timeline:
    """Return *timeline* with the events that *choice* wants, and how many these are of all.

    Of equally important events the one with more sources and citations, and then the earlier one, comes
    first. Raises UsageError when no event can ever fulfil the choice: its dates are the wrong way round, its
    topic has no word that counts.
    """
    tests = list(criteria_of(choice, timeline.articles))
    if not tests and choice.top is None:
        return timeline
    every = (*timeline.events, *timeline.undated)
    wanted = [event for event in every if _is_pinned(event) or all(wants(event) for _, wants in tests)]
    criteria = [criterion for criterion, _ in tests]
    if choice.top is not None:
        wanted = _most_important(wanted, choice.top)
        criteria.append(TopCriterion(count=choice.top))
    chosen = {event.id for event in wanted}
    shown = without_lost_doubts([event for event in every if event.id in chosen])
    dated = sum(event.id in chosen for event in timeline.events)
    before = timeline.selection
    return replace(
        timeline,
        events=tuple(shown[:dated]),
        undated=tuple(shown[dated:]),
        selection=Selection(
            shown=len(chosen),
            events=before.events if before else len(every),
            criteria=(*(before.criteria if before else ()), *criteria),
        ),
    )


def describe_selection(selection: Selection) -> str:
    """Say what a selection holds.

    >>> since = TimeCriterion(by="since", date=PartialDate(2021, 3))
    >>> criteria = (since, TopCriterion(count=30))
    >>> describe_selection(Selection(shown=30, events=212, criteria=criteria))
    '30 of 212 events: since March 2021; the 30 most important'
    """
    return labels().selection(selection.shown, selection.events, criteria_words(selection.criteria, labels()))


CriterionTest = tuple[SelectionCriterion, Callable[[Event], bool]]


def criteria_of(choice: Criteria, articles: Sequence[Article]) -> Iterator[CriterionTest]:
    """Yield the criteria of *choice* for events of *articles*, with their tests; all but how many.

    *articles* is empty where they are not known yet. Raises UsageError as `select` does.
    """
    since, until = choice.since, choice.until
    _refuse_empty_period(since, until)
    if since:
        yield (
            TimeCriterion(by="since", date=since),
            lambda event: event.date is not None and event.date.last >= since.first,
        )
    if until:
        yield (
            TimeCriterion(by="until", date=until),
            lambda event: event.date is not None and event.date.first <= until.last,
        )
    if choice.topic is not None:
        topic, read = choice.topic, EventWords(articles)
        if read.mean_nothing(topic):
            raise UsageError(
                f"The topic “{choice.topic}” has no word that distinguishes events: name what it is about."
            )
        yield (
            TopicCriterion(words=choice.topic),
            lambda event: read.stems(topic, event) <= read.stems(_text_of(event), event),
        )
    if choice.tags:
        yield (
            TagsCriterion(tags=tuple(sorted(choice.tags))),
            lambda event: not choice.tags.isdisjoint(event.tags),
        )
    if choice.sources is not None:
        least = choice.sources
        yield (
            SourcesCriterion(least=least),
            lambda event: event.independent_sources >= least,
        )


def _refuse_empty_period(since: EventDate | None, until: EventDate | None) -> None:
    if since and until and until.last < since.first:
        raise UsageError(
            f"No event is since {describe(since)} and until {describe(until)}: exchange the two dates."
        )


def _text_of(event: Event) -> str:
    """Return an event's headline and names, and its quotes with their headlines."""
    quotes = (text for citation in event.citations for text in (citation.headline, citation.quote))
    return " ".join((event.headline, *event.actors, *event.places, *event.tags, *quotes))


def _most_important(events: list[Event], top: int) -> list[Event]:
    pinned = [event for event in events if _is_pinned(event)]
    others = [event for event in events if not _is_pinned(event)]
    others.sort(key=lambda it: (-it.importance, -it.independent_sources, -len(it.citations), event_order(it)))
    return pinned + others[: max(0, top - len(pinned))]


def _is_pinned(event: Event) -> bool:
    return any(edit.kind == "pin" for edit in event.edits)
