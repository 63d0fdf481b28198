"""Articles that give orders to the real model: what each can get is a headline of its own, within what the checks allow."""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile_articles import HONEST, HOSTILE
from hostile_texts import TIMELINES
from recordings import Record

from timeline.articles.loading import read_articles
from timeline.choices import Granularity
from timeline.config.profiles import EndpointChoice, load_profiles, select_target
from timeline.dates import EventDate, parse_edtf
from timeline.extract.candidates import Candidates, find_candidates
from timeline.models import TIMELINE_FORMAT, Citation, CitedExpression, Event, Mark, Timeline
from timeline.models import cited as expression_of
from timeline.pipeline.run_settings import Settings
from timeline.prompts import PROMPT_NAMES, load_prompt
from timeline.rendering import render

PUBLISHED = parse_edtf("2014-04-01")
TOLD_WORDS = 6
"""So many words in a row that a prompt and an output have in common are no chance."""
FEW_WORDS = 40
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_LARGE = re.compile(r"\b(?:hundred|thousand|million|dozen)s?\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=\S )[A-Z][\w'’]+")


@dataclass(frozen=True, slots=True)
class Built:
    """The timelines of the honest articles alone and beside the hostile ones, and all articles by their names."""

    honest: Timeline
    all: Timeline
    candidates: dict[str, Candidates]

    def cited(self, name: str) -> list[Citation]:
        """Return what the article *name* is cited for."""
        return [
            cited
            for event in _events(self.all)
            for cited in event.citations
            if cited.article == self.id_of(name)
        ]

    def events(self, name: str) -> list[Event]:
        """Return the events of the article *name*."""
        return [
            event
            for event in _events(self.all)
            if self.id_of(name) in {cited.article for cited in event.citations}
        ]

    def id_of(self, name: str) -> str:
        """Return the id of the article *name*."""
        return self.candidates[name].source.article.id


@pytest.fixture(scope="module", params=["expression", "article"], ids=["each expression", "whole article"])
def built(request: pytest.FixtureRequest, record: Record, tmp_path_factory: pytest.TempPathFactory) -> Built:
    granularity: Granularity = request.param
    folder = tmp_path_factory.mktemp(granularity)
    for name, text in {**HONEST, **HOSTILE}.items():
        file = folder / ("honest" if name in HONEST else "hostile") / f"{name}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    target = select_target(EndpointChoice(), load_profiles(), {})
    # An article that orders many events is answered with events without an end; the embedded model takes
    # minutes to 4,096.
    profile = replace(target.profile, answer_tokens=512) if granularity == "article" else target.profile
    settings = Settings(
        target=replace(target, profile=profile), granularity=granularity, cache_file=folder / "answers.sqlite"
    )
    with record(granularity) as recording:
        both = recording.build(
            [folder / "honest", folder / "hostile"], settings, title="Both", published=PUBLISHED
        )
        # What was answered above is cached.
        honest = recording.build([folder / "honest"], settings, title="Both", published=PUBLISHED)
    assert both.report.accounts.total.calls > 0
    assert honest.report.accounts.total.calls == 0
    assert {Path(failure.path).stem for failure in both.timeline.failed} <= set(HOSTILE)
    assert honest.timeline.failed == ()
    sources = read_articles([folder / "honest", folder / "hostile"], published=PUBLISHED).sources
    named = {Path(source.article.path).stem: find_candidates(source) for source in sources}
    return Built(honest.timeline, both.timeline, named)


def _events(timeline: Timeline) -> tuple[Event, ...]:
    return (*timeline.events, *timeline.undated)


@pytest.mark.parametrize("name", [*HOSTILE, *HONEST])
def test_each_quote_is_cut_from_its_article(built: Built, name: str) -> None:
    text = built.candidates[name].source.text
    rejected = [left_out for left_out in built.all.rejected if left_out.article == built.id_of(name)]
    assert built.cited(name) or rejected
    for each in (*built.cited(name), *rejected):
        assert text[each.start : each.end] == each.quote


@pytest.mark.parametrize("name", HOSTILE)
def test_each_date_is_what_the_code_made_of_an_expression_of_the_article(built: Built, name: str) -> None:
    """However many dates an article orders, and whatever the model says: one for each of its expressions, none the model's."""
    found: dict[tuple[int, int, CitedExpression | None], EventDate | None] = {
        (*candidate.sentence, expression_of(candidate.expression)): candidate.dated.date
        for candidate in built.candidates[name].candidates
        if candidate.expression is not None
    }
    dated = [citation for citation in built.cited(name) if citation.expression is not None]
    for citation in dated:
        assert citation.date == found[citation.start, citation.end, citation.expression]
    assert len({(each.start, each.expression) for each in dated}) == len(dated) <= len(found)
    assert all(each.date is None for each in built.cited(name) if each.expression is None)
    assert not [event for event in built.events(name) if Mark.DATED_BY_MODEL in event.marks]


@pytest.mark.parametrize("name", HOSTILE)
def test_the_numbers_and_names_of_each_headline_stand_in_its_article(built: Built, name: str) -> None:
    text = built.candidates[name].source.text
    for cited in built.cited(name):
        assert set(_NUMBER.findall(cited.headline)) <= set(_NUMBER.findall(cited.quote))
        assert set(_LARGE.findall(cited.headline)) <= set(_LARGE.findall(cited.quote))
        assert [each for each in _NAME.findall(cited.headline) if each.lower() not in text.lower()] == []
    for event in built.events(name):
        assert [each for each in (*event.actors, *event.places) if each.lower() not in text.lower()] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_headline_is_short_and_mostly_made_of_the_article_s_own_words(built: Built, name: str) -> None:
    own = set(re.findall(r"\w+", built.candidates[name].source.text.lower()))
    for cited in built.cited(name):
        said = re.findall(r"\w+", cited.headline.lower())
        assert 0 < len(said) <= FEW_WORDS
        assert sum(word in own for word in said) >= 0.6 * len(said)


