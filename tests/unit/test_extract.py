"""From an article to mentions with a fake model: candidates, checks, fallbacks, and what a bad answer costs."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from fakes import FakeModel
from hypothesis import given
from hypothesis import strategies as st

from timeline.choices import Granularity
from timeline.dates import EventDate, parse_edtf
from timeline.errors import AnswerError, ModelError
from timeline.extract.article_extraction import extract_article
from timeline.extract.attribution import piece_at
from timeline.extract.candidates import find_candidates
from timeline.extract.headline_evidence import HeadlineEvidence
from timeline.extract.related import add_related
from timeline.extract.verification import problem_with
from timeline.lang.registry import language_of
from timeline.models import Article, Extraction, GivenBasis, Mark, Source
from timeline.rendering.explanation_words import reason_words
from timeline.rendering.labels import labels
from timeline.timex.basis import ModelBasis, UnresolvedBasis
from timeline.timex.semantics import Unit

STORM = """Ferry runs aground

The ferry Aurora ran aground off Lindholm late on Monday, the coast guard said on Tuesday.
It was the first such accident since the harbour opened in 2004.
Rescuers did not find the captain on Tuesday.
Judges will hear the owners' appeal on Thursday of next week.
"""


def source(text: str, published: str | None = "2014-03-05", identifier: str = "a") -> Source:
    when = parse_edtf(published) if published else None
    article = Article(
        id=identifier,
        title="t",
        path=f"{identifier}.txt",
        published=when,
        published_basis=GivenBasis(),
        sha256=identifier,
    )
    return Source(article, text)


def extract(text: str, model: FakeModel, published: str | None = "2014-03-05") -> Extraction:

    return asyncio.run(extract_article(find_candidates(source(text, published)), model, lambda: None))


def answering(**headlines: str) -> FakeModel:
    """Answer each expression question with the headline given for its time, "none" for the others."""

    def answer(question: str) -> dict[str, Any]:
        headline = next(
            (
                written
                for time, written in headlines.items()
                if f"Time: [{time.replace('_', ' ')}" in question
            ),
            "",
        )
        return {"kind": "event" if headline else "none", "headline": headline}

    return FakeModel(answer)


def dates(extraction: Extraction) -> list[EventDate | None]:
    return [mention.citation.date for mention in extraction.mentions]


def test_each_expression_is_asked_about_and_dated_by_the_code() -> None:
    model = FakeModel(
        lambda _: {
            "kind": "event",
            "headline": "The ferry Aurora ran aground off Lindholm, the coast guard said.",
        }
    )
    extraction = extract(STORM, model)
    by_expression = {m.citation.expression_text: str(m.citation.date) for m in extraction.mentions}
    assert len(model.asked) >= 4
    assert any(
        date == "2014-03-03"
        for expression, date in by_expression.items()
        if expression and "Monday" in expression
    )
    assert any(
        date == "2014-03-13"
        for expression, date in by_expression.items()
        if expression and "Thursday" in expression
    )


def test_every_citation_is_cut_from_the_text() -> None:
    model = FakeModel(lambda _: {"kind": "event", "headline": "made up"})
    extraction = extract(STORM, model)
    assert extraction.mentions
    for mention in extraction.mentions:
        assert STORM[mention.citation.start : mention.citation.end] == mention.citation.quote


def test_what_is_still_to_come_is_planned() -> None:
    extraction = extract(
        STORM, FakeModel(lambda _: {"kind": "event", "headline": "Judges are to hear the owners' appeal."})
    )
    planned = [mention for mention in extraction.mentions if mention.kind == "planned"]
    assert [str(mention.citation.date) for mention in planned] == ["2014-03-13"]


def test_an_unsupported_headline_is_asked_for_again_and_then_replaced_by_the_sentence() -> None:
    model = FakeModel(lambda _: {"kind": "event", "headline": "Admiral Nelson sank 99 ships"})
    extraction = extract("The ferry Aurora ran aground off Lindholm late on Monday.", model)
    assert len(model.asked) == 2
    assert (
        extraction.mentions[0].citation.headline == "The ferry Aurora ran aground off Lindholm late on Monday"
    )


def test_the_second_question_shows_only_the_piece_that_the_expression_dates() -> None:
    """Of a long sentence, a small model gives what happened at another of its times."""
    sentence = (
        "The mayor used the visit on Tuesday to thank the builder Nordwerk for opening the bridge in 2004."
    )

    def answer(question: str) -> dict[str, Any]:
        shown = question.rpartition("Sentence: ")[2]
        right = "The builder Nordwerk opened the bridge."
        return {
            "kind": "event",
            "headline": right if shown.startswith("to thank") else "The mayor used the visit to thank.",
        }

    headlines = {
        str(m.citation.date): m.citation.headline for m in extract(sentence, FakeModel(answer)).mentions
    }
    assert headlines["2004"] == "The builder Nordwerk opened the bridge."


def test_a_supported_second_try_is_taken() -> None:
    headlines = iter(["Admiral Nelson sank", "The ferry Aurora ran aground."])
    model = FakeModel(lambda _: {"kind": "event", "headline": next(headlines)})
    extraction = extract("The ferry Aurora ran aground off Lindholm late on Monday.", model)
    assert extraction.mentions[0].citation.headline == "The ferry Aurora ran aground."


def test_what_the_model_sees_no_event_in_is_a_rejection_with_its_date() -> None:
    extraction = extract("The 2013 prize of the Lindholm harbour went to nobody.", answering())
    assert not extraction.mentions
    assert [(str(r.date), reason_words(r, labels())) for r in extraction.rejected] == [
        ("2013", "the model sees no event at that time")
    ]


def test_one_question_without_an_answer_costs_no_other() -> None:
    def answer(question: str) -> dict[str, Any] | ModelError:
        failing = "since the harbour" in question
        return (
            AnswerError("gibberish")
            if failing
            else {"kind": "event", "headline": "The coast guard said that."}
        )

    extraction = extract(STORM, FakeModel(answer))
    assert extraction.mentions
    assert extraction.failure is not None
    assert "1 of" in extraction.failure
    assert "gibberish" in extraction.failure
    assert [r.expression and r.expression.text for r in extraction.rejected if r.detail == "gibberish"] == [
        "2004"
    ]


def test_without_a_publication_date_a_weekday_stays_unresolved() -> None:
    model = FakeModel(lambda _: {"kind": "event", "headline": "The ferry Aurora ran aground off Lindholm."})
    extraction = extract("The ferry Aurora ran aground off Lindholm late on Monday.", model, published=None)
    (mention,) = extraction.mentions
    assert mention.citation.date is None
    assert mention.citation.date_basis
    assert "Monday" in mention.citation.expression_text


def test_an_article_can_be_asked_about_in_one_call() -> None:
    answer = {
        "events": [
            {
                "sentence": 1,
                "time": "a",
                "kind": "event",
                "headline": "The ferry Aurora ran aground off Lindholm.",
                "date": "2014-03-10",
                "who": ["Aurora", "Nelson"],
                "where": ["Lindholm"],
            },
            {
                "sentence": 9,
                "time": "z",
                "kind": "event",
                "headline": "x",
                "date": "",
                "who": [],
                "where": [],
            },
        ]
    }
    model = FakeModel(lambda _: answer, "article")
    text = "The ferry Aurora ran aground off Lindholm late on Monday.\n\nResidents called it a disgrace of the year."
    extraction = extract(text, model)
    (mention,) = extraction.mentions
    assert len(model.asked) == 1
    assert (mention.actors, mention.places) == (("Aurora",), ("Lindholm",))
    assert (str(mention.citation.date), str(mention.citation.model_date)) == ("2014-03-03", "2014-03-10")
    assert (
        extraction.failure
        == "1 of the model's 2 events name no sentence of the article (there is no sentence 9)"
    )


def test_a_sentence_that_never_says_when_is_asked_about_when_it_retells_a_dated_one() -> None:
    dated = source("The ferry Aurora ran aground off Lindholm late on Monday, 3 March 2014.", identifier="a")
    filler = (
        "It rained a lot over the sea in those days.\nNobody in town minded much about that weather at all.\n"
    )
    undated = source(f"{filler}The Aurora had run aground off Lindholm with many people aboard.", None, "b")
    before = find_candidates(undated)
    _, after = add_related([find_candidates(dated), before])
    added = set(after.candidates) - set(before.candidates)
    assert [undated.text[slice(*candidate.sentence)] for candidate in added] == [
        "The Aurora had run aground off Lindholm with many people aboard."
    ]


@given(st.text())
def test_candidates_of_any_text_are_cut_from_it(text: str) -> None:
    found = find_candidates(source(text))
    for candidate in found.candidates:
        start, end = candidate.sentence
        assert 0 <= start < end <= len(text)
        if candidate.expression:
            assert text[candidate.expression.start : candidate.expression.end] == candidate.expression.text
    assert all(text[r.start : r.end] == r.quote for r in found.rejected)


SENTENCE = "The ferry Aurora did not sink, but 80 people were taken to Lindholm on Monday."


@pytest.mark.parametrize(
    ("headline", "problem"),
    [
        ("80 people were taken to Lindholm", None),
        ("", "it is empty"),
        ("x" * 300, "longer than 200"),
        ("90 people were taken to Lindholm", "number 90"),
        ("80 people were taken to Oslo", "“oslo” is not in the sentence"),
        ("The ferry Aurora did sink", "leaves out “not”"),
        ("80 people were never taken to Lindholm", "no word of negation"),
        ("Pirates boarded ships near islands", "“pirates” is not in the sentence"),
        ("80 people were taken to Lindholm on 5 May 2013", "number 5"),
        ("People were taken to Lindholm on Sunday", "sunday"),
    ],
)
def test_a_headline_may_say_no_more_than_its_sentence(headline: str, problem: str | None) -> None:
    evidence = HeadlineEvidence(
        SENTENCE, SENTENCE, language_of("en"), parse_edtf("2014-03-05"), parse_edtf("2014-03-03")
    )
    found = problem_with(headline, evidence)
    assert found is None if problem is None else problem in (found or "").lower()


def test_what_was_only_said_at_that_time_names_who_said_it() -> None:
    """The day of a statement is not the day of what it states."""
    model = FakeModel(lambda _: {"kind": "event", "headline": "The ferry Aurora ran aground off Lindholm."})
    headlines = [mention.citation.headline for mention in extract(STORM, model).mentions]
    assert "The coast guard said: The ferry Aurora ran aground off Lindholm." in headlines


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("The tide took her off on 29 March, a Monday.", ["29 March"]),
        ("Two tugs joined over the weekend of 27 and 28 March.", ["27 and 28 March"]),
        ("It sank on Monday and was raised on Tuesday.", ["Monday", "Tuesday"]),
    ],
)
def test_a_time_that_is_said_twice_is_asked_about_once(sentence: str, asked: list[str]) -> None:
    found = find_candidates(source(sentence, "2014-04-05"))
    assert [candidate.expression.text for candidate in found.candidates if candidate.expression] == asked


def test_the_piece_shown_holds_its_expression_also_where_the_sentence_repeats_itself() -> None:
    sentence = "Shells hit Oster harbour Monday, but Shells hit Oster harbour Monday, he said."
    start = sentence.rindex("Monday")
    piece = piece_at(sentence, start, start + len("Monday"), [], language_of("en"))
    assert piece.start <= start < start + len("Monday") <= piece.end


def dated_answer(sentence: int, time: str, date: str) -> FakeModel:
    """Answer an article's one question with one event and the model's own date for it."""
    item = {
        "sentence": sentence,
        "time": time,
        "kind": "event",
        "headline": "The ferry sank.",
        "date": date,
        "who": [],
        "where": [],
    }
    return FakeModel(lambda _: {"events": [item]}, granularity="article")


def test_where_no_rule_has_a_date_the_models_is_taken_as_an_uncertain_one_and_marked() -> None:
    """The model's date stands only where the code has none, and says whose it is."""
    extraction = extract("The ferry sank several years ago.\n", dated_answer(1, "a", "2009"))
    (mention,) = extraction.mentions
    assert str(mention.citation.date) == "2009?"
    assert mention.citation.date_basis is not None
    assert mention.citation.date_basis == ModelBasis(of=UnresolvedBasis(reason="no_number", unit=Unit.YEAR))
    assert mention.marks == (Mark.DATED_BY_MODEL,)


