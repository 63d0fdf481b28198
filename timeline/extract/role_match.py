"""Whether a clause of a headline has the roles of one of its sentence: who did what to whom, where, how."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.lang.base import SentenceGrammar
from timeline.roles.clause_roles import Part, ReadClause
from timeline.roles.read_sentences import ReadSentence, Stems
from timeline.roles.word_tags import Tag

_NONE: Stems = frozenset()


@dataclass(frozen=True, slots=True)
class RoleMatcher:
    """Compares clauses of a headline, *said*, with those of its sentence, *told*."""

    said: ReadSentence
    told: ReadSentence

    @property
    def _grammar(self) -> SentenceGrammar:
        return self.told.language.grammar

    def same_act(self, one: ReadClause, other: ReadClause) -> bool:
        """Return whether two clauses have one verb, or verbs of which one may stand for the other."""
        if one.verb is None or other.verb is None:
            return False
        be = self.told.language.role_words.be if self.told.language.role_words else frozenset[str]()
        if one.verb.lower in be or other.verb.lower in be:
            return one.verb.lower in be and other.verb.lower in be
        vague = not self._grammar.vague_verbs.isdisjoint((one.key, other.key))
        return one.key == other.key or (not vague and not one.types.isdisjoint(other.types))

    def same_roles(self, said: int, told: int) -> bool:
        """Return whether all that a clause of the headline has is in the same role in one of the sentence."""
        clause, other = self.said.clauses[said], self.told.clauses[told]
        how = self.said.stems(word for word in clause.verbs if word.tag is Tag.ADVERB)
        if not how <= self.told.stems(other.words):
            return False
        return self._same_two(said, told) and all(
            self._stands(part, told) for part in self._modifiers(clause)
        )

    def _same_two(self, said: int, told: int) -> bool:
        """Return whether both who did it and who it was done to are the same."""
        mine, theirs = self.said.roles(said), self.told.roles(told)
        clause, other = self.said.clauses[said], self.told.clauses[told]
        agent, patient = self._heads(said)
        if _fills(mine.agent, agent, theirs.agent, theirs.agent_whole) and _fills(
            mine.patient, patient, theirs.patient, theirs.patient_whole
        ):
            return True
        if other.key in self._grammar.reciprocal:
            return mine.agent | mine.patient <= theirs.agent | theirs.patient | self.told.of(other.parts)
        alone = not mine.patient and not clause.passive  # "it opened", for "they opened it"
        ergative = alone and other.key in self._grammar.ergative
        return ergative and _fills(mine.agent, agent, theirs.patient, theirs.patient_whole)

    def _heads(self, number: int) -> tuple[Stems, Stems]:
        """Return the nouns that name who did it and who it was done to in the headline."""
        clause = self.said.clauses[number]
        subject = self._head(clause.subject[0]) if clause.subject else _NONE
        direct = self._head(clause.direct) if clause.direct is not None else _NONE
        if not clause.passive:
            return subject, direct
        by = next((part for part in clause.after if self.said.is_agent(part)), None)
        return self._head(by) if by is not None else _NONE, subject

    def _head(self, part: Part) -> Stems:
        """Return the last word of a phrase, and its last common noun: one of them is what it is about."""
        known = self.told.language.role_words
        attached = known.attached if known else frozenset[str]()
        ends = (
            place
            for place, word in enumerate(part.words)
            if place and (word.lower in attached or word.tag is Tag.DETERMINER)
        )
        end = next(ends, len(part.words))
        nouns = [word for word in part.words[:end] if self.said.stems([word])]
        common = [word for word in nouns if word.text[0].islower()]
        return self.said.stems((*nouns[-1:], *common[-1:]))

    def _modifiers(self, clause: ReadClause) -> Iterator[Part]:
        for part in clause.parts:
            if part.preposition:
                if not (clause.passive and self.said.is_agent(part)):
                    yield part
            elif part.aside and part not in clause.subject:
                yield part

    def _stands(self, part: Part, told: int) -> bool:
        """Return whether a phrase is one of the sentence's clause, after a preposition that says the same."""
        stems = self.said.stems(part.words)
        if not stems or any(self._stands_in(part, stems, told, it) for it in self.told.family(told)):
            return True
        clause = self.told.clauses[told]
        if any(word.lower in self._grammar.place_pronouns for word in clause.words):
            parts = (it for other in self.told.clauses for it in other.parts)
            return any(it.preposition and stems <= self.told.of([it]) for it in parts)
        return not part.preposition and stems <= self.told.subject(told)[1]

    def _stands_in(self, part: Part, stems: Stems, told: int, number: int) -> bool:
        groups, head = self._grammar.preposition_groups, self._head(part) or stems
        parts = self.told.clauses[number].parts
        inner = not part.preposition or part.preposition in self._grammar.inner
        for place, other in enumerate(parts):
            own = self.told.of([other])
            theirs = own | self.told.of(parts[place + 1 : place + 3])
            if any(word.tag is Tag.PRONOUN for word in other.words):
                theirs |= self.told.subject(told)[1]
            group = groups.get(other.preposition, other.preposition)
            same = group == groups.get(part.preposition, part.preposition)
            if same and stems <= theirs and not head.isdisjoint(own):
                return True
            if inner and not other.preposition and stems <= own:  # "the Tosk police", "police in Tosk"
                return True
        return False


def _fills(said: Stems, heads: Stems, core: Stems, whole: Stems) -> bool:
    """Return whether one who fills a role in the headline fills it in the sentence; no one is anybody."""
    return not said or (said <= whole and not (heads or said).isdisjoint(core))
