"""A run against an endpoint that fails: every article ends complete or named as failed, and no answer is paid for twice."""

import json
from pathlib import Path

import pytest
from extraction_runs import CONCURRENCY, Run, extract_all, small_articles
from fault_server import (
    DENIED,
    FAULTS,
    SERVED_LATER,
    UNTAKEN,
    UNUSABLE,
    USABLE,
    at_first,
    faithful,
    fault_server,
    seeded,
)

from timeline.llm import Budget, CallRecord, Limits, Price

ARTICLES = 200


def test_of_200_articles_each_ends_complete_or_named_as_failed_and_nothing_is_asked_twice(
    tmp_path: Path,
) -> None:
    """A fifth of all calls fails, in every way that is known; the first few do not, so that the endpoint is known to live."""
    articles = small_articles(ARTICLES)
    records: list[CallRecord] = []
    with fault_server(seeded(5, 0.2, FAULTS, clean=2 * CONCURRENCY)) as served:
        run = Run(base_url=served.base_url, answers=tmp_path / "answers.sqlite", seconds=2.0)
        found = extract_all(articles, run, Budget(observe=records.append))
    failed = [extraction for extraction in found if extraction.failure]
    assert len(served.faults) >= 0.7 * len(FAULTS)
    assert sum(served.faults.values()) >= 0.15 * len(served.asked)
    assert served.repeated == []
    assert served.most_open <= CONCURRENCY
    assert len(records) == len(served.asked)
    assert len(failed) <= 0.06 * ARTICLES
    for extraction in found:
        cited = len(extraction.mentions)
        assert cited == 3 or extraction.failure or extraction.rejected
        assert cited + len({rejection.start for rejection in extraction.rejected}) >= 3


def test_a_second_run_asks_only_what_was_not_answered(tmp_path: Path) -> None:
    """What a refusal, a deadline or a cut-off answer cost is asked again; the rest is cached."""
    articles = small_articles(40)
    with fault_server(seeded(3, 0.3, ("refusal", "cut off"))) as served:
        run = Run(base_url=served.base_url, answers=tmp_path / "answers.sqlite")
        failed = sum(extraction.failure is not None for extraction in extract_all(articles, run))
    assert failed
    with fault_server(faithful) as served:
        found = extract_all(articles, Run(base_url=served.base_url, answers=tmp_path / "answers.sqlite"))
        assert len(served.asked) >= failed
        assert len(served.asked) < 2 * failed + len(articles) / 2
    assert not [extraction.failure for extraction in found if extraction.failure]


@pytest.mark.parametrize("fault", [*SERVED_LATER, *UNUSABLE, *USABLE])
def test_a_fault_that_passes_costs_no_article(tmp_path: Path, fault: str) -> None:
    articles = small_articles(3)
    with fault_server(at_first(fault, 3)) as served:
        found = extract_all(articles, Run(base_url=served.base_url, answers=tmp_path / "answers.sqlite"))
    assert [extraction.failure for extraction in found] == [None] * 3
    assert [len(extraction.mentions) for extraction in found] == [3] * 3
    assert served.repeated == []


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("refusal", "the model refused to answer: I'd rather not"),
        ("timeout", "gave no answer within 0.3 s"),
        ("drip", "gave no answer within 0.3 s"),
        ("context too long", "status 400: too long (context_length_exceeded)"),
        ("cut off", "the answer was cut off after 4096 tokens"),
        ("malformed", "no usable answer in 2 attempts"),
        ("10 MB", "it is longer than 1,048,576 bytes"),
        ("invalid UTF-8", "it is not JSON in UTF-8"),
        ("null", "it is empty"),
        ("no choices", "it holds no message"),
        ("401", "refused the key; check the key"),
        (
            "max_tokens",
            'refused the max_tokens that was sent to “stub”; set answer_limit = "max_completion_tokens" in timeline.toml',
        ),
        (
            "temperature",
            'refused the temperature that was sent to “stub”; set temperature = "unset" in timeline.toml, [profiles.',
        ),
        ("404", "has no model “stub”; check --model and --base-url"),
        ("500", "status 500: 500, says the server"),
        ("429", "status 429: 429, says the server"),
    ],
)
def test_a_fault_that_stays_is_named_in_the_article_and_in_each_rejection(
    tmp_path: Path, fault: str, reason: str
) -> None:
    limits = Limits(backoff_seconds=0.001, longest_backoff_seconds=0.1)
    seconds = 0.3 if fault in ("timeout", "drip", "429") else 10
    with fault_server(lambda _: fault) as served:
        run = Run(
            base_url=served.base_url, answers=tmp_path / "answers.sqlite", seconds=seconds, limits=limits
        )
        (found,) = extract_all(small_articles(1), run)
    assert found.failure is not None
    assert reason in found.failure
    assert [rejection.detail for rejection in found.rejected] == [found.failure] * 3
    assert "sk-secret-key" not in repr(found)


