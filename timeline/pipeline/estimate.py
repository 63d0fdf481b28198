"""What a build would ask, and cost, before it asks anything.

The articles are extracted by a model that asks nobody: it gives the answers that are kept, and counts the
rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from timeline.errors import AnswerError, LengthError
from timeline.extract import Candidates, extract_article
from timeline.llm import Answer, Granularity, Limits, Price, Sampling, TokenUsage, Usage, most_tokens_of
from timeline.models import Message
from timeline.store import ResponseStore, response_key

MOST_TO_TYPICAL = 1.7
"""How many times fewer tokens a question has, as a rule, than it has at most; see `most_tokens`."""
ANSWER_TOKENS = 22
"""Of an answer about one time expression: 21.8 on average in the 103 recorded answers of the embedded model."""
ITEM_TOKENS = 52
"""Of an answer about an article, for each of its candidates: of an item of the prompt's examples, at 3.3 characters a token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What is to come: *calls* without those that only an answer will call for, tokens, and dollars where a price is known.

    *cached* counts the answers that are kept already, and cost nothing. *then_borderline* tells that questions
    about what is close may come on top: how many, only the answers show.
    """

    calls: int
    cached: int
    prompt_tokens: int
    completion_tokens: int
    cost: float | None
    then_borderline: bool = False

    @property
    def tokens(self) -> int:
        """All tokens, to two figures, as no estimate is better than that."""
        total = self.prompt_tokens + self.completion_tokens
        digits = max(0, len(str(total)) - 2)
        return int(round(total, -digits))


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """What a model would be asked, the *key* under which its answer would be kept, and how many tokens it has at most."""

    key: str
    messages: Sequence[Message]
    form: type[BaseModel]
    tokens: int


class CountingModel:
    """A model that answers what is kept, and counts what one that is named *name* would be asked within its *limits*.

    *withheld* are the questions that it gives no answer to, and does not count either.
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

    async def ask(self, messages: Sequence[Message], form: type[Answer]) -> Answer:
        """Return the kept answer. Raises LengthError as the model would, and AnswerError for what is counted."""
        key = response_key(self.name, messages, form, self._sampling)
        kept = self._store.get(key)
        if kept is not None:
            self.usage += Usage(cached=1)
            return form.model_validate_json(kept)
        most = most_tokens_of(messages)
        if self._room is not None and most > self._room:
            raise LengthError(
                f"a question of up to {most:,} tokens; {self.name} has room for {self._room:,}", self._room
            )
        if key not in self._counted:
            self._counted.add(key)
            await self.count(PendingQuestion(key, messages, form, most))
        raise AnswerError("counted, and not asked")

    async def count(self, question: PendingQuestion) -> None:
        """Count a question that has no answer yet."""
        self.usage += Usage(calls=1, prompt_tokens=round(question.tokens / MOST_TO_TYPICAL))

    async def close(self) -> None:
        """Do nothing: there are no connections."""


async def estimate(articles: Sequence[Candidates], model: CountingModel, price: Price | None) -> Estimate:
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
    """Return what was counted as *usage*, with answers of *completion* tokens."""
    return Estimate(
        calls=usage.calls,
        cached=usage.cached,
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=completion,
        cost=price.of(TokenUsage(usage.prompt_tokens, completion)) if price else None,
    )


def describe_estimate(estimate: Estimate, noted: date | None = None, *, thinks: bool = False) -> str:
    """Return *estimate* as a line for people, with the day on which its price was *noted*.

    What a model that *thinks* before it answers will think cannot be foretold, and is not in it.

    >>> describe_estimate(Estimate(calls=40, cached=0, prompt_tokens=5_000, completion_tokens=1_060, cost=None))
    '40 calls, about 6,100 tokens'
    >>> describe_estimate(Estimate(calls=1, cached=2, prompt_tokens=900, completion_tokens=22, cost=0.0004), date(2026, 6, 21))
    '1 call, about 920 tokens, about $0.0004 at the price of 2026-06-21; 2 answers are kept already'
    """
    calls = f"{estimate.calls:,} call{'s' * (estimate.calls != 1)}, about {estimate.tokens:,} tokens"
    price = f" at the price of {noted}" if noted else ""
    cost = "" if estimate.cost is None else f", about ${estimate.cost:.2g}{price}"
    kept = (
        f"; {estimate.cached:,} answer{'s are' if estimate.cached != 1 else ' is'} kept already"
        if estimate.cached
        else ""
    )
    thoughts = (
        "; what the model thinks before it answers comes on top of that" if thinks and estimate.calls else ""
    )
    close = (
        "; then one call for each group of mentions that are close, which only the answers show"
        if estimate.then_borderline
        else ""
    )
    return f"{calls}{cost}{thoughts}{kept}{close}"
