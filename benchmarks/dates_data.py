"""Annotated corpora as documents with exact offsets, read from the folder of development data."""

import json
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dates_timex3 import from_timex3

from timeline.dates import DateInterval, EventDate, PartialDate, parse_edtf
from timeline.lang.registry import language_of
from timeline.lang.time_expressions import find
from timeline.timex import resolve

JUDGED = Path(__file__).with_name("dates_judged.toml")
GERMAN = Path(__file__).with_name("dates_german.txt")
LAST_ANNOTATED_SENTENCE = 5  # of MEANTIME: the title is 0, the line with the date 1
_DATELINE_SENTENCE = 1
_NO_SPACE_BEFORE = frozenset(", . : ; ? ! ) 's n't % ''".split())
_NO_SPACE_BEHIND = ("(", "$", "``")
_PLAIN = {"``": '"', "''": '"'}


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated expression: text[start:end], its TIMEX3 type, the date that it means, and whether it is the dateline."""

    id: str
    start: int
    end: int
    kind: str
    value: EventDate | None
    dateline: bool = False


@dataclass(frozen=True, slots=True)
class DatedMention:
    """One annotated mention of an event: where its word stands, in which sentence of the text, and the event's date."""

    start: int
    sentence: tuple[int, int]
    date: EventDate


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what was annotated in it."""

    name: str
    text: str
    published: PartialDate
    gold: tuple[Gold, ...] = ()
    mentions: tuple[DatedMention, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Judged:
    """Annotations that we disagree with, by "document/id": no time expressions at all, or ones with another value."""

    excluded: dict[str, str]
    disputed: dict[str, str]


def judged() -> Judged:
    """Read the committed list, with a reason for each."""
    lists = tomllib.loads(JUDGED.read_text(encoding="utf-8"))
    return Judged(lists["excluded"], lists["disputed"])


# --- MEANTIME: TIMEX3 in XML


def meantime(folder: Path) -> list[Document]:
    """Read title, date line and the four sentences behind them of each article, as far as all expressions are annotated."""
    return [_meantime_document(file) for file in sorted(folder.glob("xml/*/*.xml"))]


def _meantime_document(file: Path) -> Document:
    root = ET.parse(file).getroot()  # noqa: S314 - files that the user put there
    tokens = [
        token for token in root.iter("token") if int(token.get("sentence", "0")) <= LAST_ANNOTATED_SENTENCE
    ]
    sentence = {token.get("t_id"): int(token.get("sentence", "0")) for token in tokens}
    text, spans = _written([(token.text or "", int(token.get("sentence", "0"))) for token in tokens])
    places = dict(zip(sentence, spans, strict=True))
    gold = []
    created = None
    for timex in root.iter("TIMEX3"):
        anchors = [anchor.get("t_id") for anchor in timex.iter("token_anchor")]
        value = from_timex3(timex.get("value", ""))
        dateline = timex.get("functionInDocument") == "CREATION_TIME"
        if anchors and all(anchor in places for anchor in anchors):
            start, end = min(places[a][0] for a in anchors), max(places[a][1] for a in anchors)
            dateline = dateline or sentence[anchors[0]] == _DATELINE_SENTENCE
            gold.append(Gold(timex.get("m_id", ""), start, end, timex.get("type", ""), value, dateline))
        created = value if dateline and isinstance(value, PartialDate) else created
    if created is None:
        raise ValueError(f"{file.name} states no date of its own")
    return Document(
        file.stem.partition("_")[0], text, created, tuple(sorted(gold, key=lambda g: (g.start, g.end)))
    )


def _written(tokens: Sequence[tuple[str, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Put tokens, each with its sentence, together as people write; title and date line are paragraphs of their own."""
    pieces: list[str] = []
    spans = []
    length, last = 0, 0
    for token, sentence in tokens:
        before = pieces[-1] if pieces else ""
        gap = " "
        if sentence != last and last <= _DATELINE_SENTENCE:
            gap = "\n\n"
        elif not pieces or token in _NO_SPACE_BEFORE or before in _NO_SPACE_BEHIND or "-" in (token, before):
            gap = ""
        word = _PLAIN.get(token, token)
        spans.append((length + len(gap), length + len(gap) + len(word)))
        pieces += [gap, word]
        length, last = spans[-1][1], sentence
    return "".join(pieces), spans


# --- German: marks in the text


def german() -> list[Document]:
    """Read our own German pieces: each line is a text with [[words|EDTF]], below a line with its publication date."""
    lines = [line for line in GERMAN.read_text(encoding="utf-8").splitlines() if not re.match(r"# \D", line)]
    return [_german_document(lines[number][2:], lines[number + 1]) for number in range(0, len(lines), 2)]


