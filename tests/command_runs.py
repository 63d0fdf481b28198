"""What the tests of the command line share: articles, and an endpoint that tells every sentence again."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result
from fakes import completion

STORM = "Ferry runs aground\n\nMarch 5, 2014\n\nThe ferry Aurora ran aground off Lindholm late on Monday.\n"

BRIDGE = "Bridge opened\n\nMarch 6, 2014\n\nMayor Ada Brandt opened the bridge over the Lind on Wednesday before a crowd.\n"

RIGHT_TO_LEFT = "مقال\n\nMarch 5, 2014\n\nالسفينة 🚢 sank on Monday.\n"

Run = Callable[..., Result]


def honest(body: dict[str, Any]) -> tuple[int, Any]:
    """Answer every question with the sentence itself, without its time, as an event."""
    question = body["messages"][-1]["content"]
    sentence = re.search(r"Sentence: (.*)", question)
    headline = re.sub(r"(?: on)? \[.*?\]", "", sentence[1]) if sentence else ""
    return 200, completion(json.dumps({"kind": "event" if headline else "none", "headline": headline}))


def articles(**texts: str) -> Path:
    folder = Path("articles")
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def write_edits(text: str, name: str = "timeline.edits.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")
