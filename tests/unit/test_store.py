"""Kept answers: never asked twice, never lost, never mixed up."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeModel
from pydantic import BaseModel

from timeline.errors import AnswerError, StoreError
from timeline.llm import Usage
from timeline.models import Message
from timeline.store import AnswerStore, RememberingModel, answer_key, load_extractions, load_timeline, write_text


class Number(BaseModel):
    number: int


class Word(BaseModel):
    word: str


def question(text: str) -> list[Message]:
    return [Message("user", text)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnswerStore]:
    kept = AnswerStore(tmp_path / "answers.sqlite")
    yield kept
    kept.close()


def test_a_question_is_asked_once_also_by_the_next_process(store: AnswerStore, tmp_path: Path) -> None:
    model = FakeModel(lambda _: {"number": 7})
    assert asyncio.run(RememberingModel(model, store).ask(question("a"), Number)).number == 7
    second = AnswerStore(tmp_path / "answers.sqlite")
    again = RememberingModel(model, second)
    assert asyncio.run(again.ask(question("a"), Number)).number == 7
    second.close()
    assert model.asked == ["a"]
    assert again.usage == Usage(calls=1, cached=1)


def test_the_same_question_at_the_same_time_is_asked_once(store: AnswerStore) -> None:
    """Near-copies of one text bring the same sentences at once."""
    model = FakeModel(lambda _: {"number": 7})
    remembering = RememberingModel(model, store)

    async def ask_together() -> list[Number]:
        return await asyncio.gather(*(remembering.ask(question("a"), Number) for _ in range(5)))

    assert [answer.number for answer in asyncio.run(ask_together())] == [7] * 5
    assert model.asked == ["a"]


def test_what_was_not_answered_is_asked_again(store: AnswerStore) -> None:
    answers = iter([AnswerError("no"), {"number": 7}])
    remembering = RememberingModel(FakeModel(lambda _: next(answers)), store)
    with pytest.raises(AnswerError):
        asyncio.run(remembering.ask(question("a"), Number))
    assert asyncio.run(remembering.ask(question("a"), Number)).number == 7


def test_a_key_depends_on_model_form_and_every_message() -> None:
    keys = {
        answer_key("m", question("a"), Number),
        answer_key("n", question("a"), Number),
        answer_key("m", question("b"), Number),
        answer_key("m", question("a"), Word),
        answer_key("m", [Message("system", "a")], Number),
    }
    assert len(keys) == 5


def test_a_file_that_is_no_store_is_moved_aside(tmp_path: Path) -> None:
    file = tmp_path / "answers.sqlite"
    file.write_bytes(b"this is no database, and somebody may want it back" * 100)
    store = AnswerStore(file)
    store.put("key", "model", "{}")
    assert store.get("key") == "{}"
    store.close()
    assert (tmp_path / "answers.broken").read_bytes().startswith(b"this is no database")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="TIMELINE_CACHE"):
        AnswerStore(tmp_path / "file" / "answers.sqlite")


def test_a_broken_line_is_named() -> None:
    with pytest.raises(StoreError, match=r"mentions\.jsonl, line 2: .*timeline extract"):
        load_extractions("\n{}\n", "mentions.jsonl")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": 2}', "\udcff"], ids=range(5))
def test_what_is_no_timeline_is_refused(text: str) -> None:
    with pytest.raises(StoreError, match=r"t\.json is not a timeline"):
        load_timeline(text, "t.json")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_text(tmp_path / "new" / "file.md", "text\n")
    assert (tmp_path / "new" / "file.md").read_bytes() == b"text\n"
    with pytest.raises(StoreError, match="cannot write"):
        write_text(tmp_path / "new", "a folder is there already")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("name", ["file.md/t.html", "x" * 300, ""], ids=["below a file", "too long", "empty"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.md").write_text("x")
    with pytest.raises(StoreError, match="cannot write"):
        write_text(Path(name), "text")


def test_a_store_of_another_shape_is_named(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "answers.sqlite") as other:
        other.execute("CREATE TABLE answers (something TEXT)")
    other.close()
    store = AnswerStore(tmp_path / "answers.sqlite")
    with pytest.raises(StoreError, match=r"cannot keep answers.*Move it away"):
        store.get("key")
    store.close()
