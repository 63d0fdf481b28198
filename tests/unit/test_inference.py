"""When an undated article was published, as the dated ones of the same happenings show it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import PartialDate, parse_edtf, within
from timeline.inference import Evidence, infer, with_inferred_dates
from timeline.models import Article, Citation, Event, Extraction, Generated, Mention, Timeline

DAY = date(2015, 10, 20).toordinal()


def piece(words: str, told: str, days: range, articles: int = 2) -> Evidence:
    when = parse_edtf(told)
    assert isinstance(when, PartialDate)
    return Evidence(words, when, articles, frozenset(days))


def article(name: str, published: str | None) -> Article:
    when = parse_edtf(published) if published else None
    return Article(id=name, title=name, path=f"{name}.txt", published=when, published_basis="given", sha256=name)


def mention(name: str, quote: str, expression: str | None, told: str | None = None, start: int = 0) -> Mention:
    when = parse_edtf(told) if told else None
    citation = Citation(
        article=name, start=start, end=start + len(quote), quote=quote, headline=quote, expression=expression, date=when
    )
    return Mention(citation=citation, kind="event")


def event(told: str, *mentions: Mention) -> Event:
    citations = tuple(mention.citation for mention in mentions)
    return Event(
        id=told,
        date=parse_edtf(told),
        headline="h",
        kind="event",
        citations=citations,
        sources=1,
        independent_sources=1,
        importance=0.0,
    )


DATED = article("dated", "2015-10-21")
SILENT = article("silent", None)
MEETING = "The envoy met the mayor on Tuesday."
REPORT = "The town hall announced the visit on Wednesday."
MONTH = "She had been ill since last month."
LATER = "They will meet again on Friday."


def undated_article() -> Extraction:
    quotes = ((MEETING, "Tuesday"), (REPORT, "Wednesday"), (MONTH, "last month"), (LATER, "Friday"))
    mentions = tuple(mention("silent", quote, words, start=100 * place) for place, (quote, words) in enumerate(quotes))
    return Extraction(article=SILENT, mentions=mentions)


def timeline(*events: Event) -> Timeline:
    return Timeline(title="t", articles=(DATED, SILENT), events=events, generated=Generated(by="t", model="m", prompts="p"))


def told_by_both(silent: Extraction) -> Timeline:
    return timeline(
        event("2015-10-20", mention("dated", MEETING, "Tuesday", "2015-10-20"), silent.mentions[0]),
        event("2015-10-21", mention("dated", REPORT, "Wednesday", "2015-10-21"), silent.mentions[1]),
    )


def test_an_undated_article_gets_the_days_on_which_its_words_agree_with_the_dated_ones() -> None:
    """Tuesday the 20th and Wednesday the 21st can be told so from that Wednesday to the next Monday."""
    silent = undated_article()
    (inferred,) = with_inferred_dates([silent], told_by_both(silent))
    assert str(inferred.article.published) == "2015-10-21/2015-10-26"
    assert inferred.article.published_basis.startswith("inferred: “Tuesday” is 2015-10-20 in another article")


def test_only_what_means_the_same_on_every_possible_day_is_dated() -> None:
    """On each of the days "last month" is September; "on Friday" is the 23rd or the 30th, and stays open."""
    silent = undated_article()
    (inferred,) = with_inferred_dates([silent], told_by_both(silent))
    dates = [str(mention.citation.date) for mention in inferred.mentions]
    assert dates == ["2015-10-20", "2015-10-21", "2015-09", "None"]
    assert inferred.mentions[0].marks == ("published date inferred",)
    assert inferred.mentions[0].citation.date_basis == (
        "the Tuesday on or before 2015-10-21/2015-10-26 (publication date inferred)"
    )
    assert inferred.mentions[3].marks == ()


def test_one_happening_alone_is_not_enough() -> None:
    """One telling may belong to the Tuesday of another week."""
    silent = undated_article()
    meeting = event("2015-10-20", mention("dated", MEETING, "Tuesday", "2015-10-20"), silent.mentions[0])
    assert with_inferred_dates([silent], timeline(meeting)) == (silent,)


def test_happenings_that_no_day_can_tell_so_leave_the_article_undated() -> None:
    """Tuesday the 20th and Wednesday the 4th cannot both be told by their weekdays alone."""
    silent = undated_article()
    apart = timeline(
        event("2015-10-20", mention("dated", MEETING, "Tuesday", "2015-10-20"), silent.mentions[0]),
        event("2015-11-04", mention("dated", REPORT, "Wednesday", "2015-11-04"), silent.mentions[1]),
    )
    assert with_inferred_dates([silent], apart) == (silent,)


def test_only_articles_with_a_date_are_evidence() -> None:
    """An event whose date no dated article tells says nothing."""
    silent = undated_article()
    known = told_by_both(silent)
    lone = replace(known, events=tuple(replace(event, citations=event.citations[1:]) for event in known.events))
    assert with_inferred_dates([silent], lone) == (silent,)


def test_dated_articles_stay_as_they_are() -> None:
    """What an article says of its own date is never overruled."""
    dated = Extraction(article=DATED, mentions=(mention("dated", MEETING, "Tuesday", "2015-10-20"),))
    silent = undated_article()
    assert with_inferred_dates([dated, silent], told_by_both(silent))[0] is dated


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((range(3), range(2, 9)), "2015-10-22"),
        ((range(3), range(1, 9)), "2015-10-21/2015-10-22"),
        ((range(3), range(5, 9)), None),
    ],
    ids=["one day", "two days", "none"],
)
def test_the_days_are_those_that_all_evidence_allows(days: tuple[range, range], expected: str | None) -> None:
    """The explanation names the evidence, and the date spans the days that are left."""
    evidence = [
        piece(f"words {number}", f"2015-10-{20 + number}", range(DAY + few.start, DAY + few.stop))
        for number, few in enumerate(days)
    ]
    inferred = infer(evidence)
    assert (str(inferred.published) if inferred else None) == expected


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), min_size=1, max_size=6))
def test_every_piece_of_evidence_allows_the_days_inferred(spans: list[tuple[int, int]]) -> None:
    """Whatever the evidence, no day is possible that some of it forbids, and its order does not matter."""
    evidence = [
        piece(str(number), f"2015-10-{1 + number:02}", range(DAY + first, DAY + first + length))
        for number, (first, length) in enumerate(spans)
    ]
    inferred = infer(evidence)
    assert inferred == infer(evidence[::-1])
    for one in evidence if inferred else ():
        first, last = (PartialDate.of(date.fromordinal(day)) for day in (min(one.days), max(one.days)))
        assert inferred is not None
        assert within(inferred.published, parse_edtf(f"{first}/{last}"))
