"""The JSON in what a model wrote, and how many tokens a text has at most."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.llm import most_tokens
from timeline.llm.json_extraction import json_in

ANSWER = '{"kind": "event", "headline": "The ferry sank."}'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(ANSWER, id="plain"),
        pytest.param(f"\ufeff  {ANSWER}\n\n", id="byte order mark"),
        pytest.param(f"```json\n{ANSWER}\n```", id="fence"),
        pytest.param(f"Sure! {ANSWER} Hope that helps {{:-)}}", id="words around"),
        pytest.param(f"<think>{{}} or {ANSWER[:20]}</think>{ANSWER}", id="thought"),
        pytest.param(f"it is {{}}…</think>\n{ANSWER}", id="thought whose beginning the server took away"),
        pytest.param(f"{ANSWER} {ANSWER}", id="twice"),
        pytest.param(f"[1] {ANSWER}", id="a list before"),
    ],
)
def test_what_models_write_around_an_answer_is_left_out(content: str) -> None:
    assert json_in(content) == ANSWER


@pytest.mark.parametrize(
    "content", ["", "no", "<think>on and on", '{"kind": "event', "{" * 100_000, "[" * 100_000]
)
def test_what_holds_no_answer_stays_as_it_is(content: str) -> None:
    assert json_in(content) == content


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(), lambda inner: st.dictionaries(st.text(), inner), max_leaves=5
    )
)
def test_an_object_is_found_as_it_was_written(value: object) -> None:
    """Also when its strings hold thoughts and fences, as a hostile article may make them."""
    written = json.dumps({"<think>": value, "fence": "```"})
    assert json_in(written) == written


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        # Counted with the embedded model's vocabulary.
        ("The ferry Aurora ran aground off Lindholm late on Monday, the coast guard said.", 18),
        ("Die Fähre lief am späten Montag vor Lindholm auf Grund, sagte die Küstenwache.", 24),
        ("В понедельник паром «Аврора» сел на мель у острова, сообщила береговая охрана.", 30),
        ("周一晚间，渡轮在海岸附近搁浅，海岸警卫队表示。", 17),
        ("| 28 of 28 | 22 of 22 | 17 of 17 |", 25),
    ],
)
def test_no_text_has_more_tokens_than_are_counted(text: str, tokens: int) -> None:
    assert tokens <= most_tokens(text) <= 6 * tokens


@given(st.text(), st.text())
def test_two_texts_have_at_most_the_tokens_of_both(one: str, other: str) -> None:
    """Parts of an article are measured line by line."""
    assert most_tokens(one + other) <= most_tokens(one) + most_tokens(other)
