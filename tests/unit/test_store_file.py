"""The store's file: shared by processes, brought up to date, set right when it is damaged, exported and put together."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.errors import StoreError, UsageError
from timeline.store import (
    CachedResponse,
    Merged,
    PruneFilter,
    ResponseStore,
    Shard,
    export_responses,
    import_responses,
)
from timeline.store.database import identity, replace_damaged

DAY = date(2024, 3, 6)


def key(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


def answer(number: int) -> str:
    return json.dumps({"kind": "event", "headline": f"Ferry number {number} ran aground off Lindholm. " * 5})


def kept(number: int, model: str = "m", prompt: str = "", day: date = DAY) -> CachedResponse:
    return CachedResponse(key=key(number), model=model, prompt=prompt, day=day, answer=answer(number))


def make(file: Path, *answers: CachedResponse) -> ResponseStore:
    store = ResponseStore(file)
    store.add(answers)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ResponseStore]:
    opened = ResponseStore(tmp_path / "answers.sqlite")
    yield opened
    opened.close()


# Two processes

HAMMER = """
import sys
from pathlib import Path
from timeline.store import ResponseStore
file, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
store = ResponseStore(file)
for number in range(first, last):
    key = f"{number:064}"
    kept = store.put(key, "model", f'{{"by": {first}, "number": {number}}}')
    assert store.get(key) == kept
store.close()
"""


def test_processes_that_write_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """From the very first moment, at which none has made the file yet; half of the keys are written by both."""
    file = tmp_path / "new" / "answers.sqlite"
    ranges = [(0, 300), (150, 450)]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", HAMMER, str(file), str(first), str(last)],
            stderr=subprocess.PIPE,
            text=True,
        )
        for first, last in ranges
    ]
    assert [(process.communicate(timeout=120)[1], process.returncode) for process in running] == [
        ("", 0),
        ("", 0),
    ]
    with closing(ResponseStore(file)) as store:
        numbers = [json.loads(row.answer)["number"] for row in store.after("", 1000)]
        assert numbers == list(range(450))
        assert store.notes == ()


def test_a_process_killed_while_it_writes_leaves_what_it_had_kept(tmp_path: Path) -> None:
    file = tmp_path / "answers.sqlite"
    code = HAMMER.replace("    assert", "    print(number, flush=True)\n    assert")
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(file), "0", "1000000"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    told = [int(process.stdout.readline()) for _ in range(40)]
    process.kill()
    process.communicate()
    with closing(ResponseStore(file)) as store:
        assert all(store.get(f"{number:064}") for number in told)
        assert store.notes == ()


def test_what_is_kept_after_the_file_was_moved_aside_is_kept_in_the_new_one(tmp_path: Path) -> None:
    """Another process may find the damage first, while this one holds the file open."""
    file = tmp_path / "answers.sqlite"
    with closing(make(file, kept(1))) as store:
        for path in tmp_path.glob("answers.sqlite*"):
            path.replace(tmp_path / path.name.replace("answers", "aside"))
        store.put(key(2), "m", answer(2))
    with closing(ResponseStore(file)) as store:
        assert store.get(key(2)) == answer(2)


def test_what_is_left_of_a_deleted_store_is_no_part_of_the_new_one(tmp_path: Path) -> None:
    """SQLite would read its log of the old file into the new one."""
    file = tmp_path / "answers.sqlite"
    with closing(make(file, kept(1))):
        shutil.copy(f"{file}-wal", tmp_path / "wal")
    file.unlink()
    (tmp_path / "wal").replace(f"{file}-wal")
    with closing(ResponseStore(file)) as store:
        assert store.get(key(1)) is None
        store.put(key(2), "m", answer(2))
        store.check()
        assert store.notes == ()


# Versions


def first_version(file: Path, count: int) -> None:
    """Write a store as the first version did."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "CREATE TABLE answers (key TEXT PRIMARY KEY, model TEXT NOT NULL, answer TEXT NOT NULL)"
        )
        connection.executemany(
            "INSERT INTO answers VALUES (?, ?, ?)", [(key(n), "m", answer(n)) for n in range(count)]
        )


def test_a_store_of_the_first_version_is_taken_over_whole(tmp_path: Path) -> None:
    file = tmp_path / "answers.sqlite"
    first_version(file, 200)
    with closing(ResponseStore(file)) as store:
        assert [store.get(key(n)) for n in range(200)] == [answer(n) for n in range(200)]
        assert store.notes == ()
    with closing(ResponseStore(file)) as store:
        assert store.summary(frozenset()).models[0].answers == 200


