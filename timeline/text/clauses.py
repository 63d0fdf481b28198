"""Clauses of a sentence around a time expression, and whether the expression dates reported speech.

Both follow words alone: there is no parser. Without the words of a language, a sentence is one clause and
reports nothing.
"""

import re
from collections.abc import Callable
from itertools import takewhile

from timeline.text.language_parts import WrittenLanguage

REPORTING_REACH = 3
"""How many words may be between a time expression and the reporting verb that it dates."""

_TOKEN = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def has_long_word(text: str) -> bool:
    """Return whether *text* has a word of at least four letters, without which it hardly states anything."""
    return _LONG_WORD.search(text) is not None


def clause_around(
    sentence: str,
    start: int,
    end: int,
    language: WrittenLanguage,
    states: Callable[[str], bool] = has_long_word,
) -> tuple[int, int]:
    """Return where in *sentence* the clause is that `sentence[start:end]` dates.

    The clause grows to the right, then to the left, until *states* is true of what it has beside the
    expression: "On Tuesday, …" dates what follows.
    """
    if language.clauses is None:
        return 0, len(sentence)
    boundary = language.clauses.boundary
    lefts = [0] + [found.end() for found in boundary.finditer(sentence, 0, start)]
    if len(lefts) > 1 and sentence[lefts[-1] - 1].isalpha() and not sentence[lefts[-1] : start].strip():
        lefts.pop()  # a preposition of the expression: "until Monday"
    rights = boundary.finditer(sentence, end)
    first, right = lefts.pop(), next(rights, None)
    while True:
        last = right.start() if right else len(sentence)
        if states(f"{sentence[first:start]} {sentence[end:last]}"):
            return first, last
        if right:
            right = next(rights, None)
        elif lefts:
            first = lefts.pop()
        else:
            return first, last


def dates_report(
    sentence: str, start: int, end: int, clause: tuple[int, int], language: WrittenLanguage
) -> bool:
    """Return whether `sentence[start:end]` dates a reporting verb of its *clause*.

    At most REPORTING_REACH words are between the two, apart from capitalised ones before the expression,
    which name the audience; and no connective is between the expression and a verb that follows it.
    """
    if language.reporting is None:
        return False
    connectives = language.clauses.connectives if language.clauses else frozenset[str]()
    before = [word for word in _TOKEN.findall(sentence, clause[0], start) if not word[0].isupper()]
    before = before[-REPORTING_REACH - 1 :]
    after = _TOKEN.findall(sentence, end, clause[1])[: REPORTING_REACH + 1]
    after = [*takewhile(lambda word: word not in connectives, after)]
    return not language.reporting.verbs.isdisjoint(map(str.lower, (*before, *after)))


def clauses(sentence: str, language: WrittenLanguage) -> list[str]:
    """Return the clauses of *sentence*, the pieces between boundaries; without clause words, it is one."""
    if language.clauses is None:
        return [sentence]
    ends = [0]
    for found in language.clauses.boundary.finditer(sentence):
        ends += found.span()
    ends.append(len(sentence))
    pieces = [sentence[first:last] for first, last in zip(ends[::2], ends[1::2], strict=True)]
    return [piece for piece in pieces if piece.strip()] or [sentence]
