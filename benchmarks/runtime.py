"""What carrying the questions costs: beside a bare loop of the same requests, and beside langextract on the same articles.

A stub on the loopback address answers after a fixed time. Each row runs in a process of its own, and its
clock starts when everything is imported and one question is answered; the best of some runs counts, as other
work on the machine only slows.

    python benchmarks/runtime.py [--calls 600] [--concurrency 100] [--latency 2] [--runs 3] python
    benchmarks/runtime.py --articles 10000        # is the time for many articles still linear? python
    benchmarks/runtime.py --langextract PYTHON    # the python of an environment with langextract[openai]
    python benchmarks/runtime.py --embedded              # tokens a second, and the share of the prompts that
    is reused
"""

import argparse
import asyncio
import json
import multiprocessing
import resource
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from runtime_stub import Served, stub

from timeline.dates import parse_edtf
from timeline.extract.article_extraction import extract_article
from timeline.extract.article_prompt import NumberedArticle
from timeline.extract.candidates import Candidates, find_candidates
from timeline.extract.expression_prompt import ArticleAnswer
from timeline.llm import SAMPLING, Endpoint, EndpointModel
from timeline.models import Article, GivenBasis, Message, Source
from timeline.prompts import load_prompt
from timeline.store import CachingModel, ResponseStore

MOST_OVER_BARE = 1.03
MOST_MEGABYTES = 250
MOST_CALLS, MOST_BYTES = 0.4, 0.6
MOST_GROWTH = 1.15
"""Of the time for one article when there are ten times as many."""
DATED = [
    "The ferry Aurora ran aground off Lindholm on {} March 2014 with eighty people on board.",
    "The coast guard of Lindholm brought all passengers ashore on {} March 2014 in the early morning.",
]
UNDATED = [
    "Residents of the town said that the harbour had been neglected for far too long by everybody.",
    "Nobody could say how the damage to the hull would be repaired, or who would pay for it in the end.",
    "The owner of the ship did not answer questions that were sent to its office by the newspaper.",
]


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked: so many articles, so many at once."""

    articles: int
    concurrency: int
    base_url: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What a row took: wall and CPU seconds after the start, and the most memory in MB."""

    seconds: float
    cpu: float
    megabytes: float


