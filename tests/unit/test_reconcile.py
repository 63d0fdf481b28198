"""One happening is one event, whoever tells it and in whatever order it comes, and nothing is lost."""

import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_mentions import (
    GENERATED,
    MOURNING,
    SINKING,
    SampleMention,
    article,
    citations_together,
    events_of,
    expression_in,
    extractions,
    stories,
    timeline_of,
)

from timeline.dates import parse_edtf
from timeline.errors import UsageError
from timeline.models import TIMELINE_FORMAT, Extraction, Failure, Rejection, RejectionReason
from timeline.reconcile import reconcile


def test_mentions_in_other_words_are_one_event() -> None:
    """The same happening in three articles is one event with three citations, and another one of that day is not it."""
    events = events_of(*SINKING, MOURNING)
    assert citations_together(events) == {
        frozenset({("a", "on Friday evening"), ("b", "on May 3"), ("c", "on Friday")}),
        frozenset({("a", "on Friday")}),
    }
    assert [(event.sources, event.independent_sources) for event in events if len(event.citations) == 3] == [
        (3, 3)
    ]


def test_a_series_of_days_stays_a_series() -> None:
    """Nearly the same sentence about different days is no disagreement when the event can happen every day."""
    series = [
        SampleMention(
            name,
            f"Government jets bombed the town of Karsk on {day}, killing civilians.",
            f"on {day}",
            "Government jets bombed Karsk",
            date,
        )
        for name, day, date in (
            ("a", "Monday", "2021-02-01"),
            ("b", "Tuesday", "2021-02-02"),
            ("c", "Wednesday", "2021-02-03"),
        )
    ]
    assert len(events_of(*series)) == 3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(("on May 3", "2019-05-03"), ("in May", "2019-05"), id="a day and its month"),
        pytest.param(("on Friday", None), ("in spring", None), id="both without a date"),
    ],
)
def test_two_expressions_of_one_sentence_are_two_events(
    first: tuple[str, str | None], second: tuple[str, str | None]
) -> None:
    """However alike they are told, two times in one sentence date two things."""
    sentence = f"The Maris Stella sank {first[0]} after the Maris Stella had sunk {second[0]}."
    told = [SampleMention("d", sentence, words, "Maris Stella sank", date) for words, date in (first, second)]
    for event in events_of(*SINKING, *told):
        assert len([citation for citation in event.citations if citation.article == "art-d"]) < 2


def test_a_report_and_what_it_reports_stay_apart() -> None:
    """Two time expressions of one sentence are two events, even under one headline."""
    sentence = (
        "The presidency announced on Thursday that Petra Lund had met Samir Dahl in Oslo the previous day."
    )
    headline = "Presidency announced Petra Lund had met Samir Dahl in Oslo"
    events = events_of(
        SampleMention("a", sentence, "on Thursday", headline, "2021-02-04"),
        SampleMention("a", sentence, "the previous day", headline, "2021-02-03"),
        SampleMention(
            "b",
            "Petra Lund and Samir Dahl held talks in Oslo on Wednesday.",
            "on Wednesday",
            "Petra Lund and Samir Dahl held talks in Oslo",
            "2021-02-03",
        ),
        SampleMention(
            "c",
            "The presidency announced the meeting on Thursday.",
            "on Thursday",
            "Presidency announced meeting",
            "2021-02-04",
        ),
    )
    assert citations_together(events) == {
        frozenset({("a", "on Thursday"), ("c", "on Thursday")}),
        frozenset({("a", "the previous day"), ("b", "on Wednesday")}),
    }
    assert (
        "announced" not in next(event for event in events if event.date == parse_edtf("2021-02-03")).headline
    )


def test_rejections_and_failures_are_kept() -> None:
    """Every rejection and failure that comes in goes out, once and in order."""
    rejected = tuple(
        Rejection(
            article="art-a",
            start=start,
            end=start + 4,
            quote="2006",
            expression=expression_in("2006", "2006", start),
            reason=RejectionReason.CAPTION,
        )
        for start in (90, 10)
    )
    (found,) = extractions(SINKING[:1])
    found = replace(found, rejected=rejected, failure="stopped at sentence 9")
    timeline = reconcile(
        [found, found], title="T", failed=[Failure(path="z.txt", reason="empty")], generated=GENERATED
    )
    assert [rejection.start for rejection in timeline.rejected] == [10, 90]
    assert [(failure.path, failure.reason) for failure in timeline.failed] == [
        ("a.txt", "stopped at sentence 9"),
        ("z.txt", "empty"),
    ]


