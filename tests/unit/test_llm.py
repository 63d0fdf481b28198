"""The client against a loopback endpoint: what is sent, what is retried, and which error each failure is."""

import asyncio
from functools import partial
from typing import Any

import pytest
from fakes import completion, endpoint
from pydantic import BaseModel

from timeline.errors import AnswerError, LengthError, LimitError, ModelError
from timeline.llm import (
    Budget,
    CallRecord,
    Endpoint,
    EndpointModel,
    Limits,
    Price,
    Sampling,
    TokenUsage,
    Usage,
    asking_about,
)
from timeline.models import Message


class Number(BaseModel):
    number: int


QUICK = Limits(backoff_seconds=0.001)


def model_at(
    base_url: str, key: str | None = None, limits: Limits = QUICK, budget: Budget | None = None
) -> EndpointModel:
    place = Endpoint("stub", base_url, key, seconds=5, key_advice="set A_KEY")
    return EndpointModel("stub", "article", 2, lambda: place, limits=limits, budget=budget)


def ask(model: EndpointModel, text: str = "How many?") -> Number:
    async def once() -> Number:
        try:
            return await model.ask([Message("user", text)], Number)
        finally:
            await model.close()

    return asyncio.run(once())


def test_a_valid_answer_is_returned_and_counted() -> None:
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
    ],
)
def test_an_answer_malformed_twice_is_an_answer_error(body: Any) -> None:
    with endpoint(lambda _: (200, body)) as served:
        model = model_at(served.base_url)
        with pytest.raises(AnswerError, match="no usable answer in 2 attempts"):
            ask(model)
        assert len(served.requests) == 2


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (401, r"requires a key; set A_KEY"),
        (403, r"requires a key \(no\); set A_KEY"),
        (404, "has no model “stub”; check --model"),
    ],
)
def test_an_error_that_concerns_all_questions_ends_the_run_at_once(status: int, message: str) -> None:
    """Ten thousand questions to an endpoint that refuses the key cost one request."""
    with endpoint(lambda _: (status, {"error": {"message": "no"}})) as served:
        model = model_at(served.base_url)
        for _ in range(3):
            with pytest.raises(ModelError, match=message):
                ask(model)
        assert len(served.requests) == 1


def test_a_refused_call_is_an_answer_error_with_the_endpoints_message() -> None:
    with (
        endpoint(lambda _: (400, {"error": {"message": "context too long"}})) as served,
        pytest.raises(AnswerError, match=r"status 400.*context too long"),
    ):
        ask(model_at(served.base_url))


@pytest.mark.parametrize("body", [b"<html>", b"\xff", [], {"choices": []}, {"choices": [7]}, b"[" * 100_000])
def test_a_response_that_is_no_completion_is_the_endpoints_failure(body: Any) -> None:
    """A response that is not from a model, as a hotel's login page, is reported after few calls."""
    with endpoint(lambda _: (200, body)) as served:
        model = model_at(served.base_url, limits=Limits(attempts=2, backoff_seconds=0.001))
        for _ in range(4):
            with pytest.raises(ModelError, match="sent no readable answer"):
                ask(model)
        assert len(served.requests) == 6


def test_a_call_with_unknown_tokens_counts_with_its_upper_bound() -> None:
    """A limit on money holds at endpoints that do not say what they bill."""
    uncounted = {key: value for key, value in completion('{"number": 7}').items() if key != "usage"}
    with endpoint(lambda _: (200, uncounted)) as served:
        budget = Budget(max_cost=0.01, price=Price(prompt=0, completion=1))
        model = model_at(served.base_url, budget=budget)
        assert [ask(model).number, ask(model).number] == [7, 7]
        with pytest.raises(LimitError, match=r"limit of \$0.01 is spent"):
            ask(model)
        assert budget.cost == pytest.approx(2 * 4096 / 1_000_000)


def test_an_answer_that_was_cut_off_is_not_asked_for_again() -> None:
    """It would be cut off again, at the price of the longest answer there is; a shorter question may help."""
    with endpoint(lambda _: (200, completion('{"number"', "length"))) as served:
        with pytest.raises(LengthError, match="cut off after 4096 tokens"):
            ask(model_at(served.base_url))
        assert len(served.requests) == 1


def test_a_question_that_cannot_fit_is_not_sent() -> None:
    """A server that gets too long a question may silently forget its beginning."""
    with endpoint(lambda _: (200, completion('{"number": 7}'))) as served:
        model = model_at(served.base_url, limits=Limits(context_tokens=5000))
        assert ask(model, "ferry " * 1000).number == 7
        with pytest.raises(LengthError, match="stub has room for 2,500") as raised:
            ask(model, "ferry " * 1300)
        assert raised.value.room == 2500
        assert len(served.requests) == 1


def test_without_a_schema_only_the_question_describes_the_answer() -> None:
    """Some endpoints know no JSON schema, and some models take no temperature."""
    bodies = []
    for sampling in (Sampling(schema_mode="json_object"), Sampling(schema_mode="none", temperature=None)):
        with endpoint(lambda _: (200, completion('{"number": 7}'))) as served:
            assert ask(
                EndpointModel(
                    "stub", "article", 2, partial(Endpoint, "stub", served.base_url, sampling=sampling)
                )
            )
            bodies.append(served.requests[0])
            assert sampling.key != Sampling().key
    assert bodies[0]["response_format"] == {"type": "json_object"}
    assert {"response_format", "temperature"}.isdisjoint(bodies[1])


