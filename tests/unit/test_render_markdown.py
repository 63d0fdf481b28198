"""Markdown: no text gets out of its place, in any flavour, layout or template; and a timeline within a page of its own text.

What the flavours' own renderers make of it is tested in tests/renderers.
"""

import re
from dataclasses import replace
from html import unescape
from itertools import product

import pytest
from hostile_texts import TEXTS, TIMELINES, hostile_timeline
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader

from timeline.choices import FLAVOURS, LAYOUTS, Flavour
from timeline.errors import UsageError
from timeline.models import TIMELINE_FORMAT, DoubtReason, MayBeSame, Timeline
from timeline.rendering import Options, render
from timeline.rendering.escaping import visible
from timeline.rendering.markdown_document import MarkdownOptions
from timeline.rendering.markdown_escaping import Markdown, escaped
from timeline.rendering.markdown_regions import has_region, with_region
from timeline.rendering.template_engines import markdown_environment

ESCAPE = re.compile(r"\\[!-/:-@[-`{-~]|&(?:lt|gt|amp|#\d+);")
SIGNS = "\\`*_{}[]()<>#+-.!|~&;=:/?@%^$\"' \n\tab1wi"
EVERY = [
    MarkdownOptions(flavour, layout, evidence)
    for flavour, layout, evidence in product(FLAVOURS, LAYOUTS, ("footnotes", "blocks"))
    if not (layout == "table" and (evidence == "blocks" or flavour == "commonmark"))
]


def sample() -> Timeline:
    return TIMELINE_FORMAT.validate_json((TIMELINES / "old_bridge.json").read_bytes())


def markdown(timeline: Timeline, options: MarkdownOptions) -> str:
    return render(timeline, "markdown", Options(markdown=options))


def shown(text: str) -> str:
    """Return what a reader shows of *text* that holds nothing but escaped text."""
    addresses = re.sub(r'\{"([^"]*)"\}', r"\1", text)
    return ESCAPE.sub(lambda found: found[0][1:] if found[0][0] == "\\" else unescape(found[0]), addresses)


@pytest.mark.parametrize("flavour", FLAVOURS)
@given(text=st.one_of(st.text(), st.text(alphabet=SIGNS)))
@settings(max_examples=60)
def test_escaped_text_shows_just_its_characters(flavour: Flavour, text: str) -> None:
    # Nothing is lost, added or read as a sign, whatever the text; and it stays on one line.
    line = escaped(text, flavour)
    assert shown(line) == " ".join(visible(text).split())
    assert "\n" not in line


@pytest.mark.parametrize("flavour", FLAVOURS)
@given(text=st.text(alphabet=SIGNS))
@settings(max_examples=60)
def test_no_sign_survives_unescaped(flavour: Flavour, text: str) -> None:
    # Each sign of any Markdown is escaped by itself; none begins a line, none could end one as the start of a
    # picture.
    bare = ESCAPE.sub("x", re.sub(r'\{"(?://|\.|@)"\}', "x", escaped(text, flavour)))
    assert not re.search(r"[\\`*_\[\]{}#<>|~\n]|!$|^[-+=:%(]|^\d+[.)]", bare)
    assert "://" not in bare
    if flavour == "pandoc":
        assert not re.search(r"[\"'^@]|--|\.\.\.", bare)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2011. A year", r"2011\. A year", id="a number that would begin a list"),
        pytest.param("3) third", r"3\) third", id="a number with a bracket"),
        pytest.param("- so it goes", r"\- so it goes", id="a dash that would begin a list"),
        pytest.param("===", "&#61;==", id="a line that would make a heading"),
        pytest.param("7.5 tonnes at 3.15 p.m.", "7\\.5 tonnes at 3.15 p.m.", id="a decimal number"),
        pytest.param("AT&T &amp; co", "AT&T &amp;amp; co", id="only references are escaped"),
        pytest.param("well-known 21–18 vote", "well-known 21–18 vote", id="plain prose stays plain"),
        pytest.param(
            "for $5 or US$6",
            "for $5 or US&#36;6",
            id="a price stays plain, what could end a formula does not",
        ),
        pytest.param("see https://a.example", "see https:&#47;&#47;a.example", id="no address links itself"),
        pytest.param(
            "{{ x }} {% y %}",
            "&#123;&#123; x &#125;&#125; &#123;% y %&#125;",
            id="no braces for a template language",
        ),
        pytest.param("Stop!", "Stop\\!", id="a link that follows stays a link"),
        pytest.param(1200, "1200", id="a number"),
    ],
)
def test_escaped(text: object, expected: str) -> None:
    # The source is read too: escapes stand only where they are needed.
    assert escaped(text) == expected


