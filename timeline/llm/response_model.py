"""What every answer of a model is read by: a pydantic model whose JSON Schema is sent along with the question."""

from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import BaseModel


class ResponseModel(BaseModel):
    """The form of an answer. Its schema is made once: a question needs it twice, and making it takes as long as sending it."""

    @classmethod
    def model_json_schema(cls, *arguments: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - they are handed on
        """Return the JSON Schema, a copy of one's own."""
        if arguments or options:
            return super().model_json_schema(*arguments, **options)
        return deepcopy(_schema(cls))


@cache
def _schema(form: type[ResponseModel]) -> dict[str, Any]:
    return super(ResponseModel, form).model_json_schema()
