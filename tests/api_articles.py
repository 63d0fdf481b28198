"""Two articles for the tests of the Python interface, and an endpoint's answers about them."""

import json
import re
from pathlib import Path
from typing import Any

from fakes import completion

TITLES = {"harbour": "Crane falls in the harbour", "council": "Council buys a new crane"}
TEXTS = {
    "harbour": "May 8, 2019\n\nA crane fell into the harbour of Ostrava Bay on Tuesday.\n",
    "council": "May 20, 2019\n\nThe council of Ostrava Bay bought a second crane on Friday.\n",
}
HEADLINES = (
    "A crane fell into the harbour of Ostrava Bay",
    "The council of Ostrava Bay bought a second crane",
)
DAYS = ("2019-05-07", "2019-05-17")


def write_articles(folder: Path) -> Path:
    """Write the articles into a new folder of *folder*, and return it."""
    articles = folder / "articles"
    articles.mkdir()
    for name, text in TEXTS.items():
        (articles / f"{name}.txt").write_text(f"{TITLES[name]}\n\n{text}", encoding="utf-8")
    return articles


def answer(body: dict[str, Any]) -> tuple[int, Any]:
    """Answer that each sentence states an event, with the sentence itself, without its time, as headline."""
    sentence = re.search(r"Sentence: (.*)", body["messages"][-1]["content"])
    headline = re.sub(r"(?: on)? \[.*?\]\.?", "", sentence[1]) if sentence else ""
    return 200, completion(json.dumps({"kind": "event" if headline else "none", "headline": headline}))
