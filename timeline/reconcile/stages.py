"""The whole way from mentions to groups that tell one happening each, without what becomes of them."""

from collections.abc import Mapping, Sequence

from timeline.models import Article
from timeline.reconcile.clustering import Members, group
from timeline.reconcile.cross_date import join_disagreeing
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.undated import attach_undated


def happenings(tellings: Sequence[MentionFeatures], articles: Mapping[str, Article]) -> list[Members]:
    """Return the places of the tellings of each happening; each place is in one group."""
    dated = [place for place, telling in enumerate(tellings) if telling.period is not None]
    undated = [place for place, telling in enumerate(tellings) if telling.period is None]
    groups = [[dated[place] for place in members] for members in group([tellings[place] for place in dated])]
    grown, rest = attach_undated(tellings, join_disagreeing(tellings, groups), undated, articles)
    return [*grown, *rest]