def test_a_newer_store_is_refused_and_left_as_it_is(store: ResponseStore) -> None:
    store.put(key(1), "m", answer(1))
    store.close()
    with closing(sqlite3.connect(store.file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(
        StoreError, match=r"newer timeline \(format 99; this one reads up to 3\)\.\nUpgrade.*TIMELINE_CACHE"
    ):
        ResponseStore(store.file)
    with closing(sqlite3.connect(store.file)) as connection:
        assert connection.execute("SELECT answer FROM answers").fetchall() == [(answer(1),)]


# Damage

COUNT = 400


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("whole") / "answers.sqlite"
    make(file, *map(kept, range(COUNT))).close()
    return file


def readable(file: Path) -> int:
    """Return how many answers *file* still gives, after checking that it gives none that is wrong and can be used on."""
    with closing(ResponseStore(file)) as store:
        found = [(store.get(key(n)), answer(n)) for n in range(COUNT)]
        assert all(got in (None, right) for got, right in found)
        store.put("new", "m", "{}")
        store.check()
        assert store.get("new") == "{}"
    return sum(got is not None for got, _ in found)


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], int]] = {
    "a byte of an answer": (lambda data: data.replace(b"number 7 ran", b"number 9 ran", 1), COUNT - 1),
    "a page of zeros": (lambda data: data[: 20 * 4096] + bytes(4096) + data[21 * 4096 :], COUNT // 2),
    "a page of noise": (
        lambda data: data[: 20 * 4096] + bytes(range(256)) * 16 + data[21 * 4096 :],
        COUNT // 2,
    ),
    "cut in half": (lambda data: data[: len(data) // 2], COUNT // 8),
    "cut inside a page": (lambda data: data[:-1000], COUNT // 2),
    "a schema that is no text": (
        lambda data: data.replace(b"tableanswers", b"table" + b"\xff" * 7, 1).replace(
            b"CREATE TABLE ans", b"CREATE TABLX ans", 1
        ),
        0,
    ),
    "random bytes": (lambda data: bytes(byte ^ 0x5A for byte in data), 0),
}


@pytest.mark.parametrize(("damage", "least"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_store_gives_nothing_wrong_and_keeps_what_can_be_read(
    tmp_path: Path, whole: Path, damage: Callable[[bytes], bytes], least: int
) -> None:
    file = tmp_path / "answers.sqlite"
    file.write_bytes(damage(whole.read_bytes()))
    before = file.read_bytes()
    with closing(ResponseStore(file)) as store:
        store.check()
        assert len(store.notes) == 1
        assert "is damaged; it is now answers.broken" in store.notes[0]
    assert readable(file) >= least
    assert (tmp_path / "answers.broken").read_bytes() == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_makes_a_wrong_answer_or_a_crash(whole: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Bytes anywhere but in the header's version, which tells of a newer or another program's file."""
    content = bytearray(whole.read_bytes())
    start = data.draw(st.integers(100, len(content) - 1))
    noise = data.draw(st.binary(min_size=1, max_size=300))
    content[start : start + len(noise)] = noise[: len(content) - start]
    shutil.rmtree(tmp_path / "damaged", ignore_errors=True)
    file = tmp_path / "damaged" / "answers.sqlite"
    file.parent.mkdir()
    file.write_bytes(content[: data.draw(st.integers(4096, len(content)))])
    readable(file)


def test_damage_found_while_another_process_set_it_right_is_no_second_damage(tmp_path: Path) -> None:
    file = tmp_path / "answers.sqlite"
    make(file, *map(kept, range(COUNT))).close()
    with closing(ResponseStore(file)) as one, closing(ResponseStore(file)) as other:
        file.write_bytes(file.read_bytes().replace(b"number 7 ran", b"number 9 ran", 1))
        assert one.get(key(7)) is None
        assert other.get(key(7)) is None
        assert other.get(key(8)) == answer(8)
    assert [
        path.name for path in tmp_path.glob("answers.broken*") if not path.name.endswith(("wal", "shm"))
    ] == ["answers.broken"]


def test_of_two_processes_that_find_the_same_damage_one_sets_it_right(tmp_path: Path) -> None:
    """The other one would move the new file aside."""
    file = tmp_path / "answers.sqlite"
    file.write_bytes(b"no database" * 1000)
    seen = identity(file)
    assert "is damaged; it is now answers.broken" in replace_damaged(file, seen)
    assert "another run has replaced it" in replace_damaged(file, seen)
    assert not (tmp_path / "answers.broken1").exists()


# What is in it, and what is dropped

FILLED = (
    kept(1, "small", "expression 1", date(2024, 1, 1)),
    kept(2, "small", "expression 2", date(2024, 2, 1)),
    kept(3, "large", "article 1", date(2024, 3, 1)),
    kept(4, "large", "", date(2024, 1, 1)),
)
NOW = frozenset({"expression 2"})


def test_a_summary_counts_answers_by_model(store: ResponseStore) -> None:
    store.add(FILLED)
    summary = store.summary(NOW)
    assert [(s.model, s.answers, s.outdated, s.first, s.last) for s in summary.models] == [
        ("large", 2, 1, date(2024, 1, 1), date(2024, 3, 1)),
        ("small", 2, 1, date(2024, 1, 1), date(2024, 2, 1)),
    ]
    assert summary.size > 0


PRUNING = {
    "by age": (PruneFilter(before=date(2024, 2, 1)), {2, 3}),
    "by model": (PruneFilter(models=("small",)), {3, 4}),
    "all models but one": (PruneFilter(other_than=("small",)), {1, 2}),
    "by prompt": (PruneFilter(current=NOW), {2, 4}),
    "no prompt is current": (PruneFilter(current=frozenset()), {4}),
    "by age and model": (PruneFilter(before=date(2024, 2, 1), models=("small",)), {2, 3, 4}),
    "everything": (PruneFilter(), set()),
}


@pytest.mark.parametrize(("unneeded", "left"), PRUNING.values(), ids=PRUNING)
def test_pruning_drops_what_fulfils_all_that_is_given(
    store: ResponseStore, unneeded: PruneFilter, left: set[int]
) -> None:
    store.add(FILLED)
    counted = store.count(unneeded)
    assert store.prune(unneeded) == counted == 4 - len(left)
    assert {n for n in range(1, 5) if store.get(key(n))} == left


def test_pruning_gives_room_back(store: ResponseStore) -> None:
    store.add(kept(n) for n in range(2000))
    before = store.summary(NOW).size
    store.prune(PruneFilter())
    assert store.summary(NOW).size < before / 4


# Export and import


def test_an_export_imports_to_the_same_bytes(tmp_path: Path) -> None:
    with (
        closing(make(tmp_path / "one", *map(kept, range(2500)))) as one,
        closing(ResponseStore(tmp_path / "two")) as two,
    ):
        exported = list(export_responses(one))
        assert import_responses(two, exported, "f") == Merged(added=2500)
        assert list(export_responses(two)) == exported
        assert import_responses(two, exported, "f") == Merged(known=2500)


def test_parts_put_together_are_the_whole(tmp_path: Path) -> None:
    """The work of several machines, which may have been asked some questions twice, in any order."""
    parts = [[kept(n) for n in range(start, 300, 2)] for start in (0, 1)] + [[kept(n) for n in range(50)]]
    stores = [make(tmp_path / f"part{number}", *part) for number, part in enumerate(parts)]
    exports = [list(export_responses(store)) for store in stores]
    for store in stores:
        store.close()
    merged = []
    for number, order in enumerate([(0, 1, 2), (2, 1, 0)]):
        with closing(ResponseStore(tmp_path / f"merged{number}")) as store:
            for part in order:
                import_responses(store, exports[part], "f")
            merged.append(list(export_responses(store)))
    assert merged[0] == merged[1]
    assert len(merged[0]) == 302


def test_what_is_kept_already_stays(store: ResponseStore) -> None:
    store.put(key(1), "m", '{"mine": 1}')
    with closing(make(store.file.with_name("other"), kept(1))) as other:
        assert import_responses(store, export_responses(other), "f") == Merged(other=1)
    assert store.get(key(1)) == '{"mine": 1}'


LINE = json.dumps({"key": "k", "model": "m", "prompt": "", "day": "2024-03-06", "answer": "{}"})
HEAD = '{"timeline_answers": 1}'
BROKEN = {
    "empty": ([], 0, "was cut off after 0"),
    "another file": (["a,b,c", LINE], 0, "line 1: not a response"),
    "no head": ([LINE], 0, "holds no responses"),
    "a newer one": (['{"timeline_answers": 2}', LINE], 0, "newer timeline"),
    "cut off": ([HEAD, LINE], 1, "was cut off after 1"),
    "a line that is no JSON": ([HEAD, LINE, "{"], 1, "line 3: not a response"),
    "a line that lacks something": ([HEAD, LINE, "{}"], 1, "line 3: not a response"),
    "an answer that is no JSON": ([HEAD, LINE.replace('"{}"', '"{"')], 0, "line 2: not a response"),
    "no day": ([HEAD, LINE.replace("2024-03-06", "today")], 0, "line 2: not a response"),
    "a wrong count": ([HEAD, LINE, '{"answers": 2}'], 1, "line 3: not a response"),
}


@pytest.mark.parametrize(("lines", "added", "message"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_whole_export_is_named(
    store: ResponseStore, lines: list[str], added: int, message: str
) -> None:
    with pytest.raises(StoreError, match=f"f.jsonl.*{message}"):
        import_responses(store, lines, "f.jsonl")
    assert store.count(PruneFilter()) == added


# Parts of the work


@settings(deadline=None)
@given(count=st.integers(1, 30), texts=st.lists(st.text(max_size=20), max_size=10))
def test_each_article_is_in_exactly_one_part(count: int, texts: list[str]) -> None:
    for text in texts:
        digest = sha256(text.encode()).hexdigest()
        assert sum(Shard(number, count).holds(digest) for number in range(1, count + 1)) == 1


def test_a_part_is_the_same_one_everywhere() -> None:
    """Machines that disagree would leave articles out."""
    assert [n for n in range(20) if Shard(2, 3).holds(key(n))] == [1, 2, 3, 4, 11, 14, 18, 19]


@pytest.mark.parametrize("text", ["", "2", "0/8", "9/8", "-1/8", "1/0", "a/b", "1/8/2", "٢/٨", "2 / 8"])
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="2/8"):
        Shard.parse(text)
