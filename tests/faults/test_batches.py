"""Batches against an endpoint that has them: nothing is asked twice, nothing that was paid for is lost, and all is named."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from batch_server import KEY, BatchServer, never_asked
from close_stories import CLOSE_STORY
from fault_runs import SHIPS, TOWNS
from fault_server import Schedule, at_first, seeded, serving

from timeline import batch, pipeline
from timeline.batch import Collected, Submission, files, knowing
from timeline.errors import ModelError, UsageError
from timeline.extract.questions import ArticleAnswer
from timeline.llm import Endpoint, Price, Sampling, SchemaMode
from timeline.llm import batches as llm_batches
from timeline.llm.batches import RemoteBatch, request_line
from timeline.llm.faults import Fault
from timeline.llm.wire import Wire
from timeline.models import TIMELINE_FORMAT, Message
from timeline.pipeline import Settings
from timeline.profiles import Said, Wanted, choose_target, load_profiles
from timeline.store import BatchStore, answers_file


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nothing, and send the one key that the server knows."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setattr(llm_batches, "RETRIES", 1)
    monkeypatch.setattr(llm_batches, "PAUSE_SECONDS", 0.0)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Four articles of three dated sentences each."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, (ship, town) in enumerate(zip(SHIPS[:4], TOWNS[:4], strict=True)):
        text = (
            f"{ship} runs aground\n\nMarch 6, 2014\n\nThe ferry {ship} ran aground off {town} on 3 March 2014.\n\n"
            f"The mayor of {town} thanked the crew of the {ship} on 5 March 2014.\n\n"
            f"The owner of the {ship} opened a yard in {town} in 2004.\n"
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody who submits and collects at *served*, with one store."""

    served: BatchServer
    articles: Path
    settings: Settings

    def submit(self, **options: bool) -> Submission:
        return batch.submit(
            [self.articles],
            published=None,
            settings=self.settings,
            submitted=lambda _: None,
            dry_run=options.get("dry_run", False),
        )

    def collect(self) -> list[Collected]:
        """Look until all has ended, and return what that brought."""
        found: list[Collected] = []
        for _ in range(4):
            if not batch.collect(self.settings, found.append):
                break
        return found

    def build(self, answers: Path | None = None) -> bytes:
        settings = replace(self.settings, answers=answers) if answers else self.settings
        built = pipeline.build([self.articles], settings=settings)
        return TIMELINE_FORMAT.dump_json(built.timeline)


def settings_for(served: BatchServer, **changes: object) -> Settings:
    wanted = Wanted(base_url=Said(served.base_url, "--base-url"), model=Said("stub", "--model"))
    target = choose_target(wanted, load_profiles(), {})
    return replace(Settings(target=target, adjudicate=False), **changes)  # type: ignore[arg-type] - of the fields' types


@pytest.fixture
def desk(articles: Path) -> Iterator[Desk]:
    with serving(BatchServer()) as served:
        yield Desk(served, articles, settings_for(served))


def rescheduled(desk: Desk, schedule: Schedule) -> Desk:
    desk.served.schedule = schedule
    return desk


def kept() -> list[str]:
    with closing(BatchStore(answers_file())) as store:
        return [answer.key for answer in store.after("", 1000)]


# What is asked


@pytest.mark.parametrize("mode", ["json_schema", "json_object", "none"])
@pytest.mark.parametrize("temperature", [0, None])
def test_a_line_of_a_batch_is_byte_for_byte_what_is_sent_live(mode: SchemaMode, temperature: float | None) -> None:
    """Else the same key would stand for answers to two questions."""
    messages = [
        Message("system", "Say “café” \u2028 and \\ only."),
        Message("user", 'The "ferry" ran aground\ton 3 March 2014.'),
    ]
    sampling = Sampling(schema_mode=mode, temperature=temperature)
    with serving(BatchServer(lambda _: "500")) as served:
        asked = Endpoint("stub", served.base_url, KEY, sampling=sampling)

        async def both() -> bytes:
            wire = Wire(asked, lambda _: None)
            with suppress(Fault):
                await wire.ask(messages, ArticleAnswer)
            await wire.close()
            return await request_line(asked, "k" * 64, messages, ArticleAnswer)

        line = asyncio.run(both())
    assert line == b'{"custom_id":"%s","method":"POST","url":"/v1/chat/completions","body":%s}\n' % (b"k" * 64, served.live[0])


