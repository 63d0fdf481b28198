"""How alike two tellings are, part by part, and whether that is enough to tell one happening."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product

from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.periods import LONGEST_LOOSE, Relation, relate
from timeline.reconcile.tokenization import DEEDS_BY_STEM

# Chosen where small changes change little, on news that this project invented and on news whose events people
# had marked.
NAMES_ONLY = 0.15
"""What it costs to share names and nothing that happened."""
ONE_THING = 0.10
"""What it costs to share only one thing that happened, or that it happened to: one word, or one kind of deed."""
ONE_THING_VAGUE = 0.25
"""What it costs where no date tells them from others of a season or longer: what is about the same is not yet the same."""
MANY_NAMES = 3
"""How many shared names leave little doubt even about one thing: who did it, to whom, where."""
NO_DEED = 0.10
"""What it costs to share no kind of deed where a date is vague, so that many things fit it."""
OTHER_NAMES = 0.06
"""What it costs when both headlines name something and the two share no name."""
OTHER_FRAME = 0.10
"""What it costs when only one is dated by the telling of it."""
OTHER_COUNTS = 0.05
"""What it costs to count the same differently."""
SAME_ARTICLE = 0.35
"""What it costs to stand in one article, which seldom tells a thing twice."""
HEADED = 0.20
"""What it costs instead when one of the two heads the article: what heads it is told again below."""
HEAD = 300
"""How many code points of an article are its head: its title, and a line below it."""
NEEDED = {
    Relation.SAME: 0.20,
    Relation.LOOSE: 0.20,
    Relation.VAGUE: 0.35,
    Relation.UNKNOWN: 0.70,
    Relation.APART: 0.25,
}
"""The score from which two tellings tell one happening, by how their dates stand to each other."""

_KINDS = {"@": "names", "=": "deeds"}


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One reason for or against: its *name*, what it adds to the score, and the words of the two that it is about."""

    name: str
    points: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two tellings compare: the *parts* of the score, how their dates stand, and what that relation needs.

    *forbidden* says why they cannot be one whatever the score is.
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
        """Whether the two tell one happening, as far as these two alone can say."""
        return self.forbidden is None and self.score >= self.needed


def compare(one: MentionFeatures, other: MentionFeatures) -> Comparison:
    """Return how two tellings compare, with the reasons: the score is the sum of its parts."""
    shared = {key: one.weights[key] * other.weights[key] for key in one.weights.keys() & other.weights.keys()}
    ordered = sorted(shared, key=lambda key: (-shared[key], key))
    parts = []
    for name in ("names", "words", "deeds"):
        keys = tuple(key for key in ordered if _KINDS.get(key[0], "words") == name)
        parts.append(ScorePart(name, sum(shared[key] for key in keys), keys))
    relation = relate(one.period, other.period)
    parts += (ScorePart(name, -cost) for name, cost in _costs(one, other, shared, relation))
    return Comparison(
        tuple(part for part in parts if part.points), relation, NEEDED[relation], _forbidden(one, other)
    )


def margin(one: MentionFeatures, other: MentionFeatures) -> float:
    """Return how far the score of two tellings is above what they need; below 0 where it is not.

    It is what `compare` explains, without the reasons: most of the time of reconciling is spent here.
    """
    mine, theirs = one.weights, other.weights
    score, names, deeds, words = 0.0, 0, 0, 0
    for key in mine.keys() & theirs.keys():
        score += mine[key] * theirs[key]
        kind = key[0]
        if kind == "@":
            names += 1
        elif kind == "=":
            deeds += 1
        elif key not in DEEDS_BY_STEM:
            words += 1
    relation = (
        Relation.SAME
        if one.period is other.period and one.period is not None
        else relate(one.period, other.period)
    )
    # The same costs as `_costs` names them, which a test holds together.
    if not deeds + words:
        score -= NAMES_ONLY
    elif deeds + words == 1 and names < MANY_NAMES:
        score -= _cost_of_one_thing(one, relation)
    if not deeds and relation is Relation.VAGUE:
        score -= NO_DEED
    if not names and one.named and other.named:
        score -= OTHER_NAMES
    if one.framed is not other.framed:
        score -= OTHER_FRAME
    if one.article is other.article:
        score -= _cost_of_article(one, other)
    if one.counts and other.counts and _count_otherwise(one, other):
        score -= OTHER_COUNTS
    return score - NEEDED[relation]


