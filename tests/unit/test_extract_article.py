"""Whole articles in one question: what is made of bad items, of articles that are too long, and of parts that fail."""

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from timeline.choices import Granularity
from timeline.dates import parse_edtf
from timeline.errors import AnswerError, LengthError, LimitError, ModelError
from timeline.extract.article_extraction import extract_article
from timeline.extract.candidates import find_candidates
from timeline.extract.chunking import halves, parts
from timeline.extract.expression_prompt import ArticleAnswer
from timeline.llm import Answer, Usage
from timeline.models import Article, Extraction, GivenBasis, Message, RejectionReason, Source

STORM = (
    "The ferry Aurora ran aground off Lindholm on 3 March 2014.\n\n"
    "The mayor of Lindholm thanked the crew on 4 March 2014.\n\n"
    "The harbour of Lindholm was opened in 1904.\n"
)
AGROUND = "The ferry Aurora ran aground off Lindholm."
THANKED = "The mayor of Lindholm thanked the crew."
OPENED = "The harbour of Lindholm was opened."


class Scripted:
    """A model that answers an article's question by a function of its lines; *asked* keeps the questions."""

    name = "scripted"
    usage = Usage()
    granularity: Granularity = "article"

    def __init__(self, answer: Callable[[str], Any]) -> None:
        self._answer = answer
        self.asked: list[str] = []

    async def ask(self, messages: Sequence[Message], response_model: type[Answer]) -> Answer:
        self.asked.append(messages[-1].content)
        answer = self._answer(messages[-1].content)
        if isinstance(answer, ModelError):
            raise answer
        return response_model.model_validate_json(json.dumps(answer))

    async def close(self) -> None:
        pass


def item(sentence: int, time: str, headline: str, **more: Any) -> dict[str, Any]:
    return {
        "sentence": sentence, "time": time, "kind": "event", "headline": headline, "date": "", "who": [], "where": [], **more,
    }  # fmt: skip


RIGHT = [item(1, "a", AGROUND), item(2, "a", THANKED), item(3, "a", OPENED)]


def extract(model: Scripted, text: str = STORM) -> Extraction:
    article = Article(
        id="art-1",
        title="A",
        path="a.txt",
        published=parse_edtf("2014-03-05"),
        published_basis=GivenBasis(),
        sha256="0" * 64,
    )
    return asyncio.run(
        extract_article(find_candidates(Source(article=article, text=text)), model, lambda: None)
    )


def headlines(extraction: Extraction) -> list[str]:
    return sorted(mention.citation.headline for mention in extraction.mentions)


def answering(first: list[Any], second: Any) -> Scripted:
    """Answer *first*, and *second* to the question about what was wrong."""
    return Scripted(lambda question: second if "An earlier answer" in question else {"events": first})


def test_right_items_cost_one_question() -> None:
    model = answering(RIGHT, None)
    assert headlines(extract(model)) == sorted([AGROUND, THANKED, OPENED])
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        pytest.param(item(2, "q", THANKED), "names a time “q” that the sentence has not", id="no such time"),
        pytest.param(item(2, "a", THANKED, kind="gossip"), "calls it “gossip”", id="no such kind"),
        pytest.param(
            item(2, "a", "The mayor of Oslo resigned."),
            "the name “oslo” is not in the sentence",
            id="unsupported",
        ),
    ],
)
def test_a_bad_item_alone_is_asked_about_again_with_what_was_wrong(bad: dict[str, Any], problem: str) -> None:
    model = answering([RIGHT[0], bad, RIGHT[2]], {"events": [item(2, "a", THANKED)]})
    extraction = extract(model)
    assert headlines(extraction) == sorted([AGROUND, THANKED, OPENED])
    assert (extraction.failure, len(extraction.rejected)) == (None, 0)
    _, again = model.asked
    assert problem in again
    assert "harbour" not in again, "a sentence that was answered rightly is not shown again"
    assert "1. The ferry Aurora" in again, "the sentence before says whom it is about"


def test_what_stays_bad_is_a_rejection_with_its_reason() -> None:
    extraction = extract(answering([RIGHT[0], item(2, "q", THANKED), RIGHT[2]], {"events": []}))
    assert headlines(extraction) == sorted([AGROUND, OPENED])
    assert [(r.reason, r.detail, r.headline) for r in extraction.rejected if r.headline] == [
        (RejectionReason.TIME_NOT_IN_SENTENCE, "q", THANKED)
    ]
    assert extraction.failure is None


@pytest.mark.parametrize(
    "second", [{"events": []}, AnswerError("gibberish"), {"events": [item(2, "a", "Oslo sank.")]}]
)
def test_a_headline_that_stays_unsupported_gives_way_to_the_sentence(second: Any) -> None:
    extraction = extract(answering([RIGHT[0], item(2, "a", "The mayor of Oslo resigned."), RIGHT[2]], second))
    assert headlines(extraction) == sorted(
        [AGROUND, "The mayor of Lindholm thanked the crew on 4 March 2014", OPENED]
    )
    assert extraction.failure is None


def test_a_limit_that_forbids_the_second_question_is_told_and_costs_no_mention() -> None:
    extraction = extract(
        answering([RIGHT[0], item(2, "a", "The mayor of Oslo resigned.")], LimitError("the limit is reached"))
    )
    assert len(extraction.mentions) == 2
    assert extraction.failure == "1 of 3 sentences were not asked about again: the limit is reached"


