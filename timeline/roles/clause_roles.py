"""Who did what to whom in each clause of a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.lang.base import Language, RoleWords, SentenceGrammar
from timeline.roles.clause_reader import ClauseRelation, Draft, drafts_of
from timeline.roles.event_types import synonyms_of
from timeline.roles.frames import is_past
from timeline.roles.word_tags import Tag, Word

_MOST_SENTENCES = 2_000
_VERBS = frozenset((Tag.VERB, Tag.AUXILIARY, Tag.INFINITIVE, Tag.GERUND))
_EMPTY = frozenset((Tag.MARK, Tag.TIME, Tag.DETERMINER, Tag.PREPOSITION, Tag.COORDINATOR, Tag.OPENER))


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase of a clause, after *preposition* or none; *aside* is whether a mark precedes it."""

    preposition: str
    words: tuple[Word, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause: its *verb* (with its stem and particle as *key*), and the phrases *before* and *after* it.

    *parent* is the number of the clause that it depends on, and *relation* how. In a *passive*, what is
    before the verb had it done to it. *verbs* are all words of the verb, *opener* what opens the clause.
    """

    relation: ClauseRelation
    opener: str
    parent: int | None
    words: tuple[Word, ...]
    verb: Word | None
    key: str
    types: frozenset[str]
    verbs: tuple[Word, ...]
    passive: bool
    before: tuple[Part, ...]
    after: tuple[Part, ...]

    @property
    def subject(self) -> tuple[Part, ...]:
        """The phrases before the verb without preposition; the first is the subject, others describe it."""
        return tuple(part for part in self.before if not part.preposition)

    @property
    def parts(self) -> tuple[Part, ...]:
        """All its phrases."""
        return (*self.before, *self.after)

    @property
    def direct(self) -> Part | None:
        """The first phrase after the verb without preposition."""
        return next((part for part in self.after if not part.preposition and not part.aside), None)


@lru_cache(maxsize=_MOST_SENTENCES)
def clauses_of(
    text: str, language: Language, times: tuple[tuple[int, int], ...] = ()
) -> tuple[ReadClause, ...]:
    """Return the clauses of *text*, numbered by their order; none where its grammar is not known.

    >>> from timeline.lang.registry import language_of
    >>> first, second = clauses_of("Ada, who was sick, met Jon in Elin.", language_of("en"))
    >>> [part.words[0].text for part in (*first.before, *first.after)], first.key
    (['Ada', 'Jon', 'Elin'], 'meet')
    >>> second.relation.name, second.parent
    ('RELATIVE', 0)
    """
    if language.role_words is None or not language.reads_clauses:
        return ()
    reader = _RoleReader(language, language.grammar, language.role_words)
    return tuple(reader.read(draft) for draft in drafts_of(text, language, times))


class _RoleReader:
    """Finds the verb and the phrases of clauses of one language."""

    def __init__(self, language: Language, grammar: SentenceGrammar, known: RoleWords) -> None:
        self._language = language
        self._grammar = grammar
        self._known = known

    def read(self, draft: Draft) -> ReadClause:
        """Return the clause of which *draft* has the words."""
        words = [word for word in draft.words if word.tag is not Tag.TIME]
        first, last = self._verb_group(words)
        group = words[first:last]
        verb = next((word for word in reversed(group) if word.tag is not Tag.ADVERB), None)
        after = words[last:]
        key, particle = self._key(verb, after) if verb is not None else ("", None)
        after = [word for word in after if word is not particle]
        return ReadClause(
            relation=draft.relation,
            opener=draft.opener,
            parent=draft.parent,
            words=tuple(draft.words),
            verb=verb,
            key=key,
            types=synonyms_of(self._language).get(key, frozenset()),
            verbs=(*group, particle) if particle is not None else tuple(group),
            passive=draft.reduced or self._is_passive(group),
            before=tuple(self._parts(words[:first])),
            after=tuple(self._parts(after)),
        )

    def _verb_group(self, words: Sequence[Word]) -> tuple[int, int]:
        first = next((place for place, word in enumerate(words) if word.tag in _VERBS), len(words))
        while first and first < len(words) and words[first - 1].tag is Tag.ADVERB:
            first -= 1
        last = first
        while last < len(words) and words[last].tag in (*_VERBS, Tag.ADVERB):
            last += 1
        return first, last

    def _is_passive(self, group: Sequence[Word]) -> bool:
        plain = [word for word in group if word.tag is not Tag.ADVERB]
        if len(plain) < 2 or plain[-1].tag is not Tag.VERB:
            return False
        return plain[-2].lower in self._known.be and is_past(plain[-1].lower, self._language)

    def _key(self, verb: Word, after: list[Word]) -> tuple[str, Word | None]:
        """Return the stem of a verb with its particle, and that particle, one of the words *after* it."""
        types = synonyms_of(self._language)
        bounds = self._language.quantities.bounds if self._language.quantities else {}
        for place, word in enumerate(after):
            following = after[place + 1] if place + 1 < len(after) else None
            if word.tag is Tag.MARK:
                break
            if word.lower not in self._grammar.particles:
                continue
            counts = place + 2 < len(after) and after[place + 2].tag is Tag.NUMBER
            if following is not None and counts and f"{word.lower} {following.lower}" in bounds:
                continue
            phrasal = f"{verb.stem} {word.lower}"
            closes = following is None or following.tag in (Tag.PREPOSITION, Tag.MARK, Tag.OPENER)
            free = word.tag is not Tag.PREPOSITION or (closes and not place)
            if (not place or closes) and (phrasal in types or free):
                return phrasal, word
        return verb.stem, None

    def _parts(self, words: Sequence[Word]) -> Iterator[Part]:
        """Yield the phrases of *words*, each with the preposition before it; what "of" joins is one."""
        preposition, aside, held = "", False, list[Word]()
        for word in words:
            opens = word.tag is Tag.PREPOSITION and word.lower not in self._known.attached
            if word.tag is Tag.MARK or opens:
                if held:
                    yield Part(preposition, tuple(held), aside)
                preposition, held = (word.lower if opens else ""), []
                aside = word.tag is Tag.MARK or (aside and not opens)
            else:
                held.append(word)
        if held:
            yield Part(preposition, tuple(held), aside)
