"""What people put right stays right: edits find their events in every build, lose no citation, and say what is wrong."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_mentions import GENERATED, SampleMention
from sample_story import FERRY, HARBOUR, INQUIRY, MOURNING, STORY, event_with, extractions_of, id_of
from sample_story import reconciled as unedited

from timeline.dates import parse_edtf
from timeline.errors import EditError
from timeline.models import Extraction, Rejection, RejectionReason, Timeline
from timeline.reconcile import find_clusters, timeline_of
from timeline.timelines.edits import Edits, find_edits, revise
from timeline.timelines.edits.parsing import KINDS, load_edits, read_edits

FILE = "timeline.edits.toml"


def edited(story: Sequence[SampleMention], toml: str) -> Timeline:
    return edited_extractions(extractions_of(story), toml)


def edited_extractions(extractions: Sequence[Extraction], toml: str) -> Timeline:
    revision = revise(find_clusters(extractions), Edits(Path(FILE), read_edits(toml, FILE)), extractions)
    return revision.finish(
        timeline_of(revision.event_clusters, extractions, title="Test", generated=GENERATED)
    )


def entry(kind: str, *names: str, reason: str = "because", **more: str) -> str:
    """Return an entry of the file about *names*."""
    listed = ", ".join(f'"{name}"' for name in names)
    about = {"merge": f"events = [{listed}]", "split": f"citations = [{listed}]"}.get(
        kind, f"event = [{listed}]"
    )
    rest = "".join(f'{key} = "{value}"\n' for key, value in {**more, "reason": reason}.items())
    return f"[[{kind}]]\n{about}\n{rest}"


def retitle(*names: str, headline: str = "The ferry went down") -> str:
    return entry("retitle", *names, headline=headline)


def citations(timeline: Timeline) -> Counter[str]:
    every = (citation for event in (*timeline.events, *timeline.undated) for citation in event.citations)
    return Counter(f"{citation.article} {citation.quote}" for citation in every)


def clusters_of(timeline: Timeline) -> set[frozenset[str]]:
    every = (*timeline.events, *timeline.undated)
    return {
        frozenset(f"{citation.article} {citation.quote}" for citation in event.citations) for event in every
    }


def test_an_event_gets_another_headline_and_says_so() -> None:
    """The new headline is shown as edited, with its reason and what stood there before."""
    before = event_with(unedited(STORY), FERRY[0])
    event = event_with(edited(STORY, retitle(before.id)), FERRY[0])
    (edit,) = event.edits
    assert event.headline == "The ferry went down"
    assert (edit.kind, edit.reason, edit.before) == ("retitle", "because", before.headline)
    assert "edited" in event.marks
    assert replace(event, headline=before.headline, marks=before.marks, edits=()) == before


def test_a_date_that_an_editor_sets_leaves_what_sources_say() -> None:
    """The event moves to its new date; its citations keep theirs, and the date before is kept."""
    timeline = edited(STORY, entry("redate", id_of(FERRY[0]), date="2019-05-02"))
    event = event_with(timeline, FERRY[0])
    assert str(event.date) == "2019-05-02"
    assert {str(citation.date) for citation in event.citations} == {"2019-05-03"}
    assert event.edits[0].before == "2019-05-03"


def test_a_date_takes_an_undated_event_to_its_place() -> None:
    """What nobody dated stands among the dated events, in their order, once an editor knows."""
    timeline = edited(STORY, entry("redate", id_of(HARBOUR), date="1890"))
    assert timeline.events[0].headline == HARBOUR.headline
    assert timeline.undated == ()


def test_what_is_hidden_is_left_out_with_the_reason() -> None:
    """Nothing is dropped silently: each citation of a hidden event is a rejection, in the order of the articles."""
    timeline = edited(STORY, entry("hide", id_of(FERRY[0]), reason="told elsewhere"))
    assert [rejection.quote for rejection in timeline.rejected] == [told.quote for told in FERRY]
    assert {(rejection.reason, rejection.detail) for rejection in timeline.rejected} == {
        (RejectionReason.HIDDEN_BY_EDIT, "told elsewhere")
    }
    assert FERRY[0].quote not in {
        quote for event in timeline.events for quote in (c.quote for c in event.citations)
    }


def test_a_pinned_event_is_the_most_important() -> None:
    """A pin shows in the event, and lifts it above all that only sources weigh."""
    timeline = edited(STORY, entry("pin", id_of(HARBOUR)))
    event = event_with(timeline, HARBOUR)
    assert (event.importance, event.edits[0].kind) == (1.0, "pin")
    assert all(other.importance < 1 for other in timeline.events)


def test_merged_events_are_reconciled_anew() -> None:
    """One event with all citations, counted sources, and the disagreement that the two dates now are."""
    timeline = edited(STORY, entry("merge", id_of(FERRY[0]), id_of(MOURNING)))
    event = event_with(timeline, MOURNING)
    assert {citation.quote for citation in event.citations} == {told.quote for told in (*FERRY, MOURNING)}
    assert event.sources == 3
    (conflict,) = event.conflicts
    assert [(value.value, len(value.citations)) for value in conflict.values] == [
        ("2019-05-03", 3),
        ("2019-05-04", 1),
    ]


def test_what_is_split_off_is_an_event_of_its_own() -> None:
    """Both parts are marked, and each is what its own citations say."""
    timeline = edited(STORY, entry("split", id_of(FERRY[1])))
    own, rest = event_with(timeline, FERRY[1]), event_with(timeline, FERRY[0])
    assert own.headline == FERRY[1].headline
    assert (len(own.citations), len(rest.citations)) == (1, 2)
    assert [part.edits[0].kind for part in (own, rest)] == ["split", "split"]


def test_edits_of_one_event_work_together_in_any_order() -> None:
    """A part is split off, merged elsewhere and named anew, whatever the order in which the file says so."""
    entries = [
        entry("split", id_of(FERRY[1])),
        entry("merge", id_of(FERRY[1]), id_of(INQUIRY)),
        retitle(id_of(INQUIRY)),
        entry("redate", id_of(FERRY[1]), date="2019-06-01"),
    ]
    timeline = edited(STORY, "\n".join(entries))
    assert timeline == edited(STORY, "\n".join(reversed(entries)))
    event = event_with(timeline, INQUIRY)
    assert {citation.quote for citation in event.citations} == {FERRY[1].quote, INQUIRY.quote}
    assert (event.headline, str(event.date)) == ("The ferry went down", "2019-06-01")
    assert [edit.kind for edit in event.edits] == ["split", "merge", "redate", "retitle"]


NAMES = {
    "the event's id": event_with(unedited(STORY), FERRY[0]).id,
    "a citation's id": id_of(FERRY[2]),
    "an id that an event had": id_of(FERRY[2]).replace("cit-", "evt-"),
    "words of a quote": "sank off the  port on May 3",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_of_a_citation_finds_its_event(name: str) -> None:
    """The event's id is one of its citations' ids; each of them, and a piece of a quote, names the event."""
    assert event_with(edited(STORY, retitle(name)), FERRY[0]).headline == "The ferry went down"


SURVIVED = {
    "an added article": [*STORY, FERRY[0]._replace(article="0"), FERRY[1]._replace(article="z")],
    "another prompt": [told._replace(headline=f"Reworded: {told.headline}", kind="since") for told in STORY],
    "a publication date that is learnt": [
        told._replace(date="2019-05-10", published="2019-05-12") for told in FERRY
    ],
    "a citation that is gone": [*FERRY[1:], MOURNING],
}


@pytest.mark.parametrize("story", SURVIVED.values(), ids=SURVIVED)
def test_an_edit_survives(story: Sequence[SampleMention]) -> None:
    """What changes around an event, and what a model says of it, does not take its edits away."""
    names = [event_with(unedited(STORY), FERRY[0]).id, id_of(FERRY[0]), id_of(FERRY[1])]
    assert event_with(edited(story, retitle(*names)), FERRY[1]).headline == "The ferry went down"


def test_what_is_brought_about_already_is_no_error() -> None:
    """A split and a merge say how things are to be: they stand when another article has brought that about."""
    satisfied = entry("split", id_of(INQUIRY)) + entry("merge", id_of(FERRY[0]), id_of(FERRY[1]))
    assert clusters_of(edited(STORY, satisfied)) == clusters_of(unedited(STORY))


def test_an_edit_whose_target_is_gone_says_so_and_what_is_nearest() -> None:
    """The message names file, line and entry, and proposes the present event that its words are nearest to."""
    toml = "\n# about the ferry\n" + retitle(
        "evt-0123456789ab", headline="Ferry Maris Stella lost off Velmora"
    )
    with pytest.raises(EditError) as caught:
        edited(STORY, toml)
    message = str(caught.value)
    assert f"{FILE}, line 3, [[retitle]]: no event cites “evt-0123456789ab” any more" in message
    assert event_with(unedited(STORY), FERRY[0]).id in message
    assert len(message.splitlines()) <= 2


def test_words_that_no_quote_has_are_held_against_all_quotes() -> None:
    """Of a piece of a quote that was changed since, its own words tell what is nearest, not the entry's reason."""
    toml = entry("pin", "Maris Stella sank off the harbour", reason="A court opened an inquiry")
    with pytest.raises(EditError, match=r"The nearest is .*2019-05-03, “Maris Stella sank"):
        edited(STORY, toml)


