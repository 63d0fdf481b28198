"""The publication date and its basis: what counts as evidence, how strong it is, and what is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.articles.loading import read_articles
from timeline.articles.metadata import Metadata
from timeline.articles.publication import find_publication, read_date
from timeline.lang.registry import language_of
from timeline.rendering.explanation_words import publication_words
from timeline.rendering.labels import labels

EXAMPLES = Path(__file__).parents[2] / "examples" / "ever-given" / "articles"


def published(text: str, date: str | None = None, url: str | None = None) -> tuple[str | None, str]:
    """Return the publication date in EDTF, and its basis."""
    found = find_publication(text, Metadata(date=date, url=url), "front matter", language_of("en"))
    return (None if found.date is None else str(found.date)), publication_words(found.basis, labels())


@pytest.mark.parametrize(
    ("line", "date"),
    [
        pytest.param("October 21, 2015", "2015-10-21", id="american"),
        pytest.param("21 October 2015", "2015-10-21", id="british"),
        pytest.param("Tuesday, July 11, 2023 ", "2023-07-11", id="weekday"),
        pytest.param("2015-10-21", "2015-10-21", id="iso"),
        pytest.param("Published: 21 Oct 2015, 10:30", "2015-10-21", id="label-and-time"),
        pytest.param(
            "First published on Wed 21 Oct 2015 at 10.30 BST", "2015-10-21", id="label-time-and-zone"
        ),
        pytest.param("Issue date: Wednesday 21st October, 2015", "2015-10-21", id="issue-date"),
        pytest.param("*October 21, 2015*", "2015-10-21", id="markdown"),
        pytest.param("By Nora Lind, October 21, 2015", "2015-10-21", id="byline"),
        pytest.param("Nora Lind | 21 October 2015 | 4 min read", "2015-10-21", id="parts-of-a-line"),
        pytest.param(
            "Published: 21 Oct 2015 | Updated: 23 Oct 2015", "2015-10-21", id="published-before-updated"
        ),
        pytest.param(
            "Updated: 23 Oct 2015 | Published: 21 Oct 2015", "2015-10-21", id="published-after-updated"
        ),
        pytest.param("October 2015", "2015-10", id="month"),
    ],
)
def test_a_line_that_is_a_date_dates_the_article(line: str, date: str) -> None:
    """A date line near the top, in its common shapes, is evidence, and the basis quotes it."""
    found, basis = published(f"Ferry hits pier\n\n{line}\r\n\nA ferry hit the pier.\n")
    assert found == date
    assert basis.startswith("text: '")
    assert basis.removeprefix("text: '").removesuffix("'") in line


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Ferry hits pier\n\nThe ferry hit the pier on October 21, 2015.", id="date-in-a-sentence"
        ),
        pytest.param("Ferry hits pier\n\nThe pier, October 21, 2015", id="caption"),
        pytest.param(
            "Ferry hits pier\n\nPORT CALDER, Oct. 21 (Meridian) — A ferry hit the pier.",
            id="dateline-without-a-year",
        ),
        pytest.param("Ferry hits pier\n\nWednesday\n\nA ferry hit the pier.", id="weekday-alone"),
        pytest.param("Ferry hits pier\n\n03/04/2015\n\nA ferry hit the pier.", id="two-readings"),
        pytest.param("Ferry hits pier\n\n2015\n\nA ferry hit the pier.", id="year-alone"),
        pytest.param("A year\n\n3 May 2015\nFog.\n\n9 May 2015\nRain.\n\n2 June 2015\nFog.", id="chronicle"),
        pytest.param("Ferry hits pier\n" + "A line.\n" * 40 + "October 21, 2015\n", id="teaser-far-below"),
        pytest.param(
            "Ferry hits pier\n\nText.\n\nCopyright 2003-2015 The Courier", id="range-of-copyright-years"
        ),
        pytest.param(
            "Ferry hits pier\n\nText.\n\nCopyright 2003-15 The Courier", id="short-range-of-copyright-years"
        ),
        pytest.param(
            "Ferry hits pier\n\nIn 2015 a ferry hit.\n\n© 2023 The Courier", id="copyright-year-of-the-site"
        ),
        pytest.param(
            "Ferry hits pier\n\nIn 2050 it will sink.\n\n© 2023 The Courier",
            id="copyright-year-before-the-text",
        ),
        pytest.param("Ferry hits pier\n\nPhoto © 2006 A. Berg\n\nText.", id="credit-of-a-photo"),
        pytest.param("The print edition will end on 3 May 2023, the Courier said.", id="news-about-print"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_states_no_publication_date_leaves_it_unknown(text: str) -> None:
    """Dates of events, captions, teasers and sites are not taken for the article's, and today is never assumed."""
    assert published(text) == (None, "unknown")