def _cost_of_one_thing(one: MentionFeatures, relation: Relation) -> float:
    if relation is Relation.SAME and one.period is not None:
        return ONE_THING_VAGUE if one.period.length > LONGEST_LOOSE else ONE_THING
    return ONE_THING_VAGUE if relation in (Relation.VAGUE, Relation.UNKNOWN) else ONE_THING


def _cost_of_article(one: MentionFeatures, other: MentionFeatures) -> float:
    return HEADED if min(one.mention.citation.start, other.mention.citation.start) < HEAD else SAME_ARTICLE


def _count_otherwise(one: MentionFeatures, other: MentionFeatures) -> bool:
    return any(first.contradicts(second) for first, second in product(one.counts, other.counts))


def _costs(
    one: MentionFeatures, other: MentionFeatures, shared: Collection[str], relation: Relation
) -> list[tuple[str, float]]:
    """Return what speaks against the two, by name; *shared* are the words of both, *relation* is that of their dates."""
    names = sum(key[0] == "@" for key in shared)
    deeds = sum(key[0] == "=" for key in shared)
    # A word that tells a deed is no second thing beside that kind of deed.
    things = deeds + sum(key[0] not in _KINDS and key not in DEEDS_BY_STEM for key in shared)
    costs = []
    if not things:
        costs.append(("only names in common", NAMES_ONLY))
    if things == 1 and names < MANY_NAMES:
        costs.append(("only one thing in common", _cost_of_one_thing(one, relation)))
    if not deeds and relation is Relation.VAGUE:
        costs.append(("a vague date and no deed in common", NO_DEED))
    if not names and one.named and other.named:
        costs.append(("no name in common", OTHER_NAMES))
    if one.framed is not other.framed:
        costs.append(("only one dates that it was said", OTHER_FRAME))
    if one.article is other.article:
        costs.append(("told in one article", _cost_of_article(one, other)))
    if _count_otherwise(one, other):
        costs.append(("numbers that exclude each other", OTHER_COUNTS))
    return costs


def may_be_one(one: MentionFeatures, other: MentionFeatures) -> bool:
    """Tell whether two tellings can be of one happening: not with different dates, in one sentence only by one headline."""
    if one.article is other.article and share_sentence(one, other) and not _told_alike(one, other):
        return False
    return may_share_date(one, other)


def may_be_one_with_others(one: MentionFeatures, other: MentionFeatures) -> bool:
    """Tell whether two tellings can be of one happening that others tell too: what an article tells apart cannot.

    A sentence that tells two things is like either, and would else bring together what another article tells
    in two. Such tellings of one article share no kind of deed, and would not be alike in two articles either.
    """
    if not may_be_one(one, other):
        return False
    if one.article is not other.article or any(
        key[0] == "=" for key in one.weights.keys() & other.weights.keys()
    ):
        return True
    return margin(one, other) >= -SAME_ARTICLE


def may_share_date(one: MentionFeatures, other: MentionFeatures) -> bool:
    """Tell whether the dates of two tellings can be the same, or where they have none, the weekdays that they name."""
    if one.period is other.period and one.weekday == other.weekday:
        return True
    if one.weekday is not None and other.weekday is not None and one.weekday != other.weekday:
        return False
    return relate(one.period, other.period) is not Relation.APART


def share_sentence(one: MentionFeatures, other: MentionFeatures) -> bool:
    """Tell whether two tellings quote the same words of an article."""
    first, second = one.mention.citation, other.mention.citation
    return one.article is other.article and first.start < second.end and second.start < first.end


def _forbidden(one: MentionFeatures, other: MentionFeatures) -> str | None:
    if not may_share_date(one, other):
        return "different dates"
    if share_sentence(one, other) and not _told_alike(one, other):
        return "one sentence that tells two things"
    return None


def _told_alike(one: MentionFeatures, other: MentionFeatures) -> bool:
    """Tell whether two tellings of one sentence have the same headline, and the same date or at least the same words for it."""
    first, second = one.mention.citation, other.mention.citation
    same_date = first.date == second.date and (
        first.date is not None or first.expression == second.expression
    )
    return same_date and one.headline == other.headline