def test_a_batch_asks_what_a_build_asks_and_the_build_then_asks_nothing(desk: Desk, tmp_path: Path) -> None:
    """The same questions, the same answers, the same bytes."""
    submission = desk.submit()
    (made,) = desk.served.made.values()
    bodies = [json.dumps(line["body"], ensure_ascii=False, separators=(",", ":")).encode() for line in made.lines]
    assert [note.requests for note in submission.batches] == [4]
    (collected,) = desk.collect()
    assert (collected.status.note.answered, collected.failed) == (4, ())
    assert (collected.tokens.prompt, collected.tokens.completion) == (40, 20)
    built = desk.build()
    assert desk.served.live == []
    live = desk.build(tmp_path / "live.sqlite")
    assert built == live
    assert sorted(desk.served.live) == sorted(bodies)


def test_what_the_answers_lead_to_is_asked_by_the_next_batch(desk: Desk, tmp_path: Path) -> None:
    """A repair depends on the answer that it repairs; in the end, all is as if it had been asked at once."""
    desk.served.schedule = seeded(5, 0.7, ("wrong ids",))
    desk.submit()
    desk.collect()
    second = desk.submit()
    repairs = sum(note.requests for note in second.batches)
    assert 0 < repairs <= 4
    desk.collect()
    assert desk.submit().batches == ()
    built = desk.build()
    assert desk.served.live == []
    with serving(BatchServer(seeded(5, 0.7, ("wrong ids",)))) as live:
        asking_live = Desk(live, desk.articles, settings_for(live, answers=tmp_path / "live.sqlite"))
        assert asking_live.build() == built
        assert len(live.live) == 4 + repairs


def test_what_is_close_is_asked_about_once_all_else_is_answered(desk: Desk) -> None:
    """As in a build of a large model."""
    for told in CLOSE_STORY:
        text = f"News of the day\n\nMay 5, 2019\n\n{told.quote}\n"
        (desk.articles / f"{told.article}.txt").write_text(text, encoding="utf-8")
    desk = replace(desk, settings=replace(desk.settings, adjudicate=True))
    desk.submit()
    desk.collect()
    close = desk.submit()
    desk.collect()
    forms = [
        line["body"]["response_format"]["json_schema"]["name"] for made in desk.served.made.values() for line in made.lines
    ]
    assert forms == ["ArticleAnswer"] * 9 + ["GroupsAnswer"] * close.estimate.calls
    assert close.estimate.calls
    desk.build()
    assert desk.served.live == []


def test_what_is_under_way_is_not_submitted_again(desk: Desk) -> None:
    desk.submit()
    again = desk.submit()
    assert (again.batches, again.under_way, again.estimate.calls) == ((), 4, 0)
    assert desk.served.requests.count("POST /v1/files") == 1


def test_a_dry_run_submits_nothing(desk: Desk) -> None:
    submission = desk.submit(dry_run=True)
    assert (submission.estimate.calls, submission.batches) == (4, ())
    assert desk.served.requests == []
    assert desk.submit().estimate.calls == 4


