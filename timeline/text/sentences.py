"""Sentences of an article with exact offsets, and why some of them are boilerplate."""

import re
from dataclasses import dataclass

from timeline.text.blocks import Block, Markup, blocks
from timeline.text.boilerplate import Passage, PassageLexicon, boilerplate, closing_reason
from timeline.text.language_parts import OrdinalPatterns, WrittenLanguage

LONGEST_CAPTION = 250
"""In code points, with the credit at its end."""
# The splitter wants plain spaces and refuses half a surrogate pair. Each is replaced by one character, which
# keeps offsets.
_UNSPLITTABLE = re.compile(r"[^\S ]|[\ud800-\udfff]")
_QUOTE_MARKER = re.compile(r"(?<=[\n\r])[ \t]*>[> \t]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: text[start:end], the number of its block, and why it is boilerplate.

    *boilerplate* is None for a sentence of the article itself.
    """

    start: int
    end: int
    paragraph: int
    boilerplate: str | None


def sentences(text: str, language: WrittenLanguage, code: str | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of *text* in order, without overlap and without white space around them.

    *language* decides about ordinals and the wording of boilerplate. Without its words, only layout, numeric
    dates, © and names of agencies show boilerplate, and all other lines are kept. Abbreviations are those of
    the ISO 639 *code*, by default the language's own.
    """
    code = code or language.code
    layout = blocks(text)
    lexicon = PassageLexicon.of(language)
    spans = [_spans(text, block, code, language.ordinals) for block in layout]
    passages = [
        Passage(text[block.start : block.end], block.markup, len(inside), block.follows, lexicon)
        for block, inside in zip(layout, spans, strict=True)
    ]
    found = []
    for number, (inside, whole) in enumerate(zip(spans, boilerplate(passages), strict=True)):
        for (start, end), reason in zip(inside, _reasons(text, inside, whole, lexicon), strict=True):
            found.append(Sentence(start, end, number, reason))
    return tuple(found)


def _reasons(
    text: str, inside: list[tuple[int, int]], whole: str | None, lexicon: PassageLexicon
) -> list[str | None]:
    """Return why each sentence of a block is boilerplate: as the *whole* block is, or by its own words."""
    if whole or len(inside) < 2:
        return [whole] * len(inside)
    reasons = [closing_reason(text[start:end], lexicon) for start, end in inside]
    # A few words and then who took the picture: what it shows is part of the caption.
    if reasons[-1] == "caption" and inside[-1][1] - inside[0][0] <= LONGEST_CAPTION:
        return ["caption"] * len(inside)
    return reasons


def _spans(text: str, block: Block, code: str, ordinals: OrdinalPatterns | None) -> list[tuple[int, int]]:
    from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]  # it ships no types

    content = text[block.start : block.end]
    if block.markup is Markup.QUOTE:
        content = _QUOTE_MARKER.sub(lambda marker: " " * len(marker.group()), content)
    boundaries = get_sentence_boundaries(code, _UNSPLITTABLE.sub(" ", content))
    pieces = [(boundary["start_index"], boundary["end_index"]) for boundary in boundaries]
    spans = []
    for first, last in _join_ordinals(content, pieces, ordinals):
        piece = content[first:last]
        # Markdown's emphasis at either end is not part of the sentence.
        sentence = piece.strip().strip("*_").strip()
        if sentence:
            start = block.start + first + piece.index(sentence)
            spans.append((start, start + len(sentence)))
    return spans


def _join_ordinals(
    text: str, pieces: list[tuple[int, int]], ordinals: OrdinalPatterns | None
) -> list[tuple[int, int]]:
    """Join what the splitter cuts after an ordinal: "im 19. Jahrhundert" is in one sentence."""
    if ordinals is None:
        return pieces
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        ordinal = joined and ordinals.end.search(text, *joined[-1]) and ordinals.after.match(text, start)
        joined.append((joined.pop()[0] if ordinal else start, end))
    return joined
