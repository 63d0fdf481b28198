"""When an undated article was published, as the dated ones of the same happenings show it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_mentions import expression_in

from timeline.dates import PartialDate, parse_edtf, within
from timeline.extract.publication_inference import SIMILAR, Evidence, infer, with_inferred_dates
from timeline.models import Article, Citation, Extraction, GivenBasis, Mark, Mention
from timeline.rendering.explanation_words import basis_words, publication_words
from timeline.rendering.labels import labels
from timeline.timex.basis import InferredPublicationBasis

DAY = date(2015, 10, 20).toordinal()


def piece(mention: int, told: str, days: range, similarity: float = 1.0) -> Evidence:
    when = parse_edtf(told)
    assert isinstance(when, PartialDate)
    return Evidence(mention, f"words {mention}", when, 2, similarity, frozenset(days))


def article(name: str, published: str | None) -> Article:
    when = parse_edtf(published) if published else None
    return Article(
        id=name, title=name, path=f"{name}.txt", published=when, published_basis=GivenBasis(), sha256=name
    )


def mention(
    name: str, quote: str, expression: str | None, told: str | None = None, start: int = 0
) -> Mention:
    when = parse_edtf(told) if told else None
    citation = Citation(
        article=name,
        start=start,
        end=start + len(quote),
        quote=quote,
        headline=quote,
        expression=expression_in(quote, expression, start),
        date=when,
    )
    return Mention(citation=citation, kind="event")


DATED = article("dated", "2015-10-21")
SILENT = article("silent", None)
MEETING = "The envoy met the mayor on Tuesday."
REPORT = "The town hall announced the visit on Wednesday."
MONTH = "She had been ill since last month."
LATER = "They will meet again on Friday."


def undated_article() -> Extraction:
    quotes = ((MEETING, "Tuesday"), (REPORT, "Wednesday"), (MONTH, "last month"), (LATER, "Friday"))
    mentions = tuple(
        mention("silent", quote, words, start=100 * place) for place, (quote, words) in enumerate(quotes)
    )
    return Extraction(article=SILENT, mentions=mentions)


def dated_article(
    meeting: str = "2015-10-20", report: str = "2015-10-21", article: Article = DATED
) -> Extraction:
    mentions = (
        mention(article.id, MEETING, "Tuesday", meeting),
        mention(article.id, REPORT, "Wednesday", report, start=100),
        mention(
            article.id, "The bridge over the Lind was closed on Sunday.", "Sunday", "2015-10-18", start=200
        ),
    )
    return Extraction(article=article, mentions=mentions)


def inferred(*others: Extraction) -> Extraction:
    """Return the undated article as it is read beside *others*."""
    return with_inferred_dates([undated_article(), *others])[0]


def test_an_undated_article_gets_the_days_on_which_its_words_agree_with_the_dated_ones() -> None:
    """Tuesday the 20th and Wednesday the 21st can be told so from that Wednesday to the next Monday."""
    found = inferred(dated_article())
    assert str(found.article.published) == "2015-10-21?/2015-10-26?"
    assert publication_words(found.article.published_basis, labels()) == (
        "inferred: “Tuesday” is 2015-10-20 in another article; “Wednesday” is 2015-10-21 in another article"
    )


def test_only_what_means_the_same_on_every_possible_day_is_dated() -> None:
    """On each of the days "last month" is September; "on Friday" is the 23rd or the 30th, and stays open."""
    found = inferred(dated_article())
    dates = [str(mention.citation.date) for mention in found.mentions]
    assert dates == ["2015-10-20", "2015-10-21", "2015-09", "None"]
    assert found.mentions[0].marks == (Mark.PUBLICATION_DATE_INFERRED,)
    basis = found.mentions[0].citation.date_basis
    assert isinstance(basis, InferredPublicationBasis)
    assert basis_words(basis, labels()) == (
        "the Tuesday on or before 2015-10-21?/2015-10-26? (publication date inferred)"
    )
    assert found.mentions[3].marks == ()


def test_one_happening_alone_is_not_enough() -> None:
    """One mention may belong to the Tuesday of another week."""
    dated = dated_article()
    assert inferred(replace(dated, mentions=dated.mentions[::2])) == undated_article()


def test_happenings_that_no_day_can_tell_so_leave_the_article_undated() -> None:
    """Tuesday the 20th and Wednesday the 4th cannot both be told by their weekdays alone."""
    assert inferred(dated_article(report="2015-11-04")) == undated_article()


def test_a_series_that_is_told_of_several_weeks_leaves_the_article_undated() -> None:
    """When the same is told of the week before, nothing says which week is meant."""
    again = article("again", "2015-10-14")
    before = dated_article("2015-10-13", "2015-10-14", again)
    assert inferred(dated_article(), before) == undated_article()


def test_only_articles_with_a_date_are_evidence() -> None:
    """What another undated article tells says nothing, nor does a day that is only about right."""
    assert inferred(dated_article(article=article("other", None))) == undated_article()
    assert inferred(dated_article("2015-10-20~", "2015-10-21~")) == undated_article()


@pytest.mark.parametrize("day", ["0001-01-02", "9999-12-30"], ids=["first", "last"])
def test_the_calendars_ends_stop_nothing(day: str) -> None:
    """A text may put the same on the first or the last day that there is: that is no evidence, and no crash."""
    assert inferred(dated_article(day, day)) == undated_article()


def test_dated_articles_stay_as_they_are() -> None:
    """What an article says of its own date is never overruled."""
    dated = dated_article()
    assert with_inferred_dates([dated, undated_article()])[0] is dated


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((range(3), range(2, 9)), "2015-10-22?"),
        ((range(3), range(1, 9)), "2015-10-21?/2015-10-22?"),
        ((range(3), range(5, 9)), None),
    ],
    ids=["one day", "two days", "none"],
)
def test_the_days_are_those_that_all_evidence_allows(days: tuple[range, range], expected: str | None) -> None:
    """The date spans the days that are left, from the first to the last."""
    evidence = [
        piece(number, f"2015-10-{20 + number}", range(DAY + few.start, DAY + few.stop))
        for number, few in enumerate(days)
    ]
    found = infer(evidence)
    assert (str(found.published) if found else None) == expected


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.floats(0.1, 2)), min_size=1, max_size=6))
def test_every_clear_piece_of_evidence_allows_the_days_inferred(spans: list[tuple[int, int, float]]) -> None:
    """Whatever the evidence, no day is possible that clear evidence forbids, and its order does not matter."""
    evidence = [
        piece(number, f"2015-10-{1 + number:02}", range(DAY + first, DAY + first + length), similarity)
        for number, (first, length, similarity) in enumerate(spans)
    ]
    found = infer(evidence)
    assert found == infer(evidence[::-1])
    for one in (piece for piece in evidence if piece.similarity >= SIMILAR) if found else ():
        first, last = (PartialDate.of(date.fromordinal(day)) for day in (min(one.days), max(one.days)))
        assert found is not None
        assert within(found.published, parse_edtf(f"{first}/{last}"))
