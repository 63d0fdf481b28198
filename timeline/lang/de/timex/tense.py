"""The tense of a German sentence at the time that its expression names.

The verb stands second, first or last in its clause, and half of it may be far away: "wird am Freitag …
gewählt". So all verbs of the expression's clause, as far as commas show it, are looked at, and the nearest
one that shows a tense decides.
"""

import re
from collections.abc import Iterator, Sequence

from timeline.lang.de.timex.words import (
    FUTURE_WORDS,
    NO_PRETERITES,
    PAST_AUXILIARIES,
    PERFECT_AUXILIARIES,
    RUMOURED,
    SCHEDULED_VERBS,
    STRONG_PAST_TENSES,
)
from timeline.timex.context import Direction

_WORD = re.compile(r"[^\W\d_]+")
_BOUNDARY = re.compile(r"[,;:()–—„“”\"»«](?:\s|$)|[.!?]\s")
_PARTICIPLE = re.compile(
    r"(?:[a-zäöüß]{0,12}ge[a-zäöüß]{2,20}|(?:be|ver|er|ent|zer|miss)[a-zäöüß]{2,20}|[a-zäöüß]{2,20}ier)(?:t|en)"
)
_REACH = 400
"""How many characters either way a sentence is read."""


def direction_of(sentence: str, start: int, end: int) -> Direction:
    """Return the tense of *sentence* around its expression sentence[start:end].

    Past where nothing says otherwise.

    >>> direction_of("Der Rat wird am Freitag gewählt.", 0, 0)
    'future'
    >>> direction_of("Der Rat ist am Freitag gewählt worden.", 0, 0)
    'past'
    """
    before = _BOUNDARY.split(sentence[max(start - _REACH, 0) : start])
    behind = _BOUNDARY.split(sentence[end : end + _REACH])
    clauses = [
        (before[-1], behind[0]),
        *((clause, "") for clause in reversed(before[:-1])),
        *(("", c) for c in behind[1:]),
    ]
    return next((tense for clause in clauses if (tense := _tense(*clause))), "past")


def _tense(before: str, behind: str) -> Direction | None:
    """Return the tense of a clause by its words before and behind the expression."""
    first, second = _WORD.findall(before), _WORD.findall(behind)
    signs = sorted(_signs([*first, *second], len(first)))
    return signs[0][1] if signs else None


def _signs(words: Sequence[str], place: int) -> Iterator[tuple[int, Direction]]:
    """Yield each word that shows a tense, with how far it is from *place*."""
    perfect = any(word in PERFECT_AUXILIARIES for word in words)
    rumoured = len(words) > 1 and words[-1] in ("haben", "sein") and _is_participle(words[-2])
    for number, word in enumerate(words):
        distance = place - number if number < place else number - place + 1
        if (word in FUTURE_WORDS and not (rumoured and word in RUMOURED)) or word in SCHEDULED_VERBS:
            yield distance, "future"
        elif word in PAST_AUXILIARIES or _is_preterite(word) or (perfect and _is_participle(word)):
            yield distance, "past"


def _is_preterite(word: str) -> bool:
    if word in NO_PRETERITES or not word.islower():
        return False
    weak = word.endswith(("te", "ten")) and len(word) > 4
    return weak or word in STRONG_PAST_TENSES or word.removesuffix("en") in STRONG_PAST_TENSES


def _is_participle(word: str) -> bool:
    return word == "worden" or _PARTICIPLE.fullmatch(word) is not None
