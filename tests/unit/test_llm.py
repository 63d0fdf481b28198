"""The client against a loopback endpoint: what is sent, what is retried, and what each fault is called."""

import asyncio
from typing import Any

import pytest
from fakes import completion, endpoint
from pydantic import BaseModel

from timeline.errors import AnswerError, ModelError
from timeline.llm import Endpoint, EndpointModel, Usage
from timeline.models import Message


class Number(BaseModel):
    number: int


def model_at(base_url: str, key: str | None = None) -> EndpointModel:
    return EndpointModel("stub", "article", 2, lambda: Endpoint("stub", base_url, key, seconds=5))


def ask(model: EndpointModel, text: str = "How many?") -> Number:
    async def once() -> Number:
        try:
            return await model.ask([Message("user", text)], Number)
        finally:
            await model.close()

    return asyncio.run(once())


def test_an_answer_in_the_form_is_returned_and_counted() -> None:
    with endpoint(lambda _: (200, completion('{"number": 7}'))) as served:
        model = model_at(served.base_url)
        assert ask(model).number == 7
        assert model.usage == Usage(calls=1, prompt_tokens=10, completion_tokens=5)
        assert served.requests[0]["response_format"]["type"] == "json_schema"
        assert served.requests[0]["temperature"] == 0


def test_no_key_is_sent_when_there_is_none_and_the_key_when_there_is() -> None:
    with endpoint(lambda _: (200, completion('{"number": 7}'))) as served:
        ask(model_at(served.base_url))
        ask(model_at(served.base_url, "sk-test"))
        assert "authorization" not in served.headers[0]
        assert served.headers[1]["authorization"] == "Bearer sk-test"


def test_article_text_reaches_the_model_as_it_stands() -> None:
    """instructor renders messages as templates when it is given a context; we never give it one."""
    text = "  {{ 7 * 7 }} {% if %} {# x #}\n   indented"
    with endpoint(lambda _: (200, completion('{"number": 7}'))) as served:
        ask(model_at(served.base_url), text)
        assert served.requests[0]["messages"] == [{"role": "user", "content": text}]


def test_a_malformed_answer_is_asked_for_once_more() -> None:
    answers = iter(["no JSON", '{"number": 7}'])
    with endpoint(lambda _: (200, completion(next(answers)))) as served:
        model = model_at(served.base_url)
        assert ask(model).number == 7
        assert (model.usage.calls, model.usage.retries) == (2, 1)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(completion("never JSON"), id="prose"),
        pytest.param(completion('{"number": "many"}'), id="wrong type"),
        pytest.param(completion(None), id="null"),
        pytest.param(completion('{"number"', "length"), id="cut off"),
        pytest.param(b"<html>", id="no JSON at all"),
    ],
)
def test_what_stays_malformed_is_an_answer_error_and_ends(body: Any) -> None:
    with endpoint(lambda _: (200, body)) as served:
        model = model_at(served.base_url)
        with pytest.raises(AnswerError, match="no usable answer in 2 attempts"):
            ask(model)
        assert len(served.requests) == 2


@pytest.mark.parametrize(
    ("status", "message"),
    [(401, "refused the key; check OPENAI_API_KEY"), (403, "refused the key"), (404, "has no model “stub”; check --model")],
)
def test_a_fault_that_concerns_all_questions_is_asked_for_once(status: int, message: str) -> None:
    """Ten thousand questions to an endpoint that refuses the key cost one request."""
    with endpoint(lambda _: (status, {"error": {"message": "no"}})) as served:
        model = model_at(served.base_url)
        for _ in range(3):
            with pytest.raises(ModelError, match=message):
                ask(model)
        assert len(served.requests) == 1


def test_a_refused_call_is_an_answer_error_that_says_what_the_endpoint_said() -> None:
    with (
        endpoint(lambda _: (400, {"error": {"message": "context too long"}})) as served,
        pytest.raises(AnswerError, match=r"status 400.*context too long"),
    ):
        ask(model_at(served.base_url))


def test_a_dead_endpoint_is_named() -> None:
    with endpoint(lambda _: (200, {})) as served:
        address = served.base_url
    with pytest.raises(ModelError, match=f"nothing answers at {address}; check --base-url"):
        ask(model_at(address))


def test_a_failure_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """instructor logs failures with the article's text; we tell what failed ourselves."""
    with endpoint(lambda _: (200, completion("secret text of an article"))) as served, pytest.raises(AnswerError):
        ask(model_at(served.base_url))
    assert not caplog.records
