"""What a batch asks: what a build would, byte for byte, once, within the limits of endpoint and user."""

import asyncio
import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from batch_client import BatchClient, settings_for
from batch_server import KEY, BatchServer
from borderline_story import BORDERLINE_STORY
from fault_server import seeded, serving

from timeline.errors import UsageError
from timeline.extract.expression_prompt import ArticleAnswer
from timeline.llm import Endpoint, Price, Sampling, SchemaMode
from timeline.llm.batch_api import request_line
from timeline.llm.call_errors import CallError
from timeline.llm.transport import Transport
from timeline.models import Message
from timeline.pipeline.batches import request_files as files

pytestmark = pytest.mark.usefixtures("quick")


@pytest.mark.parametrize("mode", ["json_schema", "json_object", "none"])
@pytest.mark.parametrize("temperature", [0, None])
def test_a_line_of_a_batch_is_byte_for_byte_what_is_sent_live(
    mode: SchemaMode, temperature: float | None
) -> None:
    """Else the same key would stand for answers to two questions."""
    messages = [
        Message("system", "Say “café” \u2028 and \\ only."),
        Message("user", 'The "ferry" ran aground\ton 3 March 2014.'),
    ]
    sampling = Sampling(schema_mode=mode, temperature=temperature)
    with serving(BatchServer(lambda _: "500")) as served:
        asked = Endpoint("stub", served.base_url, KEY, sampling=sampling)

        async def both() -> bytes:
            wire = Transport(asked, lambda _: None)
            with suppress(CallError):
                await wire.ask(messages, ArticleAnswer)
            await wire.close()
            return await request_line(asked, "k" * 64, messages, ArticleAnswer)

        line = asyncio.run(both())
    assert line == b'{"custom_id":"%s","method":"POST","url":"/v1/chat/completions","body":%s}\n' % (
        b"k" * 64,
        served.live[0],
    )


def test_a_batch_asks_what_a_build_asks_and_the_build_then_asks_nothing(
    client: BatchClient, tmp_path: Path
) -> None:
    """The same questions, the same answers, the same bytes."""
    submission = client.submit()
    (made,) = client.served.made.values()
    bodies = [
        json.dumps(line["body"], ensure_ascii=False, separators=(",", ":")).encode() for line in made.lines
    ]
    assert [note.requests for note in submission.batches] == [4]
    (collected,) = client.collect()
    assert (collected.status.note.answered, collected.failed) == (4, ())
    assert (collected.tokens.prompt, collected.tokens.completion) == (40, 20)
    built = client.build()
    assert client.served.live == []
    live = client.build(tmp_path / "live.sqlite")
    assert built == live
    assert sorted(client.served.live) == sorted(bodies)


def test_what_the_answers_lead_to_is_asked_by_the_next_batch(client: BatchClient, tmp_path: Path) -> None:
    """A repair depends on the answer that it repairs; in the end, all is as if it had been asked at once."""
    client.served.schedule = seeded(5, 0.7, ("wrong ids",))
    client.submit()
    client.collect()
    second = client.submit()
    repairs = sum(note.requests for note in second.batches)
    assert 0 < repairs <= 4
    client.collect()
    assert client.submit().batches == ()
    built = client.build()
    assert client.served.live == []
    with serving(BatchServer(seeded(5, 0.7, ("wrong ids",)))) as live:
        asking_live = BatchClient(
            live, client.articles, settings_for(live, cache_file=tmp_path / "live.sqlite")
        )
        assert asking_live.build() == built
        assert len(live.live) == 4 + repairs


def test_what_is_close_is_asked_about_once_all_else_is_answered(client: BatchClient) -> None:
    """As in a build of a large model."""
    for mention in BORDERLINE_STORY:
        text = f"News of the day\n\nMay 5, 2019\n\n{mention.quote}\n"
        (client.articles / f"{mention.article}.txt").write_text(text, encoding="utf-8")
    client = replace(client, settings=replace(client.settings, adjudicate=True))
    client.submit()
    client.collect()
    close = client.submit()
    client.collect()
    forms = [
        line["body"]["response_format"]["json_schema"]["name"]
        for made in client.served.made.values()
        for line in made.lines
    ]
    assert forms == ["ArticleAnswer"] * 9 + ["GroupsAnswer"] * close.estimate.calls
    assert close.estimate.calls
    client.build()
    assert client.served.live == []


def test_what_is_under_way_is_not_submitted_again(client: BatchClient) -> None:
    client.submit()
    again = client.submit()
    assert (again.batches, again.under_way, again.estimate.calls) == ((), 4, 0)
    assert client.served.requests.count("POST /v1/files") == 1


def test_a_dry_run_submits_nothing(client: BatchClient) -> None:
    submission = client.submit(dry_run=True)
    assert (submission.estimate.calls, submission.batches) == (4, ())
    assert client.served.requests == []
    assert client.submit().estimate.calls == 4


@pytest.mark.parametrize(("limit", "value"), [("MOST_REQUESTS", 3), ("MOST_BYTES", 14_000)])
def test_more_than_a_file_holds_becomes_several_batches(
    client: BatchClient, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(files, limit, value)
    submission = client.submit()
    assert [note.requests for note in submission.batches] == [3, 1]
    assert all(len(client.served.files[made.file]) <= 14_000 for made in client.served.made.values())
    assert sorted(one.status.note.answered for one in client.collect()) == [1, 3]


def test_limits_hold_and_the_next_run_goes_on_from_there(client: BatchClient) -> None:
    few = replace(client, settings=replace(client.settings, max_calls=3)).submit()
    assert ([note.requests for note in few.batches], few.stopped) == ([3], "the limit of 3 calls is reached")
    rest = client.submit()
    assert ([note.requests for note in rest.batches], rest.under_way, rest.stopped) == ([1], 3, None)


def test_money_is_counted_at_the_price_of_batches_and_at_its_worst(client: BatchClient) -> None:
    """With 4,096 tokens for each answer at 1,000 dollars a million, and half of that in batches."""
    profile = replace(
        client.settings.target.profile, prompt_price=0.0, completion_price=1_000.0, batch_price=0.5
    )
    assert profile.price_in_batches == Price(0.0, 500.0)
    target = replace(client.settings.target, profile=profile)
    submission = replace(
        client, settings=replace(client.settings, target=target, max_cost=2 * 2.048)
    ).submit()
    assert [note.requests for note in submission.batches] == [2]
    assert submission.most == pytest.approx(2 * 2.048)
    assert submission.stopped is not None


def test_a_limit_on_money_needs_a_price(client: BatchClient) -> None:
    with pytest.raises(UsageError, match="needs the model's price"):
        replace(client, settings=replace(client.settings, max_cost=1.0)).submit()
