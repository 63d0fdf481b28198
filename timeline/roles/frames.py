"""The frame of a clause: its predicate, and who fills which role."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.lang.base import Language, RoleWords
from timeline.lang.lexical import stems_of
from timeline.roles.event_types import type_words_of
from timeline.roles.names import Name
from timeline.roles.phrases import Amount, Phrase, amounts_in, phrase_of, tokens_of

_MARKS = frozenset(',;:()“”"—–')
_MOST_FRAMES = 5_000
_MOST_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Frame:
    """Who did what to whom. *types* are the types of event of the predicate, *verb* its stem.

    *agent* and *patient* are what is before and after the verb; in a passive it is the other way round. A
    verb without an object has what is before it as its *agent*. *places* stand after a preposition of place,
    *others* after any other. *names* are those of all phrases.
    """

    verb: str
    types: frozenset[str]
    agent: Phrase | None
    patient: Phrase | None
    places: tuple[Phrase, ...]
    others: tuple[Phrase, ...]
    identifiers: tuple[tuple[str, str], ...]
    amounts: tuple[Amount, ...]
    names: frozenset[Name]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases."""
        both = tuple(phrase for phrase in (self.agent, self.patient) if phrase is not None)
        return (*both, *self.places, *self.others)


@lru_cache(maxsize=_MOST_FRAMES)
def frame_of(clause: str, sentence: str, language: Language) -> Frame | None:
    """Return the frame of *clause*, a headline for *sentence*; None in a language without words for roles.

    >>> from timeline.lang.registry import language_of
    >>> frame = frame_of("Ada Brandt was arrested by police in Elin.", "", language_of("en"))
    >>> frame.agent.text, frame.patient.names, frame.places[0].names, sorted(frame.types)
    ('police', (('ada', 'brandt'),), (('elin',),), ['arrest'])
    """
    known = language.role_words
    if known is None:
        return None
    tokens = tokens_of(clause)
    return _FrameReader(language, known, sentence).read(tokens)