def test_a_thinking_model_gets_more_answer_tokens_in_its_own_field() -> None:
    """It refuses max_tokens and a temperature; the worst that a call may cost has its thoughts in it."""
    sampling = Sampling(temperature=None, answer_tokens=32768, answer_limit="max_completion_tokens")
    answers = iter([completion('{"number": 7}'), completion("", "length")])
    with endpoint(lambda _: (200, next(answers))) as served:
        place = partial(Endpoint, "stub", served.base_url, sampling=sampling)
        budget = Budget(max_cost=0.05, price=Price(prompt=0, completion=1))
        model = EndpointModel("stub", "article", 2, place, budget=budget)
        assert ask(model).number == 7
        with pytest.raises(
            LengthError, match=r"after 32768 tokens, before it began: .* higher answer_tokens"
        ):
            ask(model)
        poorer = EndpointModel("stub", "article", 2, place, budget=Budget(max_cost=0.03, price=Price(0, 1)))
        with pytest.raises(LimitError, match="one more call might exceed it"):
            ask(poorer)
    assert len(served.requests) == 2
    assert served.requests[0]["max_completion_tokens"] == 32768
    assert {"max_tokens", "temperature"}.isdisjoint(served.requests[0])
    assert Limits(context_tokens=128_000, answer_tokens=32768).room == 128_000 - 32768


UNTAKEN = {
    "an older deployment": (
        "Unrecognized request argument supplied: max_completion_tokens",
        'answer_limit = "max_tokens"',
    ),
    "no schema": ("This response_format type is unavailable now", 'schema = "json_object" or "none"'),
    "no temperature": (
        "Unsupported parameter: 'temperature' is not supported with this model.",
        'temperature = "unset"',
    ),
}


@pytest.mark.parametrize(("said", "setting"), UNTAKEN.values(), ids=UNTAKEN)
def test_a_refused_request_field_is_reported_with_the_setting_that_helps(said: str, setting: str) -> None:
    """All questions are sent with the same fields, so one call is enough."""
    with endpoint(lambda _: (400, {"error": {"message": said}})) as served:
        model = model_at(served.base_url)
        for _ in range(2):
            with pytest.raises(
                ModelError, match=rf'set {setting} in timeline\.toml, \[profiles\.NAME\.models\."stub"\]'
            ):
                ask(model)
        assert len(served.requests) == 1


def test_a_key_that_an_endpoint_repeats_is_in_no_message() -> None:
    """Messages are stored in timelines, which people publish."""
    with (
        endpoint(lambda _: (400, {"error": {"message": "sk-secret is not allowed to do this"}})) as served,
        pytest.raises(AnswerError, match="… is not allowed"),
    ):
        ask(model_at(served.base_url, "sk-secret"))


def test_an_error_that_comes_as_an_answer_is_one() -> None:
    """Gateways to many models send such; the second attempt is answered."""
    answers = iter([{"error": {"code": 503, "message": "warming up"}}, completion('{"number": 7}')])
    with endpoint(lambda _: (200, next(answers))) as served:
        assert ask(model_at(served.base_url)).number == 7
        assert len(served.requests) == 2


def test_no_credit_left_ends_the_run_at_once() -> None:
    """It comes with the status of too many requests, but waiting does not help."""
    with endpoint(
        lambda _: (429, {"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}})
    ) as served:
        model = model_at(served.base_url)
        for _ in range(2):
            with pytest.raises(ModelError, match="insufficient_quota"):
                ask(model)
        assert len(served.requests) == 1


def test_a_key_that_is_refused_once_among_answers_is_tried_once_more() -> None:
    """An endpoint behind several machines refuses by mistake; one that refuses twice means it."""
    statuses = iter([200, 401, 200, 401, 401])

    def respond(_: dict[str, Any]) -> tuple[int, Any]:
        status = next(statuses)
        return status, completion('{"number": 7}') if status == 200 else {"error": {"message": "no"}}

    with endpoint(respond) as served:
        model = model_at(served.base_url, "sk-test")
        assert [ask(model).number, ask(model).number] == [7, 7]
        with pytest.raises(ModelError, match="refused the key; set A_KEY"):
            ask(model)
        assert len(served.requests) == 5


def test_an_embedded_server_that_ended_reports_the_reason() -> None:
    """That nothing answers any more is not what its user needs to know."""
    with endpoint(lambda _: (200, completion('{"number": 7}'))) as served:
        address = served.base_url
    places = iter([Endpoint("stub", address)])

    def place() -> Endpoint:
        for found in places:
            return found
        raise ModelError("the model server has stopped: out of memory")

    with pytest.raises(ModelError, match="out of memory"):
        ask(EndpointModel("stub", "article", 2, place))


def test_each_call_is_recorded_with_its_article_and_tokens() -> None:
    """Totals, percentiles and logs are made of these; they hold no text."""
    answers = iter(["no JSON", '{"number": 7}'])
    records: list[CallRecord] = []
    with endpoint(lambda _: (200, completion(next(answers)))) as served:
        model = model_at(served.base_url, budget=Budget(observe=records.append))
        with asking_about("art-1"):
            ask(model)
    assert [(r.article, r.attempt, r.outcome, r.tokens) for r in records] == [
        ("art-1", 1, "unusable", TokenUsage(10, 5)),
        ("art-1", 2, "answered", TokenUsage(10, 5)),
    ]
    assert all(record.seconds > 0 for record in records)


def test_a_dead_endpoint_is_named() -> None:
    with endpoint(lambda _: (200, {})) as served:
        address = served.base_url
    with pytest.raises(ModelError, match=f"nothing answers at {address}; check --base-url"):
        ask(model_at(address))


def test_a_failure_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """instructor logs failures with the article's text; this project raises them instead."""
    with (
        endpoint(lambda _: (200, completion("secret text of an article"))) as served,
        pytest.raises(AnswerError),
    ):
        ask(model_at(served.base_url))
    assert not caplog.records
