"""What a page may ask for, in any generator."""

from dataclasses import replace
from pathlib import Path

import pytest

from timeline.dates import parse_edtf
from timeline.errors import StoreError, TimelineError, UsageError
from timeline.integrations.embedding import OPTIONS, Request, combined, read_request, show, title_words
from timeline.models import Selection, TimeCriterion
from timeline.rendering.html_dates import write_date
from timeline.store import read_timeline
from timeline.timelines.selection import Criteria

TIMELINES = Path(__file__).parents[1] / "timelines"
BRIDGE = TIMELINES / "old_bridge.json"


def test_every_option_is_read() -> None:
    asked = read_request(
        {
            "title": "The bridge", "level": "3", "prefix": "b-", "from": "2021", "to": "2022-03", "top": "5", "topic": "crack",
            "tags": "court, council", "sources": "2", "evidence": "off", "locale": "de",
        }
    )  # fmt: skip
    since, until = parse_edtf("2021"), parse_edtf("2022-03")
    assert asked == Request(
        title="The bridge",
        level=3,
        prefix="b-",
        evidence=False,
        locale="de",
        criteria=Criteria(
            top=5,
            since=since,  # type: ignore[arg-type] # it is one date
            until=until,  # type: ignore[arg-type] # the same
            topic="crack",
            tags=frozenset({"court", "council"}),
            sources=2,
        ),
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param({"titel": "5"}, "did you mean title?", id="a misspelt name"),
        pytest.param({"colour": "red"}, "choose from title, level", id="no such name"),
        pytest.param({"top": "0"}, "takes a number of events, not “0”", id="none of the events"),
        pytest.param({"level": "5"}, "from 1 to 4, not “5”", id="a level with no room below"),
        pytest.param({"from": "2021/2022"}, "takes a day, a month or a year", id="a span"),
        pytest.param({"from": "last week"}, "takes a day, a month or a year", id="no date"),
        pytest.param({"prefix": "1-"}, "a letter first", id="a prefix that is no name"),
        pytest.param({"prefix": '"><b'}, "a letter first", id="a prefix that breaks out"),
        pytest.param({"evidence": "yes"}, "takes on or off", id="no switch"),
        pytest.param({"tags": " , "}, "takes tags", id="no tag"),
        pytest.param({"locale": ""}, "takes the tag of a language", id="nothing"),
    ],
)
def test_an_invalid_option_names_the_valid_values(options: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("?", r"\?")):
        read_request(options)


def test_anchors_of_a_second_timeline_are_its_own() -> None:
    # Unless the page says what they begin with, they are numbered.
    first, second = show([BRIDGE], Request(), 1), show([BRIDGE], Request(), 2)
    named = show([BRIDGE], Request(prefix="again-"), 2)
    assert [shown.page.years[0].entries[0].anchor for shown in (first, second, named)] == [
        "timeline-evt-ce794278eb47",
        "timeline-2-evt-ce794278eb47",
        "again-evt-ce794278eb47",
    ]


def test_a_title_is_the_pages_the_timelines_or_none() -> None:
    titles = [show([BRIDGE], Request(title=title)).title for title in (None, "Mine", "")]
    assert titles == ["The closing of Old Lock Bridge", "Mine", None]


def test_tags_select_events_and_the_page_names_them(tmp_path: Path) -> None:
    # What is left out by tags is counted as what is left out by anything else.
    timeline = read_timeline(BRIDGE)
    tagged = replace(timeline, events=(replace(timeline.events[0], tags=("court",)), *timeline.events[1:]))
    file = _written(tmp_path / "tagged.json", tagged)
    page = show([file], Request(criteria=Criteria(tags=frozenset({"court", "other"})))).page
    assert page.events == 1
    assert page.selection == "1 of 17 events: tagged court, other"


def test_a_selection_lists_the_articles_that_it_cites() -> None:
    # A copy of an article that is not among them names it, and leads nowhere.
    listed = {
        top: [m.article.number for m in show([BRIDGE], read_request({"top": top})).page.articles]
        for top in ("1", "17")
    }
    assert listed == {"1": [1, 2, 3, 4], "17": [1, 2, 3, 4, 5, 6, 7, 8]}


def test_the_documentation_has_every_option() -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "markdown-sites.md").read_text(encoding="utf-8")
    assert not [name for name in OPTIONS if f"`{name}=" not in page]


UNTIL = TimeCriterion(by="until", date=parse_edtf("2021"))


def test_several_files_are_one_timeline(tmp_path: Path) -> None:
    # Each event and each article once, and what was chosen out of each is counted together.
    whole = read_timeline(BRIDGE)
    half = replace(
        whole,
        events=whole.events[:3],
        undated=(),
        selection=Selection(shown=3, events=17, criteria=(UNTIL,)),
    )
    file = _written(tmp_path / "half.json", half)
    together = combined([whole, read_timeline(file)])
    assert (together.events, together.articles, together.rejected) == (
        whole.events,
        whole.articles,
        whole.rejected,
    )
    assert together.selection == Selection(shown=18 + 2, events=17 + 17, criteria=(UNTIL,))
    assert together.generated == whole.generated


@pytest.mark.parametrize(
    "date", ["2022-03-08", "2015-10~", "../2021", "2015-10-03~/2015-10-05", "-0043", "199X"]
)
@pytest.mark.parametrize("locale", ["en", "de"])
def test_the_words_of_a_date_are_those_of_every_other_page(date: str, locale: str) -> None:
    written = write_date(parse_edtf(date), locale)
    assert "".join(words for words, _ in title_words(written, locale)) == written.heading


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "cannot be read: No such file", id="no file"),
        pytest.param(b"\xff\xfe", "not text in UTF-8", id="no text"),
        pytest.param(b"{", "is not a timeline", id="no JSON"),
        pytest.param(b"[]", "is not a timeline", id="something else"),
    ],
)
def test_what_is_no_timeline_is_named(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "t.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StoreError, match=said) as raised:
        show([file], Request())
    assert str(file) in str(raised.value)


def test_an_impossible_selection_is_an_error() -> None:
    with pytest.raises(TimelineError, match="exchange the two dates"):
        show([BRIDGE], read_request({"from": "2023", "to": "2021"}))


def _written(file: Path, timeline: object) -> Path:
    from timeline.models import TIMELINE_FORMAT

    file.write_bytes(TIMELINE_FORMAT.dump_json(timeline))  # type: ignore[arg-type] # a timeline
    return file
