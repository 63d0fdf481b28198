"""What the tests of batches share: articles, an endpoint that has batches, and no waiting."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_client import BatchClient, settings_for
from batch_server import KEY, BatchServer
from extraction_runs import SHIPS, TOWNS
from fault_server import serving

from timeline.llm import batch_api as llm_batches


@pytest.fixture
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


@pytest.fixture
def client(articles: Path) -> Iterator[BatchClient]:
    with serving(BatchServer()) as served:
        yield BatchClient(served, articles, settings_for(served))
