"""Dates that may be the same join on strong evidence, and disagreement about a date is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_mentions import (
    BEGINNINGS,
    DATES,
    MISTAKEN,
    SINKING,
    SampleMention,
    date_conflict,
    events_of,
    features_of_samples,
    stories,
    timeline_of,
)

from timeline.dates import finest, parse_edtf
from timeline.models import Extraction, Kind
from timeline.reconcile.disagreements import best_date
from timeline.reconcile.periods import Relation, period_of, relate


def test_a_month_is_no_bridge_between_two_days() -> None:
    """What is told of the month joins one of two days at most, and never makes one event of them."""
    days = [
        SampleMention(name, f"Jets bombed Karsk {when}.", when, "Jets bombed Karsk", date)
        for name, when, date in (
            ("a", "on Monday", "2021-02-01"),
            ("b", "on Tuesday", "2021-02-02"),
            ("c", "in February", "2021-02"),
        )
    ]
    events = events_of(*days)
    assert len(events) == 2
    assert all(not event.conflicts for event in events)


@pytest.mark.parametrize(
    ("date", "headline", "joins"),
    [
        pytest.param("2019-05", "Maris Stella sank", True, id="its month"),
        pytest.param("2019-04-29~/2019-05-05~", "Ferry Maris Stella sank", True, id="about its week"),
        pytest.param(
            "2019-04-22~/2019-04-28~",
            "Ferry Maris Stella sank",
            True,
            id="about the week before, a few days off",
        ),
        pytest.param("2019-06", "Maris Stella repainted", False, id="another month"),
        pytest.param("2019", "Velmora port was widened", False, id="its year, another matter"),
        pytest.param("2019-05", "Fog closed the port of Velmora", False, id="its month, another matter"),
    ],
)
def test_coarse_dates_join_only_what_tells_the_same(date: str, headline: str, *, joins: bool) -> None:
    """A month or an approximate week joins a day that it may mean when the words agree, and then is no conflict."""
    events = events_of(*SINKING, SampleMention("d", f"{headline} then.", "then", headline, date))
    assert (len(events) == 1) is joins
    event = next(event for event in events if len(event.citations) >= 3)
    assert event.date == parse_edtf("2019-05-03")
    assert not event.conflicts


@pytest.mark.parametrize("kind", ["since", "event"])
def test_a_beginning_told_under_two_years_is_one_event_with_a_conflict(kind: Kind) -> None:
    """Background that dates the same beginning differently is one event, which shows both years and who says which."""
    (event,) = events_of(*BEGINNINGS[:2], BEGINNINGS[2]._replace(kind=kind))
    conflict = date_conflict(event)
    assert conflict is not None
    told = {
        value.value: {event.citations[place].article for place in value.citations}
        for value in conflict.values
    }
    assert told == {"2016": {"art-a", "art-b"}, "2015-06": {"art-c"}}
    assert (event.date, event.kind) == (parse_edtf("2016"), kind)
    assert event.citations[-1].article == "art-c"


def test_one_sentence_with_two_beginnings_is_two_events() -> None:
    """Where a sentence itself tells two dates apart, what tells either of them stays apart too."""
    sentence = (
        "Some say that the war in Orland began in 2016, others that the war in Orland began in June 2015."
    )
    both = [
        SampleMention("d", sentence, "in 2016", "War in Orland began", "2016", "since"),
        SampleMention("d", sentence, "in June 2015", "War in Orland began", "2015-06", "since"),
    ]
    assert all(date_conflict(event) is None for event in events_of(*BEGINNINGS, *both))


def test_beginnings_of_different_things_stay_apart() -> None:
    """Two beginnings in one country are two events."""
    other = SampleMention(
        "d", "The drought in Orland began in 2012.", "in 2012", "Drought in Orland began", "2012", "since"
    )
    assert len(events_of(*BEGINNINGS, other)) == 2


def test_a_mistaken_day_is_shown_as_a_conflict() -> None:
    """What happens once to one thing is one event even when an article gives another day, and the day of most sources wins."""
    (event,) = events_of(*SINKING, MISTAKEN)
    conflict = date_conflict(event)
    assert conflict is not None
    assert [(value.value, len(value.citations)) for value in conflict.values] == [
        ("2019-05-03", 3),
        ("2019-05-04", 1),
    ]
    assert event.date == parse_edtf("2019-05-03")
    assert event.citations[-1].date == parse_edtf("2019-05-04")


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([MISTAKEN._replace(article="a")], id="one article tells both days"),
        pytest.param(
            [MISTAKEN, MISTAKEN._replace(article="e", date="2019-05-05")], id="a third day claims it too"
        ),
        pytest.param([MISTAKEN._replace(date="2019-06-20")], id="weeks apart"),
    ],
)
def test_different_days_stay_apart_without_a_reason(others: list[SampleMention]) -> None:
    """Without a textual reason for a mistake, two days are two events."""
    assert all(date_conflict(event) is None for event in events_of(*SINKING, *others))


@settings(deadline=None)
@given(stories)
def test_dates_that_exclude_each_other_are_never_merged_in_silence(found: list[Extraction]) -> None:
    """Citations of one event whose dates cannot be the same make a conflict, and are never of one sentence."""
    for event in timeline_of(found).events:
        dated = [citation for citation in event.citations if citation.date is not None]
        for one in dated:
            for other in dated:
                apart = relate(period_of(one.date), period_of(other.date)) is Relation.APART
                same_sentence = one.article == other.article and one.start == other.start
                assert not apart or date_conflict(event) is not None
                assert not same_sentence or one.date == other.date


@settings(deadline=None)
@given(st.lists(st.sampled_from([date for date in DATES if date]), min_size=1, max_size=6))
def test_the_best_date_is_as_fine_as_its_support_allows(dates: list[str]) -> None:
    """The chosen date is one of those told, and where all can be the same it is the finest."""
    told = features_of_samples(
        *(SINKING[0]._replace(article=str(number), date=date) for number, date in enumerate(dates))
    )
    best = best_date(
        told, {mention.mention.citation.article: str(number) for number, mention in enumerate(told)}
    )
    assert str(best) in dates
    periods = [period_of(parse_edtf(date)) for date in dates]
    if all(
        one.slack == 0 and relate(one, other) is not Relation.APART for one in periods for other in periods
    ):
        assert period_of(best or finest([])) == period_of(finest(parse_edtf(date) for date in dates))


@pytest.mark.parametrize(
    ("dates", "best"),
    [
        pytest.param(["2011", "2011", "2011-03"], "2011-03", id="a year supports its month"),
        pytest.param(["2011", "2011-02", "2011-03"], "2011-02", id="months do not support their year"),
        pytest.param(["2011", "2011", "2001-03"], "2011", id="most sources"),
        pytest.param(["2019-05-04", "2019-05-03"], "2019-05-03", id="the earlier of equals"),
    ],
)
def test_the_best_date_has_the_most_support(dates: list[str], best: str) -> None:
    """A date is supported by what is coarser around it, not by what is finer within it."""
    told = features_of_samples(
        *(SINKING[0]._replace(article=str(number), date=date) for number, date in enumerate(dates))
    )
    assert (
        str(
            best_date(
                told, {mention.mention.citation.article: str(number) for number, mention in enumerate(told)}
            )
        )
        == best
    )


@pytest.mark.parametrize(
    ("date", "other", "relation"),
    [
        ("2019-05-03", "2019-05-03", Relation.SAME),
        ("2019-05-03~", "2019-05-03", Relation.SAME),
        ("2019-05", "2019-05-03", Relation.LOOSE),
        ("2019", "2019-05-03", Relation.VAGUE),
        ("2019-05-03~", "2019-05-05", Relation.LOOSE),
        ("2019-05-03~", "2019-05-09", Relation.APART),
        ("2019-05-03", "2019-05-04", Relation.APART),
        ("../2019-06", "2019-05-04", Relation.VAGUE),
        ("-0043-03-15", "-0043-03", Relation.LOOSE),
    ],
)
def test_dates_stand_to_each_other_as_calendars_say(date: str, other: str, relation: Relation) -> None:
    """How two dates relate is the same from both sides, and an approximate day reaches a few days further."""
    one, two = period_of(parse_edtf(date)), period_of(parse_edtf(other))
    assert relate(one, two) is relate(two, one) is relation


@pytest.mark.parametrize(
    ("quote", "joins"),
    [
        pytest.param(
            "Earlier reports said that the market hall in Karsk burnt on Tuesday.", True, id="said earlier"
        ),
        pytest.param("The market hall in Karsk burnt on Tuesday.", False, id="only another day"),
    ],
)
def test_a_correction_is_a_reason_to_join_two_days(quote: str, *, joins: bool) -> None:
    """What can happen on any day is one event under two dates only where a text says that one was a mistake."""
    fire = SampleMention(
        "a",
        "The market hall in Karsk burnt on Monday.",
        "on Monday",
        "Market hall in Karsk burnt",
        "2021-02-01",
        "event",
    )
    other = SampleMention("b", quote, "on Tuesday", "Market hall in Karsk burnt", "2021-02-02")
    events = events_of(fire, fire._replace(article="c"), other)
    assert (len(events) == 1) is joins
    conflicts = [conflict for conflict in map(date_conflict, events) if conflict]
    assert [[value.value for value in conflict.values] for conflict in conflicts] == (
        [["2021-02-01", "2021-02-02"]] if joins else []
    )
