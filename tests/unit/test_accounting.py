"""What a run has cost: counted right, by article too, and logged without a word of an article."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import StoreError
from timeline.llm import CallRecord, Price, TokenUsage
from timeline.pipeline.usage import Account, CallLog, Latency, account_for, latency_of


def call(article: str | None = "a", seconds: float = 1.0, **fields: object) -> CallRecord:
    told = {
        "attempt": 1,
        "outcome": "answered",
        "status": None,
        "waited": 0.0,
        "tokens": TokenUsage(100, 10, 60),
        **fields,
    }
    return CallRecord(model="m", article=article, seconds=seconds, **told)  # type: ignore[arg-type] # a table of fields


def test_calls_are_counted_in_all_and_by_article() -> None:
    calls = [
        call("a", 1.0),
        call("b", 3.0, tokens=TokenUsage(500, 50)),
        call("a", 9.0, outcome="throttled", status=429, tokens=TokenUsage()),
        call("a", 2.0, attempt=2),
    ]
    accounts = account_for(calls, {"a": 1, "c": 4, None: 1}, Price(1.0, 10.0))
    assert accounts.total == Account(
        calls=4,
        cached=6,
        retries=1,
        failed=1,
        prompt_tokens=700,
        completion_tokens=70,
        reused_tokens=120,
        cost=0.0014,
        latency=Latency(half=2.0, most=3.0, nearly_all=3.0, longest=3.0),
    )
    assert [(name, one.calls, one.cached, one.prompt_tokens) for name, one in accounts.articles] == [
        ("b", 1, 0, 500),
        ("a", 3, 1, 200),
        ("c", 0, 4, 0),
    ]


def test_without_a_price_nothing_is_said_of_money() -> None:
    assert account_for([call()], {}, None).total.cost is None


def test_a_run_without_calls_has_no_latency() -> None:
    assert account_for([], {"a": 3}, Price(1, 1)).total == Account(cached=3, cost=0.0)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1000), min_size=1, max_size=300))
def test_percentiles_are_measured_values_in_order(seconds: list[float]) -> None:
    latency = latency_of(seconds)
    assert latency
    values = [latency.half, latency.most, latency.nearly_all, latency.longest]
    assert values == sorted(values)
    assert set(values) <= set(seconds)
    for share, value in zip((0.5, 0.9, 0.99), values, strict=False):
        assert sum(one <= value for one in seconds) >= share * len(seconds)


def test_each_call_is_in_the_log_as_soon_as_it_has_ended(tmp_path: Path) -> None:
    """What is killed has logged all that it paid for."""
    file = tmp_path / "new" / "calls.jsonl"
    with CallLog(file) as log:
        log(call(waited=0.12345))
        written = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        log(call("b"))
    assert [one.pop("at")[:2] for one in written] == ["20"]
    assert written == [
        {
            "model": "m",
            "article": "a",
            "attempt": 1,
            "outcome": "answered",
            "status": None,
            "waited": 0.123,
            "seconds": 1.0,
            "tokens": {"prompt": 100, "completion": 10, "reused": 60},
        }
    ]
    assert [one.article for one in log.calls] == ["a", "b"]
    assert len(file.read_text(encoding="utf-8").splitlines()) == 2


def test_without_a_file_calls_are_only_taken() -> None:
    with CallLog() as log:
        log(call())
    assert log.calls == [call()]


def test_a_log_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot write"):
        CallLog(tmp_path)
