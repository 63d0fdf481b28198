"""One happening is one event, whoever tells it and in whatever order it comes; nothing is lost, and disagreement is shown."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import finest, parse_edtf
from timeline.errors import UsageError
from timeline.models import (
    TIMELINE_FORMAT,
    Article,
    Citation,
    Conflict,
    Event,
    Extraction,
    Failure,
    Generated,
    Kind,
    Mention,
    Rejection,
    Timeline,
)
from timeline.reconcile import fingerprint, groups, reconcile
from timeline.reconcile.conflicts import best_date
from timeline.reconcile.copies import containment
from timeline.reconcile.counts import counts_in
from timeline.reconcile.dating import Relation, period_of, relate
from timeline.reconcile.likeness import Likeness, compare
from timeline.reconcile.telling import Telling, tellings_of

GENERATED = Generated(by="timeline test", model="none", prompts="sha256:0")


class Told(NamedTuple):
    """One mention as a test writes it: which article tells it, the sentence, the words that say when, and what they mean."""

    article: str
    quote: str
    expression: str | None
    headline: str
    date: str | None
    kind: Kind = "event"
    published: str | None = "2019-05-05"


def article(name: str, published: str | None = "2019-05-05", **more: str | None) -> Article:
    return Article(
        id=f"art-{name}",
        title=f"Title of {name}",
        path=f"{name}.txt",
        published=parse_edtf(published) if published else None,
        published_basis="given",
        sha256=f"sha of {name}",
        copy_of=more.get("copy_of"),
    )


def mention(told: Told, start: int, **more: tuple[str, ...]) -> Mention:
    citation = Citation(
        article=f"art-{told.article}",
        start=start,
        end=start + len(told.quote),
        quote=told.quote,
        headline=told.headline,
        expression=told.expression,
        date=parse_edtf(told.date) if told.date else None,
    )
    return Mention(citation=citation, kind=told.kind, **more)


def extractions(tellings: Sequence[Told]) -> list[Extraction]:
    """Return the mentions by article; the same sentence of an article stands at the same place."""
    by_article: dict[str, list[Mention]] = {}
    starts: dict[tuple[str, str], int] = {}
    published = {told.article: told.published for told in tellings}
    for told in tellings:
        start = starts.setdefault((told.article, told.quote), 200 * len(starts))
        by_article.setdefault(told.article, []).append(mention(told, start))
    return [Extraction(article=article(name, published[name]), mentions=tuple(found)) for name, found in by_article.items()]


def timeline_of(found: Sequence[Extraction]) -> Timeline:
    return reconcile(found, title="Test", generated=GENERATED)


def events_of(*tellings: Told) -> list[Event]:
    timeline = timeline_of(extractions(tellings))
    return [*timeline.events, *timeline.undated]


def citations_together(events: Sequence[Event]) -> set[frozenset[tuple[str, str | None]]]:
    return {frozenset((c.article.removeprefix("art-"), c.expression) for c in event.citations) for event in events}


def date_conflict(event: Event) -> Conflict | None:
    return next((conflict for conflict in event.conflicts if conflict.field == "date"), None)


SINKING = (
    Told(
        "a",
        "The ferry Maris Stella sank off Velmora on Friday evening, the coastguard said.",
        "on Friday evening",
        "Ferry Maris Stella sank off Velmora",
        "2019-05-03",
    ),
    Told(
        "b", "The Maris Stella capsized off the port on May 3.", "on May 3", "Maris Stella capsized off the port", "2019-05-03"
    ),
    Told("c", "The sinking of the Maris Stella on Friday shocked Velmora.", "on Friday", "Maris Stella sank", "2019-05-03"),
)
MOURNING = Told(
    "a", "Ana Kores declared three days of mourning on Friday.", "on Friday", "Ana Kores declared mourning", "2019-05-03"
)


def test_tellings_in_other_words_are_one_event() -> None:
    """The same happening in three articles is one event with three citations, and another one of that day is not it."""
    events = events_of(*SINKING, MOURNING)
    assert citations_together(events) == {
        frozenset({("a", "on Friday evening"), ("b", "on May 3"), ("c", "on Friday")}),
        frozenset({("a", "on Friday")}),
    }
    assert [(event.sources, event.independent_sources) for event in events if len(event.citations) == 3] == [(3, 3)]


def test_a_series_of_days_stays_a_series() -> None:
    """Nearly the same sentence about different days is no disagreement when the deed can happen every day."""
    series = [
        Told(
            name,
            f"Government jets bombed the town of Karsk on {day}, killing civilians.",
            f"on {day}",
            "Government jets bombed Karsk",
            date,
        )
        for name, day, date in (("a", "Monday", "2021-02-01"), ("b", "Tuesday", "2021-02-02"), ("c", "Wednesday", "2021-02-03"))
    ]
    assert len(events_of(*series)) == 3


def test_a_month_is_no_bridge_between_two_days() -> None:
    """What is told of the month joins one of two days at most, and never makes one event of them."""
    days = [
        Told(name, f"Jets bombed Karsk {when}.", when, "Jets bombed Karsk", date)
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
    ("first", "second"),
    [
        pytest.param(("on May 3", "2019-05-03"), ("in May", "2019-05"), id="a day and its month"),
        pytest.param(("on Friday", None), ("in spring", None), id="both without a date"),
    ],
)
def test_two_expressions_of_one_sentence_are_two_events(first: tuple[str, str | None], second: tuple[str, str | None]) -> None:
    """However alike they are told, two times in one sentence date two things."""
    sentence = f"The Maris Stella sank {first[0]} after the Maris Stella had sunk {second[0]}."
    told = [Told("d", sentence, words, "Maris Stella sank", date) for words, date in (first, second)]
    for event in events_of(*SINKING, *told):
        assert len([citation for citation in event.citations if citation.article == "art-d"]) < 2


def test_a_report_and_what_it_reports_stay_apart() -> None:
    """Two time expressions of one sentence are two events, even under one headline."""
    sentence = "The presidency announced on Thursday that Petra Lund had met Samir Dahl in Oslo the previous day."
    headline = "Presidency announced Petra Lund had met Samir Dahl in Oslo"
    events = events_of(
        Told("a", sentence, "on Thursday", headline, "2021-02-04"),
        Told("a", sentence, "the previous day", headline, "2021-02-03"),
        Told(
            "b",
            "Petra Lund and Samir Dahl held talks in Oslo on Wednesday.",
            "on Wednesday",
            "Petra Lund and Samir Dahl held talks in Oslo",
            "2021-02-03",
        ),
        Told(
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
    assert "announced" not in next(event for event in events if event.date == parse_edtf("2021-02-03")).headline


@pytest.mark.parametrize(
    ("date", "headline", "joins"),
    [
        pytest.param("2019-05", "Maris Stella sank", True, id="its month"),
        pytest.param("2019-04-29~/2019-05-05~", "Ferry Maris Stella sank", True, id="about its week"),
        pytest.param("2019-04-22~/2019-04-28~", "Ferry Maris Stella sank", True, id="about the week before, a few days off"),
        pytest.param("2019-06", "Maris Stella repainted", False, id="another month"),
        pytest.param("2019", "Velmora port was widened", False, id="its year, another matter"),
        pytest.param("2019-05", "Fog closed the port of Velmora", False, id="its month, another matter"),
    ],
)
def test_coarse_dates_join_only_what_tells_the_same(date: str, headline: str, *, joins: bool) -> None:
    """A month or an approximate week joins a day that it may mean when the words agree, and then is no conflict."""
    events = events_of(*SINKING, Told("d", f"{headline} then.", "then", headline, date))
    assert (len(events) == 1) is joins
    event = next(event for event in events if len(event.citations) >= 3)
    assert event.date == parse_edtf("2019-05-03")
    assert not event.conflicts


BEGINNINGS = (
    Told("a", "The conflict in Orland began in 2016 after a vote.", "in 2016", "Conflict in Orland began", "2016", "since"),
    Told(
        "b", "Thousands have died since war broke out in Orland in 2016.", "in 2016", "War broke out in Orland", "2016", "since"
    ),
    Told("c", "Civil war in Orland started in June 2015.", "in June 2015", "Civil war in Orland started", "2015-06", "since"),
)


@pytest.mark.parametrize("kind", ["since", "event"])
def test_a_beginning_told_under_two_years_is_one_event_with_a_conflict(kind: Kind) -> None:
    """Background that dates the same beginning differently is one event, which shows both years and who says which."""
    (event,) = events_of(*BEGINNINGS[:2], BEGINNINGS[2]._replace(kind=kind))
    conflict = date_conflict(event)
    assert conflict is not None
    told = {value.value: {event.citations[place].article for place in value.citations} for value in conflict.values}
    assert told == {"2016": {"art-a", "art-b"}, "2015-06": {"art-c"}}
    assert (event.date, event.kind) == (parse_edtf("2016"), kind)
    assert event.citations[-1].article == "art-c"


def test_one_sentence_with_two_beginnings_is_two_events() -> None:
    """Where a sentence itself tells two dates apart, what tells either of them stays apart too."""
    sentence = "Some say that the war in Orland began in 2016, others that the war in Orland began in June 2015."
    both = [
        Told("d", sentence, "in 2016", "War in Orland began", "2016", "since"),
        Told("d", sentence, "in June 2015", "War in Orland began", "2015-06", "since"),
    ]
    assert all(date_conflict(event) is None for event in events_of(*BEGINNINGS, *both))


def test_beginnings_of_different_things_stay_apart() -> None:
    """Two beginnings in one country are two events."""
    other = Told("d", "The drought in Orland began in 2012.", "in 2012", "Drought in Orland began", "2012", "since")
    assert len(events_of(*BEGINNINGS, other)) == 2


MISTAKEN = Told(
    "d", "The Maris Stella sank on 4 May 2019.", "on 4 May 2019", "Maris Stella sank", "2019-05-04", published="2020-05-02"
)


def test_a_mistaken_day_is_shown_as_a_conflict() -> None:
    """What happens once to one thing is one event even when an article gives another day, and the day of most sources wins."""
    (event,) = events_of(*SINKING, MISTAKEN)
    conflict = date_conflict(event)
    assert conflict is not None
    assert [(value.value, len(value.citations)) for value in conflict.values] == [("2019-05-03", 3), ("2019-05-04", 1)]
    assert event.date == parse_edtf("2019-05-03")
    assert event.citations[-1].date == parse_edtf("2019-05-04")


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([MISTAKEN._replace(article="a")], id="one article tells both days"),
        pytest.param([MISTAKEN, MISTAKEN._replace(article="e", date="2019-05-05")], id="a third day claims it too"),
        pytest.param([MISTAKEN._replace(date="2019-06-20")], id="weeks apart"),
    ],
)
def test_different_days_stay_apart_without_a_reason(others: list[Told]) -> None:
    """Without a textual reason for a mistake, two days are two events."""
    assert all(date_conflict(event) is None for event in events_of(*SINKING, *others))


def test_an_undated_lead_is_cited_for_what_it_clearly_tells() -> None:
    """An article that never says when is a citation of the event that it tells, without a date of its own."""
    lead = Told(
        "d", "The ferry Maris Stella has sunk off Velmora.", None, "Ferry Maris Stella sank off Velmora", None, published=None
    )
    (event,) = events_of(*SINKING, lead)
    assert event.citations[-1].date is None
    assert event.sources == 4


def test_an_undated_lead_goes_where_most_articles_are() -> None:
    """Of two events that a lead tells equally well, it is cited for the one that more articles tell."""
    visit = Told("0", "Ana Kores visited Velmora then.", "then", "Ana Kores visited Velmora", "2018-01-02")
    main = [visit._replace(article=name, date="2019-05-03") for name in "abc"]
    lead = Told("d", "Ana Kores visited Velmora.", None, "Ana Kores visited Velmora", None)
    assert sorted(len(event.citations) for event in events_of(visit, *main, lead)) == [1, 4]


@pytest.mark.parametrize(
    ("expression", "attached"),
    [("on Friday", True), ("on May 3", True), ("on Tuesday", False), ("on May 9", False)],
)
def test_unresolved_words_support_or_forbid_a_date(expression: str, *, attached: bool) -> None:
    """A weekday or day that stayed without a date joins only an event of such a day; else it is kept as undated."""
    told = Told("d", f"The Maris Stella sank {expression}.", expression, "Maris Stella sank", None, published=None)
    timeline = timeline_of(extractions([*SINKING, told]))
    assert len(timeline.undated) == (0 if attached else 1)


def test_undated_tellings_group_among_themselves() -> None:
    """What no dated event tells is kept in `undated`, one event for the same happening, and never across two weekdays."""
    sentence = "Marta Ives opened the harbour museum in Calder on {}."
    told = [
        Told(name, sentence.format(day), f"on {day}", "Marta Ives opened harbour museum in Calder", None, published=None)
        for name, day in (("a", "Monday"), ("b", "Monday"), ("c", "Thursday"))
    ]
    timeline = timeline_of(extractions(told))
    assert [sorted(c.article for c in event.citations) for event in timeline.undated] in (
        [["art-a", "art-b"], ["art-c"]],
        [["art-c"], ["art-a", "art-b"]],
    )
    assert all(event.date is None for event in timeline.undated)


def test_a_plan_that_came_true_is_an_event() -> None:
    """A planned mention joins the telling of its outcome: the event is no plan, and its headline tells what happened."""
    headline = "Truce in Orland takes effect"
    plan = Told("a", "A truce in Orland takes effect on Saturday.", "on Saturday", headline, "2021-02-06", "planned")
    done = Told("b", "A truce took effect on Saturday, it seems.", "on Saturday", "Truce took effect, it seems", "2021-02-06")
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
        pytest.param("carrying 210 passengers", "carrying 230 passengers", ["210", "230"], id="a named thing"),
        pytest.param("built in 1987", "built in 1990", [], id="years are no counts"),
    ],
)
def test_counts_of_the_same_that_differ_are_shown(first: str, second: str, values: list[str]) -> None:
    """A conflict lists the numbers that exclude each other about the same, and no others."""
    told = [
        Told(name, f"The Maris Stella sank on Friday, {words}.", "on Friday", f"Maris Stella sank, {words}", "2019-05-03")
        for name, words in (("a", first), ("b", second))
    ]
    (event,) = events_of(*told)
    assert [value.value for conflict in event.conflicts for value in conflict.values] == values


TEXT = " ".join(f"word{number} and some more of it" for number in range(60))
SHORTENED = TEXT[: len(TEXT) * 2 // 3] + TEXT[: len(TEXT) // 3].replace("word", "term")


def test_copies_count_once() -> None:
    """A copy of an address is no further source; a near-copy is one, but no independent one."""
    sources = extractions([told._replace(article=name) for name in "abcd" for told in SINKING[:1]])
    names = {
        "a": fingerprint(TEXT),
        "b": fingerprint(SHORTENED),
        "c": fingerprint("x"),
    }
    marked = [
        replace(
            extraction,
            fingerprint=names.get(extraction.article.id[-1], ()),
            article=replace(extraction.article, copy_of="art-c" if extraction.article.id == "art-d" else None),
        )
        for extraction in sources
    ]
    (event,) = timeline_of(marked).events
    assert (len(event.citations), event.sources, event.independent_sources) == (4, 3, 2)


@pytest.mark.parametrize(
    ("text", "other", "near"),
    [
        pytest.param(TEXT, TEXT.upper(), True, id="another case"),
        pytest.param(TEXT, TEXT[: len(TEXT) // 2], True, id="cut to half"),
        pytest.param(TEXT, SHORTENED, True, id="a third rewritten"),
        pytest.param(TEXT, TEXT.replace("word", "term"), False, id="other words"),
        pytest.param("too short to tell", "too short to tell apart", False, id="short"),
        pytest.param("", "", False, id="empty"),
    ],
)
def test_near_copies_are_known_by_their_sketches(text: str, other: str, *, near: bool) -> None:
    """The sketch of a shortened copy is contained in the original's, that of another text is not."""
    assert (containment(fingerprint(text), fingerprint(other)) > 0.5) is near