@pytest.mark.parametrize(
    ("line", "date", "basis"),
    [
        pytest.param(
            "A version of this article appeared in the print edition of The Courier on October 22, 2015, "
            "headlined Crash.",
            "2015-10-22",
            "print-edition line: 'A version of this article appeared in the print edition of The Courier on "
            "October 22, 2015'",
            id="print-edition",
        ),
        pytest.param(
            "This story was first published by The Lens on 3 May 2015.",
            "2015-05-03",
            "print-edition",
            id="first-published",
        ),
        pytest.param(
            "This essay appears in the May 2015 issue of Longshore.", "2015-05", "print-edition", id="issue"
        ),
        pytest.param(
            "© The Courier, 3 May 2015",
            "2015-05-03",
            "copyright line: '© The Courier, 3 May 2015'",
            id="copyright-day",
        ),
        pytest.param(
            "© 2015 The Courier", "2015", "copyright line: '© 2015 The Courier'", id="copyright-year"
        ),
        pytest.param(
            "Updated 23 Oct 2015", "2015-10-23", "text, updated: 'Updated 23 Oct 2015'", id="updated"
        ),
    ],
)
def test_other_lines_that_state_it(line: str, date: str, basis: str) -> None:
    """Print-edition, copyright and update lines count where no date line does, and are quoted."""
    found, why = published(f"Ferry hits pier\n\nA ferry hit the pier.\n\n{line}\n")
    assert found == date
    assert why.startswith(basis)


@pytest.mark.parametrize(
    ("opening", "basis"),
    [
        pytest.param(
            "PORT CALDER, Oct. 21, 2015 (Meridian) — A ferry",
            "dateline: 'PORT CALDER, Oct. 21, 2015'",
            id="agency",
        ),
        pytest.param(
            "SUEZ, Egypt, 21 October 2015 - A ferry", "dateline: 'SUEZ, Egypt, 21 October 2015'", id="country"
        ),
    ],
)
def test_a_dateline_with_its_year_dates_the_article(opening: str, basis: str) -> None:
    """A dateline is evidence when it has all of the date."""
    assert published(f"Crash\n\n{opening} hit the pier.") == ("2015-10-21", basis)


@pytest.mark.parametrize(
    ("url", "date"),
    [
        pytest.param("https://c.example/world/2015/10/21/ferry", "2015-10-21", id="folders"),
        pytest.param("https://c.example/2015/oct/21/ferry", "2015-10-21", id="month-in-letters"),
        pytest.param("https://c.example/ferry-2015-10-21.html", "2015-10-21", id="hyphens"),
        pytest.param("https://c.example/2015/10/ferry", "2015-10", id="month"),
        pytest.param("https://c.example/2015/02/30/ferry", "2015-02", id="no-such-day"),
        pytest.param("https://c.example/id/120151021/ferry", None, id="number"),
        pytest.param("https://c.example/ferry?day=2015/10/21", None, id="query"),
        pytest.param("ftp://c.example/2015/10/21/ferry", None, id="no-web-address"),
    ],
)
def test_a_web_address_may_hold_the_date(url: str, date: str | None) -> None:
    """The address's path dates an article as precisely as it says, and numbers that are no date do not."""
    assert published("Text.", url=url)[0] == date


