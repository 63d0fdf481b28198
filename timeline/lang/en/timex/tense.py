"""Whether a sentence tells of what happened or of what is to come at the time that its expression names."""

import re
from collections.abc import Iterable, Sequence

from timeline.lang.en.lexicon import DETERMINERS, NOT_PAST_TENSES, PAST_TENSES
from timeline.lang.en.timex.words import (
    FUTURE_AUXILIARIES,
    FUTURE_HEADS,
    INFINITIVE_HEADS,
    PAST_AUXILIARIES,
    SCHEDULED_VERBS,
)
from timeline.timex.context import Direction

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_REACH = 400
"""How many characters either way a sentence is read."""


def direction_of(sentence: str, start: int, end: int) -> Direction:
    """Return the tense of *sentence* around its expression sentence[start:end].

    Past where nothing says otherwise.

    The nearest verb before the expression decides, for it is the one that the expression dates, else the
    first one behind; the other way round for "Tuesday's vote will …".
    """
    before = _words(sentence[max(start - _REACH, 0) : start])
    behind = _words(sentence[end : end + _REACH])
    words = ["", *before, "", *behind, ""]
    backwards, forwards = range(len(before), 0, -1), range(len(before) + 2, len(words) - 1)
    order = (forwards, backwards) if sentence[end : end + 1] in ("'", "’") else (backwards, forwards)
    return _first_tense(words, order[0]) or _first_tense(words, order[1]) or "past"


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _first_tense(words: Sequence[str], places: Iterable[int]) -> Direction | None:
    return next((tense for place in places if (tense := _tense(words, place))), None)


def _tense(words: Sequence[str], place: int) -> Direction | None:
    """Return what the word at *place* says of the tense, with the words beside it."""
    before, word, behind = words[place - 1 : place + 2]
    earlier = words[place - 2] if place > 1 else ""
    if word in FUTURE_AUXILIARIES or word in FUTURE_HEADS or word in SCHEDULED_VERBS or word.endswith("'ll"):
        return "future"
    if word in INFINITIVE_HEADS and behind in ("to", "for"):
        return "future"
    if word in PAST_AUXILIARIES:
        return "past"
    participle = word in PAST_TENSES or (
        word.endswith("ed") and len(word) > 3 and word not in NOT_PAST_TENSES
    )
    # "be held" and "will have met" are decided by the auxiliary further on, "the embattled president" by the
    # main verb.
    decided = before in DETERMINERS or before == "be" or (before == "have" and earlier in FUTURE_AUXILIARIES)
    return "past" if participle and not decided else None