@pytest.mark.parametrize(("limit", "value"), [("MOST_REQUESTS", 3), ("MOST_BYTES", 14_000)])
def test_more_than_a_file_holds_becomes_several_batches(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(files, limit, value)
    submission = desk.submit()
    assert [note.requests for note in submission.batches] == [3, 1]
    assert all(len(desk.served.files[made.file]) <= 14_000 for made in desk.served.made.values())
    assert sorted(one.status.note.answered for one in desk.collect()) == [1, 3]


def test_limits_hold_and_the_next_run_goes_on_from_there(desk: Desk) -> None:
    few = replace(desk, settings=replace(desk.settings, max_calls=3)).submit()
    assert ([note.requests for note in few.batches], few.stopped) == ([3], "the limit of 3 calls is reached")
    rest = desk.submit()
    assert ([note.requests for note in rest.batches], rest.under_way, rest.stopped) == ([1], 3, None)


def test_money_is_counted_at_the_price_of_batches_and_at_its_worst(desk: Desk) -> None:
    """With 4,096 tokens for each answer at 1,000 dollars a million, and half of that in batches."""
    profile = replace(desk.settings.target.profile, prompt_price=0.0, completion_price=1_000.0, batch_price=0.5)
    assert profile.price_in_batches == Price(0.0, 500.0)
    target = replace(desk.settings.target, profile=profile)
    submission = replace(desk, settings=replace(desk.settings, target=target, max_cost=2 * 2.048)).submit()
    assert [note.requests for note in submission.batches] == [2]
    assert submission.most == pytest.approx(2 * 2.048)
    assert submission.stopped is not None


def test_a_limit_on_money_needs_a_price(desk: Desk) -> None:
    with pytest.raises(UsageError, match="needs the model's price"):
        replace(desk, settings=replace(desk.settings, max_cost=1.0)).submit()


# What comes back


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
    assert ([note.requests for note in second.batches], second.given_up) == (([1], 0) if failed.again else ([], 1))
    desk.collect()
    assert b'"failed":[]' in desk.build()
    assert len(desk.served.live) == (0 if failed.again else 1)


def test_lines_that_nobody_asked_for_are_left_alone(desk: Desk) -> None:
    """Keys that were never asked, of any kind, and lines that are none."""
    desk.served.added = [*never_asked(), b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"custom_id": "x"}', b"x" * 2_000_000]
    desk.submit()
    (collected,) = desk.collect()
    assert (collected.not_asked, collected.unreadable, collected.failed) == (4, 8, ())
    assert len(kept()) == 4


def test_a_better_line_makes_up_for_a_worse_one(desk: Desk) -> None:
    """Files may hold a question twice: as an error that was tried again, and as its answer."""
    desk.submit()
    (made,) = desk.served.made.values()
    error = {"code": "server_error", "message": "tried again"}
    desk.served.added = [json.dumps({"custom_id": line["custom_id"], "error": error}).encode() for line in made.lines]
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
    desk.served.problems = [{"code": "token_limit_exceeded", "message": "Enqueued token limit reached", "line": None}]
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


# Interruptions


def created(desk: Desk) -> int:
    return len(desk.served.made)


def test_a_batch_whose_creation_nobody_heard_of_is_found(desk: Desk) -> None:
    """The endpoint has created it, and its answer was lost: it is paid for, and must be collected."""
    desk.served.trouble["POST /v1/batches"] = ["lost"]
    with pytest.raises(ModelError, match="did not say whether it has taken the batch"):
        desk.submit()
    assert (created(desk), desk.submit().under_way) == (1, 4)
    assert [one.status.note.answered for one in desk.collect()] == [4]
    assert created(desk) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_run_that_ends_while_a_batch_is_created_loses_no_batch(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, when: str
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
            desk.submit()
    for _ in range(3):
        desk.served.make_another()
    others = created(desk) - (when == "after")
    assert desk.submit().under_way == 4
    assert created(desk) - others == (when == "after")
    monkeypatch.setattr(knowing, "CREATED_SECONDS", -1)
    later = desk.submit()
    assert created(desk) - others == 1
    assert [note.requests for note in later.batches] == ([] if when == "after" else [4])
    assert [one.status.note.answered for one in desk.collect()] == [4]


@pytest.mark.parametrize(
    ("request_", "trouble"), [("POST /v1/batches", "400"), ("POST /v1/files", "500"), ("POST /v1/files", "401")]
)
def test_what_the_endpoint_does_not_take_can_be_submitted_again_at_once(desk: Desk, request_: str, trouble: str) -> None:
    desk.served.trouble[request_] = [trouble] * 2
    with pytest.raises(ModelError, match=r"status|key"):
        desk.submit()
    desk.served.trouble.clear()
    assert [note.requests for note in desk.submit().batches] == [4]


def test_an_endpoint_that_is_busy_is_asked_again(desk: Desk) -> None:
    desk.served.trouble.update({"POST /v1/batches": ["429"], "POST /v1/files": ["429"], "GET /v1": ["429", "500"]})
    desk.submit()
    assert (created(desk), len(desk.collect())) == (1, 1)


def test_an_endpoint_that_wants_to_be_paid_first_is_not_asked_again(desk: Desk) -> None:
    """It says so with the status of one that is busy."""
    desk.served.said = "You exceeded your current quota (insufficient_quota)"
    desk.served.trouble["POST /v1/batches"] = ["429"] * 2
    with pytest.raises(ModelError, match="insufficient_quota"):
        desk.submit()
    assert desk.served.requests.count("POST /v1/batches") == 1


def test_an_upload_that_a_run_did_not_end_is_begun_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process was killed: nobody gave the questions free, and nothing was asked."""
    monkeypatch.setattr(BatchStore, "forget", lambda *_: None)
    desk.served.trouble["POST /v1/files"] = ["400"]
    with pytest.raises(ModelError):
        desk.submit()
    assert [status.note.state for status in batch.statuses(desk.settings)] == ["uploading"]
    assert [note.requests for note in desk.submit().batches] == [4]
    assert [status.note.state for status in batch.statuses(desk.settings)] == ["under way"]


def test_of_two_runs_at_once_one_submits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second comes while the first is uploading, and takes its questions; the first must not have them asked too."""
    upload = llm_batches.Batches.upload
    second: list[Submission] = []

    def overtaken(self: llm_batches.Batches, name: str, file: Path) -> str:
        monkeypatch.setattr(llm_batches.Batches, "upload", upload)
        second.append(desk.submit())
        return upload(self, name, file)

    monkeypatch.setattr(llm_batches.Batches, "upload", overtaken)
    with pytest.raises(UsageError, match="Another run is submitting the same questions"):
        desk.submit()
    assert (created(desk), [note.requests for note in second[0].batches]) == (1, [4])
    assert [one.status.note.answered for one in desk.collect()] == [4]


# Endpoints that do not play along


def test_an_endpoint_without_batches_is_told_so(desk: Desk) -> None:
    desk.served.trouble["POST /v1/files"] = ["404"]
    with pytest.raises(ModelError, match="takes no batches: `timeline build` asks it"):
        desk.submit()
    assert batch.statuses(desk.settings) == []


def test_the_embedded_model_takes_no_batches(desk: Desk) -> None:
    local = replace(desk.settings, target=choose_target(Wanted(), load_profiles(), {}))
    with pytest.raises(UsageError, match=r"takes no batches\.\nName an endpoint"):
        replace(desk, settings=local).submit()
    assert batch.statuses(local) == []


def test_only_the_endpoint_that_has_a_batch_is_asked_about_it(desk: Desk, articles: Path) -> None:
    """A batch's note names its endpoint; no key is ever sent there because of that."""
    desk.submit()
    with serving(BatchServer()) as other:
        elsewhere = Desk(other, articles, settings_for(other))
        (status,) = batch.statuses(elsewhere.settings)
        assert (status.remote, status.problem) == (None, None)
        assert elsewhere.collect() == []
        assert other.requests == []


def test_a_batch_that_is_gone_is_told_and_can_be_given_up(desk: Desk) -> None:
    desk.submit()
    desk.served.made.clear()
    (status,) = batch.statuses(desk.settings)
    assert status.problem is not None
    assert "knows no batch batch_0: was it submitted with another key?" in status.problem
    assert desk.collect() == []
    with pytest.raises(UsageError, match="No batch “batch_1” is under way"):
        batch.forget(answers_file(), "batch_1")
    batch.forget(answers_file(), "batch_0")
    assert [note.requests for note in desk.submit().batches] == [4]


def test_a_batch_of_which_the_endpoint_cannot_say_whether_it_is_there_stays_until_it_is_given_up(desk: Desk) -> None:
    """Its list cannot be had: neither are its questions free, nor does anything else stand still."""
    desk.served.trouble["POST /v1/batches"] = ["500"]
    with pytest.raises(ModelError, match="did not say whether"):
        desk.submit()
    desk.served.trouble["GET /v1/batches?"] = ["404"] * 10
    assert desk.submit().under_way == 4
    (status,) = batch.statuses(desk.settings)
    assert status.note.state == "creating"
    batch.forget(answers_file(), status.note.name)
    assert [note.requests for note in desk.submit().batches] == [4]


def test_the_states_of_a_batch_are_shown(desk: Desk) -> None:
    desk.submit()
    states = []
    for _ in range(3):
        (status,) = batch.statuses(desk.settings)
        states.append((status.remote.state, status.remote.done) if status.remote else None)
    assert states == [("in_progress", 0), ("finalizing", 0), ("completed", 4)]


@pytest.mark.parametrize("trouble", ["garbage", "401", "403", "503"])
def test_what_cannot_be_read_at_the_endpoint_loses_nothing(desk: Desk, trouble: str) -> None:
    desk.submit()
    desk.served.trouble["GET /v1/batches"] = [trouble] * 2
    (left,) = batch.collect(desk.settings, lambda _: None)
    assert left.problem
    assert KEY not in left.problem
    assert [one.status.note.answered for one in desk.collect()] == [4]


def test_the_key_is_nowhere_but_in_requests(desk: Desk) -> None:
    """An endpoint that repeats the key which it refuses, and a store that is looked through."""
    desk.submit()
    desk.collect()
    desk.served.open_to = "Bearer another"
    elsewhere = replace(desk, settings=replace(desk.settings, answers=answers_file().with_name("other.sqlite")))
    with pytest.raises(ModelError, match="refused the key") as refused:
        elsewhere.submit()
    assert KEY not in str(refused.value)
    desk.served.open_to = f"Bearer {KEY}"
    desk.served.problems = [{"code": "x", "message": f"Authorization: Bearer {KEY}", "line": 1}]
    another = replace(desk, settings=replace(desk.settings, answers=answers_file().with_name("third.sqlite")))
    another.submit()
    (collected,) = another.collect()
    assert KEY not in repr(collected)
    for file in answers_file().parent.iterdir():
        assert KEY.encode() not in file.read_bytes()
    assert all(KEY.encode() not in content for content in desk.served.files.values())
