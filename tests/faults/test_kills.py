"""A run that is killed at any moment and started again: the same bytes, and no more calls than were under way.

Six moments by default; TIMELINE_KILLS=50 tries as many.
"""

import multiprocessing
import os
import random
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from extraction_runs import CONCURRENCY, Run, run_to_file, whole_timeline
from fault_server import SERVED_LATER, UNUSABLE, USABLE, Asked, FaultServer, fault_server, seeded

from timeline.llm import Limits

IMPORTED_AT_THE_FIRST_CALL = ["instructor.v2", "anyio._backends._asyncio", "httpcore2", "requests"]
KILLS = int(os.environ.get("TIMELINE_KILLS", "6"))
ARTICLES = 6 * KILLS
PASSING = [fault for fault in (*SERVED_LATER, *UNUSABLE, *USABLE) if fault != "wrong kind"]
SCHEDULE = seeded(11, 0.2, PASSING, clean=1)
PATIENT = Limits(backoff_seconds=0.002, longest_backoff_seconds=0.02, attempts=20)


def ends_well(asked: Asked) -> str | None:
    """Fail so that no article stays failed, or the next run would ask about it again: two unusable answers are one too many."""
    fault = SCHEDULE(asked)
    return None if fault in UNUSABLE and asked.before else fault


@pytest.fixture(scope="module")
def processes() -> multiprocessing.context.ForkServerContext:
    """Start processes with all that is imported: each is killed in its work, not in its imports."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["fault_runs", "timeline.llm.transport", *IMPORTED_AT_THE_FIRST_CALL])
    return context


def stored_count(answers: Path) -> int:
    """Return how many answers are committed."""
    with closing(sqlite3.connect(answers)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'answers'").fetchall()
        return connection.execute("SELECT count(*) FROM answers").fetchone()[0] if tables else 0


def killed_at(request: int, process: "multiprocessing.process.BaseProcess", served: FaultServer) -> None:
    """Run *process* until the server has received so many requests more, and kill it then."""
    last = len(served.asked) + request
    served.received = lambda number: os.kill(process.pid or 0, signal.SIGKILL) if number == last else None
    process.start()
    process.join()
    served.received = lambda _: None


# Its processes are started over a socket that is a file.
@pytest.mark.block_network(allowed_hosts=["127.0.0.1", "/.*"])
def test_a_run_that_is_killed_goes_on_where_it_was_to_the_same_bytes(
    tmp_path: Path, processes: multiprocessing.context.ForkServerContext
) -> None:
    chance = random.Random(5)  # noqa: S311 - nothing is kept secret by it
    with fault_server(ends_well) as served:
        expected = whole_timeline(
            ARTICLES, Run(base_url=served.base_url, answers=tmp_path / "whole", seconds=60, limits=PATIENT)
        )
        questions = len(served.answers)
        assert served.repeated == []
    answers, output = tmp_path / "answers", tmp_path / "timeline.json"
    with fault_server(ends_well) as served:
        run = Run(base_url=served.base_url, answers=answers, seconds=60, limits=PATIENT)
        for left in range(KILLS, 0, -1):
            committed = stored_count(answers) if answers.exists() else 0
            answered = served.answers.total()
            process = processes.Process(target=run_to_file, args=(run, ARTICLES, output))
            killed_at(chance.randint(1, max(1, 2 * (questions - committed) // (left + 1))), process, served)
            assert process.exitcode == -signal.SIGKILL
            assert not output.exists()
            # What was answered and not committed was under way.
            assert served.answers.total() - answered - (stored_count(answers) - committed) <= CONCURRENCY
        run_to_file(run, ARTICLES, output)
        assert output.read_bytes() == expected
        assert len(served.repeated) <= KILLS * CONCURRENCY
        assert served.answers.total() - questions <= KILLS * CONCURRENCY
        assert stored_count(answers) == questions
