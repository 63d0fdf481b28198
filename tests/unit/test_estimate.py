"""What a build would ask, before it asks: the same questions as the build itself, less what is kept."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeModel

from timeline.choices import Granularity
from timeline.dates import parse_edtf
from timeline.extract.article_extraction import extract_article
from timeline.extract.candidates import Candidates, find_candidates
from timeline.llm import Limits, Price
from timeline.models import Article, GivenBasis, Source
from timeline.pipeline.estimate import CountingModel, Estimate, estimate
from timeline.store import CachingModel, ResponseStore

STORM = "The ferry Aurora ran aground on Monday. Divers freed it on 9 March 2014. Nobody was hurt."
COPY = f"{STORM} The harbour opened again on Thursday."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ResponseStore]:
    kept = ResponseStore(tmp_path / "answers.sqlite")
    yield kept
    kept.close()


def candidates(text: str, name: str) -> Candidates:
    published = parse_edtf("2014-03-10")
    article = Article(
        id=name, title="t", path=name, published=published, published_basis=GivenBasis(), sha256=name
    )
    return find_candidates(Source(article, text))


def estimated(
    store: ResponseStore, granularity: Granularity = "expression", limits: Limits | None = None
) -> Estimate:
    articles = [candidates(STORM, "a"), candidates(COPY, "b")]
    model = CountingModel("fake", granularity, store, limits=limits or Limits())
    return asyncio.run(estimate(articles, model, Price(1.0, 10.0)))


def build(store: ResponseStore, *texts: str) -> FakeModel:
    model = FakeModel(lambda _: {"kind": "none", "headline": ""})
    remembering = CachingModel(model, store)

    async def extract() -> None:
        for number, text in enumerate(texts):
            await extract_article(candidates(text, str(number)), remembering, lambda: None)

    asyncio.run(extract())
    return model


def test_as_many_calls_are_estimated_as_are_made(store: ResponseStore) -> None:
    """Near-copies of one text bring the same sentences, which are asked about once."""
    before = estimated(store)
    made = build(store, STORM, COPY)
    assert before.calls == len(made.asked) > 2
    assert before.cached == 0
    after = estimated(store)
    assert (after.calls, after.prompt_tokens, after.completion_tokens, after.cost) == (0, 0, 0, 0.0)
    assert after.cached > 0


def test_what_is_kept_costs_nothing(store: ResponseStore) -> None:
    before = estimated(store)
    made = build(store, STORM)
    after = estimated(store)
    assert after.calls == before.calls - len(made.asked)
    assert after.cost is not None
    assert before.cost is not None
    assert 0 < after.cost < before.cost


def test_an_estimate_asks_and_keeps_nothing(store: ResponseStore) -> None:
    estimated(store)
    assert store.after("", 10) == []


def test_an_article_is_one_call(store: ResponseStore) -> None:
    assert estimated(store, "article").calls == 2


def test_an_article_that_is_too_long_is_counted_in_its_parts(store: ResponseStore) -> None:
    """Else the estimate of a long article would be the one call that no endpoint takes."""
    whole = estimated(store, "article")
    long = [candidates(" ".join([COPY] * 60), "a")]
    for room, least in ((100_000, 1), (6_000, 2)):
        model = CountingModel("fake", "article", store, limits=Limits(context_tokens=room))
        counted = asyncio.run(estimate(long, model, None))
        assert counted.calls >= least
        assert (counted.calls == 1) == (room == 100_000)
    assert whole.calls == 2


def test_tokens_are_told_to_two_figures() -> None:
    def tokens(count: int) -> int:
        return Estimate(calls=1, cached=0, prompt_tokens=count, completion_tokens=0, cost=None).tokens

    assert [tokens(n) for n in (0, 7, 99, 944, 6_060, 123_456)] == [0, 7, 99, 940, 6_100, 120_000]