@pytest.mark.parametrize(
    ("flavour", "text", "expected"),
    [
        ("pandoc", 'a. "x" -- y... @key', r"a\. \"x\" \-\- y\.\.\. \@key"),
        ("mkdocs", "a. ==x== :smile:", r"a\. &#61;&#61;x&#61;&#61; &#58;smile:"),
        ("myst", "for $5 or $6", r"for \$5 or \$6"),
        ("mdx", "import x from 'https://a.example'", "&#105;mport x from 'https:{\"//\"}a.example'"),
        ("gfm", 'important a. "x" :smile:', 'important a. "x" :smile:'),
    ],
)
def test_escaped_for_a_flavour(flavour: Flavour, text: str, expected: str) -> None:
    # What only one flavour reads is escaped only there.
    assert escaped(text, flavour) == expected


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("sign", ["=", "-", ".", ":a", "@a", "<b>", "\\", "$1", '"', "é", "www.", "://", "i"])
def test_a_hundred_thousand_signs(flavour: Flavour, sign: str) -> None:
    # No search takes for ever over them.
    text = sign * 50_000
    assert shown(escaped(text, flavour)) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ x }}",
        "{{ x ~ '' }}",
        "{{ x | safe }}",
        "{{ [x] | join }}",
        "{{ x | upper | lower }}",
        "{{ '%s' | format(x) }}",
        "{% macro m(y) %}{{ y }}{% endmacro %}{{ m(x) }}",
        "{% macro m(y) %}{{ caller() }}{% endmacro %}{% call m(x) %}{{ x }}{% endcall %}",
        "{% set y = x %}{{ y }}",
        "{% set y %}{{ x }}{% endset %}{{ y }}",
        "{% block b %}{{ x }}{% endblock %}",
        "{% extends 'base' %}{% block b %}{{ super() }}{% endblock %}",
        "{% include 'included' %}",
        "{% from 'macros' import m %}{{ m(x) }}",
        "{% import 'macros' as show %}{{ show.m(x) }}",
        "{% filter trim %}{{ x }}{% endfilter %}",
    ],
)
def test_a_template_cannot_forget_to_escape(template: str) -> None:
    # Markdown has no escaping of its own: the engine escapes what no filter has escaped, once, however it
    # gets into its place.
    environment = markdown_environment(None, "gfm", "").overlay(
        loader=DictLoader(
            {
                "base": "{% block b %}{{ x }}{% endblock %}",
                "included": "{{ x }}",
                "macros": "{% macro m(y) %}{{ y }}{% endmacro %}",
            }
        )
    )
    written = environment.from_string(template).render(x="[a](b)")
    assert r"\[a\](b)" in written or r"\\\[a\\\](b)" in written


def test_what_is_escaped_is_not_escaped_again() -> None:
    # By filters that a template writes out, and through macros.
    environment = markdown_environment(None, "gfm", "")
    template = environment.from_string(
        "{% macro m(y) %}{{ y | md }}{% endmacro %}{{ m(x) }} {{ x | md | md }} {{ m(m(x)) }}"
    )
    written = template.render(x="*a*")
    assert written == r"\*a\* \*a\* \*a\*"
    assert isinstance(written, Markdown)


@pytest.mark.parametrize(
    "options", EVERY, ids=lambda options: f"{options.flavour}-{options.layout}-{options.evidence}"
)
def test_hostile_text_makes_no_line(options: MarkdownOptions) -> None:
    # Line by line it is the same file as with harmless words: no text begins, ends or adds one.
    hostile, harmless = (
        markdown(hostile_timeline(texts), options).split("\n")
        for texts in (TEXTS.values(), [f"harmless{number}" for number in range(len(TEXTS))])
    )
    assert len(hostile) == len(harmless)
    for line, like in zip(hostile, harmless, strict=True):
        own, text, _ = like.partition("harmless")
        assert line.startswith(own) if text else line == own


