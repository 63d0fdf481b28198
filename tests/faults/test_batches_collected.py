"""What comes back from batches is read as live answers are; what fails is named and costs no other answer."""

import json

import pytest
from batch_client import BatchClient, stored_keys
from batch_server import KEY, never_asked
from extraction_runs import SHIPS
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
def test_answers_are_read_as_live_ones_are(client: BatchClient, fault: str) -> None:
    client.served.schedule = lambda _: fault
    client.submit()
    (collected,) = client.collect()
    assert (collected.failed, len(stored_keys())) == ((), 4)


@pytest.mark.parametrize("fault", [*AGAIN, *LEFT])
def test_what_failed_is_named_and_costs_no_other_answer(client: BatchClient, fault: str) -> None:
    """What another batch may answer is submitted again; what it would not is left to the build, which asks in another way."""
    client.served.schedule = at_first(fault, 1)
    client.submit()
    (collected,) = client.collect()
    (failed,) = collected.failed
    first = client.served.bodies[0]["messages"][-1]["content"]
    assert failed.path.endswith(f"/{next(number for number, ship in enumerate(SHIPS) if ship in first)}.txt")
    assert {**AGAIN, **LEFT}[fault] in failed.reason
    assert (failed.again, len(stored_keys())) == (fault in AGAIN, 3)
    assert KEY not in failed.reason
    second = client.submit()
    assert ([note.requests for note in second.batches], second.given_up) == (
        ([1], 0) if failed.again else ([], 1)
    )
    client.collect()
    assert b'"failed":[]' in client.build()
    assert len(client.served.live) == (0 if failed.again else 1)


def test_lines_that_nobody_asked_for_are_left_alone(client: BatchClient) -> None:
    """Keys that were never asked, of any kind, and lines that are none."""
    client.served.added = [
        *never_asked(),
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"custom_id": "x"}',
        b"x" * 2_000_000,
    ]
    client.submit()
    (collected,) = client.collect()
    assert (collected.not_asked, collected.unreadable, collected.failed) == (4, 8, ())
    assert len(stored_keys()) == 4


def test_a_better_line_makes_up_for_a_worse_one(client: BatchClient) -> None:
    """Files may hold a question twice: as an error that was tried again, and as its answer."""
    client.submit()
    (made,) = client.served.made.values()
    error = {"code": "server_error", "message": "tried again"}
    client.served.added = [
        json.dumps({"custom_id": line["custom_id"], "error": error}).encode() for line in made.lines
    ]
    (collected,) = client.collect()
    assert (collected.failed, len(stored_keys())) == ((), 4)


@pytest.mark.parametrize("ending", ["expired", "cancelled"])
def test_what_was_answered_before_a_batch_ended_is_kept(client: BatchClient, ending: str) -> None:
    client.served.ending, client.served.served = ending, 3
    client.submit()
    (collected,) = client.collect()
    assert (collected.status.note.answered, [failed.again for failed in collected.failed]) == (3, [True])
    assert [note.requests for note in client.submit().batches] == [1]


def test_a_batch_that_failed_as_a_whole_says_why_and_is_submitted_again(client: BatchClient) -> None:
    """As when too much is waiting for its turn."""
    client.served.problems = [
        {"code": "token_limit_exceeded", "message": "Enqueued token limit reached", "line": None}
    ]
    client.submit()
    (collected,) = client.collect()
    assert {failed.reason for failed in collected.failed} == {
        "the batch failed without an answer to it: Enqueued token limit reached"
    }
    client.served.problems = []
    assert [note.requests for note in client.submit().batches] == [4]
    assert len(client.collect()) == 1


def test_a_batch_is_collected_once(client: BatchClient) -> None:
    client.submit()
    assert len(client.collect()) == 1
    before = len(client.served.requests)
    assert client.collect() == []
    assert len(client.served.requests) == before


def test_a_download_that_breaks_off_is_begun_again(client: BatchClient) -> None:
    """What arrived is stored at once; its answers are reported only when it is whole."""
    client.submit()
    client.served.trouble["GET /v1/files"] = ["half"]
    found: list[Collected] = []
    for _ in range(2):
        batch.collect(client.settings, found.append)
    (left,) = batch.collect(client.settings, found.append)
    assert found == []
    assert left.problem is not None
    assert "broke off the connection" in left.problem
    assert 0 < len(stored_keys()) < 4
    (collected,) = client.collect()
    assert (collected.status.note.answered, len(stored_keys())) == (4, 4)


def test_an_answer_that_a_build_was_quicker_to_get_stays(client: BatchClient) -> None:
    client.submit()
    built = client.build()
    (collected,) = client.collect()
    assert collected.failed == ()
    assert client.build() == built
    assert len(stored_keys()) == 4
