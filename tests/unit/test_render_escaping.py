"""Strangers' text: what may not be seen, addresses, links to a passage, anchors."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.rendering.escaping import anchor, passage_link, safe_url, visible


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u202a", "\u2066", "\u2069", "\ud800", "\uffff"],
    ids=lambda character: f"U+{ord(character):04X}",
)
def test_a_character_that_hides_or_reorders_is_seen(character: str) -> None:
    # A reader must see that something stands there, and what follows it must keep its direction.
    assert visible(f"a{character}b") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize(
    "text", ["tab\tand\nlines\r\n", "emoji 👩‍🚒 é", "שלום\u200f مرحبا", "curly “quotes” – dash"]
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    # Marks of direction that cannot override belong to right-to-left text, joiners to emoji.
    assert visible(text) == text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjavascript:alert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "/path",
        "https://",
        "https:///x",
        "",
        None,
    ],
)
def test_only_http_is_linked(url: str | None) -> None:
    # Any other scheme may run something or read something on the reader's machine.
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("HTTP://example.org/%20x", "HTTP://example.org/%20x"),
        ("https://example.org/a_(b) c", "https://example.org/a_%28b%29%20c"),
        (
            "https://example.org/\"onclick='x'<y>`|\\",
            "https://example.org/%22onclick=%27x%27%3Cy%3E%60%7C%5C",
        ),
        ("https://example.org/&copy;\n\u202e", "https://example.org/&copy%3B%0A%E2%80%AE"),
        ("https://example.org/émile/\ud800", "https://example.org/émile/%3F"),
    ],
)
def test_what_could_end_an_address_is_encoded(url: str, expected: str) -> None:
    # The same address is safe in an attribute and between Markdown's brackets; encoding it twice changes
    # nothing.
    assert safe_url(url) == expected
    assert safe_url(expected) == expected


@pytest.mark.parametrize(
    ("url", "quote", "expected"),
    [
        pytest.param("https://e.org/a", "It shut.", "https://e.org/a#:~:text=It%20shut.", id="plain"),
        pytest.param(
            "https://e.org/a#top", "It shut.", "https://e.org/a#top:~:text=It%20shut.", id="keeps a fragment"
        ),
        pytest.param(
            "https://e.org/a#:~:text=old", "new", "https://e.org/a#:~:text=new", id="replaces a directive"
        ),
        pytest.param(
            "https://e.org/a#b:~:text=old",
            "new",
            "https://e.org/a#b:~:text=new",
            id="replaces it after a fragment",
        ),
        pytest.param("https://e.org/", "a\n  b\u00a0c", "https://e.org/#:~:text=a%20b%20c", id="whitespace"),
        pytest.param(
            "https://e.org/",
            "a-b, c & d",
            "https://e.org/#:~:text=a%2Db%2C%20c%20%26%20d",
            id="hyphen, comma, ampersand",
        ),
        pytest.param(
            "https://e.org/",
            "“x” – é",
            "https://e.org/#:~:text=%E2%80%9Cx%E2%80%9D%20%E2%80%93%20%C3%A9",
            id="curly",
        ),
        pytest.param("https://e.org/a b", "(x)", "https://e.org/a%20b#:~:text=%28x%29", id="brackets"),
        pytest.param("javascript:x", "y", None, id="no address"),
        pytest.param(None, "y", None, id="none"),
    ],
)
def test_link_to_a_passage(url: str | None, quote: str, expected: str | None) -> None:
    # Browsers drop a directive that is not encoded to the last hyphen.
    assert passage_link(url, quote) == expected


def test_a_long_passage_is_found_by_its_ends() -> None:
    # Of a long passage the page need only have the first and last words.
    words = [f"word{number}" for number in range(30)]
    link = passage_link("https://e.org/", " ".join(words))
    assert (
        link
        == "https://e.org/#:~:text=word0%20word1%20word2%20word3%20word4,word25%20word26%20word27%20word28%20word29"
    )


@pytest.mark.parametrize(
    "passage", ["長" * 5_000, "x" * 50_000, " " * 500], ids=["no blanks", "one word", "nothing but blanks"]
)
def test_a_passage_that_no_address_can_hold_leads_to_its_page(passage: str) -> None:
    # A link that a server or a browser refuses is worse than one to the page's top.
    assert passage_link("https://e.org/a", passage) == "https://e.org/a"
    assert passage_link("https://e.org/a#b", passage) == "https://e.org/a#b"


@given(st.text(min_size=1))
def test_a_directive_never_holds_a_sign_of_its_own_grammar(quote: str) -> None:
    # A bare hyphen, comma or ampersand would mean a prefix, a range or a second directive.
    link = passage_link("https://e.org/", quote)
    assert link is not None
    directive = link.partition(":~:text=")[2]
    assert not re.search(r"[-&#\s\"'<>()\[\]]", directive)
    if len(quote) <= 100:
        assert "," not in directive
        assert unquote(directive) == " ".join(quote.split()).encode(errors="replace").decode()


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("evt-0a1b", "evt-0a1b"),
        ('x" onclick="y', "x-onclick-y"),
        ("2020", "a2020"),
        ("année", "ann-e"),
        ("", "a"),
    ],
)
def test_anchor(identifier: str, expected: str) -> None:
    # Anchors stand unquoted in Markdown and in addresses.
    assert anchor(identifier) == expected
