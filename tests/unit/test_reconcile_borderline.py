"""What is close is found, in bounds and in any order; an answer can neither lose anything nor join what is forbidden."""

import random
from collections import Counter
from itertools import combinations, product

import pytest
from borderline_story import BOAT, BORDERLINE_STORY, LOST, RESIGNED, SANK
from hypothesis import given
from hypothesis import strategies as st
from sample_mentions import MISTAKEN, SINKING, SampleMention, extractions, stories

from timeline.models import Extraction
from timeline.reconcile import find_clusters
from timeline.reconcile.borderline import (
    BORDERLINE_BAND,
    MOST_SUBCLUSTERS,
    Answer,
    Borderline,
    find_borderline,
    regroup,
)
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.similarity import may_share_date, share_sentence

WIDE = 1.0
"""A band in which nearly everything is close."""

Clusters = list[list[MentionFeatures]]


def clusters_of(found: list[Extraction]) -> Clusters:
    return [list(group) for group in find_clusters(found).clusters]


def headlines(groups: Clusters) -> set[frozenset[str]]:
    return {frozenset(member.mention.citation.headline for member in group) for group in groups}


def close_to(*story: SampleMention, band: float = BORDERLINE_BAND) -> set[frozenset[frozenset[str]]]:
    """Return, of each question about *story*, the headlines of each subcluster."""
    questions = find_borderline(clusters_of(extractions(story)), band)
    return {
        frozenset(headlines([list(subcluster) for subcluster in question.subclusters]))
        for question in questions
    }


def test_what_is_only_just_one_and_what_is_only_just_two_is_asked_about() -> None:
    """Each by itself, and what surely is one is a subcluster that nobody is asked about."""
    sank = frozenset(told.headline for told in SANK)
    assert close_to(*BORDERLINE_STORY) == {
        frozenset({sank, frozenset({RESIGNED.headline})}),
        frozenset({frozenset({BOAT.headline}), frozenset({LOST.headline})}),
    }
    assert close_to(*SANK) == set()


def test_other_days_are_never_close() -> None:
    """A question would only tempt a model to join what is not one event."""
    assert close_to(BOAT, LOST) != set()
    assert close_to(BOAT, LOST._replace(date="2019-05-04"), band=WIDE) == set()


def test_a_disagreement_on_the_date_is_not_asked_about() -> None:
    """It was joined against its dates by a rule of its own, of which a model that sees two days would make two events."""
    told = clusters_of(extractions([*SINKING, MISTAKEN]))
    assert len(told) == 1
    assert find_borderline(told, WIDE) == []


def test_a_question_is_bounded() -> None:
    """However many mentions are alike, each question holds so few subclusters that a model can compare them all."""
    crowd = [
        LOST._replace(article=f"x{number}", quote=f"{LOST.quote} Boat {number}.")
        for number in range(3 * MOST_SUBCLUSTERS)
    ]
    letters = ["".join(pair) for pair in product("abcdefgh", repeat=2)]
    apart = [
        told._replace(headline=f"{told.headline} {word}") for word, told in zip(letters, crowd, strict=False)
    ]
    told = [[member] for group in clusters_of(extractions(apart)) for member in group]
    questions = find_borderline(told)
    assert len(questions) >= 3
    assert max(len(question.subclusters) for question in questions) == MOST_SUBCLUSTERS


@given(stories, st.randoms(use_true_random=False))
def test_the_order_of_mentions_does_not_matter(found: list[Extraction], chance: random.Random) -> None:
    told = clusters_of(found)
    questions = find_borderline(told, WIDE)
    chance.shuffle(told)
    for group in told:
        chance.shuffle(group)
    assert find_borderline(told, WIDE) == questions


ANSWERS: dict[str, tuple[Answer, list[list[int]]]] = {
    "a partition": ([[0, 2], [1], [3]], [[0, 2], [1], [3]]),
    "numbers that there are not": ([[-1, 0, 2, 4], [99], [1], [3]], [[0, 2], [1], [3]]),
    "a number twice": ([[0, 2], [2, 1], [3]], [[0, 2], [1], [3]]),
    "empty groups": ([[], [0, 2], [], [1], [3]], [[0, 2], [1], [3]]),
    "nothing": ([], [[0, 1], [2], [3]]),
    "left out with its whole group": ([[2, 3]], [[0, 1], [2, 3]]),
    "left out of a group that stays together": ([[0, 2], [3]], [[0, 1, 2], [3]]),
}