@pytest.mark.parametrize(
    "options", EVERY, ids=lambda options: f"{options.flavour}-{options.layout}-{options.evidence}"
)
def test_each_citation_has_its_place_once(options: MarkdownOptions) -> None:
    # None is missing, none is forged, and each is referred to.
    timeline = hostile_timeline()
    written = markdown(timeline, options)
    names = {f"tl-evt-{number}-{place}" for number in range(len(TEXTS)) for place in (1, 2)}
    footnotes = options.evidence == "footnotes" and options.flavour != "commonmark"
    defined = r"^\[\^(tl-[\w-]+)\]: " if footnotes else r'(?:<a id="|\[\]\{#|^ *\()(tl-[\w-]+)(?:"|\}|\)=)'
    used = r"\[\^(tl-[\w-]+)\](?!:)" if footnotes else r"\]\(#(tl-[\w-]+)\)"
    assert sorted(re.findall(defined, written, re.MULTILINE)) == sorted(names)
    assert set(re.findall(used, written)) == names


@pytest.mark.parametrize(
    "options", EVERY, ids=lambda options: f"{options.flavour}-{options.layout}-{options.evidence}"
)
def test_what_may_be_the_same_leads_there(options: MarkdownOptions) -> None:
    # To the place of that event, whatever its headline is; to one that is not on the page nothing leads.
    first, second, *_ = sample().events
    doubt = MayBeSame(event=second.id, reason=DoubtReason.ANOTHER_PLACE, one="A", other="B", score=0.5)
    gone = replace(doubt, event="evt-gone")
    events = (replace(first, may_be_same=(doubt, gone)), replace(second, headline="[x](y) | *z*"))
    written = markdown(replace(sample(), events=events), options)
    (line,) = [line for line in written.split("\n") if "Perhaps the same as" in line]
    name = second.id
    link = rf"\[(.*)\]\(#{name}\)"
    if options.flavour == "myst" and options.layout != "headings":
        link = rf'<a href="#{name}">(.*)</a>'
    (text,) = re.findall(rf"Perhaps the same as: {link} \(told of another place\)", line)
    assert shown(text) == "[x](y) | *z*"
    assert re.search(rf'(?:<a id="|\{{#|^ *\(){name}(?:"|\}}|\)=)', written, re.MULTILINE)
    assert "gone" not in written


def test_sections_have_names_that_renderers_keep_apart() -> None:
    # MyST writes names small and takes hyphens in a row for one.
    names = re.findall(
        r"^\(([\w-]+)\)=$", markdown(hostile_timeline(), MarkdownOptions("myst")), re.MULTILINE
    )
    assert len({re.sub("-+", "-", name) for name in names}) == len(names)
    assert all(name == name.lower() for name in names)


def test_notes_stand_once_in_pandoc() -> None:
    # It prints a note anew for each reference: what refers again is a link to the note.
    written = markdown(sample(), MarkdownOptions("pandoc"))
    used = re.findall(r"\[\^(tl-[\w-]+)\](?!:)", written)
    assert len(used) == len(set(used)) == 28
    assert "9 March 2022 ([Northern Wire](#tl-evt-f76ec770b5b1-1)" in written


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de", "9. März 2022: Old Lock Bridge is closed"),
        ("fr", "### 9 mars 2022\N{NO-BREAK SPACE}: Old Lock Bridge is closed"),
        ("he", "9 במרץ 2022: Old Lock Bridge is closed"),
    ],
)
def test_words_and_dates_are_in_the_language_asked_for(locale: str, words: str) -> None:
    # And quotes stay as they are.
    written = markdown(sample(), MarkdownOptions(locale=locale))
    assert words in written
    assert "Sources disagree" not in written
    assert "The bridge was shut to all traffic on Wednesday night" in written


@pytest.mark.parametrize(
    ("unfit", "message"),
    [
        ({"flavour": "commonmark", "layout": "table"}, "no tables"),
        ({"layout": "table", "evidence": "blocks"}, "cells"),
        ({"level": 0}, "1 to 4"),
        ({"level": 5}, "1 to 4"),
        ({"prefix": "1-"}, "prefix"),
        ({"prefix": "a b"}, "prefix"),
    ],
)
def test_options_that_do_not_fit_are_refused(unfit: dict[str, object], message: str) -> None:
    # With what does.
    with pytest.raises(UsageError, match=message):
        MarkdownOptions(**unfit)  # type: ignore[arg-type] # the options, by name