def test_an_edit_says_when_its_citation_was_left_out() -> None:
    """A sentence that the model no longer takes for an event is named with that reason, and with what else reports it."""
    (first, *others) = extractions_of([FERRY[0], FERRY[1], MOURNING])
    citation = next(
        mention.citation for mention in first.mentions if mention.citation.quote == FERRY[0].quote
    )
    rejection = Rejection(
        article=citation.article,
        start=citation.start,
        end=citation.end,
        quote=citation.quote,
        expression=citation.expression,
        reason=RejectionReason.CAPTION,
    )
    kept = tuple(mention for mention in first.mentions if mention.citation != citation)
    extractions = [replace(first, mentions=kept, rejected=(rejection,)), *others]
    with pytest.raises(EditError, match="left out now: caption") as caught:
        edited_extractions(extractions, entry("pin", id_of(FERRY[0])))
    assert "Maris Stella sank off the port" in str(caught.value)


def test_all_targets_that_are_gone_are_reported_at_once() -> None:
    """Who mends a file wants the whole list."""
    with pytest.raises(EditError) as caught:
        edited(STORY, retitle("evt-000000000000") + entry("hide", "nobody ever said this"))
    assert str(caught.value).count("any more") == 2


@pytest.mark.parametrize("kind", ["retitle", "split", "merge"])
def test_a_name_of_several_events_is_refused_with_their_ids(kind: str) -> None:
    """Words that stand in quotes of two events name neither."""
    more = {"retitle": {"headline": "A feast"}}.get(kind, {})
    toml = entry(kind, "Ana Kores declared", *([id_of(FERRY[0])] if kind == "merge" else []), **more)
    story = [
        *STORY,
        MOURNING._replace(article="c", date="2019-07-01", quote="Ana Kores declared a feast on Monday."),
    ]
    with pytest.raises(EditError, match="can mean 2 events") as caught:
        edited(story, toml)
    assert str(caught.value).count("evt-") == 2