@pytest.mark.parametrize(
    ("fault", "most"),
    [
        ("500", 6 * CONCURRENCY + 6),
        ("reset", 3 * CONCURRENCY),
        ("timeout", 10),
        *[(f, 8) for f in (*DENIED, *UNTAKEN)],
    ],
)
def test_an_endpoint_that_is_down_is_told_after_few_calls(tmp_path: Path, fault: str, most: int) -> None:
    """200 articles would be 200 deadlines."""
    with fault_server(lambda _: fault) as served:
        seconds = 0.3 if fault == "timeout" else 10
        found = extract_all(
            small_articles(60), Run(base_url=served.base_url, answers=tmp_path / "a.sqlite", seconds=seconds)
        )
    assert len(served.asked) <= most
    assert all(extraction.failure for extraction in found)


def test_wrong_and_doubled_items_cost_one_more_question_about_them_alone(tmp_path: Path) -> None:
    """An item that names no time there is is asked for again with its sentence; one that is given twice is taken once."""
    with fault_server(at_first("wrong ids", 1)) as served:
        found = extract_all(small_articles(1), Run(base_url=served.base_url, answers=tmp_path / "a.sqlite"))
    assert len(served.asked) == 2
    first, second = (body["messages"][-1]["content"] for body in served.bodies)
    assert first.count("{a|") == 3
    assert second.count("{a|") == 1
    assert len(found[0].mentions) == 3
    with fault_server(at_first("duplicated ids", 1)) as served:
        (doubled,) = extract_all(
            small_articles(1), Run(base_url=served.base_url, answers=tmp_path / "b.sqlite")
        )
    assert (len(served.asked), doubled) == (1, found[0])


def test_the_limit_on_calls_stops_the_run_and_keeps_what_was_answered(tmp_path: Path) -> None:
    """The same command goes on from there, and asks nothing again."""
    articles, answers = small_articles(30), tmp_path / "answers.sqlite"
    with fault_server(faithful) as served:
        budget = Budget(max_calls=12)
        found = extract_all(articles, Run(base_url=served.base_url, answers=answers), budget)
        assert budget.stopped == "the limit of 12 calls is reached"
        assert len(served.asked) == 12
        assert sum(extraction.failure is None for extraction in found) == 12
        again = extract_all(articles, Run(base_url=served.base_url, answers=answers))
        assert len(served.asked) == 30
    assert not [extraction.failure for extraction in again if extraction.failure]


def test_the_limit_on_money_is_never_passed(tmp_path: Path) -> None:
    """The stub counts 10 and 5 tokens a call; what might be more is set aside, so fewer calls go at once near the end."""
    price = Price(prompt=1_000_000, completion=1_000)
    with fault_server(faithful) as served:
        budget = Budget(max_cost=2_000, price=price)
        found = extract_all(
            small_articles(60), Run(base_url=served.base_url, answers=tmp_path / "answers.sqlite"), budget
        )
    assert budget.stopped is not None
    assert budget.cost <= 2_000
    assert 0 < len(served.asked) < 60
    assert sum(extraction.failure is None for extraction in found) == len(served.asked)


def test_neither_key_nor_text_is_in_what_is_kept_of_calls(tmp_path: Path) -> None:
    """Records go to logs, which people pass on."""
    records: list[CallRecord] = []
    with fault_server(seeded(1, 0.5, FAULTS)) as served:
        run = Run(base_url=served.base_url, answers=tmp_path / "answers.sqlite", seconds=0.5)
        found = extract_all(small_articles(20), run, Budget(observe=records.append))
    for text in (repr(records), repr(found), (tmp_path / "answers.sqlite").read_bytes().decode("latin-1")):
        assert "sk-secret-key" not in text
        assert "Bearer" not in text
    assert "Lindholm" not in repr(records)
    assert json.dumps([record.article for record in records])