class _FrameReader:
    """Reads clauses of one language."""

    def __init__(self, language: Language, known: RoleWords, sentence: str) -> None:
        self._language = language
        self._known = known
        self._sentence = sentence
        self._stems = stems_of(language)

    def read(self, tokens: Sequence[str]) -> Frame:
        """Return the frame of a clause."""
        lower = [token.lower() for token in tokens]
        verbs = [self._is_verb(tokens, lower, place) for place in range(len(tokens))]
        end = self._end_of_main_clause(tokens, verbs)
        first, last, passive = self._predicate(tokens[:end], verbs)
        before = self._phrases(tokens[:first], opening=True)
        after = self._phrases(tokens[last:end], opening=False)
        verb = self._stems[lower[last - 1]] if last > first else ""
        particle = lower[last] if last < end else ""
        types = type_words_of(self._language)
        besides = (_types_of(word, self._language) for word in (*lower[:first], *lower[last:end]))
        none, phrasal = frozenset[str](), f"{verb} {particle}"
        in_nouns = none.union(*besides)
        agent, patient, places, others = self._roles(before, after, passive=passive)
        if not verb:  # a title says no roles
            agent, others = None, tuple(phrase for phrase in (agent, *others) if phrase is not None)
        return Frame(
            verb=verb,
            types=in_nouns if verb in self._known.light_verbs else types.get(phrasal, types.get(verb, none)),
            agent=agent,
            patient=patient,
            places=places,
            others=others,
            identifiers=tuple(pair for _, phrase in (*before, *after) for pair in phrase.identifiers),
            amounts=amounts_in(tokens, self._language, self._known),
            names=frozenset(name for _, phrase in (*before, *after) for name in phrase.names),
        )

    def _end_of_main_clause(self, tokens: Sequence[str], verbs: Sequence[bool]) -> int:
        """Return where what follows is another clause: after a verb, a mark or a joining word."""
        verb_seen = False
        connectives = self._language.clauses.connectives if self._language.clauses else frozenset[str]()
        for place, token in enumerate(tokens):
            if verbs[place]:
                verb_seen = True
            elif verb_seen and token in connectives:
                if place + 1 < len(tokens) and verbs[place + 1]:
                    return place
            elif verb_seen and (token in {";", ":"} or _opens_clause(token, self._language)):
                return place
        return len(tokens)

    def _is_verb(self, tokens: Sequence[str], lower: Sequence[str], place: int) -> bool:
        verbs, word = self._language.verbs, lower[place]
        if verbs is None or word in verbs.auxiliaries:
            return verbs is not None
        if not place or tokens[place][0].isupper() or not is_past(word, self._language):
            return False
        previous = lower[place - 1]
        return previous not in verbs.determiners and not previous[0].isdigit()

    def _predicate(self, tokens: Sequence[str], verbs: Sequence[bool]) -> tuple[int, int, bool]:
        """Return where the verb group begins and ends, and whether it is passive."""
        found = [place for place in range(len(tokens)) if verbs[place]]
        first = next((place for place in found if self._is_finite(tokens, place, found[-1])), None)
        if first is None:
            return len(tokens), len(tokens), False
        auxiliaries = self._language.verbs.auxiliaries if self._language.verbs else frozenset[str]()
        place, passive = first, False
        while place < len(tokens) and tokens[place].lower() in auxiliaries:
            passive = tokens[place].lower() in self._known.be
            place += 1
            while place < len(tokens) and self._is_adverb(tokens[place]):
                place += 1
        if place == first:
            return first, first + 1, False
        if place < len(tokens) and is_past(tokens[place].lower(), self._language):
            return first, place + 1, passive
        return first, place, False

    def _is_finite(self, tokens: Sequence[str], place: int, last: int) -> bool:
        """Return whether a verb is the predicate, and no participle: "a boat hit by a wave sank"."""
        following = tokens[place + 1].lower() if place + 1 < len(tokens) else ""
        role = self._known.prepositions.get(following)
        reduced = role == "agent" or (role is not None and tokens[place].lower() in self._known.reduced)
        return last <= place + 1 or not reduced

    def _is_adverb(self, token: str) -> bool:
        return token.endswith("ly") or token in ("not", "also", "never", "later", "then", "once", "again")

    def _phrases(self, tokens: Sequence[str], *, opening: bool) -> list[tuple[str, Phrase]]:
        """Return the phrases of *tokens*, each with the role that its preposition gives, "" for none."""
        found: list[tuple[str, Phrase]] = []
        start, role = 0, ""
        words = [*(token.lower() for token in tokens), ",", ""]
        for place in range(len(tokens) + 1):
            word, following = words[place], words[place + 1]
            if word not in _MARKS and not self._is_preposition(word, following):
                continue
            if place > start:
                first = opening and start == 0
                phrase = phrase_of(
                    tokens[start:place], self._language, self._known, opening=first, sentence=self._sentence
                )
                found.append((role, phrase))
                role = "apposition"
            if word in self._known.prepositions:
                role = self._known.prepositions[word]
                if role == "agent" and following[:1].isdigit():
                    role = "other"  # "fell by 12 per cent"
            start = place + 1
        return found

    def _is_preposition(self, word: str, following: str) -> bool:
        """Return whether *word* opens a phrase: "at", but not in "at least", nor "per" in "per cent"."""
        if word not in self._known.prepositions or word in self._known.attached:
            return False
        bounds = self._language.quantities.bounds if self._language.quantities else {}
        if word in bounds and (following[:1].isdigit() or following in self._language.number_words):
            return False
        return f"{word} {following}" not in bounds and f"{word} {following}" not in self._known.shares

    def _roles(
        self, before: Sequence[tuple[str, Phrase]], after: Sequence[tuple[str, Phrase]], *, passive: bool
    ) -> tuple[Phrase | None, Phrase | None, tuple[Phrase, ...], tuple[Phrase, ...]]:
        subject = next((phrase for role, phrase in before if role == ""), None)
        direct = next((phrase for role, phrase in after if role == ""), None)
        by = next((phrase for role, phrase in (*before, *after) if role == "agent"), None)
        places = tuple(phrase for role, phrase in (*before, *after) if role == "place")
        others = tuple(phrase for role, phrase in (*before, *after) if role in ("other", "apposition"))
        agent, patient = (by, subject) if passive else (subject, direct)
        if not passive and by is not None:
            others = (*others, by)
        return agent, patient, places, others


@lru_cache(maxsize=_MOST_WORDS)
def _types_of(word: str, language: Language) -> frozenset[str]:
    """Return the types of event that a word in lower case states by itself."""
    return type_words_of(language).get(stems_of(language)[word], frozenset())


@lru_cache(maxsize=_MOST_WORDS)
def is_past(word: str, language: Language) -> bool:
    """Return whether a word in lower case is a past tense or a past participle."""
    verbs, known = language.verbs, language.role_words
    if verbs is None or known is None or word in verbs.not_past_tenses:
        return False
    if word in verbs.past_tenses or word in known.participles:
        return True
    return bool(verbs.regular and verbs.regular.fullmatch(word))


@lru_cache(maxsize=_MOST_WORDS)
def _opens_clause(token: str, language: Language) -> bool:
    boundary = language.clauses.boundary if language.clauses else None
    return token.isalpha() and boundary is not None and boundary.fullmatch(token) is not None
