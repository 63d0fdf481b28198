"""The model: what the stages ask, and any OpenAI-compatible endpoint as one."""

from timeline.llm.base import (
    ANSWER_TOKENS,
    SAMPLING,
    Answer,
    AnswerLimit,
    Endpoint,
    Limits,
    Model,
    Sampling,
    SchemaMode,
    Usage,
)
from timeline.llm.budget import Budget, Price
from timeline.llm.call_records import CallRecord, Observer, TokenUsage, asking_about, current_article
from timeline.llm.client import EndpointModel
from timeline.llm.response_model import ResponseModel
from timeline.llm.token_count import most_tokens, most_tokens_of

__all__ = [
    "ANSWER_TOKENS",
    "SAMPLING",
    "Answer",
    "AnswerLimit",
    "Budget",
    "CallRecord",
    "Endpoint",
    "EndpointModel",
    "Limits",
    "Model",
    "Observer",
    "Price",
    "ResponseModel",
    "Sampling",
    "SchemaMode",
    "TokenUsage",
    "Usage",
    "asking_about",
    "current_article",
    "most_tokens",
    "most_tokens_of",
]
