"""One text that several print is one independent source."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tellings import SINKING, extractions, timeline_of

from timeline.reconcile import fingerprint
from timeline.reconcile.copies import containment

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
            fingerprint=names.get(extraction.article.id[-1], ()),
            article=replace(extraction.article, copy_of="art-c" if extraction.article.id == "art-d" else None),
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
    sketch = fingerprint(text)
    assert sketch == fingerprint(text) == tuple(sorted(set(sketch)))
    assert len(sketch) <= 64
    assert all(0 <= value < 2**53 for value in sketch)
