"""A model with a response cache: what was answered once is never asked again."""

import asyncio
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache

from pydantic import ValidationError

from timeline.choices import Granularity
from timeline.errors import StoreError
from timeline.llm import Answer, Model, Sampling, Usage, current_article
from timeline.models import Message
from timeline.prompts import PROMPT_NAMES, load_prompt
from timeline.store.cached_responses import ResponseStore


class CachingModel:
    """A model that asks another one only what is not cached.

    *sampling* is that of the other model. *cached* counts the responses from the cache, by article id.
    """

    def __init__(self, model: Model, store: ResponseStore, sampling: Sampling | None = None) -> None:
        self._model = model
        self._sampling = sampling or Sampling()
        self._store = store
        self._asked: dict[str, asyncio.Task[str]] = {}
        self.cached: Counter[str | None] = Counter()

    @property
    def name(self) -> str:
        """The name of the model that is asked."""
        return self._model.name

    @property
    def granularity(self) -> Granularity:
        """How the model is best asked."""
        return self._model.granularity

    @property
    def usage(self) -> Usage:
        """What answering has cost so far, cached responses included."""
        return self._model.usage + Usage(cached=self.cached.total())

    async def ask(self, messages: Sequence[Message], response_model: type[Answer]) -> Answer:
        """Return the cached response, or ask and cache; a question in flight is not asked a second time."""
        key = response_key(self.name, messages, response_model, self._sampling)
        cached = self._store.get(key)
        if cached is not None or key in self._asked:
            self.cached[current_article()] += 1
        if cached is None:
            if key not in self._asked:
                self._asked[key] = asyncio.ensure_future(self._ask_and_cache(key, messages, response_model))
            cached = await self._asked[key]
        try:
            return response_model.model_validate_json(cached)
        except ValidationError as error:
            problem = error.errors()[0]["msg"]
            raise StoreError(
                f"{self._store.file} holds a response that {self.name} cannot have given: {problem}"
            ) from error

    async def close(self) -> None:
        """Close the connections of the model that is asked."""
        await self._model.close()

    async def _ask_and_cache(
        self, key: str, messages: Sequence[Message], response_model: type[Answer]
    ) -> str:
        try:
            answer = (await self._model.ask(messages, response_model)).model_dump_json()
            return self._store.put(key, self.name, answer, prompt_of(messages))
        finally:
            del self._asked[key]


def response_key(
    model: str, messages: Sequence[Message], response_model: type[Answer], sampling: Sampling
) -> str:
    """Return the hash of all that a response depends on: model, sampling, schema and the whole question."""
    parts = [
        model,
        sampling.key,
        response_model.model_json_schema(),
        [asdict(message) for message in messages],
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def prompt_of(messages: Sequence[Message]) -> str:
    """Return the prompt of *messages*: its name and the hash of what precedes the question; "" if unknown."""
    return next((prompt for prompt, before in _beginnings() if tuple(messages[: len(before)]) == before), "")


def current_prompts() -> frozenset[str]:
    """Return what `prompt_of` returns for the prompts of this version."""
    return frozenset(prompt for prompt, _ in _beginnings())


@cache
def _beginnings() -> tuple[tuple[str, tuple[Message, ...]], ...]:
    beginnings = []
    for name in PROMPT_NAMES:
        prompt = load_prompt(name)
        before = prompt.messages(**prompt.examples[0].question)[:-1]
        digest = hashlib.sha256(json.dumps([asdict(message) for message in before]).encode()).hexdigest()
        beginnings.append((f"{name} {digest[:12]}", before))
    return tuple(beginnings)
