"""Asked why, a timeline answers from what it holds: dates, similarity, what is near, sources, edits, and how to change it."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from sample_mentions import GENERATED, SampleMention
from sample_story import FERRY, HARBOUR, MOURNING, STORY, event_with, extractions_of, id_of, reconciled

from timeline.dates import parse_edtf
from timeline.errors import UsageError
from timeline.models import TIMELINE_FORMAT, Timeline, sketch_of
from timeline.reconcile import find_clusters, timeline_of
from timeline.timelines.edits import Edits, revise
from timeline.timelines.edits.parsing import read_edits
from timeline.timelines.explanation import entries_for, explain_event, find_event
from timeline.timex.basis import InferredPublicationBasis, WeekdayBasis

TIMELINE = reconciled(STORY)
SUNK = event_with(TIMELINE, FERRY[0])
FRIDAY = WeekdayBasis(rule="weekday_on_or_before", weekday=5, anchor=parse_edtf("2019-05-05"))


def explained(told: SampleMention, timeline: Timeline = TIMELINE) -> str:
    """Return the explanation of the event that cites *told*, on one line."""
    return " ".join(explain_event(event_with(timeline, told), timeline).split())


def edited(toml: str) -> Timeline:
    extractions = extractions_of(STORY)
    revision = revise(
        find_clusters(extractions), Edits(Path("e.toml"), read_edits(toml, "e.toml")), extractions
    )
    return revision.finish(
        timeline_of(revision.event_clusters, extractions, title="Test", generated=GENERATED)
    )


EVENTS = {
    "its id": SUNK.id,
    "the beginning of its id": SUNK.id[:9],
    "without the kind of id": SUNK.id[4:12],
    "a citation's id": id_of(FERRY[2]),
    "its headline": SUNK.headline.upper(),
    "words of its headline, in other forms": "sinking ferries",
    "words of a quote alone": "off velmora",
}


@pytest.mark.parametrize("words", EVENTS.values(), ids=EVENTS)
def test_an_event_is_found_by_what_a_person_knows_of_it(words: str) -> None:
    """An id, its beginning, an id of a citation, the headline or words of it."""
    assert find_event(TIMELINE, words) == SUNK


def test_of_several_events_none_is_taken() -> None:
    """Words that several events have list these with their ids."""
    other = MOURNING._replace(
        article="c", date="2020-01-01", quote="Ana Kores declared a feast.", headline="Ana declared a feast"
    )
    story = [*STORY, other]
    with pytest.raises(UsageError, match="can be 2 events") as caught:
        find_event(reconciled(story), "Ana declared")
    assert len(re.findall("evt-[0-9a-f]{12}", str(caught.value))) == 2


def test_of_no_event_the_nearest_are_named() -> None:
    """A wrong word is reported with what shares the others."""
    with pytest.raises(UsageError, match="Is one of these meant") as caught:
        find_event(TIMELINE, "ferry exploded")
    assert SUNK.id in str(caught.value)
    with pytest.raises(UsageError, match="Give an id"):
        find_event(TIMELINE, "zebra")


def test_what_was_left_out_says_why() -> None:
    """The id of what an edit hid finds no event, and the reason why there is none."""
    timeline = edited(f'[[hide]]\nevent = "{id_of(HARBOUR)}"\nreason = "no event at all"\n')
    with pytest.raises(UsageError, match="hidden by an edit: no event at all"):
        find_event(timeline, event_with(TIMELINE, HARBOUR).id)


def test_the_date_is_explained_from_words_to_day() -> None:
    """Each citation shows its words, the rule, the publication date with its basis, and what the model said otherwise."""
    citation = next(citation for citation in SUNK.citations if citation.quote == FERRY[0].quote)
    told = replace(citation, date_basis=FRIDAY, model_date=parse_edtf("2019-05-10"))
    event = replace(SUNK, citations=tuple(told if one == citation else one for one in SUNK.citations))
    timeline = replace(
        TIMELINE, events=(event, *(other for other in TIMELINE.events if other.id != event.id))
    )
    shown = explained(FERRY[0], timeline)
    assert (
        "“on Friday” is 2019-05-03 (the Friday on or before 2019-05-05); the model said 2019-05-10" in shown
    )
    assert "published 5 May 2019 (given with --published)" in shown
    assert "2019-05-03: 3 of the 3 independent sources that state a date support it:" in shown


def test_a_date_that_disagrees_stands_out() -> None:
    """A source that gives another day is seen among those that agree, also where a month only includes the day."""
    month = FERRY[1]._replace(
        article="d", date="2019-05", expression="in May", quote="The Maris Stella sank in May."
    )
    story = [*FERRY, month]
    assert "is 2019-05 (basis not kept), which is less exact and agrees" in explained(
        FERRY[0], reconciled(story)
    )
    merged = edited(f'[[merge]]\nevents = ["{id_of(FERRY[0])}", "{id_of(MOURNING)}"]\nreason = "one day"\n')
    assert "is 2019-05-04 (basis not kept), NOT 3 May 2019" in explained(FERRY[0], merged)


def test_each_citation_says_what_it_shares_with_another() -> None:
    """The similarity, what is needed for it, and the words that it comes from, as they are written."""
    shown = explained(FERRY[0])
    for place in (2, 3):
        assert re.search(rf"\[{place}\] is like \[\d\]: \d\.\d\d, needed \d\.\d\d for the same date: ", shown)
    assert re.search(r"names \+0\.\d\d \([^)]*Maris", shown)


def test_what_is_near_says_why_it_is_another_event() -> None:
    """An event that shares words is named with its date and with what keeps it apart."""
    story = [
        *STORY,
        FERRY[0]._replace(article="d", date="2019-05-20", quote="The ferry Maris Stella sank once more."),
    ]
    shown = explained(FERRY[0], reconciled(story))
    near = shown.partition("Nearest, and why they are other events")[2].partition("Sources")[0]
    assert "20 May 2019" in near
    assert "they are kept apart: different dates" in near


def test_an_event_of_one_sentence_says_so() -> None:
    """One citation needs no reason to be one event."""
    assert "There is only one" in explained(HARBOUR)


def test_sources_that_count_once_are_named() -> None:
    """Near-copies are distinguished from independent reports, by name and path."""
    first, second = (replace(found, fingerprint=sketch_of(range(64))) for found in extractions_of(FERRY[:2]))
    timeline = timeline_of(find_clusters([first, second]), [first, second], title="T", generated=GENERATED)
    shown = explained(FERRY[0], timeline)
    assert (
        "1 independent source: A and B count once: they print the same text, or that of one agency." in shown
    )
    assert "Title of a, a.txt: published" in shown
    assert "Title of b, b.txt: published" in shown


def test_edits_are_reported_with_their_reasons() -> None:
    """What an editor changed is shown with the reason and with what stood there before."""
    name = id_of(FERRY[0])
    shown = explained(
        FERRY[0],
        edited(
            f'[[redate]]\nevent = "{name}"\ndate = "2019-05-02"\nreason = "the log says so"\n'
            f'[[merge]]\nevents = ["{name}", "{id_of(HARBOUR)}"]\nreason = "told together"\n'
        ),
    )
    assert "2019-05-02 was set by an editor, instead of 2019-05-03: the log says so" in shown
    assert "redate (before: 2019-05-03): the log says so" in shown
    assert "merge: told together" in shown
    assert "An editor put them together" in shown


def test_what_it_proposes_is_an_edits_file() -> None:
    """The entries are ready to be pasted: they read as edits once a reason stands in them, and find the very event."""
    near = FERRY[0]._replace(article="d", date="2019-05-20", quote="The ferry Maris Stella sank once more.")
    whole = reconciled([*STORY, near])
    hostile = replace(event_with(whole, FERRY[0]), headline='He said "sunk"\\ \n[[hide]] # not')
    timeline = replace(
        whole, events=tuple(hostile if event.id == hostile.id else event for event in whole.events)
    )
    pasted = entries_for(hostile, timeline)
    entries = read_edits(pasted.replace('reason = ""', 'reason = "x"'), "e.toml")
    assert [entry.kind for entry in entries] == ["split", "merge", "redate", "retitle", "hide"]
    assert tomllib.loads(pasted)["retitle"][0]["headline"] == 'He said "sunk"\\ [[hide]] # not'
    names = next(entry for entry in entries if entry.kind == "retitle").targets[0]
    assert all(find_event(timeline, name) == hostile for name in names)


def test_a_timeline_that_was_written_explains_the_same() -> None:
    """Nothing but timeline.json is needed."""
    written = TIMELINE_FORMAT.validate_json(TIMELINE_FORMAT.dump_json(TIMELINE))
    for event in (*TIMELINE.events, *TIMELINE.undated):
        assert explain_event(event, written) == explain_event(event, TIMELINE)


def test_a_date_with_as_much_support_is_named_with_the_rule_that_chose() -> None:
    """Two days with one source each show both, and why the first of them is the event's."""
    story = [FERRY[0], FERRY[1]._replace(date="2019-05-04")]
    shown = explained(FERRY[0], reconciled(story))
    assert (
        "2019-05-03: 1 of the 2 independent sources that state a date support it; 1 supports 2019-05-04; "
        "of equals the most exact is taken, and then the earliest:"
    ) in shown


