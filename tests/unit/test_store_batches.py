"""What the store notes of batches: who has a question, how far a batch is, and that none of it is lost with the file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from timeline.store import BatchNote, BatchState, BatchStore, CachedResponse, RequestNote, ResponseStore

FIRST = BatchNote(
    key="b" * 32, at=2_000_000_000, endpoint="https://a.example/v1", model="m", state="uploading", requests=3
)
OTHER = replace(FIRST, key="c" * 32, at=2_000_000_060)


def key(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


def requests(batch: BatchNote, *numbers: int) -> list[RequestNote]:
    return [
        RequestNote(
            key=key(n), batch=batch.key, path=f"{n}.txt", response_model="ArticleAnswer", prompt="article 1"
        )
        for n in numbers
    ]


def held(store: BatchStore, batch: BatchNote) -> set[str]:
    return {request.path for request in store.requests_of(batch).values()}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BatchStore]:
    with closing(BatchStore(tmp_path / "answers.sqlite")) as opened:
        yield opened


def advanced(store: BatchStore, batch: BatchNote, *states: BatchState) -> BatchNote:
    for state in states:
        before, batch = batch.state, replace(batch, state=state, file="file-1", batch="batch-1")
        assert store.advance(batch, before)
    return batch


def test_what_is_noted_is_given_back(store: BatchStore) -> None:
    asked = requests(FIRST, 1, 2, 3)
    assert store.begin(FIRST, asked)
    assert store.batches() == [FIRST]
    assert store.requests_of(FIRST) == {request.key: request for request in asked}
    batch = advanced(store, FIRST, "creating", "under way")
    assert store.batches() == [batch]
    assert store.request(key(2)) == asked[1]
    assert store.request(key(4)) is None


def test_a_question_is_under_way_once(store: BatchStore) -> None:
    """Whatever else the second batch asks is not noted either."""
    store.begin(FIRST, requests(FIRST, 1, 2, 3))
    advanced(store, FIRST, "creating")
    assert not store.begin(OTHER, requests(OTHER, 3, 4, 5))
    assert [batch.key for batch in store.batches()] == [FIRST.key]
    assert store.request(key(4)) is None
    assert store.begin(OTHER, requests(OTHER, 4, 5, 6))


def test_what_is_answered_already_is_not_asked(store: BatchStore) -> None:
    """Another run was quicker, after this one looked."""
    store.put(key(2), "m", "{}")
    assert not store.begin(FIRST, requests(FIRST, 1, 2, 3))
    assert (store.batches(), store.request(key(1))) == ([], None)


def test_an_upload_can_be_taken_over_and_does_not_go_on_then(store: BatchStore) -> None:
    """The run that began it may have been killed; if it was not, it must notice before anything is paid for."""
    store.begin(FIRST, requests(FIRST, 1, 2, 3))
    assert store.request(key(1)) is None
    assert store.begin(OTHER, requests(OTHER, 2, 3, 4))
    assert [batch.key for batch in store.batches()] == [OTHER.key]
    assert not store.advance(replace(FIRST, state="creating"), "uploading")
    advanced(store, OTHER, "creating")
    assert store.request(key(1)) is None


def test_uploads_of_other_questions_go_on_side_by_side(store: BatchStore) -> None:
    store.begin(FIRST, requests(FIRST, 1, 2, 3))
    store.begin(OTHER, requests(OTHER, 4, 5, 6))
    advanced(store, FIRST, "creating", "under way")
    advanced(store, OTHER, "creating", "under way")


def test_a_state_that_has_passed_is_not_left_twice(store: BatchStore) -> None:
    store.begin(FIRST, requests(FIRST, 1, 2, 3))
    advanced(store, FIRST, "creating", "under way")
    assert not store.advance(replace(FIRST, state="creating"), "uploading")


def test_what_a_batch_did_not_answer_is_free_but_for_what_none_will_answer(store: BatchStore) -> None:
    store.begin(FIRST, asked := requests(FIRST, 1, 2, 3))
    batch = advanced(store, FIRST, "creating", "under way")
    refused = replace(asked[0], failure="refused")
    for _ in range(2):
        store.end(replace(batch, state="collected", answered=1, failed=2), [refused])
    assert store.request(key(1)) == refused
    assert store.request(key(2)) is None
    assert store.begin(OTHER, requests(OTHER, 2, 3, 4))
    assert store.request(key(1)) == refused


def test_questions_of_a_forgotten_batch_are_free(store: BatchStore) -> None:
    store.begin(FIRST, requests(FIRST, 1, 2, 3))
    store.forget(advanced(store, FIRST, "creating", "under way"))
    assert (store.batches(), store.request(key(1))) == ([], None)


def test_a_store_of_the_second_version_is_taken_over_whole(tmp_path: Path) -> None:
    """It knew no batches."""
    file = tmp_path / "answers.sqlite"
    with closing(ResponseStore(file)) as store:
        store.put(key(1), "m", '{"a": 1}')
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TABLE batches")
        connection.execute("DROP TABLE requests")
        connection.execute("PRAGMA user_version = 2")
    with closing(BatchStore(file)) as store:
        assert store.get(key(1)) == '{"a": 1}'
        assert store.begin(FIRST, requests(FIRST, 2, 3, 4))
        assert (store.batches(), store.notes) == ([FIRST], ())


def test_what_is_under_way_outlives_damage_to_answers(tmp_path: Path) -> None:
    """Else it would be paid for and never collected."""
    file = tmp_path / "answers.sqlite"
    answer = '{"headline": "the ferry ran aground"}'
    with closing(BatchStore(file)) as store:
        store.add([CachedResponse(key=key(9), model="m", prompt="", day=date(2024, 3, 6), answer=answer)])
        store.begin(FIRST, requests(FIRST, 1, 2, 3))
    file.write_bytes(file.read_bytes().replace(b"ferry ran", b"ferry ram"))
    with closing(BatchStore(file)) as store:
        assert store.get(key(9)) is None
        assert len(store.notes) == 1
        assert (store.batches(), held(store, FIRST)) == ([FIRST], {"1.txt", "2.txt", "3.txt"})


def test_a_damaged_note_is_dropped_and_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "answers.sqlite"
    with closing(BatchStore(file)) as store:
        store.begin(FIRST, requests(FIRST, 1, 2, 3))
    file.write_bytes(file.read_bytes().replace(b"2.txt", b"8.txt"))
    with closing(BatchStore(file)) as store:
        assert held(store, FIRST) == {"1.txt", "3.txt"}
        assert len(store.notes) == 1
        assert not store.advance(replace(FIRST, state="creating"), "uploading")
