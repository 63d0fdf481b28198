"""A small made-up story for tests of finished timelines; a sentence has the same offsets, and so the same id, in any story."""

from collections.abc import Sequence

from sample_mentions import GENERATED, SampleMention, article, mention

from timeline.models import Event, Extraction, Mention, Timeline, mention_id
from timeline.reconcile import fingerprint, reconcile

FERRY = (
    SampleMention(
        "a",
        "The ferry Maris Stella sank off Velmora on Friday.",
        "on Friday",
        "Ferry Maris Stella sank",
        "2019-05-03",
    ),
    SampleMention(
        "b",
        "The Maris Stella sank off the port on May 3.",
        "on May 3",
        "Maris Stella sank off the port",
        "2019-05-03",
    ),
    SampleMention(
        "c",
        "The ferry Maris Stella sank then.",
        "then",
        "Maris Stella sank",
        "2019-05-03",
        "event",
        "2019-06-20",
    ),
)
MOURNING = SampleMention(
    "a",
    "Ana Kores declared three days of mourning on Saturday.",
    "on Saturday",
    "Ana Kores declared mourning",
    "2019-05-04",
)
INQUIRY = SampleMention(
    "b", "A court opened an inquiry in June.", "in June", "Court opened an inquiry", "2019-06"
)
HARBOUR = SampleMention(
    "c", "Nobody knows when the harbour was dug.", None, "Harbour was dug", None, "event", "2019-06-20"
)
STORY = (*FERRY, MOURNING, INQUIRY, HARBOUR)


def extractions_of(story: Sequence[SampleMention]) -> list[Extraction]:
    """Return the mentions of *story* by article."""
    return [
        Extraction(
            article=article(name, published),
            mentions=tuple(_mention(sample) for sample in story if sample.article == name),
            fingerprint=fingerprint(f"text of {name} by itself"),
            generated=GENERATED,
        )
        for name, published in {sample.article: sample.published for sample in story}.items()
    ]


def reconciled(story: Sequence[SampleMention]) -> Timeline:
    return reconcile(extractions_of(story), title="Test", generated=GENERATED)


def event_with(timeline: Timeline, sample: SampleMention) -> Event:
    """Return the event that cites *sample*."""
    every = (*timeline.events, *timeline.undated)
    return next(
        event for event in every if any(citation.quote == sample.quote for citation in event.citations)
    )


def id_of(sample: SampleMention) -> str:
    """Return the id of the citation of *sample*."""
    return mention_id(_mention(sample).citation, f"sha of {sample.article}")


def _mention(sample: SampleMention) -> Mention:
    return mention(sample, 100 * sum(map(ord, sample.quote[:20])))
