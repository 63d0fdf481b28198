"""How fast the embedded model answers through timeline.llm, beside a bare loop over the same server, and what it reuses.

The questions of the example are shared out one by one, so that whatever else the machine does slows both
alike.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import local
from timeline.articles.loading import read_articles
from timeline.choices import Granularity
from timeline.errors import AnswerError
from timeline.extract.article_extraction import extract_article
from timeline.extract.candidates import find_candidates
from timeline.extract.expression_prompt import ExpressionAnswer
from timeline.llm import SAMPLING, Answer, Budget, CallRecord, Endpoint, EndpointModel, Usage
from timeline.models import Message

if TYPE_CHECKING:
    import openai

ARTICLES = Path(__file__).parents[1] / "examples" / "ever-given" / "articles"
QUESTIONS = 40
LEAST_OF_BARE = 0.9
LEAST_REUSED = 0.85


@dataclass(slots=True)
class Spent:
    """What one way of asking took."""

    seconds: float = 0.0
    tokens: int = 0


class Collecting:
    """A model that answers nothing and keeps what it was asked."""

    name = "collecting"
    granularity: Granularity = "expression"
    usage = Usage()

    def __init__(self) -> None:
        self.questions: list[tuple[Message, ...]] = []

    async def ask(self, messages: Sequence[Message], form: type[Answer]) -> Answer:
        """Keep the question."""
        if form is ExpressionAnswer:
            self.questions.append(tuple(messages))
        raise AnswerError("not asked")

    async def close(self) -> None:
        """Do nothing."""


def print_embedded() -> int:
    """Print tokens a second of both ways, and the share of prompt tokens that the server had cached."""
    questions = asyncio.run(_questions())[:QUESTIONS]
    with local.Server(local.resolve_model(None), lambda *_: None) as server:
        place = Endpoint(server.model.name, server.base_url)
        ours, bare, records = asyncio.run(_shared_out(questions, place))
    rates = {"bare loop": bare.tokens / bare.seconds, "timeline.llm": ours.tokens / ours.seconds}
    for name, rate in rates.items():
        print(f"{name:16}{rate:>8.1f} tokens/s written")
    prompt = sum(record.tokens.prompt for record in records)
    reused = sum(record.tokens.reused for record in records) / prompt
    ratio = rates["timeline.llm"] / rates["bare loop"]
    print(
        f"\n{ratio:.2f} of the bare loop; {reused:.1%} of {prompt:,} prompt tokens reused, over {len(questions)} questions"
    )
    return int(ratio < LEAST_OF_BARE or reused < LEAST_REUSED)


async def _questions() -> list[tuple[Message, ...]]:
    model = Collecting()
    for source in read_articles([ARTICLES]).sources:
        await extract_article(find_candidates(source), model, lambda: None)
    return model.questions


async def _shared_out(
    questions: list[tuple[Message, ...]], place: Endpoint
) -> tuple[Spent, Spent, list[CallRecord]]:
    import openai

    records: list[CallRecord] = []
    model = EndpointModel(place.model, "expression", 1, lambda: place, budget=Budget(observe=records.append))
    bare = openai.AsyncOpenAI(base_url=place.base_url, api_key="none", max_retries=0)
    ours, theirs = Spent(), Spent()
    first, *others = questions
    await model.ask(first, ExpressionAnswer)
    records.clear()
    for number, question in enumerate(others):
        started = time.perf_counter()
        if number % 2:
            await model.ask(question, ExpressionAnswer)
            ours.tokens += records[-1].tokens.completion
            ours.seconds += time.perf_counter() - started
        else:
            theirs.tokens += await _ask_bare(bare, place.model, question)
            theirs.seconds += time.perf_counter() - started
    await model.close()
    await bare.close()
    return ours, theirs, records


async def _ask_bare(client: "openai.AsyncOpenAI", name: str, question: tuple[Message, ...]) -> int:
    messages: Any = [asdict(message) for message in question]
    form: Any = {
        "type": "json_schema",
        "json_schema": {"name": "Answer", "schema": ExpressionAnswer.model_json_schema()},
    }
    completion = await client.chat.completions.create(
        model=name, messages=messages, response_format=form, **SAMPLING
    )
    return completion.usage.completion_tokens if completion.usage else 0
