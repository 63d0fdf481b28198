"""Which clauses of a sentence say what the clauses of its headline say.

Both are read in the same way (`timeline.roles.read_sentences`). What is not found where it should be is
refused: the reading follows words, and where it errs, the sentence's own words stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from timeline.extract.factuality import Factuality, is_auxiliary
from timeline.extract.role_match import RoleMatcher
from timeline.lang.base import Language
from timeline.roles.clause_reader import ClauseRelation
from timeline.roles.clause_roles import ReadClause
from timeline.roles.read_sentences import ReadSentence
from timeline.roles.word_tags import Tag, joined

CONTEXT = 600
"""How many code points before a sentence are read for what its pronouns stand for."""


@dataclass(frozen=True, slots=True)
class ClauseMatch:
    """For each clause of a headline the one of the sentence that says it, by their numbers.

    *problem* is what is wrong with the first clause that has none.
    """

    said: ReadSentence
    told: ReadSentence
    pairs: Mapping[int, int]
    problem: str | None

    @property
    def succeeded(self) -> bool:
        """Whether each clause with a verb has been found, and there is one."""
        return self.problem is None and bool(self.pairs)


@lru_cache(maxsize=256)
def match_of(headline: str, sentence: str, text: str, language: Language) -> ClauseMatch | None:
    """Return how the clauses of *headline* are those of *sentence*; None where its grammar is not known.

    What is before the sentence in *text* is what its pronouns may stand for.

    >>> from timeline.lang.registry import language_of
    >>> sentence = "Police said that the mayor had denied taking money."
    >>> match = match_of("The mayor denied taking money.", sentence, sentence, language_of("en"))
    >>> match.problem, match.told.clauses[match.pairs[0]].key
    (None, 'deni')
    >>> match_of("The mayor took money.", sentence, sentence, language_of("en")).problem
    'it leaves out “denied”'
    """
    if not language.reads_clauses:
        return None
    place = max(text.find(sentence), 0)
    said = ReadSentence(headline, language)
    told = ReadSentence.within(sentence, language, text[max(0, place - CONTEXT) : place])
    return _Search(said, told).match()


class _Search:
    """Looks for the clauses of one headline."""

    def __init__(self, said: ReadSentence, told: ReadSentence) -> None:
        self._said, self._told = said, told
        self._roles = RoleMatcher(said, told)
        self._factuality = Factuality(said, told)
        self._found: dict[int, int] = {}

    def match(self) -> ClauseMatch:
        """Return which clauses are which."""
        problem = None
        for number, clause in enumerate(self._said.clauses):
            problem = self._place(number, clause)
            if problem is not None:
                break
        return ClauseMatch(self._said, self._told, self._found, problem)

    def _place(self, number: int, clause: ReadClause) -> str | None:
        """Find the clause of the sentence for one of the headline, or return why there is none."""
        if is_auxiliary(self._said, number) or self._existed(clause):
            return None
        if clause.verb is None:
            stems = self._said.stems(clause.words)
            within = any(stems <= self._told.stems(other.words) for other in self._told.clauses)
            return None if within else f"“{joined(clause.words)}” is no clause of the sentence"
        verb = clause.verb.text
        places = [it for it, other in enumerate(self._told.clauses) if self._roles.same_act(clause, other)]
        for fits, problem in (
            (lambda _: True, "is no verb of the sentence"),
            (lambda place: self._roles.same_roles(number, place), "has others in its roles"),
            (lambda place: self._depends_alike(number, place), "goes with another clause in the sentence"),
        ):
            places = [*filter(fits, places)]
            if not places:
                return f"“{verb}” {problem}"
        left_out = [self._factuality.left_out(number, it, self._found) for it in places]
        if None not in left_out:
            return f"it leaves out “{left_out[0]}”"
        self._found[number] = places[left_out.index(None)]
        return None

    def _existed(self, clause: ReadClause) -> bool:
        """Return whether a clause says that there was what the sentence dates: "Friday's strike"."""
        known, there = self._told.language.role_words, self._told.language.grammar.place_pronouns
        if known is None or clause.verb is None or clause.verb.lower not in known.be or clause.direct is None:
            return False
        if clause.words[0].lower not in there:
            return False
        stems = self._said.stems(clause.direct.words)
        dated = (
            second
            for other in self._told.clauses
            for first, second in pairwise(other.words)
            if first.tag is Tag.TIME
        )
        return any((own := self._told.stems([word])) and own <= stems for word in dated)

    def _depends_alike(self, said: int, told: int) -> bool:
        """Return whether a clause depends on the same clause, and in the same way, as in the sentence."""
        clause, other = self._said.clauses[said], self._told.clauses[told]
        if clause.parent is None or clause.parent not in self._found:
            return True
        above = self._found[clause.parent]
        if clause.relation in (ClauseRelation.COORDINATE, ClauseRelation.APART):
            return True
        if clause.relation is ClauseRelation.ADVERBIAL:
            return self._opens_alike(clause, other, told, above)
        if clause.relation is ClauseRelation.CONTENT:
            return self._is_content_of(other, told, above)
        return self._depends(told, above) or self._depends(above, told)

    def _opens_alike(self, clause: ReadClause, other: ReadClause, told: int, above: int) -> bool:
        grammar, result = self._told.language.grammar, self._told.clauses[above]
        at_once = clause.opener in grammar.simultaneous and result.relation is ClauseRelation.PARTICIPLE
        if at_once and not result.opener and self._depends(above, told):
            return True  # "killed when it broke", for "it broke, killing"
        groups = grammar.preposition_groups
        same = groups.get(clause.opener, clause.opener) == groups.get(other.opener, other.opener)
        return same and self._depends(told, above)

    def _is_content_of(self, other: ReadClause, told: int, above: int) -> bool:
        """Return whether a clause is what the verb of another says, with nobody's words between."""
        governor = self._told.clauses[above]
        if governor.relation is ClauseRelation.APART:
            said = governor.key in self._told.language.grammar.content_verbs
            if said and governor.parent == told:
                return True
        if other.parent == above or other.parent is None:
            return other.parent == above
        between = self._told.clauses[other.parent]
        return between.parent == above and other.relation is not ClauseRelation.CONTENT

    def _depends(self, number: int, above: int) -> bool:
        seen: set[int] = set()
        while number not in seen:
            seen.add(number)
            parent = self._told.clauses[number].parent
            if parent is None:
                return False
            if above in (parent, self._told.clauses[parent].parent):
                return True
            number = parent
        return False
