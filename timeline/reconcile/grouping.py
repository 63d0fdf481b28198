"""The whole way from mentions to groups that tell one happening each, without what becomes of them."""

from collections.abc import Mapping, Sequence

from timeline.models import Article
from timeline.reconcile.attach import attach_undated
from timeline.reconcile.groups import Members, group
from timeline.reconcile.joins import join_disagreeing
from timeline.reconcile.telling import Telling


def happenings(tellings: Sequence[Telling], articles: Mapping[str, Article]) -> list[Members]:
    """Return the places of the tellings of each happening; each place is in one group."""
    dated = [place for place, telling in enumerate(tellings) if telling.period is not None]
    undated = [place for place, telling in enumerate(tellings) if telling.period is None]
    groups = [[dated[place] for place in members] for members in group([tellings[place] for place in dated])]
    grown, rest = attach_undated(tellings, join_disagreeing(tellings, groups), undated, articles)
    return [*grown, *rest]
