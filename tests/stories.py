"""A small made-up story for tests of what is done to a timeline: each sentence has its place, and so its id, in any story."""

from collections.abc import Sequence

from tellings import GENERATED, Told, article, mention

from timeline.models import Event, Extraction, Mention, Timeline, mention_id
from timeline.reconcile import fingerprint, reconcile

FERRY = (
    Told(
        "a",
        "The ferry Maris Stella sank off Velmora on Friday.",
        "on Friday",
        "Ferry Maris Stella sank",
        "2019-05-03",
    ),
    Told(
        "b",
        "The Maris Stella sank off the port on May 3.",
        "on May 3",
        "Maris Stella sank off the port",
        "2019-05-03",
    ),
    Told(
        "c",
        "The ferry Maris Stella sank then.",
        "then",
        "Maris Stella sank",
        "2019-05-03",
        "event",
        "2019-06-20",
    ),
)
MOURNING = Told(
    "a",
    "Ana Kores declared three days of mourning on Saturday.",
    "on Saturday",
    "Ana Kores declared mourning",
    "2019-05-04",
)
INQUIRY = Told("b", "A court opened an inquiry in June.", "in June", "Court opened an inquiry", "2019-06")
HARBOUR = Told(
    "c", "Nobody knows when the harbour was dug.", None, "Harbour was dug", None, "event", "2019-06-20"
)
STORY = (*FERRY, MOURNING, INQUIRY, HARBOUR)


def extractions_of(story: Sequence[Told]) -> list[Extraction]:
    """Return the mentions of *story* by article."""
    return [
        Extraction(
            article=article(name, published),
            mentions=tuple(_mention(told) for told in story if told.article == name),
            fingerprint=fingerprint(f"text of {name} by itself"),
            generated=GENERATED,
        )
        for name, published in {told.article: told.published for told in story}.items()
    ]


def reconciled(story: Sequence[Told]) -> Timeline:
    return reconcile(extractions_of(story), title="Test", generated=GENERATED)


def event_with(timeline: Timeline, told: Told) -> Event:
    """Return the event that cites *told*."""
    every = (*timeline.events, *timeline.undated)
    return next(event for event in every if any(citation.quote == told.quote for citation in event.citations))


def id_of(told: Told) -> str:
    """Return the id of the citation that *told* is."""
    return mention_id(_mention(told).citation, f"sha of {told.article}")


def _mention(told: Told) -> Mention:
    return mention(told, 100 * sum(map(ord, told.quote[:20])))
