"""A choice shows what was asked for, keeps what is pinned, and counts what it leaves out; importance only ever grows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_mentions import article, mention
from sample_story import FERRY, HARBOUR, INQUIRY, MOURNING, STORY, event_with, reconciled

from timeline.dates import PartialDate, parse_edtf
from timeline.errors import UsageError
from timeline.models import Citation, Edit, Selection, TagsCriterion, TimeCriterion, Timeline, TopCriterion
from timeline.reconcile.importance import importance
from timeline.timelines.selection import Criteria, describe_selection, select

TIMELINE = reconciled(STORY)


def day(edtf: str) -> PartialDate:
    date = parse_edtf(edtf)
    assert isinstance(date, PartialDate)
    return date


def headlines(timeline: Timeline) -> list[str]:
    return [event.headline for event in (*timeline.events, *timeline.undated)]


def pinned(timeline: Timeline, headline: str) -> Timeline:
    """Return *timeline* with the event of this headline pinned."""
    pin = (Edit(kind="pin", reason="because"),)
    events, undated = (
        tuple(replace(event, edits=pin) if event.headline == headline else event for event in some)
        for some in (timeline.events, timeline.undated)
    )
    return replace(timeline, events=events, undated=undated)


FERRY_HEADLINE = event_with(TIMELINE, FERRY[0]).headline
CHOICES = {
    "the most important": (Criteria(top=1), [FERRY_HEADLINE]),
    "since a day": (Criteria(since=day("2019-05-04")), [MOURNING.headline, INQUIRY.headline]),
    "until a day": (Criteria(until=day("2019-05-03")), [FERRY_HEADLINE]),
    "within a month": (
        Criteria(since=day("2019-05"), until=day("2019-05")),
        [FERRY_HEADLINE, MOURNING.headline],
    ),
    "a day of the month that is stated": (Criteria(since=day("2019-06-20")), [INQUIRY.headline]),
    "several sources": (Criteria(sources=2), [FERRY_HEADLINE]),
    "a topic in any form": (Criteria(topic="sinking of a ferry"), [FERRY_HEADLINE]),
    "a topic that only a quote has": (Criteria(topic="Velmora"), [FERRY_HEADLINE]),
    "an undated topic": (Criteria(topic="harbours"), [HARBOUR.headline]),
    "a topic of two events": (Criteria(topic="Ana mourning"), [MOURNING.headline]),
    "not a part of a topic": (Criteria(topic="ferry inquiry"), []),
    "all of it together": (Criteria(topic="ferry", since=day("2019-05-04")), []),
}


@pytest.mark.parametrize(("choice", "shown"), CHOICES.values(), ids=CHOICES)
def test_a_choice_shows_what_was_asked_for(choice: Criteria, shown: list[str]) -> None:
    """Each criterion alone, dated and undated, and all of them together."""
    assert headlines(select(TIMELINE, choice)) == shown


def test_what_is_left_out_is_counted() -> None:
    """A chosen timeline says of how many events it shows how many, and by what they were chosen."""
    chosen = select(TIMELINE, Criteria(top=2, since=day("2019")))
    assert chosen.selection == Selection(
        shown=2,
        events=4,
        criteria=(TimeCriterion(by="since", date=parse_edtf("2019")), TopCriterion(count=2)),
    )
    assert describe_selection(chosen.selection) == "2 of 4 events: since 2019; the 2 most important"


def test_a_choice_of_a_choice_counts_from_the_whole() -> None:
    """Selecting twice hides nothing: the whole is what is counted from, and both criteria are stated."""
    chosen = select(select(TIMELINE, Criteria(top=2)), Criteria(top=1))
    assert chosen.selection is not None
    assert (chosen.selection.shown, chosen.selection.events, len(chosen.selection.criteria)) == (1, 4, 2)


def test_tags_select_events_that_have_one_of_them() -> None:
    """Nothing here tags events, but what others have tagged is chosen by it, beside all else that is asked for."""
    tagged = replace(
        TIMELINE,
        events=tuple(
            replace(e, tags=("sea",)) if e.headline == FERRY_HEADLINE else e for e in TIMELINE.events
        ),
    )
    chosen = select(tagged, Criteria(tags=frozenset({"sea", "rail"}), top=5))
    assert headlines(chosen) == [FERRY_HEADLINE]
    assert chosen.selection is not None
    assert chosen.selection.criteria == (TagsCriterion(tags=("rail", "sea")), TopCriterion(count=5))
    assert headlines(select(pinned(tagged, HARBOUR.headline), Criteria(tags=frozenset({"rail"})))) == [
        HARBOUR.headline
    ]


def test_no_choice_changes_nothing() -> None:
    """Without a choice there is no selection to tell of."""
    assert select(TIMELINE, Criteria()) is TIMELINE


@pytest.mark.parametrize(
    "choice",
    [Criteria(top=1), Criteria(since=day("2030")), Criteria(topic="ferry"), Criteria(sources=9)],
    ids=repr,
)
def test_what_is_pinned_is_always_shown(choice: Criteria) -> None:
    """A pin outweighs every criterion, and takes the first of the places of the most important."""
    shown = headlines(select(pinned(TIMELINE, HARBOUR.headline), choice))
    assert HARBOUR.headline in shown
    assert choice.top is None or len(shown) == choice.top


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Criteria(since=day("2019-05-04"), until=day("2019-05-03")), "exchange the two dates"),
        (Criteria(topic="the of and"), "has no word that distinguishes events"),
        (Criteria(topic=""), "has no word that distinguishes events"),
    ],
)
def test_a_choice_that_nothing_can_fulfil_is_refused(choice: Criteria, said: str) -> None:
    """What can only be a mistake is an error, not an empty page."""
    with pytest.raises(UsageError, match=said):
        select(TIMELINE, choice)


choices = st.builds(
    Criteria,
    top=st.none() | st.integers(1, 5),
    since=st.sampled_from([None, day("2018"), day("2019-05-04")]),
    until=st.sampled_from([None, day("2019-06"), day("2020")]),
    topic=st.sampled_from([None, "ferry", "court"]),
    sources=st.none() | st.integers(1, 3),
)


@given(choices, st.sampled_from([FERRY_HEADLINE, HARBOUR.headline, ""]))
def test_a_choice_shows_events_as_they_are_and_counts_them(choice: Criteria, pin: str) -> None:
    """Whatever is chosen is part of the whole, unchanged and in its order, and its count is right."""
    whole = pinned(TIMELINE, pin)
    chosen = select(whole, choice)
    assert [event for event in whole.events if event in chosen.events] == list(chosen.events)
    assert [event for event in whole.undated if event in chosen.undated] == list(chosen.undated)
    assert chosen.articles == whole.articles
    if chosen.selection:
        assert chosen.selection.shown == len(headlines(chosen))
        assert chosen.selection.events == len(headlines(whole))


ARTICLES = {
    f"art-{name}": article(name, published)
    for name, published in zip(
        "abcdefg", ["2019-05-03", "2019-05-04", "2019-05-05", "2019-05-20", "2019", None, None], strict=True
    )
}


def cited(name: str, start: int) -> Citation:
    return mention(FERRY[0]._replace(article=name), start).citation


def weight(citations: Sequence[Citation], **copies: str) -> float:
    return importance(citations, ARTICLES, {name: copies.get(name[4:], name) for name in ARTICLES})


cited_places = st.builds(cited, st.sampled_from("abcdefg"), st.integers(0, 20_000))


@given(st.lists(cited_places, min_size=1, max_size=8), cited_places)
def test_one_more_citation_never_makes_an_event_less_important(
    citations: list[Citation], more: Citation
) -> None:
    """Importance is monotone in all that it is mixed of, and stays between 0 and 1."""
    assert 0 <= weight(citations) <= weight([*citations, more]) <= 1


MORE: dict[str, tuple[Any, Any]] = {
    "another source": ([cited("a", 0), cited("a", 9)], [cited("a", 0), cited("d", 9)]),
    "another citation": ([cited("a", 0)], [cited("a", 0), cited("a", 50)]),
    "an earlier place": ([cited("a", 5000)], [cited("a", 100)]),
    "a burst": ([cited("a", 0), cited("d", 0)], [cited("a", 0), cited("b", 0)]),
}


@pytest.mark.parametrize(("less", "more"), MORE.values(), ids=MORE)
def test_each_thing_that_importance_is_mixed_of_counts(less: list[Citation], more: list[Citation]) -> None:
    """Independent sources, citations, an early place, and appearing together: each alone makes a difference."""
    assert weight(less) < weight(more)


def test_a_copy_is_no_further_source() -> None:
    """What prints an agency's text again adds less than a report of its own."""
    both = [cited("a", 0), cited("b", 0)]
    assert weight(both, b="art-a") < weight(both)
