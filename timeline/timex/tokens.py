"""A text as words, numbers and marks, with the place of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from timeline.timex.time_words import TimeWords

if TYPE_CHECKING:
    from timeline.timex.time_grammar import TimeGrammar

_BREAK = r"\n\s*\n|\r\s*\r"
_TOKEN = re.compile(rf"([^\W\d_]+|[0-9]+|\S|{_BREAK})")
_PARAGRAPH_BREAK = re.compile(_BREAK)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "‐": "-", "‑": "-"})
_PADDING = 16
_PASSAGE = 50_000
"""In code points: as much is read at a time, and on to the end of its last paragraph."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of some paragraphs, as *written* and as *words*: lower case, plain apostrophes and hyphens.

    A blank line between two paragraphs is a token that no rule reads, so no time expression crosses it.
    They are read by *grammar*, whose words are *terms*. *count* tokens are followed by empty ones, so that
    rules may look a few tokens ahead, and, from the first token, a few back.
    """

    words: list[str]
    written: list[str]
    starts: list[int]
    ends: list[int]
    count: int
    grammar: "TimeGrammar"
    terms: TimeWords

    def glued(self, index: int) -> bool:
        """Return whether no white space separates the token at *index* from the one before."""
        return self.starts[index] == self.ends[index - 1]

    def capitalised(self, index: int) -> bool:
        """Return whether the token at *index* begins with a capital."""
        return self.written[index][:1].isupper()

    def is_word(self, index: int) -> bool:
        """Return whether the token at *index* is made of letters."""
        return self.words[index][:1].isalpha()


def passages(text: str, start: int, end: int, grammar: "TimeGrammar") -> Iterator[Tokens]:
    """Yield the tokens of text[start:end] for *grammar*, a few paragraphs at a time."""
    while start < end:
        gap = _PARAGRAPH_BREAK.search(text, min(start + _PASSAGE, end), end)
        yield _tokens(text, start, gap.start() if gap else end, grammar)
        start = gap.end() if gap else end


def _tokens(text: str, start: int, end: int, grammar: "TimeGrammar") -> Tokens:
    pieces = _TOKEN.split(text[start:end])  # gaps and tokens alternate
    places = list(accumulate(map(len, pieces), initial=start))
    written = pieces[1::2]
    plain = (
        written
        if text.isascii()
        else [word if word.isascii() else word.translate(_PLAIN) for word in written]
    )
    padding = [""] * _PADDING
    return Tokens(
        [*map(str.lower, plain), *padding],
        written + padding,
        places[1:-1:2] + [-1] * _PADDING,
        places[2::2] + [-2] * _PADDING,
        len(written),
        grammar,
        grammar.terms,
    )
