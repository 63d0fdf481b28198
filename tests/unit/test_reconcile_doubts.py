"""In doubt two events, and both say so: which ones, how often, and what settles it."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from borderline_story import BORDERLINE_STORY
from fakes import FakeModel
from hypothesis import given
from hypothesis import strategies as st
from sample_mentions import (
    GENERATED,
    SampleMention,
    events_of,
    extractions,
    features_of_samples,
    stories,
    timeline_of,
)
from sample_story import event_with, extractions_of, id_of, reconciled

from timeline.models import DoubtReason, Event, Extraction, MayBeSame, Timeline
from timeline.reconcile import find_clusters
from timeline.reconcile import timeline_of as timeline_of_clusters
from timeline.reconcile.adjudication import adjudicate
from timeline.reconcile.parameters import CLEARLY_ENOUGH, MOST_DOUBTS
from timeline.reconcile.similarity import margin
from timeline.timelines.edits import Edits, revise
from timeline.timelines.edits.parsing import read_edits
from timeline.timelines.explanation import explain_event
from timeline.timelines.selection import Criteria, select
from timeline.timelines.validation import check_timeline


def told(article: str, headline: str, date: str | None = "2019-05-03") -> SampleMention:
    return SampleMention(
        article, f"{headline} on Friday, officials said.", "on Friday" if date else None, headline, date
    )


ADA = told("a", "Police in Elin arrested Ada Brandt over the fraud")
JON = told("b", "Police in Elin arrested Jon Tarn over the fraud")
STRIKES = [
    told(letter, f"Drones hit a power station in {town}")
    for letter, town in zip("abcdef", ("Orlin", "Suvand", "Karsk", "Velmora", "Brek", "Holm"), strict=True)
]


NEARLY = (
    SampleMention(
        "a",
        "Fishing boat sank off Velmora on Friday evening, the coastguard said.",
        "on Friday evening",
        "Fishing boat sank off Velmora",
        "2019-05-03",
    ),
    SampleMention(
        "b",
        "Divers said that a cargo ship from Orland sank with 12 on board in a storm on Friday.",
        "on Friday",
        "A cargo ship from Orland sank with 12 on board in a storm",
        "2019-05-03",
    ),
)


def test_much_alike_under_other_names_is_in_doubt() -> None:
    """Each of both names the other, with what fills the role there and here."""
    ada, jon = sorted(events_of(ADA, JON), key=lambda event: event.headline)
    (here,), (there,) = ada.may_be_same, jon.may_be_same
    assert (here.event, here.reason, here.one, here.other) == (
        jon.id,
        DoubtReason.OTHER_NAMES,
        "Ada Brandt",
        "Jon Tarn",
    )
    assert there == replace(here, event=ada.id, one="Jon Tarn", other="Ada Brandt")
    assert here.score == round(here.score, 2) > 0.4


def test_much_alike_of_another_place_is_in_doubt() -> None:
    one, other = events_of(*STRIKES[:2])
    assert one.may_be_same[0].reason is other.may_be_same[0].reason is DoubtReason.ANOTHER_PLACE


def test_nearly_alike_is_in_doubt() -> None:
    """What falls short by very little, without names that differ."""
    one, other = events_of(*NEARLY)
    assert one.may_be_same == (
        MayBeSame(event=other.id, reason=DoubtReason.SIMILARITY, score=one.may_be_same[0].score),
    )


SURELY_TWO = {
    "identifiers": ("Rescuers found flight 370 off Velmora", "Rescuers found flight 512 off Velmora"),
    "amounts": ("The Orland index fell 2.1 percent in Elin", "The Orland index fell 4.8 percent in Elin"),
    "opposites": ("The court in Elin upheld the Orland ban", "The court in Elin lifted the Orland ban"),
    "who did it to whom": ("Elin beat Varr in the cup final", "Varr beat Elin in the cup final"),
    "dates": (ADA.headline, JON.headline),
    "no date": (ADA.headline, JON.headline),
}


@pytest.mark.parametrize("kind", SURELY_TWO)
def test_what_is_surely_two_events_is_in_no_doubt(kind: str) -> None:
    one, other = SURELY_TWO[kind]
    dates = {"dates": ("2019-05-03", "2019-05-10"), "no date": (None, None)}
    first, second = dates.get(kind, ("2019-05-03", "2019-05-03"))
    samples = told("a", one, first), told("b", other, second)
    if first == second is not None:
        assert margin(*features_of_samples(*samples)) >= CLEARLY_ENOUGH
    events = events_of(*samples)
    assert len(events) == 2
    assert not any(event.may_be_same for event in events)


def test_few_are_named() -> None:
    """However many are alike, and still each of two names the other."""
    events = events_of(*STRIKES)
    assert len(events) == len(STRIKES)
    assert max(len(event.may_be_same) for event in events) == MOST_DOUBTS
    assert symmetrical(events)


def symmetrical(events: Sequence[Event]) -> bool:
    """Return whether each doubt is of two events that are there, and the other one has it too."""
    found = {
        (event.id, doubt.event, doubt.one, doubt.other): doubt
        for event in events
        for doubt in event.may_be_same
    }
    return all(
        one != other and found[other, one, second, first].score == doubt.score
        for (one, other, first, second), doubt in found.items()
    )


@given(
    st.one_of(stories, st.just(extractions([*STRIKES, ADA, JON, *NEARLY]))),
    st.randoms(use_true_random=False),
)
def test_doubts_are_mutual_few_and_free_of_order(found: list[Extraction], chance: random.Random) -> None:
    timeline = timeline_of(found)
    events = (*timeline.events, *timeline.undated)
    assert symmetrical(events)
    for event in events:
        scores = [doubt.score for doubt in event.may_be_same]
        assert scores == sorted(scores, reverse=True)
        assert len({doubt.event for doubt in event.may_be_same}) == len(scores) <= MOST_DOUBTS
    shuffled = [replace(e, mentions=tuple(chance.sample(e.mentions, len(e.mentions)))) for e in found]
    chance.shuffle(shuffled)
    assert timeline_of(shuffled) == timeline


def edited(toml: str, *story: SampleMention) -> Timeline:
    found = extractions_of(story)
    revision = revise(find_clusters(found), Edits(Path("e.toml"), read_edits(toml, "e.toml")), found)
    return revision.finish(
        timeline_of_clusters(revision.event_clusters, found, title="Test", generated=GENERATED)
    )


ENTRIES = {
    "merge": f'[[merge]]\nevents = ["{id_of(ADA)}", "{id_of(JON)}"]\nreason = "One person."\n',
    "split": f'[[split]]\ncitations = ["{id_of(ADA)}"]\nreason = "Two persons."\n',
    "redate": f'[[redate]]\nevent = "{id_of(ADA)}"\ndate = "2019-05-04"\nreason = "A day later."\n',
    "hide": f'[[hide]]\nevent = "{id_of(ADA)}"\nreason = "No arrest."\n',
}


@pytest.mark.parametrize("kind", ENTRIES)
def test_what_an_editor_says_is_no_doubt(kind: str) -> None:
    """What is put together or apart, dated or hidden by hand; whatever else was edited stays in doubt."""
    assert reconciled([ADA, JON]).events[0].may_be_same
    assert not any(event.may_be_same for event in edited(ENTRIES[kind], ADA, JON).events)
    pinned = f'[[pin]]\nevent = "{id_of(ADA)}"\nreason = "It matters."\n'
    assert all(event.may_be_same for event in edited(pinned, ADA, JON).events)


@pytest.mark.parametrize(
    ("groups", "doubtful"),
    [([[1], [2]], False), ([], True), ([[1]], True)],
    ids=["it says two", "it says nothing", "it says half"],
)
def test_what_the_model_settles_is_no_doubt(groups: list[list[int]], *, doubtful: bool) -> None:
    """An answer that says two leaves none; one that leaves either out says nothing about both."""
    found = extractions_of(NEARLY)
    model = FakeModel(lambda _: {"groups": groups})
    adjudicated = asyncio.run(adjudicate(find_clusters(found), model, lambda *_: None))
    assert adjudicated.asked == 1
    timeline = timeline_of_clusters(adjudicated.event_clusters, found, title="Test", generated=GENERATED)
    assert [bool(event.may_be_same) for event in timeline.events] == [doubtful, doubtful]


def test_a_selection_names_no_event_that_it_leaves_out() -> None:
    timeline = reconciled([ADA, JON, *BORDERLINE_STORY])
    assert event_with(timeline, ADA).may_be_same
    chosen = select(timeline, Criteria(topic="Ada Brandt"))
    assert [event.may_be_same for event in chosen.events] == [()]


def test_the_check_finds_a_doubt_about_no_event(tmp_path: Path) -> None:
    timeline = reconciled([ADA, JON])
    assert not [it for it in check_timeline(timeline, tmp_path).findings if "may be the same" in it.what]
    cut = replace(timeline, events=timeline.events[:1])
    (finding,) = [it for it in check_timeline(cut, tmp_path).findings if "may be the same" in it.what]
    assert finding.where == timeline.events[0].id
    assert timeline.events[1].id in finding.what


def test_the_explanation_lists_what_may_be_the_same() -> None:
    """With the reason, both names and the score, and of an event that was cut off the id."""
    timeline = reconciled([ADA, JON])
    ada, jon = event_with(timeline, ADA), event_with(timeline, JON)
    shown = " ".join(explain_event(ada, timeline).split())
    doubt = f"it is told with other names: “Ada Brandt” here, “Jon Tarn” there. Similarity {ada.may_be_same[0].score:.2f}."
    assert (
        f"Perhaps the same {jon.id} (3 May 2019: {JON.headline}): much speaks for one event, but {doubt}"
        in shown
    )
    assert f"{jon.id} (not in this timeline)" in explain_event(ada, replace(timeline, events=(ada,)))
    alone = reconciled([ADA])
    assert "Perhaps the same" not in explain_event(alone.events[0], alone)
