"""What comes back from batches is read as live answers are; what fails is named and costs no other answer."""

import json

import pytest
from batch_desk import Desk, kept
from batch_server import KEY, never_asked
from fault_runs import SHIPS
from fault_server import at_first

from timeline.pipeline import batches as batch
from timeline.pipeline.batches import Collected

pytestmark = pytest.mark.usefixtures("quick")


GOOD = ("fenced", "thought", "talkative", "doubled")
AGAIN = {
    "429": "status 429: 429, says the server",
    "500": "status 500: 500, says the server",
    "401": "refused the key",
    "bad request": "status 400: bad request, says the server",
    "expired": "could not be executed before the completion window",
    "missing": "the batch completed without an answer to it",
    "broken line": "the batch completed without an answer to it",
    "no choices": "it holds no message",
}
LEFT = {
    "refusal": "the model refused to answer: I'd rather not",
    "cut off": "the answer was cut off after 4096 tokens",
    "context too long": "context_length_exceeded",
    "malformed": "the model gave no usable answer",
    "null": "it is empty",
}


@pytest.mark.parametrize("fault", GOOD)
def test_answers_are_read_as_live_ones_are(desk: Desk, fault: str) -> None:
    desk.served.schedule = lambda _: fault
    desk.submit()
    (collected,) = desk.collect()
    assert (collected.failed, len(kept())) == ((), 4)


@pytest.mark.parametrize("fault", [*AGAIN, *LEFT])
def test_what_failed_is_named_and_costs_no_other_answer(desk: Desk, fault: str) -> None:
    """What another batch may answer is submitted again; what it would not is left to the build, which asks in another way."""
    desk.served.schedule = at_first(fault, 1)
    desk.submit()
    (collected,) = desk.collect()
    (failed,) = collected.failed
    first = desk.served.bodies[0]["messages"][-1]["content"]
    assert failed.path.endswith(f"/{next(number for number, ship in enumerate(SHIPS) if ship in first)}.txt")
    assert {**AGAIN, **LEFT}[fault] in failed.reason
    assert (failed.again, len(kept())) == (fault in AGAIN, 3)
    assert KEY not in failed.reason
    second = desk.submit()
    assert ([note.requests for note in second.batches], second.given_up) == (
        ([1], 0) if failed.again else ([], 1)
    )
    desk.collect()
    assert b'"failed":[]' in desk.build()
    assert len(desk.served.live) == (0 if failed.again else 1)


def test_lines_that_nobody_asked_for_are_left_alone(desk: Desk) -> None:
    """Keys that were never asked, of any kind, and lines that are none."""
    desk.served.added = [
        *never_asked(),
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"custom_id": "x"}',
        b"x" * 2_000_000,
    ]
    desk.submit()
    (collected,) = desk.collect()
    assert (collected.not_asked, collected.unreadable, collected.failed) == (4, 8, ())
    assert len(kept()) == 4


def test_a_better_line_makes_up_for_a_worse_one(desk: Desk) -> None:
    """Files may hold a question twice: as an error that was tried again, and as its answer."""
    desk.submit()
    (made,) = desk.served.made.values()
    error = {"code": "server_error", "message": "tried again"}
    desk.served.added = [
        json.dumps({"custom_id": line["custom_id"], "error": error}).encode() for line in made.lines
    ]
    (collected,) = desk.collect()
    assert (collected.failed, len(kept())) == ((), 4)


@pytest.mark.parametrize("ending", ["expired", "cancelled"])
def test_what_was_answered_before_a_batch_ended_is_kept(desk: Desk, ending: str) -> None:
    desk.served.ending, desk.served.served = ending, 3
    desk.submit()
    (collected,) = desk.collect()
    assert (collected.status.note.answered, [failed.again for failed in collected.failed]) == (3, [True])
    assert [note.requests for note in desk.submit().batches] == [1]


def test_a_batch_that_failed_as_a_whole_says_why_and_is_submitted_again(desk: Desk) -> None:
    """As when too much is waiting for its turn."""
    desk.served.problems = [
        {"code": "token_limit_exceeded", "message": "Enqueued token limit reached", "line": None}
    ]
    desk.submit()
    (collected,) = desk.collect()
    assert {failed.reason for failed in collected.failed} == {
        "the batch failed without an answer to it: Enqueued token limit reached"
    }
    desk.served.problems = []
    assert [note.requests for note in desk.submit().batches] == [4]
    assert len(desk.collect()) == 1


def test_a_batch_is_collected_once(desk: Desk) -> None:
    desk.submit()
    assert len(desk.collect()) == 1
    before = len(desk.served.requests)
    assert desk.collect() == []
    assert len(desk.served.requests) == before


def test_a_download_that_breaks_off_is_begun_again(desk: Desk) -> None:
    """What arrived of it is kept at once; what it held is told only when it is whole."""
    desk.submit()
    desk.served.trouble["GET /v1/files"] = ["half"]
    found: list[Collected] = []
    for _ in range(2):
        batch.collect(desk.settings, found.append)
    (left,) = batch.collect(desk.settings, found.append)
    assert found == []
    assert left.problem is not None
    assert "broke off the connection" in left.problem
    assert 0 < len(kept()) < 4
    (collected,) = desk.collect()
    assert (collected.status.note.answered, len(kept())) == (4, 4)


def test_an_answer_that_a_build_was_quicker_to_get_stays(desk: Desk) -> None:
    desk.submit()
    built = desk.build()
    (collected,) = desk.collect()
    assert collected.failed == ()
    assert desk.build() == built
    assert len(kept()) == 4