def test_a_mention_of_another_article_is_refused() -> None:
    """A line whose mention cites an article other than its own would cite what nobody read."""
    (found,) = extractions(SINKING[:1])
    with pytest.raises(UsageError, match=r"b\.txt"):
        timeline_of([replace(found, article=article("b"))])


def test_no_mentions_make_an_empty_timeline() -> None:
    """Articles without events are listed all the same."""
    timeline = timeline_of([Extraction(article=article("b", None)), Extraction(article=article("a"))])
    assert [found.id for found in timeline.articles] == ["art-a", "art-b"]
    assert timeline.events == timeline.undated == ()


@settings(deadline=None)
@given(stories, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(found: list[Extraction], shuffler: random.Random) -> None:
    """Shuffled articles and mentions give the same timeline."""
    shuffled = [replace(e, mentions=tuple(shuffler.sample(e.mentions, len(e.mentions)))) for e in found]
    shuffler.shuffle(shuffled)
    assert timeline_of(shuffled) == timeline_of(found)


@settings(deadline=None)
@given(stories)
def test_no_mention_is_lost(found: list[Extraction]) -> None:
    """Each distinct citation that comes in is a citation of exactly one event, however often it came."""
    timeline = timeline_of([*found, *found])
    told = {mention for extraction in found for mention in extraction.mentions}
    cited = Counter(
        citation for event in (*timeline.events, *timeline.undated) for citation in event.citations
    )
    assert cited == Counter(mention.citation for mention in told)
    assert timeline == timeline_of(found)


@settings(deadline=None)
@given(stories)
def test_what_shares_nothing_changes_nothing(found: list[Extraction]) -> None:
    """An unrelated article adds its own events and leaves the others as they are, with their ids."""
    unrelated = extractions(
        [
            SampleMention(
                "zz",
                "Zwei Hunde schliefen am 3. Mai.",
                "3. Mai",
                "Zwei Hunde schliefen",
                "2019-05-03",
                "event",
            )
        ]
    )
    before, after = timeline_of(found), timeline_of([*found, *unrelated])
    assert set(before.events) <= set(after.events)
    assert before.undated == after.undated
    assert len(after.events) == len(before.events) + 1


@settings(deadline=None)
@given(stories)
def test_names_of_files_change_nothing(found: list[Extraction]) -> None:
    """Renamed files give the same events with the same ids."""
    renamed = [
        replace(e, article=replace(e.article, path=f"{n}/other.md")) for n, e in enumerate(reversed(found))
    ]
    assert timeline_of(renamed).events == timeline_of(found).events


@settings(deadline=None)
@given(stories)
def test_every_event_is_what_its_citations_say(found: list[Extraction]) -> None:
    """An event's date and headline are a citation's own, its conflicts point at its citations, and its id is its alone."""
    timeline = timeline_of(found)
    events = [*timeline.events, *timeline.undated]
    assert len({event.id for event in events}) == len(events)
    for event in events:
        dates = {citation.date for citation in event.citations} - {None}
        assert event.date in dates if dates else event.date is None
        assert event.headline in {citation.headline for citation in event.citations}
        assert 1 <= event.independent_sources <= event.sources <= len(event.citations)
        assert 0 <= event.importance <= 1
        for conflict in event.conflicts:
            places = [place for value in conflict.values for place in value.citations]
            assert len(conflict.values) >= 2
            assert all(0 <= place < len(event.citations) for place in places)


@given(stories)
@settings(max_examples=25, deadline=None)
def test_a_timeline_survives_its_format(found: list[Extraction]) -> None:
    """What is written as JSON reads back as the same timeline."""
    timeline = timeline_of(found)
    assert TIMELINE_FORMAT.validate_json(TIMELINE_FORMAT.dump_json(timeline)) == timeline


def test_the_hash_seed_changes_nothing() -> None:
    """Two interpreters that order sets differently write the same bytes."""
    program = (
        "import sys, sample_mentions as t; from timeline.models import TIMELINE_FORMAT; "
        "timeline = t.timeline_of(t.extractions([*t.SINKING, t.MISTAKEN, *t.BEGINNINGS])); "
        "sys.stdout.buffer.write(TIMELINE_FORMAT.dump_json(timeline))"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1
