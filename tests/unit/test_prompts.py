"""The prompts as they are asked: deterministic, their examples true to their own text and to our own checks."""

import re

import pytest

from timeline import prompts
from timeline.errors import PromptError
from timeline.extract.expression_prompt import ArticleAnswer, ExpressionAnswer, SentenceAnswer
from timeline.extract.headline_evidence import HeadlineEvidence
from timeline.extract.verification import problem_with
from timeline.lang.registry import language_of
from timeline.prompts import PROMPT_NAMES, load_prompt, prompts_hash
from timeline.reconcile.adjudication import GroupsAnswer

ENGLISH = language_of("en")
MENTION = {"date": "2015", "headline": "It sank.", "article": "a", "published": "2015", "quote": "It sank."}
QUESTIONS = {
    "expression": {"language": "English", "marked": "It sank [on Monday].", "expression": "on Monday"},
    "sentence": {"language": "English", "sentence": "It sank."},
    "article": {"language": "English", "published": "2015", "lines": ["It sank {a| on Monday}."]},
    "adjudicate": {"mentions": [MENTION, MENTION]},
}
FORMS = {
    "expression": ExpressionAnswer,
    "sentence": SentenceAnswer,
    "article": ArticleAnswer,
    "adjudicate": GroupsAnswer,
}


@pytest.mark.parametrize("name", PROMPT_NAMES)
def test_all_but_the_question_is_the_same_in_every_call(name: str) -> None:
    """A server caches a common prefix only if its bytes are the same."""
    first, second = (load_prompt(name).messages(**QUESTIONS[name]) for _ in range(2))
    assert first == second
    other = load_prompt(name).messages(**{key: value[:-1] for key, value in QUESTIONS[name].items()})
    assert other[:-1] == first[:-1]
    assert other[-1] != first[-1]


@pytest.mark.parametrize("name", PROMPT_NAMES)
def test_the_shape_of_the_answer_is_described_in_words(name: str) -> None:
    """Some servers enforce a schema without showing it to the model."""
    instructions = load_prompt(name).messages(**QUESTIONS[name])[0].content
    assert all(f'"{field}"' in instructions for field in FORMS[name].model_json_schema()["properties"])


def test_an_expression_example_marks_its_expression_and_headlines_are_supported() -> None:
    for example in load_prompt("expression").examples:
        marked, expression = example.question["marked"], example.question["expression"]
        assert marked.count(f"[{expression}]") == 1
        answer = ExpressionAnswer.model_validate(example.answer)
        sentence = marked.replace("[", "").replace("]", "")
        text = f"{example.question.get('before', '')} {sentence}"
        assert (
            answer.kind == "none"
            or problem_with(answer.headline, HeadlineEvidence(sentence, text, ENGLISH)) is None
        )


def test_a_sentence_example_is_supported_by_its_sentence() -> None:
    for example in load_prompt("sentence").examples:
        answer = SentenceAnswer.model_validate(example.answer)
        sentence = example.question["sentence"]
        text = f"{example.question.get('before', '')} {sentence}"
        assert (
            answer.kind == "none"
            or problem_with(answer.headline, HeadlineEvidence(sentence, text, ENGLISH)) is None
        )


def test_an_article_example_names_sentences_and_times_that_are_there() -> None:
    for example in load_prompt("article").examples:
        for item in ArticleAnswer.model_validate(example.answer).events:
            line = example.question["lines"][item.sentence - 1]
            assert not item.time or f"{{{item.time}|" in line
            sentence = re.sub(r"\{\w\|\s*([^}]*)\}", r"\1", line)
            assert problem_with(item.headline, HeadlineEvidence(sentence, sentence, ENGLISH)) is None


def test_an_example_of_adjudicating_has_each_mention_in_one_group() -> None:
    """No group is of two different days."""
    for example in load_prompt("adjudicate").examples:
        mentions = example.question["mentions"]
        groups = GroupsAnswer.model_validate(example.answer).groups
        assert sorted(number for group in groups for number in group) == list(range(1, len(mentions) + 1))
        for group in groups:
            days = {
                mentions[number - 1]["date"] for number in group if mentions[number - 1]["date"][0].isdigit()
            }
            assert len(days) <= 1


def test_what_extraction_was_asked_does_not_depend_on_other_prompts() -> None:
    """A new prompt for something else must not invalidate cached extractions and recorded answers."""
    assert prompts_hash() == prompts_hash(("expression", "sentence", "article"))
    assert prompts_hash() != prompts_hash(PROMPT_NAMES)


def test_article_text_is_never_a_template() -> None:
    """Article text reaches the model verbatim, even if it looks like Jinja."""
    hostile = "{{ 7 * 7 }} {% raw %} {# gone #} ${x}"
    assert hostile in load_prompt("sentence").messages(language="English", sentence=hostile)[-1].content


def test_a_missing_variable_is_named() -> None:
    with pytest.raises(PromptError, match=r"prompts/expression\.j2.*marked"):
        load_prompt("expression").messages(language="English", expression="on Monday")


def test_a_broken_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "read_resource", lambda *_: "---\nversion: [\n---\n")
    with pytest.raises(PromptError, match=r"prompts/broken\.j2 is broken"):
        load_prompt("broken")
