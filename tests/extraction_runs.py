"""Small articles, and a run over them that a test disturbs: extraction with cached responses, reconciled to a timeline."""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from timeline.choices import Granularity
from timeline.dates import parse_edtf
from timeline.extract.article_extraction import extract_article
from timeline.extract.candidates import Candidates, find_candidates
from timeline.llm import Budget, Endpoint, EndpointModel, Limits
from timeline.models import TIMELINE_FORMAT, Article, Extraction, Generated, GivenBasis, Source
from timeline.pipeline.assembly import reconcile_extractions
from timeline.store import CachingModel, ResponseStore

CONCURRENCY = 8
QUICK = Limits(backoff_seconds=0.002, longest_backoff_seconds=0.02)
SHIPS = "Aurora Boreas Castor Dagmar Electra Fortuna Galatea Hermes Iduna Juno".split()
TOWNS = "Lindholm Oster Velden Norby Tarnholm Skagby Ulvik Hanstad Brekke Sandnes".split()
ACTIONS = ("ran aground off", "sank near", "was towed to", "left the harbour of")


def small_articles(count: int) -> list[Candidates]:
    """Return the candidates of *count* articles, each of three dated sentences that no other article has."""
    return [_article(number) for number in range(count)]


@cache
def _article(number: int) -> Candidates:
    ship, town, action = SHIPS[number % 10], TOWNS[number // 10 % 10], ACTIONS[number // 100 % 4]
    text = (
        f"The ferry {ship} {action} {town} on 3 March 2014.\n\n"
        f"The mayor of {town} thanked the crew of the {ship} on 5 March 2014.\n\n"
        f"The owner of the {ship} opened a yard in {town} in 2004.\n"
    )
    identifier = f"art-{number:04}"
    article = Article(
        id=identifier,
        title=f"{ship} {action} {town}",
        path=f"{identifier}.txt",
        published=parse_edtf("2014-03-06"),
        published_basis=GivenBasis(),
        sha256="0" * 64,
    )
    return find_candidates(Source(article=article, text=text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: where it asks, what it keeps answers in, and how."""

    base_url: str
    answers: Path
    granularity: Granularity = "article"
    seconds: float = 5.0
    limits: Limits = QUICK


def extract_all(articles: Sequence[Candidates], run: Run, budget: Budget | None = None) -> list[Extraction]:
    """Extract *articles*, as many at once as the model takes."""

    async def all_of_them() -> list[Extraction]:
        try:
            return await asyncio.gather(
                *(extract_article(article, model, lambda: None) for article in articles)
            )
        finally:
            await model.close()

    with closing(ResponseStore(run.answers)) as store:
        endpoint = Endpoint("stub", run.base_url, "sk-secret-key", seconds=run.seconds)
        asked = EndpointModel(
            "stub", run.granularity, CONCURRENCY, lambda: endpoint, limits=run.limits, budget=budget
        )
        model = CachingModel(asked, store)
        return asyncio.run(all_of_them())


def timeline_bytes(extractions: Sequence[Extraction]) -> bytes:
    """Return the timeline of *extractions* as its file."""
    generated = Generated(by="a test", model="stub", prompts="sha256:0")
    lines = [replace(extraction, generated=generated) for extraction in extractions]
    return TIMELINE_FORMAT.dump_json(reconcile_extractions(lines, title="Ferries"))


def run_to_file(run: Run, count: int, output: Path) -> None:
    """Extract *count* articles and write their timeline: what a child process does until it is killed."""
    output.write_bytes(whole_timeline(count, run))


def whole_timeline(count: int, run: Run) -> bytes:
    """Return the timeline of *count* articles. Raises RuntimeError when one is not complete."""
    extractions = extract_all(small_articles(count), run)
    failures = [extraction.failure for extraction in extractions if extraction.failure]
    if failures:
        raise RuntimeError(failures)
    return timeline_bytes(extractions)
