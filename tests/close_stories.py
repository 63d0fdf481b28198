"""A made-up story in which likeness alone hardly tells what is one happening, and a judge who goes by what is told."""

import re
from collections import defaultdict
from typing import Any

from tellings import Told

SANK = (
    Told(
        "a",
        "The ferry Maris Stella sank off Velmora on Friday.",
        "on Friday",
        "Maris Stella sank off Velmora",
        "2019-05-03",
    ),
    Told(
        "f",
        "The ferry Maris Stella sank on Friday with 12 on board.",
        "on Friday",
        "Maris Stella sank",
        "2019-05-03",
    ),
)
RESIGNED = Told(
    "e",
    "Ana Kores, who built the Maris Stella, resigned on Friday.",
    "on Friday",
    "Ana Kores resigned over the Maris Stella",
    "2019-05-03",
)
BOAT = Told(
    "b",
    "A ship went down off Velmora on Friday, divers said.",
    "on Friday",
    "Ship went down off Velmora",
    "2019-05-03",
)
LOST = Told(
    "c",
    "A fishing boat was lost off Velmora on Friday.",
    "on Friday",
    "Fishing boat was lost off Velmora",
    "2019-05-03",
)
CLOSE_STORY = (*SANK, RESIGNED, BOAT, LOST)
"""Likeness only just puts the resignation to the sinking, and only just keeps the last two apart."""

_MENTION = re.compile(r"^(\d+)\. [^:]*: (.*?) \(article", re.MULTILINE)


def groups_in(question: str) -> dict[str, Any]:
    """Answer a question about what is close: the boat is one happening, and every other headline one by itself."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, headline in _MENTION.findall(question):
        groups["the boat" if re.search("lost|went down", headline) else headline].append(int(number))
    return {"groups": list(groups.values())}