@pytest.mark.parametrize(("answer", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_that_is_no_partition_is_taken_as_far_as_it_is_one(
    answer: Answer, expected: list[list[int]]
) -> None:
    """A large model, too, forgets a number now and then; that must not cost the rest of what it said."""
    found = clusters_of(extractions(BORDERLINE_STORY[1:]))
    subclusters = tuple(
        sorted(((member,) for group in found for member in group), key=lambda subcluster: subcluster[0].id)
    )
    question = Borderline(subclusters, ((0, 1), (2,), (3,)))
    told = [[member for number in group for member in subclusters[number]] for group in question.groups]
    groups = regroup(told, [(question, answer)])
    assert headlines([list(group) for group in groups]) == headlines(
        [[subclusters[number][0] for number in group] for group in expected]
    )


def test_one_left_out_of_a_group_that_is_parted_is_by_itself() -> None:
    """With whom it would stay, nobody said."""
    found = clusters_of(extractions(BORDERLINE_STORY[1:]))
    subclusters = tuple(
        sorted(((member,) for group in found for member in group), key=lambda subcluster: subcluster[0].id)
    )
    question = Borderline(subclusters, ((0, 1, 2), (3,)))
    told = [[member for number in group for member in subclusters[number]] for group in question.groups]
    assert len(regroup(told, [(question, [[0, 3], [1]])])) == 3


def test_what_is_forbidden_is_refused_and_the_rest_of_the_group_stands() -> None:
    """A month joins either of two days in it, and an answer that puts all three together gets no further than that."""
    days = [
        LOST,
        LOST._replace(article="y", date="2019-05-11", headline="Fishing boat was lost"),
        BOAT._replace(date="2019-05"),
    ]
    subclusters = tuple(
        sorted(
            ((member,) for group in clusters_of(extractions(days)) for member in group), key=lambda s: s[0].id
        )
    )
    question = Borderline(subclusters, ((0,), (1,), (2,)))
    groups = regroup([list(subcluster) for subcluster in subclusters], [(question, [[0, 1, 2]])])
    assert sorted(len(group) for group in groups) == [1, 2]


@st.composite
def answered(draw: st.DrawFn) -> tuple[Clusters, list[tuple[Borderline, Answer]]]:
    """Return what is told in a random story, and a random answer to each question about it."""
    told = clusters_of(draw(stories))
    numbers = st.lists(st.lists(st.integers(-1, MOST_SUBCLUSTERS), max_size=6), max_size=6)
    return told, [(question, draw(numbers)) for question in find_borderline(told, WIDE)]


@given(answered())
def test_an_answer_loses_nothing_and_joins_nothing_that_is_forbidden(
    case: tuple[Clusters, list[tuple[Borderline, Answer]]],
) -> None:
    """Whatever a model writes, each mention is in one group, and new company has dates that can be the same."""
    told, answers = case
    groups = regroup(told, answers)
    assert Counter(t.id for group in groups for t in group) == Counter(t.id for group in told for t in group)
    for group in groups:
        undated = [member.period is None for member in group]
        assert undated == sorted(undated), "who speaks for a group has a date where any has"
    before = {frozenset((one.id, other.id)) for group in told for one, other in combinations(group, 2)}
    for one, other in (pair for group in groups for pair in combinations(group, 2)):
        if frozenset((one.id, other.id)) not in before:
            assert may_share_date(one, other)
            assert not share_sentence(one, other) or one.headline == other.headline


@given(stories)
def test_who_answers_as_similarity_does_changes_nothing(found: list[Extraction]) -> None:
    """A build whose questions were all answered so is the very build without them."""
    told = clusters_of(found)
    assert regroup(told, [(question, question.groups) for question in find_borderline(told, WIDE)]) == told
