"""What an expression counts from in its article. All texts are invented."""

import pytest

from timeline.dates import parse_edtf
from timeline.extract.candidates import find_candidates
from timeline.models import Article, GivenBasis, Source


def source(text: str) -> Source:
    published = parse_edtf("2015-10-21")
    return Source(
        Article(
            id="a", title="t", path="a.txt", published=published, published_basis=GivenBasis(), sha256="a"
        ),
        text,
    )


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        pytest.param(
            "They fled in May 2011. Two years later they were back.", "Two years later", "2013~", id="a-month"
        ),
        pytest.param(
            "They fled in 2011. The following year they were back.", "The following year", "2012", id="a-year"
        ),
        pytest.param(
            "They fled on 3 May 2011. In June they met. The next day they were back.",
            "The next day",
            "2011-05-04",
            id="a-day-before",
        ),
        pytest.param(
            "They met on 3 May 2011. They signed the November 27 agreement. The next day they left.",
            "The next day",
            "2011-05-04",
            id="not-a-name",
        ),
        pytest.param(
            "They met on 3 May 2011. The council said on 7 May 2011 that it was so. The next day they left.",
            "The next day",
            "2011-05-04",
            id="not-a-report",
        ),
        pytest.param("They met in 2011. The next day they left.", "The next day", "None", id="never-finer"),
    ],
)
def test_what_an_expression_counts_from(text: str, words: str, date: str) -> None:
    """The latest date that gives it one anchors it: neither the day of a report, nor one that only names something."""
    found = {
        c.expression.text: str(c.dated.date) for c in find_candidates(source(text)).candidates if c.expression
    }
    assert found[words] == date