def test_one_edit_of_an_event_that_fell_apart_is_refused() -> None:
    """Names of one edit that are now in two events are not taken for either of them."""
    with pytest.raises(EditError, match="can mean 2 events"):
        edited(STORY, retitle(id_of(FERRY[0]), id_of(INQUIRY)))


CONTRADICTIONS = {
    "two headlines": retitle(id_of(FERRY[0])) + retitle(id_of(FERRY[1]), headline="Another one"),
    "two dates": entry("redate", id_of(FERRY[0]), date="2019")
    + entry("redate", id_of(FERRY[1]), date="2018"),
    "a pin and a hide": entry("pin", id_of(FERRY[0])) + entry("hide", id_of(FERRY[1])),
    "a split and a merge": entry("split", id_of(FERRY[0])) + entry("merge", id_of(FERRY[0]), id_of(FERRY[1])),
    "a split and two merges": entry("split", id_of(FERRY[0]))
    + entry("merge", id_of(FERRY[0]), id_of(INQUIRY))
    + entry("merge", id_of(INQUIRY), id_of(FERRY[1])),
    "two splits": entry("split", id_of(FERRY[0])) + entry("split", id_of(FERRY[0]), id_of(FERRY[1])),
    "headlines of merged events": retitle(id_of(FERRY[0]))
    + retitle(id_of(INQUIRY), headline="Another one")
    + entry("merge", id_of(FERRY[0]), id_of(INQUIRY)),
}


