"""`timeline.build` and `abuild` against a loopback endpoint: in programs, in event loops, and cancelled."""

import ast
import asyncio
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest
from api_articles import DAYS, HEADLINES, answer, write_articles
from fakes import LoopbackEndpoint, endpoint

import timeline


@pytest.fixture
def served() -> Iterator[LoopbackEndpoint]:
    with endpoint(answer) as running:
        yield running


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return write_articles(here)


def options(served: LoopbackEndpoint) -> timeline.BuildOptions:
    return {"base_url": served.base_url, "model": "stub", "granularity": "expression"}


def test_one_path_or_several(articles: Path, served: LoopbackEndpoint) -> None:
    asked = options(served)
    result = timeline.build("articles", **asked)
    assert tuple(event.headline for event in result.timeline.events) == HEADLINES
    assert tuple(str(event.date) for event in result.timeline.events) == DAYS
    assert (result.timeline.title, result.timeline.failed, result.cost) == ("articles", (), None)
    assert result.report.accounts.total.calls == len(served.requests) > 0
    with pytest.raises(FrozenInstanceError):
        result.timeline = result.timeline  # type: ignore[misc] # that is what is tested
    assert repr(result).startswith("<BuildResult 'articles': 2 events, ")
    for sources in (
        articles,
        ["articles"],
        ("articles/*.txt",),
        [articles / "harbour.txt", "articles/council.txt"],
    ):
        again = timeline.build(sources, title="articles", **asked)
        assert again.timeline.events == result.timeline.events
    assert again.report.accounts.total.calls == 0
    one = timeline.build("articles/harbour.txt", **asked)
    assert len(one.timeline.articles) == 1


def test_only_the_edits_that_are_named_are_applied(articles: Path, served: LoopbackEndpoint) -> None:
    """The command takes those of the current folder; a program has many current folders."""
    edits = '[[hide]]\nevent = "crane fell"\nreason = "not ours"\n'
    Path("timeline.edits.toml").write_text(edits, encoding="utf-8")
    asked = options(served)
    assert len(timeline.build(articles, **asked).timeline.events) == 2
    edited = timeline.build(articles, edits="timeline.edits.toml", **asked)
    assert [event.headline for event in edited.timeline.events] == [HEADLINES[1]]
    assert any("1 edit applied" in note for note in edited.notes)


def test_build_works_inside_a_running_loop(articles: Path, served: LoopbackEndpoint) -> None:
    async def cell() -> timeline.BuildResult:
        return timeline.build(articles, **options(served))

    assert len(asyncio.run(cell()).timeline.events) == 2


def test_abuild_leaves_the_loop_to_others(articles: Path, served: LoopbackEndpoint) -> None:
    async def both() -> tuple[timeline.BuildResult, int]:
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0.001)

        ticking = asyncio.create_task(tick())
        result = await timeline.abuild(articles, **options(served))
        ticking.cancel()
        return result, ticks

    result, ticks = asyncio.run(both())
    assert len(result.timeline.events) == 2
    assert ticks > 3


def test_several_builds_at_once(articles: Path, served: LoopbackEndpoint) -> None:
    async def several() -> list[timeline.BuildResult]:
        names = ("harbour", "council")
        return await asyncio.gather(
            *(timeline.abuild(articles / f"{name}.txt", **options(served)) for name in names)
        )

    results = asyncio.run(several())
    assert [event.headline for result in results for event in result.timeline.events] == [*HEADLINES]


def test_an_error_of_the_build_is_raised_in_a_loop_too(articles: Path) -> None:
    async def cell() -> timeline.BuildResult:
        return timeline.build(articles, base_url="http://127.0.0.1:9/v1", model="stub")

    with pytest.raises(timeline.TimelineError, match="nothing answers"):
        asyncio.run(cell())


def test_a_cancelled_abuild_ends_its_questions_and_its_thread(articles: Path) -> None:
    """Nothing goes on in the background: no question is sent later, and the cache is closed."""
    asked, release = threading.Event(), threading.Event()

    def silent(body: dict[str, Any]) -> tuple[int, Any]:
        asked.set()
        release.wait(20)
        return answer(body)

    async def cancelled(served: LoopbackEndpoint) -> float:
        task = asyncio.create_task(timeline.abuild(articles, concurrency=1, **options(served)))
        await asyncio.to_thread(asked.wait, 20)
        started = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.monotonic() - started

    with endpoint(silent) as served:
        try:
            assert asyncio.run(cancelled(served)) < 10
            running = [thread for thread in threading.enumerate() if thread.name.startswith("timeline.build")]
            for thread in running:
                thread.join(5)
            assert not any(thread.is_alive() for thread in running)
            assert len(served.requests) == 1
        finally:
            release.set()
    with endpoint(answer) as served:
        assert len(timeline.build(articles, **options(served)).timeline.events) == 2


def test_an_abuild_cancelled_before_it_begins_asks_nothing(articles: Path, served: LoopbackEndpoint) -> None:
    async def cancelled() -> None:
        task = asyncio.create_task(timeline.abuild(articles, **options(served)))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert served.requests == []


@pytest.mark.usefixtures("articles")
def test_the_examples_of_the_guide_run(
    served: LoopbackEndpoint,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What readers copy from the guide works, one block after the other, against the endpoint of the environment."""
    for name, value in (("BASE_URL", served.base_url), ("MODEL", "stub"), ("GRANULARITY", "expression")):
        monkeypatch.setenv(f"TIMELINE_{name}", value)
    guide = (Path(__file__).parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")
    section = guide.partition("\n## In Python\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    assert len(blocks) == 4
    names: dict[str, Any] = {}
    # A cost limit needs a price, which this endpoint lacks.
    for block in (block.replace(", max_cost=2.50", "") for block in blocks):
        code = compile(block, "guide.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        running = eval(code, names)  # noqa: S307 - the guide is ours
        if running is not None:
            asyncio.run(running)
    printed = capsys.readouterr().out
    assert all(f"{day} {headline} 1\n" in printed for day, headline in zip(DAYS, HEADLINES, strict=True))
    assert {path.suffix for path in Path().glob("timeline.*")} == {".html", ".md", ".json"}
    assert names["checked"].compared == names["checked"].passages > 0
    assert names["result"].report.accounts.total.calls == 0


def test_a_limit_on_the_cost_needs_a_price(articles: Path, served: LoopbackEndpoint) -> None:
    with pytest.raises(timeline.TimelineError, match="needs the model's price"):
        timeline.build(articles, max_cost=2.5, **options(served))
