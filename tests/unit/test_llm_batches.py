"""Files of a batch as they arrive: lines cut anywhere, too long, or none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.llm import batch_api as batches


@given(
    lines=st.lists(st.binary(max_size=40).filter(lambda line: b"\n" not in line)),
    size=st.integers(1, 50),
    end=st.sampled_from([b"", b"\n"]),
)
def test_it_is_of_no_account_where_a_file_is_cut_on_its_way(
    lines: list[bytes], size: int, end: bytes
) -> None:
    content = b"\n".join(lines) + end
    chunks = [content[start : start + size] for start in range(0, len(content), size)]
    assert list(batches._lines(chunks)) == [line for line in lines if line.strip()]  # noqa: SLF001 - a part of its own


@pytest.mark.parametrize("size", [7, 10_000])
def test_a_line_without_end_is_not_held(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """The lines around it are read."""
    monkeypatch.setattr(batches, "LONGEST_ANSWER", 20)
    content = b"first\n" + b"x" * 5_000 + b"\nlast\n" + b"y" * 21
    chunks = [content[start : start + size] for start in range(0, len(content), size)]
    assert list(batches._lines(chunks)) == [b"first", None, b"last", None]  # noqa: SLF001 - as above


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            {"custom_id": "k", "response": {"status_code": 200, "body": {}}, "error": None},
            batches.BatchLine("k", 200, {}),
        ),
        (
            {"custom_id": "k", "response": None, "error": {"code": "x"}},
            batches.BatchLine("k", None, {"code": "x"}),
        ),
        ({"custom_id": "k", "response": {"status_code": "200"}}, None),
        ({"custom_id": ["k"], "error": {}}, None),
        ({"error": {}}, None),
        (["k"], None),
    ],
    ids=["an answer", "an error", "a status that is no number", "a list for a key", "no key", "a list"],
)
def test_only_what_is_a_line_of_a_batch_is_one(line: object, expected: batches.BatchLine | None) -> None:
    assert batches._line(json.dumps(line).encode()) == expected  # noqa: SLF001 - as above
