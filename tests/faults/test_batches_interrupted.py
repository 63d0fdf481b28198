"""Interrupted runs and endpoints that do not play along: nothing is asked twice, nothing that was paid for is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from batch_client import BatchClient, created_count, settings_for
from batch_server import KEY, BatchServer
from fault_server import serving

from timeline.config.profiles import EndpointChoice, load_profiles, select_target
from timeline.errors import ModelError, UsageError
from timeline.llm import batch_api as llm_batches
from timeline.llm.batch_api import RemoteBatch
from timeline.pipeline import batches as batch
from timeline.pipeline.batches import Submission
from timeline.pipeline.batches import batch_status as knowing
from timeline.store import BatchStore, response_cache_file

pytestmark = pytest.mark.usefixtures("quick")


def test_a_batch_whose_creation_nobody_heard_of_is_found(client: BatchClient) -> None:
    """The endpoint has created it, and its answer was lost: it is paid for, and must be collected."""
    client.served.trouble["POST /v1/batches"] = ["lost"]
    with pytest.raises(ModelError, match="did not say whether it has taken the batch"):
        client.submit()
    assert (created_count(client), client.submit().under_way) == (1, 4)
    assert [one.status.note.answered for one in client.collect()] == [4]
    assert created_count(client) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_run_that_ends_while_a_batch_is_created_loses_no_batch(
    client: BatchClient, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Before the creation is noted, or even before it is asked for; others that were made since are passed by."""
    create = llm_batches.Batches.create

    def interrupted(self: llm_batches.Batches, file: str) -> RemoteBatch | None:
        if when == "after":
            create(self, file)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(llm_batches.Batches, "create", interrupted)
        with pytest.raises(KeyboardInterrupt):
            client.submit()
    for _ in range(3):
        client.served.make_another()
    others = created_count(client) - (when == "after")
    assert client.submit().under_way == 4
    assert created_count(client) - others == (when == "after")
    monkeypatch.setattr(knowing, "CREATED_SECONDS", -1)
    later = client.submit()
    assert created_count(client) - others == 1
    assert [note.requests for note in later.batches] == ([] if when == "after" else [4])
    assert [one.status.note.answered for one in client.collect()] == [4]


@pytest.mark.parametrize(
    ("request_", "trouble"),
    [("POST /v1/batches", "400"), ("POST /v1/files", "500"), ("POST /v1/files", "401")],
)
def test_what_the_endpoint_does_not_take_can_be_submitted_again_at_once(
    client: BatchClient, request_: str, trouble: str
) -> None:
    client.served.trouble[request_] = [trouble] * 2
    with pytest.raises(ModelError, match=r"status|key"):
        client.submit()
    client.served.trouble.clear()
    assert [note.requests for note in client.submit().batches] == [4]


def test_an_endpoint_that_is_busy_is_asked_again(client: BatchClient) -> None:
    client.served.trouble.update(
        {"POST /v1/batches": ["429"], "POST /v1/files": ["429"], "GET /v1": ["429", "500"]}
    )
    client.submit()
    assert (created_count(client), len(client.collect())) == (1, 1)


def test_an_endpoint_that_wants_to_be_paid_first_is_not_asked_again(client: BatchClient) -> None:
    """It says so with the status of one that is busy."""
    client.served.said = "You exceeded your current quota (insufficient_quota)"
    client.served.trouble["POST /v1/batches"] = ["429"] * 2
    with pytest.raises(ModelError, match="insufficient_quota"):
        client.submit()
    assert client.served.requests.count("POST /v1/batches") == 1