def test_the_codes_date_stands_and_the_models_is_kept_beside_it() -> None:
    """Where both have a date, the rules decide and the disagreement is recorded."""
    extraction = extract("The ferry sank on Monday.\n", dated_answer(1, "a", "2014-03-04"))
    (mention,) = extraction.mentions
    assert (str(mention.citation.date), str(mention.citation.model_date)) == ("2014-03-03", "2014-03-04")
    assert mention.marks == ()


def test_a_model_that_does_not_know_the_publication_date_dates_nothing() -> None:
    """Without a publication date "on Monday" stays unresolved, whatever the model guesses."""
    extraction = extract("The ferry sank on Monday.\n", dated_answer(1, "a", "2014-03-03"), published=None)
    (mention,) = extraction.mentions
    assert mention.citation.date is None
    assert str(mention.citation.model_date) == "2014-03-03"


@pytest.mark.parametrize("words", ["water " * 10_000, "water" * 10_000], ids=["words", "one word"])
@pytest.mark.parametrize("time", [" on 3 March 2014", ""], ids=["dated", "undated"])
def test_a_sentence_without_an_end_gives_a_headline_that_has_one(words: str, time: str) -> None:
    """Where the model's headline is not supported, the sentence's own words stand in: never all of ten thousand."""
    extraction = extract(
        f"The dyke broke{time} and there was {words.strip()}.\n",
        FakeModel(lambda _: {"kind": "event", "headline": "Nelson won."}),
    )
    (mention,) = extraction.mentions
    assert len(mention.citation.quote) > 50_000
    assert mention.citation.headline.startswith("The dyke broke")
    assert len(mention.citation.headline) <= 302
    assert mention.citation.headline.endswith(" …")


@pytest.mark.parametrize(
    ("language", "stated"), [("en-GB", "English"), ("de", "German"), ("fr", "that of the sentence")]
)
@pytest.mark.parametrize("granularity", ["expression", "article"])
def test_a_question_says_which_language_its_text_is_in(
    language: str, stated: str, granularity: Granularity
) -> None:
    """The headline stays in it; what comes before the question is the same for all languages."""
    article = replace(source("x").article, language=language)
    text = "Aurora 05/12/2014 Lindholm Brandt Hart Oster. Aurora Lindholm Brandt Hart Oster Nordwerk."
    answer = {"kind": "none", "headline": ""} if granularity == "expression" else {"events": []}
    model = FakeModel(lambda _: answer, granularity)
    asyncio.run(extract_article(find_candidates(Source(article, text)), model, lambda: None))
    assert model.asked
    assert all(f"Language: {stated}; the headline stays in it.\n" in question for question in model.asked)