def _german_document(published: str, marked: str) -> Document:
    text, gold, behind = "", [], 0
    for mark in re.finditer(r"\[\[(.*?)\|(.*?)\]\]", marked):
        text += marked[behind : mark.start()]
        gold.append(Gold(str(len(gold)), len(text), len(text) + len(mark[1]), "DATE", parse_edtf(mark[2])))
        text += mark[1]
        behind = mark.end()
    day = parse_edtf(published)
    if not isinstance(day, PartialDate):
        raise TypeError(f"no day: {published!r}")
    return Document(published, text + marked[behind:], day, tuple(gold), language="de")


# --- TimeSet: BRAT


def timeset(folder: Path) -> list[Document]:
    """Read each page with the expressions that an event is linked to; its second line is the publication date."""
    return [_timeset_document(file) for file in sorted(folder.glob("*.ann"))]


def _timeset_document(file: Path) -> Document:
    with file.with_suffix(".txt").open(encoding="utf-8", newline="") as page:
        text = page.read()
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    notes = {row[1].split()[1]: row[2] for row in rows if row[0].startswith("#") and len(row) > 2}
    linked = {
        link for row in rows if row[0].startswith("E") for link in re.findall(r"TIMEX[^:]*:(T\d+)", row[1])
    }
    gold = []
    for row in rows:
        if row[0] in linked:
            bounds = re.findall(r"\d+", row[1])
            gold.append(Gold(row[0], int(bounds[0]), int(bounds[-1]), "DATE", _noted(notes.get(row[0], ""))))
    return Document(file.stem, text, _stated(text.split("\n")[1]), tuple(gold))


def _stated(line: str) -> PartialDate:
    """Return the day that a line states."""
    stated = resolve(find(line, language_of("en"))[0], None).date
    if not isinstance(stated, PartialDate):
        raise TypeError(f"no day: {line!r}")
    return stated


def _noted(note: str) -> EventDate | None:
    """Read an annotator's note: "2011-xx-xx", "2011-05-xx (said of …)", "duration: 2011-xx-xx thru 2015-05-xx"."""
    stated, _, condition = note.partition("(")
    dates = [
        parse_edtf(re.sub(r"[-_]xx", "", found).replace("_", "-"))
        for found in re.findall(r"\d{4}(?:[-_](?:\d\d|xx)){0,2}", stated)
    ]
    before = re.search(r"before ([A-Z]\w+ \d+)", condition)
    if before and len(dates) == 1:
        limit = resolve(find(before[1], language_of("en"))[0], dates[0]).date
        dates += [limit] if limit else []
    parts = [when for when in dates if isinstance(when, PartialDate)]
    return DateInterval(parts[0], parts[-1]) if len(parts) > 1 else next(iter(parts), None)


# --- dated events


def semeval(folder: Path) -> list[Document]:
    """Read the articles about Airbus and Boeing with the dated mentions of their timelines."""
    annotated: dict[str, set[tuple[int, str, str]]] = {}
    for timeline in _json_lines(folder / "timelines.jsonl"):
        for event in timeline["events"]:
            for mention in event["mentions"]:
                annotated.setdefault(mention["doc"], set()).add(
                    (mention["sent"], mention["word"], event["date"])
                )
    return [
        _with_events(article, annotated.get(article["id"], set()))
        for article in _json_lines(folder / "articles.jsonl")
    ]


def meantime_events(folder: Path) -> list[Document]:
    """Read MEANTIME's articles with the mentions of its dated event instances."""
    annotated: dict[str, set[tuple[int, str, str]]] = {}
    for event in _json_lines(folder / "event_instances.jsonl"):
        for mention in event["mentions"]:
            annotated.setdefault(mention["doc"], set()).add((mention["sent"], mention["text"], event["time"]))
    return [
        _with_events(article, annotated.get(article["id"], set()))
        for article in _json_lines(folder / "articles.jsonl")
    ]


def _json_lines(file: Path) -> Iterator[dict]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _with_events(article: dict, annotated: set[tuple[int, str, str]]) -> Document:
    tokens = [
        (token, number) for number, sentence in enumerate(article["sentences"]) for token in sentence.split()
    ]
    text, spans = _written(tokens)
    places: dict[int, list[tuple[int, int]]] = {}
    for (_, number), span in zip(tokens, spans, strict=True):
        places.setdefault(number, []).append(span)
    mentions = []
    for number, word, value in sorted(annotated):
        when = from_timex3(value)
        if when is None or number not in places:
            continue
        start, end = places[number][0][0], places[number][-1][1]
        at = text.find(re.split(r"[ _]", word)[0], start, end)
        mentions.append(DatedMention(at if at >= 0 else start, (start, end), when))
    # An article without a date in the list states it in its second line.
    published = _stated(article["date"] or article["sentences"][1])
    return Document(article["id"], text, published, mentions=tuple(mentions))