def test_an_upload_that_a_run_did_not_end_is_begun_anew(
    client: BatchClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process was killed: nobody gave the questions free, and nothing was asked."""
    monkeypatch.setattr(BatchStore, "forget", lambda *_: None)
    client.served.trouble["POST /v1/files"] = ["400"]
    with pytest.raises(ModelError):
        client.submit()
    assert [status.note.state for status in batch.statuses(client.settings)] == ["uploading"]
    assert [note.requests for note in client.submit().batches] == [4]
    assert [status.note.state for status in batch.statuses(client.settings)] == ["under way"]


def test_of_two_runs_at_once_one_submits(client: BatchClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second comes while the first is uploading, and takes its questions; the first must not have them asked too."""
    upload = llm_batches.Batches.upload
    second: list[Submission] = []

    def overtaken(self: llm_batches.Batches, name: str, file: Path) -> str:
        monkeypatch.setattr(llm_batches.Batches, "upload", upload)
        second.append(client.submit())
        return upload(self, name, file)

    monkeypatch.setattr(llm_batches.Batches, "upload", overtaken)
    with pytest.raises(UsageError, match="Another run is submitting the same questions"):
        client.submit()
    assert (created_count(client), [note.requests for note in second[0].batches]) == (1, [4])
    assert [one.status.note.answered for one in client.collect()] == [4]


def test_an_endpoint_without_batches_is_told_so(client: BatchClient) -> None:
    client.served.trouble["POST /v1/files"] = ["404"]
    with pytest.raises(ModelError, match="takes no batches: `timeline build` asks it"):
        client.submit()
    assert batch.statuses(client.settings) == []


def test_the_embedded_model_takes_no_batches(client: BatchClient) -> None:
    local = replace(client.settings, target=select_target(EndpointChoice(), load_profiles(), {}))
    with pytest.raises(UsageError, match=r"takes no batches\.\nName an endpoint"):
        replace(client, settings=local).submit()
    assert batch.statuses(local) == []


def test_only_the_endpoint_that_has_a_batch_is_asked_about_it(client: BatchClient, articles: Path) -> None:
    """A batch's note names its endpoint; no key is ever sent there because of that."""
    client.submit()
    with serving(BatchServer()) as other:
        elsewhere = BatchClient(other, articles, settings_for(other))
        (status,) = batch.statuses(elsewhere.settings)
        assert (status.remote, status.problem) == (None, None)
        assert elsewhere.collect() == []
        assert other.requests == []


def test_a_batch_that_is_gone_is_told_and_can_be_given_up(client: BatchClient) -> None:
    client.submit()
    client.served.made.clear()
    (status,) = batch.statuses(client.settings)
    assert status.problem is not None
    assert "knows no batch batch_0: was it submitted with another key?" in status.problem
    assert client.collect() == []
    with pytest.raises(UsageError, match="No batch “batch_1” is under way"):
        batch.forget(response_cache_file(), "batch_1")
    batch.forget(response_cache_file(), "batch_0")
    assert [note.requests for note in client.submit().batches] == [4]


def test_a_batch_of_which_the_endpoint_cannot_say_whether_it_is_there_stays_until_it_is_given_up(
    client: BatchClient,
) -> None:
    """Its list cannot be had: neither are its questions free, nor does anything else stand still."""
    client.served.trouble["POST /v1/batches"] = ["500"]
    with pytest.raises(ModelError, match="did not say whether"):
        client.submit()
    client.served.trouble["GET /v1/batches?"] = ["404"] * 10
    assert client.submit().under_way == 4
    (status,) = batch.statuses(client.settings)
    assert status.note.state == "creating"
    batch.forget(response_cache_file(), status.note.name)
    assert [note.requests for note in client.submit().batches] == [4]


def test_the_states_of_a_batch_are_shown(client: BatchClient) -> None:
    client.submit()
    states = []
    for _ in range(3):
        (status,) = batch.statuses(client.settings)
        states.append((status.remote.state, status.remote.done) if status.remote else None)
    assert states == [("in_progress", 0), ("finalizing", 0), ("completed", 4)]


@pytest.mark.parametrize("trouble", ["garbage", "401", "403", "503"])
def test_what_cannot_be_read_at_the_endpoint_loses_nothing(client: BatchClient, trouble: str) -> None:
    client.submit()
    client.served.trouble["GET /v1/batches"] = [trouble] * 2
    (left,) = batch.collect(client.settings, lambda _: None)
    assert left.problem
    assert KEY not in left.problem
    assert [one.status.note.answered for one in client.collect()] == [4]


def test_the_key_is_nowhere_but_in_requests(client: BatchClient) -> None:
    """An endpoint that repeats the key which it refuses, and a store that is looked through."""
    client.submit()
    client.collect()
    client.served.open_to = "Bearer another"
    elsewhere = replace(
        client, settings=replace(client.settings, cache_file=response_cache_file().with_name("other.sqlite"))
    )
    with pytest.raises(ModelError, match="refused the key") as refused:
        elsewhere.submit()
    assert KEY not in str(refused.value)
    client.served.open_to = f"Bearer {KEY}"
    client.served.problems = [{"code": "x", "message": f"Authorization: Bearer {KEY}", "line": 1}]
    another = replace(
        client, settings=replace(client.settings, cache_file=response_cache_file().with_name("third.sqlite"))
    )
    another.submit()
    (collected,) = another.collect()
    assert KEY not in repr(collected)
    for file in response_cache_file().parent.iterdir():
        assert KEY.encode() not in file.read_bytes()
    assert all(KEY.encode() not in content for content in client.served.files.values())