def main() -> int:
    """Print the tables that are asked for; return 1 when a figure is worse than it may be."""
    options = _options()
    if options.embedded:
        from runtime_embedded import print_embedded

        return print_embedded()
    if options.langextract:
        return _print_langextract(options.langextract, options.calls)
    if options.articles:
        return _print_growth(options.articles, options.concurrency)
    return _print_overhead(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--calls", type=int, default=600)
    parser.add_argument("--concurrency", type=int, default=100)
    parser.add_argument("--latency", type=float, default=2.0, help="seconds before each answer")
    parser.add_argument("--runs", type=int, default=3, help="the best of so many counts")
    parser.add_argument("--articles", type=int, help="measure a tenth of these, and all of them")
    parser.add_argument(
        "--langextract", metavar="PYTHON", help="compare calls and bytes with those of langextract"
    )
    parser.add_argument("--embedded", action="store_true", help="measure the embedded model")
    return parser.parse_args()


def article(number: int) -> Source:
    """Return an article of 4 KB that differs from the others in its first sentence alone, so that one answer suits all."""
    sentences = [f"The harbour of Lindholm has a newspaper, of which this is page {number + 100}."]
    while sum(map(len, sentences)) < 4000:
        day = len(sentences)
        sentences += [DATED[day % 2].format(day % 28 + 1), *UNDATED]
    text = "\n\n".join(sentences)
    made = Article(
        id=f"art-{number}",
        title=f"NumberedArticle {number}",
        path=f"{number}.txt",
        published=parse_edtf("2014-04-01"),
        published_basis=GivenBasis(),
        sha256=f"{number:064}",
    )
    return Source(article=made, text=text)


def answer() -> dict[str, Any]:
    """Return the answer that is right for every article: one event for each time expression."""
    page = NumberedArticle.of(find_candidates(article(0)))
    items = [
        {
            "sentence": number + 1,
            "time": letter,
            "kind": "event",
            "headline": page.shown(number).split(" on {")[0] + ".",
            "date": "",
            "who": ["Aurora"],
            "where": ["Lindholm"],
        }
        for number, letters in enumerate(page.lettered)
        for letter in letters
        if letter
    ]
    return {"events": items}


def _print_overhead(options: argparse.Namespace) -> int:
    ideal = options.calls * options.latency / options.concurrency
    rows: dict[str, Callable[[Load], Cost]] = {
        "bare instructor loop": bare,
        "timeline.llm": client,
        "articles, cached": extraction,
    }
    costs: dict[str, list[Cost]] = {name: [] for name in rows}
    with stub(answer(), options.latency) as served:
        load = Load(options.calls, options.concurrency, served.base_url)
        for _ in range(options.runs):
            for name, row in rows.items():
                costs[name].append(_alone(row, load))
    best = {name: min(found, key=lambda cost: cost.seconds) for name, found in costs.items()}
    print(
        f"{options.calls:,} calls, {options.concurrency} at once, {options.latency:g} s each; best of {options.runs}\n"
    )
    print(f"{'':24}{'wall s':>9}{'x ideal':>9}{'x bare':>9}{'CPU ms/call':>13}{'peak MB':>9}")
    print(f"{'ideal N·L/C':24}{ideal:>9.2f}{1:>9.2f}")
    over = best["bare instructor loop"].seconds
    for name, cost in best.items():
        milliseconds = 1000 * cost.cpu / options.calls
        ratios = f"{cost.seconds / ideal:>9.2f}{cost.seconds / over:>9.3f}"
        print(f"{name:24}{cost.seconds:>9.2f}{ratios}{milliseconds:>13.1f}{cost.megabytes:>9.0f}")
    ours = best["timeline.llm"]
    most = max(cost.megabytes for cost in best.values())
    return int(ours.seconds > MOST_OVER_BARE * over or most > MOST_MEGABYTES)


def _print_growth(articles: int, concurrency: int) -> int:
    print(f"{'articles of 4 KB':>18}{'wall s':>9}{'ms/article':>12}{'CPU ms/article':>16}{'peak MB':>9}")
    costs = []
    with stub(answer(), 0.0) as served:
        for count in (articles // 10, articles):
            cost = _alone(from_text, Load(count, concurrency, served.base_url))
            costs.append(cost)
            times = f"{1000 * cost.seconds / count:>12.2f}{1000 * cost.cpu / count:>16.2f}"
            print(f"{count:>18,}{cost.seconds:>9.1f}{times}{cost.megabytes:>9.0f}")
    few, many = costs
    growth = many.cpu / few.cpu / articles * (articles // 10)
    print(f"\nAn article of {articles:,} takes {growth:.2f} times the CPU of one of {articles // 10:,}.")
    return int(growth > MOST_GROWTH or many.megabytes > MOST_MEGABYTES)


def _print_langextract(python: str, articles: int) -> int:
    sources = [article(number) for number in range(articles)]
    with stub(answer(), 0.0) as served:
        _alone(extraction, Load(articles - 1, 16, served.base_url))  # and the one before the clock starts
        ours = served.served()
    with stub({"extractions": []}, 0.0) as served:
        task = {
            **_langextract_task(),
            "base_url": served.base_url,
            "texts": [source.text for source in sources],
        }
        script = Path(__file__).with_name("runtime_langextract.py")
        subprocess.run([python, script], input=json.dumps(task), text=True, check=True)  # noqa: S603 - the user's own python
        theirs = served.served()
    print(
        f"{articles:,} articles of {len(sources[0].text):,} characters, with the same instructions and examples\n"
    )
    print(f"{'':14}{'calls/article':>14}{'bytes/article':>15}")
    for name, found in (("timeline", ours), ("langextract", theirs)):
        print(f"{name:14}{found.calls / articles:>14.2f}{found.request_bytes / articles:>15,.0f}")
    calls, sent = _shares(ours, theirs)
    print(f"{'ratio':14}{calls:>14.2f}{sent:>15.2f}")
    return int(calls > MOST_CALLS or sent > MOST_BYTES)


def _shares(ours: Served, theirs: Served) -> tuple[float, float]:
    return ours.calls / theirs.calls, ours.request_bytes / theirs.request_bytes


def _langextract_task() -> dict[str, Any]:
    """Return the instructions and the worked example of our prompt, as langextract takes them."""
    prompt = load_prompt("article")
    (example,) = prompt.examples
    lines = [_unmarked(line) for line in example.question["lines"]]
    extractions = [
        {
            "extraction_class": item["kind"],
            "extraction_text": lines[item["sentence"] - 1],
            "attributes": {key: item[key] for key in ("headline", "date", "who", "where")},
        }
        for item in example.answer["events"]
    ]
    instructions = prompt.messages(language="English", published="", lines=[])[0].content
    return {"instructions": instructions, "text": "\n".join(lines), "extractions": extractions}


def _unmarked(line: str) -> str:
    while "{" in line:
        before, _, rest = line.partition("{")
        marked, _, after = rest.partition("}")
        line = before + marked.partition("| ")[2] + after
    return line


def _alone(row: Callable[[Load], Cost], load: Load) -> Cost:
    """Run *row* in a process of its own, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(row, (load,))


def bare(load: Load) -> Cost:
    """Ask with nothing but the client libraries."""
    import instructor
    import openai

    questions = [_question(found) for found in _candidates(load.articles + 1)]
    http = openai.AsyncOpenAI(base_url=load.base_url, api_key="none", max_retries=0)
    asking = instructor.from_openai(http, mode=instructor.Mode.JSON_SCHEMA)

    async def ask(number: int) -> object:
        messages: Any = [asdict(message) for message in questions[number]]
        return await asking.chat.completions.create(
            messages=messages, response_model=ArticleAnswer, max_retries=0, model="stub", **SAMPLING
        )

    return asyncio.run(_timed(ask, load))


def client(load: Load) -> Cost:
    """Ask through timeline.llm."""
    questions = [_question(found) for found in _candidates(load.articles + 1)]
    model = _model(load)

    async def ask(number: int) -> object:
        return await model.ask(questions[number], ArticleAnswer)

    return asyncio.run(_timed(ask, load))


def extraction(load: Load) -> Cost:
    """Extract mentions from articles whose candidates are found already, check what the model wrote, and keep its answers."""
    articles = _candidates(load.articles + 1)
    return _extracted(load, articles.__getitem__)


def from_text(load: Load) -> Cost:
    """Extract mentions from articles as they are read: their candidates are found too."""
    return _extracted(load, lambda number: find_candidates(article(number)))


def _extracted(load: Load, candidates: Callable[[int], Candidates]) -> Cost:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(ResponseStore(Path(folder, "answers.sqlite"))) as store,
    ):
        model = CachingModel(_model(load), store)

        async def ask(number: int) -> object:
            extracted = await extract_article(candidates(number), model, lambda: None)
            if extracted.failure or not extracted.mentions:
                raise RuntimeError(extracted.failure)
            return None

        return asyncio.run(_timed(ask, load))


async def _timed(ask: Callable[[int], Awaitable[object]], load: Load) -> Cost:
    """Ask the question 0 before the clock starts, and then the others, so many at once."""
    await ask(0)
    numbers = iter(range(1, load.articles + 1))
    started, cpu = time.perf_counter(), time.process_time()

    async def work() -> None:
        for number in numbers:
            await ask(number)

    await asyncio.gather(*(work() for _ in range(load.concurrency)))
    seconds, used = time.perf_counter() - started, time.process_time() - cpu
    return Cost(seconds, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _candidates(count: int) -> Sequence[Candidates]:
    return [find_candidates(article(number)) for number in range(count)]


def _question(found: Candidates) -> tuple[Message, ...]:
    page = NumberedArticle.of(found)
    return page.question(range(len(page.lines)))


def _model(load: Load) -> EndpointModel:
    return EndpointModel("stub", "article", load.concurrency, lambda: Endpoint("stub", load.base_url))


if __name__ == "__main__":
    raise SystemExit(main())
