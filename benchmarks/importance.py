"""Whether the most important events are those that editors chose, beside simpler ways to choose: the days of both are compared.

No model is asked: every sentence with a time expression counts as a mention, with the clause around it as its
headline.

python benchmarks/importance.py [--folder FOLDER]
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reconcile_gold import untokenised

from timeline.dates import PartialDate, parse_edtf
from timeline.extract.candidates import Candidates, find_candidates
from timeline.models import (
    Article,
    Citation,
    Event,
    Extraction,
    Generated,
    GivenBasis,
    Mention,
    Source,
    Span,
    cited,
    content_id,
)
from timeline.reconcile import fingerprint, reconcile
from timeline.reconcile.mention_clause import clause_of

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "t17-dev"
GENERATED = Generated(by="benchmark", model="none", prompts="none")

WAYS: Mapping[str, Callable[[Event], float]] = {
    "importance": lambda event: event.importance,
    "independent sources alone": lambda event: event.independent_sources,
    "citations alone": lambda event: len(event.citations),
}
"""What events can be ranked by; of equals the earlier one comes first."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Articles on one story, and the days of the timeline that its editors made."""

    name: str
    extractions: tuple[Extraction, ...]
    days: frozenset[str]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the stories are, a folder each")
    folder = parser.parse_args().folder
    topics = list(_topics(folder))
    if not topics:
        print(f"There are no stories in {folder}; name their folder with --folder.", file=sys.stderr)
        return 2
    print(
        "| story | articles | events | days of the editors | mentioned at all | way | among as many days | twice "
        "as many |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for topic in topics:
        _print_rows(topic)
    return 0


def _print_rows(topic: Topic) -> None:
    timeline = reconcile(topic.extractions, title=topic.name, generated=GENERATED)
    events = [event for event in timeline.events if _day(event)]
    mentioned_days = {_day(event) for event in events}
    head = f"| {topic.name} | {len(topic.extractions)} | {len(events)} | {len(topic.days)} | {len(mentioned_days & topic.days)} "
    for way, worth in WAYS.items():
        days = list(dict.fromkeys(map(_day, sorted(events, key=worth, reverse=True))))
        print(f"{head}| {way} | {_recalls(topic, days)} |")
    mentioned = Counter(_day(event) for event in events for _ in event.citations)
    print(
        f"{head}| the days most mentioned | {_recalls(topic, [day for day, _ in mentioned.most_common()])} |"
    )
    by_chance = len(mentioned_days & topic.days) / len(mentioned_days)
    print(f"{head}| chance | {by_chance:.2f} | {2 * by_chance:.2f} |")


def _recalls(topic: Topic, days: Sequence[str]) -> str:
    """Return which share of the editors' days are among as many of *days*, the first ones, and among twice as many."""
    shares = (
        len(topic.days.intersection(days[: times * len(topic.days)])) / len(topic.days) for times in (1, 2)
    )
    return " | ".join(f"{share:.2f}" for share in shares)


def _day(event: Event) -> str:
    """Return the day of an event, or nothing where it is known less exactly."""
    day = event.date.to_day() if isinstance(event.date, PartialDate) else None
    return day.isoformat() if day else ""


def _topics(folder: Path) -> Iterator[Topic]:
    for place in sorted(path.parent for path in folder.glob("*/articles.jsonl")):
        rows = [
            json.loads(line) for line in (place / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        timelines = [
            json.loads(line) for line in (place / "timelines.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        days = frozenset(day for timeline in timelines for day in timeline["timeline"])
        yield Topic(place.name, tuple(_extraction(row["id"], row["date"], row["text"]) for row in rows), days)


def _extraction(name: str, published: str, tokenised: str) -> Extraction:
    text = untokenised(tokenised)
    article = Article(
        id=content_id("art", (name,)),
        title=name,
        path=name,
        published=parse_edtf(published),
        published_basis=GivenBasis(),
        sha256=name,
    )
    found = find_candidates(Source(article, text))
    return Extraction(article=article, mentions=tuple(_mentions(found)), fingerprint=fingerprint(text))


def _mentions(found: Candidates) -> Iterator[Mention]:
    text = found.source.text
    for candidate in found.candidates:
        if candidate.expression and candidate.dated.date:
            start, end = candidate.sentence
            quote = text[start:end]
            place = Span(candidate.expression.start - start, candidate.expression.end - start)
            first, last = clause_of(quote, place, found.source.language)
            citation = Citation(
                article=found.source.article.id,
                start=start,
                end=end,
                quote=quote,
                headline=quote[first:last].strip() or quote,
                expression=cited(candidate.expression),
                date=candidate.dated.date,
                date_basis=candidate.dated.basis,
            )
            yield Mention(citation=citation, kind="event")


if __name__ == "__main__":
    sys.exit(main())
