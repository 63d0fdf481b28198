"""Sentences of an article with exact offsets, and which of them are page furniture."""

import re
from dataclasses import dataclass

from timeline.text.blocks import Block, Markup, blocks
from timeline.text.furniture import Passage, furniture, signed

__all__ = ["Sentence", "sentences"]

# The splitter wants plain spaces, and refuses half a surrogate pair; each is replaced by one character, so offsets stay.
_UNSPLITTABLE = re.compile(r"[^\S ]|[\ud800-\udfff]")
_QUOTE_MARKER = re.compile(r"(?<=[\n\r])[ \t]*>[> \t]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: text[start:end], the number of its block, and why it is page furniture, or None for the article's text."""

    start: int
    end: int
    paragraph: int
    furniture: str | None


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of *text* in order, without overlap and without white space around them."""
    layout = blocks(text)
    spans = [_spans(text, block) for block in layout]
    passages = [
        Passage(text[block.start : block.end], block.markup, len(inside), block.follows)
        for block, inside in zip(layout, spans, strict=True)
    ]
    return tuple(
        Sentence(start, end, number, reason or (signed(text[start:end]) if len(inside) > 1 else None))
        for number, (inside, reason) in enumerate(zip(spans, furniture(passages), strict=True))
        for start, end in inside
    )


def _spans(text: str, block: Block) -> list[tuple[int, int]]:
    from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]  # it ships no types

    content = text[block.start : block.end]
    if block.markup is Markup.QUOTE:
        content = _QUOTE_MARKER.sub(lambda marker: " " * len(marker.group()), content)
    spans = []
    for boundary in get_sentence_boundaries("en", _UNSPLITTABLE.sub(" ", content)):
        piece = content[boundary["start_index"] : boundary["end_index"]]
        if piece.strip():
            start = block.start + boundary["start_index"] + len(piece) - len(piece.lstrip())
            spans.append((start, start + len(piece.strip())))
    return spans