def test_a_citation_without_a_date_of_its_own_says_how_it_came_to_be_here() -> None:
    """What joined by a weaker rule is seen at a glance, with how much less is enough for it, and how much it shares."""
    quote = "The ferry Maris Stella sank in a storm with a cargo of timber and salt."
    lead = SampleMention(
        "d", quote, None, "The ferry Maris Stella sank in a storm with timber and salt", None, published=None
    )
    shown = explained(FERRY[0], reconciled([*FERRY, lead])).partition("[4] is like ")[2]
    score, needed, less = map(float, re.findall(r"(?:\]: |needed |about )(\d\.\d\d)", shown)[:3])
    assert "WEAK: it has no date of its own." in shown
    assert needed - less <= score < needed


@pytest.mark.parametrize("width", [40, 100])
def test_lines_fit_the_terminal(width: int) -> None:
    """No line is wider than asked, but for ids and paths that cannot be broken."""
    lines = explain_event(SUNK, TIMELINE, width=width).splitlines()
    body = [line for line in lines[3:] if line.startswith("  ")]
    assert body
    assert all(len(line) <= width or " " not in line.strip() for line in body)


def test_dates_by_inferred_publication_dates_are_counted_apart() -> None:
    """A source that knows its "Friday" only from other articles does not pass for one that says so on its own."""
    inferred = FERRY[1]
    timeline = reconciled([FERRY[0], inferred])
    (event,) = timeline.events
    basis = InferredPublicationBasis(of=FRIDAY)
    citations = tuple(
        replace(it, date_basis=basis) if it.quote == inferred.quote else it for it in event.citations
    )
    shown = explained(FERRY[0], replace(timeline, events=(replace(event, citations=citations),)))
    assert (
        "2 of the 2 independent sources that state a date support it, 1 of them only by a publication date"
        in shown
    )
