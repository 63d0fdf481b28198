"""The page and the fragment: what escapes their text, what steers them, and the files that they need."""

import re
from base64 import b64encode
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, nodes
from markupsafe import escape

from timeline.errors import UsageError
from timeline.models import TIMELINE_FORMAT, DoubtReason, MayBeSame, Timeline
from timeline.rendering import Options, render
from timeline.rendering.escaping import Html, escaped_html, visible
from timeline.rendering.facets import MOST_CHOICES, filters_of
from timeline.rendering.html_page import HtmlOptions, page_stylesheet, stylesheet
from timeline.rendering.overview import HEIGHT, WIDTH, overview_of
from timeline.rendering.page_layout import page_of
from timeline.rendering.template_engines import html_environment
from timeline.resources import read_resource

TIMELINES = Path(__file__).parents[1] / "timelines"
TEMPLATES = ["timeline.html.j2", "fragment.html.j2", "macros.html.j2"]


def timeline(name: str = "old_bridge") -> Timeline:
    return TIMELINE_FORMAT.validate_json((TIMELINES / f"{name}.json").read_bytes())


def poisoned(value: Any) -> Any:
    """Return *value* with what may not be shown, and what may not stand unescaped, in every text that is not a name or hash."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return f"{value}\x00\u202e<i x=\"'&"
    if isinstance(value, tuple):
        return tuple(map(poisoned, value))
    if is_dataclass(value) and not isinstance(value, type):
        kept = {
            "kind",
            "rule",
            "date",
            "model_date",
            "published",
            "schema_version",
            "id",
            "article",
            "field",
            "copy_of",
            "origin",
        }
        return replace(
            value, **{f.name: poisoned(getattr(value, f.name)) for f in fields(value) if f.name not in kept}
        )
    return value


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_in_html_is_taken_out_of_escaping(template: str) -> None:
    # The engine escapes everything but what is declared safe: no template declares anything so.
    source = read_resource("templates", template) or ""
    tree = Environment(autoescape=True).parse(source)
    assert not {found.name for found in tree.find_all(nodes.Filter)} & {"safe", "xmlattr", "tojson"}
    assert not list(tree.find_all(nodes.EvalContextModifier))
    assert not re.search(r"=\{\{", source), "an attribute without quotes"


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_value_stands_in_text_or_in_an_attribute_and_nowhere_else(template: str) -> None:
    # In a style, a script or a comment other rules would hold: but for our own two files, nothing is placed
    # there.
    source = read_resource("templates", template) or ""
    for content in re.findall(r"<(?:style|script)[^>]*>(.*?)</(?:style|script)>", source, re.DOTALL):
        assert content in ("{{ style }}", "{{ script }}")
    assert "<!--" not in source
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", source)


def test_whatever_is_placed_is_escaped(tmp_path: Path) -> None:
    # Both engines: the one of our own templates, and the sandbox of a user's.
    for environment in (html_environment(None), html_environment(tmp_path)):
        written = environment.from_string(
            "{{ a }}{% set b %}<p>{{ a }}</p>{% endset %}{{ b }}{{ c }}"
        ).render(a="<'&\">", c=7)
        assert written == "&lt;&#39;&amp;&#34;&gt;<p>&lt;&#39;&amp;&#34;&gt;</p>7"


@pytest.mark.parametrize(
    "value", ["", "plain", "<a href=\"x\" id='y'>&amp;", "“é” 🚒 \x00", 12, None, Html("<b>")], ids=repr
)
def test_escaping_is_that_of_the_template_engine(value: object) -> None:
    # Quicker, and to the same characters.
    assert escaped_html(value) == str(escape(value))


@pytest.mark.parametrize("format_", ["html", "fragment"])
def test_no_field_of_a_timeline_gets_through_as_it_is(format_: Any) -> None:
    # Each text of the timeline, wherever it is shown.
    written = render(poisoned(timeline()), format_)
    assert visible(written) == written
    assert "<i x=" not in written
    assert "&lt;i x=&#34;" in written


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "Perhaps the same as:"), ("fr", "Peut-être le même événement que\xa0:")]
)
def test_what_may_be_the_same_is_one_line_with_a_link(locale: str, words: str) -> None:
    # It leads to an event of the page; of one that is not there, as after a selection, no line remains.
    first, second, *_ = timeline().events
    doubt = MayBeSame(event=second.id, reason=DoubtReason.SIMILARITY, score=0.2)
    events = (replace(first, may_be_same=(doubt,)), replace(second, headline="<b>it"))
    options = Options(html=HtmlOptions(locale=locale, prefix="p-"))
    written = render(replace(timeline(), events=events), "html", options)
    (line,) = re.findall(r'<p class="timeline-note timeline-doubt">(.*?)</p>', written, re.DOTALL)
    assert line.startswith(f'{words}\n<a href="#p-{second.id}"><bdi')
    assert "&lt;b&gt;it</bdi></a> (" in line
    assert f'id="p-{second.id}"' in written
    assert (
        "timeline-doubt"
        not in render(replace(timeline(), events=events[:1]), "html", options).split("</style>")[1]
    )


def test_a_users_template_changes_one_block(tmp_path: Path) -> None:
    # In the page and in the fragment, without a copy of our template.
    (tmp_path / "timeline.html.j2").write_text(
        '{% extends "builtin/timeline.html.j2" %}{% block event %}<li>{{ entry.headline }}</li>{% endblock %}',
        encoding="utf-8",
    )
    for format_ in ("html", "fragment"):
        written = render(timeline(), format_, Options(templates=tmp_path))  # type: ignore[arg-type] # both are formats
        assert written.count("<li>An inspector finds a crack in the north girder</li>") == 1
        assert "<blockquote" not in written


def test_without_a_template_of_its_own_a_users_folder_changes_nothing(tmp_path: Path) -> None:
    # The two engines write the same bytes.
    for name in ("old_bridge", "hostile"):
        assert render(timeline(name), "html", Options(templates=tmp_path)) == render(timeline(name), "html")


def test_the_policy_names_the_style_and_the_script_and_nothing_else() -> None:
    # Not one style or script runs but these two, which are the same on every page.
    pages = [render(timeline(name), "html") for name in ("old_bridge", "hostile")]
    for page in pages:
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        assert policy
        for tag in ("style", "script"):
            (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
            digest = b64encode(sha256(content.encode()).digest()).decode()
            assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]
        assert "unsafe" not in policy[1]
    assert [re.findall(r"<style>.*?</style>", page, re.DOTALL) for page in pages[:1]] == [
        [f"<style>{page_stylesheet()}</style>"]
    ]


def test_the_style_sheet_that_is_written_is_for_docs_sites_too() -> None:
    # One file does for fragments and for what docs generators embed; a page of its own does not carry the
    # latter's rules.
    sheet = render(timeline("old_bridge"), "css")
    assert sheet.startswith(stylesheet())
    assert ".timeline-embedded" in sheet.removeprefix(stylesheet())
    assert ".timeline-embedded" not in page_stylesheet()


def test_a_page_without_script() -> None:
    # Who wants none has none.
    written = render(timeline(), "html", Options(html=HtmlOptions(script=False)))
    assert "<script" not in written
    assert "script-src" not in written


def test_a_fragment_is_one_element_with_anchors_of_its_own() -> None:
    # It neither closes what is around it nor takes its names, and its headings fit below those of the page.
    written = render(timeline(), "fragment").strip()
    assert re.match(r'<section class="timeline[^"]*" id="timeline-timeline" lang="en" dir="ltr"', written)
    assert written.endswith("</section>")
    assert not re.search(r"<(?:html|head|body|main|style|script|h1)\b", written)
    assert all(name.startswith("timeline-") for name in re.findall(r'\s(?:id|name)="([^"]*)"', written))
    assert all(name.startswith("timeline-") for name in re.findall(r'href="#([^"]*)"', written))
    assert [written.count(f"<h{level}") > 0 for level in range(1, 6)] == [False, True, True, True, False]


def test_two_fragments_fit_on_one_page() -> None:
    # By a prefix for each; and their headings begin where the page wants them.
    options = [Options(fragment=HtmlOptions(level=3, prefix=prefix)) for prefix in ("one-", "two-")]
    names = [
        set(re.findall(r'\s(?:id|name)="([^"]*)"', render(timeline(), "fragment", each))) for each in options
    ]
    assert names[0].isdisjoint(names[1])
    assert "<h5" in render(timeline(), "fragment", options[0])


@pytest.mark.parametrize(
    "wrong", [{"level": 0}, {"level": 5}, {"prefix": "1x"}, {"prefix": 'x" onclick="y'}], ids=str
)
def test_options_that_cannot_be(wrong: dict[str, Any]) -> None:
    # Said at once, and not by a broken page.
    with pytest.raises(UsageError):
        HtmlOptions(**wrong)


@pytest.mark.parametrize(("locale", "direction", "words"), [("de", "ltr", "Artikel"), ("he", "rtl", "כתבות")])
def test_the_page_speaks_its_readers_language(locale: str, direction: str, words: str) -> None:
    # Its own words and dates; the articles' words keep theirs, and say so.
    written = render(timeline(), "html", Options(html=HtmlOptions(locale=locale)))
    assert f'<html lang="{locale}" dir="{direction}">' in written
    assert words in written
    assert '<blockquote dir="auto" lang="en"' in written


def test_the_style_sheet_can_filter_by_every_token() -> None:
    # One rule for each, or a choice would show everything.
    tokens = re.findall(r'\[data-token="(f\d+)"\]:checked\) ~ \.timeline-body \[data-in\]', stylesheet())
    assert tokens == [f"f{number}" for number in range(1, MOST_CHOICES + 1)]


def test_choices_are_what_events_differ_by() -> None:
    # Each counts its events, none would show all or nothing, and their tokens mark just these.
    page = page_of(timeline())
    filters = filters_of(page)
    assert [facet.name for facet in filters.facets] == ["kind", "source"]
    tokens = [tokens.split() for tokens in filters.tokens.values()]
    for choice in (choice for facet in filters.facets for choice in facet.choices):
        assert 0 < choice.events < page.events
        assert choice.events == sum(choice.token in own for own in tokens)


def test_too_many_choices_are_counted() -> None:
    # Nothing is left out silently.
    sample = timeline()
    names = tuple(f"Name {number}" for number in range(30))
    events = (*(replace(event, actors=names) for event in sample.events[:2]), *sample.events[2:])
    (named,) = (
        facet for facet in filters_of(page_of(replace(sample, events=events))).facets if facet.name == "name"
    )
    assert (len(named.choices), named.more) == (20, 10)


def test_the_overview_has_its_events_where_they_are() -> None:
    # A bar for each month that has events, a wide one for events that tell no month, all of them within the
    # drawing.
    page = page_of(timeline())
    overview = overview_of(page)
    assert overview
    anchors = {entry.anchor: entry for year in page.years for entry in year.entries}
    assert {bar.anchor for bar in overview.bars} <= set(anchors)
    for bar in overview.bars:
        date = anchors[bar.anchor].date
        assert bar.wide == (date is not None and date.month is None)
        assert 0 <= bar.left < bar.left + bar.width <= WIDTH
        assert 0 < bar.height <= HEIGHT
    assert overview_of(replace(page, years=page.years[:1])) is None
