"""A text as words, figures and marks, with where each stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\S")
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n|\r\s*\r")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "‐": "-", "‑": "-"})
_PADDING = 16


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one paragraph: *words* in lower case with plain apostrophes and hyphens, and as *written*.

    Behind the last of *count* tokens, and so at index -1 before the first, stand empty ones: rules look a few either way.
    """

    words: list[str]
    written: list[str]
    starts: list[int]
    ends: list[int]
    count: int

    def glued(self, index: int) -> bool:
        """Tell whether no white space parts the token at *index* from the one before."""
        return self.starts[index] == self.ends[index - 1]

    def capitalised(self, index: int) -> bool:
        """Tell whether the token at *index* begins with a capital."""
        return self.written[index][:1].isupper()

    def is_word(self, index: int) -> bool:
        """Tell whether the token at *index* is made of letters."""
        return self.words[index][:1].isalpha()


def paragraphs(text: str, start: int, end: int) -> Iterator[Tokens]:
    """Yield the tokens of each paragraph of text[start:end]; no time expression crosses a blank line."""
    while start < end:
        gap = _PARAGRAPH_BREAK.search(text, start, end)
        yield _tokens(text, start, gap.start() if gap else end)
        start = gap.end() if gap else end


def _tokens(text: str, start: int, end: int) -> Tokens:
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    written = [text[first:last] for first, last in spans]
    words = [word.lower() if word.isascii() else word.translate(_PLAIN).lower() for word in written]
    padding = [""] * _PADDING
    return Tokens(
        words + padding,
        written + padding,
        [first for first, _ in spans] + [-1] * _PADDING,
        [last for _, last in spans] + [-2] * _PADDING,
        len(spans),
    )
