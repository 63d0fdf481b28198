"""What a run over unchanged articles costs beside reconciling and rendering their mentions, which is the least it can do.

Articles are pieces of the articles of Timeline17, of at most 3 KB each. A stand-in for a model answers with
the sentence itself, so that there is something to reconcile; in the warm runs it is asked nothing. Times are
CPU seconds of this process.
"""

import argparse
import asyncio
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.articles.loading import read_articles
from timeline.extract.article_extraction import extract_article
from timeline.llm import Answer, Usage
from timeline.models import Extraction, Generated, Message
from timeline.pipeline.incremental import ExtractionContext, PendingArticle, cache_extraction, plan_extraction
from timeline.reconcile import find_clusters, fingerprint, timeline_of
from timeline.rendering import render
from timeline.store import CachingModel, ResponseStore

ARTICLE_LETTERS = 3000
MOST = 1.5
GENERATED = Generated(by="benchmark", model="stand-in", prompts="")
ASKED = ExtractionContext(model="stand-in", granularity="expression", context_tokens=None)


class StandIn:
    """A model that calls each sentence an event, with the sentence as its headline."""

    name = ASKED.model
    granularity = ASKED.granularity

    def __init__(self) -> None:
        self.usage = Usage()

    async def ask(self, messages: Sequence[Message], form: type[Answer]) -> Answer:
        """Return the sentence of the question."""
        self.usage += Usage(calls=1)
        sentence = re.search(r"Sentence: (.*)", messages[-1].content)
        headline = re.sub(r"(?: on)? \[.*?\]", "", sentence[1])[:200] if sentence else ""
        return form.model_validate({"kind": "event" if headline else "none", "headline": headline})

    async def close(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: calls, articles that were read again, and CPU seconds by step."""

    calls: int
    read_again: int
    reading: float
    extracting: float
    showing: float

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.reading + self.extracting + self.showing


def main() -> int:
    """Print the table; 1 when a warm run costs more than it may."""
    options = _options()
    if not options.data.is_dir():
        print(f"{options.data} is not there: nothing is measured.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file, store = Path(folder) / "articles.jsonl", Path(folder) / "answers.sqlite"
        pieces = list(_pieces(options.data, options.articles))
        file.write_text("".join(pieces), encoding="utf-8")
        runs = {"cold": _run(file, store), "warm": _run(file, store), "warm, again": _run(file, store)}
        file.write_text("".join(pieces[1:]), encoding="utf-8")
        runs["one article less"] = _run(file, store)
    print(
        f"{len(pieces):,} articles\n{'':18}{'calls':>8}{'read again':>12}{'read':>8}{'extract':>9}{'show':>8}{'× show':>8}"
    )
    for name, run in runs.items():
        ratio = run.seconds / run.showing
        print(
            f"{name:18}{run.calls:8,}{run.read_again:12,}{run.reading:8.2f}{run.extracting:9.2f}{run.showing:8.2f}{ratio:8.2f}"
        )
    warm = min(runs["warm"], runs["warm, again"], key=lambda run: run.seconds / run.showing)
    return int(warm.calls > 0 or warm.seconds > MOST * warm.showing)


def _run(file: Path, answers: Path) -> Run:
    model = StandIn()
    started = time.process_time()
    sources = read_articles([file]).sources
    read = time.process_time()
    with closing(ResponseStore(answers)) as store:
        plan = plan_extraction(sources, ASKED, store)
        extractions = asyncio.run(_extract(plan.articles, CachingModel(model, store), store))
    extracted = time.process_time()
    _show(extractions)
    return Run(
        model.usage.calls,
        len(plan.pending),
        read - started,
        extracted - read,
        time.process_time() - extracted,
    )


async def _extract(
    articles: Sequence[PendingArticle | Extraction], model: CachingModel, store: ResponseStore
) -> list[Extraction]:
    extractions = []
    for article in articles:
        if isinstance(article, Extraction):
            extractions.append(article)
        else:
            found = await extract_article(article.candidates, model, lambda: None)
            extractions.append(replace(found, fingerprint=fingerprint(article.candidates.source.text)))
            cache_extraction(article, extractions[-1], store)
    return [replace(extraction, generated=GENERATED) for extraction in extractions]


def _show(extractions: Sequence[Extraction]) -> None:
    timeline = timeline_of(find_clusters(extractions), extractions, title="", failed=(), generated=GENERATED)
    render(timeline, "html")


def _pieces(data: Path, count: int) -> Iterator[str]:
    """Yield *count* articles as JSON lines."""
    number = 0
    for file in sorted(data.glob("*/articles.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            for text in _cut(article["text"]):
                if number < count:
                    number += 1
                    yield f"{json.dumps({'text': text, 'title': f'Piece {number}', 'date': article['date']})}\n"


def _cut(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and sum(map(len, lines)) + len(line) > ARTICLE_LETTERS:
            yield "\n".join(lines)
            lines = []
        lines.append(line)
    if any(map(str.strip, lines)):
        yield "\n".join(lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data/t17-dev"), help="Timeline17. Default: %(default)s"
    )
    parser.add_argument("--articles", type=int, default=1000, help="How many articles. Default: %(default)s")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
