"""How long a timeline takes to be rendered, as a ratio to a bare Jinja loop over the same data in the same run.

    .venv/bin/python benchmarks/rendering.py [--events 10000]

The bare loop is a template that goes through the same events, citations and articles and prints the same
fields, escaped by Jinja itself: no link to a passage, no date in words, no year, no filter. Both are timed in
turns, in seconds of processor time, and the best of each counts. The peak of memory is that of a process of
its own that reads the timeline and writes the page, and includes the interpreter.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from jinja2 import Environment

from timeline.dates import PartialDate
from timeline.models import (
    TIMELINE_FORMAT,
    Article,
    Citation,
    CitedExpression,
    Conflict,
    ConflictValue,
    Event,
    Generated,
    MetadataBasis,
    Timeline,
)
from timeline.rendering import render
from timeline.timex.basis import WeekdayBasis

FORMATS: tuple[str, ...] = ("html", "fragment")
ROUNDS = 5
WORDS = (
    "the bridge was closed after an inspector found a crack in its north girder, and the council said that "
    "“engineers” would put a price on the well-known repair by Friday while ferrymen & drivers heard nothing"
).split()

BARE = """{% for event in timeline.events %}
<li id="{{ event.id }}" data-kind="{{ event.kind }}" data-edtf="{{ event.date }}"><h3>{{ event.date }} {{ event.headline }}</h3>
{% for mark in event.marks %}<p>{{ mark }}</p>{% endfor %}
{% for conflict in event.conflicts %}<p>{{ conflict.field }} {{ conflict.about }}
{% for value in conflict.values %}{{ value.value }} {% for place in value.citations %}{{ place }} {% endfor %}{% endfor %}</p>
{% endfor %}
<p>{{ event.sources }} {{ event.independent_sources }}</p>
{% for citation in event.citations %}{% set article = articles[citation.article] %}
<blockquote cite="{{ article.url }}">{{ citation.quote }}</blockquote>
<p>{{ article.publisher }}, <a href="{{ article.url }}">{{ article.title }}</a>, {{ article.published }}.
{{ citation.expression.text }}: {{ citation.date }} {{ citation.date_basis.rule }}</p>
{% endfor %}</li>
{% endfor %}
{% for article in timeline.articles %}
<li><p>{{ article.publisher }}, <a href="{{ article.url }}">{{ article.title }}</a>, {{ article.author }},
{{ article.published }}. {{ article.published_basis }} {{ article.path }}</p>
{% for event in citing[article.id] %}<a href="#{{ event.id }}">{{ event.date }}</a>{% endfor %}</li>
{% endfor %}
"""


def invented(events: int) -> Timeline:
    """Return a timeline of so many *events*, of one to five citations each, from a tenth as many articles."""
    chance = Random(1)  # noqa: S311 - nothing here is secret

    def sentence(words: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."

    articles = [
        Article(
            id=f"art-{number}",
            title=sentence(8),
            publisher=f"Paper {number % 40}",
            url=f"https://example.org/{number}",
            path=f"articles/{number}.txt",
            published=PartialDate(2000 + number % 24, 1 + number % 12, 1 + number % 28),
            published_basis=MetadataBasis(source="front matter"),
            sha256="0" * 64,
        )
        for number in range(max(events // 10, 1))
    ]

    def citation(date: PartialDate) -> Citation:
        quote = f"{sentence(22)} On Tuesday."
        return Citation(
            article=chance.choice(articles).id,
            start=0,
            end=len(quote),
            quote=quote,
            headline="",
            expression=CitedExpression(text="Tuesday", start=len(quote) - 8, end=len(quote) - 1),
            date=date,
            date_basis=WeekdayBasis(rule="weekday_on_or_before", weekday=2, anchor=PartialDate(2015, 10, 21)),
        )

    def event(number: int) -> Event:
        date = PartialDate(2000 + number * 24 // events, 1 + number % 12, 1 + number % 28)
        count = chance.choice((1, 1, 2, 3, 5))
        values = tuple(ConflictValue(value=value, citations=(0,)) for value in ("2011", "2012-03"))
        return Event(
            id=f"evt-{number:012x}",
            date=date,
            headline=sentence(9),
            kind=chance.choice(("event", "event", "event", "planned", "since")),
            actors=(f"Name {number % 90}",),
            citations=tuple(citation(date) for _ in range(count)),
            sources=count,
            independent_sources=count,
            importance=chance.random(),
            conflicts=(Conflict(field="date", values=values),) if number % 10 == 0 else (),
        )

    generated = Generated(by="timeline", model="none", prompts="none")
    return Timeline(
        title="Invented",
        articles=tuple(articles),
        events=tuple(map(event, range(events))),
        generated=generated,
    )


def bare(timeline: Timeline) -> Callable[[], str]:
    """Return what prints *timeline* by a bare loop."""
    template = Environment(autoescape=True).from_string(BARE)
    citing: dict[str, list[Event]] = {article.id: [] for article in timeline.articles}
    for event in timeline.events:
        for article in {citation.article for citation in event.citations}:
            citing[article].append(event)
    articles = {article.id: article for article in timeline.articles}
    return lambda: template.render(timeline=timeline, articles=articles, citing=citing)


def seconds(task: Callable[[], str]) -> float:
    """Return the processor time of *task*."""
    before = time.process_time()
    task()
    return time.process_time() - before


def peak_memory(timeline: Timeline, format_: str) -> float:
    """Return the most memory, in MB, that a process held that read *timeline* and wrote it in *format_*."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "timeline.json"
        file.write_bytes(TIMELINE_FORMAT.dump_json(timeline))
        command = [sys.executable, __file__, "--render", str(file), "--format", format_]
        return float(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603 - this very file


def render_and_tell(file: Path, format_: str) -> None:
    """Render *file* and print the peak of this process's memory in MB."""
    render(TIMELINE_FORMAT.validate_json(file.read_bytes()), format_)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(kilobytes / 1024)


def main() -> None:
    """Print a table: per format, the time in bare loops, the size, and the peak of memory."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--render", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--format", choices=FORMATS, default="html", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.render:
        render_and_tell(options.render, options.format)
        return
    timeline = invented(options.events)
    loop = bare(timeline)
    print(f"{options.events:,} events, {sum(len(event.citations) for event in timeline.events):,} citations")
    print("| format | time, in bare loops | characters | peak of memory, MB |")
    print("|---|---|---|---|")
    for format_ in FORMATS:
        rounds = [
            (seconds(loop), seconds(lambda format_=format_: render(timeline, format_))) for _ in range(ROUNDS)
        ]  # type: ignore[misc] # a closure over the loop's variable
        ratio = min(ours for _, ours in rounds) / min(bare_ for bare_, _ in rounds)
        size = len(render(timeline, format_))
        print(f"| {format_} | {ratio:.2f} | {size:,} | {peak_memory(timeline, format_):.0f} |")


if __name__ == "__main__":
    main()
