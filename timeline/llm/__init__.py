"""The model: what the stages ask, and any OpenAI-compatible endpoint as one."""

from timeline.llm.accounting import CallRecord, Observer, Tokens, asking_about, current_article
from timeline.llm.budget import Budget, Price
from timeline.llm.client import EndpointModel
from timeline.llm.model import (
    ANSWER_TOKENS,
    SAMPLING,
    Answer,
    AnswerLimit,
    Endpoint,
    Granularity,
    Limits,
    Model,
    Sampling,
    SchemaMode,
    Usage,
)
from timeline.llm.tokens import most_tokens, most_tokens_of

__all__ = [
    "ANSWER_TOKENS",
    "SAMPLING",
    "Answer",
    "AnswerLimit",
    "Budget",
    "CallRecord",
    "Endpoint",
    "EndpointModel",
    "Granularity",
    "Limits",
    "Model",
    "Observer",
    "Price",
    "Sampling",
    "SchemaMode",
    "Tokens",
    "Usage",
    "asking_about",
    "current_article",
    "most_tokens",
    "most_tokens_of",
]
