"""`timeline` in a notebook: a real kernel runs the cells, and shows what they return.

It needs jupyter_client and ipykernel. Where one is missing the tests are skipped and say so; where CI is set
they fail instead.
"""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from api_articles import DAYS, HEADLINES, TITLES, answer, write_articles
from fakes import LoopbackEndpoint, endpoint

SECONDS = 60

Cell = Callable[[str], list[dict[str, Any]]]


class Kernel:
    """A kernel in *folder*, whose cells are run one after the other."""

    def __init__(self, folder: Path) -> None:
        from jupyter_client.manager import start_new_async_kernel

        # The client's blocking form leaves an event loop open.
        self._loop = asyncio.Runner()
        self._manager, self._client = self._loop.run(
            start_new_async_kernel(startup_timeout=SECONDS, kernel_name="python3", cwd=str(folder))
        )

    def run(self, code: str) -> list[dict[str, Any]]:
        """Return what the cell *code* shows: the contents of its results and errors."""
        shown: list[dict[str, Any]] = []

        def take(message: dict[str, Any]) -> None:
            if message["msg_type"] in ("execute_result", "display_data", "error"):
                shown.append(message["content"])

        running = self._client.execute_interactive(code, timeout=SECONDS, output_hook=take)
        self._loop.run(running)
        return shown

    def interrupt(self) -> None:
        """Send Ctrl-C, as the stop button does, from another thread."""
        asyncio.run(self._manager.interrupt_kernel())

    def close(self) -> None:
        self._client.stop_channels()
        self._loop.run(self._manager.shutdown_kernel(now=True))
        self._loop.close()


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    absent = [name for name in ("jupyter_client", "ipykernel") if find_spec(name) is None]
    if absent:
        reason = f"NOT RUN IN A NOTEBOOK: {', '.join(absent)} missing; to have it: pip install --group test"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("notebook")
    write_articles(folder)
    with pytest.MonkeyPatch.context() as environment:
        for name in ("TIMELINE_CACHE", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR"):
            environment.setenv(name, str(folder / name.lower()))
        running = Kernel(folder)
        try:
            running.run("import timeline")
            yield running
        finally:
            running.close()


def asked(served: LoopbackEndpoint) -> str:
    return f"base_url={served.base_url!r}, model='stub', granularity='expression'"


def holds_the_events(html: str) -> bool:
    return all(words in html for words in (*HEADLINES, *TITLES.values(), "<style>", *DAYS))


def test_a_cell_builds_and_shows_the_timeline(kernel: Kernel) -> None:
    with endpoint(answer) as served:
        shown = kernel.run(f"result = timeline.build('articles', title='Cranes', {asked(served)})\nresult")
        assert [set(content["data"]) for content in shown] == [{"text/plain", "text/html"}], shown
        assert holds_the_events(shown[0]["data"]["text/html"])
        assert shown[0]["data"]["text/plain"].startswith("<BuildResult 'Cranes': 2 events")
        assert len(served.requests) > 0
        (timeline,) = kernel.run("result.timeline")
        assert holds_the_events(timeline["data"]["text/html"])


def test_a_cell_awaits_a_build(kernel: Kernel) -> None:
    with endpoint(answer) as served:
        (shown,) = kernel.run(f"(await timeline.abuild('articles', {asked(served)})).timeline")
        assert holds_the_events(shown["data"]["text/html"])


def test_a_mistake_is_one_sentence(kernel: Kernel) -> None:
    (shown,) = kernel.run("timeline.build('articles', max_call=3)")
    assert (shown["ename"], shown["evalue"]) == (
        "TypeError",
        "build() has no option “max_call”. Did you mean “max_calls”?",
    )


def test_the_stop_button_ends_the_build(kernel: Kernel) -> None:
    """The build's thread sends no question after the cell has ended."""
    reached, release = threading.Event(), threading.Event()

    def silent(body: dict[str, Any]) -> tuple[int, Any]:
        reached.set()
        release.wait(SECONDS)
        return answer(body)

    def stop() -> None:
        reached.wait(SECONDS)
        kernel.interrupt()

    stopping = threading.Thread(target=stop)
    with endpoint(silent) as served:
        try:
            stopping.start()
            build = f"timeline.build('articles', concurrency=1, model='other', base_url={served.base_url!r})"
            (shown,) = kernel.run(build)
            assert shown["ename"] == "KeyboardInterrupt"
            waiting = "import threading; [t.name for t in threading.enumerate() if 'timeline' in t.name]"
            deadline = time.monotonic() + SECONDS
            while (left := kernel.run(waiting)[0]["data"]["text/plain"]) != "[]":
                assert time.monotonic() < deadline, left
            assert len(served.requests) == 1
        finally:
            release.set()
            stopping.join()
