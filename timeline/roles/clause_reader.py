"""The clauses of a sentence, each under the one that governs it, by tables of words: there is no parser.

A clause begins at a word that opens one if a verb follows, at a participle, at an infinitive, or at a verb
that has no place in the clause before it. Where words are not enough, a clause has too many of them, and its
roles say more than they should: what compares clauses must take that for doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from timeline.lang.base import Language
from timeline.roles.frames import is_past
from timeline.roles.tagging import Times, tagged
from timeline.roles.word_tags import Tag, Word

_APART = frozenset(";:—–")
_QUOTES = frozenset('“”„"')
_FINITE = frozenset((Tag.VERB, Tag.AUXILIARY))
_MOST_WORDS = 400


class ClauseRelation(Enum):
    """What a clause is to the one that it depends on."""

    MAIN = auto()
    CONTENT = auto()
    RELATIVE = auto()
    ADVERBIAL = auto()
    COORDINATE = auto()
    PARTICIPLE = auto()
    INFINITIVE = auto()
    APART = auto()


_GOVERNED = frozenset((ClauseRelation.CONTENT, ClauseRelation.INFINITIVE))


@dataclass(slots=True)
class Draft:
    """A clause while it is read: its words, what opens it, and the number of the clause that it depends on.

    *reduced* is whether it is a past participle that describes the noun before it.
    """

    relation: ClauseRelation
    opener: str = ""
    parent: int | None = None
    words: list[Word] = field(default_factory=list)
    finite: bool = False
    reduced: bool = False


def drafts_of(text: str, language: Language, times: Times = ()) -> list[Draft]:
    """Return the clauses of a sentence in the order in which they begin; *times* are its time expressions."""
    words = tagged(text, language, times)[:_MOST_WORDS]
    return _ClauseReader(words, language).read()


class _ClauseReader:
    """Reads one sentence, from left to right."""

    def __init__(self, words: Sequence[Word], language: Language) -> None:
        self._words = words
        self._language = language
        self._grammar = language.grammar
        self._drafts = [Draft(ClauseRelation.MAIN)]
        self._current = 0

    def read(self) -> list[Draft]:
        """Return the clauses."""
        readers = {
            Tag.MARK: self._mark,
            Tag.OPENER: self._opener,
            Tag.COORDINATOR: self._coordinator,
            Tag.PREPOSITION: self._preposition,
            Tag.GERUND: self._gerund,
            Tag.VERB: self._finite,
            Tag.AUXILIARY: self._finite,
            Tag.INFINITIVE: self._infinitive,
        }
        for place, word in enumerate(self._words):
            readers.get(word.tag, self._plain)(place, word)
        return self._drafts

    @property
    def _draft(self) -> Draft:
        return self._drafts[self._current]

    def _begin(self, relation: ClauseRelation, opener: str = "", parent: int | None = None) -> Draft:
        parent = self._current if parent is None else parent
        self._drafts.append(Draft(relation, opener, parent))
        self._current = len(self._drafts) - 1
        return self._draft

    def _tag_at(self, place: int) -> Tag | None:
        """Return the tag of the word at *place*, adverbs and times passed over."""
        while place < len(self._words) and self._words[place].tag in (Tag.ADVERB, Tag.TIME):
            place += 1
        return self._words[place].tag if place < len(self._words) else None

    def _verb_ahead(self, place: int) -> bool:
        """Return whether a finite verb follows before a word that opens a clause, or a mark.

        What stands between two commas is passed over: "that her coach, Jon Tarn, had left".
        """
        marks = 0
        for there, word in enumerate(self._words[place + 1 :], place + 1):
            if word.tag in _FINITE and not self._is_done_by(there):
                return marks != 1
            if word.tag is Tag.OPENER or (word.text in _APART and not self._is_paired(there)):
                return False
            if marks == 2:
                marks = 3
            if word.tag is Tag.MARK and word.text not in _QUOTES:
                marks += 1
            if marks > 2:
                return False
        return False

    def _is_done_by(self, place: int) -> bool:
        """Return whether a verb describes the noun before it: "a deal brokered by the Vatican"."""
        if self._words[place].tag is not Tag.VERB or self._words[place - 1].tag is Tag.AUXILIARY:
            return False
        following = self._words[place + 1].lower if place + 1 < len(self._words) else ""
        known = self._language.role_words
        return known is not None and known.prepositions.get(following) == "agent"

    def _plain(self, _: int, word: Word) -> None:
        self._draft.words.append(word)

    def _incomplete(self) -> int | None:
        """Return the nearest clause around the present one that has no verb yet."""
        number = self._draft.parent
        while number is not None and self._drafts[number].finite:
            number = self._drafts[number].parent
        return number

    def _mark(self, place: int, word: Word) -> None:
        if word.text in _QUOTES:
            return
        if word.text in _APART and not self._is_paired(place):
            if self._words[place + 1 :]:
                self._begin(ClauseRelation.APART, parent=0)
            return
        if self._draft.finite and place + 1 < len(self._words) and self._words[place + 1].tag in _FINITE:
            last = self._last_verb(self._draft)
            if last and self._draft.words[last - 1].tag is Tag.MARK and self._reduce(self._current):
                self._draft.finite = False  # "Ada, found guilty of theft, was jailed"
        waiting = self._incomplete() if self._draft.finite else None
        if waiting is not None:
            self._current = waiting
        elif self._draft.parent is not None and self._ends_at_mark(self._draft):
            self._current = self._draft.parent
        self._draft.words.append(word)
        following = self._words[place + 1].tag if place + 1 < len(self._words) else None
        if following in (Tag.OPENER, Tag.COORDINATOR, Tag.GERUND):
            return
        if not self._draft.finite:
            self._described(place, following)
            return
        if following is Tag.VERB and not self._grammar.comma_closes:
            begun = self._begin(ClauseRelation.PARTICIPLE)
            begun.reduced = self._tag_at(place + 2) is Tag.PREPOSITION
        elif following is not Tag.PREPOSITION and self._verb_ahead(place):
            self._begin(ClauseRelation.APART, parent=self._outermost())

    def _ends_at_mark(self, draft: Draft) -> bool:
        return draft.relation is ClauseRelation.RELATIVE or (self._grammar.comma_closes and draft.finite)

    def _is_paired(self, place: int) -> bool:
        """Return whether a dash goes with another one, as a comma does."""
        text = self._words[place].text
        return text in "—–" and sum(word.text == text for word in self._words) == 2

    def _described(self, place: int, following: Tag | None) -> None:
        """Begin a participle that describes the subject: "the metal, used in filters, rose"."""
        if (
            following is not Tag.VERB
            or self._tag_at(place + 2) is not Tag.PREPOSITION
            or not self._draft.words
        ):
            return
        marks = [it for it in range(place + 1, len(self._words)) if self._words[it].tag is Tag.MARK]
        if marks and self._verb_ahead(marks[0]):
            self._begin(ClauseRelation.PARTICIPLE).reduced = True

    def _opener(self, place: int, word: Word) -> None:
        grammar, following = self._grammar, self._tag_at(place + 1)
        if self._draft.words and self._draft.words[-1].tag is Tag.AUXILIARY:
            self._draft.words.append(word.tagged(Tag.ADVERB))  # "has since been"
        elif word.lower in grammar.relatives:
            self._begin(ClauseRelation.RELATIVE, word.lower)
        elif following is Tag.GERUND:
            self._begin(ClauseRelation.PARTICIPLE, word.lower)
        elif not self._verb_ahead(place) or self._is_bound(place):
            self._draft.words.append(word.tagged(Tag.PREPOSITION))
        elif word.lower in grammar.complementizers:
            if self._draft.relation in (ClauseRelation.PARTICIPLE, ClauseRelation.INFINITIVE):
                self._leave(place)
            relative = following in _FINITE and not grammar.comma_closes
            self._begin(ClauseRelation.RELATIVE if relative else ClauseRelation.CONTENT, word.lower)
        else:
            self._begin(ClauseRelation.ADVERBIAL, word.lower)

    def _leave(self, place: int) -> None:
        """Go back to what has a clause as its content: "said, almost in passing, that it sank"."""
        if self._words[place - 1].tag is not Tag.MARK:
            return
        number: int | None = self._current
        while number is not None:
            draft = self._drafts[number]
            if draft.finite and draft.words[self._last_verb(draft)].stem in self._grammar.content_verbs:
                self._current = number
                return
            number = draft.parent

    def _is_bound(self, place: int) -> bool:
        """Return whether a word belongs to a number: "more than thirty"."""
        bounds = self._language.quantities.bounds if self._language.quantities else {}
        if not any(word.tag is Tag.NUMBER for word in self._words[place + 1 : place + 3]):
            return False
        return place > 0 and f"{self._words[place - 1].lower} {self._words[place].lower}" in bounds

    def _coordinator(self, place: int, word: Word) -> None:
        following, draft = self._tag_at(place + 1), self._draft
        if following in _FINITE and draft.words:
            after_mark = draft.words[-1].tag is Tag.MARK
            self._begin(
                ClauseRelation.COORDINATE, word.lower, self._outermost() if after_mark else self._sibling()
            )
        elif following is Tag.GERUND and draft.relation is ClauseRelation.PARTICIPLE:
            self._begin(ClauseRelation.PARTICIPLE, draft.opener, draft.parent)
        elif draft.finite and self._verb_ahead(place):
            after_mark = bool(draft.words) and draft.words[-1].tag is Tag.MARK
            self._begin(
                ClauseRelation.COORDINATE, word.lower, self._outermost() if after_mark else self._sibling()
            )
        else:
            draft.words.append(word)

    def _sibling(self) -> int:
        """Return the clause with a finite verb that is nearest around the present place."""
        number = self._current
        while self._drafts[number].relation in (ClauseRelation.INFINITIVE, ClauseRelation.PARTICIPLE):
            parent = self._drafts[number].parent
            if parent is None:
                break
            number = parent
        return number

    def _outermost(self) -> int:
        """Return the clause around the present place that depends on no other."""
        number, seen = self._current, 0
        while (parent := self._drafts[number].parent) is not None and seen < len(self._drafts):
            number, seen = parent, seen + 1
        return number

    def _preposition(self, place: int, word: Word) -> None:
        following = self._words[place + 1].tag if place + 1 < len(self._words) else None
        if following is Tag.INFINITIVE or (following is Tag.AUXILIARY and word.lower in self._grammar.marks):
            self._begin(ClauseRelation.INFINITIVE, word.lower).finite = True
        elif following is Tag.GERUND:
            self._begin(ClauseRelation.PARTICIPLE, word.lower)
        else:
            self._draft.words.append(word)

    def _infinitive(self, _: int, word: Word) -> None:
        draft = self._draft
        if draft.words:  # "to accept the offer and end the strike"
            draft = self._begin(ClauseRelation.INFINITIVE, draft.opener, draft.parent)
            draft.finite = True
        draft.words.append(word)

    def _gerund(self, place: int, word: Word) -> None:
        draft = self._draft
        if draft.relation is ClauseRelation.PARTICIPLE and not draft.words:
            draft.finite = True
        elif draft.words and not self._after_auxiliary(draft):
            last = draft.words[-1]
            phase = last.tag is Tag.VERB and last.stem in self._grammar.controls
            if last.tag is not Tag.MARK and not self._has_object(place, after_verb=phase):
                draft.words.append(word.tagged(Tag.PLAIN))  # "its credit rating"
                return
            draft = self._begin(ClauseRelation.PARTICIPLE)
            draft.finite = True
        draft.words.append(word)

    def _after_auxiliary(self, draft: Draft) -> bool:
        last = next((it for it in reversed(draft.words) if it.tag is not Tag.ADVERB), None)
        return last is not None and last.tag is Tag.AUXILIARY

    def _has_object(self, place: int, *, after_verb: bool) -> bool:
        if place + 1 == len(self._words):
            return False
        following = self._words[place + 1]
        if self._words[place].lower in self._grammar.auxiliary_gerunds:
            return True
        if following.tag is Tag.PLAIN:
            return (
                after_verb
                or following.text[0].isupper()
                or (self._draft.finite and is_past(following.lower, self._language))
            )
        return following.tag in (Tag.DETERMINER, Tag.NUMBER, Tag.PRONOUN)

    def _finite(self, place: int, word: Word) -> None:
        draft = self._draft
        if draft.relation is ClauseRelation.INFINITIVE and not draft.words:
            draft.words.append(word)
            return
        if draft.finite and not self._continues(draft):
            self._second_verb(word)
        elif word.tag is Tag.VERB and not draft.finite and self._describes_place(draft, place):
            self._begin(ClauseRelation.RELATIVE).reduced = True
        self._draft.finite = True
        self._draft.words.append(word)

    def _describes_place(self, draft: Draft, place: int) -> bool:
        """Return whether a verb comes before any subject: "In a statement issued later, police denied it"."""
        known = self._language.role_words.prepositions if self._language.role_words else {}
        if not draft.words or draft.words[0].lower not in known or draft.words[0].tag is not Tag.PREPOSITION:
            return False
        if (
            any(word.tag is Tag.MARK for word in draft.words)
            or self._words[place].lower in self._grammar.past_only
        ):
            return False
        marks = [it for it in range(place + 1, len(self._words)) if self._words[it].tag is Tag.MARK]
        return bool(marks) and self._verb_ahead(marks[0])

    def _continues(self, draft: Draft) -> bool:
        """Return whether a verb goes with the verbs that its clause has: "had been told", "will it sink"."""
        if self._grammar.comma_closes:
            return True
        last = next((word for word in reversed(draft.words) if word.tag is not Tag.ADVERB), None)
        if last is not None and (last.tag is Tag.AUXILIARY or last.lower in self._grammar.auxiliary_gerunds):
            return True
        asks = draft.relation is ClauseRelation.MAIN and draft.words[0].tag is Tag.AUXILIARY
        return asks and all(word.tag is not Tag.VERB for word in draft.words)

    def _second_verb(self, word: Word) -> None:
        """Give a verb that its clause cannot have to another one, old or new."""
        waiting = self._incomplete()
        if waiting is not None:
            self._current = waiting
            return
        number: int | None = self._current
        while number is not None and not self._is_parted(self._drafts[number]):
            if self._drafts[number].relation is not ClauseRelation.INFINITIVE and self._states_content(
                number
            ):
                return
            if self._reduce(number):
                self._current = number
                return
            number = self._drafts[number].parent
        if word.tag is Tag.VERB and word.lower not in self._grammar.past_only:
            self._begin(ClauseRelation.RELATIVE).reduced = True
        else:
            self._begin(ClauseRelation.APART)

    def _is_parted(self, draft: Draft) -> bool:
        """Return whether a mark stands behind the verb of a clause."""
        return any(word.tag is Tag.MARK for word in draft.words[self._last_verb(draft) :])

    def _states_content(self, number: int) -> bool:
        """Begin the clause that a verb is followed by with no word between: "said it had sunk"."""
        draft = self._drafts[number]
        last = self._last_verb(draft)
        rest = draft.words[last + 1 :]
        if number != self._current or draft.words[last].stem not in self._grammar.content_verbs or not rest:
            return False
        if rest[0].tag in (Tag.PREPOSITION, Tag.MARK):
            return False
        opens = [place for place, word in enumerate(rest) if word.tag in (Tag.DETERMINER, Tag.PRONOUN)]
        start = opens[-1] if len(opens) > 1 and rest[opens[-1] - 1].tag is not Tag.PREPOSITION else 0
        if rest[0].tag is Tag.PLAIN and opens and rest[opens[0]].tag is Tag.PRONOUN:
            start = opens[0]
        del draft.words[last + 1 + start :]
        self._begin(ClauseRelation.CONTENT).words += rest[start:]
        return True

    def _last_verb(self, draft: Draft) -> int:
        verbs = (*_FINITE, Tag.INFINITIVE, Tag.GERUND)
        return max((place for place, word in enumerate(draft.words) if word.tag in verbs), default=0)

    def _reduce(self, number: int) -> bool:
        """Make a participle of the verb of a clause that has another one: "a boat hit by a wave sank"."""
        draft = self._drafts[number]
        last = self._last_verb(draft)
        follows = draft.words[last + 1].tag if last + 1 < len(draft.words) else Tag.MARK
        if draft.words[last].tag is not Tag.VERB or not last or draft.words[last - 1].tag is Tag.AUXILIARY:
            return False
        if draft.words[last].lower in self._grammar.past_only:
            return False
        governs = any(it.parent == number and it.relation in _GOVERNED for it in self._drafts)
        if governs or follows in (Tag.DETERMINER, Tag.PRONOUN, Tag.PLAIN, Tag.NUMBER):
            return False
        described = draft.words[last:]
        del draft.words[last:]
        self._drafts.append(Draft(ClauseRelation.RELATIVE, "", number, described, finite=True, reduced=True))
        return True
