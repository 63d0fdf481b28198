"""One text that several print is one independent source."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sample_mentions import SINKING, article, extractions, timeline_of

from timeline.models import EXTRACTION_FORMAT, Source, numbers_of, sketch_of
from timeline.reconcile import credits_of, fingerprint
from timeline.reconcile.near_duplicates import containment

TEXT = " ".join(f"word{number} and some more of it" for number in range(60))
SHORTENED = TEXT[: len(TEXT) * 2 // 3] + TEXT[: len(TEXT) // 3].replace("word", "term")


def test_copies_count_once() -> None:
    """A copy of an address is no further source; a near-copy is one, but no independent one."""
    sources = extractions([told._replace(article=name) for name in "abcd" for told in SINKING[:1]])
    names = {
        "a": fingerprint(TEXT),
        "b": fingerprint(SHORTENED),
        "c": fingerprint("x"),
    }
    marked = [
        replace(
            extraction,
            fingerprint=names.get(extraction.article.id[-1], b""),
            article=replace(
                extraction.article, copy_of="art-c" if extraction.article.id == "art-d" else None
            ),
        )
        for extraction in sources
    ]
    (event,) = timeline_of(marked).events
    assert (len(event.citations), event.sources, event.independent_sources) == (4, 3, 2)


@pytest.mark.parametrize(
    ("text", "other", "near"),
    [
        pytest.param(TEXT, TEXT.upper(), True, id="another case"),
        pytest.param(TEXT, TEXT[: len(TEXT) // 2], True, id="cut to half"),
        pytest.param(TEXT, SHORTENED, True, id="a third rewritten"),
        pytest.param(TEXT, TEXT.replace("word", "term"), False, id="other words"),
        pytest.param("too short to tell", "too short to tell apart", False, id="short"),
        pytest.param("", "", False, id="empty"),
    ],
)
def test_near_copies_are_known_by_their_sketches(text: str, other: str, *, near: bool) -> None:
    """The sketch of a shortened copy is contained in the original's, that of another text is not."""
    assert (containment(fingerprint(text), fingerprint(other)) > 0.5) is near


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_small_sketch(text: str) -> None:
    """A sketch is small, ordered, exact for JSON readers, and the same for the same text."""
    sketch = list(numbers_of(fingerprint(text)))
    assert fingerprint(text) == sketch_of(sketch)
    assert sketch == sorted(set(sketch))
    assert len(sketch) <= 64
    assert all(0 <= value < 2**53 for value in sketch)


def _credited(text: str, author: str | None = None, publisher: str | None = None) -> tuple[str, ...]:
    return credits_of(Source(replace(article("a"), author=author, publisher=publisher), text))


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        pytest.param("PARIS, May 3 (Reuters) — A ferry sank.", ("reuters",), id="a place and an agency"),
        pytest.param(
            "Berlin (dpa/AFP) - Eine Fähre sank.", ("agence france-presse", "dpa"), id="two agencies"
        ),
        pytest.param(
            "LINDHOLM, May 3 (Northwire) — A ferry sank.", ("northwire",), id="an agency nobody knows"
        ),
        pytest.param(
            "A ferry sank\nBy Ada Brandt, Associated Press\nIt was old.", ("associated press",), id="a byline"
        ),
        pytest.param("A ferry sank.\n© 2019 AFP", ("agence france-presse",), id="a copyright"),
        pytest.param("It sank.\n(With inputs from PTI)", ("press trust of india",), id="inputs"),
        pytest.param(
            "It sank.\nThe AP contributed to this report.", ("associated press",), id="a contribution"
        ),
        pytest.param("It sank.\nWith agencies", ("agencies",), id="unnamed agencies"),
        pytest.param(
            "It sank.\nReporting by Ada Brandt in Oslo and Jon Roe; Editing by C. Lane",
            ("ada brandt", "jon roe"),
            id="reporters, without the editor",
        ),
        pytest.param("The captain told AFP that he was asleep.", (), id="an agency that is quoted"),
        pytest.param("French agency AFP reported the loss on Monday.", (), id="an agency that reported"),
        pytest.param(
            "They came with help from the navy and aid agencies of the region.", (), id="other agencies"
        ),
        pytest.param("It sank.\n" * 9 + "By Reuters\n" + "It sank.\n" * 9, (), id="in the midst of a text"),
    ],
)
def test_credits_are_read_where_texts_have_them(text: str, credited: tuple[str, ...]) -> None:
    """A text's first and last lines say whose it is, and what it quotes does not."""
    assert _credited(text) == credited


def test_authors_and_publishers_are_credits_where_they_are_agencies() -> None:
    """The agency's own page and a paper that prints it name the same one; a paper is no agency."""
    assert (
        _credited("", author="AP") == _credited("", publisher="The Associated Press") == ("associated press",)
    )
    assert _credited("", publisher="Northwire News Agency") == ("northwire",)
    assert _credited("", author="Ada Brandt", publisher="The Velmora Courier") == ()


@settings(deadline=None)
@given(
    st.text()
    | st.lists(st.sampled_from(["By", "AP", ",", "with", "(", "Reuters", ")", "\n", "—"])).map(" ".join)
)
def test_any_text_has_credits_in_order(text: str) -> None:
    """Whatever the lines hold, credits are written small, each once and in order."""
    credited = _credited(text)
    assert credited == tuple(sorted({credit.lower() for credit in credited}))


@pytest.mark.parametrize(
    ("credited", "independent"),
    [
        pytest.param({"a": ("reuters",), "b": ("dpa", "reuters"), "c": ()}, 2, id="one agency"),
        pytest.param({"a": ("reuters",), "b": ("dpa",), "c": ()}, 3, id="two agencies"),
        pytest.param({"a": ("reuters",), "b": (), "c": ("reuters",)}, 2, id="another article between them"),
        pytest.param({}, 3, id="no credit"),
    ],
)
def test_a_shared_credit_needs_less_of_a_text(credited: dict[str, tuple[str, ...]], independent: int) -> None:
    """Papers that each print a good part of one agency's report are one source; without the credit they are several."""
    report, own = TEXT, TEXT.replace("word", "term")
    third = len(TEXT) // 3
    texts = {
        "a": report,
        "b": report[:third] + own[third:],
        "c": report[:third] + own.replace("term", "part")[third:],
    }
    assert 0.25 <= containment(fingerprint(texts["a"]), fingerprint(texts["b"])) < 0.5
    found = [
        replace(extraction, fingerprint=fingerprint(texts[name]), credits=credited.get(name, ()))
        for extraction in extractions([told._replace(article=name) for name in "abc" for told in SINKING[:1]])
        for name in extraction.article.id[-1]
    ]
    (event,) = timeline_of(found).events
    assert (event.sources, event.independent_sources) == (3, independent)


@pytest.mark.parametrize("numbers", ["[-1]", "[18446744073709551616]", '["a"]', "5", "null"])
def test_a_fingerprint_is_a_list_of_numbers(numbers: str) -> None:
    """In a file it is numbers, which come back as they were; anything else is refused with the words of this project."""
    (extraction,) = extractions(SINKING[:1])
    line = EXTRACTION_FORMAT.dump_json(replace(extraction, fingerprint=sketch_of([1, 2**48]))).decode()
    assert '"fingerprint":[1,281474976710656]' in line
    assert EXTRACTION_FORMAT.validate_json(line).fingerprint == sketch_of([1, 2**48])
    with pytest.raises(ValidationError, match="a fingerprint is a list of numbers"):
        EXTRACTION_FORMAT.validate_json(line.replace("[1,281474976710656]", numbers))