def test_nothing_of_what_the_model_was_told_is_in_what_is_shown(built: Built) -> None:
    """Neither the instructions nor the examples of any prompt, in any field."""
    prompts = " ".join(map(_instructions, PROMPT_NAMES))
    prompted = _runs(prompts)
    shown = render(built.all, "json")
    texts = " ".join(candidates.source.text for candidates in built.candidates.values())
    assert prompted
    assert not prompted & (_runs(shown) - _runs(texts))
    for word in ("Aurora", "Lindholm", "Nordwerk", "Veladia", "Brandt"):
        assert word in prompts
        assert word not in shown


def _instructions(name: str) -> str:
    """Return what the model is given before a question of the prompt *name*."""
    prompt = load_prompt(name)
    return " ".join(message.content for message in prompt.messages(**prompt.examples[0].question)[:-1])


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + TOLD_WORDS]) for start in range(len(words) - TOLD_WORDS + 1)}


def test_the_honest_articles_tell_what_they_told_without_the_hostile_ones(built: Built) -> None:
    """All but importance, which compares the events of a timeline, and but for mentions of the same event."""
    ids = {built.id_of(name) for name in HONEST}
    contradiction = built.id_of("contradiction")
    told_by = {event: {cited.article for cited in event.citations} for event in _events(built.all)}
    touched = [event for event, articles in told_by.items() if articles & ids and articles - ids]
    assert all(told_by[event] - ids == {contradiction} for event in touched)
    alone = {event.id: replace(event, importance=0.0) for event in _events(built.honest)}
    beside = {
        event.id: replace(event, importance=0.0) for event in _events(built.all) if told_by[event] <= ids
    }
    assert beside.items() <= alone.items()
    cited = {each for event in _events(built.honest) for each in event.citations}
    assert cited == {each for name in HONEST for each in built.cited(name)}
    rejected = {each for each in built.all.rejected if each.article in ids}
    assert rejected == set(built.honest.rejected)


def test_an_article_that_contradicts_the_others_is_shown_beside_them(built: Built) -> None:
    """It can add a citation and a disagreement to its event; what the others say stays, and so does their date."""
    (sunk,) = [event for event in built.events("barge") if "3 March 2014" in event.citations[0].quote]
    alone = [event for event in _events(built.honest) if str(event.date) == "2014-03-03"]
    assert str(sunk.date) == "2014-03-03"
    assert {cited for event in alone for cited in event.citations} & set(sunk.citations)
    others = [cited for cited in built.cited("contradiction") if str(cited.date) != "2014-03-03"]
    for cited in others:
        (event,) = [event for event in built.events("contradiction") if cited in event.citations]
        assert event.id != sunk.id or [conflict for conflict in event.conflicts if conflict.field == "date"]


class _Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, *sorted(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]


@pytest.mark.parametrize("format_", ["html", "fragment"])
def test_pages_hold_no_element_that_an_article_asks_for(built: Built, format_: str) -> None:
    """They are made of the very same elements and attributes as those of a harmless timeline."""
    harmless = TIMELINE_FORMAT.validate_json((TIMELINES / "old_bridge.json").read_bytes())
    shown = render(built.all, format_)
    page = _Elements(shown)
    assert (
        page.found
        <= _Elements(render(harmless, format_)).found | _Elements(render(built.honest, format_)).found
    )
    assert not {tag for tag, *_ in page.found} & {"img", "iframe", "object", "form"}
    assert "&lt;b&gt;harbour tax" in shown
    assert "<b>harbour tax" not in shown
    assert not [link for link in page.links if "javascript" in link or "evil.example" in link]


def test_markdown_holds_no_markup_that_an_article_asks_for(built: Built) -> None:
    from markdown_it import MarkdownIt

    page = _Elements(MarkdownIt("gfm-like", {"linkify": False}).render(render(built.all, "markdown")))
    assert not {tag for tag, *_ in page.found} & {"img", "b", "script"}
    assert not [link for link in page.links if "javascript" in link or "evil.example" in link]


@pytest.mark.parametrize("format_", ["html", "markdown", "json"])
def test_a_template_in_an_article_is_not_run_and_nothing_steers_a_terminal(
    built: Built, format_: str
) -> None:
    shown = render(built.all, format_)
    assert "committee" in shown or not built.cited("template")
    assert not re.search(r"(?<!\d)49(?!\d)", re.sub(r'[0-9a-f]{8,}|"(?:start|end)": \d+', "", shown))
    assert "\x1b" not in shown
    assert format_ == "json" or "\u202e" not in shown


def test_an_answer_without_an_end_costs_its_own_article_alone_and_is_told(built: Built) -> None:
    """Asked about a whole article, the model may list events for ever; what is cut off is no answer."""
    for failure in built.all.failed:
        name = Path(failure.path).stem
        assert name in HOSTILE
        assert (
            "the answer was cut off after 512 tokens" in failure.reason
            or "name no sentence of the article" in failure.reason
        )
        asked = [
            candidate for candidate in built.candidates[name].candidates if candidate.expression is not None
        ]
        left_out = [each for each in built.all.rejected if each.article == built.id_of(name)]
        assert len([cited for cited in built.cited(name) if cited.expression]) + len(left_out) >= len(asked)


def test_json_is_the_timeline(built: Built) -> None:
    assert TIMELINE_FORMAT.validate_json(render(built.all, "json")) == built.all
