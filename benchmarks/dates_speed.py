"""How fast expressions are found: by length, and on adversarial text against natural text.

Adversarial text has shorter words than natural text, or more of them are dates; so the time for a word or
mark is compared beside the time for a character. The times are those of the processor, the least of a few
rounds.
"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dates_scores import table

from timeline.lang.registry import language_of
from timeline.lang.time_expressions import find

_TOKEN = re.compile(r"\w+|\S")
_MEGABYTE = 1_000_000
_ROUNDS = 3
_PLAIN = "Natural text takes {:.1f} times as long as splitting it into words and marks."
ADVERSARIAL = {
    "digits without end": "9" * 60 + " ",
    "numbers": "1 ",
    "numbers with points": "1.",
    "slashes": "1/1/",
    "colons": "12:",
    "years": "2011 ",
    "years and hyphens": "2011-",
    "hyphens": "- ",
    "nested ranges": "from 2011 to between May and ",
    "ranges": "from 2011 to ",
    "days and hyphens": "May 3-",
    "days and more": "3 and ",
    "months": "May ",
    "short months": "Sept. ",
    "weekdays": "Monday, ",
    "articles": "the ",
    "a": "a ",
    "half and half": "half and ",
    "a and a half": "a and a half ",
    "two hundred and": "two hundred and ",
    "ends of ends": "the end of the end of ",
    "early": "early the ",
    "more than": "more than ",
    "about": "about about ",
    "distances": "two weeks before ",
    "distances of distances": "two weeks before two ",
    "decades": "'90s ",
    "clock": "6:40 p.m. on ",
    "quarters": "q1 ",
    "feasts": "New Year 's ",
    "eras": "AD ",
    "full stops": ".",
    "emoji": "😀",
    "lines": "May\n",
    "paragraphs": "May 3\n\n",
}


@dataclass(frozen=True, slots=True)
class Pace:
    """How long finding takes: megabytes a second, and seconds for a character and for a word or mark."""

    megabytes: float
    character: float
    word: float


def speeds(texts: Sequence[str], megabytes: Sequence[int]) -> str:
    """Return the table of speeds, all measured in this one run, so that its ratios can be compared with another machine's."""
    news = "\n\n".join(texts)
    natural = _pace(_stretched(news, _MEGABYTE))
    rows = [_row("natural text", natural, natural)]
    rows += [
        _row(f"natural text, {size} MB", _pace(_stretched(news, size * _MEGABYTE), rounds=1), natural)
        for size in megabytes
    ]
    rows.append(
        _row("natural text, one paragraph", _pace(_stretched(" ".join(news.split()), _MEGABYTE)), natural)
    )
    rows += [
        _row(name, _pace(_stretched(unit, _MEGABYTE // 4)), natural) for name, unit in ADVERSARIAL.items()
    ]
    plain = _seconds(_TOKEN.findall, _stretched(news, _MEGABYTE)) / _seconds(
        _find, _stretched(news, _MEGABYTE)
    )
    return f"\n{table(('speed', 'MB/s', 'time a character', 'time a word or mark'), rows)}\n\n{_PLAIN.format(1 / plain)}"


def _find(text: str) -> object:
    return find(text, language_of("en"))


def _row(name: str, pace: Pace, natural: Pace) -> tuple[str, float, float, float]:
    return name, pace.megabytes, pace.character / natural.character, pace.word / natural.word


def _pace(text: str, rounds: int = _ROUNDS) -> Pace:
    seconds = _seconds(_find, text, rounds)
    words = sum(1 for _ in _TOKEN.finditer(text))
    return Pace(len(text.encode()) / seconds / _MEGABYTE, seconds / len(text), seconds / words)


def _stretched(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


def _seconds(work: Callable[[str], object], text: str, rounds: int = _ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        work(text)
        taken.append(time.process_time() - started)
    return min(taken)