@given(st.text())
def test_any_text_has_a_small_sketch(text: str) -> None:
    """A sketch is small, ordered, exact for JSON readers, and the same for the same text."""
    sketch = fingerprint(text)
    assert sketch == fingerprint(text) == tuple(sorted(set(sketch)))
    assert len(sketch) <= 64
    assert all(0 <= value < 2**53 for value in sketch)


def test_the_headline_is_one_of_those_told() -> None:
    """The event's headline is a mention's own, and says what several tell rather than what only one adds."""
    events = events_of(
        *SINKING,
        Told(
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
    month = Told("d", "The Maris Stella sank in May.", "in May", "Maris Stella sank", "2019-05")
    lead = Told("e", "The ferry Maris Stella has sunk off Velmora.", None, "Ferry Maris Stella sank off Velmora", None)
    early = SINKING[2]._replace(published="2019-05-04")
    (event,) = events_of(*SINKING[:2], early, month, lead)
    order = [citation.article.removeprefix("art-") for citation in event.citations]
    assert (order[0], order[3:]) == ("c", ["d", "e"])


def test_names_are_gathered_and_each_stands_once() -> None:
    """Actors and places of all mentions are joined; a shorter form of a name is that name; marks are kept."""
    first = mention(SINKING[0], 0, actors=("Ana Kores", "Brandt"), places=("Velmora",), marks=("published date inferred",))
    second = mention(SINKING[1], 0, actors=("Kores", "Ana Kores"), places=("Velmora",))
    found = [Extraction(article=article("a"), mentions=(first,)), Extraction(article=article("b"), mentions=(second,))]
    (event,) = timeline_of(found).events
    assert (event.actors, event.places, event.marks) == (("Ana Kores", "Brandt"), ("Velmora",), ("published date inferred",))


def test_importance_grows_with_independent_sources() -> None:
    """Each further independent source makes an event weigh more, a near-copy less so."""
    weights = [events_of(*SINKING[:count])[0].importance for count in (1, 2, 3)]
    assert weights == sorted(set(weights))
    assert all(0 <= weight <= 1 for weight in weights)


def test_rejections_and_failures_are_kept() -> None:
    """Every rejection and failure that comes in goes out, once and in order."""
    rejected = tuple(
        Rejection(article="art-a", start=start, end=start + 4, quote="2006", expression="2006", reason="caption")
        for start in (90, 10)
    )
    (found,) = extractions(SINKING[:1])
    found = replace(found, rejected=rejected, failure="stopped at sentence 9")
    timeline = reconcile([found, found], title="T", failed=[Failure(path="z.txt", reason="empty")], generated=GENERATED)
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


def test_an_event_that_hundreds_tell_costs_no_comparison_of_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crowd that tells the same on one day is one event, found in work that grows with its size and not with its square."""
    calls = Counter[str]()

    def counted(one: Telling, other: Telling) -> Likeness:
        calls["compare"] += 1
        return compare(one, other)

    monkeypatch.setattr(groups, "compare", counted)
    crowd = [SINKING[number % 3]._replace(article=f"a{number}") for number in range(300)]
    assert len(events_of(*crowd)) == 1
    assert calls["compare"] < 300 * 60


NAMES = ("Maris Stella", "Velmora", "Ana Kores", "Orland", "UN", "Karsk")
VERBS = ("sank", "bombed", "met", "began", "was arrested", "announced a truce in", "left", "killed 12 in", "killed 30 in")
DATES = (
    None,
    "2019-05-03",
    "2019-05-04",
    "2019-05-11",
    "2019-05",
    "2019",
    "2018",
    "2019-04-29~/2019-05-05~",
    "../2019-06",
    "2019-05-03~",
)
WORDS = ("on Friday", "on Monday", "in May", "in 2019", None)


@st.composite
def told_things(draw: st.DrawFn) -> Told:
    headline = f"{draw(st.sampled_from(NAMES))} {draw(st.sampled_from(VERBS))} {draw(st.sampled_from(NAMES))}"
    quote = f"{draw(st.sampled_from(('', 'Officials said ', 'It is reported that ')))}{headline} {draw(st.sampled_from(NAMES))}"
    expression = draw(st.sampled_from(WORDS))
    kind: Kind = draw(st.sampled_from(("event", "since", "planned")))
    name = draw(st.sampled_from("abcde"))
    return Told(
        name, f"{quote} {expression or 'then'}.", expression, headline, draw(st.sampled_from(DATES)), kind, "2019-06-01"
    )


stories = st.lists(told_things(), max_size=14).map(extractions)


@given(stories, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(found: list[Extraction], shuffler: random.Random) -> None:
    """Shuffled articles and mentions give the same timeline."""
    shuffled = [replace(e, mentions=tuple(shuffler.sample(e.mentions, len(e.mentions)))) for e in found]
    shuffler.shuffle(shuffled)
    assert timeline_of(shuffled) == timeline_of(found)


@given(stories)
def test_no_mention_is_lost(found: list[Extraction]) -> None:
    """Each distinct citation that comes in is a citation of exactly one event, however often it came."""
    timeline = timeline_of([*found, *found])
    told = {mention for extraction in found for mention in extraction.mentions}
    cited = Counter(citation for event in (*timeline.events, *timeline.undated) for citation in event.citations)
    assert cited == Counter(mention.citation for mention in told)
    assert timeline == timeline_of(found)


@given(stories)
def test_what_shares_nothing_changes_nothing(found: list[Extraction]) -> None:
    """An unrelated article adds its own events and leaves the others as they are, with their ids."""
    unrelated = extractions(
        [Told("zz", "Zwei Hunde schliefen am 3. Mai.", "3. Mai", "Zwei Hunde schliefen", "2019-05-03", "event")]
    )
    before, after = timeline_of(found), timeline_of([*found, *unrelated])
    assert set(before.events) <= set(after.events)
    assert before.undated == after.undated
    assert len(after.events) == len(before.events) + 1


@given(stories)
def test_names_of_files_change_nothing(found: list[Extraction]) -> None:
    """Renamed files give the same events with the same ids."""
    renamed = [replace(e, article=replace(e.article, path=f"{n}/other.md")) for n, e in enumerate(reversed(found))]
    assert timeline_of(renamed).events == timeline_of(found).events


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


@given(stories)
@settings(max_examples=25)
def test_a_timeline_survives_its_format(found: list[Extraction]) -> None:
    """What is written as JSON reads back as the same timeline."""
    timeline = timeline_of(found)
    assert TIMELINE_FORMAT.validate_json(TIMELINE_FORMAT.dump_json(timeline)) == timeline


@given(st.lists(st.sampled_from([date for date in DATES if date]), min_size=1, max_size=6))
def test_the_best_date_is_as_fine_as_its_support_allows(dates: list[str]) -> None:
    """The chosen date is one of those told, and where all can be the same it is the finest."""
    citations = [mention(SINKING[0]._replace(article=str(number), date=date), 0).citation for number, date in enumerate(dates)]
    best = best_date(citations, {citation.article: citation.article for citation in citations})
    assert str(best) in dates
    periods = [period_of(parse_edtf(date)) for date in dates]
    if all(one.slack == 0 and relate(one, other) is not Relation.APART for one in periods for other in periods):
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
    citations = [mention(SINKING[0]._replace(article=str(number), date=date), 0).citation for number, date in enumerate(dates)]
    assert str(best_date(citations, {citation.article: citation.article for citation in citations})) == best


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
    "worse",
    [
        {"names": 0.0},
        {"words": 0.0},
        {"deeds": 0.0},
        {"headlines": 0.0},
        {"numbers": False},
        {"other_names": True},
        {"other_frame": True},
        {"same_article": True},
        {"relation": Relation.LOOSE},
    ],
    ids=lambda worse: next(iter(worse)),
)
def test_each_field_counts(worse: dict[str, float | Relation]) -> None:
    """Less shared in any field, or more that sets two tellings apart, leaves them further from being one."""
    alike = Likeness(
        0.5, 0.5, 0.5, 0.5, numbers=True, other_names=False, other_frame=False, same_article=False, relation=Relation.SAME
    )
    assert alike._replace(**worse).margin < alike.margin


def test_a_word_of_many_dates_tells_little() -> None:
    """Two tellings that share a word used for one date are more alike than two that share one used for many."""
    often = [
        Told("a", f"Karsk {word}.", None, f"Karsk {word}", f"2019-05-{day:02}")
        for day, word in enumerate(("won", "lost", "slept"), 1)
    ]
    rare = [Told("a", f"Velmora {word}.", None, f"Velmora {word}", "2019-06-01") for word in ("won", "lost")]
    found = tellings_of([mention(told, 0) for told in (*often, *rare)])
    assert compare(found[0], found[1]).headlines < compare(found[3], found[4]).headlines


@given(st.text(alphabet=st.characters() | st.sampled_from("0123456789.,:% killedato")))
def test_counting_takes_any_text(text: str) -> None:
    """Whatever a sentence holds, its counts are numbers that agree with themselves."""
    assert not any(count.contradicts(count) for count in counts_in(text))


def test_the_hash_seed_changes_nothing() -> None:
    """Two interpreters that order sets differently write the same bytes."""
    program = (
        "import sys, test_reconcile as t; "
        "timeline = t.timeline_of(t.extractions([*t.SINKING, t.MISTAKEN, *t.BEGINNINGS])); "
        "sys.stdout.buffer.write(t.TIMELINE_FORMAT.dump_json(timeline))"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1
