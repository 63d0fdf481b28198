"""Two mentions are compared part by part, each part counts, and no crowd makes that cost its square."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from sample_mentions import (
    SINKING,
    SampleMention,
    english_features,
    events_of,
    features_of_samples,
    mention,
    stories,
)

from timeline.models import Extraction
from timeline.reconcile import clustering
from timeline.reconcile.blocking import candidate_pairs
from timeline.reconcile.features import MentionFeatures
from timeline.reconcile.role_conflicts import role_conflict
from timeline.reconcile.similarity import ONE_THING, compare, margin, may_be_one

MET = SampleMention(
    "a",
    "Petra Lund met Samir Dahl in Oslo on Wednesday.",
    "on Wednesday",
    "Petra Lund met Samir Dahl in Oslo",
    "2021-02-03",
)
TALKED = SampleMention(
    "b", "Lund and Dahl held talks in Oslo.", None, "Lund and Dahl held talks", "2021-02-03"
)


@pytest.mark.parametrize(
    "worse",
    [
        pytest.param({"headline": "Men held talks"}, id="fewer names"),
        pytest.param({"headline": "Lund and Dahl sang"}, id="another event type"),
        pytest.param({"headline": "Lund and Dahl held talks on fishing quotas"}, id="other words besides"),
        pytest.param({"article": "a"}, id="the same article"),
        pytest.param({"date": "2021-02"}, id="a coarser date"),
        pytest.param({"date": None}, id="no date"),
        pytest.param(
            {
                "quote": "It was announced on Thursday that Lund and Dahl held talks.",
                "expression": "on Thursday",
            },
            id="a date of the announcement",
        ),
    ],
)
def test_each_part_counts(worse: dict[str, str | None]) -> None:
    """Less shared in any part, or more that sets two mentions apart, leaves them further from being one."""
    one, other = features_of_samples(MET, TALKED)
    changed = features_of_samples(MET, TALKED._replace(**worse))
    assert margin(*changed) < margin(one, other)


def test_one_thing_in_common_needs_more_names() -> None:
    """Who and one event type are shared by different things done on one day; who, whom and where leave little doubt."""
    few = features_of_samples(
        SampleMention("a", "There Brandt met farmers.", None, "Brandt met farmers", "2021-02-03"),
        SampleMention("b", "There Brandt held talks.", None, "Brandt held talks", "2021-02-03"),
    )
    many = features_of_samples(MET, TALKED)
    assert [part.points for part in compare(*few).parts if part.name == "only one thing in common"] == [
        -ONE_THING
    ]
    assert "only one thing in common" not in {part.name for part in compare(*many).parts}


def test_a_vague_date_needs_an_event_type() -> None:
    """What happened some time in a year is the event of one day only when both tell the same event type."""
    dates = ("2021", "2021-02-03")
    names = [
        SampleMention(date, "Petra Lund, mayor.", None, "Petra Lund, mayor of Oslo", date) for date in dates
    ]
    types = [
        SampleMention(date, "Petra Lund met him.", None, "Petra Lund met the mayor of Oslo", date)
        for date in dates
    ]
    lacking = [
        "a vague date and no event type in common"
        in {part.name for part in compare(*features_of_samples(*told)).parts}
        for told in (names, types)
    ]
    assert lacking == [True, False]


def test_what_heads_an_article_is_told_again_below() -> None:
    """Two sentences far down an article are less likely to tell one thing than its title and any of them."""
    head, middle, end = (mention(MET, start) for start in (0, 2000, 3000))
    told = english_features({"head": head, "middle": middle, "end": end})
    assert margin(told[0], told[1]) == margin(told[0], told[2]) > margin(told[1], told[2])


def test_a_title_is_no_name() -> None:
    """Two presidents are not one: the title before a name among the actors is not what the two share."""
    told = english_features(
        {
            name: mention(MET._replace(headline="He went home"), 0, actors=(f"President {name}",))
            for name in ("Ives", "Ruel")
        }
    )
    assert not any("@president" in member.weights for member in told)


@settings(deadline=None)
@given(stories)
def test_the_parts_explain_the_score(found: list[Extraction]) -> None:
    """What is printed as the reasons for a decision is what it was made by, whichever of the two comes first."""
    mentions = [mention for extraction in found for mention in extraction.mentions]
    mentions = english_features({str(number): mention for number, mention in enumerate(mentions)})
    for one, other in combinations(mentions, 2):
        comparison = compare(one, other)
        assert comparison.score - comparison.needed == pytest.approx(margin(one, other))
        assert margin(one, other) == margin(other, one)
        may_be = may_be_one(one, other) and role_conflict(one, other) is None
        assert comparison.alike is (may_be and comparison.score >= comparison.needed)


def test_a_word_of_many_dates_tells_little() -> None:
    """Two mentions that share a word used for one date are more alike than two that share one used for many."""
    often = [
        SampleMention(word, f"Karsk {word}.", None, f"Karsk {word}", f"2019-05-{day:02}")
        for day, word in enumerate(("won", "lost", "slept"), 1)
    ]
    rare = [
        SampleMention(word, f"Velmora {word}.", None, f"Velmora {word}", "2019-06-01")
        for word in ("won", "lost")
    ]
    found = features_of_samples(*often, *rare)
    assert compare(found[0], found[1]).score < compare(found[3], found[4]).score


def test_an_event_that_hundreds_tell_costs_no_comparison_of_all_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A crowd that tells the same on one day is one event, found in work that grows with its size and not with its square."""
    calls = Counter[str]()

    def counted(one: MentionFeatures, other: MentionFeatures) -> float:
        calls["margin"] += 1
        return margin(one, other)

    monkeypatch.setattr(clustering, "margin", counted)
    crowd = [SINKING[number % 3]._replace(article=f"a{number}") for number in range(300)]
    assert len(events_of(*crowd)) == 1
    assert calls["margin"] < 300 * 60


def test_a_sentence_that_reports_two_events_does_not_make_them_one() -> None:
    """What an article tells apart stays apart, though another article's sentence is like either."""
    sank = SampleMention(
        "a",
        "The ferry Maris Stella sank off Velmora.",
        None,
        "Ferry Maris Stella sank off Velmora",
        "2019-05-03",
    )
    kores = SampleMention(
        "a",
        "Ana Kores declared three days of mourning.",
        None,
        "Ana Kores declared days of mourning",
        "2019-05-03",
    )
    both = SampleMention(
        "b",
        "Ana Kores declared days of mourning as the ferry Maris Stella sank off Velmora.",
        None,
        "Ana Kores declared days of mourning as ferry Maris Stella sank off Velmora",
        "2019-05-03",
    )
    alike = features_of_samples(sank, kores, both)
    assert all(compare(one, alike[2]).alike for one in alike[:2])
    assert len(events_of(sank, kores, both)) == 2


@pytest.mark.parametrize("like", [0, 50, 127])
def test_a_date_known_less_exactly_meets_its_like_among_many(like: int) -> None:
    """Where each of its words is shared by many, the one mention that has all of them is still found."""
    words = (
        "red blue",
        "ferry tanker",
        "rammed passed",
        "pier buoy",
        "fog rain",
        "harbour canal",
        "crew cargo",
    )
    headlines = [" ".join(chosen) for chosen in product(*map(str.split, words))]
    days = [
        SampleMention(f"a{number}", f"{line}.", None, line, "2019-05-03")
        for number, line in enumerate(headlines)
    ]
    crowd = features_of_samples(
        *days, SampleMention("z", f"{headlines[like]}.", None, headlines[like], "2019-05")
    )
    assert (like, len(days)) in set(candidate_pairs(crowd))
