"""Metadata of articles: front matter, titles, web addresses, and the date that a user gives."""

from pathlib import Path

import pytest
from article_files import BODY, read, write
from hypothesis import given
from hypothesis import strategies as st

from timeline.articles.loading import read_articles
from timeline.articles.metadata import Metadata, read_front_matter, split_front_matter
from timeline.dates import parse_edtf
from timeline.errors import ArticleError
from timeline.models import GivenBasis, MetadataBasis


@given(st.text(st.sampled_from("-.\r\n :at🚢")) | st.text())
def test_the_body_is_the_end_of_the_file(text: str) -> None:
    """Whatever the top of a file looks like, the body is a suffix of it, and only what stands before it is front matter."""
    try:
        front_matter, body = split_front_matter(text)
    except ArticleError:
        return
    assert text.endswith(body)
    assert (body == text) == (front_matter is None)
    assert (front_matter or "") in text[: len(text) - len(body)]


@given(st.text(st.sampled_from("-:[]{}&*!|>'\"#%@\\ \n\tat")) | st.text())
def test_front_matter_is_read_or_refused(text: str) -> None:
    """No front matter, however broken, ends in anything but metadata or a reason."""
    try:
        metadata = read_front_matter(text)
    except ArticleError:
        return
    assert metadata is None or isinstance(metadata, Metadata)


@pytest.mark.parametrize(
    "end", [pytest.param("\n", id="lf"), pytest.param("\r\n", id="crlf"), pytest.param("\r", id="cr")]
)
def test_front_matter_describes_the_article(tmp_path: Path, end: str) -> None:
    """All five fields are read, in .txt too, as they are written: a title that is a number or a yes stays what it was."""
    lines = [
        "---",
        "Title: 007",
        "date: 2019-05-04",
        "url: https://courier.example/ferry",
        "publisher: 'No'",
        "author: [A. Berg, B. Tal]",
        "tags: {x: 1}",
        "---",
        "",
        "Body",
    ]
    write(tmp_path, "a.txt", end.join(lines))
    source = read(tmp_path).sources[0]
    article = source.article
    assert source.text == f"{end}Body"
    assert (article.title, article.publisher, article.author) == ("007", "No", "A. Berg, B. Tal")
    assert (article.url, str(article.published), article.published_basis) == (
        "https://courier.example/ferry",
        "2019-05-04",
        MetadataBasis(source="front matter"),
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\nA ferry hit a pier.\n---\nMore.", id="rules-around-a-paragraph"),
        pytest.param("---\nA ferry hit a pier.\n\nMore.", id="a-rule-at-the-top"),
        pytest.param("----\ntitle: A\n----\nMore.", id="longer-rules"),
        pytest.param("A ferry\n---\ntitle: B\n---\nMore.", id="further-down"),
    ],
)
def test_what_is_no_front_matter_is_text(tmp_path: Path, text: str) -> None:
    """Rules across a page are no fences: no sentence is lost to them."""
    write(tmp_path, "a.md", text)
    assert read(tmp_path).sources[0].text == text


def test_a_bomb_of_aliases_costs_nothing(tmp_path: Path) -> None:
    """Nothing is constructed from front matter, so that references to references do not multiply."""
    levels = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 20))
    write(tmp_path, "a.md", f"---\nx0: &x0 [a]\n{levels}title: Ferry\n---\nBody")
    assert read(tmp_path).sources[0].article.title == "Ferry"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(BODY, "Ferry hits pier", id="first-line"),
        pytest.param(
            "1. Skip to content\n  2. Skip to menu\n\n# Ferry hits pier\n\nText.",
            "Ferry hits pier",
            id="skip-links",
        ),
        pytest.param("The ferry hit the pier. It sank.\nMore.", "a", id="a-sentence-is-no-title"),
        pytest.param("Will it float?\n\nText.", "Will it float?", id="question"),
        pytest.param("x" * 300 + "\n\nText.", "a", id="a-paragraph-is-no-title"),
    ],
)
def test_the_title_comes_from_the_text_or_the_name(tmp_path: Path, text: str, title: str) -> None:
    """An article without a stated title is called by its headline, else by its file."""
    write(tmp_path, "a.txt", text)
    assert read(tmp_path).sources[0].article.title == title


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("javascript:alert(1)", id="javascript"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param("www.courier.example/a", id="no-scheme"),
        pytest.param("https://courier.example/a b", id="space"),
        pytest.param("https:///a", id="no-host"),
        pytest.param("http://[::1", id="broken-host"),
        pytest.param("https://courier.example/\u202egpj", id="text-direction-override"),
    ],
)
def test_only_web_addresses_are_kept(tmp_path: Path, url: str) -> None:
    """An address that could run or lead nowhere never gets into an article, and a note says so."""
    write(tmp_path, "a.md", f"---\nurl: '{url}'\n---\nText")
    reading = read(tmp_path)
    assert reading.sources[0].article.url is None
    assert reading.failures == ()
    assert reading.notes == (f"a.md: {url!r} is not an http(s) address and is left out",)


def test_the_user_dates_all_articles(tmp_path: Path) -> None:
    """What the user says is stronger than front matter and text, and is stated as the basis."""
    write(tmp_path, "a.md", "---\ndate: 2019-05-04\n---\nA")
    write(tmp_path, "b.txt", "B\n\n5 May 2019\n")
    reading = read_articles([tmp_path], published=parse_edtf("2020-01"), base=tmp_path)
    assert {
        (str(source.article.published), source.article.published_basis) for source in reading.sources
    } == {("2020-01", GivenBasis())}
