"""Sentences read clause by clause, with what fills the roles of each clause, its own or inherited."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from timeline.lang.base import Language
from timeline.lang.time_expressions import find
from timeline.roles.clause_reader import ClauseRelation
from timeline.roles.clause_roles import Part, ReadClause, clauses_of
from timeline.roles.event_types import things_of
from timeline.roles.tagging import tagged
from timeline.roles.word_tags import Tag, Word

Stems = frozenset[str]
_NONE: Stems = frozenset()
_SPEAKING = frozenset((Tag.VERB, Tag.GERUND, Tag.INFINITIVE, Tag.ADVERB, Tag.PLAIN))
_JOINED = (ClauseRelation.INFINITIVE, ClauseRelation.PARTICIPLE, ClauseRelation.COORDINATE)
_GOVERNED = (ClauseRelation.CONTENT, ClauseRelation.INFINITIVE)
_DESCRIBED = 40
"""Within how many code points behind a phrase a clause that describes it begins."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The stems of who did it and of who it was done to, each alone and with all that describes it."""

    agent: Stems
    agent_whole: Stems
    patient: Stems
    patient_whole: Stems


@dataclass(frozen=True)
class ReadSentence:
    """The clauses of a text, and the roles in them; *context* are stems for which its pronouns may stand."""

    text: str
    language: Language
    context: Stems = _NONE

    @classmethod
    def within(cls, text: str, language: Language, before: str) -> "ReadSentence":
        """Return a sentence with the words *before* it as its context."""
        return cls(text, language, cls(before, language).stems(tagged(before, language)))

    @cached_property
    def times(self) -> tuple[tuple[int, int], ...]:
        """Where its time expressions are."""
        return tuple((found.start, found.end) for found in find(self.text, self.language))

    @cached_property
    def clauses(self) -> tuple[ReadClause, ...]:
        """Its clauses, in their order; none where the grammar of its language is not known."""
        return clauses_of(self.text, self.language, self.times)

    def stems(self, words: Iterable[Word]) -> Stems:
        """Return the stems of *words* that have a meaning of their own; a nationality is its country."""
        nations, silent = self.language.nationalities, self.language.stop_words
        things = things_of(self.language)
        return frozenset(
            nations.get(word.lower, nations.get(word.stem, things.get(word.stem, word.stem)))
            for word in words
            if word.tag in _SPEAKING and word.lower not in silent
        )

    def of(self, parts: Iterable[Part]) -> Stems:
        """Return the stems of several phrases."""
        return self.stems(word for part in parts for word in part.words)

    def is_agent(self, part: Part) -> bool:
        """Return whether a phrase of a passive says who did it: "by police", but not "by four hours"."""
        return part.preposition in self.language.grammar.agent and part.words[0].tag is not Tag.NUMBER

    def roles(self, number: int) -> Roles:
        """Return who fills the roles of a clause."""
        clause = self.clauses[number]
        core, whole = self.subject(number)
        around = self.of(part for part in clause.parts if part.preposition in self.language.grammar.places)
        if clause.passive:
            by = self.of(part for part in clause.parts if self.is_agent(part))
            return Roles(by, by | around, core, whole | around)
        found, wide = self._object(number, core)
        if found and not core and clause.relation is ClauseRelation.APART:  # "…, said Ada"
            return Roles(found, wide, _NONE, _NONE)
        return Roles(core, whole | around, found, wide | around)

    def _object(self, number: int, subject: Stems) -> tuple[Stems, Stems]:
        """Return the stems of what is after a verb, alone and with what describes it."""
        clause = self.clauses[number]
        if clause.direct is None:
            described = clause.relation is ClauseRelation.RELATIVE and clause.subject
            found = self.of(self._antecedent(number)) if described else _NONE
            return found, found
        found = self.of([clause.direct, *self._asides(clause.after, clause.direct)])
        besides = self.of(part for part in clause.after if part.preposition)
        wide = found | besides | self._described(number, clause.after)
        if any(word.tag is Tag.PRONOUN for word in clause.direct.words):
            wide |= subject
        if self._is_pronoun(clause.direct):
            meant = self._elsewhere(number) | subject
            return found | meant, wide | meant
        return found, wide

    def subject(self, number: int, depth: int = 0) -> tuple[Stems, Stems]:
        """Return the stems of who or what a clause is about, alone and with what describes it."""
        clause = self.clauses[number]
        if depth > len(self.clauses):
            return _NONE, _NONE
        if clause.subject:
            return self._own_subject(number, clause)
        describes = clause.relation is ClauseRelation.PARTICIPLE and clause.passive
        if describes or clause.relation is ClauseRelation.RELATIVE:
            found = self.of(self._antecedent(number))
            if describes and clause.parent is not None:
                found |= self.subject(clause.parent, depth + 1)[0]
            return found, found
        if clause.parent is not None and clause.relation in _JOINED:
            return self._controlled(clause, clause.parent, depth)
        return _NONE, _NONE

    def _own_subject(self, number: int, clause: ReadClause) -> tuple[Stems, Stems]:
        core = self.of(clause.subject)
        first = clause.before.index(clause.subject[0])
        whole = core | self.of(clause.before[first:])
        if self._is_pronoun(clause.subject[0]):
            meant = self._elsewhere(number)
            return core | meant, whole | meant
        if any(word.tag is Tag.PRONOUN for part in clause.subject for word in part.words):
            whole |= self._elsewhere(number)
        return core, whole | self._described(number, clause.before)

    def _elsewhere(self, number: int) -> Stems:
        """Return the stems of all that a pronoun of a clause can stand for."""
        others = (clause for other, clause in enumerate(self.clauses) if other != number)
        return self.context.union(*(self.of(clause.parts) for clause in others))

    def _is_pronoun(self, part: Part) -> bool:
        return any(word.tag is Tag.PRONOUN for word in part.words) and not self.of([part])

    def _controlled(self, clause: ReadClause, parent: int, depth: int) -> tuple[Stems, Stems]:
        """Return the subject that a clause has from the one that it depends on."""
        governor, grammar = self.clauses[parent], self.language.grammar
        infinitive = clause.relation is ClauseRelation.INFINITIVE
        by_object = infinitive and governor.key in grammar.object_control
        from_object = clause.relation is ClauseRelation.PARTICIPLE and clause.opener in grammar.object_openers
        if governor.direct is not None and (by_object or from_object) and not governor.passive:
            found = self.of((governor.direct, *self._asides(governor.after, governor.direct)))
            return found, found
        return self.subject(parent, depth + 1)

    def _described(self, number: int, parts: Sequence[Part]) -> Stems:
        """Return the stems of clauses that describe what is in *parts* of a clause."""
        end = max((word.end for part in parts for word in part.words), default=0)
        describing = (
            clause
            for clause in self.clauses
            if clause.parent == number and clause.relation is ClauseRelation.RELATIVE and clause.words
        )
        return _NONE.union(
            *(self.stems(it.words) for it in describing if it.words[0].start <= end + _DESCRIBED)
        )

    def _antecedent(self, number: int) -> tuple[Part, ...]:
        """Return the phrases right before a clause, one of which it describes."""
        clause = self.clauses[number]
        if clause.parent is None or not clause.words:
            return ()
        start = clause.words[0].start
        before = [part for part in self.clauses[clause.parent].parts if part.words[-1].end <= start]
        inner = before and before[-1].preposition
        return tuple(before[-2:] if inner else before[-1:])

    def _asides(self, parts: Sequence[Part], after: Part) -> Iterator[Part]:
        """Yield the phrases between marks right after a phrase, which describe it."""
        found = False
        for part in parts:
            if part is after:
                found = True
            elif found and part.aside and not part.preposition:
                yield part
            elif found:
                return

    def family(self, number: int) -> list[int]:
        """Return a clause with those that share its subject, object or time: infinitives, participles."""
        found, clauses = [number], self.clauses
        parent = clauses[number].parent
        while parent is not None and clauses[found[-1]].relation in _JOINED and parent not in found:
            found.append(parent)
            parent = clauses[parent].parent
        for other, clause in enumerate(clauses):
            at_once = clause.opener in self.language.grammar.simultaneous
            shares = clause.relation in _JOINED or (clause.relation is ClauseRelation.ADVERBIAL and at_once)
            if shares and other not in found and clause.parent in found:
                found.append(other)
        return found

    def above(self, number: int) -> list[int]:
        """Return the clauses that govern one, the nearest first: "said" and "denied" of "denied it sank"."""
        found: list[int] = []
        clause = self.clauses[number]
        while clause.parent is not None and clause.parent not in found:
            opened = clause.relation is ClauseRelation.PARTICIPLE and clause.opener
            if clause.relation in _GOVERNED or opened:
                found.append(clause.parent)
            elif clause.relation is not ClauseRelation.COORDINATE:
                break
            clause = self.clauses[clause.parent]
        return found

    def dated_by(self, start: int, end: int) -> frozenset[int]:
        """Return the clauses that a time expression dates: its own, and those of the same time."""
        dated = {
            number
            for number, clause in enumerate(self.clauses)
            for word in clause.words
            if word.tag is Tag.TIME and word.start < end and start < word.end
        }
        grown = 0
        while grown != len(dated):
            grown = len(dated)
            for number, clause in enumerate(self.clauses):
                participle = clause.relation is ClauseRelation.PARTICIPLE and not clause.opener
                at_once = participle or clause.opener in self.language.grammar.simultaneous
                at_once = at_once or clause.relation is ClauseRelation.INFINITIVE
                if at_once and clause.parent is not None and not dated.isdisjoint((number, clause.parent)):
                    dated |= {number, clause.parent}
        return frozenset(dated)
