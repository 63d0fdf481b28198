"""Whether a clause is told as true where the clauses that govern it are left out.

What somebody said, confirmed or found is; what was alleged, hoped, tried, ordered or made a condition is not
(the factuality of Saurí and Pustejovsky 2009, by tables of verbs).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.lang.base import SentenceGrammar
from timeline.roles.clause_reader import ClauseRelation
from timeline.roles.clause_roles import ReadClause
from timeline.roles.read_sentences import ReadSentence
from timeline.roles.word_tags import Tag, joined


@dataclass(frozen=True, slots=True)
class Factuality:
    """Finds what a headline, *said*, cannot leave out of its sentence, *told*."""

    said: ReadSentence
    told: ReadSentence

    @property
    def _grammar(self) -> SentenceGrammar:
        return self.told.language.grammar

    def left_out(self, said: int, told: int, found: Mapping[int, int]) -> str | None:
        """Return the word that makes of a clause what may not be true, if the headline is without it.

        *found* are the clauses of the sentence that clauses of the headline before *said* tell.
        """
        parent = self.said.clauses[said].parent
        stated = found.get(parent) if parent is not None else None
        number, contents, seen = told, 0, {told}
        while True:
            clause = self.told.clauses[number]
            if clause.parent is None:
                return self._claimed_apart(number)
            if clause.parent in seen or clause.parent == stated:
                return None
            seen.add(clause.parent)
            contents += clause.relation is ClauseRelation.CONTENT
            word, goes_on = self._governing(said, clause, self.told.clauses[clause.parent])
            if word or not goes_on:
                return word
            if contents > 1:  # what somebody said that somebody else had said
                governor = self.told.clauses[clause.parent].verb
                return governor.text if governor is not None else clause.opener
            number = clause.parent

    def _governing(self, said: int, clause: ReadClause, governor: ReadClause) -> tuple[str | None, bool]:
        """Return a word that cannot be left out above a clause, and whether what is above that matters."""
        verb = governor.verb.text if governor.verb is not None else clause.opener
        if clause.relation is ClauseRelation.CONTENT:
            return (None if self._is_factual(clause, governor) else verb), True
        if clause.relation is ClauseRelation.INFINITIVE:
            return (None if self._is_done(said, governor) else verb), True
        if self._is_object(clause, governor):
            return (None if governor.key in self._grammar.implicative_verbs else verb), True
        opened = clause.relation in (ClauseRelation.ADVERBIAL, ClauseRelation.PARTICIPLE) and clause.opener
        if not opened:
            return None, True
        return (None if self._opens_fact(clause, governor) else clause.opener), False

    def _is_object(self, clause: ReadClause, governor: ReadClause) -> bool:
        """Return whether a form in -ing is what a verb is about: "denied taking", "stopped paying"."""
        if (
            clause.relation is not ClauseRelation.PARTICIPLE
            or clause.opener
            or clause.passive
            or not clause.words
        ):
            return False
        before = [word for word in governor.words if word.start < clause.words[0].start]
        return bool(before) and before[-1] is governor.verb

    def _opens_fact(self, clause: ReadClause, governor: ReadClause) -> bool:
        grammar = self._grammar
        if clause.opener in grammar.dated_openers:
            return any(word.tag is Tag.TIME for word in clause.words)
        alleged = clause.opener in grammar.object_openers and governor.key in grammar.alleging_verbs
        return clause.opener in grammar.factual_openers and not alleged

    def _is_factual(self, clause: ReadClause, governor: ReadClause) -> bool:
        """Return whether what a verb has as its content is told as true, and is no noun's: "rumours that"."""
        if governor.verb is None or governor.key.split(" ")[0] not in self._grammar.factual_verbs:
            return False
        start = clause.words[0].start if clause.words else 0
        before = [word for word in governor.words if word.start < start and word.tag is not Tag.TIME]
        follows = not before or before[-1] is governor.verb
        return follows or governor.verb.stem in self._grammar.content_verbs

    def _is_done(self, said: int, governor: ReadClause) -> bool:
        """Return whether an infinitive is told as true by its verb, or by a word that is looked at apart."""
        known, grammar = self.told.language.role_words, self._grammar
        if governor.key in grammar.negative_verbs:
            return self._denies(self.said.clauses[said])
        parent = self.said.clauses[said].parent
        planned = parent is not None and is_auxiliary(self.said, parent)  # "is to leave", in both
        is_state = known is not None and governor.verb is not None and governor.verb.lower in known.be
        if is_state and (governor.direct is not None or planned):
            return True
        implying = grammar.implicative_verbs
        if governor.passive:
            implying = implying | grammar.factual_verbs  # "was confirmed to have sunk"
        return governor.key.split(" ")[0] in implying

    def _denies(self, clause: ReadClause) -> bool:
        negation = self.told.language.negation
        return negation is not None and negation.denial.search(joined(clause.verbs)) is not None

    def _claimed_apart(self, number: int) -> str | None:
        """Return the verb of who thinks or claims a clause behind a mark: "it sank, rebels claimed"."""
        claiming = self._grammar.content_verbs - self._grammar.factual_verbs
        kept = {clause.key for clause in self.said.clauses}
        for clause in self.told.clauses:
            apart = clause.relation is ClauseRelation.APART and clause.parent == number
            if apart and clause.verb is not None and clause.key in claiming - kept:
                return clause.verb.text
        return None


def is_auxiliary(sentence: ReadSentence, number: int) -> bool:
    """Return whether a clause is only the first verb of its infinitive: "judges are to hear an appeal"."""
    clause, known = sentence.clauses[number], sentence.language.role_words
    if known is None or clause.verb is None or clause.verb.lower not in known.be or clause.after:
        return False
    return any(it.parent == number and it.relation is ClauseRelation.INFINITIVE for it in sentence.clauses)