def test_front_matter_holds_any_title() -> None:
    # YAML that every site generator reads, whatever stands in it; Pandoc shows it as the title, others want a
    # heading.
    import yaml

    for text in TEXTS.values():
        empty = replace(sample(), title=text, events=(), undated=())
        written = markdown(empty, MarkdownOptions(front_matter=True))
        head, _, rest = written.removeprefix("---\n").partition("\n---\n")
        assert yaml.safe_load(head)["title"] == " ".join(visible(text).split())
        assert rest.startswith("\n# ")
    assert "\n# " not in markdown(sample(), MarkdownOptions("pandoc", front_matter=True))


PAGE = "# Mine\r\n\r\nText.\r\n<!-- timeline:begin of the bridge -->\r\nold\r\n<!-- timeline:end -->\r\nMore,\u2028 \x0band no end"


def test_only_the_region_is_written() -> None:
    # Not a byte outside of it changes, nor the page's line ends; doing it again changes nothing.
    changed = with_region(PAGE, "new\n\ntext\n", "page.md")
    before, after = PAGE.split("old\r\n")
    assert changed == f"{before}\r\nnew\r\n\r\ntext\r\n\r\n{after}"
    assert with_region(changed, "new\n\ntext\n", "page.md") == changed


@given(before=st.text(), old=st.text(), after=st.text())
def test_what_stands_outside_stays(before: str, old: str, after: str) -> None:
    # Whatever a page holds.
    text = f"{before}\n<!-- timeline:begin -->\n{old}\n<!-- timeline:end -->\n{after}"
    try:
        changed = with_region(text, "new", "page.md")
    except UsageError:
        assert re.search("```|~~~", text)
        return
    assert changed.startswith(f"{before}\n<!-- timeline:begin -->\n")
    assert changed.endswith(f"\n<!-- timeline:end -->\n{after}")


def test_an_mdx_page_has_markers_of_its_own() -> None:
    # Which has no HTML comments.
    page = "import X from './x'\n\n{/* timeline:begin */}\n{/* timeline:end */}\n\n<X />\n"
    assert with_region(page, "new", "page.mdx") == page.replace("begin */}\n", "begin */}\n\nnew\n\n")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        pytest.param("# Mine\n", r"page\.md has no place", id="no markers"),
        pytest.param("<!-- timeline:begin -->\n", "begin in line 1", id="no end"),
        pytest.param("\n<!-- timeline:end -->\n", "end in line 2", id="no begin"),
        pytest.param(
            "<!-- timeline:end -->\n<!-- timeline:begin -->\n",
            "end in line 1, begin in line 2",
            id="turned round",
        ),
        pytest.param("<!-- timeline:begin -->\n<!-- timeline:end -->\n" * 2, "more than one", id="twice"),
        pytest.param(
            "<!-- timeline:begin -->\n<!-- timeline:begin -->\n<!-- timeline:end -->",
            "more than one",
            id="nested",
        ),
        pytest.param(
            "Text <!-- timeline:begin -->\n<!-- timeline:end -->\n", "end in line 2", id="within a line"
        ),
        pytest.param(
            "````\n<!-- timeline:begin -->\n```\n<!-- timeline:end -->\n````\n", "no place", id="in a fence"
        ),
        pytest.param(
            "~~~ x\n<!-- timeline:begin -->\n~~~\n<!-- timeline:end -->\n",
            "end in line 4",
            id="half in a fence",
        ),
    ],
)
def test_markers_that_do_not_pair_are_refused(page: str, message: str) -> None:
    # The message says what is there, by lines.
    with pytest.raises(UsageError, match=message):
        with_region(page, "new", "page.md")


def test_a_timeline_ends_no_region() -> None:
    # A headline that says so cannot, and a whole timeline is no page with a region.
    for flavour in FLAVOURS:
        written = markdown(hostile_timeline(), MarkdownOptions(flavour))
        assert not has_region(written)
        page = with_region("<!-- timeline:begin -->\n<!-- timeline:end -->\nMine\n", written, "page.md")
        assert (
            with_region(page, "new", "page.md")
            == "<!-- timeline:begin -->\n\nnew\n\n<!-- timeline:end -->\nMine\n"
        )
