"""What a page shows: numbers, years, words of dates, reasons, disagreements."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from sample_mentions import expression_in

from timeline.dates import parse_edtf
from timeline.errors import RenderError
from timeline.models import (
    Article,
    Citation,
    CitedExpression,
    Conflict,
    ConflictValue,
    DoubtReason,
    Edit,
    Event,
    Generated,
    GivenBasis,
    Kind,
    Mark,
    MayBeSame,
    Rejection,
    RejectionReason,
    Selection,
    TimeCriterion,
    Timeline,
    TopCriterion,
    WordedBasis,
)
from timeline.rendering.html_dates import write_date
from timeline.rendering.labels import labels
from timeline.rendering.page_layout import page_of
from timeline.rendering.view import Page

_READ: dict[str, Callable[[str], object]] = {
    "date": parse_edtf,
    "model_date": parse_edtf,
    "date_basis": lambda text: WordedBasis(text=text),
    "expression": lambda text: CitedExpression(text=text, start=None, end=None),
}


def article(key: str, **known: object) -> Article:
    plain = Article(
        id=key, title=f"Title {key}", path=f"{key}.txt", published_basis=GivenBasis(), sha256="0" * 64
    )
    return replace(plain, **known)  # type: ignore[arg-type] # the fields of Article, by name


def citation(key: str, quote: str = "It shut on Tuesday.", **known: object) -> Citation:
    return replace(Citation(article=key, start=0, end=len(quote), quote=quote, headline="It shut"), **known)  # type: ignore[arg-type] # as above


def event(key: str, date: str | None, *citations: Citation, kind: Kind = "event", **known: object) -> Event:
    plain = Event(
        id=key,
        date=parse_edtf(date) if date else None,
        headline=f"Headline {key}",
        kind=kind,
        citations=citations,
        sources=1,
        independent_sources=1,
        importance=0.5,
    )
    return replace(plain, **known)  # type: ignore[arg-type] # the fields of Event, by name


def page(*events: Event, undated: tuple[Event, ...] = (), articles: str = "abc", **known: object) -> Page:
    return page_of(replace(timeline_of(*events, articles=articles), undated=undated, **known))  # type: ignore[arg-type] # as above


def timeline_of(*events: Event, articles: str = "abc") -> Timeline:
    built = Generated(by="timeline", model="fake", prompts="none")
    return Timeline(title="T", articles=tuple(map(article, articles)), events=events, generated=built)


def test_articles_are_numbered_as_the_page_cites_them() -> None:
    # A reader meets [1] before [2]; what is not cited comes last, and is not lost.
    shown = page(event("late", "2021", citation("a")), event("early", "2020", citation("c"), citation("a")))
    assert [(m.article.number, m.article.title) for m in shown.articles] == [
        (1, "Title c"),
        (2, "Title a"),
        (3, "Title b"),
    ]
    assert [quote.article.number for quote in shown.years[0].entries[0].quotes] == [1, 2]


def test_an_article_leads_back_to_each_event_once() -> None:
    # Two quotes of one article in one event are one way back, to the first of them.
    shown = page(event("e", "2020", citation("a"), citation("a")), undated=(event("u", None, citation("a")),))
    assert [(entry.anchor, quote.anchor) for entry, quote in shown.articles[0].cited] == [
        ("e", "e-1"),
        ("u", "u-1"),
    ]
    assert shown.articles[1].cited == ()


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        pytest.param(
            ["2020-05", "2020", "2021-01-01"], ["2020", "2021"], id="events of one year stand together"
        ),
        pytest.param(["2019/2021", "2020"], ["2019", "2020"], id="a range stands where it begins"),
        pytest.param(["-0043-03-15", "0001"], ["44 BCE", "1 CE"], id="before our era"),
        pytest.param(["199X"], ["The 1990s"], id="a decade alone is no year"),
        pytest.param(["199X", "1990-02-03"], ["1990"], id="a decade among days of its first year"),
        pytest.param(["../2021"], ["By 2021"], id="an open beginning"),
        pytest.param(
            ["../2021", "../2020", "2019"], ["Beginning not told", "2019"], id="several open beginnings"
        ),
        pytest.param(["2010-24", "2011-01-05"], ["2010", "2011"], id="winter begins in its first year"),
    ],
)
def test_years(dates: list[str], labels: list[str]) -> None:
    # One heading a year, in order, and none claims a year that nothing says.
    shown = page(*(event(f"e{place}", date, citation("a")) for place, date in enumerate(dates)))
    assert [year.label for year in shown.years] == labels
    assert len({year.anchor for year in shown.years}) == len(labels)
    assert sum(len(year.entries) for year in shown.years) == len(dates)


@pytest.mark.parametrize(
    ("date", "html"),
    [
        ("2015-10-20", "[20 October 2015|2015-10-20]"),
        ("2015-10~", "c. [October 2015|2015-10]"),
        ("2015?", "[2015|2015] (uncertain)"),
        ("2011/2015-03", "[2011|2011] to [March 2015|2015-03]"),
        ("2015-10-03/2015-10-05", "[3|2015-10-03] to [5 October 2015|2015-10-05]"),
        ("../2015", "By [2015|2015]"),
        ("2022-03/..", "Since [March 2022|2022-03]"),
        ("2024-02-12~/2024-02-18~", "c. the week of [12 February 2024|2024-02-12]"),
        ("2015-10-XX", "A day in [October 2015|2015-10]"),
        ("2011-22", "Summer 2011"),
        ("199X", "The 1990s"),
        ("-0043", "44 BCE"),
        ("0000/0002", "1 BCE to [2 CE|0002]"),
    ],
)
def test_words_of_a_date(date: str, html: str) -> None:
    # HTML's time element takes days, months and years of our era, and nothing else.
    written = write_date(parse_edtf(date))
    assert re.sub(r'<time datetime="([^"]*)">([^<]*)</time>', r"[\2|\1]", written.html) == html
    assert re.sub("<[^>]*>", "", written.html) == str(written) == written.heading
    assert written.edtf == date


def test_words_and_anchors_in_another_language() -> None:
    # The words change, the anchors do not: a link stays a link.
    shown = [
        page_of(timeline_of(event("e", "199X", citation("a"))), labels(locale)) for locale in ("en", "de")
    ]
    assert [each.years[0].label for each in shown] == ["The 1990s", "Die 1990er-Jahre"]
    assert {each.years[0].anchor for each in shown} == {"year-199X"}


def test_a_language_without_words_is_reported_in_english() -> None:
    # What the articles say stays in theirs.
    shown = page(event("e", "2020-01-07", citation("a")), language="fi")
    assert (shown.language, shown.words.locale, shown.years[0].entries[0].when) == (
        "fi",
        "en",
        "7 January 2020",
    )


@pytest.mark.parametrize(
    ("known", "reading"),
    [
        pytest.param(
            {"expression": "on Tuesday", "date": "2020-01-07", "date_basis": "the Tuesday"},
            "the Tuesday",
            id="basis",
        ),
        pytest.param(
            {"expression": "on Tuesday", "date": "2020-01-08"},
            "read as 8 January 2020",
            id="another date than the event's",
        ),
        pytest.param(
            {"expression": "8 January 2020", "date": "2020-01-08"}, "", id="words that are their date"
        ),
        pytest.param(
            {
                "expression": "on Tuesday",
                "date": "2020-01-07",
                "date_basis": "the Tuesday",
                "model_date": "2020-01-14",
            },
            "the Tuesday; the model read 14 January 2020",
            id="the model read another date",
        ),
        pytest.param({"expression": "on Tuesday"}, "no date could be worked out", id="unresolved"),
        pytest.param({}, "This sentence does not say when", id="no words that say when"),
        pytest.param(
            {"date": "2020-01-07", "date_basis": "dated by another sentence"},
            "Dated by another sentence",
            id="only a basis",
        ),
    ],
)
def test_how_a_date_was_read(known: dict[str, str], reading: str) -> None:
    # Every date is explained, and so is every missing one.
    cited = citation("a", **{key: _READ[key](value) for key, value in known.items()})
    assert page(event("e", "2020-01-07", cited)).years[0].entries[0].quotes[0].reading == reading


@pytest.mark.parametrize(
    ("quote", "expression", "cut"),
    [
        ("It shut on Tuesday.", "on Tuesday", ("It shut ", "on Tuesday", ".")),
        ("It shut.", None, ("It shut.", "", "")),
    ],
    ids=["once", "none"],
)
def test_the_words_that_say_when_are_marked(
    quote: str, expression: str | None, cut: tuple[str, str, str]
) -> None:
    shown = page(event("e", "2020", citation("a", quote, expression=expression_in(quote, expression))))
    (quoted,) = shown.years[0].entries[0].quotes
    assert (quoted.before, quoted.marked, quoted.after) == cut


@pytest.mark.parametrize(
    ("start", "end", "cut"),
    [
        (14, 21, ("Tuesday after ", "Tuesday", " it shut.")),
        (None, None, ("Tuesday after Tuesday it shut.", "", "")),
        (-3, 4, ("Tuesday after Tuesday it shut.", "", "")),
    ],
    ids=["the second", "not known", "outside the quote"],
)
def test_of_words_that_stand_twice_those_meant_are_marked(
    start: int | None, end: int | None, cut: tuple[str, str, str]
) -> None:
    # Where the place is not known, as in a timeline of schema 1, marking one would be a guess.
    said = CitedExpression(text="Tuesday", start=start, end=end)
    shown = page(event("e", "2020", citation("a", "Tuesday after Tuesday it shut.", expression=said)))
    (quoted,) = shown.years[0].entries[0].quotes
    assert (quoted.before, quoted.marked, quoted.after) == cut


@pytest.mark.parametrize(
    ("sources", "independent", "words"),
    [
        (1, 1, "1 source"),
        (3, 3, "3 independent sources"),
        (3, 2, "3 sources, 2 independent"),
        (1200, 1, "1,200 sources, 1 independent"),
    ],
)
def test_counts_of_sources(sources: int, independent: int, words: str) -> None:
    # Copies are counted as sources, and said not to be independent.
    shown = page(event("e", "2020", citation("a"), sources=sources, independent_sources=independent))
    assert shown.years[0].entries[0].sources == words


def test_kind_and_marks_are_reported_in_words() -> None:
    # A mark in words, of a timeline of schema 1, is shown as it is.
    marked = event("e", "2020", citation("a"), kind="planned", marks=(Mark.EDITED,), other_marks=("pinned",))
    shown = page(marked)
    assert shown.years[0].entries[0].notes == ("Planned: told as still to come", "Edited by hand", "pinned")


def test_an_edit_is_reported_with_its_reason_and_what_stood_there_before() -> None:
    # A date before in words, a headline as it was; and the bare mark says nothing more.
    edits = (
        Edit(kind="redate", reason="a typo", before="2011-03"),
        Edit(kind="retitle", reason="clearer", before="X"),
    )
    shown = page(event("e", "2020", citation("a"), marks=(Mark.EDITED,), edits=edits))
    assert shown.years[0].entries[0].notes == (
        "Dated by hand (before: March 2011): a typo",
        "Worded by hand (before: X): clearer",
    )


def test_a_selection_is_reported() -> None:
    # Else a reader would take a part for the whole.
    chosen = Selection(
        shown=1,
        events=212,
        criteria=(TimeCriterion(by="since", date=parse_edtf("2020")), TopCriterion(count=1)),
    )
    assert page(event("e", "2020", citation("a")), selection=chosen).selection == (
        "1 of 212 events: since 2020; the most important"
    )


def test_a_disagreement_names_each_value_and_its_quotes() -> None:
    # Dates are put in words, numbers stay as they are written.
    conflicts = (
        Conflict(
            field="date",
            values=(
                ConflictValue(value="2011", citations=(0,)),
                ConflictValue(value="2001-03", citations=(1,)),
            ),
        ),
        Conflict(field="number", about="killed", values=(ConflictValue(value="12", citations=(0, 1)),)),
        Conflict(field="date", values=(ConflictValue(value="no date", citations=()),)),
    )
    shown = (
        page(event("e", "2011", citation("a"), citation("b"), conflicts=conflicts))
        .years[0]
        .entries[0]
        .disagreements
    )
    assert [
        (d.subject, [(c.value, [q.article.number for q in c.quotes]) for c in d.claims]) for d in shown
    ] == [
        ("the date", [("2011", [1]), ("March 2001", [2])]),
        ("the number (killed)", [("12", [1, 2])]),
        ("the date", [("no date", [])]),
    ]


def test_what_was_left_out_is_grouped_and_counted() -> None:
    # Reasons are counted the most frequent first, equal ones by name.
    rejected = [
        Rejection(article=key, start=0, end=1, quote="x", reason=RejectionReason(reason))
        for key, reason in [("b", "teaser"), ("a", "caption"), ("b", "caption"), ("b", "credit")]
    ]
    shown = page(event("e", "2020", citation("b")), rejected=tuple(rejected))
    assert [(group.article.number, len(group.rejections)) for group in shown.left_out] == [(1, 3), (2, 1)]
    assert shown.reasons == (("caption", 2), ("credit", 1), ("teaser", 1))


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"events": (event("e", "2020", citation("lost")),)}, id="an article"),
        pytest.param(
            {
                "rejected": (
                    Rejection(article="lost", start=0, end=1, quote="x", reason=RejectionReason.CODE),
                )
            },
            id="a rejection's article",
        ),
        pytest.param(
            {
                "events": (
                    event(
                        "lost",
                        "2020",
                        citation("a"),
                        conflicts=(
                            Conflict(field="number", values=(ConflictValue(value="1", citations=(1,)),)),
                        ),
                    ),
                )
            },
            id="a citation",
        ),
    ],
)
def test_a_timeline_that_cites_what_it_does_not_hold_is_refused(broken: dict[str, object]) -> None:
    # Better no page than one whose numbers lead nowhere.
    with pytest.raises(RenderError, match="lost"):
        page(**broken)  # type: ignore[arg-type] # the fields of Timeline, by name


def doubtful(key: str, other: str, **known: object) -> Event:
    doubt = MayBeSame(event=other, reason=DoubtReason.OTHER_NAMES, one="A", other="B", score=0.5)
    return event(key, "2019", citation("a"), may_be_same=(doubt,), **known)


def test_what_may_be_the_same_is_a_link_within_the_page() -> None:
    # An event without a date too, and whatever the prefix of anchors is.
    known = timeline_of(doubtful("e", "u", headline="One\u202e"))
    shown = page_of(replace(known, undated=(event("u", None, citation("b")),)), prefix="p-")
    (doubt,) = shown.years[0].entries[0].doubts
    assert (doubt.anchor, doubt.headline) == (shown.undated[0].anchor, shown.undated[0].headline)
    assert doubt.anchor == "p-u"
    back = page(doubtful("e", "f"), doubtful("f", "e", headline="One\u202e"))
    assert back.years[0].entries[0].doubts[0].headline == "One\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("locale", ["en", "de", "fr", "es", "he"])
@pytest.mark.parametrize("reason", DoubtReason)
def test_every_doubt_has_its_words(locale: str, reason: DoubtReason) -> None:
    assert labels(locale).doubts[reason]
    assert labels(locale).perhaps_same


def test_what_may_be_the_same_and_is_not_on_the_page_is_left_out() -> None:
    # A link to nowhere would be worse, and its headline is not known.
    assert page(doubtful("e", "gone")).years[0].entries[0].doubts == ()
