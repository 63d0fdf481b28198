"""How similar two mentions are, part by part, and whether that is enough for both to report one event."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product

from timeline.reconcile.feature_keys import (
    EVENT_TYPE,
    EVENT_WORD,
    NAME,
    is_event_type,
    is_event_word,
    is_name,
)
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import (
    HEAD_LENGTH,
    LONGEST_LOOSE_DAYS,
    MANY_NAMES,
    NAMES_ONLY,
    NEEDED_LOOSE_DATE,
    NEEDED_OTHER_DATE,
    NEEDED_SAME_DATE,
    NEEDED_UNKNOWN_DATE,
    NEEDED_VAGUE_DATE,
    NO_EVENT_TYPE,
    ONE_THING,
    ONE_THING_VAGUE,
    OTHER_ATTRIBUTION,
    OTHER_COUNTS,
    OTHER_NAMES,
    SAME_ARTICLE,
    SAME_ARTICLE_HEAD,
)
from timeline.reconcile.periods import Relation, relate
from timeline.reconcile.role_conflicts import ROLES_IN_WORDS, role_conflict

NEEDED = {
    Relation.SAME: NEEDED_SAME_DATE,
    Relation.LOOSE: NEEDED_LOOSE_DATE,
    Relation.VAGUE: NEEDED_VAGUE_DATE,
    Relation.UNKNOWN: NEEDED_UNKNOWN_DATE,
    Relation.APART: NEEDED_OTHER_DATE,
}
"""The score from which two mentions report one event, by how their dates relate."""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One reason for or against: its *name*, what it adds to the score, and the keys of its terms."""

    name: str
    points: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two mentions compare: the *parts* of the score, the relation of their dates, and what it needs.

    *forbidden* says why they cannot be one event whatever the score is.
    """

    parts: tuple[ScorePart, ...]
    relation: Relation
    needed: float
    forbidden: str | None

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(part.points for part in self.parts)

    @property
    def alike(self) -> bool:
        """Whether the two report one event, as far as these two alone can show."""
        return self.forbidden is None and self.score >= self.needed


def compare(one: MentionFeatures, other: MentionFeatures) -> Comparison:
    """Return how two mentions compare, with the reasons: the score is the sum of its parts."""
    shared = {key: one.weights[key] * other.weights[key] for key in one.weights.keys() & other.weights.keys()}
    by_part: dict[str, list[str]] = {"names": [], "words": [], "event types": []}
    for key in sorted(shared, key=lambda key: (-shared[key], key)):
        part = "names" if is_name(key) else "event types" if is_event_type(key) else "words"
        by_part[part].append(key)
    relation = relate(one.period, other.period)
    parts = [ScorePart(name, sum(shared[key] for key in keys), tuple(keys)) for name, keys in by_part.items()]
    parts += [ScorePart(name, -cost) for name, cost in _costs(one, other, shared, relation)]
    return Comparison(
        tuple(part for part in parts if part.points), relation, NEEDED[relation], _forbidden(one, other)
    )


def margin(one: MentionFeatures, other: MentionFeatures) -> float:
    """Return by how much the score of two mentions exceeds what they need; negative where it falls short.

    `compare` gives the same number with its reasons. Most of the time of reconciling is spent here.
    """
    mine, theirs = one.weights, other.weights
    score, names, types, words = 0.0, 0, 0, 0
    for key in mine.keys() & theirs.keys():
        score += mine[key] * theirs[key]
        mark = key[0]
        if mark == NAME:
            names += 1
        elif mark == EVENT_TYPE:
            types += 1
        elif mark != EVENT_WORD:
            words += 1
    same_period = one.period is other.period and one.period is not None
    relation = Relation.SAME if same_period else relate(one.period, other.period)
    # The costs are those that `_costs` names, which a test holds together.
    things = types + words
    if not things:
        score -= NAMES_ONLY
    elif things == 1 and names < MANY_NAMES:
        score -= _cost_of_one_thing(one, relation)
    if not types and relation is Relation.VAGUE:
        score -= NO_EVENT_TYPE
    if not names and one.named and other.named:
        score -= OTHER_NAMES
    if one.attributed is not other.attributed:
        score -= OTHER_ATTRIBUTION
    if one.article is other.article:
        score -= _cost_of_article(one, other)
    if one.counts and other.counts and _counts_differ(one, other):
        score -= OTHER_COUNTS
    return score - NEEDED[relation]


def _costs(
    one: MentionFeatures, other: MentionFeatures, shared: Collection[str], relation: Relation
) -> list[tuple[str, float]]:
    """Return the reasons against two mentions with their costs, by *shared* terms and *relation* in time."""
    names = sum(map(is_name, shared))
    types = sum(map(is_event_type, shared))
    # A word that states an event type is no second thing beside that type.
    things = len(shared) - names - sum(map(is_event_word, shared))
    costs = []
    if not things:
        costs.append(("only names in common", NAMES_ONLY))
    if things == 1 and names < MANY_NAMES:
        costs.append(("only one thing in common", _cost_of_one_thing(one, relation)))
    if not types and relation is Relation.VAGUE:
        costs.append(("a vague date and no event type in common", NO_EVENT_TYPE))
    if not names and one.named and other.named:
        costs.append(("no name in common", OTHER_NAMES))
    if one.attributed is not other.attributed:
        costs.append(("only one dates that it was said", OTHER_ATTRIBUTION))
    if one.article is other.article:
        costs.append(("both in one article", _cost_of_article(one, other)))
    if _counts_differ(one, other):
        costs.append(("numbers that exclude each other", OTHER_COUNTS))
    return costs


def _cost_of_one_thing(one: MentionFeatures, relation: Relation) -> float:
    if relation is Relation.SAME and one.period is not None:
        return ONE_THING_VAGUE if one.period.length > LONGEST_LOOSE_DAYS else ONE_THING
    return ONE_THING_VAGUE if relation in (Relation.VAGUE, Relation.UNKNOWN) else ONE_THING


def _cost_of_article(one: MentionFeatures, other: MentionFeatures) -> float:
    start = min(one.mention.citation.start, other.mention.citation.start)
    return SAME_ARTICLE_HEAD if start < HEAD_LENGTH else SAME_ARTICLE


def _counts_differ(one: MentionFeatures, other: MentionFeatures) -> bool:
    return any(first.contradicts(second) for first, second in product(one.counts, other.counts))


def may_be_one(one: MentionFeatures, other: MentionFeatures) -> bool:
    """Return whether two mentions can be one event: by their dates, and in one sentence by one headline."""
    if one.article is other.article and share_sentence(one, other) and not _same_statement(one, other):
        return False
    return may_share_date(one, other)


def may_be_one_with_others(one: MentionFeatures, other: MentionFeatures) -> bool:
    """Return whether two mentions can be one event that others report too: not if their article reports two.

    A sentence that reports two events is similar to mentions of either, and would otherwise bring together
    what another article keeps apart. Two such mentions of one article share no event type, and would not be
    similar enough in two articles either.
    """
    if not may_be_one(one, other):
        return False
    if one.article is not other.article:
        return True
    if any(map(is_event_type, one.weights.keys() & other.weights.keys())):
        return True
    return margin(one, other) >= -SAME_ARTICLE


def may_share_date(one: MentionFeatures, other: MentionFeatures) -> bool:
    """Return whether two dates can be the same, or the weekdays that undated mentions name."""
    if one.period is other.period and one.weekday == other.weekday:
        return True
    if one.weekday is not None and other.weekday is not None and one.weekday != other.weekday:
        return False
    return relate(one.period, other.period) is not Relation.APART


def share_sentence(one: MentionFeatures, other: MentionFeatures) -> bool:
    """Return whether two mentions quote the same words of an article."""
    first, second = one.mention.citation, other.mention.citation
    return one.article is other.article and first.start < second.end and second.start < first.end


def _forbidden(one: MentionFeatures, other: MentionFeatures) -> str | None:
    if not may_share_date(one, other):
        return "different dates"
    if share_sentence(one, other) and not _same_statement(one, other):
        return "one sentence that reports two events"
    conflict = role_conflict(one, other)
    if conflict is not None:
        return f"{ROLES_IN_WORDS[conflict.role]} differs: “{conflict.one}” and “{conflict.other}”"
    return None


def _same_statement(one: MentionFeatures, other: MentionFeatures) -> bool:
    """Return whether two mentions of one sentence have one headline and one date, or the same words of it."""
    if one.headline != other.headline:
        return False
    first, second = one.mention.citation, other.mention.citation
    if first.date != second.date:
        return False
    return first.date is not None or first.expression_text == second.expression_text
