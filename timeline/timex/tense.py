"""Whether a sentence says that something happened, or is to come, at the time that its expression names.

Two ways suit two kinds of languages. Where the verb stands beside what it dates, the nearest one decides
(`NearestVerb`). Where it stands second, first or last in its clause, with half of it far away ("wird am
Freitag … gewählt"), all verbs of the clause are looked at (`ClauseVerbs`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.timex.context import Direction

Tense = Callable[[str, int, int], Direction]
"""Returns the tense of a sentence around its expression sentence[start:end]."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTERS = re.compile(r"[^\W\d_]+")
_BOUNDARY = re.compile(r"[,;:()–—„“”\"»«](?:\s|$)|[.!?]\s")
_REACH = 400
"""How many characters either way a sentence is read."""
_NONE: frozenset[str] = frozenset()


def always_past(_sentence: str, _start: int, _end: int) -> Direction:
    """Return "past": the tense where no verbs are known."""
    return "past"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NearestVerb:
    """The verbs of a language in which the nearest one before an expression dates it, else the first behind.

    *future* are auxiliaries and other words that look ahead, *future_before* those that do so only before a
    word of *links*; *past* are auxiliaries. Participles are *past_tenses* and words with *past_ending*, but
    *not_past*; behind *determiners* and *passive* auxiliaries they are decided by another verb.
    """

    future: frozenset[str] = _NONE
    future_endings: tuple[str, ...] = ()
    future_before: frozenset[str] = _NONE
    links: frozenset[str] = _NONE
    past: frozenset[str] = _NONE
    past_tenses: frozenset[str] = _NONE
    past_ending: str = ""
    not_past: frozenset[str] = _NONE
    determiners: frozenset[str] = _NONE
    passive: frozenset[str] = _NONE
    perfect: frozenset[str] = _NONE
    future_auxiliaries: frozenset[str] = _NONE

    def __call__(self, sentence: str, start: int, end: int) -> Direction:
        """Return the tense of *sentence* around sentence[start:end]; past if no verb shows one.

        In "Tuesday's vote will …" the verb behind comes first.
        """
        before = _lower_words(sentence[max(start - _REACH, 0) : start])
        behind = _lower_words(sentence[end : end + _REACH])
        words = ["", *before, "", *behind, ""]
        backwards, forwards = range(len(before), 0, -1), range(len(before) + 2, len(words) - 1)
        order = (forwards, backwards) if sentence[end : end + 1] in ("'", "’") else (backwards, forwards)
        return self._first(words, order[0]) or self._first(words, order[1]) or "past"

    def _first(self, words: Sequence[str], places: Iterable[int]) -> Direction | None:
        return next((tense for place in places if (tense := self._tense(words, place))), None)

    def _tense(self, words: Sequence[str], place: int) -> Direction | None:
        """Return what the word at *place* says of the tense, with the words beside it."""
        before, word, behind = words[place - 1 : place + 2]
        earlier = words[place - 2] if place > 1 else ""
        if word in self.future or word.endswith(self.future_endings):
            return "future"
        if word in self.future_before and behind in self.links:
            return "future"
        if word in self.past:
            return "past"
        # "be held" and "will have met" are decided by the auxiliary further on, "the embattled president" by
        # the main verb.
        decided = before in self.determiners or before in self.passive
        decided = decided or (before in self.perfect and earlier in self.future_auxiliaries)
        return "past" if self._is_participle(word) and not decided else None

    def _is_participle(self, word: str) -> bool:
        if word in self.past_tenses:
            return True
        ending = self.past_ending
        if not ending or word in self.not_past:
            return False
        return word.endswith(ending) and len(word) > len(ending) + 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClauseVerbs:
    """The verbs of a language in which they may stand anywhere in their clause, as far as commas show it.

    The nearest one that shows a tense decides: *future* and *scheduled* words, or *past* ones. *weak_endings*
    are those of past tenses, *strong* other past tenses, which may also have *plural_ending*; *not_past* only
    look like these. A *participle* is past beside a word of *perfect*. *rumoured* words look ahead, but not
    where the clause ends with a participle and one of *infinitives*: "soll gestanden haben".
    """

    future: frozenset[str]
    scheduled: frozenset[str]
    past: frozenset[str]
    perfect: frozenset[str]
    participle: re.Pattern[str]
    weak_endings: tuple[str, ...]
    strong: frozenset[str]
    plural_ending: str
    not_past: frozenset[str]
    rumoured: frozenset[str]
    infinitives: frozenset[str]

    def __call__(self, sentence: str, start: int, end: int) -> Direction:
        """Return the tense of *sentence* around sentence[start:end]; past if no verb shows one."""
        before = _BOUNDARY.split(sentence[max(start - _REACH, 0) : start])
        behind = _BOUNDARY.split(sentence[end : end + _REACH])
        tense = self._tense(before[-1], behind[0])
        others = (
            *((clause, "") for clause in reversed(before[:-1])),
            *(("", clause) for clause in behind[1:]),
        )
        for clause in others:
            tense = tense or self._tense(*clause)
        return tense or "past"

    def _tense(self, before: str, behind: str) -> Direction | None:
        """Return the tense of a clause by its words before and behind the expression."""
        first, second = _LETTERS.findall(before), _LETTERS.findall(behind)
        signs = sorted(self._signs([*first, *second], len(first)))
        return signs[0][1] if signs else None

    def _signs(self, words: Sequence[str], place: int) -> Iterator[tuple[int, Direction]]:
        """Yield each word that shows a tense, with how far it is from *place*."""
        perfect = any(word in self.perfect for word in words)
        rumour = len(words) > 1 and words[-1] in self.infinitives and self._is_participle(words[-2])
        for number, word in enumerate(words):
            distance = place - number if number < place else number - place + 1
            ahead = word in self.future and not (rumour and word in self.rumoured)
            if ahead or word in self.scheduled:
                yield distance, "future"
            elif word in self.past or self._is_past(word) or (perfect and self._is_participle(word)):
                yield distance, "past"

    def _is_past(self, word: str) -> bool:
        if word in self.not_past or not word.islower():
            return False
        weak = word.endswith(self.weak_endings) and len(word) > 4
        return weak or word in self.strong or word.removesuffix(self.plural_ending) in self.strong

    def _is_participle(self, word: str) -> bool:
        return self.participle.fullmatch(word) is not None


def _lower_words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]
