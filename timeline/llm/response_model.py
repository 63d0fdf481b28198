"""The base of all response models: pydantic models whose JSON Schema is sent with the question."""

from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import BaseModel


class ResponseModel(BaseModel):
    """What validates an answer. Its schema is cached: each question needs it twice, and it is slow."""

    @classmethod
    def model_json_schema(cls, *arguments: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - passed on
        """Return the JSON Schema, a fresh copy."""
        if arguments or options:
            return super().model_json_schema(*arguments, **options)
        return deepcopy(_schema(cls))


@cache
def _schema(model: type[ResponseModel]) -> dict[str, Any]:
    return super(ResponseModel, model).model_json_schema()
