"""Mentions that are two happenings by who did what to whom, whatever their words have in common."""

from collections.abc import Sequence
from itertools import product

from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.parameters import MOST_REPRESENTATIVES
from timeline.roles.conflicts import Clause, RoleConflict, conflict_of
from timeline.roles.frames import frame_of

ROLES_IN_WORDS = {
    "agent": "who did it",
    "patient": "to whom or what it was done",
    "theme": "who or what it is about",
    "who did it to whom": "who did it to whom",
    "place": "where it was",
    "other": "with, from or to whom or what it was",
    "identifier": "which one of its kind it was",
    "amount": "how much it was",
    "event type": "what was done",
}
"""How each role is named to a reader."""


def role_conflict(one: MentionFeatures, other: MentionFeatures) -> RoleConflict | None:
    """Return the role whose fillers exclude that two mentions report one event, or None.

    None where the words for roles are not known in the language of either.
    """
    first, second = _clause_of(one), _clause_of(other)
    return conflict_of(first, second) if first and second else None


def exclude_each_other(one: Sequence[MentionFeatures], other: Sequence[MentionFeatures]) -> bool:
    """Return whether a mention of one cluster excludes one of the other; their first ones are compared.

    One conflict is enough: that two happenings are never one weighs more than that one is never two.
    """
    clauses = (
        [_clause_of(mention) for mention in members[:MOST_REPRESENTATIVES]] for members in (one, other)
    )
    return any(
        first and second and conflict_of(first, second) is not None for first, second in product(*clauses)
    )


def _clause_of(mention: MentionFeatures) -> Clause | None:
    citation = mention.mention.citation
    frame = frame_of(citation.headline, citation.quote, mention.language)
    return Clause(frame, citation.quote, mention.language) if frame is not None else None
