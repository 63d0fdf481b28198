"""What a build would ask, and cost, before it asks anything.

The articles are extracted with a model that asks no endpoint: it returns cached responses, and counts the
other questions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from timeline.choices import Granularity
from timeline.errors import AnswerError, LengthError
from timeline.extract.article_extraction import extract_article
from timeline.extract.candidates import Candidates
from timeline.llm import Answer, Limits, Price, Sampling, TokenUsage, Usage, most_tokens_of
from timeline.models import Message
from timeline.phrasing import pluralize
from timeline.store import ResponseStore, response_key

MOST_TO_TYPICAL = 1.7
"""The upper bound of a question's tokens over their typical number; see `most_tokens`."""
ANSWER_TOKENS = 22
"""Tokens of an answer about one time expression: 21.8 on average in 103 answers of the embedded model."""
ITEM_TOKENS = 52
"""Tokens of an answer about an article, per candidate: an item of the examples, at 3.3 characters a token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a build would take: calls, tokens, and *cost* in dollars where a price is known.

    *calls* leaves out calls that depend on an answer. *cached* counts cached responses, which cost nothing.
    *then_borderline*: questions about borderline pairs may follow, as many as the answers will show.
    """

    calls: int
    cached: int
    prompt_tokens: int
    completion_tokens: int
    cost: float | None
    then_borderline: bool = False

    @property
    def tokens(self) -> int:
        """All tokens, rounded to two digits: the estimate is no better than that."""
        total = self.prompt_tokens + self.completion_tokens
        digits = max(0, len(str(total)) - 2)
        return int(round(total, -digits))


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """A question that is not cached, its cache *key*, and the upper bound of its *tokens*."""

    key: str
    messages: Sequence[Message]
    response_model: type[BaseModel]
    tokens: int


class CountingModel:
    """A model that returns cached responses, and counts what the model *name* would be asked.

    *withheld* is the number of questions that are neither answered nor counted.
    """

    def __init__(
        self,
        name: str,
        granularity: Granularity,
        store: ResponseStore,
        *,
        limits: Limits,
        sampling: Sampling | None = None,
    ) -> None:
        self.name = name
        self.granularity = granularity
        self.usage = Usage()
        self._store = store
        self._room = limits.room
        self._sampling = sampling or Sampling()
        self._counted: set[str] = set()
        self.withheld = 0

    async def ask(self, messages: Sequence[Message], response_model: type[Answer]) -> Answer:
        """Return the cached response. Raises LengthError as the model would, else AnswerError."""
        key = response_key(self.name, messages, response_model, self._sampling)
        cached = self._store.get(key)
        if cached is not None:
            self.usage += Usage(cached=1)
            return response_model.model_validate_json(cached)
        most = most_tokens_of(messages)
        if self._room is not None and most > self._room:
            raise LengthError(
                f"a question of up to {most:,} tokens; {self.name} has room for {self._room:,}", self._room
            )
        if key not in self._counted:
            self._counted.add(key)
            await self.count(PendingQuestion(key, messages, response_model, most))
        raise AnswerError("counted, and not asked")

    async def count(self, question: PendingQuestion) -> None:
        """Count a question that is not cached."""
        self.usage += Usage(calls=1, prompt_tokens=round(question.tokens / MOST_TO_TYPICAL))

    async def close(self) -> None:
        """Do nothing: there are no connections."""


async def estimate(articles: Iterable[Candidates], model: CountingModel, price: Price | None) -> Estimate:
    """Return what asking about *articles* would take."""
    completion = 0
    for article in articles:
        before = model.usage.calls
        await extract_article(article, model, lambda: None)
        calls = model.usage.calls - before
        if model.granularity == "expression":
            completion += calls * ANSWER_TOKENS
        elif calls:
            completion += len(article.candidates) * ITEM_TOKENS
    return estimate_of(model.usage, completion, price)


def estimate_of(usage: Usage, completion: int, price: Price | None) -> Estimate:
    """Return the estimate of *usage*, with answers of *completion* tokens."""
    return Estimate(
        calls=usage.calls,
        cached=usage.cached,
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=completion,
        cost=price.of(TokenUsage(usage.prompt_tokens, completion)) if price else None,
    )


def describe_estimate(estimate: Estimate, noted: date | None = None, *, thinks: bool = False) -> str:
    """Return *estimate* as a line for people, with the day on which its price was *noted*.

    The reasoning tokens of a model that *thinks* cannot be predicted, and are not included.

    >>> forty = Estimate(calls=40, cached=0, prompt_tokens=5_000, completion_tokens=1_060, cost=None)
    >>> describe_estimate(forty)
    '40 calls, about 6,100 tokens'
    >>> one = Estimate(calls=1, cached=2, prompt_tokens=900, completion_tokens=22, cost=0.0004)
    >>> describe_estimate(one, date(2026, 6, 21))
    '1 call, about 920 tokens, about $0.0004 at the price of 2026-06-21; 2 responses are cached already'
    """
    parts = [f"{pluralize(estimate.calls, 'call')}, about {estimate.tokens:,} tokens"]
    if estimate.cost is not None:
        price = f" at the price of {noted}" if noted else ""
        parts.append(f", about ${estimate.cost:.2g}{price}")
    if thinks and estimate.calls:
        parts.append("; what the model thinks before it answers comes on top of that")
    if estimate.cached:
        are = "is" if estimate.cached == 1 else "are"
        parts.append(f"; {pluralize(estimate.cached, 'response')} {are} cached already")
    if estimate.then_borderline:
        parts.append("; then one call for each group of borderline mentions, which only the answers show")
    return "".join(parts)
