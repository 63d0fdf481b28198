"""Kept answers: never asked twice, never lost, never mixed up."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeModel
from pydantic import BaseModel

from timeline.errors import AnswerError, StoreError
from timeline.llm import Sampling, Usage, asking_about
from timeline.models import Article, Extraction, GivenBasis, Message, sketch_of
from timeline.prompts import load_prompt
from timeline.store import (
    CachingModel,
    ResponseStore,
    current_prompts,
    load_timeline,
    prompt_of,
    read_extractions,
    response_key,
    write_text,
)


class Number(BaseModel):
    number: int


class Word(BaseModel):
    word: str


def question(text: str) -> list[Message]:
    return [Message("user", text)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ResponseStore]:
    kept = ResponseStore(tmp_path / "answers.sqlite")
    yield kept
    kept.close()


def test_a_question_is_asked_once_also_by_the_next_process(store: ResponseStore, tmp_path: Path) -> None:
    model = FakeModel(lambda _: {"number": 7})
    assert asyncio.run(CachingModel(model, store).ask(question("a"), Number)).number == 7
    second = ResponseStore(tmp_path / "answers.sqlite")
    again = CachingModel(model, second)
    assert asyncio.run(again.ask(question("a"), Number)).number == 7
    second.close()
    assert model.asked == ["a"]
    assert again.usage == Usage(calls=1, cached=1)


def test_the_same_question_at_the_same_time_is_asked_once(store: ResponseStore) -> None:
    """Near-copies of one text bring the same sentences at once."""
    model = FakeModel(lambda _: {"number": 7})
    remembering = CachingModel(model, store)

    async def ask_together() -> list[Number]:
        return await asyncio.gather(*(remembering.ask(question("a"), Number) for _ in range(5)))

    assert [answer.number for answer in asyncio.run(ask_together())] == [7] * 5
    assert model.asked == ["a"]


def test_kept_answers_are_counted_for_the_article_they_are_about(store: ResponseStore) -> None:
    remembering = CachingModel(FakeModel(lambda _: {"number": 7}), store)

    async def ask_about(article: str) -> None:
        with asking_about(article):
            await remembering.ask(question("a"), Number)

    for article in ("first", "second", "second"):
        asyncio.run(ask_about(article))
    assert remembering.cached == {"second": 2}


def test_what_was_not_answered_is_asked_again(store: ResponseStore) -> None:
    answers = iter([AnswerError("no"), {"number": 7}])
    remembering = CachingModel(FakeModel(lambda _: next(answers)), store)
    with pytest.raises(AnswerError):
        asyncio.run(remembering.ask(question("a"), Number))
    assert asyncio.run(remembering.ask(question("a"), Number)).number == 7


def test_another_temperature_asks_again(store: ResponseStore) -> None:
    model = FakeModel(lambda _: {"number": 7})
    for sampling in (None, Sampling(), Sampling(temperature=1)):
        asyncio.run(CachingModel(model, store, sampling).ask(question("a"), Number))
    assert model.asked == ["a", "a"]


def test_the_answer_of_the_quicker_process_is_everybodys(store: ResponseStore) -> None:
    """Else this run and the next one, which finds only the kept answer, would build different timelines."""
    key = response_key("fake", question("a"), Number, Sampling())

    def answer(_: str) -> dict[str, int]:
        store.put(key, "fake", '{"number":1}')
        return {"number": 2}

    assert asyncio.run(CachingModel(FakeModel(answer), store).ask(question("a"), Number)).number == 1


def test_what_no_model_can_have_answered_is_no_answer(store: ResponseStore) -> None:
    """An import may bring anything."""
    store.put(response_key("fake", question("a"), Number, Sampling()), "fake", '{"word":"x"}')
    with pytest.raises(StoreError, match=r"answers\.sqlite holds a response that fake cannot have given"):
        asyncio.run(CachingModel(FakeModel(lambda _: {}), store).ask(question("a"), Number))


def test_a_key_depends_on_model_settings_form_and_every_message() -> None:
    plain, freely = Sampling(), Sampling(temperature=0.5)
    keys = {
        response_key("m", question("a"), Number, plain),
        response_key("n", question("a"), Number, plain),
        response_key("m", question("b"), Number, plain),
        response_key("m", question("a"), Word, plain),
        response_key("m", [Message("system", "a")], Number, plain),
        response_key("m", question("a"), Number, freely),
    }
    assert len(keys) == 6


def test_an_answer_tells_the_prompt_that_asked_for_it() -> None:
    """By it what no version asks any more is found; a question of nobody knows which is never taken for such."""
    expression = load_prompt("expression")
    messages = expression.messages(**expression.examples[0].question)
    asked = prompt_of([*messages[:-1], Message("user", "something else")])
    assert asked.startswith("expression ")
    assert asked in current_prompts()
    assert prompt_of([Message("system", "changed"), *messages[1:]]) == ""
    assert prompt_of(question("a")) == ""


def test_an_extraction_is_kept_as_it_was(store: ResponseStore) -> None:
    extraction = Extraction(
        article=Article(id="a", title="t", path="p", published_basis=GivenBasis(), sha256="s"),
        fingerprint=sketch_of([1, 2**47]),
    )
    assert store.cached_extraction("k") is None
    store.cache_extraction("k", extraction)
    assert store.cached_extraction("k") == extraction


def test_a_file_that_is_no_store_is_moved_aside(tmp_path: Path) -> None:
    file = tmp_path / "answers.sqlite"
    file.write_bytes(b"this is no database, and somebody may want it back" * 100)
    store = ResponseStore(file)
    store.put("key", "model", "{}")
    assert store.get("key") == "{}"
    store.close()
    assert (tmp_path / "answers.broken").read_bytes().startswith(b"this is no database")
    assert store.notes == (
        f"{file} is damaged; it is now answers.broken, and no response in it can be read.",
    )


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="TIMELINE_CACHE"):
        ResponseStore(tmp_path / "file" / "answers.sqlite")


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").mkdir()
    with pytest.raises(StoreError, match=r"answers\.sqlite cannot cache responses"):
        ResponseStore(tmp_path / "answers.sqlite")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "answers.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE answers (something TEXT)")
    other.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"another program's database.*TIMELINE_CACHE"):
        ResponseStore(file)
    assert file.read_bytes()[28:] == before[28:] or file.read_bytes()[100:] == before[100:]


@pytest.mark.parametrize("line", [b"{}", b"\xff", b"[1"], ids=["another object", "no UTF-8", "cut short"])
def test_a_broken_line_is_named(line: bytes, tmp_path: Path) -> None:
    """Of many lines, the one at fault is named."""
    file = tmp_path / "mentions.jsonl"
    file.write_bytes(b"\n" + line + b"\n")
    with pytest.raises(StoreError, match=r"mentions\.jsonl, line 2: .*timeline extract"):
        read_extractions(file)


NO_TIMELINES = {
    "nothing": ("", "is not a timeline"),
    "another list": ("[]", "is not a timeline"),
    "another object": ("{}", "is not a timeline"),
    "no Unicode": ("\udcff", "is not a timeline"),
    "a newer one": (
        '{"title": "x", "schema_version": 3}',
        r"was written by a newer timeline \(schema 3\); this one reads up to 2: `pip install --upgrade cited-timeline`",
    ),
    "one cut short": (
        '{"schema_version": 2, "title": "The fer',
        r"\(schema 2\) is damaged, or was changed by hand: .*EOF",
    ),
    "a newer one cut short": (
        '{"schema_version": 12, "title": "The fer',
        r"was written by a newer timeline \(schema 12\)",
    ),
    "one with a date that is none": (
        '{"schema_version":2,"title":"x","events":[{"id":"e","date":"soon"}]}',
        r"\(schema 2\) is damaged, or was changed by hand: events/0/date: .*\nBuild it again",
    ),
    "one of schema 1 with a date that is none": (
        '{"schema_version":1,"title":"x","events":[{"id":"e","date":"soon"}]}',
        r"\(schema 1\) is damaged, or was changed by hand: events/0/date: .*\nBuild it again",
    ),
    "one of schema 1 that lacks a field": (
        '{"schema_version":1,"title":"x","articles":[{"id":"a","title":"A","path":"a.txt"}]}',
        r"\(schema 1\) is damaged, or was changed by hand: articles/0/published_basis: Field required",
    ),
    "one of schema 1 with another type": (
        '{"title":"x","schema_version":1,"events":[],"selection":{"shown":1,"events":1,"criteria":[7]}}',
        r"\(schema 1\) is damaged, or was changed by hand: selection/criteria/0",
    ),
    "extractions": (
        '{"article":{"id":"a"}}\n{"article":{"id":"b"}}\n',
        "is what `timeline extract` writes: `timeline reconcile`",
    ),
}


@pytest.mark.parametrize(("text", "said"), NO_TIMELINES.values(), ids=NO_TIMELINES)
def test_what_is_no_timeline_is_refused_and_told_apart(text: str, said: str) -> None:
    with pytest.raises(StoreError, match=rf"t\.json {said}"):
        load_timeline(text, "t.json")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_text(tmp_path / "new" / "file.md", "text\n")
    assert (tmp_path / "new" / "file.md").read_bytes() == b"text\n"
    with pytest.raises(StoreError, match="cannot write"):
        write_text(tmp_path / "new", "a folder is there already")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("name", ["file.md/t.html", "x" * 300, ""], ids=["below a file", "too long", "empty"])
def test_a_place_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.md").write_text("x")
    with pytest.raises(StoreError, match="cannot write"):
        write_text(Path(name), "text")
