"""A made-up story whose mentions are borderline pairs by similarity alone, and a fake adjudicator that decides by headline."""

import re
from collections import defaultdict
from typing import Any

from sample_mentions import SampleMention

SANK = (
    SampleMention(
        "a",
        "The ferry Maris Stella sank off Velmora on Friday.",
        "on Friday",
        "Maris Stella sank off Velmora",
        "2019-05-03",
    ),
    SampleMention(
        "f",
        "The ferry Maris Stella sank on Friday with 12 on board.",
        "on Friday",
        "Maris Stella sank",
        "2019-05-03",
    ),
)
RESIGNED = SampleMention(
    "e",
    "Ana Kores, who built the ship, resigned over the Maris Stella on Friday.",
    "on Friday",
    "Ana Kores resigned over the Maris Stella",
    "2019-05-03",
)
BOAT = SampleMention(
    "b",
    "A ship went down off Velmora on Friday, divers said.",
    "on Friday",
    "Ship went down off Velmora",
    "2019-05-03",
)
LOST = SampleMention(
    "c",
    "A fishing boat was lost off Velmora on Friday.",
    "on Friday",
    "Fishing boat was lost off Velmora",
    "2019-05-03",
)
BORDERLINE_STORY = (*SANK, RESIGNED, BOAT, LOST)
"""By similarity alone the resignation just joins the sinking, and the last two just stay apart."""

_MENTION = re.compile(r"^(\d+)\. [^:]*: (.*?) \(article", re.MULTILINE)


def answer_groups(question: str) -> dict[str, Any]:
    """Answer an adjudication question: the boat is one event, and every other headline one by itself."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, headline in _MENTION.findall(question):
        groups["the boat" if re.search("lost|went down", headline) else headline].append(int(number))
    return {"groups": list(groups.values())}
