"""Time expressions of a text, and the tense of a sentence around one, by the grammar of its language."""

from timeline.lang.base import Language
from timeline.lang.registry import NUMERIC_DATES
from timeline.timex.context import Direction
from timeline.timex.semantics import TimeExpression
from timeline.timex.tokens import passages


def find(text: str, language: Language, start: int = 0, end: int | None = None) -> tuple[TimeExpression, ...]:
    """Return the time expressions of text[start:end], in order; offsets count from the start of *text*.

    In a *language* that has no time grammar, only numeric dates are found.
    """
    grammar = language.time or NUMERIC_DATES
    openings, read = grammar.openings, grammar.read
    found: list[TimeExpression] = []
    for tokens in passages(text, start, len(text) if end is None else min(end, len(text)), grammar):
        behind = 0
        for index, word in enumerate(tokens.words[: tokens.count]):
            if index < behind or not (word in openings or word.isdecimal()):
                continue
            match = read(tokens, index)
            if match:
                behind = match.end
                first, last = tokens.starts[index], tokens.ends[behind - 1]
                found.append(TimeExpression(first, last, text[first:last], match.value))
    return tuple(found)


def direction_of(sentence: str, start: int, end: int, language: Language) -> Direction:
    """Return the tense of *sentence* around sentence[start:end]; past if no verb shows one."""
    return (language.time or NUMERIC_DATES).direction_of(sentence, start, end)
