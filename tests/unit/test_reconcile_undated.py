"""What has no date of its own is cited for what it clearly tells, and else kept apart."""

import pytest
from sample_mentions import SINKING, SampleMention, events_of, extractions, timeline_of

from timeline.models import Kind


def test_an_undated_lead_is_cited_for_what_it_clearly_tells() -> None:
    """An article that never says when is a citation of the event that it tells, without a date of its own."""
    lead = SampleMention(
        "d",
        "The ferry Maris Stella has sunk off Velmora.",
        None,
        "Ferry Maris Stella sank off Velmora",
        None,
        published=None,
    )
    (event,) = events_of(*SINKING, lead)
    assert event.citations[-1].date is None
    assert event.sources == 4


def test_an_undated_lead_goes_where_most_articles_are() -> None:
    """Of two events that a lead tells equally well, it is cited for the one that more articles tell."""
    visit = SampleMention(
        "0", "Ana Kores visited Velmora then.", "then", "Ana Kores visited Velmora", "2018-01-02"
    )
    main = [visit._replace(article=name, date="2019-05-03") for name in "abc"]
    lead = SampleMention("d", "Ana Kores visited Velmora.", None, "Ana Kores visited Velmora", None)
    assert sorted(len(event.citations) for event in events_of(visit, *main, lead)) == [1, 4]


@pytest.mark.parametrize(
    ("expression", "attached"),
    [("on Friday", True), ("on May 3", True), ("on Tuesday", False), ("on May 9", False)],
)
def test_unresolved_words_support_or_forbid_a_date(expression: str, *, attached: bool) -> None:
    """A weekday or day that stayed without a date joins only an event of such a day; else it is kept as undated."""
    told = SampleMention(
        "d", f"The Maris Stella sank {expression}.", expression, "Maris Stella sank", None, published=None
    )
    timeline = timeline_of(extractions([*SINKING, told]))
    assert len(timeline.undated) == (0 if attached else 1)


def test_undated_mentions_group_among_themselves() -> None:
    """What no dated event tells is kept in `undated`, one event for the same happening, and never across two weekdays."""
    sentence = "Marta Ives opened the harbour museum in Calder on {}."
    told = [
        SampleMention(
            name,
            sentence.format(day),
            f"on {day}",
            "Marta Ives opened harbour museum in Calder",
            None,
            published=None,
        )
        for name, day in (("a", "Monday"), ("b", "Monday"), ("c", "Thursday"))
    ]
    timeline = timeline_of(extractions(told))
    assert [sorted(c.article for c in event.citations) for event in timeline.undated] in (
        [["art-a", "art-b"], ["art-c"]],
        [["art-c"], ["art-a", "art-b"]],
    )
    assert all(event.date is None for event in timeline.undated)


@pytest.mark.parametrize(
    ("published", "kind", "attached"),
    [
        pytest.param("2019-05-03", "event", True, id="of its day"),
        pytest.param("2019-05", "event", True, id="of its month"),
        pytest.param(None, "event", True, id="of any day"),
        pytest.param("2019-05-02", "event", False, id="of the day before"),
        pytest.param("2019-05-02", "planned", True, id="of the day before, as a plan"),
    ],
)
def test_no_article_tells_what_came_after_it(published: str | None, kind: Kind, *, attached: bool) -> None:
    """An undated mention joins what happened on a later day than its article's only when it tells it as planned."""
    lead = SampleMention(
        "d",
        "The ferry Maris Stella has sunk off Velmora.",
        None,
        "Ferry Maris Stella sank off Velmora",
        None,
        kind,
        published,
    )
    timeline = timeline_of(extractions([*SINKING, lead]))
    assert len(timeline.undated) == (0 if attached else 1)