def test_another_event_of_the_same_sentence_and_time_is_left_out_with_its_words() -> None:
    extraction = extract(
        answering([*RIGHT, item(1, "a", "The ferry Aurora ran off."), item(3, "a", OPENED)], None)
    )
    assert headlines(extraction) == sorted([AGROUND, THANKED, OPENED])
    (rejection,) = extraction.rejected
    assert rejection.reason is RejectionReason.SECOND_EVENT
    assert rejection.headline == "The ferry Aurora ran off."
    assert STORM[rejection.start : rejection.end] == rejection.quote == STORM.partition("\n")[0]


def test_items_that_cannot_be_read_cost_no_other() -> None:
    extraction = extract(answering([*RIGHT, "gossip", {"sentence": "x"}], None))
    assert len(extraction.mentions) == 3
    assert (
        extraction.failure
        == "2 of the model's 5 events name no sentence of the article (an item that cannot be read)"
    )


@pytest.mark.parametrize(
    ("answer", "events", "unreadable"),
    [
        pytest.param({"events": []}, 0, 0, id="none"),
        pytest.param([item(1, "a", "x")], 1, 0, id="a list alone"),
        pytest.param(
            [{"sentence": "1", "kind": "event", "headline": "x", "who": None}], 1, 0, id="what can be guessed"
        ),
        pytest.param({"events": [item(1, "a", "x"), 7, None, {}]}, 1, 3, id="unreadable items"),
    ],
)
def test_an_answer_is_read_item_by_item_and_kept_as_it_was_read(
    answer: Any, events: int, unreadable: int
) -> None:
    read = ArticleAnswer.model_validate_json(json.dumps(answer))
    assert (len(read.events), read.unreadable) == (events, unreadable)
    assert ArticleAnswer.model_validate_json(read.model_dump_json()) == read


@pytest.mark.parametrize("answer", [{}, {"events": None}, {"events": [7]}, "no", {"answers": []}])
def test_an_answer_without_anything_that_can_be_read_is_none(answer: Any) -> None:
    with pytest.raises(ValidationError):
        ArticleAnswer.model_validate_json(json.dumps(answer))


def test_the_form_that_is_sent_is_strict() -> None:
    """What is read leniently is asked for strictly, and the count of unreadable items is no business of the model's."""
    schema = ArticleAnswer.model_json_schema()
    assert list(schema["properties"]) == ["events"]
    properties = schema["$defs"]["ArticleItem"]["properties"]
    assert properties["kind"]["enum"] == ["event", "since"]
    assert schema["$defs"]["ArticleItem"]["required"] == list(properties)


LONG = "".join(f"The ferry Number{n} ran aground off Lindholm on {n} March 2014.\n\n" for n in range(1, 29))
_LINE = re.compile(r"^(\d+)\. The ferry (Number\d+)", re.MULTILINE)


def reading(fits: Callable[[int], bool], error: LengthError) -> Scripted:
    """Answer questions of as many lines as fit, and fail longer ones."""

    def answer(question: str) -> Any:
        lines = _LINE.findall(question)
        ran = "ran aground off Lindholm."
        return (
            {"events": [item(int(n), "a", f"The ferry {ship} {ran}") for n, ship in lines]}
            if fits(len(lines))
            else error
        )

    return Scripted(answer)


@pytest.mark.parametrize(
    ("most", "room"),
    [pytest.param(10, None, id="the endpoint does not say"), pytest.param(14, 1700, id="it says how much")],
)
def test_an_article_that_is_too_long_is_asked_about_in_parts_and_each_event_is_told_once(
    most: int, room: int | None
) -> None:
    whole = extract(reading(lambda _: True, LengthError("")), LONG)
    model = reading(lambda lines: lines <= most, LengthError("too long", room))
    split = extract(model, LONG)
    assert split == whole
    assert len(whole.mentions) == 28
    assert len(model.asked) <= 12
    answered = [len(_LINE.findall(question)) for question in model.asked]
    assert sum(lines for lines in answered if lines <= most) > 28, "parts overlap"


def test_a_model_that_takes_nothing_costs_a_bounded_number_of_questions() -> None:
    """An answer that runs on is cut off at any length of question, and each costs the most there is."""
    model = reading(lambda _: False, LengthError("cut off"))
    extraction = extract(model, LONG)
    assert len(model.asked) <= 20
    assert extraction.failure == "cut off"
    assert len(extraction.rejected) == 28


def test_a_part_that_fails_costs_no_other_part() -> None:
    def answer(question: str) -> Any:
        lines = _LINE.findall(question)
        if len(lines) > 16:
            return LengthError("too long")
        if "Number28 " in question:
            return AnswerError("refused")
        return {
            "events": [item(int(n), "a", f"The ferry {ship} ran aground off Lindholm.") for n, ship in lines]
        }

    extraction = extract(Scripted(answer), LONG)
    assert len(extraction.mentions) > 10
    assert {(rejection.reason, rejection.detail) for rejection in extraction.rejected} == {
        (RejectionReason.NOT_ANSWERED, "refused")
    }
    assert len(extraction.mentions) + len(extraction.rejected) == 28
    assert re.fullmatch(r"\d+ of 28 questions were not answered: refused", extraction.failure or "")


@given(st.lists(st.integers(1, 50), min_size=1, max_size=60), st.integers(-5, 120))
def test_parts_cover_every_line_fit_and_are_shorter_than_the_whole(tokens: list[int], room: int) -> None:
    found = parts(tokens, room)
    assert {number for part in found for number in part} == set(range(len(tokens)))
    assert all(len(part) == 1 or sum(tokens[part.start : part.stop]) <= room for part in found)
    assert all(one.start < other.start and one.stop < other.stop for one, other in pairwise(found))
    if len(tokens) > 1:
        assert all(len(part) < len(tokens) for part in halves(tokens))
