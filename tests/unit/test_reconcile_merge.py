"""What becomes of a group: its headline, its citations in order, its names, its numbers that differ."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_mentions import SINKING, SampleMention, article, events_of, mention, timeline_of

from timeline.dates import parse_edtf
from timeline.lang.registry import language_of
from timeline.models import Extraction, Mark
from timeline.reconcile.quantities import counts_in


def test_a_plan_that_came_true_is_an_event() -> None:
    """A planned mention joins the mention of its outcome: the event is no plan, and its headline tells what happened."""
    headline = "Truce in Orland takes effect"
    plan = SampleMention(
        "a", "A truce in Orland takes effect on Saturday.", "on Saturday", headline, "2021-02-06", "planned"
    )
    done = SampleMention(
        "b",
        "A truce took effect on Saturday, it seems.",
        "on Saturday",
        "Truce took effect, it seems",
        "2021-02-06",
    )
    (event,) = events_of(plan, done)
    assert (event.kind, event.headline, len(event.citations)) == ("event", "Truce took effect, it seems", 2)
    assert events_of(plan)[0].kind == "planned"


@pytest.mark.parametrize(
    ("first", "second", "values"),
    [
        pytest.param("killed 72 people", "killed 88", ["72", "88"], id="two tolls"),
        pytest.param("killing at least 31", "killed 47", [], id="at least fewer"),
        pytest.param("killing at least 50", "killed 47", ["47", "at least 50"], id="at least more"),
        pytest.param("killed 12 sailors", "killed 3 divers", [], id="counts of different people"),
        pytest.param(
            "carrying 210 passengers", "carrying 230 passengers", ["210", "230"], id="a named thing"
        ),
        pytest.param("built in 1987", "built in 1990", [], id="years are no counts"),
    ],
)
def test_counts_of_the_same_that_differ_are_shown(first: str, second: str, values: list[str]) -> None:
    """A conflict lists the numbers that exclude each other about the same, and no others."""
    told = [
        SampleMention(
            name,
            f"The Maris Stella sank on Friday, {words}.",
            "on Friday",
            f"Maris Stella sank, {words}",
            "2019-05-03",
        )
        for name, words in (("a", first), ("b", second))
    ]
    (event,) = events_of(*told)
    assert [value.value for conflict in event.conflicts for value in conflict.values] == values


def test_the_headline_is_one_of_those_told() -> None:
    """The event's headline is a mention's own, and says what several tell rather than what only one adds."""
    events = events_of(
        *SINKING,
        SampleMention(
            "d",
            "The Maris Stella sank on Friday while an orchestra played.",
            "on Friday",
            "Orchestra played as ship sank",
            "2019-05-03",
        ),
    )
    event = max(events, key=lambda event: len(event.citations))
    assert event.headline in {citation.headline for citation in event.citations}
    assert "Maris Stella" in event.headline


def test_citations_come_in_the_order_of_their_strength() -> None:
    """First what is for the event's date, the finest first, then the earlier article, and what has no date last."""
    month = SampleMention("d", "The Maris Stella sank in May.", "in May", "Maris Stella sank", "2019-05")
    lead = SampleMention(
        "e", "The ferry Maris Stella has sunk off Velmora.", None, "Ferry Maris Stella sank off Velmora", None
    )
    early = SINKING[2]._replace(published="2019-05-04")
    (event,) = events_of(*SINKING[:2], early, month, lead)
    order = [citation.article.removeprefix("art-") for citation in event.citations]
    assert (order[0], order[3:]) == ("c", ["d", "e"])


def test_names_are_gathered_and_each_stands_once() -> None:
    """Actors and places of all mentions are joined; a shorter form of a name is that name."""
    first = mention(SINKING[0], 0, actors=("Ana Kores", "Brandt"), places=("Velmora",))
    second = mention(SINKING[1], 0, actors=("Kores", "Ana Kores"), places=("Velmora",))
    found = [
        Extraction(article=article("a"), mentions=(first,)),
        Extraction(article=article("b"), mentions=(second,)),
    ]
    (event,) = timeline_of(found).events
    assert (event.actors, event.places) == (("Ana Kores", "Brandt"), ("Velmora",))


INFERRED, BY_MODEL = (Mark.PUBLICATION_DATE_INFERRED,), (Mark.DATED_BY_MODEL,)


@pytest.mark.parametrize(
    ("marks", "marked"),
    [
        pytest.param([INFERRED, INFERRED], INFERRED, id="all inferred"),
        pytest.param([INFERRED, ()], (), id="one stated"),
        pytest.param([BY_MODEL, ()], (), id="one by a rule"),
        pytest.param([BY_MODEL, INFERRED], (*BY_MODEL, *INFERRED), id="each doubtful in its way"),
    ],
)
def test_a_date_is_marked_when_nothing_better_supports_it(
    marks: list[tuple[str, ...]], marked: tuple[str, ...]
) -> None:
    """A doubt about a date is an event's only when each mention that gives that date has one; other dates lift no doubt."""
    month = SampleMention("d", "The Maris Stella sank in May.", "in May", "Maris Stella sank", "2019-05")
    told = [mention(each, 0, marks=doubts) for each, doubts in zip(SINKING, marks, strict=False)] + [
        mention(month, 0)
    ]
    found = [
        Extraction(article=article(one.citation.article.removeprefix("art-")), mentions=(one,))
        for one in told
    ]
    (event,) = timeline_of(found).events
    assert (len(event.citations), event.marks) == (3, marked)


def test_importance_grows_with_independent_sources() -> None:
    """Each further independent source makes an event weigh more, a near-copy less so."""
    weights = [events_of(*SINKING[:count])[0].importance for count in (1, 2, 3)]
    assert weights == sorted(set(weights))
    assert all(0 <= weight <= 1 for weight in weights)


@settings(deadline=None)
@given(st.text(alphabet=st.characters() | st.sampled_from("0123456789.,:% killedato")))
def test_counting_takes_any_text(text: str) -> None:
    """Whatever a sentence holds, its counts are numbers that agree with themselves."""
    assert not any(count.contradicts(count) for count in counts_in(text, language_of("en")))


PLAN = SampleMention(
    "a",
    "The ferry Aurora is to return to Lindholm on Friday.",
    "on Friday",
    "Ferry Aurora is to return to Lindholm",
    "2021-02-05",
    "planned",
    "2021-02-01",
)
RETURN = SampleMention(
    "b",
    "The ferry Aurora returned to Lindholm on Sunday.",
    "on Sunday",
    "Ferry Aurora returned to Lindholm",
    "2021-02-07",
    "event",
    "2021-02-08",
)


@pytest.mark.parametrize(
    ("outcome", "marks"),
    [
        pytest.param(RETURN, ("superseded",), id="told later"),
        pytest.param(
            RETURN._replace(published="2021-01-20", date="2021-01-19"), (), id="told before the plan"
        ),
        pytest.param(RETURN._replace(kind="planned"), (), id="another plan"),
        pytest.param(
            RETURN._replace(headline="Storm closed Lindholm harbour", quote="A storm came on Sunday."),
            (),
            id="other news",
        ),
    ],
)
def test_a_plan_that_was_overtaken_is_kept_and_marked(outcome: SampleMention, marks: tuple[str, ...]) -> None:
    """A plan stays in the timeline with its own date, and is marked once a later article tells that it happened otherwise."""
    events = events_of(PLAN, outcome)
    (plan,) = [event for event in events if event.date == parse_edtf("2021-02-05")]
    assert (plan.kind, plan.marks) == ("planned", marks)
    assert len(events) == 2
