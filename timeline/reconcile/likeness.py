"""How alike two tellings are, field by field, and whether that is enough to tell one happening."""

from typing import NamedTuple

from timeline.reconcile.dating import Relation, relate
from timeline.reconcile.telling import Telling, Weights

# Fitted on news whose events people had marked across articles, and on invented news that tell the same in other words.
NAMES, WORDS, DEEDS, HEADLINES, NUMBERS = 0.12, 0.20, 0.25, 0.43, 0.05
"""What each field adds to the score of two tellings that share all of it."""
OTHER_NAMES, OTHER_FRAME = 0.04, 0.10
"""What it costs when their headlines name nothing in common, or when only one is dated by the telling of it."""
NEEDED = 0.05
"""The score from which two tellings of one date in two articles tell one happening."""
SAME_ARTICLE = 0.20
"""How much more is needed within one article, which seldom tells a thing twice."""
BY_DATES = {Relation.SAME: 0.0, Relation.LOOSE: 0.10, Relation.VAGUE: 0.18, Relation.UNKNOWN: 0.18, Relation.APART: 0.10}
"""How much more is needed where the dates only may be the same, or are not."""


class Likeness(NamedTuple):
    """What two tellings share, from 0 to 1 in each field, what sets them apart, and how their dates stand to each other."""

    names: float
    words: float
    deeds: float
    headlines: float
    numbers: bool
    other_names: bool
    other_frame: bool
    same_article: bool
    relation: Relation

    @property
    def score(self) -> float:
        """How alike they are in all, at most a little over 1."""
        shared = NAMES * self.names + WORDS * self.words + DEEDS * self.deeds + HEADLINES * self.headlines
        return shared + NUMBERS * self.numbers - OTHER_NAMES * self.other_names - OTHER_FRAME * self.other_frame

    @property
    def margin(self) -> float:
        """How far the score is above what tellings of one happening need; below 0 where it is not."""
        return self.score - NEEDED - SAME_ARTICLE * self.same_article - BY_DATES[self.relation]


def compare(one: Telling, other: Telling) -> Likeness:
    """Return how alike two tellings are."""
    return Likeness(
        names=_cosine(one.names, other.names),
        words=_cosine(one.words, other.words),
        deeds=_cosine(one.deeds, other.deeds),
        headlines=_cosine(one.headline, other.headline),
        numbers=not one.counts.isdisjoint(other.counts),
        other_names=bool(one.headline_names and other.headline_names) and one.headline_names.isdisjoint(other.headline_names),
        other_frame=one.framed != other.framed,
        same_article=one.mention.citation.article == other.mention.citation.article,
        relation=relate(one.period, other.period),
    )


def may_be_one(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings can be of one happening: not with different dates, in one sentence only by one headline."""
    return may_share_date(one, other) and (not share_sentence(one, other) or _told_alike(one, other))


def may_share_date(one: Telling, other: Telling) -> bool:
    """Tell whether the dates of two tellings can be the same, or where they have none, the weekdays that they name."""
    weekdays = {one.weekday, other.weekday} - {None}
    return relate(one.period, other.period) is not Relation.APART and len(weekdays) < 2


def share_sentence(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings quote the same words of an article."""
    first, second = one.mention.citation, other.mention.citation
    return first.article == second.article and first.start < second.end and second.start < first.end


def _told_alike(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings of one sentence have the same headline, and the same date or at least the same words for it."""
    first, second = one.mention.citation, other.mention.citation
    same_date = first.date == second.date and (first.date is not None or first.expression == second.expression)
    return same_date and one.headline.keys() == other.headline.keys()


def _cosine(one: Weights, other: Weights) -> float:
    # A plain loop: it is what most of the time goes into.
    if len(other) < len(one):
        one, other = other, one
    total = 0.0
    for stem, weight in one.items():
        if stem in other:
            total += weight * other[stem]
    return total