@pytest.mark.parametrize("toml", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_entries_that_contradict_one_another_are_refused(toml: str) -> None:
    """Neither silently wins: both are named by their lines."""
    with pytest.raises(EditError, match="Keep one of these entries") as caught:
        edited(STORY, toml)
    assert str(caught.value).count(f"{FILE}, line ") == 2


def test_the_same_said_twice_is_no_contradiction() -> None:
    """Two people may set one headline, each for a reason."""
    event = event_with(edited(STORY, retitle(id_of(FERRY[0])) + retitle(id_of(FERRY[1]))), FERRY[0])
    assert [edit.kind for edit in event.edits] == ["retitle", "retitle"]


WRONG = {
    "no TOML": ("[[hide]\n", "is not TOML"),
    "a month without quotes": ('[[redate]]\nevent = "x"\ndate = 2019-05\n', "stand in quotes"),
    "nested too deeply": (f"a = {'[' * 5000}", "is not TOML"),
    "an unknown kind": ('[[retitel]]\nreason = "x"\n', r"Is \[\[retitle\]\] meant"),
    "one pair of brackets": ('[hide]\nevent = "x"\nreason = "y"\n', "two pairs of brackets"),
    "outside of an entry": ('reason = "x"\n', "outside of an entry"),
    "an unknown key": (
        '\n[[hide]]\nevents = "x"\nreason = "y"\n',
        r"line 2, \[\[hide\]\]: there is no “events” here",
    ),
    "no reason": ('[[hide]]\nevent = "x"\n', "“reason” is missing"),
    "an empty reason": ('[[hide]]\nevent = "x"\nreason = " "\n', "“reason” must be a text"),
    "a headline that is none": (
        '[[retitle]]\nevent = "x"\nheadline = 3\nreason = "y"\n',
        "“headline” must be a text",
    ),
    "a name that is none": ('[[hide]]\nevent = 7\nreason = "y"\n', "“event” names"),
    "no name": ('[[hide]]\nevent = []\nreason = "y"\n', "“event” names"),
    "an empty name": ('[[hide]]\nevent = ["x", ""]\nreason = "y"\n', "“event” names"),
    "a name among others that is none": ('[[hide]]\nevent = ["x", 7]\nreason = "y"\n', "“event” names"),
    "citations that are no list": ('[[split]]\ncitations = "x"\nreason = "y"\n', "a list of names"),
    "one event to merge": ('[[merge]]\nevents = ["x"]\nreason = "y"\n', "two events or more"),
    "an event merged with itself": ('[[merge]]\nevents = ["x", "x"]\nreason = "y"\n', "is there twice"),
    "no date": ('[[redate]]\nevent = "x"\ndate = "Tuesday"\nreason = "y"\n', "“Tuesday” is no date"),
    "a day that no calendar has": (
        '[[redate]]\nevent = "x"\ndate = "2019-02-30"\nreason = "y"\n',
        "is no date",
    ),
    "a time of day": ("[[redate]]\nevent = 'x'\ndate = 2019-05-03T10:00:00\nreason = 'y'\n", "is no date"),
}


@pytest.mark.parametrize(("toml", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_in_the_file_is_reported_in_two_lines(toml: str, said: str) -> None:
    """Each fault names the file, and the line where one entry is at fault."""
    with pytest.raises(EditError, match=said) as caught:
        read_edits(toml, FILE)
    assert str(caught.value).startswith(FILE)
    assert len(str(caught.value).splitlines()) <= 2


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2019-05-03", "2019-05-03"),
        ("2019", "2019"),
        ("'2019-05~'", "2019-05~"),
        ("'2018/2019'", "2018/2019"),
    ],
)
def test_a_date_is_read_with_and_without_quotes(written: str, date: str) -> None:
    """TOML has days of its own; they mean the same."""
    (found,) = read_edits(f"[[redate]]\nevent = 'x'\ndate = {written}\nreason = 'y'\n", FILE)
    assert found.date == parse_edtf(date)


def test_an_entry_is_counted_where_its_line_is_unknown() -> None:
    """Entries that are written as a list on one line are named by their number."""
    with pytest.raises(EditError, match=r"\[\[hide\]\] number 2: “reason” is missing"):
        read_edits("hide = [{event = 'x', reason = 'y'}, {event = 'z'}]", FILE)


@pytest.mark.parametrize("data", [None, b"\xff\xfe", "directory"], ids=["missing", "not UTF-8", "a folder"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, data: bytes | str | None) -> None:
    """A file that was asked for and cannot be read is an error, never no edits."""
    file = tmp_path / FILE
    if isinstance(data, bytes):
        file.write_bytes(data)
    elif data:
        file.mkdir()
    with pytest.raises(EditError, match=FILE):
        load_edits(file)


def test_the_file_of_the_folder_is_found(tmp_path: Path) -> None:
    """Without a name, the folder's file is read if it is there; without one there are no edits."""
    assert find_edits(None, tmp_path) == Edits()
    (tmp_path / FILE).write_text(entry("hide", "x"), encoding="utf-8")
    assert [found.kind for found in find_edits(None, tmp_path).entries] == ["hide"]


def test_the_guide_teaches_entries_that_can_be_read() -> None:
    """What readers copy from the guide is an edits file with an entry of every kind."""
    guide = (Path(__file__).parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")
    taught = read_edits(guide.partition("```toml\n")[2].partition("```")[0], "guide.md")
    assert [found.kind for found in taught] == list(KINDS)


MENTIONS = st.sampled_from([id_of(told) for told in STORY] + ["evt-0123456789ab", "Maris Stella"])


@st.composite
def entries(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(KINDS))
    names = draw(st.lists(MENTIONS, min_size=2 if kind == "merge" else 1, max_size=4, unique=True))
    more = {
        "retitle": {"headline": "New"},
        "redate": {"date": draw(st.sampled_from(["2018", "2019-05"]))},
    }.get(kind, {})
    return entry(kind, *names, **more)


@given(st.lists(entries(), max_size=5))
def test_no_edits_ever_lose_a_citation(found: list[str]) -> None:
    """Whatever edits say, they are refused, or each citation is in one event or among what was left out."""
    try:
        timeline = edited(STORY, "\n".join(found))
    except EditError:
        return
    hidden = Counter(f"{rejection.article} {rejection.quote}" for rejection in timeline.rejected)
    assert citations(timeline) + hidden == citations(unedited(STORY))
    events = (*timeline.events, *timeline.undated)
    assert len({event.id for event in events}) == len(events)
    assert all((event.date is None) is (event in timeline.undated) for event in events)
    assert all(("edited" in event.marks) is bool(event.edits) for event in events)


@given(st.lists(st.sampled_from(STORY), min_size=1, unique=True), st.data())
def test_a_split_and_a_merge_do_just_what_they_say(story: list[SampleMention], data: st.DataObject) -> None:
    """What is split off is an event of just these citations; what is merged is in one event, and all else as it was."""
    taken = data.draw(st.lists(st.sampled_from(story), min_size=1, unique=True))
    names = [f"art-{told.article} {told.quote}" for told in taken]
    split = clusters_of(edited(story, entry("split", *map(id_of, taken))))
    assert split == {frozenset(names), *(group - set(names) for group in clusters_of(unedited(story)))} - {
        frozenset()
    }
    if len(taken) > 1:
        merged = clusters_of(edited(story, entry("merge", *map(id_of, taken))))
        touched = [group for group in clusters_of(unedited(story)) if group & set(names)]
        assert merged == {frozenset().union(*touched), *(clusters_of(unedited(story)) - set(touched))}