def test_stronger_evidence_wins() -> None:
    """The order is: metadata, date line, print line, copyright day, dateline, address, update, copyright year."""
    lines = [
        "5 May 2015",
        "This article first appeared in The Courier on 6 May 2015.",
        "© The Courier, 7 May 2015",
        "PORT CALDER, 8 May 2015 (Meridian) — Text.",
        "Updated 9 May 2015",
        "Copyright 2015 The Courier",
    ]
    url = "https://c.example/2015/05/10/x"
    dates = [published("\n".join(lines), date="4 May 2015", url=url)[0]]
    while lines:
        dates.append(published("\n".join(lines), url=url)[0])
        lines.pop(0)
    dates.extend(published("\n".join(["Updated 9 May 2015", "© 2015 X"][start:]))[0] for start in (0, 1))
    assert dates == [
        *(f"2015-05-0{day}" for day in (4, 5, 6, 7, 8)),
        "2015-05-10",
        "2015-05-10",
        "2015-05-09",
        "2015",
    ]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        pytest.param("2015-10-21", "2015-10-21", id="day"),
        pytest.param("2015-10", "2015-10", id="month"),
        pytest.param("2015", "2015", id="year"),
        pytest.param("2015-10-21~", "2015-10-21~", id="edtf"),
        pytest.param("2015-10-21T23:30:00-05:00", "2015-10-21", id="moment"),
        pytest.param("2015-10-21 10:30:00", "2015-10-21", id="moment-with-space"),
        pytest.param("20151021", "2015-10-21", id="compact"),
        pytest.param("October 21, 2015", "2015-10-21", id="american"),
        pytest.param("Wed, 21 Oct 2015 10:30:00 +0200", "2015-10-21", id="mail"),
        pytest.param("October 2015", "2015-10", id="month-in-words"),
        pytest.param("2015-13-45", None, id="no-such-month"),
        pytest.param("03/04/2015", None, id="two-readings"),
        pytest.param("13/04/2015", "2015-04-13", id="one-reading"),
        pytest.param("yesterday", None, id="relative"),
        pytest.param("soon", None, id="no-date"),
        pytest.param("21 October 2015 in the morning edition", None, id="more-than-a-date"),
    ],
)
def test_metadata_dates_are_read_as_written(written: str, date: str | None) -> None:
    """A stated date keeps its precision and its own calendar day; what is none is not bent into one."""
    found = read_date(written, language_of("en"))
    assert (None if found is None else str(found)) == date


def test_an_unreadable_metadata_date_is_reported() -> None:
    """A wrong `date` is not quietly replaced by weaker evidence: the basis names it."""
    basis = "unknown: the date 'soon' in the front matter is unclear, write it like 2015-10-21"
    assert published("Text\n\n5 May 2015\n", date="soon") == (None, basis)


@given(st.text() | st.text(st.sampled_from("2015 May,|©Publishd:/-\n")))
def test_any_text_has_a_basis(text: str) -> None:
    """No text and no stated date end in an error, and there always is a basis."""
    assert published(text)[1]
    assert published("", date=text)[1]


def test_the_examples_are_dated_as_a_reader_dates_them() -> None:
    """The articles of examples/ are read without a failure, and dated as expected.md lists by hand."""
    reading = read_articles([EXAMPLES], base=EXAMPLES)
    assert (reading.failures, reading.notes) == ((), ())
    assert [(source.article.path, str(source.article.published)) for source in reading.sources] == [
        ("agency-report.txt", "2021-03-23"),
        ("regional-daily.txt", "2021-03-24"),
        ("broadsheet.md", "2021-03-30"),
        ("trade-magazine.md", "2021-04-06"),
        ("radio-site.txt", "2021-04-14"),
        ("blog.md", "2021-05-24"),
        ("briefs.jsonl:1", "2021-06-24"),
        ("briefs.jsonl:2", "2021-07-05"),
        ("magazine-long-read.md", "2021-07-30"),
        ("village-feature.txt", "None"),
    ]
