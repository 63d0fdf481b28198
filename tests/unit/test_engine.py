"""Engines: the same results in the same order whoever works, and nothing left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.lang import registry
from timeline.lang.base import Language
from timeline.models import Article, Source
from timeline.pipeline import worker_pool
from timeline.pipeline.engine import LocalEngine
from timeline.pipeline.preparation import prepare, sketch_record
from timeline.pipeline.worker_pool import WorkerPool

ROOT = Path(__file__).parents[2]


def source(number: int) -> Source:
    text = (
        f"The ferry Aurora {number} ran aground off Lindholm on {number + 1} March 2014. It was towed away."
    )
    article = Article(
        id=f"art-{number}", title="t", path=f"{number}.txt", published_basis="unknown", sha256=f"{number:064}"
    )
    return Source(article, text)


SOURCES = [source(number) for number in range(20)]


def process_of(_: object) -> int:
    return os.getpid()


SLOW = -1


def process_after(item: int) -> int:
    """Return the process that does it, after some seconds when it is `SLOW`."""
    time.sleep(2 if item == SLOW else 0)
    return os.getpid()


def refuse(item: int) -> int:
    if item == 3:
        raise ValueError(item)
    return item


def leave(item: int) -> int:
    """End the process that does it, unless that is the one of the test."""
    if "pytest" not in sys.modules:
        os._exit(1)
    return item


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool(2)
    yield made
    made.close()


def test_workers_give_what_this_process_gives() -> None:
    with LocalEngine(workers=0) as alone, LocalEngine(workers=2, alone=0.0) as many:
        assert list(many.map_articles(sketch_record, SOURCES)) == list(map(sketch_record, SOURCES))
        assert list(alone.map_articles(sketch_record, SOURCES)) == list(map(sketch_record, SOURCES))
        (prepared,) = many.gather(lambda one: many.prepare(prepare, (one, ())), SOURCES[:1], 1)
    assert prepared == prepare((SOURCES[0], ()))


def test_work_is_done_in_other_processes_once_there_is_much_of_it() -> None:
    with LocalEngine(workers=2, alone=0.0) as engine:
        first, *others = engine.map_articles(process_of, range(20))
    assert first == os.getpid()
    assert set(others) - {os.getpid()}
    with LocalEngine(workers=2) as engine:
        assert set(engine.map_articles(process_of, range(20))) == {os.getpid()}


def test_a_language_of_this_process_alone_keeps_the_work_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {"xx": Language(code="xx")})
    with LocalEngine(workers=2, alone=0.0) as engine:
        assert set(engine.map_articles(process_of, range(5))) == {os.getpid()}


@pytest.mark.parametrize("executable", ["", "/no/such/python", "/bin/true"])
def test_where_no_worker_starts_this_process_works(monkeypatch: pytest.MonkeyPatch, executable: str) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    with LocalEngine(workers=2, alone=0.0) as engine:
        assert set(engine.map_articles(process_of, range(5))) == {os.getpid()}
    pool = WorkerPool(1)
    assert list(pool.map(process_of, range(2))) == [os.getpid()] * 2
    pool.close()


def test_a_lost_worker_loses_no_work(pool: WorkerPool) -> None:
    assert list(pool.map(leave, range(6))) == list(range(6))


def test_an_exception_is_that_of_the_work(pool: WorkerPool) -> None:
    found = pool.map(refuse, range(6))
    with pytest.raises(ValueError, match="3"):
        list(found)


def test_what_cannot_be_pickled_is_done_in_this_process(pool: WorkerPool) -> None:
    assert list(pool.map(lambda item: item + 1, range(6))) == list(range(1, 7))


def test_few_items_are_taken_ahead(pool: WorkerPool) -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = pool.map(abs, items())
    assert next(results) == 0
    assert len(taken) <= worker_pool.MOST_WAITING
    assert list(results) == list(range(1, 100))


def test_this_process_works_while_the_workers_are_busy() -> None:
    pool = WorkerPool(1)
    items = [SLOW, *range(2 * worker_pool.AHEAD)]
    processes = list(pool.map(process_after, items))
    pool.close()
    assert {os.getpid()} < set(processes)
    assert processes[0] != os.getpid()


def test_workers_end_with_the_questions() -> None:
    async def ask(number: int) -> int:
        return await engine.prepare(process_of, number)

    with LocalEngine(workers=1, alone=0.0) as engine:
        (worker,) = engine.gather(ask, range(1), 1)
        assert worker != os.getpid()
        assert engine.run(ask(0)) not in (worker, os.getpid())


@pytest.mark.skipif(sys.platform == "win32", reason="a signal 0 is sent")
def test_closing_ends_workers_that_work() -> None:
    pool = WorkerPool(1)
    worker = pool.submit(process_of, None).result()
    running = pool.submit(time.sleep, 60)
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 30
    assert running.cancelled() or running.exception() is not None
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_articles_are_asked_about_in_their_turn() -> None:
    """No more than so many at once, each taken when one before it is done, and the results in order."""
    open_now, most = 0, 0
    taken = []

    def articles() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            assert len(taken) - done <= 3
            yield number

    done = 0

    async def ask(number: int) -> int:
        nonlocal open_now, most, done
        open_now += 1
        most = max(most, open_now)
        await asyncio.sleep(0.001 * (10 - number))
        open_now -= 1
        done += 1
        return number

    with LocalEngine(workers=0) as engine:
        assert engine.gather(ask, articles(), 3) == list(range(10))
    assert most == 3


def test_the_first_exception_ends_all() -> None:
    asked = []

    async def ask(number: int) -> None:
        asked.append(number)
        await asyncio.sleep(0)
        if number == 2:
            raise ValueError(number)

    with LocalEngine(workers=0) as engine, pytest.raises(ValueError, match="2"):
        engine.gather(ask, range(1000), 2)
    assert len(asked) < 10


SCRIPT = """
import os, sys, time
sys.path.insert(0, {tests!r})
from timeline.pipeline.engine import LocalEngine
print("started", flush=True)
with LocalEngine(workers=2, alone=0.0) as engine:
    for found in engine.map_articles({work}, {items}):
        print(found, flush=True)
"""


def start(work: str, items: str, *command: str) -> "subprocess.Popen[str]":
    script = SCRIPT.format(tests=str(ROOT / "tests" / "unit"), work=work, items=items)
    return subprocess.Popen(
        [sys.executable, *command, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_script_without_a_guard_runs_once(tmp_path: Path) -> None:
    """Workers import nothing of the main module, as those of `multiprocessing` would."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(tests="", work="abs", items="range(-5, 0)"), encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["started", "5", "4", "3", "2", "1"]
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are looked up in /proc")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_an_interrupted_run(ending: signal.Signals) -> None:
    process = start("time.sleep", "[0, 0.01, 0.01, 2, 2, 2, 2]")
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    threads = [task / "children" for task in children.parents[1].iterdir()]
    workers = [pid for file in threads for pid in file.read_text().split()]
    assert workers
    process.send_signal(ending)
    process.wait(60)
    process.communicate()
    deadline = time.monotonic() + 60
    while any(Path("/proc", pid).exists() for pid in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)
