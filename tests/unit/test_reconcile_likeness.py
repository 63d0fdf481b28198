"""Two tellings are compared part by part, each part counts, and no crowd makes that cost its square."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from tellings import SINKING, Told, compared, events_of, stories

from timeline.models import Extraction
from timeline.reconcile import groups
from timeline.reconcile.likeness import compare, margin, may_be_one
from timeline.reconcile.telling import Telling, tellings_of

MET = Told(
    "a", "Petra Lund met Samir Dahl in Oslo on Wednesday.", "on Wednesday", "Petra Lund met Samir Dahl in Oslo", "2021-02-03"
)
TALKED = Told("b", "Lund and Dahl held talks in Oslo.", None, "Lund and Dahl held talks", "2021-02-03")


@pytest.mark.parametrize(
    "worse",
    [
        pytest.param({"headline": "Men held talks"}, id="fewer names"),
        pytest.param({"headline": "Lund and Dahl sang"}, id="another deed"),
        pytest.param({"headline": "Lund and Dahl held talks on fishing quotas"}, id="other words besides"),
        pytest.param({"article": "a"}, id="the same article"),
        pytest.param({"date": "2021-02"}, id="a coarser date"),
        pytest.param({"date": None}, id="no date"),
        pytest.param(
            {"quote": "It was announced on Thursday that Lund and Dahl held talks.", "expression": "on Thursday"},
            id="a date of the announcement",
        ),
    ],
)
def test_each_part_counts(worse: dict[str, str | None]) -> None:
    """Less shared in any part, or more that sets two tellings apart, leaves them further from being one."""
    one, other = compared(MET, TALKED)
    changed = compared(MET, TALKED._replace(**worse))
    assert margin(*changed) < margin(one, other)


@settings(deadline=None)
@given(stories)
def test_the_parts_explain_the_score(found: list[Extraction]) -> None:
    """What is printed as the reasons for a decision is what it was made by, whichever of the two comes first."""
    mentions = [mention for extraction in found for mention in extraction.mentions]
    tellings = tellings_of({str(number): mention for number, mention in enumerate(mentions)})
    for one, other in combinations(tellings, 2):
        comparison = compare(one, other)
        assert comparison.score - comparison.needed == pytest.approx(margin(one, other))
        assert margin(one, other) == margin(other, one)
        assert comparison.alike is (may_be_one(one, other) and comparison.score >= comparison.needed)


def test_a_word_of_many_dates_tells_little() -> None:
    """Two tellings that share a word used for one date are more alike than two that share one used for many."""
    often = [
        Told("a", f"Karsk {word}.", None, f"Karsk {word}", f"2019-05-{day:02}")
        for day, word in enumerate(("won", "lost", "slept"), 1)
    ]
    rare = [Told("a", f"Velmora {word}.", None, f"Velmora {word}", "2019-06-01") for word in ("won", "lost")]
    found = compared(*often, *rare)
    assert compare(found[0], found[1]).score < compare(found[3], found[4]).score


def test_an_event_that_hundreds_tell_costs_no_comparison_of_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crowd that tells the same on one day is one event, found in work that grows with its size and not with its square."""
    calls = Counter[str]()

    def counted(one: Telling, other: Telling) -> float:
        calls["margin"] += 1
        return margin(one, other)

    monkeypatch.setattr(groups, "margin", counted)
    crowd = [SINKING[number % 3]._replace(article=f"a{number}") for number in range(300)]
    assert len(events_of(*crowd)) == 1
    assert calls["margin"] < 300 * 60
